//! Did you mean...? Names that are close to one that is not there.

/// Whether names are suggested. Where the schema is not told, neither are its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestions {
    /// They are.
    Told,
    /// They are not.
    Kept,
}

/// The longest name that somebody may have mistyped.
const LONGEST: usize = 60;

impl Suggestions {
    /// What a client reads after the name that is not there: nothing, or the name that is closest to it.
    pub(super) fn of<'n>(self, name: &str, known: impl Iterator<Item = &'n str>) -> String {
        if self == Self::Kept || name.len() > LONGEST {
            return String::new();
        }
        let farthest = (name.len() / 3).max(1);
        let close = known.map(|known| (distance(name, known), known));
        let close = close.filter(|(distance, _)| *distance <= farthest).min();
        close
            .map(|(_, known)| format!(" Did you mean `{known}`?"))
            .unwrap_or_default()
    }
}

/// How many characters have to be put in, taken out, changed or swapped with the next to make one name of the other;
/// case does not count.
fn distance(one: &str, other: &str) -> usize {
    let [one, other] = [one, other].map(|name| name.to_ascii_lowercase().into_bytes());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (left, byte) in one.iter().enumerate() {
        let mut row = vec![left + 1];
        for (right, wanted) in other.iter().enumerate() {
            let changed = last[right] + usize::from(byte != wanted);
            let mut least = changed.min(last[right + 1] + 1).min(row[right] + 1);
            let is_swapped =
                left > 0 && right > 0 && one[left - 1] == *wanted && other[right - 1] == *byte;
            if is_swapped {
                least = least.min(before[right - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_name_is_suggested_if_one_is_close() {
        let known = ["title", "titles", "publisher", "offerId"];
        for (name, meant) in [
            ("titel", " Did you mean `title`?"),
            ("titless", " Did you mean `titles`?"),
            ("offerID", " Did you mean `offerId`?"),
            ("name", ""),
            ("Nothing", ""),
            ("", ""),
        ] {
            assert_eq!(
                Suggestions::Told.of(name, known.into_iter()),
                meant,
                "{name}"
            );
        }
        assert_eq!(Suggestions::Kept.of("titel", known.into_iter()), "");
    }
}
