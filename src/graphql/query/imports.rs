//! Imports that were asked for: the latest first, and each by its id.

use async_graphql::{Context, ID, InputObject, Object};

use crate::domain::import_job::ImportJobFilter;
use crate::graphql::context::{Answer, Nullable, loaders, store};
use crate::graphql::cursor;
use crate::graphql::guard::may_administer;
use crate::graphql::node::local;
use crate::graphql::page::PageArguments;
use crate::graphql::types::ImportJob;
use crate::graphql::types::import::ImportJobConnection;
use crate::graphql::words::{ImportState, domain_words};

#[derive(Default)]
pub(super) struct ImportQuery;

/// Which imports are wanted; what is absent does not narrow.
#[derive(InputObject, Default)]
#[graphql(name = "ImportJobFilter")]
struct Wanted {
    /// Those that are this far.
    states: Option<Vec<ImportState>>,
}

/// Imports.
#[Object(guard = "may_administer")]
impl ImportQuery {
    /// The import with this id; null when it is not there. For administrators.
    async fn import_job(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: ID,
    ) -> Nullable<ImportJob> {
        find(ctx, &id).await.transpose()
    }

    /// The imports that were asked for, the latest first, page by page. For administrators.
    async fn import_jobs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all if not given.")] filter: Option<Wanted>,
        #[graphql(desc = "At most this many; 20 if not given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
    ) -> Answer<ImportJobConnection> {
        let page = PageArguments::forward(first, after).page(cursor::read_import)?;
        let filter = ImportJobFilter {
            states: domain_words(filter.unwrap_or_default().states),
        };
        let slice = store(ctx).import_jobs(&filter, &page).await?;
        Ok(ImportJobConnection::of(slice, filter))
    }
}

async fn find(ctx: &Context<'_>, id: &ID) -> Answer<Option<ImportJob>> {
    let found = loaders(ctx).imports.load(local(id)?).await?;
    Ok(found.map(ImportJob))
}
