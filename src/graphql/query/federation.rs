//! Federation: what a gateway asks, so that this graph is a part of a larger one.

use async_graphql::{Context, Object};
use futures_util::future::join_all;

use crate::graphql::context::{Answer, Nullable};
use crate::graphql::fault::Fault;
use crate::graphql::guard::may_read;
use crate::graphql::subgraph::subgraph_sdl;
use crate::graphql::types::entity::{Entity, Representation, Subgraph};

/// How many things are found at once: a gateway asks for all that a page of another graph refers to.
const MOST_REPRESENTATIONS: usize = 1_000;

#[derive(Default)]
pub(super) struct FederationQuery;

/// What a gateway asks.
#[Object(guard = "may_read")]
impl FederationQuery {
    /// For gateways: the things with these keys, in their order, null for those not there; at most 1,000.
    #[graphql(name = "_entities")]
    async fn entities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the gateway knows of them.")] representations: Vec<Representation>,
    ) -> Answer<Vec<Nullable<Entity>>> {
        if representations.len() > MOST_REPRESENTATIONS {
            return Err(Fault::BadPageSize(
                "At most 1,000 things are found at once.",
            ));
        }
        let found = representations.iter().map(|known| known.find(ctx));
        let found = join_all(found).await;
        Ok(found.into_iter().map(Result::transpose).collect())
    }

    /// For gateways: this graph as a subgraph.
    #[graphql(name = "_service")]
    async fn service(&self) -> Subgraph {
        Subgraph {
            sdl: subgraph_sdl(),
        }
    }
}
