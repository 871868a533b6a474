//! Makes answers of different runs comparable: ids are numbered, times and cursors named.

use serde_json::{Map, Value};
use uuid::Uuid;

/// The answer with each id as `[offer 1]`, numbered by its first appearance within its kind, so that
/// the same id is still the same; with times as `[time]` and cursors as `[cursor]`.
pub(crate) fn tidy(answer: Value) -> Value {
    Tidying::default().value("", answer)
}

/// The ids that were seen, in their order.
#[derive(Default)]
struct Tidying {
    ids: Vec<String>,
}

impl Tidying {
    fn value(&mut self, name: &str, value: Value) -> Value {
        match value {
            Value::String(text) => self.text(name, text).into(),
            Value::Array(items) => items
                .into_iter()
                .map(|item| self.value(name, item))
                .collect(),
            Value::Object(members) => {
                let mut tidied = Map::new();
                for (name, value) in members {
                    let value = self.value(&name, value);
                    tidied.insert(name, value);
                }
                tidied.into()
            }
            other => other,
        }
    }

    fn text(&mut self, name: &str, text: String) -> String {
        match name {
            "at" | "createdAt" | "updatedAt" | "beginsAt" | "endsAt" | "startedAt"
            | "finishedAt" => "[time]".to_owned(),
            "cursor" | "startCursor" | "endCursor" => "[cursor]".to_owned(),
            "requestId" => "[request]".to_owned(),
            _ if is_id(&text) => self.id(&text),
            _ => text,
        }
    }

    fn id(&mut self, id: &str) -> String {
        let kind = |id: &str| id.split(':').next().unwrap_or_default().to_owned();
        if !self.ids.iter().any(|seen| seen == id) {
            self.ids.push(id.to_owned());
        }
        let of_kind = self.ids.iter().filter(|seen| kind(seen) == kind(id));
        let place = of_kind.take_while(|seen| *seen != id).count();
        format!("[{} {}]", kind(id), place + 1)
    }
}

/// Whether a text is the id of something: a word, a colon, and a key.
fn is_id(text: &str) -> bool {
    let key = text.split_once(':').map(|(_, key)| key);
    key.is_some_and(|key| Uuid::try_parse(key).is_ok())
}
