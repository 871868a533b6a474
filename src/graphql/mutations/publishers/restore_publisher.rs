//! `restorePublisher`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::publishers;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Publisher;
use crate::graphql::user_errors::PublisherUserError;

#[derive(Default)]
pub(in crate::graphql) struct RestorePublisher;

/// A publisher to restore.
#[derive(InputObject)]
struct RestorePublisherInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Publisher.version`.
    expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of restoring a publisher.
    RestorePublisherPayload {
        /// The publisher as it is now, also when somebody else changed it first; null when it cannot be restored.
        publisher: Publisher
    } or PublisherUserError
}

/// Restoring publishers.
#[Object]
impl RestorePublisher {
    /// Brings a retired publisher back into the lists, with those of its offers that are not retired themselves.
    /// One that became one with another stays so. For administrators.
    async fn restore_publisher(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which publisher.")] input: RestorePublisherInput,
    ) -> Answer<RestorePublisherPayload> {
        let publisher = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = publishers::restore_publisher(store(ctx), &cause, publisher).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
