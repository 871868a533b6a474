//! Problems in words: what is wrong with what somebody typed, and what would be right.

use super::Locale;
use super::phrase::Phrase;
use crate::domain::flaw::{Problem, Telling};

impl Locale {
    /// What is wrong and what would be right, in a sentence; `more` is what there is to tell of it.
    pub fn problem(self, problem: impl Problem, more: Option<&str>) -> String {
        self.say(&phrase(problem, more.unwrap_or_default()))
    }
}

fn phrase(problem: impl Problem, more: &str) -> Phrase {
    let message = Phrase::for_code("problem", problem.code());
    match problem.telling() {
        Telling::Plain => message,
        Telling::Limit(most) => message.quoting("most", &most.to_string()),
        Telling::More => message.quoting("more", more),
    }
}

/// Every problem there can be.
#[cfg(test)]
pub(super) fn every_problem() -> Vec<Phrase> {
    use crate::domain::contact::ContactProblem;
    use crate::domain::import_job::ImportProblem;
    use crate::domain::link::LinkProblem;
    use crate::domain::notice::NoticeProblem;
    use crate::domain::offer::OfferProblem;
    use crate::domain::partner::PartnerProblem;
    use crate::domain::publisher::PublisherProblem;
    use crate::domain::responsibility::{EditionProblem, OverrideProblem, SplitProblem};

    fn of<P: Problem>(problems: &[P]) -> Vec<Phrase> {
        problems
            .iter()
            .map(|&problem| phrase(problem, "this"))
            .collect()
    }
    [
        of(ContactProblem::ALL),
        of(PublisherProblem::ALL),
        of(OfferProblem::ALL),
        of(LinkProblem::ALL),
        of(PartnerProblem::ALL),
        of(SplitProblem::ALL),
        of(OverrideProblem::ALL),
        of(EditionProblem::ALL),
        of(NoticeProblem::ALL),
        of(ImportProblem::ALL),
    ]
    .concat()
}
