//! Pages of a long list: how much, from where, in which direction.

/// The most a page may hold.
pub const LARGEST_PAGE: u32 = 100;
/// What a page holds when nobody says.
pub const USUAL_PAGE: u32 = 20;

/// Which way a page is read from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the first to the last.
    Forward,
    /// From the last to the first; what is found is still given first to last.
    Backward,
}

/// What part of a list is asked for; `P` is a position in its total order.
#[derive(Clone, Debug)]
pub struct Page<P> {
    /// At most this many.
    pub size: u32,
    /// Which way to read.
    pub direction: Direction,
    /// Only what lies after this position, in a forward page.
    pub after: Option<P>,
    /// Only what lies before this position, in a backward page.
    pub before: Option<P>,
}

/// A part of a list, first to last.
#[derive(Clone, Debug)]
pub struct Slice<T> {
    /// What was found.
    pub items: Vec<T>,
    /// Whether the list goes on before the first item.
    pub has_previous: bool,
    /// Whether the list goes on after the last item.
    pub has_next: bool,
}

impl<T> Slice<T> {
    /// The same part of the list, with something made of each item.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Slice<U> {
        Slice {
            items: self.items.into_iter().map(make).collect(),
            has_previous: self.has_previous,
            has_next: self.has_next,
        }
    }
}

impl<P> Page<P> {
    /// The first `size` of a list.
    pub fn first(size: u32) -> Self {
        Self {
            size,
            direction: Direction::Forward,
            after: None,
            before: None,
        }
    }

    /// Makes a slice of what was read: one item more than the page was asked for, in reading order.
    pub fn slice<T>(&self, mut read: Vec<T>) -> Slice<T> {
        let size = self.size as usize;
        let more = read.len() > size;
        read.truncate(size);
        match self.direction {
            Direction::Forward => Slice {
                items: read,
                has_previous: self.after.is_some(),
                has_next: more,
            },
            Direction::Backward => {
                read.reverse();
                Slice {
                    items: read,
                    has_previous: more,
                    has_next: self.before.is_some(),
                }
            }
        }
    }
}
