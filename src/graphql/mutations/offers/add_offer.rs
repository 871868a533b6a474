//! `addOffer`.

use async_graphql::{Context, InputObject, Object};

use super::translation::{OfferTranslationInput, drafts};
use crate::actions::offers::{self, OfferToAdd};
use crate::domain::offer::FactsDraft;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Offer;
use crate::graphql::types::keys::PublisherBy;
use crate::graphql::user_errors::OfferUserError;
use crate::graphql::words::{ListingState, OfferType, ResaleState};

#[derive(Default)]
pub(in crate::graphql) struct AddOffer;

/// An offer to add.
#[derive(InputObject)]
struct AddOfferInput {
    /// Who publishes it.
    publisher: PublisherBy,
    /// Its id at its publisher, such as `backup`: without blanks, at most 200 characters; case does not matter.
    /// One that an offer had before it moved away is free, and finds this one from then on.
    offer_id: String,
    /// What it is called; at most 500 characters.
    title: String,
    /// What it does, in a sentence or two; at most 5,000 characters.
    summary: Option<String>,
    /// Title and summary in further languages; at most 100.
    translations: Option<Vec<OfferTranslationInput>>,
    /// What kind of offer it is.
    #[graphql(name = "type")]
    offer_type: OfferType,
    /// Whether partners of the CSP program may sell it.
    #[graphql(default_with = "ResaleState::Unknown")]
    resale: ResaleState,
    /// Whether the marketplace shows it.
    #[graphql(default_with = "ListingState::Unknown")]
    listing: ListingState,
    /// The product's own page: `http` or `https`.
    website: Option<String>,
    /// What it is filed under; at most 100, each of at most 200 characters.
    categories: Option<Vec<String>>,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of adding an offer.
    AddOfferPayload {
        /// The offer; null when it was not added.
        offer: Offer
    } or OfferUserError
}

/// Adding offers.
#[Object]
impl AddOffer {
    /// Adds an offer to a publisher. For administrators.
    async fn add_offer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The offer.")] input: AddOfferInput,
    ) -> Answer<AddOfferPayload> {
        let to_add = OfferToAdd {
            publisher: input.publisher.sought()?.key(),
            offer_id: input.offer_id,
            facts: FactsDraft {
                title: input.title,
                summary: input.summary,
                translations: drafts(input.translations.unwrap_or_default()),
                offer_type: input.offer_type.into(),
                resale: input.resale.into(),
                listing: input.listing.into(),
                website: input.website,
                categories: input.categories.unwrap_or_default(),
            },
        };
        let cause = cause(ctx, input.note);
        let outcome = offers::add_offer(store(ctx), &cause, to_add).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
