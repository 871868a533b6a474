//! What an import did: every row of the file is accounted for.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::publisher::{PublisherId, spelling_key};
use crate::exchange::{OfferDraft, Reading, Refusal, Warning};
use crate::store::{Failure, Store};

/// What an import did.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// How many rows the file has.
    pub rows: usize,
    /// How many of them were taken, each into an offer.
    pub taken: usize,
    /// How many of those told more of the offer of an earlier row.
    pub repeated: usize,
    /// What became of the publishers.
    pub publishers: Tally,
    /// What became of the offers.
    pub offers: Tally,
    /// What became of the contacts.
    pub contacts: Tally,
    /// What became of the links.
    pub links: Tally,
    /// How many publishers got an id from their name.
    pub ids_made: usize,
    /// How many of the offers the marketplace does not show.
    pub not_published: usize,
    /// How many of the offers have nobody to reach about them: a gap.
    pub without_contact: usize,
    /// Rows that could not be taken.
    pub refused: Vec<Refusal>,
    /// What was taken otherwise than written, or left out.
    pub warnings: Vec<Warning>,
    /// Publishers of the file that may be one with another.
    pub variants: Vec<Variant>,
}

/// An import that the store broke off.
#[derive(Debug, thiserror::Error)]
#[error("the import broke off")]
pub struct BrokenOff {
    /// What is kept of it.
    pub done: Box<Imported>,
    /// Why it broke off.
    pub source: Failure,
}

impl From<BrokenOff> for Failure {
    fn from(broken: BrokenOff) -> Self {
        broken.source
    }
}

/// How many things were added, changed and left as they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Came into the directory.
    pub added: usize,
    /// Were there, and differ now.
    pub changed: usize,
    /// Were there, and are the same.
    pub unchanged: usize,
}

/// Publishers whose names are spelling variants of one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Their ids and names, by id.
    pub publishers: Vec<(PublisherId, String)>,
}

impl Imported {
    /// An import that has done nothing yet, and the offers before it.
    pub(super) fn begin(reading: Reading) -> (Self, Vec<OfferDraft>) {
        let imported = Self {
            rows: reading.rows,
            refused: reading.refused,
            warnings: reading.warnings,
            ..Self::default()
        };
        (imported, reading.offers)
    }

    /// How many rows an import that broke off did not get to keep.
    pub fn not_reached(&self) -> usize {
        self.rows - self.taken - self.refused.len()
    }

    /// Adds what was done with further offers of the same file.
    pub(super) fn add(&mut self, more: Self) {
        self.taken += more.taken;
        self.repeated += more.repeated;
        self.publishers.add(more.publishers);
        self.offers.add(more.offers);
        self.contacts.add(more.contacts);
        self.links.add(more.links);
        self.ids_made += more.ids_made;
        self.not_published += more.not_published;
        self.without_contact += more.without_contact;
        self.refused.extend(more.refused);
        self.warnings.extend(more.warnings);
    }

    /// Puts what there is to say into the order of the file.
    pub(super) fn sort(&mut self) {
        self.refused.sort_by_key(|refusal| refusal.line);
        self.warnings.sort_by_key(|warning| warning.line);
    }

    /// Looks for publishers of the file whose names differ in spelling only from others'.
    pub(super) async fn find_variants(
        &mut self,
        store: &Store,
        touched: &BTreeSet<PublisherId>,
    ) -> Result<(), Failure> {
        let mut by_spelling: BTreeMap<String, Vec<(PublisherId, String)>> = BTreeMap::new();
        let all = store.all_publishers().await?.into_iter();
        for publisher in all.filter(|publisher| publisher.retired_at.is_none()) {
            by_spelling
                .entry(spelling_key(&publisher.name))
                .or_default()
                .push((publisher.publisher_id, publisher.name));
        }
        for mut publishers in by_spelling
            .into_values()
            .filter(|publishers| publishers.len() > 1)
        {
            publishers.sort();
            if publishers.iter().any(|(id, _)| touched.contains(id)) {
                self.variants.push(Variant { publishers });
            }
        }
        Ok(())
    }
}

impl Tally {
    fn add(&mut self, more: Self) {
        self.added += more.added;
        self.changed += more.changed;
        self.unchanged += more.unchanged;
    }
}
