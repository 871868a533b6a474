//! What the directory holds about a batch, by the ids that the file names, which may be old ones.

mod named;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::plan::Carried;
use crate::domain::Id;
use crate::domain::actor::ContactScope;
use crate::domain::contact::{Contact, ContactOwner};
use crate::domain::link::ResourceLink;
use crate::domain::notice::{NoticeSubject, ServiceNotice};
use crate::domain::offer::{MarketplaceId, Offer};
use crate::domain::owner::Owner;
use crate::domain::partner::{Partner, PartnerId};
use crate::domain::publisher::{Publisher, PublisherId};
use crate::domain::responsibility::{Override, OverrideSubject, Split};
use crate::exchange::{Subject, Told};
use crate::store::{Change, Result};
use named::Named;

/// What the directory holds about a batch.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Who has an id.
    pub(super) bearers: HashMap<PublisherId, Publisher>,
    /// Whom an id finds: whom its bearer became one with, or the bearer.
    pub(super) publishers: HashMap<PublisherId, Publisher>,
    pub(super) offers: HashMap<MarketplaceId, Offer>,
    pub(super) partners: HashMap<PartnerId, Partner>,
    pub(super) contacts: HashMap<ContactOwner, Vec<Contact>>,
    pub(super) links: HashMap<Id<Offer>, Vec<ResourceLink>>,
    /// The providers of resellers.
    pub(super) ties: HashMap<PartnerId, HashSet<PartnerId>>,
    pub(super) splits: HashMap<Id<Partner>, Vec<Split>>,
    pub(super) overrides: HashMap<OverrideSubject, Vec<Override>>,
    pub(super) notices: HashMap<NoticeSubject, Vec<ServiceNotice>>,
}

impl Known {
    /// Reads what is kept about a batch: a handful of statements, whatever its size.
    pub(super) async fn about(change: &Change, batch: &[Told], carried: &Carried) -> Result<Self> {
        let named = Named::by(batch, carried);
        let mut known = Self::default();
        known.read_publishers(change, &named).await?;
        if !named.offers.is_empty() {
            let moved = named.offers.iter().filter_map(|id| known.moved(id));
            let ids: BTreeSet<MarketplaceId> = named.offers.iter().cloned().chain(moved).collect();
            let ids: Vec<MarketplaceId> = ids.into_iter().collect();
            known.offers = change.offers_by_marketplace_id(&ids).await?;
            // What an old id finds has an id too, which the file need not name.
            let old = known.offers.iter();
            let old = old.filter(|(id, offer)| offer.marketplace_id() != **id);
            let found: Vec<Offer> = old.map(|(_, offer)| offer.clone()).collect();
            for offer in found {
                known.offers.entry(offer.marketplace_id()).or_insert(offer);
            }
        }
        known.read_partners(change, &named).await?;
        let owners = known.owners(&named);
        known.contacts = change
            .contacts_of(&owners, &ContactScope::everything())
            .await?;
        let offers: BTreeSet<Id<Offer>> = known.offers.values().map(|offer| offer.id).collect();
        if !offers.is_empty() {
            let offers: Vec<Id<Offer>> = offers.into_iter().collect();
            known.links = change.links_of(&offers).await?;
        }
        known.read_terms(change, &named).await?;
        Ok(known)
    }

    /// The id that an offer has at the publisher that its own became one with.
    fn moved(&self, id: &MarketplaceId) -> Option<MarketplaceId> {
        let publisher = &self.publishers.get(&id.publisher_id)?.publisher_id;
        (*publisher != id.publisher_id).then(|| MarketplaceId {
            publisher_id: publisher.clone(),
            offer_id: id.offer_id.clone(),
        })
    }

    /// The contacts of somebody.
    pub(super) fn contacts_of(&self, owner: ContactOwner) -> &[Contact] {
        self.contacts.get(&owner).map_or(&[], Vec::as_slice)
    }

    /// What overrides and notices are about, if it is there.
    pub(super) fn subject(&self, subject: &Subject) -> Option<Owner> {
        match subject {
            Subject::Partner(id) => self.partners.get(id).cloned().map(Owner::Partner),
            Subject::Publisher(id) => self.publishers.get(id).cloned().map(Owner::Publisher),
            Subject::Offer(id) => self.offers.get(id).cloned().map(Owner::Offer),
        }
    }

    async fn read_publishers(&mut self, change: &Change, named: &Named) -> Result<()> {
        if named.publishers.is_empty() {
            return Ok(());
        }
        let ids: Vec<PublisherId> = named.publishers.iter().cloned().collect();
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
            // Who is found has an id too, which the file need not name.
            self.publishers
                .entry(found.publisher_id.clone())
                .or_insert_with(|| found.clone());
            self.publishers.insert(bearer.publisher_id.clone(), found);
            self.bearers.insert(bearer.publisher_id.clone(), bearer);
        }
        Ok(())
    }

    async fn read_partners(&mut self, change: &Change, named: &Named) -> Result<()> {
        if named.partners.is_empty() {
            return Ok(());
        }
        let ids: Vec<PartnerId> = named.partners.iter().cloned().collect();
        let partners = change.partners_by_partner_id(&ids).await?;
        self.partners = partners
            .into_iter()
            .map(|kept| (kept.partner_id.clone(), kept))
            .collect();
        let resellers = self.keys_of(&named.resellers);
        if resellers.is_empty() {
            return Ok(());
        }
        let mut providers = change.tied_providers_of(&resellers).await?;
        for id in &named.resellers {
            let tied = self
                .partners
                .get(id)
                .and_then(|kept| providers.remove(&kept.id));
            let tied = tied
                .into_iter()
                .flatten()
                .map(|provider| provider.partner_id);
            self.ties.insert(id.clone(), tied.collect());
        }
        Ok(())
    }

    /// Reads splits, overrides and notices.
    async fn read_terms(&mut self, change: &Change, named: &Named) -> Result<()> {
        let providers = self.keys_of(&named.splitting);
        if !providers.is_empty() {
            self.splits = change.splits_by_provider(&providers).await?;
        }
        // Under which id something is told of is found out later.
        let owners = || {
            let partners = self.partners.values().cloned().map(Owner::Partner);
            let publishers = self.publishers.values().cloned().map(Owner::Publisher);
            let offers = self.offers.values().cloned().map(Owner::Offer);
            partners.chain(publishers).chain(offers)
        };
        if named.has_overrides {
            let subjects: BTreeSet<OverrideSubject> =
                owners().map(|owner| owner.of_overrides()).collect();
            let subjects: Vec<OverrideSubject> = subjects.into_iter().collect();
            self.overrides = change.overrides_for(&subjects).await?;
        }
        if named.has_notices {
            let subjects: HashSet<NoticeSubject> =
                owners().filter_map(|owner| owner.of_notices()).collect();
            let subjects: Vec<NoticeSubject> = subjects.into_iter().collect();
            self.notices = change.notices_about(&subjects).await?;
        }
        Ok(())
    }

    fn keys_of(&self, ids: &BTreeSet<PartnerId>) -> Vec<Id<Partner>> {
        let kept = ids.iter().filter_map(|id| self.partners.get(id));
        kept.map(|kept| kept.id).collect()
    }

    fn owners(&self, named: &Named) -> Vec<ContactOwner> {
        let of_offers = self.offers.values().flat_map(|offer| {
            [
                ContactOwner::Offer(offer.id),
                ContactOwner::Publisher(offer.publisher.id),
            ]
        });
        let of_publishers = self.publishers.values();
        let of_publishers = of_publishers.map(|kept| ContactOwner::Publisher(kept.id));
        let of_partners = self.keys_of(&named.reached).into_iter();
        let of_partners = of_partners.map(ContactOwner::Partner);
        let owners: BTreeSet<ContactOwner> =
            of_offers.chain(of_publishers).chain(of_partners).collect();
        owners.into_iter().collect()
    }
}
