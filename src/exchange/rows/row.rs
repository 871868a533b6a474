//! A row: what stands in its columns, taken out one after the other until nothing is left.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, Holes, Reading};
use super::column::Column;
use super::heading::Heading;
use crate::domain::language::Language;
use crate::domain::offer::{MOST_TRANSLATIONS, Wording};
use crate::exchange::channel;
use crate::exchange::node::Node;
use crate::exchange::quote::quote;
use crate::exchange::remark::{Remark, Remarks};
use crate::exchange::words::{codes, known};

/// A row of a table, or a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::exchange) struct Row {
    cells: BTreeMap<Column, Cell>,
    titles: BTreeMap<Language, String>,
    summaries: BTreeMap<Language, String>,
    /// The columns whose cells say something that cannot be taken: without them a row may mean another thing.
    lost: BTreeSet<Column>,
    holes: Holes,
}

impl Row {
    /// A row of which nothing was read yet.
    pub(super) fn of(holes: Holes) -> Self {
        Self {
            holes,
            ..Self::default()
        }
    }

    /// Takes a value; says what cannot be taken of it.
    pub(super) fn put(&mut self, heading: &Heading, value: &Node, remarks: &mut Remarks) {
        let (column, language) = match heading {
            Heading::Source => return,
            Heading::Column(column) => (*column, None),
            Heading::Title(language) => (Column::OfferName, Some(language)),
            Heading::Summary(language) => (Column::Summary, Some(language)),
        };
        let mut reading = Reading {
            column,
            holes: self.holes,
            remarks,
        };
        let Some(cell) = reading.cell(value) else {
            if language.is_none() && says_something(value) {
                self.lost.insert(column);
            }
            return;
        };
        let is_first = match (heading, cell) {
            (Heading::Title(language), Cell::Text(title)) => put(&mut self.titles, language, title),
            (Heading::Summary(language), Cell::Text(summary)) => {
                put(&mut self.summaries, language, summary)
            }
            (_, cell) => put(&mut self.cells, &column, cell),
        };
        if !is_first {
            remarks.say(column.name(), &value.shown(), Remark::ColumnTwice);
        }
    }

    /// Notes that a column says something that nobody can read.
    pub(super) fn lose(&mut self, heading: &Heading) {
        if let Heading::Column(column) = heading {
            self.lost.insert(*column);
        }
    }

    /// Writes a cell.
    pub(in crate::exchange) fn tell(&mut self, column: Column, cell: Cell) {
        self.cells.insert(column, cell);
    }

    /// What is to be written, in the order of the columns.
    pub(in crate::exchange) fn cells(&self) -> &BTreeMap<Column, Cell> {
        &self.cells
    }

    /// Whether a column says something.
    pub(super) fn has(&self, column: Column) -> bool {
        self.cells.contains_key(&column) || self.lost.contains(&column)
    }

    /// The first of these columns that says something that cannot be taken.
    pub(super) fn lost(&self, columns: &[Column]) -> Option<Column> {
        columns
            .iter()
            .copied()
            .find(|column| self.lost.contains(column))
    }

    /// The first column of all that does.
    pub(super) fn lost_any(&self) -> Option<Column> {
        self.lost.first().copied()
    }

    /// Takes the text of a column.
    pub(super) fn text(&mut self, column: Column) -> Option<String> {
        match self.cells.remove(&column)? {
            Cell::Text(text) => Some(text),
            Cell::YesNo(_) | Cell::List(_) | Cell::Wordings(_) => None,
        }
    }

    /// Takes the items of a column.
    pub(super) fn list(&mut self, column: Column) -> Vec<String> {
        match self.cells.remove(&column) {
            Some(Cell::List(items)) => items,
            Some(Cell::Text(_) | Cell::YesNo(_) | Cell::Wordings(_)) | None => Vec::new(),
        }
    }

    /// Takes a yes or no.
    pub(super) fn yes_no(&mut self, column: Column) -> Option<bool> {
        match self.cells.remove(&column)? {
            Cell::YesNo(told) => Some(told),
            Cell::Text(_) | Cell::List(_) | Cell::Wordings(_) => None,
        }
    }

    /// Takes a way to reach somebody; says what is wrong with it.
    pub(super) fn channel(
        &mut self,
        column: Column,
        read: impl Fn(&str) -> channel::Taken,
        remarks: &mut Remarks,
    ) -> Option<String> {
        let written = self.text(column)?;
        channel::taken(column.name(), &written, read, remarks)
    }

    /// Takes the address of a page.
    pub(super) fn page(&mut self, column: Column, remarks: &mut Remarks) -> Option<String> {
        self.channel(column, channel::link, remarks)
    }

    /// Takes a word of a closed set; the reason when it is none of them.
    pub(super) fn word<T: Copy>(
        &mut self,
        column: Column,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Result<Option<T>, String> {
        let Some(written) = self.text(column) else {
            return Ok(None);
        };
        match known(all, &code, &written) {
            Some(word) => Ok(Some(word)),
            None => Err(format!(
                "the {} `{}` is none of {}",
                column.name(),
                quote(&written),
                codes(all, code)
            )),
        }
    }

    /// Takes titles and summaries by language, however they are spelt.
    pub(super) fn wordings(&mut self, remarks: &mut Remarks) -> BTreeMap<Language, Wording> {
        let mut wordings = match self.cells.remove(&Column::Translations) {
            Some(Cell::Wordings(wordings)) => wordings,
            Some(Cell::Text(_) | Cell::YesNo(_) | Cell::List(_)) | None => BTreeMap::new(),
        };
        for (language, title) in std::mem::take(&mut self.titles) {
            if wordings.contains_key(&language) {
                remarks.say(Column::OfferName.name(), &title, Remark::ColumnTwice);
            } else if wordings.len() == MOST_TRANSLATIONS {
                let remark = Remark::TooMany(MOST_TRANSLATIONS);
                remarks.say(Column::OfferName.name(), &title, remark);
            } else {
                let summary = None;
                wordings.insert(language, Wording { title, summary });
            }
        }
        for (language, summary) in std::mem::take(&mut self.summaries) {
            let remark = match wordings.get_mut(&language) {
                Some(wording) if wording.summary.is_none() => {
                    wording.summary = Some(summary);
                    continue;
                }
                Some(_) => Remark::ColumnTwice,
                None => Remark::LanguageUntitled,
            };
            remarks.say(Column::Summary.name(), &summary, remark);
        }
        wordings
    }

    /// Says what nobody took: it says nothing in a row of this kind.
    pub(super) fn say_what_is_left(self, remarks: &mut Remarks) {
        for (column, cell) in self.cells {
            let value = match cell {
                Cell::Text(text) => text,
                Cell::YesNo(told) => told.to_string(),
                Cell::List(items) => items.join("; "),
                Cell::Wordings(wordings) => {
                    let tags: Vec<&str> = wordings.keys().map(Language::tag).collect();
                    tags.join("; ")
                }
            };
            remarks.say(column.name(), &value, Remark::ColumnElsewhere);
        }
        for text in self.titles.into_values() {
            remarks.say(Column::OfferName.name(), &text, Remark::ColumnElsewhere);
        }
        for text in self.summaries.into_values() {
            remarks.say(Column::Summary.name(), &text, Remark::ColumnElsewhere);
        }
    }
}

/// Puts something where nothing is yet; whether nothing was.
fn put<K: Clone + Ord, V>(there: &mut BTreeMap<K, V>, key: &K, value: V) -> bool {
    let is_first = !there.contains_key(key);
    if is_first {
        there.insert(key.clone(), value);
    }
    is_first
}

/// Whether a value is meant to say anything.
pub(super) fn says_something(value: &Node) -> bool {
    match value {
        Node::Null => false,
        Node::Text(text) => !text.trim().is_empty(),
        Node::List(items) => items.iter().any(says_something),
        Node::Truth(_) | Node::Number(_) | Node::Object(_) => true,
    }
}
