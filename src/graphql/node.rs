//! Nodes: every thing with an id, found by it.

use async_graphql::{Context, ID, Interface};

use super::context::{Answer, actor, loaders};
use super::fault::Fault;
use super::types::{
    Change, Contact, ImportJob, IndirectSplit, Offer, Partner, Publisher, ResponsibilityOverride,
    ServiceNotice,
};
use crate::domain::Id;
use crate::domain::actor::Permission;
use crate::domain::change::{ChangeRecord, Thing, ThingKind};
use crate::domain::id::Named;
use crate::domain::{contact, import_job, notice, offer, partner, publisher, responsibility};

/// A thing with an id of its own, which `node` finds it by.
#[derive(Interface, Clone)]
#[graphql(field(
    name = "id",
    ty = "ID",
    desc = "Opaque; the same thing has the same id for good."
))]
pub(super) enum Node {
    /// An offer.
    Offer(Offer),
    /// A publisher.
    Publisher(Publisher),
    /// A partner.
    Partner(Partner),
    /// A contact.
    Contact(Contact),
    /// A service notice.
    ServiceNotice(ServiceNotice),
    /// A change.
    Change(Change),
    /// A split between an indirect provider and its resellers.
    IndirectSplit(IndirectSplit),
    /// An override of the rules.
    ResponsibilityOverride(ResponsibilityOverride),
    /// An import that was asked for; for administrators.
    ImportJob(ImportJob),
}

/// What an id should be of that may be of any kind.
const ANY_KIND: &str =
    "offer, publisher, partner, contact, notice, split, override, import or change";

/// The id of a thing of this kind, or `BAD_ID`.
pub(super) fn local<T: Named>(id: &ID) -> Answer<Id<T>> {
    Id::parse(id).map_err(|refused| Fault::BadId {
        wanted: refused.wanted,
        argument: shown(id),
    })
}

/// What a thing whose changes are kept may be.
const ANY_THING: &str =
    "publisher, offer, contact, link, partner, tie, split, override, edition or notice";

/// The thing of any kind that an id names, whether it is there or not, or `BAD_ID`.
pub(super) fn thing(id: &ID) -> Answer<Thing> {
    Thing::parse(id).ok_or_else(|| Fault::BadId {
        wanted: ANY_THING,
        argument: shown(id),
    })
}

/// An id as a message repeats it: what is wrong with it is seen at its beginning.
fn shown(id: &ID) -> String {
    id.chars().take(60).collect()
}

/// The thing that an id names; `None` when it is not there, or not for this viewer.
pub(super) async fn find(ctx: &Context<'_>, id: &ID) -> Answer<Option<Node>> {
    match id.split_once(':').map(|(kind, _)| kind) {
        Some(offer::Offer::KIND) => Ok(loaders(ctx)
            .offers
            .load(local(id)?)
            .await?
            .map(|found| Node::Offer(Offer(found)))),
        Some(publisher::Publisher::KIND) => Ok(loaders(ctx)
            .publishers
            .load(local(id)?)
            .await?
            .map(|found| Node::Publisher(Publisher(found)))),
        Some(partner::Partner::KIND) => Ok(loaders(ctx)
            .partners
            .load(local(id)?)
            .await?
            .map(|found| Node::Partner(Partner(found)))),
        Some(contact::Contact::KIND) => Ok(loaders(ctx)
            .contacts_by_id
            .load(local(id)?)
            .await?
            .map(|found| Node::Contact(Contact(found)))),
        Some(notice::ServiceNotice::KIND) => Ok(loaders(ctx)
            .notices_by_id
            .load(local(id)?)
            .await?
            .map(|found| Node::ServiceNotice(ServiceNotice(found)))),
        Some(ChangeRecord::KIND) => Ok(loaders(ctx)
            .changes_by_id
            .load(local(id)?)
            .await?
            .map(|found| Node::Change(Change(found)))),
        Some(responsibility::Split::KIND) => Ok(loaders(ctx)
            .splits_by_id
            .load(local(id)?)
            .await?
            .map(|found| Node::IndirectSplit(IndirectSplit(found)))),
        Some(responsibility::Override::KIND) => Ok(loaders(ctx)
            .overrides_by_id
            .load(local(id)?)
            .await?
            .map(|found| Node::ResponsibilityOverride(ResponsibilityOverride(found)))),
        Some(import_job::ImportJob::KIND) => {
            let id = local(id)?;
            if !actor(ctx).may_somewhere(Permission::Administer) {
                return Ok(None);
            }
            let found = loaders(ctx).imports.load(id).await?;
            Ok(found.map(|found| Node::ImportJob(ImportJob(found))))
        }
        _ => Err(Fault::BadId {
            wanted: ANY_KIND,
            argument: shown(id),
        }),
    }
}

/// The thing that was changed; `None` when it is no longer there, not for this viewer, or of a kind that is
/// not found by its id.
pub(super) async fn changed(ctx: &Context<'_>, thing: Thing) -> Answer<Option<Node>> {
    match thing.kind {
        ThingKind::Publisher
        | ThingKind::Offer
        | ThingKind::Contact
        | ThingKind::Partner
        | ThingKind::IndirectSplit
        | ThingKind::ResponsibilityOverride
        | ThingKind::ServiceNotice => find(ctx, &ID(thing.to_string())).await,
        ThingKind::ResourceLink | ThingKind::PartnerTie | ThingKind::PolicyEdition => Ok(None),
    }
}
