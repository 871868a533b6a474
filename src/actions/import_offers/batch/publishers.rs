//! The publishers of a batch: added, renamed, or left as they are.

use std::collections::BTreeSet;

use super::{Batch, note_added};
use crate::actions::import_offers::summary::Imported;
use crate::domain::change::ChangeNote;
use crate::domain::publisher::{NewPublisher, PublisherId, is_microsoft};
use crate::exchange::{IdSource, OfferDraft, Remark, Warning};
use crate::store::Result;

impl Batch<'_> {
    pub(super) async fn write_publishers(
        &mut self,
        drafts: &[&OfferDraft],
        imported: &mut Imported,
        touched: &mut BTreeSet<PublisherId>,
    ) -> Result<()> {
        let mut new = Vec::new();
        for (line, draft) in drafts.iter().map(|draft| (draft.line(), &draft.publisher)) {
            if !touched.insert(draft.id.clone()) {
                continue;
            }
            let kept = self.publishers.get(&draft.id);
            if draft.name.is_none() && kept.is_none_or(|kept| kept.name == draft.id.as_str()) {
                let (column, remark) = ("publisherName", Remark::PublisherUnnamed);
                let warning = Warning::new(line, column, draft.id.as_str(), remark);
                imported.warnings.push(warning);
            }
            imported.ids_made += usize::from(draft.id_source == IdSource::MadeFromName);
            let Some(kept) = kept else {
                let name = draft.name.clone().unwrap_or_else(|| draft.id.to_string());
                let is_first_party = is_microsoft(&name);
                new.push(NewPublisher {
                    publisher_id: draft.id.clone(),
                    name,
                    is_first_party,
                });
                continue;
            };
            match &draft.name {
                // A name that only led to the id does not rename whoever has it, and the name of a publisher
                // that became one with another does not rename that one.
                Some(name)
                    if *name != kept.name
                        && draft.name_source == IdSource::Given
                        && kept.publisher_id == draft.id =>
                {
                    // Who said otherwise than the name is believed.
                    let follows_name = kept.is_first_party == is_microsoft(&kept.name);
                    let is_first_party = if follows_name {
                        is_microsoft(name)
                    } else {
                        kept.is_first_party
                    };
                    let renamed = self
                        .change
                        .rename_publisher(kept, name, is_first_party)
                        .await?;
                    self.notes.push(ChangeNote::changed(kept, &renamed));
                    // An offer that changes too is indexed under the name its publisher has now.
                    for offer in self.offers.values_mut() {
                        if offer.publisher.id == renamed.id {
                            offer.publisher = renamed.clone();
                        }
                    }
                    for publisher in self.publishers.values_mut() {
                        if publisher.id == renamed.id {
                            *publisher = renamed.clone();
                        }
                    }
                    imported.publishers.changed += 1;
                }
                _ => imported.publishers.unchanged += 1,
            }
        }
        for added in self.change.add_publishers(new).await? {
            note_added(&mut self.notes, &mut imported.publishers, &added);
            self.publishers.insert(added.publisher_id.clone(), added);
        }
        Ok(())
    }
}
