//! Writing contacts and links.

use super::{Additions, Writing};
use crate::actions::import_offers::plan::{ContactStep, LinkStep, PublisherContacts};
use crate::domain::Id;
use crate::domain::change::ChangeNote;
use crate::domain::contact::{ContactOwner, NewContact, Verification};
use crate::domain::offer::Offer;
use crate::exchange::SourceFile;
use crate::store::Result;

impl Writing<'_> {
    /// Adds what was gathered.
    pub(super) async fn add_contacts_and_links(&mut self) -> Result<()> {
        let contacts = std::mem::replace(&mut self.contacts, Additions::nothing());
        let added = self.change.add_contacts(contacts.new).await?;
        self.note_added(&contacts.files, &added);
        let links = std::mem::replace(&mut self.links, Additions::nothing());
        let added = self.change.add_links(links.new).await?;
        self.note_added(&links.files, &added);
        Ok(())
    }

    pub(super) async fn contacts_of_publishers(
        &mut self,
        plans: Vec<PublisherContacts>,
    ) -> Result<()> {
        for plan in plans {
            if let Some(owner) = self.publishers.get(&plan.publisher) {
                let owner = ContactOwner::Publisher(owner.id);
                self.steps(owner, plan.steps, plan.file.as_ref()).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn steps(
        &mut self,
        owner: ContactOwner,
        steps: Vec<ContactStep>,
        file: Option<&SourceFile>,
    ) -> Result<()> {
        for step in steps {
            let Some(kept) = step.kept else {
                let new = NewContact {
                    owner,
                    contact_type: step.contact_type,
                    details: step.details,
                    written_by: step.written_by,
                    verification: step.verification.unwrap_or(Verification::NEVER),
                };
                self.contacts.push(file, new);
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
            self.note(file, ChangeNote::changed(&kept, &now));
        }
        Ok(())
    }

    pub(super) async fn link_steps(
        &mut self,
        offer: Id<Offer>,
        steps: Vec<LinkStep>,
        file: Option<&SourceFile>,
    ) -> Result<()> {
        for step in steps {
            let Some(kept) = step.kept else {
                self.links.push(file, (offer, step.target));
                continue;
            };
            let changed = self.change.change_link(&kept, step.target).await?;
            self.note(file, ChangeNote::changed(&kept, &changed));
        }
        Ok(())
    }
}
