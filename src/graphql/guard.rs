//! The guard of the doors: who may not read the directory finds them closed.

use async_graphql::Context;

use super::context::actor;
use super::fault::Fault;
use crate::domain::actor::Permission;

/// Lets through who may read the directory.
pub(super) fn may_read(ctx: &Context<'_>) -> async_graphql::Result<()> {
    if actor(ctx).may_read() {
        Ok(())
    } else {
        Err(Fault::NotAllowed.into())
    }
}

/// Lets through who may administer the directory.
pub(super) fn may_administer(ctx: &Context<'_>) -> async_graphql::Result<()> {
    let actor = actor(ctx);
    if actor.may_somewhere(Permission::Administer) {
        Ok(())
    } else if actor.is_signed_in() {
        Err(Fault::NotAllowed.into())
    } else {
        Err(Fault::NotSignedIn.into())
    }
}
