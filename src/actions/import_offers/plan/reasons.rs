//! Why the directory does not take something, in the words of a report.

use crate::domain::flaw::{Flaws, Problem, Telling};

/// Everything that is wrong with something, in one sentence.
pub(super) fn reason<P: Problem>(flaws: Flaws<P>) -> String {
    let reasons: Vec<String> = flaws.into_iter().map(|flaw| of(flaw.problem)).collect();
    reasons.join("; ")
}

fn of<P: Problem>(problem: P) -> String {
    let words = words(problem.code()).unwrap_or(problem.code());
    match problem.telling() {
        Telling::Limit(most) => words.replace("{most}", &most.to_string()),
        Telling::Plain | Telling::More => words.to_owned(),
    }
}

/// The words of a code, for what checks find in a file.
fn words(code: &str) -> Option<&'static str> {
    Some(match code {
        "NAME_MISSING" => "it has no name",
        "NAME_TOO_LONG" => "its name is longer than {most} characters",
        "CATEGORY_NOT_SHARED" => "provider and reseller do not share this duty",
        "ENDS_BEFORE_IT_BEGINS" => "it would be over before it begins",
        "INQUIRER_NOT_IN_MODEL" => "this inquirer does not occur in this model",
        "RESPONSIBLE_MISSING" => "it makes nobody responsible",
        "TOO_MANY_RESPONSIBLE" => "more than {most} parties cannot share a duty",
        "ANSWER_UNFIT" => "these parties cannot be responsible in this model",
        "REASON_MISSING" => "it does not say why",
        "REASON_TOO_LONG" => "its reason is longer than {most} characters",
        "TEXT_MISSING" => "it says nothing",
        "TEXT_TOO_LONG" => "its text is longer than {most} characters",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::PartnerProblem;
    use crate::domain::responsibility::{OverrideProblem, SplitProblem};

    #[test]
    fn everything_that_is_wrong_is_said_with_its_limits() {
        let mut flaws = Flaws::default();
        flaws.push("responsible", OverrideProblem::TooManyResponsible);
        flaws.push("reason", OverrideProblem::ReasonTooLong);
        flaws.push("valid_through", OverrideProblem::EndsBeforeItBegins);
        assert_eq!(
            reason(flaws),
            "more than 2 parties cannot share a duty; its reason is longer than 1000 characters; \
             it would be over before it begins"
        );
        let name = Flaws::from(crate::domain::flaw::Flaw {
            problem: PartnerProblem::NameTooLong,
            at: Vec::new(),
            more: None,
        });
        assert_eq!(reason(name), "its name is longer than 500 characters");
    }

    #[test]
    fn a_problem_without_words_is_told_by_its_code() {
        assert_eq!(of(SplitProblem::NoteTooLong), "NOTE_TOO_LONG");
    }
}
