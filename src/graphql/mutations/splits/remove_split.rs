//! `removeSplit`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::splits;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::IndirectSplit;
use crate::graphql::user_errors::SplitUserError;

#[derive(Default)]
pub(in crate::graphql) struct RemoveSplit;

/// A split to remove.
#[derive(InputObject)]
struct RemoveSplitInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `IndirectSplit.version`.
    expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of removing a split.
    RemoveSplitPayload {
        /// The split as it was, or as it is now when somebody else changed it first; null when it cannot be removed.
        split: IndirectSplit
    } or SplitUserError
}

/// Removing splits.
#[Object]
impl RemoveSplit {
    /// Takes a split off the record, for all days; what it was stays in the history. For admin agents of the
    /// provider, and administrators.
    async fn remove_split(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which split.")] input: RemoveSplitInput,
    ) -> Answer<RemoveSplitPayload> {
        let split = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = splits::remove_split(store(ctx), &cause, split).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
