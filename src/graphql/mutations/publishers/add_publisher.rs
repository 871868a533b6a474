//! `addPublisher`.

use async_graphql::{Context, InputObject, Object};

use crate::actions::publishers;
use crate::domain::publisher::PublisherDraft;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Publisher;
use crate::graphql::user_errors::PublisherUserError;

#[derive(Default)]
pub(in crate::graphql) struct AddPublisher;

/// A publisher to add.
#[derive(InputObject)]
struct AddPublisherInput {
    /// Its id in the marketplace, such as `contoso`: without blanks and dots, at most 200 characters; case does
    /// not matter. One that a publisher had before it became one with another is taken for good.
    publisher_id: String,
    /// Its name, as it writes it; at most 500 characters.
    name: String,
    /// Whether Microsoft itself publishes under it; its name tells when this is null.
    is_first_party: Option<bool>,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of adding a publisher.
    AddPublisherPayload {
        /// The publisher; null when it was not added.
        publisher: Publisher
    } or PublisherUserError
}

/// Adding publishers.
#[Object]
impl AddPublisher {
    /// Adds a publisher. For administrators.
    async fn add_publisher(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The publisher.")] input: AddPublisherInput,
    ) -> Answer<AddPublisherPayload> {
        let draft = PublisherDraft {
            publisher_id: input.publisher_id,
            name: input.name,
            is_first_party: input.is_first_party,
        };
        let cause = cause(ctx, input.note);
        let outcome = publishers::add_publisher(store(ctx), &cause, draft).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
