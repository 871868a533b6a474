//! `restorePartner`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::partners;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Partner;
use crate::graphql::user_errors::PartnerUserError;

#[derive(Default)]
pub(in crate::graphql) struct RestorePartner;

/// A retired partner to bring back.
#[derive(InputObject)]
struct RestorePartnerInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Partner.version`.
    expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of restoring a partner.
    RestorePartnerPayload {
        /// The partner as it is now, also when somebody else changed it first; null when it cannot be done.
        partner: Partner
    } or PartnerUserError
}

/// Restoring partners.
#[Object]
impl RestorePartner {
    /// Brings a retired partner back into the lists, with all that it had. For administrators.
    async fn restore_partner(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which partner.")] input: RestorePartnerInput,
    ) -> Answer<RestorePartnerPayload> {
        let partner = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = partners::restore_partner(store(ctx), &cause, partner).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
