//! `removeOverride`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::overrides;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::ResponsibilityOverride;
use crate::graphql::user_errors::OverrideUserError;

#[derive(Default)]
pub(in crate::graphql) struct RemoveOverride;

/// An override to remove.
#[derive(InputObject)]
struct RemoveOverrideInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `ResponsibilityOverride.version`.
    expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of removing an override.
    RemoveOverridePayload {
        /// The override as it was, or as it is now when somebody else changed it first; null when it cannot be removed.
        #[graphql(name = "override")]
        removed: ResponsibilityOverride
    } or OverrideUserError
}

/// Removing overrides.
#[Object]
impl RemoveOverride {
    /// Takes an override out of the directory, for all days: the rules hold again. What it was stays in the
    /// history. For administrators.
    async fn remove_override(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which override.")] input: RemoveOverrideInput,
    ) -> Answer<RemoveOverridePayload> {
        let made = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = overrides::remove_override(store(ctx), &cause, made).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
