//! Writing what was planned: the rows of a batch, and what history says of them.

use std::collections::HashMap;

use super::known::Known;
use super::missing::Seen;
use super::plan::{ContactStep, LinkStep, OfferPlan, Plan, PublisherPlan, Retirement};
use crate::domain::Id;
use crate::domain::change::{ChangeNote, Deed};
use crate::domain::contact::{ContactOwner, NewContact, Verification};
use crate::domain::link::LinkTarget;
use crate::domain::offer::{NewOffer, Offer};
use crate::domain::publisher::{Publisher, PublisherId};
use crate::store::{Change, Result};

/// Writes a plan, and tells what was done.
pub(super) async fn write(
    change: &Change,
    plan: Plan,
    known: Known,
    seen: &mut Seen,
) -> Result<Vec<ChangeNote>> {
    let mut writing = Writing {
        change,
        publishers: known.publishers,
        contacts: Vec::new(),
        links: Vec::new(),
        notes: Vec::new(),
    };
    writing.publishers(plan.publishers).await?;
    writing.offers(plan.offers, seen).await?;
    for added in change.add_contacts(writing.contacts).await? {
        writing.notes.push(ChangeNote::added(&added));
    }
    for added in change.add_links(writing.links).await? {
        writing.notes.push(ChangeNote::added(&added));
    }
    Ok(writing.notes)
}

/// A batch that is being written. What is added is gathered, and written in a few statements.
struct Writing<'w> {
    change: &'w Change,
    /// Whom an id finds, as they are now.
    publishers: HashMap<PublisherId, Publisher>,
    contacts: Vec<NewContact>,
    links: Vec<(Id<Offer>, LinkTarget)>,
    notes: Vec<ChangeNote>,
}

impl Writing<'_> {
    async fn publishers(&mut self, plans: Vec<PublisherPlan>) -> Result<()> {
        let is_new = |plan: &&PublisherPlan| plan.kept.is_none();
        let new = plans.iter().filter(is_new);
        let new = new.map(|plan| plan.becomes.clone()).collect();
        for added in self.change.add_publishers(new).await? {
            self.notes.push(ChangeNote::added(&added));
            self.publishers.insert(added.publisher_id.clone(), added);
        }
        for plan in plans {
            let id = &plan.becomes.publisher_id;
            let Some(kept) = self.publishers.get(id).cloned() else {
                continue;
            };
            let kept = self.publisher(&plan, kept).await?;
            self.steps(ContactOwner::Publisher(kept.id), plan.contacts)
                .await?;
        }
        Ok(())
    }

    async fn publisher(&mut self, plan: &PublisherPlan, kept: Publisher) -> Result<Publisher> {
        let becomes = &plan.becomes;
        let mut now = kept;
        if now.name != becomes.name || now.is_first_party != becomes.is_first_party {
            let renamed = self
                .change
                .rename_publisher(&now, &becomes.name, becomes.is_first_party)
                .await?;
            self.done(Deed::Changed, &mut now, renamed);
        }
        match plan.retirement {
            Retirement::Left => {}
            Retirement::Retired => {
                let retired = self.change.retire_publisher(&now).await?;
                self.done(Deed::Retired, &mut now, retired);
            }
            Retirement::Restored => {
                let restored = self.change.restore_publisher(&now).await?;
                self.done(Deed::Restored, &mut now, restored);
            }
        }
        let survivor = plan.merged_into.as_ref();
        if let Some(survivor) = survivor.and_then(|id| self.publishers.get(id)) {
            let into = survivor.id;
            let merged = self
                .change
                .merge_publishers(vec![now.clone()], into)
                .await?;
            for merged in merged {
                self.done(Deed::Merged, &mut now, merged);
            }
        }
        // One that ids of others find is the same for all of them.
        for publisher in self.publishers.values_mut() {
            if publisher.id == now.id {
                *publisher = now.clone();
            }
        }
        Ok(now)
    }

    fn done(&mut self, deed: Deed, before: &mut Publisher, after: Publisher) {
        self.notes.push(ChangeNote::of(deed, before, &after));
        *before = after;
    }

    async fn offers(&mut self, plans: Vec<OfferPlan>, seen: &mut Seen) -> Result<()> {
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
                    self.notes.push(ChangeNote::added(&added));
                    added
                }
            };
            self.move_in_lists(plan.retirement, &offer).await?;
            if !plan.former_ids.is_empty() {
                self.change
                    .remember_former_ids(&offer, &plan.former_ids)
                    .await?;
            }
            let owner = ContactOwner::Offer(offer.id);
            self.steps(owner, plan.contacts).await?;
            self.link_steps(offer.id, plan.links).await?;
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
        self.notes.push(ChangeNote::changed(&kept, &changed));
        Ok(changed)
    }

    async fn move_in_lists(&mut self, retirement: Retirement, offer: &Offer) -> Result<()> {
        let (deed, moved) = match retirement {
            Retirement::Left => return Ok(()),
            Retirement::Retired => (Deed::Retired, self.change.retire_offer(offer).await?),
            Retirement::Restored => (Deed::Restored, self.change.restore_offer(offer).await?),
        };
        self.notes.push(ChangeNote::of(deed, offer, &moved));
        Ok(())
    }

    async fn steps(&mut self, owner: ContactOwner, steps: Vec<ContactStep>) -> Result<()> {
        for step in steps {
            let Some(kept) = step.kept else {
                self.contacts.push(NewContact {
                    owner,
                    contact_type: step.contact_type,
                    details: step.details,
                    written_by: step.written_by,
                    verification: step.verification.unwrap_or(Verification::NEVER),
                });
                continue;
            };
            let mut now = kept.clone();
            if step.details != kept.details {
                let change = self
                    .change
                    .change_contact(&kept, step.details, step.written_by);
                now = change.await?;
            }
            if let Some(found) = step.verification {
                now = self.change.judge_contact(&now, found).await?;
            }
            self.notes.push(ChangeNote::changed(&kept, &now));
        }
        Ok(())
    }

    async fn link_steps(&mut self, offer: Id<Offer>, steps: Vec<LinkStep>) -> Result<()> {
        for step in steps {
            let Some(kept) = step.kept else {
                self.links.push((offer, step.target));
                continue;
            };
            let changed = self.change.change_link(&kept, step.target).await?;
            self.notes.push(ChangeNote::changed(&kept, &changed));
        }
        Ok(())
    }
}
