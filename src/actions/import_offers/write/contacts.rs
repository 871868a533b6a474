//! Writing contacts and links.

use super::Writing;
use crate::actions::import_offers::plan::{ContactStep, LinkStep, PublisherContacts};
use crate::domain::Id;
use crate::domain::change::ChangeNote;
use crate::domain::contact::{ContactOwner, NewContact, Verification};
use crate::domain::offer::Offer;
use crate::store::Result;

impl Writing<'_> {
    /// Adds what was gathered.
    pub(super) async fn add_contacts_and_links(&mut self) -> Result<()> {
        let contacts = std::mem::take(&mut self.contacts);
        for added in self.change.add_contacts(contacts).await? {
            self.notes.push(ChangeNote::added(&added));
        }
        let links = std::mem::take(&mut self.links);
        for added in self.change.add_links(links).await? {
            self.notes.push(ChangeNote::added(&added));
        }
        Ok(())
    }

    pub(super) async fn contacts_of_publishers(
        &mut self,
        plans: Vec<PublisherContacts>,
    ) -> Result<()> {
        for plan in plans {
            if let Some(owner) = self.publishers.get(&plan.publisher) {
                let owner = ContactOwner::Publisher(owner.id);
                self.steps(owner, plan.steps).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn steps(
        &mut self,
        owner: ContactOwner,
        steps: Vec<ContactStep>,
    ) -> Result<()> {
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

    pub(super) async fn link_steps(
        &mut self,
        offer: Id<Offer>,
        steps: Vec<LinkStep>,
    ) -> Result<()> {
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
