//! The guard of the doors: who may not read the directory finds them closed.

use async_graphql::Context;

use super::context::actor;
use super::fault::Fault;

/// Lets through who may read the directory.
pub(super) fn may_read(ctx: &Context<'_>) -> async_graphql::Result<()> {
    if actor(ctx).may_read() {
        Ok(())
    } else {
        Err(Fault::NotAllowed.into())
    }
}
