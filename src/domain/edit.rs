//! Edits: what is to become of the fields of something that is kept.

/// What is to become of an optional field of something that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edit<T> {
    /// It stays as it is.
    #[default]
    Keep,
    /// It is emptied.
    Clear,
    /// It becomes this.
    Set(T),
}

impl<T> Edit<T> {
    /// What the field holds afterwards.
    pub fn of(self, kept: Option<T>) -> Option<T> {
        match self {
            Self::Keep => kept,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }

    /// The same for a field that is never absent: emptied, it holds what is empty.
    pub fn or_empty(self, kept: T) -> T
    where
        T: Default,
    {
        self.of(Some(kept)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_keeps_clears_or_sets() {
        assert_eq!(Edit::Keep.of(Some(1)), Some(1));
        assert_eq!(Edit::Clear.of(Some(1)), None);
        assert_eq!(Edit::Set(2).of(Some(1)), Some(2));
        assert_eq!(Edit::Clear.or_empty("x".to_owned()), "");
    }
}
