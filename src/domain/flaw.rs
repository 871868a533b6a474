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
    /// What there is to tell of it, for a problem that is not told without.
    pub more: Option<String>,
}

/// The most flaws of one draft that are told.
pub const MOST_FLAWS: usize = 250;

/// The most that is told of one flaw, in characters.
const LONGEST_TELLING: usize = 1_000;

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
        self.note(vec![Step::Field(field)], problem, None);
    }

    /// Notes that something is wrong with an item of a list.
    pub fn push_item(&mut self, field: &'static str, item: usize, problem: P) {
        self.note(vec![Step::Field(field), Step::Item(item)], problem, None);
    }

    /// Notes that something is wrong with a field of an item of a list.
    pub fn push_in_item(
        &mut self,
        list: &'static str,
        item: usize,
        field: &'static str,
        problem: P,
    ) {
        let at = vec![Step::Field(list), Step::Item(item), Step::Field(field)];
        self.note(at, problem, None);
    }

    /// Notes that something is wrong in a field, and tells more of it.
    pub fn push_telling(&mut self, field: &'static str, problem: P, more: &str) {
        self.note(vec![Step::Field(field)], problem, Some(more));
    }

    fn note(&mut self, at: Vec<Step>, problem: P, more: Option<&str>) {
        if self.0.len() < MOST_FLAWS {
            let more = more.map(|more| more.chars().take(LONGEST_TELLING).collect());
            self.0.push(Flaw { problem, at, more });
        }
    }

    /// What a check gave, when it found nothing wrong; what it found goes among the others.
    pub fn take<T>(&mut self, checked: Result<T, Self>) -> Option<T> {
        match checked {
            Ok(sound) => Some(sound),
            Err(flaws) => {
                self.append(flaws);
                None
            }
        }
    }

    /// The same flaws of a draft that stands in a field of another.
    pub fn inside(mut self, field: &'static str) -> Self {
        for flaw in &mut self.0 {
            flaw.at.insert(0, Step::Field(field));
        }
        self
    }

    /// The same flaws of a draft that is an item of a list in another.
    pub fn inside_item(mut self, list: &'static str, item: usize) -> Self {
        for flaw in &mut self.0 {
            flaw.at.splice(0..0, [Step::Field(list), Step::Item(item)]);
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

/// What the words of a problem need besides its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Nothing.
    Plain,
    /// What is more than this is too much.
    Limit(usize),
    /// What [`Flaw::more`] tells.
    More,
}

/// What can be wrong with one concept: a closed set of its own, so that who deals with contacts need not
/// know what can be wrong with partners. A code means the same in every set.
pub trait Problem: Copy + std::fmt::Debug + Send + Sync + 'static {
    /// The note is longer than [`LONGEST_NOTE`].
    const NOTE_TOO_LONG: Self;

    /// The code, which its words are found by.
    fn code(self) -> &'static str;

    /// What its words need besides.
    fn telling(self) -> Telling;
}

/// What can be wrong with something that is kept and is to be changed.
pub trait ChangeProblem: Problem {
    /// It is not there, or not for who wants to change it.
    const NOT_FOUND: Self;
    /// Somebody else changed it since.
    const VERSION_CONFLICT: Self;
}

/// Declares what can be wrong with a concept: the three that all have, and its own. A concept whose things
/// are added and never changed is declared `without versions`, and has only one of the three.
macro_rules! problems {
    (
        $(#[$meta:meta])* pub enum $name:ident {
            $($(#[$own_meta:meta])* $own:ident = $code:literal $(($telling:expr))?),* $(,)?
        }
    ) => {
        problems! {
            $(#[$meta])*
            pub enum $name without versions {
                /// It is not there, or not for who wants to change it.
                NotFound = "NOT_FOUND",
                /// Somebody else changed it since.
                VersionConflict = "VERSION_CONFLICT",
                $($(#[$own_meta])* $own = $code $(($telling))?),*
            }
        }

        impl $crate::domain::flaw::ChangeProblem for $name {
            const NOT_FOUND: Self = Self::NotFound;
            const VERSION_CONFLICT: Self = Self::VersionConflict;
        }
    };
    (
        $(#[$meta:meta])* pub enum $name:ident without versions {
            $($(#[$own_meta:meta])* $own:ident = $code:literal $(($telling:expr))?),* $(,)?
        }
    ) => {
        closed_set! {
            $(#[$meta])*
            pub enum $name {
                /// The note is too long.
                NoteTooLong = "NOTE_TOO_LONG",
                $($(#[$own_meta])* $own = $code),*
            }
        }

        impl $crate::domain::flaw::Problem for $name {
            const NOTE_TOO_LONG: Self = Self::NoteTooLong;

            fn code(self) -> &'static str {
                self.code()
            }

            fn telling(self) -> $crate::domain::flaw::Telling {
                use $crate::domain::flaw::Telling::*;
                match self {
                    Self::NoteTooLong => Limit($crate::domain::flaw::LONGEST_NOTE),
                    $(Self::$own => problems!(@telling $($telling)?)),*
                }
            }
        }
    };
    (@telling) => { Plain };
    (@telling $telling:expr) => { $telling };
}

/// The longest note on why something was done, in characters.
pub const LONGEST_NOTE: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flaws_are_bounded_in_number_and_length() {
        let mut flaws = Flaws::default();
        for item in 0..1_000 {
            flaws.push_item("languages", item, "LANGUAGE_INVALID");
        }
        let mut all = Flaws::default();
        all.push_telling("name", "NAME_TAKEN", &"x".repeat(10_000));
        all.append(flaws);

        let told: Vec<Flaw<&str>> = all.into_iter().collect();

        assert_eq!(told.len(), MOST_FLAWS);
        let longest = told[0].more.as_ref().map(String::len);
        assert_eq!(longest, Some(LONGEST_TELLING));
    }
}
