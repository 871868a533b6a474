//! The outline of a beginning of JSON: which members it names, and how deep.

use std::cell::RefCell;
use std::fmt;
use std::io::Read;
use std::rc::Rc;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::exchange::documents::{Bounds, Jsonc, is_same_name};
use crate::exchange::quote::quote;

/// The deepest members that count; offers stand in lists in lists at most.
const DEEPEST: usize = 6;

/// The most members that are looked at.
const MOST: usize = 4_000;

/// The members that stand in the beginning of a text, which may end anywhere.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Whether it begins with a list.
    pub(super) is_list: bool,
    /// The addresses of its schemas.
    pub(super) schemas: Vec<String>,
    /// The names of the members: in how many objects they stand, and how they are called.
    names: Vec<(usize, String)>,
}

impl Outline {
    /// The outline of the first value of a text.
    pub(super) fn of(text: &[u8]) -> Self {
        let outline = RefCell::new(Self {
            is_list: text.first() == Some(&b'['),
            ..Self::default()
        });
        let mut json = Vec::new();
        // Where it cannot be read on, what stands before still shows what it is.
        let _ = Jsonc::of(text, Rc::new(Bounds::of_document())).read_to_end(&mut json);
        let mut json = serde_json::Deserializer::from_slice(&json);
        let _ = Level(&outline, 0).deserialize(&mut json);
        outline.into_inner()
    }

    /// Whether any object has this member.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names
            .iter()
            .any(|(_, known)| is_same_name(known, name))
    }

    /// Whether the outermost object has it, or one in the outermost list.
    pub(super) fn has_on_top(&self, name: &str) -> bool {
        self.names
            .iter()
            .any(|(depth, known)| *depth == 1 && is_same_name(known, name))
    }

    /// A member whose name begins like this.
    pub(super) fn name_that_begins(&self, begin: &str) -> Option<&str> {
        let mut names = self.names.iter().map(|(_, name)| name.as_str());
        names.find(|name| name.starts_with(begin))
    }

    /// The first names of the outermost object, for people.
    pub(super) fn names(&self) -> String {
        let on_top = self.names.iter().filter(|(depth, _)| *depth == 1);
        let shown: Vec<String> = on_top
            .take(5)
            .map(|(_, name)| format!("`{}`", quote(name)))
            .collect();
        shown.join(", ")
    }

    /// What shows that it is a row.
    pub(super) fn sign_of_row(&self) -> Option<String> {
        let mut columns = super::json::COLUMNS
            .iter()
            .filter(|column| self.has_on_top(column));
        columns
            .next()
            .map(|column| format!("the column `{column}`"))
    }
}

/// A value in so many objects.
struct Level<'o>(&'o RefCell<Outline>, usize);

impl<'de> DeserializeSeed<'de> for Level<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Self(outline, depth) = self;
        while let Some(name) = members.next_key::<String>()? {
            if name == "$schema" {
                members.next_value_seed(Schema(outline))?;
                continue;
            }
            if depth < DEEPEST && outline.borrow().names.len() < MOST {
                outline.borrow_mut().names.push((depth + 1, name));
            }
            members.next_value_seed(Level(outline, depth + 1))?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        while values.next_element_seed(Level(self.0, self.1))?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

/// The address of a schema.
struct Schema<'o>(&'o RefCell<Outline>);

impl<'de> DeserializeSeed<'de> for Schema<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let node: serde_json::Value = serde::Deserialize::deserialize(deserializer)?;
        if let serde_json::Value::String(address) = node {
            self.0.borrow_mut().schemas.push(address);
        }
        Ok(())
    }
}
