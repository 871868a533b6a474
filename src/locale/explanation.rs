//! Explanations: why who is responsible, and whom the inquirer addresses.

use super::Locale;
use super::phrase::Phrase;
use super::way::way;
use super::why::why;
use crate::domain::inquiry::Question;
use crate::domain::responsibility::Decision;

impl Locale {
    /// Why who is responsible, and whom this inquirer addresses: two sentences, or three where the
    /// source can be read in two ways.
    pub fn explanation(self, question: Question, decision: &Decision) -> String {
        phrases(question, decision)
            .map(|phrase| self.say(&phrase))
            .join(" ")
    }
}

/// What an explanation consists of.
pub(super) fn phrases(question: Question, decision: &Decision) -> [Phrase; 2] {
    [why(question, decision), way(question, decision)]
}
