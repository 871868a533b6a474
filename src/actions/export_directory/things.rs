//! Publishers, offers and partners, each with what hangs under it.

use std::collections::HashMap;
use std::hash::Hash;

use super::Export;
use crate::domain::Id;
use crate::domain::contact::{Contact, ContactOwner};
use crate::domain::export::Having;
use crate::domain::offer::Offer;
use crate::domain::partner::Partner;
use crate::domain::publisher::{Publisher, PublisherId};
use crate::exchange::{OfferDraft, Told, ToldPartner, ToldPublisher};
use crate::store::Failure;

/// A page of what was found; `None` at the end.
type Found<T> = Result<Option<Vec<T>>, Failure>;

impl Export {
    pub(super) async fn publishers(&mut self) -> Found<Told> {
        let Some(page) = self.next_publishers(Having::Anything).await? else {
            return Ok(None);
        };
        let owners = page.iter().map(|found| ContactOwner::Publisher(found.id));
        let contacts = self.contacts_of(owners).await?;
        let survivors: Vec<_> = page.iter().filter_map(|found| found.merged_into).collect();
        let survivors = self.picture.publishers_by_id(&survivors).await?;
        let survivors: HashMap<Id<Publisher>, PublisherId> = survivors
            .into_iter()
            .map(|found| (found.id, found.publisher_id))
            .collect();
        let told = |found: &Publisher| {
            let merged_into = found.merged_into.and_then(|id| survivors.get(&id).cloned());
            let contacts = under(&contacts, &ContactOwner::Publisher(found.id));
            Told::Publisher(ToldPublisher::of_kept(found, merged_into, contacts))
        };
        Ok(Some(page.iter().map(told).collect()))
    }

    pub(super) async fn offers(&mut self) -> Found<Told> {
        match self.next_offers(Having::Anything).await? {
            Some(page) => self.told_offers(&page).await.map(Some),
            None => Ok(None),
        }
    }

    pub(super) async fn offers_in_the_lists(&mut self) -> Found<Told> {
        let Some(mut page) = self.next_offers(Having::Anything).await? else {
            return Ok(None);
        };
        page.retain(|offer| offer.out_of_use().is_none());
        self.told_offers(&page).await.map(Some)
    }

    async fn told_offers(&self, page: &[Offer]) -> Result<Vec<Told>, Failure> {
        let ids: Vec<Id<Offer>> = page.iter().map(|offer| offer.id).collect();
        let owners = ids.iter().map(|&id| ContactOwner::Offer(id));
        let contacts = self.contacts_of(owners).await?;
        let links = self.picture.links_of(&ids).await?;
        let mut former_ids = self.picture.former_ids_of(&ids).await?;
        let told = |offer: &Offer| {
            let contacts = under(&contacts, &ContactOwner::Offer(offer.id));
            let links = under(&links, &offer.id);
            let former_ids = former_ids.remove(&offer.id).unwrap_or_default();
            Told::Offer(OfferDraft::of_kept(offer, contacts, links, former_ids))
        };
        Ok(page.iter().map(told).collect())
    }

    pub(super) async fn partners(&mut self) -> Found<Told> {
        let Some(page) = self.next_partners(Having::Anything).await? else {
            return Ok(None);
        };
        let owners = page.iter().map(|found| ContactOwner::Partner(found.id));
        let contacts = self.contacts_of(owners).await?;
        let told = |found: &Partner| {
            let contacts = under(&contacts, &ContactOwner::Partner(found.id));
            Told::Partner(ToldPartner::of_kept(found, contacts))
        };
        Ok(Some(page.iter().map(told).collect()))
    }

    /// The contacts that may be read, each owner's in the order they came in.
    async fn contacts_of(
        &self,
        owners: impl Iterator<Item = ContactOwner>,
    ) -> Result<HashMap<ContactOwner, Vec<Contact>>, Failure> {
        let owners: Vec<ContactOwner> = owners.collect();
        self.picture.contacts_of(&owners, &self.readable).await
    }

    pub(super) async fn next_publishers(&mut self, having: Having) -> Found<Publisher> {
        let page = &mut self.walk.publishers;
        let found = self
            .picture
            .publishers_to_export(&self.filter, having, page);
        let found = found.await?;
        page.after = found.last().map(|last| last.publisher_id.clone());
        Ok(page.after.is_some().then_some(found))
    }

    pub(super) async fn next_offers(&mut self, having: Having) -> Found<Offer> {
        let page = &mut self.walk.offers;
        let found = self.picture.offers_to_export(&self.filter, having, page);
        let found = found.await?;
        page.after = found.last().map(Offer::marketplace_id);
        Ok(page.after.is_some().then_some(found))
    }

    pub(super) async fn next_partners(&mut self, having: Having) -> Found<Partner> {
        let page = &mut self.walk.partners;
        let found = self.picture.partners_to_export(having, page).await?;
        page.after = found.last().map(|last| last.partner_id.clone());
        Ok(page.after.is_some().then_some(found))
    }
}

/// What hangs under a thing.
pub(super) fn under<'a, K: Eq + Hash, T>(all: &'a HashMap<K, Vec<T>>, key: &K) -> &'a [T] {
    all.get(key).map_or(&[], Vec::as_slice)
}
