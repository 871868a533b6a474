//! What stands in a cell.

use std::collections::BTreeMap;

use super::column::{Column, Form};
use crate::domain::language::Language;
use crate::domain::offer::{
    LONGEST_CATEGORY, LONGEST_SUMMARY, LONGEST_TITLE, MOST_CATEGORIES, MOST_TRANSLATIONS, Wording,
};
use crate::exchange::node::Node;
use crate::exchange::remark::{Remark, Remarks};
use crate::exchange::texts;

/// What a cell says; one that says nothing is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Cell {
    /// A text.
    Text(String),
    /// Yes or no.
    YesNo(bool),
    /// Several texts.
    List(Vec<String>),
    /// Titles and summaries by language.
    Wordings(BTreeMap<Language, Wording>),
}

/// Whether texts may have been left for somebody to fill in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Holes {
    /// What looks like a hole in a template is one.
    #[default]
    LeftOut,
    /// Every text is meant as it is written.
    Meant,
}

/// Reads the values of a column, of either spelling; says what cannot be taken of them.
pub(super) struct Reading<'r, 'w> {
    pub(super) column: Column,
    pub(super) holes: Holes,
    pub(super) remarks: &'r mut Remarks<'w>,
}

impl Reading<'_, '_> {
    /// What a value says.
    pub(super) fn cell(&mut self, value: &Node) -> Option<Cell> {
        match self.column.form() {
            Form::Line(None) => self.line(value).map(Cell::Text),
            Form::Line(Some(longest)) => {
                let line = self.line(value)?;
                Some(Cell::Text(self.cut(line, longest)))
            }
            Form::Lines(longest) => self.lines(value, longest).map(Cell::Text),
            Form::YesNo => value
                .truth(self.column.name(), self.remarks)
                .map(Cell::YesNo),
            Form::List => {
                let items = self.items(value);
                (!items.is_empty()).then_some(Cell::List(items))
            }
            Form::Wordings => {
                let wordings = self.wordings(value);
                (!wordings.is_empty()).then_some(Cell::Wordings(wordings))
            }
        }
    }

    fn say(&mut self, value: &str, remark: Remark) {
        self.remarks.say(self.column.name(), value, remark);
    }

    /// A text that somebody filled in.
    fn text<'v>(&mut self, value: &'v Node) -> Option<&'v str> {
        let written = value.text(self.column.name(), self.remarks)?;
        match self.holes {
            Holes::LeftOut => texts::filled_in(self.column.name(), written, self.remarks),
            Holes::Meant => Some(written),
        }
    }

    fn line(&mut self, value: &Node) -> Option<String> {
        let written = self.text(value)?;
        texts::line(self.column.name(), written, self.remarks)
    }

    fn lines(&mut self, value: &Node, longest: usize) -> Option<String> {
        let written = self.text(value)?;
        let lines = texts::lines(self.column.name(), written, self.remarks)?;
        Some(self.cut(lines, longest))
    }

    fn cut(&mut self, text: String, longest: usize) -> String {
        texts::cut(self.column.name(), text, longest, self.remarks)
    }

    /// The texts of a list, each once: a JSON array, as a value or written down, or a text with commas or
    /// semicolons between.
    fn items(&mut self, value: &Node) -> Vec<String> {
        let (longest, most) = match self.column {
            Column::Categories => (LONGEST_CATEGORY, MOST_CATEGORIES),
            _ => (usize::MAX, MOST_ITEMS),
        };
        let array = written_down(value).filter(|value| matches!(value, Node::List(_)));
        let told: Vec<String> = match array.as_ref().unwrap_or(value) {
            Node::List(values) => values.iter().filter_map(|value| self.line(value)).collect(),
            value => {
                let line = self.line(value).unwrap_or_default();
                let parts = line.split([',', ';']);
                parts.map(|part| part.trim().to_owned()).collect()
            }
        };
        let mut items = Vec::new();
        for item in told {
            let item = self.cut(item, longest);
            if item.is_empty() || items.contains(&item) {
                continue;
            }
            if items.len() < most {
                items.push(item);
            } else {
                self.say(&item, Remark::TooMany(most));
            }
        }
        items
    }

    /// Titles and summaries by language: an object, as a value or written down, such as
    /// `{"de": {"title": "...", "summary": "..."}}`.
    fn wordings(&mut self, value: &Node) -> BTreeMap<Language, Wording> {
        let mut wordings = BTreeMap::new();
        let written = written_down(value);
        let languages = match written.as_ref().unwrap_or(value) {
            Node::Object(languages) => languages,
            Node::Null => return wordings,
            Node::Text(text) if text.trim().is_empty() => return wordings,
            other => {
                self.say(&other.shown(), Remark::FormUnexpected("an object"));
                return wordings;
            }
        };
        for (tag, told) in languages {
            let Some(language) = Language::parse(tag.trim()) else {
                self.say(tag, Remark::LanguageUnknown);
                continue;
            };
            if wordings.contains_key(&language) {
                self.say(tag, Remark::ColumnTwice);
            } else if wordings.len() == MOST_TRANSLATIONS {
                self.say(tag, Remark::TooMany(MOST_TRANSLATIONS));
            } else {
                let wording = self.wording(tag, told);
                wordings.extend(wording.map(|wording| (language, wording)));
            }
        }
        wordings
    }

    fn wording(&mut self, tag: &str, told: &Node) -> Option<Wording> {
        let members = match told {
            Node::Object(members) => members.as_slice(),
            _ => &[],
        };
        let (mut title, mut summary) = (None, None);
        for (member, value) in members {
            match member.as_str() {
                "title" if title.is_none() => title = self.line(value),
                "summary" if summary.is_none() => summary = self.lines(value, LONGEST_SUMMARY),
                "title" | "summary" => self.say(&value.shown(), Remark::ColumnTwice),
                other => self.say(other, Remark::ColumnUnknown),
            }
        }
        let Some(title) = title else {
            self.say(tag, Remark::LanguageUntitled);
            return None;
        };
        let title = self.cut(title, LONGEST_TITLE);
        Some(Wording { title, summary })
    }
}

/// The most items of a list that has no end of its own: nobody means more.
const MOST_ITEMS: usize = 1_000;

/// The list or object that a text writes down in JSON.
fn written_down(value: &Node) -> Option<Node> {
    match value {
        Node::Text(text) if text.trim_start().starts_with(['[', '{']) => {
            serde_json::from_str(text).ok()
        }
        _ => None,
    }
}
