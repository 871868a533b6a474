//! What an import did: every row of the file is accounted for.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::publisher::{PublisherId, spelling_key};
use crate::store::{Failure, Store};

/// What an import did, or would do, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many rows the file has.
    pub rows: usize,
    /// How many of them were taken.
    pub taken: usize,
    /// How many of those told more of the thing of an earlier row.
    pub repeated: usize,
    /// How many rows could not be taken.
    pub refused: usize,
    /// How often something was taken otherwise than written, or left out.
    pub warned: usize,
    /// How many contacts somebody stands for were left as they are.
    pub conflicts: usize,
    /// What became of the publishers.
    pub publishers: Tally,
    /// What became of the offers.
    pub offers: Tally,
    /// What became of the contacts.
    pub contacts: Tally,
    /// What became of the links.
    pub links: Tally,
    /// What became of the partners.
    pub partners: Tally,
    /// What became of the ties of resellers to providers.
    pub ties: Tally,
    /// What became of the splits.
    pub splits: Tally,
    /// What became of the overrides of the rules.
    pub overrides: Tally,
    /// What became of the service notices.
    pub notices: Tally,
    /// How many offers left the lists.
    pub retired: usize,
    /// How many offers came back into the lists.
    pub restored: usize,
    /// How many publishers got an id from their name.
    pub ids_made: usize,
    /// How many of the offers the marketplace does not show.
    pub not_published: usize,
    /// How many of the offers have nobody to reach about them: a gap.
    pub without_contact: usize,
    /// Publishers of the file that may be one with another.
    pub variants: Vec<Variant>,
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
    /// How many rows an import that broke off did not get to keep.
    pub fn not_reached(&self) -> usize {
        self.rows - self.taken - self.refused
    }

    /// Whether there was anything to warn of.
    pub fn is_clean(&self) -> bool {
        self.refused + self.warned + self.conflicts == 0
    }

    /// Adds what was done with further things, which may be of another file.
    pub fn add(&mut self, more: &Self) {
        self.rows += more.rows;
        self.taken += more.taken;
        self.repeated += more.repeated;
        self.refused += more.refused;
        self.warned += more.warned;
        self.conflicts += more.conflicts;
        self.publishers.add(more.publishers);
        self.offers.add(more.offers);
        self.contacts.add(more.contacts);
        self.links.add(more.links);
        self.partners.add(more.partners);
        self.ties.add(more.ties);
        self.splits.add(more.splits);
        self.overrides.add(more.overrides);
        self.notices.add(more.notices);
        self.retired += more.retired;
        self.restored += more.restored;
        self.ids_made += more.ids_made;
        self.not_published += more.not_published;
        self.without_contact += more.without_contact;
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
