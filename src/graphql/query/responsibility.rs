//! The question of the house, and the matrix behind it.

use async_graphql::{Context, Object};

use crate::actions::find_responsible::{self, Inquiry, MatrixFilter};
use crate::graphql::context::{Answer, Nullable, actor, day, fresh_since, locale, store};
use crate::graphql::fault::Fault;
use crate::graphql::guard::may_read;
use crate::graphql::list_size::list_size;
use crate::graphql::listed::Listed;
use crate::graphql::scalars::Date;
use crate::graphql::types::answer::ResponsibilityAnswer;
use crate::graphql::types::keys::{OfferBy, PartnerBy, Sought};
use crate::graphql::types::policy::PolicyEdition;
use crate::graphql::types::responsibility::Responsibility;
use crate::graphql::words::{Inquirer, InquiryCategory, PartnerModel};

#[derive(Default)]
pub(super) struct ResponsibilityQuery;

/// What was named, if anything was; a name that nothing can have is not found.
fn named<K>(sought: Option<Answer<Sought<K>>>, what: &'static str) -> Answer<Option<K>> {
    match sought.transpose()? {
        None => Ok(None),
        Some(Sought::Key(key)) => Ok(Some(key)),
        Some(Sought::Nothing) => Err(Fault::NotFound(what)),
    }
}

/// Questions of responsibility.
#[Object(guard = "may_read")]
impl ResponsibilityQuery {
    /// This inquiry, under this partner model, about this offer: who is responsible, and whom to reach, now?
    ///
    /// The more is named, the more concrete the answer: with an offer its publisher, contacts and links,
    /// with a partner its organisation and what it recorded. Faults: `INQUIRER_NOT_IN_MODEL`,
    /// `PARTNER_NOT_IN_MODEL`, `NOT_FOUND`, `DATE_BEFORE_FIRST_EDITION`, `BAD_ID`.
    #[expect(
        clippy::too_many_arguments,
        reason = "the question has that many parts"
    )]
    async fn responsible_party(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the inquiry is about.")] inquiry: InquiryCategory,
        #[graphql(desc = "How the partner buys and sells.")] partner_model: PartnerModel,
        #[graphql(desc = "Who asks.", default_with = "Inquirer::Customer")] asked_by: Inquirer,
        #[graphql(desc = "Which offer it is about.")] offer: Option<OfferBy>,
        #[graphql(desc = "Which partner sold it, or asks.")] partner: Option<PartnerBy>,
        #[graphql(
            desc = "Which provider it was bought through, when the partner is a reseller with several."
        )]
        provider: Option<PartnerBy>,
        #[graphql(desc = "The day for which it is asked; today (UTC) if not given.")] on: Option<
            Date,
        >,
        #[graphql(desc = "The language of the answer (BCP 47); beats the Accept-Language header.")]
        language: Option<String>,
    ) -> Nullable<ResponsibilityAnswer> {
        let answered = async {
            let inquiry = Inquiry {
                category: inquiry.into(),
                model: partner_model.into(),
                inquirer: asked_by.into(),
                offer: named(offer.map(|by| by.sought()), "offer")?,
                partner: named(partner.map(|by| by.sought()), "partner")?,
                provider: named(provider.map(|by| by.sought()), "provider")?,
                on: day(on),
                fresh_since: fresh_since(ctx),
            };
            Ok(find_responsible::find_responsible(store(ctx), actor(ctx), inquiry).await?)
        };
        let locale = locale(ctx, language.as_deref());
        let answer = answered.await;
        Some(answer.map(|answered| ResponsibilityAnswer { answered, locale }))
    }

    /// The whole matrix, for help pages and for review: every question that the arguments let through, for
    /// no offer and no partner in particular; at most 112.
    #[graphql(directive = list_size::apply(112))]
    async fn responsibilities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only in this model.")] partner_model: Option<PartnerModel>,
        #[graphql(desc = "Only asked by this inquirer.")] asked_by: Option<Inquirer>,
        #[graphql(desc = "Only about this.")] inquiry: Option<InquiryCategory>,
        #[graphql(desc = "The day for which it is asked; today (UTC) if not given.")] on: Option<
            Date,
        >,
        #[graphql(
            desc = "The language of the answers (BCP 47); beats the Accept-Language header."
        )]
        language: Option<String>,
    ) -> Answer<Listed<Responsibility>> {
        let filter = MatrixFilter {
            model: partner_model.map(Into::into),
            inquirer: asked_by.map(Into::into),
            category: inquiry.map(Into::into),
        };
        let stated = find_responsible::matrix(store(ctx), filter, day(on)).await?;
        let locale = locale(ctx, language.as_deref());
        Ok(stated
            .into_iter()
            .map(|stated| Responsibility { stated, locale })
            .collect())
    }

    /// The editions of the source that the rules are taken from, oldest first; at most 50.
    #[graphql(directive = list_size::apply(50))]
    async fn policy_editions(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The language of notes and gists (BCP 47); beats the Accept-Language header."
        )]
        language: Option<String>,
    ) -> Answer<Vec<PolicyEdition>> {
        let policy = store(ctx).policy().await?;
        let locale = locale(ctx, language.as_deref());
        Ok(policy
            .editions()
            .map(|edition| PolicyEdition {
                edition: edition.clone(),
                locale,
            })
            .collect())
    }
}
