//! What was found wrong with a document: no more of it than somebody reads.

use async_graphql::Pos;

use crate::graphql::gate::refusal::{MOST_ERRORS, Refusal};

/// What was found, with where it begins.
#[derive(Debug, Default)]
pub(in crate::graphql::gate) struct Findings(Vec<(Pos, Refusal)>);

impl Findings {
    /// Notes what is wrong; it is worded only if there is room for it.
    pub(super) fn add(&mut self, place: Pos, message: impl FnOnce() -> String) {
        if self.0.len() < MOST_ERRORS {
            self.0.push((place, Refusal::rule(message(), place)));
        }
    }

    /// Notes what is wrong, wherever it is.
    pub(super) fn add_refusal(&mut self, place: Pos, refusal: impl FnOnce() -> Refusal) {
        if self.0.len() < MOST_ERRORS {
            self.0.push((place, refusal()));
        }
    }

    /// Everything, in the order of the document.
    pub(super) fn in_order(mut self) -> Vec<Refusal> {
        self.0.sort_by_key(|(place, _)| *place);
        self.0.into_iter().map(|(_, refusal)| refusal).collect()
    }
}
