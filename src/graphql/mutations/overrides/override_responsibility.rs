//! `overrideResponsibility`.

use async_graphql::{Context, InputObject, Object};

use crate::actions::overrides::{self, OverrideToMake};
use crate::domain::responsibility::OverrideDraft;
use crate::graphql::context::{Answer, day, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::scalars::Date;
use crate::graphql::types::ResponsibilityOverride;
use crate::graphql::types::keys::OverrideSubjectBy;
use crate::graphql::user_errors::OverrideUserError;
use crate::graphql::words::{Basis, Inquirer, InquiryCategory, PartnerModel, Party};

#[derive(Default)]
pub(in crate::graphql) struct OverrideResponsibility;

/// An override to make.
#[derive(InputObject)]
struct OverrideResponsibilityInput {
    /// What it is made for.
    subject: OverrideSubjectBy,
    /// The inquiries it is about.
    inquiry: InquiryCategory,
    /// The model it holds in; null for both. One for a model beats one for both.
    partner_model: Option<PartnerModel>,
    /// The inquirer it holds for; null for all. One for an inquirer beats one for all.
    asked_by: Option<Inquirer>,
    /// Who is responsible instead: one, or two that share it. Each has to occur in the model, or in both.
    responsible: Vec<Party>,
    /// How firmly its own source, such as an agreement, says so.
    basis: Basis,
    /// Why; answers quote it. At most 1,000 characters.
    reason: String,
    /// The first day on which it holds; null for today (UTC). From then on it beats those that began earlier.
    valid_from: Option<Date>,
    /// The last day on which it holds; null while no end is known.
    valid_through: Option<Date>,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of overriding the rules.
    OverrideResponsibilityPayload {
        /// The override; null when it was not made.
        #[graphql(name = "override")]
        made: ResponsibilityOverride
    } or OverrideUserError
}

/// Overriding the rules.
#[Object]
impl OverrideResponsibility {
    /// Answers inquiries about an offer, a publisher's offers or a partner's customers otherwise than the source
    /// does. What would leave a question without an answer, or with two, is refused. For administrators.
    async fn override_responsibility(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The override.")] input: OverrideResponsibilityInput,
    ) -> Answer<OverrideResponsibilityPayload> {
        let to_make = OverrideToMake {
            subject: input.subject.sought()?,
            terms: OverrideDraft {
                category: input.inquiry.into(),
                model: input.partner_model.map(Into::into),
                inquirer: input.asked_by.map(Into::into),
                responsible: input.responsible.into_iter().map(Into::into).collect(),
                basis: input.basis.into(),
                reason: input.reason,
                valid_from: day(input.valid_from),
                valid_through: input.valid_through.map(|last| last.0),
            },
        };
        let cause = cause(ctx, input.note);
        let outcome = overrides::override_responsibility(store(ctx), &cause, &to_make).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
