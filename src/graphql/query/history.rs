//! History: what was done to the directory.

use async_graphql::{Context, ID, InputObject, Object};

use crate::domain::change;
use crate::graphql::context::{Answer, actor, store};
use crate::graphql::guard::may_read;
use crate::graphql::page::PageArguments;
use crate::graphql::scalars::DateTime;
use crate::graphql::types::change::{ChangeConnection, Listed};
use crate::graphql::words::{Deed, ThingKind, domain_words};
use crate::graphql::{cursor, node};

#[derive(Default)]
pub(super) struct HistoryQuery;

/// Which changes are wanted; what is absent does not narrow, what is there narrows together.
#[derive(InputObject, Default)]
struct ChangeFilter {
    /// Of the thing with this id, and of everything that belongs to it: contacts, links, notices, overrides,
    /// splits, ties. A publisher's offers have histories of their own. The thing need not be there any more.
    thing: Option<ID>,
    /// Of things of these kinds.
    kinds: Option<Vec<ThingKind>>,
    /// Of these deeds.
    deeds: Option<Vec<Deed>>,
    /// By who has exactly this name: the one they signed in with; `operator` for the command line.
    actor: Option<String>,
    /// At this time or later.
    since: Option<DateTime>,
    /// Before this time.
    until: Option<DateTime>,
}

/// History.
#[Object(guard = "may_read")]
impl HistoryQuery {
    /// What was done to the directory, the latest first, page by page. Only what the viewer may read: what
    /// was done to a contact of a type that they may not read is not there.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all if not given.")] filter: Option<ChangeFilter>,
        #[graphql(desc = "At most this many; 20 if not given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
    ) -> Answer<ChangeConnection> {
        let page = PageArguments::forward(first, after).page(cursor::read_change)?;
        let filter = filter.unwrap_or_default();
        let filter = change::ChangeFilter {
            of: filter.thing.as_ref().map(node::thing).transpose()?,
            kinds: domain_words(filter.kinds),
            deeds: domain_words(filter.deeds),
            actor: filter.actor,
            since: filter.since.map(|since| since.0),
            until: filter.until.map(|until| until.0),
            scope: actor(ctx).readable_contacts(),
        };
        let slice = store(ctx).changes(&filter, &page).await?;
        Ok(ChangeConnection::of(slice, Listed::Filtered(filter)))
    }
}
