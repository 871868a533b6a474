//! Names of operations: clients choose them, so only so many are told apart.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError, RwLock};

/// How many names are told apart; every further one is `other`.
const MOST: usize = 200;
/// How long a name may be that is told apart.
const LONGEST: usize = 100;

/// The names that are told apart so far: the first that came.
#[derive(Debug, Default)]
pub(super) struct Names(RwLock<HashSet<Arc<str>>>);

impl Names {
    /// A name as it is counted; the empty one is that of operations without a name.
    pub(super) fn told_apart(&self, name: &str) -> Arc<str> {
        if let Some(known) = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(name)
        {
            return Arc::clone(known);
        }
        let mut names = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= MOST || name.len() > LONGEST {
            return Arc::from("other");
        }
        let new: Arc<str> = Arc::from(name);
        names.insert(Arc::clone(&new));
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_names_are_told_apart_and_no_more() {
        let names = Names::default();
        for number in 0..MOST {
            let name = format!("Page{number}");
            assert_eq!(&*names.told_apart(&name), name);
        }

        assert_eq!(&*names.told_apart("OneMore"), "other");
        assert_eq!(&*names.told_apart("Page0"), "Page0");
    }

    #[test]
    fn a_long_name_is_not_told_apart() {
        let names = Names::default();
        assert_eq!(&*names.told_apart(&"x".repeat(LONGEST + 1)), "other");
        assert_eq!(&*names.told_apart(""), "");
    }
}
