//! The gaps of the directory: what is missing or rotten, in plain sight.

use async_graphql::{Context, InputObject, Object};

use crate::domain::gap;
use crate::graphql::context::{Answer, actor, fresh_since, locale, store};
use crate::graphql::cursor;
use crate::graphql::guard::may_read;
use crate::graphql::page::PageArguments;
use crate::graphql::types::gap::{Gap, GapConnection};
use crate::graphql::types::keys::{OfferBy, PublisherBy, Sought};
use crate::graphql::words::{ContactType, GapKind, GapSeverity, domain_words};

#[derive(Default)]
pub(super) struct GapQuery;

/// Which gaps are wanted; what is absent does not narrow, what is there narrows together.
#[derive(InputObject, Default)]
struct GapFilter {
    /// Of one of these kinds. Kinds that occur in answers only find nothing.
    kinds: Option<Vec<GapKind>>,
    /// Of one of these severities.
    severities: Option<Vec<GapSeverity>>,
    /// About a contact of one of these types, missing or doubtful.
    contact_types: Option<Vec<ContactType>>,
    /// About this offer. A doubtful contact of its publisher is a gap of the publisher.
    offer: Option<OfferBy>,
    /// About this publisher or one of its offers.
    publisher: Option<PublisherBy>,
}

/// Gaps of the directory.
#[Object(guard = "may_read")]
impl GapQuery {
    /// What is missing or rotten among the offers and publishers of the lists, page by page: the worst
    /// first, then by kind, by title or name, by type of contact.
    ///
    /// Offers need customer-support and engineering contacts, and a CSP program contact when they are sold
    /// through CSP; a publisher's own contact of the type will do. A contact has one gap at most, its worst.
    /// Gaps that tell of contacts which the viewer may not read do not occur, not even in counts.
    async fn gaps(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all if not given.")] filter: Option<GapFilter>,
        #[graphql(desc = "At most this many; 20 if not given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
    ) -> Answer<GapConnection> {
        let arguments = PageArguments {
            first,
            after,
            last: None,
            before: None,
        };
        let page = arguments.page(cursor::read_gap)?;
        let wanted = wanted(ctx, filter.unwrap_or_default())?;
        let slice = store(ctx).gaps(&wanted, &page).await?;
        let locale = locale(ctx, None);
        let edge = |listed: gap::ListedGap| {
            let gap = listed.gap;
            (cursor::write_gap(&listed.position), Gap { gap, locale })
        };
        Ok(GapConnection::new(slice.map(edge), wanted))
    }
}

/// What the store is asked for.
fn wanted(ctx: &Context<'_>, filter: GapFilter) -> Answer<gap::GapFilter> {
    let mut wanted = gap::GapFilter {
        kinds: domain_words(filter.kinds),
        severities: domain_words(filter.severities),
        contact_types: domain_words(filter.contact_types),
        ..gap::GapFilter::all(actor(ctx).readable_contacts(), fresh_since(ctx))
    };
    match filter.offer.map(|by| by.sought()).transpose()? {
        None => {}
        Some(Sought::Key(key)) => wanted.offer = Some(key),
        Some(Sought::Nothing) => wanted.kinds = Some(Vec::new()),
    }
    match filter.publisher.map(|by| by.sought()).transpose()? {
        None => {}
        Some(Sought::Key(key)) => wanted.publisher = Some(key),
        Some(Sought::Nothing) => wanted.kinds = Some(Vec::new()),
    }
    Ok(wanted)
}
