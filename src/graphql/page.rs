//! Pages, as clients ask for them.

use super::context::Answer;
use super::fault::Fault;
use crate::domain::page::{Direction, LARGEST_PAGE, Page, USUAL_PAGE};

/// The arguments of a connection that is read in both directions.
pub(super) struct PageArguments {
    pub(super) first: Option<i32>,
    pub(super) after: Option<String>,
    pub(super) last: Option<i32>,
    pub(super) before: Option<String>,
}

impl PageArguments {
    /// The arguments of a connection that is read forward only.
    pub(super) fn forward(first: Option<i32>, after: Option<String>) -> Self {
        Self {
            first,
            after,
            last: None,
            before: None,
        }
    }

    /// The page they ask for; `read` reads a cursor of the list.
    pub(super) fn page<P>(self, read: impl Fn(&str) -> Option<P>) -> Answer<Page<P>> {
        let place = |cursor: Option<String>| match cursor {
            None => Ok(None),
            Some(cursor) => read(&cursor).map(Some).ok_or(Fault::BadCursor),
        };
        let (size, direction) = match (self.first, self.last) {
            (Some(_), Some(_)) => {
                return Err(Fault::BadPageSize(
                    "Ask for `first` or for `last`, not for both.",
                ));
            }
            (first, None) => (first, Direction::Forward),
            (None, last) => (last, Direction::Backward),
        };
        Ok(Page {
            size: size_of(size)?,
            direction,
            after: place(self.after)?,
            before: place(self.before)?,
        })
    }
}

/// The size of a page: 20 unless another is given, 1 to 100.
pub(super) fn size_of(asked: Option<i32>) -> Answer<u32> {
    match asked {
        None => Ok(USUAL_PAGE),
        Some(size) => u32::try_from(size)
            .ok()
            .filter(|size| (1..=LARGEST_PAGE).contains(size))
            .ok_or(Fault::BadPageSize("A page holds 1 to 100.")),
    }
}
