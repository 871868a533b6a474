//! `retirePartner`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::partners;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Partner;
use crate::graphql::user_errors::PartnerUserError;

#[derive(Default)]
pub(in crate::graphql) struct RetirePartner;

/// A partner to take out of the lists.
#[derive(InputObject)]
struct RetirePartnerInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Partner.version`.
    expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of retiring a partner.
    RetirePartnerPayload {
        /// The partner as it is now, also when somebody else changed it first; null when it cannot be done.
        partner: Partner
    } or PartnerUserError
}

/// Retiring partners.
#[Object]
impl RetirePartner {
    /// Takes a partner out of the lists: it stays readable by its id, and what it has stays as it is, but
    /// nothing can be added to it, and its resellers no longer find it as their provider. For administrators.
    async fn retire_partner(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which partner.")] input: RetirePartnerInput,
    ) -> Answer<RetirePartnerPayload> {
        let partner = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = partners::retire_partner(store(ctx), &cause, partner).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
