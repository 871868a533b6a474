//! `restoreOffer`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::offers;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Offer;
use crate::graphql::user_errors::OfferUserError;

#[derive(Default)]
pub(in crate::graphql) struct RestoreOffer;

/// An offer to restore.
#[derive(InputObject)]
struct RestoreOfferInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Offer.version`.
    expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of restoring an offer.
    RestoreOfferPayload {
        /// The offer as it is now, also when somebody else changed it first; null when it cannot be restored.
        offer: Offer
    } or OfferUserError
}

/// Restoring offers.
#[Object]
impl RestoreOffer {
    /// Brings a retired offer back into the lists; while its publisher is retired, it stays out of them. For
    /// administrators.
    async fn restore_offer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which offer.")] input: RestoreOfferInput,
    ) -> Answer<RestoreOfferPayload> {
        let offer = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = offers::restore_offer(store(ctx), &cause, offer).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
