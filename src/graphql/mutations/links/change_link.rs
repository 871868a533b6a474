//! `changeLink`.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use crate::actions::links;
use crate::domain::link;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, edit, payload, settle};
use crate::graphql::types::ResourceLink;
use crate::graphql::user_errors::LinkUserError;
use crate::graphql::words::{Cloud, ResourceKind};

#[derive(Default)]
pub(in crate::graphql) struct ChangeLink;

/// A link to change.
#[derive(InputObject)]
struct ChangeLinkInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `ResourceLink.version`.
    expected_version: i32,
    /// What is to be different.
    changes: LinkChanges,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

/// What is to be different about a link: what is left out stays, null empties a field.
#[derive(InputObject)]
struct LinkChanges {
    /// What the page is for. It cannot be emptied.
    kind: MaybeUndefined<ResourceKind>,
    /// Which cloud it is meant for; null makes it `GLOBAL`.
    cloud: MaybeUndefined<Cloud>,
    /// Its address: `http` or `https`, at most 2,000 bytes. It cannot be emptied.
    url: MaybeUndefined<String>,
    /// What the page is called; at most 500 characters.
    title: MaybeUndefined<String>,
}

payload! {
    /// What came of changing a link.
    ChangeLinkPayload {
        /// The link as it is now, also when somebody else changed it first; null when it cannot be changed so.
        link: ResourceLink
    } or LinkUserError
}

/// Changing links.
#[Object]
impl ChangeLink {
    /// Changes a link to a page about an offer. For editors of the publisher and administrators.
    async fn change_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link and its changes.")] input: ChangeLinkInput,
    ) -> Answer<ChangeLinkPayload> {
        let link = seen(&input.id, input.expected_version)?;
        let changes = link::LinkChanges {
            kind: edit(input.changes.kind.map_value(Into::into)),
            cloud: edit(input.changes.cloud.map_value(Into::into)),
            url: edit(input.changes.url),
            title: edit(input.changes.title),
        };
        let cause = cause(ctx, input.note);
        let outcome = links::change_link(store(ctx), &cause, link, changes).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
