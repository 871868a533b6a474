//! Loaders: what hangs below a list is read in one statement a level, whatever the list's length.

mod batch;
mod step_back;

use std::collections::HashMap;

use crate::domain::Id;
use crate::domain::actor::Actor;
use crate::domain::change::{ChangeRecord, Thing};
use crate::domain::contact::{Contact, ContactOwner};
use crate::domain::import_job::{ImportJob, ImportRemark, RemarkPlace, RemarksPage};
use crate::domain::link::ResourceLink;
use crate::domain::notice::{NoticeSubject, ServiceNotice};
use crate::domain::offer::{MarketplaceId, Offer};
use crate::domain::page::Slice;
use crate::domain::partner::{Partner, PartnerId};
use crate::domain::publisher::{Publisher, PublisherId};
use crate::domain::responsibility::{Override, OverrideSubject, Split};
use crate::store::{Standing, Store};
use batch::Batch;

/// The offers of a publisher, as a list below it asks for them.
pub(super) type FirstOffers = (Id<Publisher>, u32);

/// The loaders of one request.
pub(super) struct Loaders {
    pub(super) offers: Batch<Id<Offer>, Offer>,
    pub(super) offers_by_marketplace_id: Batch<MarketplaceId, Offer>,
    pub(super) publishers: Batch<Id<Publisher>, Publisher>,
    pub(super) publishers_by_marketplace_id: Batch<PublisherId, Publisher>,
    pub(super) partners: Batch<Id<Partner>, Partner>,
    pub(super) partners_by_partner_id: Batch<PartnerId, Partner>,
    pub(super) providers: Batch<Id<Partner>, Vec<Partner>>,
    pub(super) contacts: Batch<ContactOwner, Vec<Contact>>,
    pub(super) contacts_by_id: Batch<Id<Contact>, Contact>,
    pub(super) notices_by_id: Batch<Id<ServiceNotice>, ServiceNotice>,
    pub(super) links: Batch<Id<Offer>, Vec<ResourceLink>>,
    pub(super) notices: Batch<NoticeSubject, Vec<ServiceNotice>>,
    pub(super) splits: Batch<Id<Partner>, Vec<Split>>,
    pub(super) splits_by_id: Batch<Id<Split>, Split>,
    pub(super) overrides: Batch<OverrideSubject, Vec<Override>>,
    pub(super) overrides_by_id: Batch<Id<Override>, Override>,
    pub(super) standings: Batch<(Id<Offer>, Id<Publisher>), Standing>,
    pub(super) first_offers: Batch<FirstOffers, Vec<Offer>>,
    pub(super) offer_counts: Batch<Id<Publisher>, u64>,
    pub(super) changes_by_id: Batch<Id<ChangeRecord>, ChangeRecord>,
    pub(super) first_changes: Batch<(Thing, u32), Slice<ChangeRecord>>,
    pub(super) change_counts: Batch<Thing, u64>,
    pub(super) spelling_variants: Batch<Id<Publisher>, Vec<Publisher>>,
    pub(super) imports: Batch<Id<ImportJob>, ImportJob>,
    pub(super) remarks: Batch<RemarksPage, Slice<(RemarkPlace, ImportRemark)>>,
}

impl Loaders {
    /// Loaders that show what this actor may read.
    pub(super) fn new(store: &Store, actor: &Actor) -> Self {
        let readable = actor.readable_contacts();
        /// A batch over a read of the store, or over one that shows no more contacts than may be read.
        macro_rules! batch {
            (|$store:ident, $keys:ident| $read:expr) => {{
                let store = store.clone();
                Batch::new(move |$keys| {
                    let $store = store.clone();
                    async move { $read }
                })
            }};
            (|$store:ident, $readable:ident, $keys:ident| $read:expr) => {{
                let (store, readable) = (store.clone(), readable.clone());
                Batch::new(move |$keys| {
                    let ($store, $readable) = (store.clone(), readable.clone());
                    async move { $read }
                })
            }};
        }
        Self {
            offers: batch!(|store, ids| Ok(
                by_id(store.offers_by_id(&ids).await?, |offer| offer.id)
            )),
            offers_by_marketplace_id: batch!(|store, ids| {
                store.offers_by_marketplace_id(&ids).await
            }),
            publishers: batch!(|store, ids| {
                Ok(by_id(store.publishers_by_id(&ids).await?, |publisher| {
                    publisher.id
                }))
            }),
            publishers_by_marketplace_id: batch!(|store, ids| {
                let found = store.publishers_by_marketplace_id(&ids).await?;
                Ok(by_id(found, |publisher| publisher.publisher_id.clone()))
            }),
            partners: batch!(|store, ids| Ok(by_id(
                store.partners_by_id(&ids).await?,
                |partner| partner.id
            ))),
            partners_by_partner_id: batch!(|store, ids| {
                let found = store.partners_by_partner_id(&ids).await?;
                Ok(by_id(found, |partner| partner.partner_id.clone()))
            }),
            providers: batch!(|store, ids| store.providers_of(&ids).await),
            contacts: batch!(|store, readable, owners| {
                store.contacts_of(&owners, &readable).await
            }),
            contacts_by_id: batch!(|store, readable, ids| {
                let found = store.contacts_by_id(&ids, &readable).await?;
                Ok(by_id(found, |found| found.id))
            }),
            notices_by_id: batch!(|store, ids| Ok(by_id(
                store.notices_by_id(&ids).await?,
                |found| found.id
            ))),
            links: batch!(|store, ids| store.links_of(&ids).await),
            notices: batch!(|store, subjects| store.notices_about(&subjects).await),
            splits: batch!(|store, ids| store.splits_by_provider(&ids).await),
            splits_by_id: batch!(|store, ids| Ok(by_id(
                store.splits_by_id(&ids).await?,
                |found| found.id
            ))),
            overrides: batch!(|store, subjects| store.overrides_for(&subjects).await),
            overrides_by_id: batch!(|store, ids| Ok(by_id(
                store.overrides_by_id(&ids).await?,
                |found| found.id
            ))),
            standings: batch!(|store, offers| standings(&store, offers).await),
            first_offers: batch!(|store, keys| store.first_offers_of(&keys).await),
            offer_counts: batch!(|store, ids| store.count_offers_of(&ids).await),
            changes_by_id: batch!(|store, readable, ids| {
                let found = store.changes_by_id(&ids, &readable).await?;
                Ok(by_id(found, |found| found.id))
            }),
            first_changes: batch!(|store, readable, histories| {
                store.first_changes_of(&histories, &readable).await
            }),
            change_counts: batch!(|store, readable, things| {
                store.count_changes_of(&things, &readable).await
            }),
            spelling_variants: batch!(|store, ids| store.spelling_variants_of(&ids).await),
            imports: batch!(|store, ids| Ok(by_id(
                store.import_jobs_by_id(&ids).await?,
                |found| found.id
            ))),
            remarks: batch!(|store, pages| store.import_remarks(&pages).await),
        }
    }
}

fn by_id<K: Eq + std::hash::Hash, V>(values: Vec<V>, id: impl Fn(&V) -> K) -> HashMap<K, V> {
    values
        .into_iter()
        .map(|value| (id(&value), value))
        .collect()
}

/// The rules and overrides that each offer stands under.
async fn standings(
    store: &Store,
    offers: Vec<(Id<Offer>, Id<Publisher>)>,
) -> crate::store::Result<HashMap<(Id<Offer>, Id<Publisher>), Standing>> {
    let of = |(offer, publisher): (Id<Offer>, Id<Publisher>)| {
        [
            OverrideSubject::Offer(offer),
            OverrideSubject::Publisher(publisher),
        ]
    };
    let subjects: Vec<OverrideSubject> = offers.iter().copied().flat_map(of).collect();
    let all = store.standing(&subjects).await?;
    let standing = |offer| {
        let own = all
            .overrides
            .iter()
            .filter(|found| of(offer).contains(&found.terms.subject));
        Standing {
            policy: all.policy.clone(),
            overrides: own.cloned().collect(),
        }
    };
    Ok(offers
        .into_iter()
        .map(|offer| (offer, standing(offer)))
        .collect())
}
