//! Retiring what a source no longer has.

use std::collections::{BTreeSet, HashSet};

use super::known::Known;
use super::plan::Plan;
use super::source::Source;
use super::summary::Imported;
use super::watch::{Doubt, Entry, Planned, Watch, differing};
use super::{Broke, Missing, Mode, Run};
use crate::domain::Id;
use crate::domain::change::{ChangeNote, Deed, Recorded};
use crate::domain::offer::Offer;
use crate::domain::publisher::Publisher;
use crate::exchange::Place;

/// What a source has: a few bytes for each offer.
#[derive(Debug, Default)]
pub(super) struct Seen {
    offers: HashSet<Id<Offer>>,
    publishers: BTreeSet<Id<Publisher>>,
}

impl Seen {
    /// Takes note of what a plan speaks of.
    pub(super) fn note(&mut self, plan: &Plan, known: &Known) {
        for plan in &plan.offers {
            if let Some(kept) = &plan.kept {
                self.offers.insert(kept.id);
                self.publishers.insert(kept.publisher.id);
            }
            let named = known.publishers.get(&plan.id.publisher_id);
            self.publishers.extend(named.map(|kept| kept.id));
        }
    }

    /// Takes note of an offer that was added.
    pub(super) fn add(&mut self, added: &Offer) {
        self.offers.insert(added.id);
        self.publishers.insert(added.publisher.id);
    }
}

impl Run<'_> {
    /// Retires the offers that the source does not have, of the publishers that it has offers of, if that is asked
    /// for and the source is known to be whole.
    pub(super) async fn retire_missing(
        &self,
        source: &Source,
        imported: &mut Imported,
        watch: &mut impl Watch,
    ) -> Result<(), Broke> {
        if self.how.missing == Missing::Left {
            return Ok(());
        }
        if let Some((at, why)) = doubt(source, imported) {
            imported.warned += 1;
            watch.hear(Entry::NothingRetired { at, why });
            return Ok(());
        }
        for &publisher in &self.seen.publishers {
            let offers = self.store.offers_of(publisher).await?;
            let is_missing = |offer: &&Offer| {
                offer.retired_at.is_none() && !self.seen.offers.contains(&offer.id)
            };
            let missing: Vec<Id<Offer>> = offers
                .iter()
                .filter(is_missing)
                .map(|offer| offer.id)
                .collect();
            for batch in missing.chunks(self.how.things_per_batch) {
                if watch.is_called_off() {
                    return Err(Broke::CalledOff);
                }
                for entry in self.retire(batch).await? {
                    imported.retired += 1;
                    watch.hear(entry);
                }
            }
        }
        Ok(())
    }

    /// Retires a batch in one transaction, or says what that would do.
    async fn retire(&self, batch: &[Id<Offer>]) -> Result<Vec<Entry>, Broke> {
        let change = self.store.change().await?;
        let (mut notes, mut entries) = (Vec::new(), Vec::new());
        let offers = change.offers_by_id(batch).await?;
        for offer in offers.iter().filter(|offer| offer.retired_at.is_none()) {
            let note = match self.how.mode {
                Mode::DryRun => retired(offer),
                Mode::Often | Mode::Once => {
                    let gone = change.retire_offer(offer).await?;
                    ChangeNote::of(Deed::Retired, offer, &gone)
                }
            };
            entries.push(planned(offer, &note));
            notes.push(note);
        }
        if self.how.mode != Mode::DryRun {
            change.record(self.cause, notes).await?;
            change.keep().await?;
        }
        Ok(entries)
    }
}

/// Why a source may lack offers that are there, and where that is seen.
fn doubt(source: &Source, imported: &Imported) -> Option<(Place, Doubt)> {
    if source.lacks_files() || imported.refused > 0 {
        // One that was refused may be of any offer.
        return Some((Place::FILE, Doubt::Refused));
    }
    let at = source.next_page()?;
    Some((at.clone(), Doubt::NextPage))
}

/// What history would say.
fn retired(offer: &Offer) -> ChangeNote {
    let gone = Offer {
        retired_at: Some(offer.updated_at),
        ..offer.clone()
    };
    ChangeNote::of(Deed::Retired, offer, &gone)
}

fn planned(offer: &Offer, note: &ChangeNote) -> Entry {
    Entry::Planned(Planned {
        at: Place::FILE,
        deed: note.deed,
        kind: Offer::THING,
        name: offer.marketplace_id().to_string(),
        fields: differing(note.before.as_ref(), note.after.as_ref()),
    })
}
