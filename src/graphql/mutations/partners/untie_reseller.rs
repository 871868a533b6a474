//! `untieReseller`.

use async_graphql::{Context, InputObject, Object};

use crate::actions::partners::{self, TieEnds};
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Partner;
use crate::graphql::types::keys::PartnerBy;
use crate::graphql::user_errors::PartnerUserError;

#[derive(Default)]
pub(in crate::graphql) struct UntieReseller;

/// A reseller and a provider that it does not buy from any more.
#[derive(InputObject)]
struct UntieResellerInput {
    /// Who provided.
    provider: PartnerBy,
    /// Who bought from it.
    reseller: PartnerBy,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of untying a reseller from a provider.
    UntieResellerPayload {
        /// The reseller; null when they were not untied.
        partner: Partner
    } or PartnerUserError
}

/// Untying resellers from their providers.
#[Object]
impl UntieReseller {
    /// Takes off the record that an indirect reseller buys from an indirect provider. Splits that were made for the
    /// reseller have to be removed first. For administrators.
    async fn untie_reseller(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which two.")] input: UntieResellerInput,
    ) -> Answer<UntieResellerPayload> {
        let ends = TieEnds {
            provider: input.provider.sought()?.key(),
            reseller: input.reseller.sought()?.key(),
        };
        let cause = cause(ctx, input.note);
        let outcome = partners::untie_reseller(store(ctx), &cause, ends).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
