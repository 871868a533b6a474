//! Cells that a spreadsheet would take for formulas.
//!
//! A table that is opened in a spreadsheet must not run anything that somebody wrote into a title. Such a
//! cell gets an apostrophe in front, which spreadsheets take for "this is a text", and loses it again when
//! it is read. A text that begins with apostrophes before the sign gets one more, so nothing is lost.

/// What a formula begins with, in full width too: some spreadsheets take those for the same.
const SIGNS: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Whether a text, were its leading apostrophes taken away, could begin a formula. Blanks before the sign
/// do not help, and neither do letters that nobody sees: spreadsheets pass over them.
pub(in crate::exchange) fn is_risky(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.starts_with(['\t', '\r', '\n']) || text.trim_start_matches(is_unseen).starts_with(SIGNS)
}

fn is_unseen(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// A text as a cell that no spreadsheet takes for a formula.
pub(in crate::exchange) fn guarded(text: &str) -> String {
    if is_risky(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The text of a cell, without the apostrophe that guards it.
pub(in crate::exchange) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_risky(text) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_could_be_a_formula_is_guarded_once() {
        for text in [
            "=1+1",
            "+1 425-555-0100",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\nx",
            "  =1",
            "'=1",
            "''=1",
            "' =1",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(A1)",
            "\u{3000}=1",
            "\u{FEFF}=1",
        ] {
            let cell = guarded(text);
            assert_eq!(cell, format!("'{text}"));
            assert_eq!(unguarded(&cell), text);
        }
    }

    #[test]
    fn other_cells_stay_as_they_are() {
        for text in ["", "'", "'tis", "a=1", "'a'=1", "  a", "1-2", "’=1"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }
}
