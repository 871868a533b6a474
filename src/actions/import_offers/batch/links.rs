//! The links of a batch: added, changed, or left as they are.

use super::{Batch, note_added};
use crate::actions::import_offers::summary::Tally;
use crate::domain::change::ChangeNote;
use crate::domain::link::{LinkTarget, ResourceLink};
use crate::exchange::OfferDraft;
use crate::store::Result;

impl Batch<'_> {
    pub(super) async fn write_links(
        &mut self,
        drafts: &[&OfferDraft],
        tally: &mut Tally,
    ) -> Result<()> {
        let mut new = Vec::new();
        for draft in drafts {
            let Some(offer) = self.offers.get(&draft.marketplace_id()) else {
                continue;
            };
            let own: &[ResourceLink] = self.links.get(&offer.id).map_or(&[], Vec::as_slice);
            for told in &draft.links {
                let Some(kept) = same_link(own, told) else {
                    new.push((offer.id, told.clone()));
                    continue;
                };
                let title = told.title.clone().or_else(|| kept.target.title.clone());
                let target = LinkTarget {
                    title,
                    ..told.clone()
                };
                if target == kept.target {
                    tally.unchanged += 1;
                    continue;
                }
                let changed = self.change.change_link(kept, target).await?;
                tally.changed += 1;
                self.notes.push(ChangeNote::changed(kept, &changed));
            }
        }
        for added in self.change.add_links(new).await? {
            note_added(&mut self.notes, tally, &added);
        }
        Ok(())
    }
}

/// The kept link that a draft speaks of: one with the same address, or the only one of its kind.
fn same_link<'l>(own: &'l [ResourceLink], told: &LinkTarget) -> Option<&'l ResourceLink> {
    let of_kind: Vec<&ResourceLink> = own
        .iter()
        .filter(|kept| kept.target.kind == told.kind && kept.target.cloud == told.cloud)
        .collect();
    let same_address = of_kind
        .iter()
        .find(|kept| kept.target.url == told.url)
        .copied();
    same_address.or_else(|| of_kind.first().copied().filter(|_| of_kind.len() == 1))
}
