//! Gathering: what is told of one thing in several places, of one file or of several, becomes one.
//!
//! What is told is put on a pile that may be a file, so that a source of any size needs little memory: a
//! few bytes for each thing, and the names of its publishers.

mod pile;
mod turn;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use super::naming::{Names, Spellings};
use super::place::SourceFile;
use super::remark::{Refusal, Warning};
use super::repeated::Growing;
use super::told::Told;

pub use pile::{Heap, Pile};

pub(super) use turn::Turn;

/// What was told so far.
#[derive(Debug)]
pub struct Gathering<P> {
    pile: P,
    files: Vec<Option<SourceFile>>,
    index: Vec<Slot>,
    spellings: Spellings,
    /// How many rows the files told that were read to their end.
    rows: usize,
    /// What the file told that is being read. All of it is in the index from here on.
    begun: usize,
    spellings_of_file: Spellings,
    rows_of_file: usize,
}

/// Where something lies on the pile. Things of one key have one hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    hash: u64,
    at: u64,
    turn: Turn,
    /// By which of the files it was told.
    file: u32,
}

impl<P: Pile> Gathering<P> {
    /// Nothing was told yet.
    pub fn onto(pile: P) -> Self {
        Self {
            pile,
            files: Vec::new(),
            index: Vec::new(),
            spellings: Spellings::default(),
            rows: 0,
            begun: 0,
            spellings_of_file: Spellings::default(),
            rows_of_file: 0,
        }
    }

    /// Takes what is told.
    pub fn put(&mut self, told: &Told) -> io::Result<()> {
        let place = told.place();
        if self.files.last() != Some(&place.file) {
            self.files.push(place.file.clone());
        }
        let file = u32::try_from(self.files.len() - 1);
        if let Some(publisher) = told.publisher() {
            self.spellings_of_file.hear(place, publisher);
        }
        let mut hasher = DefaultHasher::new();
        told.key().hash(&mut hasher);
        self.index.push(Slot {
            hash: hasher.finish(),
            at: self.pile.put(told)?,
            turn: Turn::of(told),
            file: file.map_err(|_| io::ErrorKind::FileTooLarge)?,
        });
        self.rows_of_file += told.rows();
        Ok(())
    }

    /// The file was read to its end: what it told stands. How many rows those were.
    pub fn keep_file(&mut self) -> usize {
        self.begun = self.index.len();
        self.spellings
            .join(std::mem::take(&mut self.spellings_of_file));
        self.rows += self.rows_of_file;
        std::mem::take(&mut self.rows_of_file)
    }

    /// Nothing in the file can be trusted: it told nothing. What lies on the pile is nobody's.
    pub fn drop_file(&mut self) {
        self.index.truncate(self.begun);
        self.spellings_of_file = Spellings::default();
        self.rows_of_file = 0;
    }

    /// All was told: publishers get the names that most rows call them by.
    pub fn settle(mut self, warnings: &mut Vec<Warning>) -> Gathered<P> {
        self.keep_file();
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
            files: self.files,
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

/// What was told: each thing once, after those it refers to; those of a kind in the order in which they were
/// told first.
#[derive(Debug)]
pub struct Gathered<P> {
    pile: P,
    files: Vec<Option<SourceFile>>,
    index: Vec<Slot>,
    groups: VecDeque<(usize, usize)>,
    names: Names,
    pending: VecDeque<Growing>,
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
            if let Some(whole) = self.pending.pop_front() {
                return Ok(Some(whole.into_told()));
            }
            let Some((begin, end)) = self.groups.pop_front() else {
                return Ok(None);
            };
            for place in begin..end {
                let mut told = self.take(self.index[place])?;
                match self.call_by_name(&mut told) {
                    Ok(()) => self.take_in(told, warnings),
                    Err(refusal) => refused.push(refusal),
                }
            }
        }
    }

    /// What lies at a place of the pile, and by which file it was told.
    fn take(&mut self, slot: Slot) -> io::Result<Told> {
        let mut told = self.pile.take(slot.at)?;
        if let Some(Some(file)) = self.files.get(slot.file as usize) {
            told.put_into(file);
        }
        Ok(told)
    }

    /// Calls the publisher of something as its rows call it; a row that is not that publisher's is refused.
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
            Some(known) => known.merge(told, warnings),
            None => Some(told),
        };
        self.pending.extend(left.map(Growing::of));
    }
}
