//! WHAT CAN BE WATCHED. A field per kind of watcher; each sees only what it may read, as it is at that moment.

mod concern;

use std::sync::Arc;

use async_graphql::{Context, Subscription};
use futures_util::stream::{Stream, StreamExt};

use super::context::{Answer, RequestContext, actor, request};
use super::fault::Fault;
use super::guard::may_read;
use super::types::{Change, ContactChange, OfferBy, PublisherBy, ServiceNotice};
use crate::actions::follow_changes::Following;
use crate::domain::Id;
use crate::domain::change::{Deed, Happening, ThingKind};
use concern::Concern;

/// What can be watched. Each event is delivered once and in the order in which things were done.
#[derive(Default)]
pub(super) struct Subscription;

/// What can be watched. Each event is delivered once and in the order in which things were done.
#[Subscription]
impl Subscription {
    /// A contact was added, changed, verified, reported, moved or removed: one of the given owner, or any. Only
    /// of contacts that the viewer may read.
    #[graphql(guard = "may_read")]
    async fn contact_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of this offer, or of its publisher: those that the offer may show.")]
        offer: Option<OfferBy>,
        #[graphql(desc = "Of this publisher or one of its offers.")] publisher: Option<PublisherBy>,
    ) -> Result<impl Stream<Item = ContactChange> + use<>, Fault> {
        let concern = Concern::of(ctx, offer, publisher).await?;
        let changes = changes(ctx, None)?;
        Ok(changes.filter_map(move |change| {
            let is_contact = change.record.thing.kind == ThingKind::Contact;
            let concerned = is_contact && concern.is_with(&change);
            async move { concerned.then(|| ContactChange::of(&change)) }
        }))
    }

    /// A service notice was published, changed or ended; it is given as it is now.
    #[graphql(guard = "may_read")]
    async fn notice_published(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "About this offer, or about all offers of its publisher.")] offer: Option<
            OfferBy,
        >,
        #[graphql(desc = "About this publisher or one of its offers.")] publisher: Option<
            PublisherBy,
        >,
    ) -> Result<impl Stream<Item = Result<ServiceNotice, Fault>> + use<>, Fault> {
        let concern = Concern::of(ctx, offer, publisher).await?;
        let request = Arc::clone(request(ctx));
        let changes = changes(ctx, None)?;
        Ok(changes.filter_map(move |change| {
            let is_notice = change.record.thing.kind == ThingKind::ServiceNotice
                && change.record.deed != Deed::Removed;
            let concerned = is_notice && concern.is_with(&change);
            let request = Arc::clone(&request);
            async move {
                if concerned {
                    notice(&request, &change).await.transpose()
                } else {
                    None
                }
            }
        }))
    }

    /// Something was done to the directory: every change that the viewer may know of, as `changes` lists them.
    /// Whoever was away resumes after the cursor of the last change they saw, and misses none.
    #[graphql(guard = "may_read")]
    async fn directory_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Begin after this change, by its cursor; with what comes from now on if not given."
        )]
        after: Option<String>,
    ) -> Result<impl Stream<Item = Change> + use<>, Fault> {
        let changes = changes(ctx, after.as_deref())?;
        Ok(changes.map(|change| Change(change.record.clone())))
    }
}

/// The changes that the viewer may know of. What was loaded for one is forgotten before the next.
fn changes(
    ctx: &Context<'_>,
    after: Option<&str>,
) -> Answer<impl Stream<Item = Arc<Happening>> + Send + use<>> {
    let request = Arc::clone(request(ctx));
    let after = request.watcher().begins_after(after)?;
    let readable = actor(ctx).readable_contacts();
    let changes = ctx.data_unchecked::<Following>().changes(after, readable);
    Ok(changes.inspect(move |change| {
        request.forget_loaded();
        request.watcher().reach(change.record.id);
    }))
}

/// The notice that a change was done to, if it is still there.
async fn notice(request: &RequestContext, change: &Happening) -> Answer<Option<ServiceNotice>> {
    let id = Id::new(change.record.thing.key);
    let found = request.loaders().notices_by_id.load(id).await?;
    Ok(found.map(ServiceNotice::from))
}
