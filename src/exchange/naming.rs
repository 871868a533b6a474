//! What publishers are called: files may spell one publisher in several ways.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use super::place::Place;
use super::quote::quote;
use super::remark::{Remark, Warning};
use super::told::{IdSource, PublisherDraft};
use crate::domain::publisher::PublisherId;

/// The ways in which publishers are spelt.
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

impl Spelt {
    fn join(&mut self, further: Self) {
        for more in further.ways {
            match self.ways.iter_mut().find(|way| way.name == more.name) {
                None => self.ways.push(more),
                Some(way) => {
                    way.given += more.given;
                    way.made += more.made;
                }
            }
        }
    }
}

/// The most ways that are listed.
const MOST_LISTED: usize = 5;

/// Ways to write a name, each with how often it is written so.
fn listed(ways: &[Spelling]) -> String {
    let shown = ways.iter().take(MOST_LISTED);
    let shown: Vec<String> = shown
        .map(|way| format!("`{}` ({})", quote(&way.name), way.times()))
        .collect();
    let shown = shown.join(", ");
    match ways.len().saturating_sub(MOST_LISTED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
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

    /// Takes in how a further file spells them.
    pub(super) fn join(&mut self, further: Self) {
        for (id, more) in further.0 {
            match self.0.entry(id) {
                Entry::Vacant(free) => {
                    free.insert(more);
                }
                Entry::Occupied(spelt) => spelt.into_mut().join(more),
            }
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
                let remark = Remark::SpellingVariants(listed(&ways));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publisher_with_many_spellings_is_remarked_upon_in_short() {
        let mut spellings = Spellings::default();
        for (line, name) in (1..).zip(["A", "B", "A", "C", "D", "E", "F", "G"]) {
            let id = PublisherId::parse("contoso").expect("sound");
            let publisher = PublisherDraft::given(id, Some(name.to_owned()));
            spellings.hear(&Place::line(line), &publisher);
        }
        let mut warnings = Vec::new();

        let names = spellings.settle(&mut warnings);

        let said: Vec<String> = warnings
            .iter()
            .map(|said| said.remark.to_string())
            .collect();
        let ways = "`A` (2), `B` (1), `C` (1), `D` (1), `E` (1) and 2 more";
        assert_eq!(said, [format!("spelt in several ways: {ways}")]);
        let names: Vec<&str> = names.values().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["A"]);
    }
}
