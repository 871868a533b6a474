//! Ids that know what they name.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use uuid::Uuid;

/// A thing that has an [`Id`], and the word that stands before its ids.
pub trait Named {
    /// The word before the colon of an id, such as `offer`.
    const KIND: &'static str;
}

/// The id of a `T`: opaque to clients, readable in logs (`offer:0198...`).
///
/// An id of an offer is not an id of a contact, and the compiler knows.
pub struct Id<T> {
    key: Uuid,
    names: PhantomData<fn() -> T>,
}

/// A text that is not the id of the wanted kind of thing.
#[derive(Debug, PartialEq, Eq)]
pub struct NotAnId {
    /// The kind that was wanted, such as `offer`.
    pub wanted: &'static str,
}

impl<T> Id<T> {
    /// The id with this key.
    pub const fn new(key: Uuid) -> Self {
        Self {
            key,
            names: PhantomData,
        }
    }

    /// The key inside, as it stands in the tables.
    pub const fn key(self) -> Uuid {
        self.key
    }
}

impl<T: Named> Id<T> {
    /// Reads an id, and refuses one of another kind or form.
    pub fn parse(text: &str) -> Result<Self, NotAnId> {
        split(text)
            .filter(|(kind, _)| *kind == T::KIND)
            .map(|(_, key)| Self::new(key))
            .ok_or(NotAnId { wanted: T::KIND })
    }
}

/// The word and the key of an id of any kind.
pub fn split(text: &str) -> Option<(&str, Uuid)> {
    let (kind, key) = text.split_once(':')?;
    Some((kind, canonical(key)?))
}

/// A key in its one spelling: two texts for one id would be two entries in a client's cache.
fn canonical(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text)
        .ok()
        .filter(|key| key.hyphenated().to_string() == text)
}

impl<T: Named> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", T::KIND, self.key.hyphenated())
    }
}

impl<T: Named> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

// Derives would ask the same of `T`, which an id does not hold.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::Contact;
    use crate::domain::offer::Offer;

    const KEY: &str = "0198a0de-0000-7000-8000-000000000001";

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id = Id::<Offer>::parse(&format!("offer:{KEY}")).expect("an offer's id");

        assert_eq!(id.to_string(), format!("offer:{KEY}"));
    }

    #[test]
    fn an_id_of_another_kind_is_refused() {
        let wrong = Id::<Offer>::parse(&format!("contact:{KEY}"));

        assert_eq!(wrong, Err(NotAnId { wanted: "offer" }));
        assert!(Id::<Contact>::parse(&format!("contact:{KEY}")).is_ok());
    }

    #[test]
    fn an_id_has_one_spelling() {
        for text in [
            "",
            "offer",
            "offer:",
            KEY,
            "offer:1",
            &format!("offer:{}", KEY.to_uppercase()),
            &format!("offer:{}", KEY.replace('-', "")),
        ] {
            assert_eq!(
                Id::<Offer>::parse(text),
                Err(NotAnId { wanted: "offer" }),
                "{text}"
            );
        }
    }
}
