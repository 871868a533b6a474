//! The values of arguments, in the document or by way of variables.

use std::fmt::Write;

use apollo_compiler::Name;
use apollo_compiler::ast::{FieldDefinition, InputValueDefinition, Type};
use apollo_compiler::schema::{ExtendedType, InputObjectType};

use super::given::Given;
use super::writer::{Declared, Mood, Writer};
use super::{odd, plausible};

/// Where a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// In the document, where parts of it may be variables.
    Document,
    /// In what is given for a variable.
    Variable,
}

impl Writer<'_> {
    /// The arguments of a field, in their parentheses.
    pub(super) fn arguments(&mut self, field: &FieldDefinition) -> String {
        let is_backward = field.argument_by_name("last").is_some() && self.dice.happens(25);
        let mut text = String::new();
        for argument in &field.arguments {
            let chance = match &*argument.name {
                _ if argument.is_required() => 100,
                "first" | "after" if is_backward => 0,
                "last" | "before" if !is_backward => 0,
                "last" => 100,
                "first" => 70,
                "after" | "before" => 15,
                _ => 35,
            };
            if self.dice.happens(chance) {
                let value = self.argument(argument, &field.name);
                let _ = write!(text, " {}: {}", argument.name, value.literal());
            }
        }
        match text.is_empty() {
            true => text,
            false => format!("({})", text.trim_start()),
        }
    }

    fn argument(&mut self, argument: &InputValueDefinition, owner: &str) -> Given {
        if self.dice.happens(40) {
            let ty = self.perhaps_stricter(&argument.ty);
            return self.variable(&ty, owner, &argument.name);
        }
        self.value(&argument.ty, owner, &argument.name, Within::Document)
    }

    /// A type, or the one that a value of it is never null of.
    fn perhaps_stricter(&mut self, ty: &Type) -> Type {
        match self.dice.happens(30) {
            true => ty.clone().non_null(),
            false => ty.clone(),
        }
    }

    /// A variable of this type, for what has this name.
    pub(super) fn variable(&mut self, ty: &Type, owner: &str, of: &str) -> Given {
        let value = self.value(ty, owner, of, Within::Variable);
        let default = self.dice.happens(15).then(|| {
            let value = self.value(ty, owner, of, Within::Variable);
            // What nobody may leave out may be left out of JSON when there is a default.
            value
        });
        let mut is_sent = default.is_none() || self.dice.happens(50);
        if self.mood == Mood::Odd && self.dice.happens(5) {
            is_sent = false;
            self.is_sound = false;
        }
        let name = format!("v{}", self.variables.len());
        self.variables.push(Declared {
            name: name.clone(),
            written_type: ty.to_string(),
            default,
            sent: is_sent.then_some(value),
        });
        Given::Variable(name)
    }

    /// A value of this type.
    fn value(&mut self, ty: &Type, owner: &str, name: &str, within: Within) -> Given {
        if self.mood == Mood::Odd && self.dice.happens(12) {
            self.is_sound = false;
            return odd::value(ty.inner_named_type(), &mut self.dice);
        }
        if !ty.is_non_null() && self.dice.happens(5) {
            return Given::Null;
        }
        if ty.is_list() {
            let items = 0..self.length();
            let items = items.map(|_| self.value(ty.item_type(), owner, name, within));
            return Given::List(items.collect());
        }
        let named = ty.inner_named_type();
        match self.contract.named(named) {
            ExtendedType::Enum(words) => {
                let words: Vec<&str> = words.values.keys().map(Name::as_str).collect();
                Given::Word((*self.dice.pick(&words)).to_owned())
            }
            ExtendedType::InputObject(input) => self.object(input, within),
            _ => plausible::scalar(named, owner, name, self.stock, &mut self.dice),
        }
    }

    /// How long a list is: short, or in an odd mood now and then beyond what anybody needs.
    fn length(&mut self) -> usize {
        match self.mood == Mood::Odd && self.dice.happens(5) {
            true => 300,
            false => self.dice.below(4),
        }
    }

    fn object(&mut self, input: &InputObjectType, within: Within) -> Given {
        let fields: Vec<&InputValueDefinition> =
            input.fields.values().map(|field| &***field).collect();
        if input.directives.has("oneOf") {
            let field = *self.dice.pick(&fields);
            let ty = (*field.ty).clone().non_null();
            let value = match within == Within::Document && self.dice.happens(20) {
                true => self.variable(&ty, &input.name, &field.name),
                false => self.value(&ty, &input.name, &field.name, within),
            };
            return Given::Object(vec![(field.name.to_string(), value)]);
        }
        let mut given = Vec::new();
        for field in fields {
            if !field.is_required() && !self.dice.happens(40) {
                continue;
            }
            let value = match within == Within::Document && self.dice.happens(8) {
                true => self.variable(&field.ty, &input.name, &field.name),
                false => self.value(&field.ty, &input.name, &field.name, within),
            };
            given.push((field.name.to_string(), value));
        }
        self.name_what_is_there(input, &mut given);
        Given::Object(given)
    }

    /// Has an input name a thing that is there, in the version that was seen of it.
    fn name_what_is_there(&mut self, input: &InputObjectType, given: &mut [(String, Given)]) {
        if self.dice.happens(10) {
            return;
        }
        for (id, version) in [("id", "expectedVersion"), ("into", "intoExpectedVersion")] {
            let seen = input.fields.get("expectedVersion");
            let kind = seen.and_then(|seen| kind_seen(seen.description.as_deref()?));
            let Some(thing) = kind.and_then(|kind| self.stock.thing(Some(kind), &mut self.dice))
            else {
                continue;
            };
            for (name, value) in given.iter_mut() {
                match value {
                    Given::Variable(_) => {}
                    _ if name == id => *value = Given::text(&thing.id),
                    _ if name == version => *value = Given::number(thing.version),
                    _ => {}
                }
            }
        }
    }
}

/// The kind whose version an input names, as its description says: `` `Contact.version` ``.
fn kind_seen(description: &str) -> Option<&str> {
    description.split('`').nth(1)?.strip_suffix(".version")
}
