//! What an import did: every row of the file is accounted for.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::publisher::{PublisherId, spelling_key};
use crate::exchange::{Reading, Refusal, Warning};
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
    pub(super) touched: BTreeSet<PublisherId>,
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
    pub(super) fn of(reading: &Reading) -> Self {
        Self {
            rows: reading.rows,
            taken: reading.offers.len() + reading.repeated,
            repeated: reading.repeated,
            ..Self::default()
        }
    }

    /// Looks for publishers of the file whose names differ in spelling only from others'.
    pub(super) async fn find_variants(&mut self, store: &Store) -> Result<(), Failure> {
        let mut by_spelling: BTreeMap<String, Vec<(PublisherId, String)>> = BTreeMap::new();
        for publisher in store.all_publishers().await? {
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
            if publishers.iter().any(|(id, _)| self.touched.contains(id)) {
                self.variants.push(Variant { publishers });
            }
        }
        Ok(())
    }
}
