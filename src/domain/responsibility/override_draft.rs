//! Overrides as somebody typed them: what is wrong with them, and what they become.

use chrono::NaiveDate;

use super::override_::{MOST_OVERRIDES, NewOverride, OverrideSubject, Reach, answer};
use super::rule::{Basis, Responsible};
use crate::domain::contact::LONGEST_REASON;
use crate::domain::flaw::Flaws;
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Party};
use crate::domain::text::{is_longer, lines};

/// The most parties that share a duty.
const MOST_RESPONSIBLE: usize = 2;

problems! {
    /// What can be wrong with what is to be done to an override.
    pub enum OverrideProblem {
        /// What it is to be made for is not there.
        SubjectNotFound = "SUBJECT_NOT_FOUND",
        /// What it is to be made for is retired.
        SubjectRetired = "SUBJECT_RETIRED",
        /// The partner that it is to be made for takes part in the other model.
        PartnerNotInModel = "PARTNER_NOT_IN_MODEL",
        /// It speaks of an inquirer that its model does not have.
        InquirerNotInModel = "INQUIRER_NOT_IN_MODEL",
        /// It makes nobody responsible.
        ResponsibleMissing = "RESPONSIBLE_MISSING",
        /// It makes too many parties responsible.
        TooManyResponsible = "TOO_MANY_RESPONSIBLE" (Limit(MOST_RESPONSIBLE)),
        /// It makes a party responsible that one of its models does not have, or the customer, or one party twice.
        AnswerUnfit = "ANSWER_UNFIT",
        /// Nobody says why.
        ReasonMissing = "REASON_MISSING",
        /// Why is told at too great length.
        ReasonTooLong = "REASON_TOO_LONG" (Limit(LONGEST_REASON)),
        /// It ends before it begins.
        EndsBeforeItBegins = "ENDS_BEFORE_IT_BEGINS",
        /// Another override answers the same questions from the same day on.
        AlreadyOverridden = "ALREADY_OVERRIDDEN",
        /// There are too many overrides for its subject.
        TooManyOverrides = "TOO_MANY_OVERRIDES" (Limit(MOST_OVERRIDES)),
    }
}

/// An override as somebody typed it.
#[derive(Clone, Debug)]
pub struct OverrideDraft {
    /// The inquiries it is about.
    pub category: InquiryCategory,
    /// The model it holds in; absent for both.
    pub model: Option<PartnerModel>,
    /// The inquirer it holds for; absent for all.
    pub inquirer: Option<Inquirer>,
    /// Who is responsible instead: one or two.
    pub responsible: Vec<Party>,
    /// How firmly its source says so.
    pub basis: Basis,
    /// Why.
    pub reason: String,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The last day on which it holds; absent while no end is known.
    pub valid_through: Option<NaiveDate>,
}

impl NewOverride {
    /// Checks a draft, and names everything that is wrong with it or would contradict the model. Nothing it
    /// could be made for makes it one more thing that is wrong.
    pub fn check(
        draft: &OverrideDraft,
        subject: Option<OverrideSubject>,
    ) -> Result<Self, Flaws<OverrideProblem>> {
        let mut flaws = Flaws::default();
        if subject.is_none() {
            flaws.push("subject", OverrideProblem::SubjectNotFound);
        }
        let responsible = flaws.take(check_answers(draft));
        let reason = lines(&draft.reason);
        if reason.is_empty() {
            flaws.push("reason", OverrideProblem::ReasonMissing);
        }
        if is_longer(&reason, LONGEST_REASON) {
            flaws.push("reason", OverrideProblem::ReasonTooLong);
        }
        if draft
            .valid_through
            .is_some_and(|last| last < draft.valid_from)
        {
            flaws.push("valid_through", OverrideProblem::EndsBeforeItBegins);
        }
        match (subject, responsible) {
            (Some(subject), Some(responsible)) if flaws.is_empty() => Ok(Self {
                subject,
                category: draft.category,
                model: draft.model,
                inquirer: draft.inquirer,
                responsible,
                basis: draft.basis,
                reason,
                valid_from: draft.valid_from,
                valid_through: draft.valid_through,
            }),
            _ => Err(flaws),
        }
    }
}

/// Who is responsible, if that can be true of every question that the draft answers.
fn check_answers(draft: &OverrideDraft) -> Result<Responsible, Flaws<OverrideProblem>> {
    let mut flaws = Flaws::default();
    let reach = Reach {
        category: draft.category,
        model: draft.model,
        inquirer: draft.inquirer,
    };
    if reach.questions().next().is_none() {
        flaws.push("asked_by", OverrideProblem::InquirerNotInModel);
    }
    let responsible = match draft.responsible.as_slice() {
        &[one] => Some(Responsible::One(one)),
        &[one, other] => Some(Responsible::Shared(one, other)),
        [] => {
            flaws.push("responsible", OverrideProblem::ResponsibleMissing);
            None
        }
        _ => {
            flaws.push("responsible", OverrideProblem::TooManyResponsible);
            None
        }
    };
    let is_unfit = |responsible| {
        reach
            .questions()
            .any(|question| !answer(question, responsible, draft.basis).fits(question))
    };
    if responsible.is_some_and(is_unfit) {
        flaws.push("responsible", OverrideProblem::AnswerUnfit);
    }
    match responsible {
        Some(responsible) if flaws.is_empty() => Ok(responsible),
        _ => Err(flaws),
    }
}
