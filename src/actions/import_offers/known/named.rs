//! What a batch names: the ids of everything that has to be read before it can be planned.

use std::collections::BTreeSet;

use super::super::plan::Carried;
use crate::domain::offer::MarketplaceId;
use crate::domain::partner::PartnerId;
use crate::domain::publisher::PublisherId;
use crate::exchange::{Subject, Told};

/// The ids that a batch names.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) publishers: BTreeSet<PublisherId>,
    pub(super) offers: BTreeSet<MarketplaceId>,
    pub(super) partners: BTreeSet<PartnerId>,
    /// Partners whose contacts are told.
    pub(super) reached: BTreeSet<PartnerId>,
    /// Resellers whose ties are told, or relied on.
    pub(super) resellers: BTreeSet<PartnerId>,
    /// Providers whose splits are told.
    pub(super) splitting: BTreeSet<PartnerId>,
    pub(super) has_overrides: bool,
    pub(super) has_notices: bool,
}

impl Named {
    /// What a batch names, under the ids that the file merged too.
    pub(super) fn by(batch: &[Told], carried: &Carried) -> Self {
        let mut named = Self::default();
        for told in batch {
            named.take(told);
        }
        let merging = batch.iter().filter_map(|told| match told {
            Told::Publisher(told) => Some((&told.publisher.id, told.merged_into.as_ref()?)),
            _ => None,
        });
        let merged: Vec<_> = merging.chain(carried.merged()).collect();
        let elsewhere: Vec<MarketplaceId> = merged
            .iter()
            .flat_map(|(goes, stays)| {
                let of_goes = named.offers.iter().filter(|id| id.publisher_id == **goes);
                of_goes.map(|id| MarketplaceId {
                    publisher_id: (*stays).clone(),
                    offer_id: id.offer_id.clone(),
                })
            })
            .collect();
        let moved: Vec<MarketplaceId> = named
            .offers
            .iter()
            .filter_map(|id| carried.moved(id).cloned())
            .collect();
        for (goes, stays) in merged {
            if named.publishers.contains(goes) {
                named.publishers.insert(stays.clone());
            }
        }
        let publishers = moved.iter().map(|id| id.publisher_id.clone());
        named.publishers.extend(publishers);
        named.offers.extend(moved);
        named.offers.extend(elsewhere);
        named
    }

    fn take(&mut self, told: &Told) {
        match told {
            Told::Offer(draft) => {
                self.publishers.insert(draft.publisher.id.clone());
                let former = &draft.facts.former_ids;
                let bearers = former.iter().map(|id| id.publisher_id.clone());
                self.publishers.extend(bearers);
                self.offers.extend(former.iter().cloned());
                self.offers.insert(draft.marketplace_id());
            }
            Told::Publisher(told) => {
                self.publishers.insert(told.publisher.id.clone());
                self.publishers.extend(told.merged_into.clone());
            }
            Told::Partner(told) => {
                self.partners.insert(told.partner_id.clone());
                self.reached.insert(told.partner_id.clone());
            }
            Told::Tie(told) => {
                self.partners.insert(told.provider.clone());
                self.partners.insert(told.reseller.clone());
                self.resellers.insert(told.reseller.clone());
            }
            Told::Split(told) => {
                self.partners.insert(told.provider.clone());
                self.splitting.insert(told.provider.clone());
                self.partners.extend(told.reseller.clone());
                self.resellers.extend(told.reseller.clone());
            }
            Told::Override(told) => {
                self.subject(&told.subject);
                self.has_overrides = true;
            }
            Told::Notice(told) => {
                self.subject(&told.subject);
                self.has_notices = true;
            }
        }
    }

    fn subject(&mut self, subject: &Subject) {
        match subject {
            Subject::Partner(id) => {
                self.partners.insert(id.clone());
            }
            Subject::Publisher(id) => {
                self.publishers.insert(id.clone());
            }
            Subject::Offer(id) => {
                self.publishers.insert(id.publisher_id.clone());
                self.offers.insert(id.clone());
            }
        }
    }
}
