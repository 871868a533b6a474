//! Words as people write them: case, blanks and signs do not matter.

use crate::domain::folding;

/// A word without what does not matter: `Publisher ID`, `publisher_id` and `publisherId` are one.
pub(super) fn folded(written: &str) -> String {
    folding::words(written).concat()
}

/// Whether a known name or code is what was folded.
pub(super) fn is_spelt(known: &str, folded: &str) -> bool {
    let letters = known.bytes().filter(|letter| *letter != b'_');
    letters
        .map(|letter| letter.to_ascii_lowercase())
        .eq(folded.bytes())
}

/// The value of a closed set that is written so.
pub(super) fn known<T: Copy>(
    all: &[T],
    code: impl Fn(T) -> &'static str,
    written: &str,
) -> Option<T> {
    let find = |is_it: &dyn Fn(&str) -> bool| all.iter().copied().find(|value| is_it(code(*value)));
    // What we wrote ourselves is spelt exactly, and there is much of it.
    find(&|code| code == written).or_else(|| {
        let folded = folded(written);
        find(&|code| is_spelt(code, &folded))
    })
}

/// The codes of a closed set, as a reason lists them.
pub(super) fn codes<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> String {
    let codes: Vec<&str> = all.iter().map(|value| code(*value)).collect();
    codes.join(", ")
}
