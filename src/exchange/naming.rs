//! What publishers are called: a file may spell one publisher in several ways.

use std::collections::{BTreeMap, HashMap};

use super::place::Place;
use super::quote::quote;
use super::remark::{Remark, Warning};
use super::told::{IdSource, PublisherDraft};
use crate::domain::publisher::PublisherId;

/// The ways in which a file spells its publishers.
#[derive(Debug, Default)]
pub(super) struct Spellings(BTreeMap<PublisherId, Spelt>);

/// One publisher: where it is named first, and how.
#[derive(Debug)]
struct Spelt {
    first: Place,
    ways: Vec<Spelling>,
}

/// A way in which a publisher's name is written, and how often.
#[derive(Debug)]
struct Spelling {
    name: String,
    /// In rows that give the publisher's id.
    given: usize,
    /// In rows whose name merely leads to the id.
    made: usize,
}

impl Spelling {
    fn times(&self) -> usize {
        self.given + self.made
    }
}

/// The name of each publisher that has one, and whether rows that give its id say it.
pub(super) type Names = HashMap<PublisherId, (String, IdSource)>;

impl Spellings {
    /// Takes note of how a row spells its publisher.
    pub(super) fn hear(&mut self, at: &Place, publisher: &PublisherDraft) {
        if !self.0.contains_key(&publisher.id) {
            let spelt = Spelt {
                first: at.clone(),
                ways: Vec::new(),
            };
            self.0.insert(publisher.id.clone(), spelt);
        }
        let Some(spelt) = self.0.get_mut(&publisher.id) else {
            return;
        };
        let Some(name) = publisher.name.as_deref() else {
            return;
        };
        let place = spelt.ways.iter().position(|way| way.name == name);
        let place = place.unwrap_or_else(|| {
            spelt.ways.push(Spelling {
                name: name.to_owned(),
                given: 0,
                made: 0,
            });
            spelt.ways.len() - 1
        });
        match publisher.id_source {
            IdSource::Given => spelt.ways[place].given += 1,
            IdSource::SaidOutside | IdSource::MadeFromName => spelt.ways[place].made += 1,
        }
    }

    /// The name of each publisher: what most of its rows say, the first said among equals. Rows that
    /// give the id know whose it is; where there are any, only they count. What lost is said to have
    /// been there, where the publisher is named first.
    pub(super) fn settle(self, warnings: &mut Vec<Warning>) -> Names {
        let mut names = HashMap::new();
        for (id, Spelt { first, mut ways }) in self.0 {
            if ways.iter().any(|way| way.given > 0) {
                ways.retain(|way| way.given > 0);
            }
            if ways.len() > 1 {
                let told: Vec<String> = ways
                    .iter()
                    .map(|way| format!("`{}` ({})", quote(&way.name), way.times()))
                    .collect();
                let remark = Remark::SpellingVariants(told.join(", "));
                warnings.push(Warning::new(first, "publisherName", id.as_str(), remark));
            }
            let most = ways.iter().map(Spelling::times).max();
            let chosen = ways.into_iter().find(|way| Some(way.times()) == most);
            if let Some(chosen) = chosen {
                let source = if chosen.given > 0 {
                    IdSource::Given
                } else {
                    IdSource::MadeFromName
                };
                names.insert(id, (chosen.name, source));
            }
        }
        names
    }
}
