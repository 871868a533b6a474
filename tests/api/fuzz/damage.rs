//! Texts that are not as they were written: with other blanks, which changes nothing, or damaged, which may.

use super::dice::Dice;

/// What is put into texts where it does not belong.
const ODD: [&str; 19] = [
    "{",
    "}",
    "(",
    ")",
    "...",
    "@",
    "$",
    "\"",
    "\"\"\"",
    "!",
    "|",
    ":",
    "on",
    "1.",
    "0x1",
    "\u{0}",
    "é",
    "# ",
    "\"\\ud83d\"",
];

/// The text, damaged in one place.
pub(super) fn damaged(text: &str, dice: &mut Dice) -> String {
    let renamed;
    let mut tokens = tokens(text);
    let at = dice.below(tokens.len());
    let other = tokens[dice.below(tokens.len())];
    match dice.below(7) {
        0 => drop(tokens.remove(at)),
        1 => tokens.insert(at, tokens[at]),
        2 => tokens[at] = other,
        3 => tokens.insert(at, other),
        4 => {
            renamed = format!("{}x", tokens[at]);
            tokens[at] = &renamed;
        }
        5 => tokens.insert(at, *dice.pick(&ODD)),
        _ => tokens.truncate(at),
    }
    tokens.join(" ")
}

/// What may stand between two tokens.
const BETWEEN: [&str; 8] = [
    " ",
    " ",
    "\n",
    "\r\n",
    "\t, ",
    "\u{feff}",
    "# } \\\"\n",
    " # é\n",
];

/// The text, with other blanks and with comments between its tokens.
pub(super) fn respaced(text: &str, dice: &mut Dice) -> String {
    let mut written = String::new();
    for token in tokens(text) {
        written.push_str(token);
        written += *dice.pick(&BETWEEN);
    }
    written
}

/// The tokens, near enough: words, numbers and texts whole, all else by the letter. Commas are blanks.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let is_blank = |letter: char| letter.is_whitespace() || letter == ',';
    let mut rest = text.trim_start_matches(is_blank);
    while let Some(first) = rest.chars().next() {
        let is_word = |letter: char| letter.is_alphanumeric() || "_-.".contains(letter);
        let length = match first {
            '"' => 1 + text_length(&rest[1..]),
            '$' | '@' => {
                1 + rest[1..]
                    .find(|letter| !is_word(letter))
                    .unwrap_or(rest.len() - 1)
            }
            _ if is_word(first) => rest.find(|letter| !is_word(letter)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after.trim_start_matches(is_blank);
    }
    tokens
}

/// How long the rest of a text is, its closing quote included.
fn text_length(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in rest.char_indices() {
        match letter {
            '"' if !is_escaped => return at + 1,
            _ => is_escaped = letter == '\\' && !is_escaped,
        }
    }
    rest.len()
}
