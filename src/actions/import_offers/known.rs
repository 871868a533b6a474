//! What the directory holds about a batch, by the ids that the file names, which may be old ones.

use std::collections::{BTreeSet, HashMap};

use crate::domain::Id;
use crate::domain::actor::ContactScope;
use crate::domain::contact::{Contact, ContactOwner};
use crate::domain::link::ResourceLink;
use crate::domain::offer::{MarketplaceId, Offer};
use crate::domain::publisher::{Publisher, PublisherId};
use crate::exchange::Told;
use crate::store::{Change, Result};

/// What the directory holds about a batch.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Who has an id.
    pub(super) bearers: HashMap<PublisherId, Publisher>,
    /// Whom an id finds: whom its bearer became one with, or the bearer.
    pub(super) publishers: HashMap<PublisherId, Publisher>,
    pub(super) offers: HashMap<MarketplaceId, Offer>,
    pub(super) contacts: HashMap<ContactOwner, Vec<Contact>>,
    pub(super) links: HashMap<Id<Offer>, Vec<ResourceLink>>,
}

impl Known {
    /// Reads what is kept about a batch: a handful of statements, whatever its size.
    pub(super) async fn about(change: &Change, batch: &[Told]) -> Result<Self> {
        let mut known = Self::default();
        known.read_publishers(change, batch).await?;
        let ids: Vec<MarketplaceId> = batch.iter().filter_map(offer_id).collect();
        if !ids.is_empty() {
            known.offers = change.offers_by_marketplace_id(&ids).await?;
        }
        let owners = known.owners();
        known.contacts = change
            .contacts_of(&owners, &ContactScope::everything())
            .await?;
        let offers: Vec<Id<Offer>> = known.offers.values().map(|offer| offer.id).collect();
        if !offers.is_empty() {
            known.links = change.links_of(&offers).await?;
        }
        Ok(known)
    }

    /// The marketplace id that an offer of the file has today, or will have.
    pub(super) fn id_today(&self, id: &MarketplaceId) -> MarketplaceId {
        if let Some(offer) = self.offers.get(id) {
            return offer.marketplace_id();
        }
        let publisher = self.publishers.get(&id.publisher_id);
        MarketplaceId {
            publisher_id: publisher
                .map_or_else(|| id.publisher_id.clone(), |kept| kept.publisher_id.clone()),
            offer_id: id.offer_id.clone(),
        }
    }

    /// The contacts of somebody.
    pub(super) fn contacts_of(&self, owner: ContactOwner) -> &[Contact] {
        self.contacts.get(&owner).map_or(&[], Vec::as_slice)
    }

    async fn read_publishers(&mut self, change: &Change, batch: &[Told]) -> Result<()> {
        let ids: BTreeSet<&PublisherId> = batch.iter().flat_map(publisher_ids).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let ids: Vec<PublisherId> = ids.into_iter().cloned().collect();
        let bearers = change.publishers_by_marketplace_id(&ids).await?;
        let merged: Vec<Id<Publisher>> =
            bearers.iter().filter_map(|kept| kept.merged_into).collect();
        let others = if merged.is_empty() {
            Vec::new()
        } else {
            change.publishers_by_id(&merged).await?
        };
        for bearer in bearers {
            let other = others
                .iter()
                .find(|other| Some(other.id) == bearer.merged_into);
            let found = other.unwrap_or(&bearer).clone();
            self.publishers.insert(bearer.publisher_id.clone(), found);
            self.bearers.insert(bearer.publisher_id.clone(), bearer);
        }
        Ok(())
    }

    fn owners(&self) -> Vec<ContactOwner> {
        let of_offers = self.offers.values().flat_map(|offer| {
            [
                ContactOwner::Offer(offer.id),
                ContactOwner::Publisher(offer.publisher.id),
            ]
        });
        let of_publishers = self.publishers.values();
        let of_publishers = of_publishers.map(|kept| ContactOwner::Publisher(kept.id));
        let owners: BTreeSet<ContactOwner> = of_offers.chain(of_publishers).collect();
        owners.into_iter().collect()
    }
}

fn offer_id(told: &Told) -> Option<MarketplaceId> {
    match told {
        Told::Offer(draft) => Some(draft.marketplace_id()),
        _ => None,
    }
}

/// The ids of publishers that something names.
fn publisher_ids(told: &Told) -> Vec<&PublisherId> {
    match told {
        Told::Offer(draft) => {
            let former = draft.facts.former_ids.iter().map(|id| &id.publisher_id);
            former.chain([&draft.publisher.id]).collect()
        }
        Told::Publisher(told) => {
            let merged = told.merged_into.iter();
            merged.chain([&told.publisher.id]).collect()
        }
        _ => Vec::new(),
    }
}
