//! `cancelImport`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::imports;
use crate::graphql::context::{Answer, actor, store};
use crate::graphql::mutations::settle::{payload, settle};
use crate::graphql::node::local;
use crate::graphql::types::ImportJob;
use crate::graphql::user_errors::ImportUserError;

#[derive(Default)]
pub(in crate::graphql) struct CancelImport;

/// An import to call off.
#[derive(InputObject)]
struct CancelImportInput {
    /// Which one.
    id: ID,
}

payload! {
    /// What came of calling an import off.
    CancelImportPayload {
        /// The import; null when it could not be called off.
        job: ImportJob
    } or ImportUserError
}

/// Calling imports off.
#[Object]
impl CancelImport {
    /// Calls an import off. One that waits ends at once; one that runs about a second later, and what it has taken in
    /// until then stays. Calling it off once more changes nothing. For administrators.
    async fn cancel_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which import.")] input: CancelImportInput,
    ) -> Answer<CancelImportPayload> {
        let id = local(&input.id)?;
        let outcome = imports::cancel_import(store(ctx), actor(ctx), id).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
