//! Who is asking. The one door that is open to everybody: who may not read learns here that it is so.

use async_graphql::{Context, Object};

use crate::graphql::context::{actor, locale};
use crate::graphql::types::viewer::Viewer;

#[derive(Default)]
pub(super) struct ViewerQuery;

/// Who is asking.
#[Object]
impl ViewerQuery {
    /// Who is asking, and what they may do.
    async fn viewer(&self, ctx: &Context<'_>) -> Viewer {
        Viewer::new(actor(ctx), locale(ctx, None))
    }
}
