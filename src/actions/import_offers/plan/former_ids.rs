//! The ids that offers of a batch had before they moved.

use std::collections::HashSet;

use super::Planner;
use crate::domain::offer::MarketplaceId;
use crate::exchange::{OfferDraft, Remark, Telling};

impl Planner<'_> {
    /// Ids that offers had before they moved and that do not find them yet, each with the one that they have today.
    pub(super) fn former_ids(
        &mut self,
        drafts: &[&OfferDraft],
    ) -> Vec<(MarketplaceId, MarketplaceId)> {
        // What only belongs to an offer does not know what that was called.
        let offers = drafts
            .iter()
            .filter(|draft| draft.telling == Telling::Offer);
        let offers: Vec<&OfferDraft> = offers.copied().collect();
        if offers.iter().all(|draft| draft.facts.former_ids.is_empty()) {
            return Vec::new();
        }
        let told = offers.iter();
        let told: HashSet<MarketplaceId> = told
            .map(|draft| self.offer_today(&draft.marketplace_id()))
            .collect();
        let mut new = Vec::new();
        for draft in offers {
            let today = self.offer_today(&draft.marketplace_id());
            for id in &draft.facts.former_ids {
                let found = Some(self.offer_today(id)).filter(|found| {
                    self.kept_offer(id, found).is_some()
                        || self.carried.former.contains_key(id)
                        || told.contains(found)
                });
                let remark = match found {
                    Some(found) if found == today => continue,
                    Some(_) => Remark::FormerIdInUse,
                    None if self.publisher_now(&id.publisher_id).is_none() => {
                        Remark::FormerPublisherUnknown
                    }
                    None => {
                        self.carried.former.insert(id.clone(), today.clone());
                        new.push((id.clone(), today.clone()));
                        continue;
                    }
                };
                self.warn(draft.place(), "formerIds", &id.to_string(), remark);
            }
        }
        new
    }
}
