//! The contacts of a batch: added, changed, or left as they are.

use super::{Batch, note_added};
use crate::actions::import_offers::merge;
use crate::actions::import_offers::summary::Imported;
use crate::domain::change::ChangeNote;
use crate::domain::contact::{Contact, ContactDetails, ContactOwner, ContactType, NewContact};
use crate::exchange::{OfferDraft, Remark, Warning};
use crate::store::Result;

impl Batch<'_> {
    pub(super) async fn write_contacts(
        &mut self,
        drafts: &[&OfferDraft],
        imported: &mut Imported,
    ) -> Result<()> {
        let (mut new, tally) = (Vec::new(), &mut imported.contacts);
        for draft in drafts {
            let Some(offer) = self.offers.get(&draft.marketplace_id()) else {
                continue;
            };
            let owner = ContactOwner::Offer(offer.id);
            let own: &[Contact] = self.contacts.get(&owner).map_or(&[], Vec::as_slice);
            let inherited = self
                .contacts
                .contains_key(&ContactOwner::Publisher(offer.publisher.id));
            if draft.contacts.is_empty() && own.is_empty() && !inherited {
                imported.without_contact += 1;
                let (column, id) = ("offerId", draft.offer_id.as_str());
                let warning = Warning::new(draft.line(), column, id, Remark::NobodyToReach);
                imported.warnings.push(warning);
            }
            for (contact_type, told) in &draft.contacts {
                let details = merge::new_details(&offer.publisher.name, told);
                let Some(kept) = same_contact(own, *contact_type, &details) else {
                    new.push(NewContact {
                        owner,
                        contact_type: *contact_type,
                        details,
                    });
                    continue;
                };
                let details = merge::details(&kept.details, told);
                if details == kept.details {
                    tally.unchanged += 1;
                    continue;
                }
                let changed = self.change.change_contact(kept, details).await?;
                tally.changed += 1;
                self.notes.push(ChangeNote::changed(kept, &changed));
            }
        }
        for added in self.change.add_contacts(new).await? {
            note_added(&mut self.notes, tally, &added);
        }
        Ok(())
    }
}

/// The kept contact that a draft speaks of: one with the same channels, or the only one of its type.
fn same_contact<'c>(
    own: &'c [Contact],
    contact_type: ContactType,
    told: &ContactDetails,
) -> Option<&'c Contact> {
    let of_type: Vec<&Contact> = own
        .iter()
        .filter(|kept| kept.contact_type == contact_type)
        .collect();
    let same_channels = of_type
        .iter()
        .find(|kept| kept.details.fingerprint() == told.fingerprint())
        .copied();
    same_channels.or_else(|| of_type.first().copied().filter(|_| of_type.len() == 1))
}
