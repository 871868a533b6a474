//! `mergePublishers`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::publishers::{self, PublishersToMerge};
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Publisher;
use crate::graphql::user_errors::PublisherUserError;

#[derive(Default)]
pub(in crate::graphql) struct MergePublishers;

/// Two publishers that are to become one.
#[derive(InputObject)]
struct MergePublishersInput {
    /// The one that goes.
    id: ID,
    /// The version of it that was seen: `Publisher.version`.
    expected_version: i32,
    /// The one that stays.
    into: ID,
    /// The version of that that was seen.
    into_expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of merging publishers.
    MergePublishersPayload {
        /// The publisher that stays; when somebody else changed one of the two first, that one as it is now; null
        /// when they cannot become one.
        publisher: Publisher
    } or PublisherUserError
}

/// Merging publishers.
#[Object]
impl MergePublishers {
    /// Makes two publishers one. Offers, contacts, notices and overrides of the one that goes move to the one that
    /// stays; of a contact that both have, the one is kept that was verified, reported or found dead last. The one
    /// that goes is retired for good, and its ids find the other from then on, also in the marketplace ids of its
    /// offers. For administrators.
    async fn merge_publishers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which publishers.")] input: MergePublishersInput,
    ) -> Answer<MergePublishersPayload> {
        let to_merge = PublishersToMerge {
            goes: seen(&input.id, input.expected_version)?,
            stays: seen(&input.into, input.into_expected_version)?,
        };
        let cause = cause(ctx, input.note);
        let outcome = publishers::merge_publishers(store(ctx), &cause, to_merge).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
