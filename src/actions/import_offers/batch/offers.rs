//! The offers of a batch: added, changed, or left as they are.

use super::{Batch, note_added};
use crate::actions::import_offers::merge;
use crate::actions::import_offers::summary::Imported;
use crate::domain::change::ChangeNote;
use crate::domain::offer::NewOffer;
use crate::exchange::{OfferDraft, Remark, Warning};
use crate::store::Result;

impl Batch<'_> {
    pub(super) async fn write_offers(
        &mut self,
        drafts: &[&OfferDraft],
        imported: &mut Imported,
    ) -> Result<()> {
        let (mut new, mut new_ids) = (Vec::new(), Vec::new());
        let tally = &mut imported.offers;
        for draft in drafts {
            let (id, told) = (draft.marketplace_id(), &draft.facts);
            let facts = match self.offers.get(&id) {
                None => merge::new_facts(&draft.offer_id, told),
                Some(kept) => merge::facts(&kept.facts, told),
            };
            if told.title.is_none() && facts.title == draft.offer_id.as_str() {
                let warning = Warning::new(draft.line(), "offerName", "", Remark::TitleMissing);
                imported.warnings.push(warning);
            }
            let Some(kept) = self.offers.get(&id) else {
                let Some(publisher) = self.publishers.get(&id.publisher_id) else {
                    continue;
                };
                let offer = NewOffer {
                    publisher: publisher.id,
                    offer_id: draft.offer_id.clone(),
                    facts,
                };
                new.push((offer, publisher.clone()));
                new_ids.push(id);
                continue;
            };
            if facts == kept.facts {
                tally.unchanged += 1;
                continue;
            }
            let changed = self.change.change_offer(kept, facts).await?;
            tally.changed += 1;
            self.notes.push(ChangeNote::changed(kept, &changed));
            self.offers.insert(id, changed);
        }
        let added = self.change.add_offers(new).await?;
        for (id, added) in new_ids.into_iter().zip(added) {
            note_added(&mut self.notes, tally, &added);
            self.offers.insert(id, added);
        }
        Ok(())
    }
}
