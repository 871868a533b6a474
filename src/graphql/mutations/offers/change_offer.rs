//! `changeOffer`.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use super::translation::{OfferTranslationInput, drafts};
use crate::actions::offers;
use crate::domain::offer;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, edit, payload, settle};
use crate::graphql::types::Offer;
use crate::graphql::user_errors::OfferUserError;
use crate::graphql::words::{ListingState, OfferType, ResaleState};

#[derive(Default)]
pub(in crate::graphql) struct ChangeOffer;

/// An offer to change.
#[derive(InputObject)]
struct ChangeOfferInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Offer.version`.
    expected_version: i32,
    /// What is to be different.
    changes: OfferChanges,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

/// What is to be different about an offer: what is left out stays, null empties a field.
#[derive(InputObject)]
struct OfferChanges {
    /// What it is called; at most 500 characters. It cannot be emptied.
    title: MaybeUndefined<String>,
    /// What it does, in a sentence or two; at most 5,000 characters.
    summary: MaybeUndefined<String>,
    /// Title and summary in all further languages; at most 100.
    translations: MaybeUndefined<Vec<OfferTranslationInput>>,
    /// What kind of offer it is; null makes it `OTHER`.
    #[graphql(name = "type")]
    offer_type: MaybeUndefined<OfferType>,
    /// Whether partners of the CSP program may sell it; null makes it `UNKNOWN`.
    resale: MaybeUndefined<ResaleState>,
    /// Whether the marketplace shows it; null makes it `UNKNOWN`.
    listing: MaybeUndefined<ListingState>,
    /// The product's own page: `http` or `https`.
    website: MaybeUndefined<String>,
    /// All that it is filed under; at most 100, each of at most 200 characters.
    categories: MaybeUndefined<Vec<String>>,
}

impl From<OfferChanges> for offer::OfferChanges {
    fn from(input: OfferChanges) -> Self {
        Self {
            title: edit(input.title),
            summary: edit(input.summary),
            translations: edit(input.translations.map_value(drafts)),
            offer_type: edit(input.offer_type.map_value(Into::into)),
            resale: edit(input.resale.map_value(Into::into)),
            listing: edit(input.listing.map_value(Into::into)),
            website: edit(input.website),
            categories: edit(input.categories),
        }
    }
}

payload! {
    /// What came of changing an offer.
    ChangeOfferPayload {
        /// The offer as it is now, also when somebody else changed it first; null when it cannot be changed so.
        offer: Offer
    } or OfferUserError
}

/// Changing offers.
#[Object]
impl ChangeOffer {
    /// Changes what is known of an offer, also in the words it is found by. For administrators.
    async fn change_offer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The offer and its changes.")] input: ChangeOfferInput,
    ) -> Answer<ChangeOfferPayload> {
        let offer = seen(&input.id, input.expected_version)?;
        let changes = input.changes.into();
        let cause = cause(ctx, input.note);
        let outcome = offers::change_offer(store(ctx), &cause, offer, changes).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
