//! What answers told: the ids, versions, names and places that later operations name.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::dice::Dice;

/// A thing that was there.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    pub(super) id: String,
    pub(super) version: i64,
}

/// How many things of a kind, and how many texts of a field, are remembered: the latest.
const MOST: usize = 100;

/// The fields whose texts are told to later operations.
const TOLD: [&str; 7] = [
    "marketplaceId",
    "publisherId",
    "partnerId",
    "offerId",
    "cursor",
    "endCursor",
    "startCursor",
];

/// What is known to be there.
#[derive(Default)]
pub(super) struct Stock {
    things: BTreeMap<String, Vec<Thing>>,
    texts: BTreeMap<String, Vec<String>>,
}

impl Stock {
    /// Takes down what an answer tells of a thing of some kind. `fields` are those of the thing by their own names.
    pub(super) fn learn(&mut self, kind: &str, fields: &Map<String, Value>) {
        if let Some(Value::String(id)) = fields.get("id") {
            self.add(kind, id, fields.get("version").and_then(Value::as_i64));
        }
        for (name, value) in fields {
            if let (true, Value::String(text)) = (TOLD.contains(&name.as_str()), value) {
                let name = if name.ends_with("ursor") {
                    "cursor"
                } else {
                    name
                };
                let known = self.texts.entry(name.to_owned()).or_default();
                if !known.contains(text) {
                    known.push(text.clone());
                    known.drain(..known.len().saturating_sub(MOST));
                }
            }
        }
    }

    fn add(&mut self, kind: &str, id: &str, version: Option<i64>) {
        let known = self.things.entry(kind.to_owned()).or_default();
        match known.iter_mut().find(|thing| thing.id == id) {
            Some(thing) => thing.version = version.unwrap_or(thing.version),
            None => {
                let id = id.to_owned();
                let version = version.unwrap_or(1);
                known.push(Thing { id, version });
                known.drain(..known.len().saturating_sub(MOST));
            }
        }
    }

    /// A thing of this kind, or of any.
    pub(super) fn thing(&self, kind: Option<&str>, dice: &mut Dice) -> Option<&Thing> {
        let kinds: Vec<&Vec<Thing>> = match kind {
            Some(kind) => self.things.get(kind).into_iter().collect(),
            None => self.things.values().collect(),
        };
        let known = *kinds.get(dice.below(kinds.len().max(1)))?;
        Some(dice.pick(known))
    }

    /// What a field of this name held somewhere.
    pub(super) fn text(&self, field: &str, dice: &mut Dice) -> Option<&str> {
        let known = self.texts.get(field)?;
        Some(dice.pick(known).as_str())
    }
}
