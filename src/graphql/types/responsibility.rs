//! What the rules say about a question: a cell of the matrix.

use async_graphql::{Object, SimpleObject};

use super::policy::{PolicyClause, clauses};
use crate::actions::find_responsible::Stated;
use crate::domain::responsibility::{self, Decision};
use crate::graphql::list_size::list_size;
use crate::graphql::words::{Basis, Inquirer, InquiryCategory, PartnerModel, Party, Strength};
use crate::locale::Locale;

/// A step of a route: who hands over to whom.
#[derive(SimpleObject)]
pub(in crate::graphql) struct RouteStep {
    /// Who hands over.
    from: Party,
    /// To whom.
    to: Party,
    /// How binding that is.
    strength: Strength,
    /// Whether it is another way to the goal, and not the next step.
    is_alternative: bool,
    /// The step in a sentence, in the language asked for.
    note: String,
}

/// The steps of a route, worded.
pub(super) fn route(steps: &[responsibility::Step], locale: Locale) -> Vec<RouteStep> {
    let worded = |step: &responsibility::Step| RouteStep {
        from: step.from.into(),
        to: step.to.into(),
        strength: step.strength.into(),
        is_alternative: step.is_alternative,
        note: locale.step_note(step),
    };
    steps.iter().map(worded).collect()
}

/// Who is responsible for a kind of inquiry, as far as the question alone tells.
pub(in crate::graphql) struct Responsibility {
    pub(in crate::graphql) stated: Stated,
    pub(in crate::graphql) locale: Locale,
}

impl Responsibility {
    fn decision(&self) -> &Decision {
        &self.stated.decision
    }
}

/// Who is responsible for a kind of inquiry, as far as the question alone tells.
#[Object]
impl Responsibility {
    /// What the inquiry is about.
    async fn inquiry(&self) -> InquiryCategory {
        self.stated.question.category().into()
    }

    /// How the partner buys and sells.
    async fn partner_model(&self) -> PartnerModel {
        self.stated.question.model().into()
    }

    /// Who asks.
    async fn asked_by(&self) -> Inquirer {
        self.stated.question.inquirer().into()
    }

    /// Who owns the resolution: one party, or two when they share it.
    async fn responsible(&self) -> Vec<Party> {
        self.decision()
            .answer
            .responsible
            .parties()
            .map(Party::from)
            .collect()
    }

    /// Whether two parties share the duty.
    async fn is_shared(&self) -> bool {
        self.decision().answer.responsible.is_shared()
    }

    /// Whom this inquirer addresses first; itself only when it is itself responsible.
    async fn first_point_of_contact(&self) -> Party {
        self.decision().answer.first.into()
    }

    /// From the inquirer to who resolves it; empty when the inquirer does.
    #[graphql(directive = list_size::apply(5))]
    async fn route(&self) -> Vec<RouteStep> {
        route(&self.decision().route, self.locale)
    }

    /// How firmly the source says who is responsible.
    async fn basis(&self) -> Basis {
        self.decision().answer.basis.into()
    }

    /// Why, and whom to address, in one or two sentences in the language asked for.
    async fn explanation(&self) -> String {
        self.locale
            .explanation(self.stated.question, self.decision())
    }

    /// The clauses relied on; none where an override decides.
    #[graphql(directive = list_size::apply(10))]
    async fn sources(&self) -> Vec<PolicyClause> {
        clauses(&self.stated.edition, &self.decision().clauses, self.locale)
    }
}
