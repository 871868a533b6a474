//! Things found by their ids.

use async_graphql::{Context, ID, Object};
use futures_util::future::try_join_all;

use crate::domain::page::LARGEST_PAGE;
use crate::graphql::context::{Answer, Nullable};
use crate::graphql::fault::Fault;
use crate::graphql::guard::may_read;
use crate::graphql::listed::Listed;
use crate::graphql::node::{self, Node};

#[derive(Default)]
pub(super) struct NodeQuery;

/// Things by their ids.
#[Object(guard = "may_read")]
impl NodeQuery {
    /// The thing with this id; null when it is not there, or not for this viewer.
    async fn node(&self, ctx: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Nullable<Node> {
        node::find(ctx, &id).await.transpose()
    }

    /// The things with these ids, in their order, null for those not there; at most 100.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their ids.")] ids: Vec<ID>,
    ) -> Answer<Listed<Option<Node>>> {
        if ids.len() > LARGEST_PAGE as usize {
            return Err(Fault::BadPageSize("At most 100 things are found at once."));
        }
        let found = try_join_all(ids.iter().map(|id| node::find(ctx, id))).await;
        found.map(Listed)
    }
}
