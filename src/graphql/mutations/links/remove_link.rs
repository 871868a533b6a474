//! `removeLink`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::links;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::ResourceLink;
use crate::graphql::user_errors::LinkUserError;

#[derive(Default)]
pub(in crate::graphql) struct RemoveLink;

/// A link to remove.
#[derive(InputObject)]
struct RemoveLinkInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `ResourceLink.version`.
    expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of removing a link.
    RemoveLinkPayload {
        /// The link as it was, or as it is now when somebody else changed it first; null when it cannot be removed.
        link: ResourceLink
    } or LinkUserError
}

/// Removing links.
#[Object]
impl RemoveLink {
    /// Takes a link out of the directory; what it was stays in the history. For editors of the publisher and
    /// administrators.
    async fn remove_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which link.")] input: RemoveLinkInput,
    ) -> Answer<RemoveLinkPayload> {
        let link = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = links::remove_link(store(ctx), &cause, link).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
