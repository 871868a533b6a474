//! Retiring what a source no longer has.

use std::collections::{BTreeSet, HashSet};

use super::known::Known;
use super::plan::Plan;
use super::summary::Imported;
use super::watch::{Entry, Planned, Watch, differing};
use super::{Broke, Importing, Mode, THINGS_PER_BATCH};
use crate::domain::Id;
use crate::domain::change::{Cause, ChangeNote, Deed, Recorded};
use crate::domain::offer::Offer;
use crate::domain::publisher::Publisher;
use crate::exchange::Place;
use crate::store::Store;

/// What a source has, over all its files: a few bytes for each offer.
#[derive(Debug, Default)]
pub struct Seen {
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

/// Retires the offers that a source does not have, of the publishers that it has offers of; to be done after all its
/// files were imported, and only if every row of them was taken: one that was refused may be of any offer.
pub async fn retire_missing(
    store: &Store,
    cause: &Cause,
    seen: &Seen,
    how: Importing,
    watch: &mut impl Watch,
) -> Result<Imported, Broke> {
    let mut imported = Imported::default();
    for &publisher in &seen.publishers {
        let offers = store.offers_of(publisher).await?;
        let is_missing =
            |offer: &&Offer| offer.retired_at.is_none() && !seen.offers.contains(&offer.id);
        let missing: Vec<Id<Offer>> = offers
            .iter()
            .filter(is_missing)
            .map(|offer| offer.id)
            .collect();
        for batch in missing.chunks(THINGS_PER_BATCH) {
            if watch.is_called_off() {
                return Err(Broke::CalledOff);
            }
            for entry in retire(store, cause, batch, how).await? {
                imported.retired += 1;
                watch.hear(entry);
            }
        }
    }
    Ok(imported)
}

/// Retires a batch in one transaction, or says what that would do.
async fn retire(
    store: &Store,
    cause: &Cause,
    batch: &[Id<Offer>],
    how: Importing,
) -> Result<Vec<Entry>, Broke> {
    let change = store.change().await?;
    let (mut notes, mut entries) = (Vec::new(), Vec::new());
    let offers = change.offers_by_id(batch).await?;
    for offer in offers.iter().filter(|offer| offer.retired_at.is_none()) {
        let note = match how.mode {
            Mode::DryRun => retired(offer),
            Mode::Often | Mode::Once => {
                let gone = change.retire_offer(offer).await?;
                ChangeNote::of(Deed::Retired, offer, &gone)
            }
        };
        entries.push(planned(offer, &note));
        notes.push(note);
    }
    if how.mode != Mode::DryRun {
        change.record(cause, notes).await?;
        change.keep().await?;
    }
    Ok(entries)
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
