//! Writing offers.

use super::Writing;
use crate::actions::import_offers::missing::Seen;
use crate::actions::import_offers::plan::{OfferPlan, Retirement};
use crate::domain::change::{ChangeNote, Deed};
use crate::domain::contact::ContactOwner;
use crate::domain::offer::{NewOffer, Offer};
use crate::store::Result;

impl Writing<'_> {
    pub(super) async fn offers(&mut self, plans: Vec<OfferPlan>, seen: &mut Seen) -> Result<()> {
        let mut new = Vec::new();
        for plan in plans.iter().filter(|plan| plan.kept.is_none()) {
            let Some(publisher) = self.publishers.get(&plan.id.publisher_id) else {
                continue;
            };
            let offer = NewOffer {
                publisher: publisher.id,
                offer_id: plan.id.offer_id.clone(),
                facts: plan.facts.clone(),
            };
            new.push((offer, publisher.clone()));
        }
        let mut added = self.change.add_offers(new).await?.into_iter();
        for plan in plans {
            let offer = match &plan.kept {
                Some(kept) => self.kept_offer(&plan, kept).await?,
                None => {
                    let Some(added) = added.next() else {
                        continue;
                    };
                    seen.add(&added);
                    self.offers.insert(added.marketplace_id(), added.id);
                    self.note(plan.file.as_ref(), ChangeNote::added(&added));
                    added
                }
            };
            self.move_in_lists(&plan, &offer).await?;
            if !plan.former_ids.is_empty() {
                self.change
                    .remember_former_ids(&offer, &plan.former_ids)
                    .await?;
            }
            let owner = ContactOwner::Offer(offer.id);
            self.steps(owner, plan.contacts, plan.file.as_ref()).await?;
            self.link_steps(offer.id, plan.links, plan.file.as_ref())
                .await?;
        }
        Ok(())
    }

    async fn kept_offer(&mut self, plan: &OfferPlan, kept: &Offer) -> Result<Offer> {
        // The publisher may have been renamed just now; the offer is found by the name it has.
        let publisher = &kept.publisher;
        let publisher = self
            .publishers
            .get(&publisher.publisher_id)
            .unwrap_or(publisher);
        let kept = Offer {
            publisher: publisher.clone(),
            ..kept.clone()
        };
        if kept.facts == plan.facts {
            return Ok(kept);
        }
        let changed = self.change.change_offer(&kept, plan.facts.clone()).await?;
        self.note(plan.file.as_ref(), ChangeNote::changed(&kept, &changed));
        Ok(changed)
    }

    async fn move_in_lists(&mut self, plan: &OfferPlan, offer: &Offer) -> Result<()> {
        let (deed, moved) = match plan.retirement {
            Retirement::Left => return Ok(()),
            Retirement::Retired => (Deed::Retired, self.change.retire_offer(offer).await?),
            Retirement::Restored => (Deed::Restored, self.change.restore_offer(offer).await?),
        };
        self.note(plan.file.as_ref(), ChangeNote::of(deed, offer, &moved));
        Ok(())
    }
}
