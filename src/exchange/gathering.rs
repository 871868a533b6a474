//! Gathering: what a file tells of one thing in several places becomes one.
//!
//! What is told is put on a pile that may be a file, so that a source of any size needs little memory: a
//! few bytes for each thing, and the names of its publishers.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use super::naming::{Names, Spellings};
use super::remark::{Refusal, Warning};
use super::repeated;
use super::told::{Telling, Told};

/// Where what a file tells is put aside until all of it was read.
pub trait Pile {
    /// Puts something on it, and tells where.
    fn put(&mut self, told: &Told) -> io::Result<u64>;

    /// What was put there.
    fn take(&mut self, at: u64) -> io::Result<Told>;
}

/// A pile in memory, for what is small.
#[derive(Debug, Default)]
pub struct Heap(Vec<Told>);

impl Pile for Heap {
    fn put(&mut self, told: &Told) -> io::Result<u64> {
        self.0.push(told.clone());
        Ok(self.0.len() as u64 - 1)
    }

    fn take(&mut self, at: u64) -> io::Result<Told> {
        let place = usize::try_from(at).ok();
        let told = place.and_then(|place| self.0.get(place));
        told.cloned().ok_or(io::ErrorKind::NotFound.into())
    }
}

/// What was told so far.
#[derive(Debug)]
pub struct Gathering<P> {
    pile: P,
    index: Vec<Slot>,
    spellings: Spellings,
    rows: usize,
}

/// Where something lies on the pile. Things of one key have one hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    hash: u64,
    at: u64,
    turn: Turn,
}

/// When a thing is given: after what it refers to, wherever the file tells of either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Publisher,
    MergedPublisher,
    Offer,
    PartOfOffer,
    Partner,
    Tie,
    Terms,
}

impl Turn {
    /// The turn of what is told in one place.
    pub(super) fn of(told: &Told) -> Self {
        match told {
            Told::Publisher(told) if told.merged_into.is_some() => Self::MergedPublisher,
            Told::Publisher(_) => Self::Publisher,
            Told::Offer(told) if told.telling == Telling::Part => Self::PartOfOffer,
            Told::Offer(_) => Self::Offer,
            Told::Partner(_) => Self::Partner,
            Told::Tie(_) => Self::Tie,
            Told::Split(_) | Told::Override(_) | Told::Notice(_) => Self::Terms,
        }
    }

    /// The turn of a thing that is told of at both.
    fn joined(self, other: Self) -> Self {
        if [self, other].contains(&Self::Offer) {
            Self::Offer
        } else {
            self.max(other)
        }
    }
}

impl<P: Pile> Gathering<P> {
    /// Nothing was told yet.
    pub fn onto(pile: P) -> Self {
        Self {
            pile,
            index: Vec::new(),
            spellings: Spellings::default(),
            rows: 0,
        }
    }

    /// Takes what is told.
    pub fn put(&mut self, told: &Told) -> io::Result<()> {
        if let Some(publisher) = told.publisher() {
            self.spellings.hear(told.place(), publisher);
        }
        let mut hasher = DefaultHasher::new();
        told.key().hash(&mut hasher);
        let at = self.pile.put(told)?;
        self.index.push(Slot {
            hash: hasher.finish(),
            at,
            turn: Turn::of(told),
        });
        self.rows += told.rows();
        Ok(())
    }

    /// All was told: publishers get the names that the file calls them by.
    pub fn settle(self, warnings: &mut Vec<Warning>) -> Gathered<P> {
        let mut index = self.index;
        index.sort_unstable();
        // Those of one key lie together now; the keys are wanted by turn, and in the order in which they were told
        // first.
        let mut groups: Vec<(Turn, u64, usize, usize)> = Vec::new();
        for (place, slot) in index.iter().enumerate() {
            match groups.last_mut() {
                Some((turn, _, begin, end)) if index[*begin].hash == slot.hash => {
                    *turn = turn.joined(slot.turn);
                    *end = place + 1;
                }
                _ => groups.push((slot.turn, slot.at, place, place + 1)),
            }
        }
        groups.sort_unstable();
        Gathered {
            pile: self.pile,
            index,
            groups: groups
                .into_iter()
                .map(|(_, _, begin, end)| (begin, end))
                .collect(),
            names: self.spellings.settle(warnings),
            pending: VecDeque::new(),
            rows: self.rows,
        }
    }
}

/// What a file tells: each thing once, after those it refers to; those of a kind in the order in which they were
/// told first.
#[derive(Debug)]
pub struct Gathered<P> {
    pile: P,
    index: Vec<Slot>,
    groups: VecDeque<(usize, usize)>,
    names: Names,
    pending: VecDeque<Told>,
    rows: usize,
}

impl<P: Pile> Gathered<P> {
    /// How many things there are still to come.
    pub fn len(&self) -> usize {
        self.groups.len() + self.pending.len()
    }

    /// Whether nothing is to come.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows told of things.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The next thing. Rows of it that cannot be taken go among the refused ones.
    pub fn next(
        &mut self,
        refused: &mut Vec<Refusal>,
        warnings: &mut Vec<Warning>,
    ) -> io::Result<Option<Told>> {
        loop {
            if let Some(told) = self.pending.pop_front() {
                return Ok(Some(told));
            }
            let Some((begin, end)) = self.groups.pop_front() else {
                return Ok(None);
            };
            for place in begin..end {
                let mut told = self.pile.take(self.index[place].at)?;
                match self.call_by_name(&mut told) {
                    Ok(()) => self.take_in(told, warnings),
                    Err(refusal) => refused.push(refusal),
                }
            }
        }
    }

    /// Calls the publisher of something as the file calls it; a row that is not that publisher's is refused.
    fn call_by_name(&self, told: &mut Told) -> Result<(), Refusal> {
        let at = told.place().clone();
        let Some(publisher) = told.publisher_mut() else {
            return Ok(());
        };
        if let Some((name, source)) = self.names.get(&publisher.id) {
            if let Some(reason) = publisher.stranger_to(name) {
                return Err(Refusal { at, reason });
            }
            publisher.name = Some(name.clone());
            publisher.name_source = *source;
        }
        Ok(())
    }

    fn take_in(&mut self, told: Told, warnings: &mut Vec<Warning>) {
        let key = told.key();
        let known = self.pending.iter_mut().find(|known| known.key() == key);
        let left = match known {
            Some(known) => repeated::merge(known, told, warnings),
            None => Some(told),
        };
        self.pending.extend(left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::offer::OfferId;
    use crate::domain::partner::PartnerId;
    use crate::domain::publisher::PublisherId;
    use crate::exchange::place::Place;
    use crate::exchange::told::{
        OfferDraft, PublisherDraft, ToldFacts, ToldPartner, ToldPublisher, ToldTie,
    };

    fn told(line: u64, offer: &str, title: Option<&str>) -> Told {
        let publisher = PublisherId::parse("contoso").expect("sound");
        Told::Offer(OfferDraft {
            places: vec![Place::Line(line)],
            publisher: PublisherDraft::given(publisher, None),
            offer_id: OfferId::parse(offer).expect("sound"),
            telling: Telling::Offer,
            facts: ToldFacts {
                title: title.map(str::to_owned),
                ..ToldFacts::default()
            },
            contacts: Vec::new(),
            links: Vec::new(),
        })
    }

    #[test]
    fn what_is_told_of_one_thing_in_several_places_becomes_one_in_the_order_of_the_first() {
        let mut gathering = Gathering::onto(Heap::default());
        for row in [
            told(1, "b", None),
            told(2, "a", Some("A")),
            told(3, "b", Some("B")),
            told(4, "b", Some("Another")),
        ] {
            gathering.put(&row).expect("memory");
        }
        let (mut refused, mut warnings) = (Vec::new(), Vec::new());
        let mut gathered = gathering.settle(&mut warnings);
        assert_eq!((gathered.len(), gathered.rows()), (2, 4));

        let mut offers = Vec::new();
        while let Some(told) = gathered.next(&mut refused, &mut warnings).expect("memory") {
            let Told::Offer(offer) = told else {
                panic!("only offers were told");
            };
            offers.push((offer.places, offer.facts.title));
        }

        let places = |lines: &[u64]| lines.iter().copied().map(Place::Line).collect();
        assert_eq!(
            offers,
            [
                (places(&[1, 3, 4]), Some("B".to_owned())),
                (places(&[2]), Some("A".to_owned())),
            ]
        );
        assert_eq!(refused, []);
        let said: Vec<String> = warnings
            .iter()
            .map(|warning| format!("{} {} {}", warning.at, warning.field, warning.value))
            .collect();
        assert_eq!(said, ["4 offerName Another"]);
    }

    #[test]
    fn what_others_refer_to_is_given_before_them_wherever_the_file_tells_of_it() {
        let partner = |id: &str| PartnerId::parse(id).expect("digits");
        let tie = Told::Tie(ToldTie {
            place: Place::Line(1),
            provider: partner("100"),
            reseller: partner("200"),
        });
        let known = Told::Partner(ToldPartner {
            places: vec![Place::Line(2)],
            partner_id: partner("100"),
            name: None,
            role: None,
            is_retired: None,
            contacts: Vec::new(),
        });
        let part = |line, offer| match told(line, offer, None) {
            Told::Offer(draft) => Told::Offer(OfferDraft {
                telling: Telling::Part,
                ..draft
            }),
            other => other,
        };
        let publisher = |line, merged_into: Option<&str>| {
            let id = |id: &str| PublisherId::parse(id).expect("sound");
            let merged_into = merged_into.map(id);
            Told::Publisher(ToldPublisher {
                places: vec![Place::Line(line)],
                publisher: PublisherDraft::given(id(&format!("p{line}")), None),
                is_first_party: None,
                is_retired: None,
                merged_into,
                contacts: Vec::new(),
            })
        };
        let mut gathering = Gathering::onto(Heap::default());
        for row in [
            tie,
            known,
            part(3, "only-a-part"),
            part(4, "whole"),
            told(5, "whole", None),
            publisher(6, Some("p7")),
            publisher(7, None),
        ] {
            gathering.put(&row).expect("memory");
        }
        let mut gathered = gathering.settle(&mut Vec::new());

        let mut lines = Vec::new();
        while let Some(told) = gathered
            .next(&mut Vec::new(), &mut Vec::new())
            .expect("memory")
        {
            lines.push(told.place().clone());
        }

        assert_eq!(lines, [7, 6, 4, 3, 2, 1].map(Place::Line));
    }
}
