//! One line of JSON Lines: its columns as they are written, and their values as texts.

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::Value;

use crate::exchange::remark::{Remark, Remarks};
use crate::exchange::texts;

/// The columns of a line, in order, repetitions included.
pub(super) struct Columns(pub(super) Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Columns {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ColumnsVisitor)
    }
}

struct ColumnsVisitor;

impl<'de> Visitor<'de> for ColumnsVisitor {
    type Value = Columns;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Columns, A::Error> {
        let mut columns = Vec::new();
        while let Some(column) = map.next_entry()? {
            columns.push(column);
        }
        Ok(Columns(columns))
    }
}

impl Columns {
    /// Reads a line; the reason when it holds no columns.
    pub(super) fn read(line: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(line).map_err(|error| broken(&error))
    }
}

/// Why a line is no row. The place is within the line: every line is read by itself.
fn broken(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        // Columns take every value, so only the line itself can be of another form.
        serde_json::error::Category::Data => {
            return "the line is no row: it should be an object such as {\"publisherId\": \"...\"}"
                .to_owned();
        }
        serde_json::error::Category::Eof => "the line ends in the middle of a row",
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => {
            "the line is not JSON"
        }
    };
    format!("{what} (column {})", error.column())
}

/// A value as a text: numbers are texts too. Absent when it says nothing.
pub(super) fn text(column: &'static str, value: &Value, remarks: &mut Remarks) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => texts::line(column, text, remarks),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            remarks.say(column, &value.to_string(), Remark::FormUnknown);
            None
        }
    }
}
