//! `retirePublisher`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::publishers;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Publisher;
use crate::graphql::user_errors::PublisherUserError;

#[derive(Default)]
pub(in crate::graphql) struct RetirePublisher;

/// A publisher to retire.
#[derive(InputObject)]
struct RetirePublisherInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Publisher.version`.
    expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of retiring a publisher.
    RetirePublisherPayload {
        /// The publisher as it is now, also when somebody else changed it first; null when it cannot be retired.
        publisher: Publisher
    } or PublisherUserError
}

/// Retiring publishers.
#[Object]
impl RetirePublisher {
    /// Takes a publisher out of the lists, and its offers with it. All of them can still be looked up by their
    /// ids. For administrators.
    async fn retire_publisher(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which publisher.")] input: RetirePublisherInput,
    ) -> Answer<RetirePublisherPayload> {
        let publisher = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = publishers::retire_publisher(store(ctx), &cause, publisher).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
