//! `changePublisher`.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use crate::actions::publishers;
use crate::domain::publisher;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, edit, payload, settle};
use crate::graphql::types::Publisher;
use crate::graphql::user_errors::PublisherUserError;

#[derive(Default)]
pub(in crate::graphql) struct ChangePublisher;

/// A publisher to change.
#[derive(InputObject)]
struct ChangePublisherInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Publisher.version`.
    expected_version: i32,
    /// What is to be different.
    changes: PublisherChanges,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

/// What is to be different about a publisher: what is left out stays.
#[derive(InputObject)]
struct PublisherChanges {
    /// Its name, as it writes it; at most 500 characters. It cannot be emptied.
    name: MaybeUndefined<String>,
    /// Whether Microsoft itself publishes under it; null lets its name tell.
    is_first_party: MaybeUndefined<bool>,
}

payload! {
    /// What came of changing a publisher.
    ChangePublisherPayload {
        /// The publisher as it is now, also when somebody else changed it first; null when it cannot be changed
        /// so.
        publisher: Publisher
    } or PublisherUserError
}

/// Changing publishers.
#[Object]
impl ChangePublisher {
    /// Changes what is known of a publisher, also in the words that it and its offers are found by. For
    /// administrators.
    async fn change_publisher(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The publisher and its changes.")] input: ChangePublisherInput,
    ) -> Answer<ChangePublisherPayload> {
        let publisher = seen(&input.id, input.expected_version)?;
        let changes = publisher::PublisherChanges {
            name: edit(input.changes.name),
            is_first_party: edit(input.changes.is_first_party),
        };
        let cause = cause(ctx, input.note);
        let outcome = publishers::change_publisher(store(ctx), &cause, publisher, changes).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
