//! Values as they are given: in a document, or as JSON.

use std::fmt::Write;

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Given {
    Null,
    /// Written like this in a document and in JSON: numbers, truth, and what is neither.
    Plain(String),
    Text(String),
    /// A value of an enum.
    Word(String),
    List(Vec<Given>),
    Object(Vec<(String, Given)>),
    /// The name of a variable. There are none in JSON.
    Variable(String),
}

impl Given {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a number is given, and not lent"
    )]
    pub(super) fn number(number: impl ToString) -> Self {
        Self::Plain(number.to_string())
    }

    /// As it stands in a document.
    pub(super) fn literal(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Variable(name) => format!("${name}"),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::literal).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Object(fields) => {
                let mut text = String::from("{");
                for (name, value) in fields {
                    let _ = write!(text, " {name}: {}", value.literal());
                }
                text + " }"
            }
            alike => alike.json(),
        }
    }

    /// As it stands in JSON.
    pub(super) fn json(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Plain(text) => text.clone(),
            // Escapes of JSON are escapes of GraphQL.
            Self::Text(text) | Self::Word(text) => serde_json::Value::from(&**text).to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Object(fields) => {
                let fields = fields.iter().map(|(name, value)| {
                    let name = serde_json::Value::from(&**name);
                    format!("{name}:{}", value.json())
                });
                format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
            }
            Self::Variable(name) => unreachable!("${name} in JSON"),
        }
    }
}
