//! A change, and the histories that changes stand in.

use async_graphql::{Context, ID, Object};

use crate::domain::change::{ChangeFilter, ChangeRecord, Thing};
use crate::domain::page::Slice;
use crate::graphql::connection::connection;
use crate::graphql::context::{Answer, Nullable, actor, loaders, store};
use crate::graphql::cursor;
use crate::graphql::node::{self, Node};
use crate::graphql::page::PageArguments;
use crate::graphql::scalars::{DateTime, Json};
use crate::graphql::words::{Deed, ThingKind};

connection!(
    ChangeConnection,
    ChangeEdge,
    Change,
    Listed,
    "changes",
    |ctx, listed| match listed {
        Listed::History(of) => Ok(loaders(ctx).change_counts.load(*of).await?.unwrap_or(0)),
        Listed::Filtered(filter) => Ok(store(ctx).count_changes(filter).await?),
    }
);

/// Which changes a page is of.
pub(in crate::graphql) enum Listed {
    /// Those of a thing: many things' may be wanted at once.
    History(Thing),
    /// Those that a filter lets through.
    Filtered(ChangeFilter),
}

impl ChangeConnection {
    /// The page with these changes.
    pub(in crate::graphql) fn of(slice: Slice<ChangeRecord>, listed: Listed) -> Self {
        let edge = |change: ChangeRecord| (cursor::write_change(change.id), Change(change));
        Self::new(slice.map(edge), listed)
    }
}

/// A page of the history of a thing. The first pages of many things are read together.
pub(super) async fn history(
    ctx: &Context<'_>,
    of: Thing,
    first: Option<i32>,
    after: Option<String>,
) -> Answer<ChangeConnection> {
    let page = PageArguments::forward(first, after).page(cursor::read_change)?;
    let slice = if page.after.is_none() {
        let read = loaders(ctx).first_changes.load((of, page.size)).await?;
        read.unwrap_or_else(|| page.slice(Vec::new()))
    } else {
        let filter = ChangeFilter::history(of, actor(ctx).readable_contacts());
        store(ctx).changes(&filter, &page).await?
    };
    Ok(ChangeConnection::of(slice, Listed::History(of)))
}

/// What was done to a thing: by whom, when and why. Nothing ever changes or removes it.
#[derive(Clone)]
pub(in crate::graphql) struct Change(pub(in crate::graphql) ChangeRecord);

/// What was done to a thing: by whom, when and why. Nothing ever changes or removes it.
#[Object]
impl Change {
    /// Opaque; the same change has the same id for good.
    pub(in crate::graphql) async fn id(&self) -> ID {
        self.0.id.into()
    }

    /// Its place among all changes, opaque: what `directoryChanged` resumes after, and `changes` goes on from.
    async fn cursor(&self) -> String {
        cursor::write_change(self.0.id)
    }

    /// When it was done.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Who did it: the name they signed in with; `operator` for the command line.
    async fn actor(&self) -> &str {
        &self.0.actor
    }

    /// What was done.
    async fn deed(&self) -> Deed {
        self.0.deed.into()
    }

    /// To what kind of thing.
    async fn kind(&self) -> ThingKind {
        self.0.thing.kind.into()
    }

    /// The id of the thing, whether it is still there or not. A tie has the key of its reseller.
    async fn thing_id(&self) -> ID {
        self.0.thing.into()
    }

    /// The thing as it is now; null when it is no longer there, is not for this viewer, or is of a kind that
    /// `node` does not find.
    async fn thing(&self, ctx: &Context<'_>) -> Nullable<Node> {
        node::changed(ctx, self.0.thing).await.transpose()
    }

    /// What the thing was before; null for what was added.
    async fn before(&self) -> Option<Json> {
        self.0.before.clone().map(Json)
    }

    /// What it became; null for what was removed.
    async fn after(&self) -> Option<Json> {
        self.0.after.clone().map(Json)
    }

    /// The names of the fields that differ between before and after, in the order of the alphabet; those
    /// that hold something, where there is no before or no after.
    async fn fields(&self) -> Vec<&str> {
        self.0.fields()
    }

    /// Why it was done, in the words of who did it; null when they did not say.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}
