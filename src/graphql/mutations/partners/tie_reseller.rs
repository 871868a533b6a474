//! `tieReseller`.

use async_graphql::{Context, InputObject, Object};

use crate::actions::partners::{self, TieEnds};
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Partner;
use crate::graphql::types::keys::PartnerBy;
use crate::graphql::user_errors::PartnerUserError;

#[derive(Default)]
pub(in crate::graphql) struct TieReseller;

/// A reseller and a provider that it buys from.
#[derive(InputObject)]
struct TieResellerInput {
    /// Who provides; an indirect provider.
    provider: PartnerBy,
    /// Who buys from it; an indirect reseller.
    reseller: PartnerBy,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of tying a reseller to a provider.
    TieResellerPayload {
        /// The reseller; null when they were not tied.
        partner: Partner
    } or PartnerUserError
}

/// Tying resellers to their providers.
#[Object]
impl TieReseller {
    /// Puts on record that an indirect reseller buys from an indirect provider; a reseller can have 50 providers. For
    /// administrators.
    async fn tie_reseller(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which two.")] input: TieResellerInput,
    ) -> Answer<TieResellerPayload> {
        let ends = TieEnds {
            provider: input.provider.sought()?.key(),
            reseller: input.reseller.sought()?.key(),
        };
        let cause = cause(ctx, input.note);
        let outcome = partners::tie_reseller(store(ctx), &cause, ends).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
