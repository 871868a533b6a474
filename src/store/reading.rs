//! How a stored value is read back, and what is said when it cannot be.

use std::collections::BTreeMap;

use sea_orm::JsonValue;
use uuid::Uuid;

use super::{Failure, Result};
use crate::domain::language::Language;

/// The codes of some words, to compare columns with.
pub(super) fn codes<T: Copy>(words: &[T], code: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    words.iter().copied().map(code).collect()
}

/// The row that is being read.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) table: &'static str,
    pub(super) key: Uuid,
}

impl Row {
    /// The value of a column, or a failure that names table, column and row.
    pub(super) fn read<T>(self, column: &'static str, value: Option<T>) -> Result<T> {
        value.ok_or(Failure::Unreadable {
            table: self.table,
            column,
            row: self.key,
        })
    }

    /// A list of texts.
    pub(super) fn texts(self, column: &'static str, json: &JsonValue) -> Result<Vec<String>> {
        let texts = json.as_array().and_then(|values| {
            values
                .iter()
                .map(|value| value.as_str().map(str::to_owned))
                .collect::<Option<Vec<_>>>()
        });
        self.read(column, texts)
    }

    /// Texts by language.
    pub(super) fn by_language(
        self,
        column: &'static str,
        json: &JsonValue,
    ) -> Result<BTreeMap<Language, String>> {
        let texts = json.as_object().and_then(|entries| {
            entries
                .iter()
                .map(|(tag, text)| Some((Language::parse(tag)?, text.as_str()?.to_owned())))
                .collect::<Option<BTreeMap<_, _>>>()
        });
        self.read(column, texts)
    }
}

/// Texts by language, as they are stored.
pub(super) fn language_json(texts: &BTreeMap<Language, String>) -> JsonValue {
    texts
        .iter()
        .map(|(language, text)| (language.tag().to_owned(), JsonValue::from(text.as_str())))
        .collect()
}
