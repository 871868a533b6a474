//! How text is compared and found: folded to words without case and accents, the same on every database.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text, folded and joined by single spaces.
///
/// Compatibility forms, case and accents are gone; what is neither letter nor digit separates.
/// Turkish dotted and dotless i are the same letter here, so that `İSTANBUL`, `istanbul` and
/// `ıstanbul` find each other.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in words(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word);
    }
    folded
}

/// The longest word, in letters; what goes on is cut off. PostgreSQL finds no words over 2,046 bytes.
const LONGEST_WORD: usize = 300;

/// The folded words of a text, in order, repetitions included.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut length) = (String::new(), 0);
    // Lower-casing comes first: `İ` becomes `i` and a combining dot, which the decomposition then drops.
    for letter in text.nfkc().flat_map(char::to_lowercase).nfkd() {
        if letter.is_alphanumeric() {
            if length < LONGEST_WORD {
                base_letters(letter, &mut word);
            }
            length += 1;
        } else if !is_combining_mark(letter) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
            length = 0;
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Letters that Unicode does not take apart, though people type them without their stroke.
fn base_letters(letter: char, word: &mut String) {
    match letter {
        'ı' => word.push('i'),
        'ø' => word.push('o'),
        'đ' => word.push('d'),
        'ł' => word.push('l'),
        'ß' => word.push_str("ss"),
        'æ' => word.push_str("ae"),
        'œ' => word.push_str("oe"),
        'ς' => word.push('σ'),
        other => word.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_are_ignored() {
        assert_eq!(fold("Événement – CAFÉ"), "evenement cafe");
        assert_eq!(fold("Straße"), "strasse");
        assert_eq!(fold("Smørrebrød Łódź"), "smorrebrod lodz");
    }

    #[test]
    fn turkish_dotted_and_dotless_i_are_one_letter() {
        assert_eq!(fold("IŞIK İletişim ışık"), "isik iletisim isik");
    }

    #[test]
    fn signs_separate_words() {
        assert_eq!(
            words("C++/CLI (v2.0), R&D"),
            ["c", "cli", "v2", "0", "r", "d"]
        );
    }

    #[test]
    fn other_scripts_are_kept() {
        assert_eq!(fold("データ　バックアップ"), "テータ ハックアッフ");
        assert_eq!(fold("Резервная Копия"), "резервная копия");
        assert_eq!(fold("हिन्दी"), fold("हिन्दी"));
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["İSTANBUL", "ﬁne ＡＢＣ", "Ǆ ǅ", "ΣΑΣ", "1e5 42crunch"] {
            assert_eq!(fold(&fold(text)), fold(text));
        }
    }
}
