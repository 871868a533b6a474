//! `addLink`.

use async_graphql::{Context, InputObject, Object};

use crate::actions::links::{self, LinkToAdd};
use crate::domain::link::LinkDraft;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::ResourceLink;
use crate::graphql::types::keys::OfferBy;
use crate::graphql::user_errors::LinkUserError;
use crate::graphql::words::{Cloud, ResourceKind};

#[derive(Default)]
pub(in crate::graphql) struct AddLink;

/// A link to add.
#[derive(InputObject)]
struct AddLinkInput {
    /// Which offer it is about.
    offer: OfferBy,
    /// What the page is for.
    kind: ResourceKind,
    /// Which cloud it is meant for.
    #[graphql(default_with = "Cloud::Global")]
    cloud: Cloud,
    /// Its address: `http` or `https`, at most 2,000 bytes.
    url: String,
    /// What the page is called; at most 500 characters.
    title: Option<String>,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of adding a link.
    AddLinkPayload {
        /// The link; null when it was not added.
        link: ResourceLink
    } or LinkUserError
}

/// Adding links.
#[Object]
impl AddLink {
    /// Adds a link to a page about an offer; an offer has at most 50. For editors of the publisher and
    /// administrators.
    async fn add_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link.")] input: AddLinkInput,
    ) -> Answer<AddLinkPayload> {
        let to_add = LinkToAdd {
            offer: input.offer.sought()?.key(),
            target: LinkDraft {
                kind: Some(input.kind.into()),
                cloud: input.cloud.into(),
                url: input.url,
                title: input.title,
            },
        };
        let cause = cause(ctx, input.note);
        let outcome = links::add_link(store(ctx), &cause, to_add).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
