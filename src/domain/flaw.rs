//! Flaws: what is wrong with something that somebody typed, and where in it.

/// Where in a draft something stands: fields by the names that the draft gives them, items by their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// In this field.
    Field(&'static str),
    /// At this place of a list, from 0.
    Item(usize),
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw<P> {
    /// What is wrong.
    pub problem: P,
    /// Where; nowhere in particular when empty.
    pub at: Vec<Step>,
    /// What stands there, as far as it helps to see it again.
    pub value: Option<String>,
}

/// The most flaws of one draft that are told.
pub const MOST_FLAWS: usize = 250;

/// The longest part of a value that is told again, in characters.
const LONGEST_VALUE: usize = 60;

/// Everything that is wrong with a draft, in the order of its fields; never more than [`MOST_FLAWS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaws<P>(Vec<Flaw<P>>);

impl<P> Default for Flaws<P> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<P> Flaws<P> {
    /// Notes that something is wrong in a field.
    pub fn push(&mut self, field: &'static str, problem: P) {
        self.push_at(vec![Step::Field(field)], problem, None);
    }

    /// Notes that something is wrong in a field, and what stands there.
    pub fn push_value(&mut self, field: &'static str, problem: P, value: &str) {
        self.push_at(vec![Step::Field(field)], problem, Some(value));
    }

    /// Notes that something is wrong with an item of a list, and what the item is.
    pub fn push_item(&mut self, field: &'static str, item: usize, problem: P, value: &str) {
        let at = vec![Step::Field(field), Step::Item(item)];
        self.push_at(at, problem, Some(value));
    }

    /// Notes that something is wrong somewhere.
    pub fn push_at(&mut self, at: Vec<Step>, problem: P, value: Option<&str>) {
        if self.0.len() < MOST_FLAWS {
            let value = value.map(|value| value.chars().take(LONGEST_VALUE).collect());
            self.0.push(Flaw { problem, at, value });
        }
    }

    /// The same flaws of a draft that stands in a field of another.
    pub fn inside(mut self, field: &'static str) -> Self {
        for flaw in &mut self.0 {
            flaw.at.insert(0, Step::Field(field));
        }
        self
    }

    /// Takes the flaws of another part in.
    pub fn append(&mut self, other: Self) {
        let room = MOST_FLAWS - self.0.len();
        self.0.extend(other.0.into_iter().take(room));
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was made of the draft, unless something is wrong with it.
    pub fn unless_flawed<T>(self, sound: impl FnOnce() -> T) -> Result<T, Self> {
        if self.0.is_empty() {
            Ok(sound())
        } else {
            Err(self)
        }
    }
}

impl<P> From<Flaw<P>> for Flaws<P> {
    fn from(flaw: Flaw<P>) -> Self {
        Self(vec![flaw])
    }
}

impl<P> IntoIterator for Flaws<P> {
    type Item = Flaw<P>;
    type IntoIter = std::vec::IntoIter<Flaw<P>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The problems that every concept has. Each concept has a closed set of its own, so that its clients
/// need to know no others.
pub trait Problem: Copy + std::fmt::Debug + Send + Sync + 'static {
    /// What was to be changed is not there, or not for this actor.
    const NOT_FOUND: Self;
    /// Somebody else changed it since.
    const VERSION_CONFLICT: Self;
    /// The note is longer than [`LONGEST_NOTE`].
    const NOTE_TOO_LONG: Self;

    /// The code of the problem, which its words are found by.
    fn code(self) -> &'static str;
}

/// The longest note on why something was done, in characters.
pub const LONGEST_NOTE: usize = 1_000;

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
    fn flaws_are_bounded_in_number_and_length() {
        let mut flaws = Flaws::default();
        for item in 0..1_000 {
            flaws.push_item("languages", item, "LANGUAGE_INVALID", &"x".repeat(10_000));
        }
        let mut all = Flaws::default();
        all.push("name", "NAME_MISSING");
        all.append(flaws);

        let told: Vec<Flaw<&str>> = all.into_iter().collect();

        assert_eq!(told.len(), MOST_FLAWS);
        let longest = told
            .iter()
            .filter_map(|flaw| flaw.value.as_ref())
            .map(String::len);
        assert_eq!(longest.max(), Some(LONGEST_VALUE));
    }

    #[test]
    fn an_edit_keeps_clears_or_sets() {
        assert_eq!(Edit::Keep.of(Some(1)), Some(1));
        assert_eq!(Edit::Clear.of(Some(1)), None);
        assert_eq!(Edit::Set(2).of(Some(1)), Some(2));
        assert_eq!(Edit::Clear.or_empty("x".to_owned()), "");
    }
}
