//! What stands in a cell, read from the value of either spelling and written as one.

use std::collections::BTreeMap;

use serde_json::Value;

use super::column::{Column, Form};
use super::columns::text;
use super::hole::is_hole;
use crate::domain::language::Language;
use crate::domain::offer::{
    LONGEST_CATEGORY, LONGEST_SUMMARY, LONGEST_TITLE, MOST_CATEGORIES, MOST_TRANSLATIONS, Wording,
};
use crate::exchange::remark::{Remark, Remarks};
use crate::exchange::texts::cut;

/// What a cell says; one that says nothing is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Cell {
    /// A text; `true` or `false` for what is a yes or no.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// Titles and summaries by language.
    Wordings(BTreeMap<Language, Wording>),
}

impl Cell {
    /// Reads a value of a column; says what cannot be taken of it.
    pub(super) fn read(column: Column, value: &Value, remarks: &mut Remarks) -> Option<Self> {
        match (column.form(), value) {
            (Form::YesNo, Value::Bool(told)) => Some(Self::Text(told.to_string())),
            (Form::Line(None) | Form::YesNo, value) => line(column, value, remarks).map(Self::Text),
            (Form::Line(Some(longest)), value) => {
                let line = line(column, value, remarks)?;
                Some(Self::Text(cut(column.name(), line, longest, remarks)))
            }
            (Form::Lines(longest), value) => lines(column, value, longest, remarks).map(Self::Text),
            (Form::List, value) => {
                let items = items(column, value, remarks);
                (!items.is_empty()).then_some(Self::List(items))
            }
            (Form::Wordings, value) => {
                let wordings = wordings(column, value, remarks);
                (!wordings.is_empty()).then_some(Self::Wordings(wordings))
            }
        }
    }
}

/// A text in one line that somebody filled in.
pub(super) fn line(column: Column, value: &Value, remarks: &mut Remarks) -> Option<String> {
    filled_in(column, text(column.name(), value, remarks), remarks)
}

/// A text of several lines, without the characters that are no writing.
fn lines(column: Column, value: &Value, longest: usize, remarks: &mut Remarks) -> Option<String> {
    let name = column.name();
    let told = match value {
        Value::String(written) => {
            let written = written.replace("\r\n", "\n").replace('\r', "\n");
            let is_writing = |letter: &char| *letter == '\n' || !letter.is_control();
            let told = if written.chars().all(|letter| is_writing(&letter)) {
                written
            } else {
                remarks.say(name, &written, Remark::ControlCharacters);
                let spaced = written.replace('\t', " ");
                spaced.chars().filter(is_writing).collect()
            };
            let told = told.trim().to_owned();
            (!told.is_empty()).then_some(told)
        }
        value => text(name, value, remarks),
    };
    let told = filled_in(column, told, remarks)?;
    Some(cut(name, told, longest, remarks))
}

fn filled_in(column: Column, told: Option<String>, remarks: &mut Remarks) -> Option<String> {
    let told = told?;
    if is_hole(&told) {
        remarks.say(column.name(), &told, Remark::TemplateHole);
        return None;
    }
    Some(told)
}

/// The texts of a list, each once: a JSON array, as a value or written down, or a text with commas or semicolons
/// between.
fn items(column: Column, value: &Value, remarks: &mut Remarks) -> Vec<String> {
    let (longest, most) = match column {
        Column::Categories => (Some(LONGEST_CATEGORY), MOST_CATEGORIES),
        _ => (None, usize::MAX),
    };
    let array = match value {
        Value::String(text) if text.trim_start().starts_with('[') => {
            serde_json::from_str(text).ok().filter(Value::is_array)
        }
        _ => None,
    };
    let told: Vec<String> = match array.as_ref().unwrap_or(value) {
        Value::Array(values) => {
            let texts = values.iter();
            texts
                .filter_map(|value| line(column, value, remarks))
                .collect()
        }
        value => line(column, value, remarks)
            .iter()
            .flat_map(|text| text.split([',', ';']))
            .map(|part| part.trim().to_owned())
            .collect(),
    };
    let mut items = Vec::new();
    for item in told {
        let item = match longest {
            Some(longest) => cut(column.name(), item, longest, remarks),
            None => item,
        };
        if item.is_empty() || items.contains(&item) {
            continue;
        }
        if items.len() < most {
            items.push(item);
        } else {
            remarks.say(column.name(), &item, Remark::TooMany(most));
        }
    }
    items
}

/// Titles and summaries by language: an object, as a value or written down, such as
/// `{"de": {"title": "...", "summary": "..."}}`.
fn wordings(column: Column, value: &Value, remarks: &mut Remarks) -> BTreeMap<Language, Wording> {
    let name = column.name();
    let written = match value {
        Value::String(text) => serde_json::from_str(text).ok(),
        _ => None,
    };
    let mut wordings = BTreeMap::new();
    let languages = match written.as_ref().unwrap_or(value) {
        Value::Null => return wordings,
        Value::String(text) if text.trim().is_empty() => return wordings,
        Value::Object(languages) => languages,
        other => {
            remarks.say(name, &shown(other), Remark::FormUnknown);
            return wordings;
        }
    };
    for (tag, told) in languages {
        let Some(language) = Language::parse(tag.trim()) else {
            remarks.say(name, tag, Remark::LanguageUnknown);
            continue;
        };
        if wordings.contains_key(&language) {
            remarks.say(name, tag, Remark::ColumnTwice);
        } else if wordings.len() == MOST_TRANSLATIONS {
            remarks.say(name, tag, Remark::TooMany(MOST_TRANSLATIONS));
        } else {
            let wording = wording(column, tag, told, remarks);
            wordings.extend(wording.map(|wording| (language, wording)));
        }
    }
    wordings
}

fn wording(column: Column, tag: &str, told: &Value, remarks: &mut Remarks) -> Option<Wording> {
    let name = column.name();
    let (mut title, mut summary) = (None, None);
    for (member, value) in told.as_object().into_iter().flatten() {
        match member.as_str() {
            "title" => title = line(column, value, remarks),
            "summary" => summary = lines(column, value, LONGEST_SUMMARY, remarks),
            other => remarks.say(name, other, Remark::ColumnUnknown),
        }
    }
    let Some(title) = title else {
        remarks.say(name, tag, Remark::LanguageUntitled);
        return None;
    };
    let title = cut(name, title, LONGEST_TITLE, remarks);
    Some(Wording { title, summary })
}

/// A value as it is written.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
