//! Whether values are of their types (section 5.6 of the specification): what is written in a document, and what is
//! given for its variables.

use async_graphql::parser::types::{BaseType, Type};
use async_graphql::{Name, indexmap::IndexMap};

use super::contract::{Contract, Input, Kind};
use super::refusal::{MOST_ERRORS, quoted};
use super::suggestion::Suggestions;
use super::view::{View, Viewed};
use super::way::Way;
use crate::graphql::scalars;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It is written in the document.
    Document,
    /// It came beside it, as JSON, which has no words: they are texts there.
    Variables,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// The way to it: `$input.contact.email`, `filter.types[0]`.
    pub(super) way: String,
    pub(super) message: String,
}

/// A variable that stands where a value is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    pub(super) variable: Name,
    /// The type that is wanted there; none where nothing is known of it.
    pub(super) wanted: Option<Type>,
    /// Whether the place has a default for when the variable is not given.
    pub(super) has_default: bool,
}

/// What is looked at, and what was found.
pub(super) struct Values<'c> {
    pub(super) contract: &'c Contract,
    pub(super) suggestions: Suggestions,
    pub(super) origin: Origin,
    /// The way to a file that is sent beside the variables.
    pub(super) uploaded: Option<String>,
    pub(super) problems: Vec<Problem>,
    pub(super) uses: Vec<Use>,
}

impl<'c> Values<'c> {
    pub(super) fn new(contract: &'c Contract, suggestions: Suggestions, origin: Origin) -> Self {
        Self {
            contract,
            suggestions,
            origin,
            uploaded: None,
            problems: Vec::new(),
            uses: Vec::new(),
        }
    }

    /// Looks at a value for which a type is wanted, or nothing is known of what is.
    // The recursion is bounded: neither documents nor JSON nest deeper than they may.
    pub(super) fn look<V: Viewed>(&mut self, value: &V, wanted: Option<&Type>, way: &Way<'_>) {
        let Some(wanted) = wanted else {
            return self.note_variables(value);
        };
        match (value.view(), &wanted.base) {
            (View::Variable(name), _) => self.uses.push(Use {
                variable: name.clone(),
                wanted: Some(wanted.clone()),
                has_default: false,
            }),
            (View::Null, _) if self.is_uploaded(way) => self.look_at_file(wanted, way),
            (View::Null, _) if wanted.nullable => {}
            (View::Null, _) => self.problem(way, format!("`{way}` may not be null.")),
            (View::List(items), BaseType::List(item)) => {
                for (number, value) in items.iter().enumerate() {
                    self.look(value, Some(item), &Way::Item(way, number));
                }
            }
            // One thing stands for a list of it.
            (_, BaseType::List(item)) => self.look(value, Some(item), way),
            (_, BaseType::Named(name)) => self.look_at_named(value, name, way),
        }
    }

    fn look_at_named<V: Viewed>(&mut self, value: &V, name: &Name, way: &Way<'_>) {
        let is_fitting = match (self.contract.kinds.get(name), value.view()) {
            (Some(Kind::Enum(words)), View::Word(word)) if self.origin == Origin::Document => {
                return self.look_at_word(word, words, name, way);
            }
            (Some(Kind::Enum(words)), View::Text(word)) if self.origin == Origin::Variables => {
                return self.look_at_word(word, words, name, way);
            }
            (Some(Kind::Input(input)), View::Object(fields)) => {
                return self.look_at_fields(fields, input, name, way);
            }
            (Some(Kind::Scalar), _) => return self.look_at_scalar(value, name, way),
            // A type that is not there, or cannot be given, is refused where it is named.
            (None | Some(Kind::Composite(_)), _) => return self.note_variables(value),
            (Some(Kind::Enum(_) | Kind::Input(_)), _) => false,
        };
        if !is_fitting {
            self.misfit(value, name, way, None);
        }
    }

    /// Looks at a null for which a file was sent.
    fn look_at_file(&mut self, wanted: &Type, way: &Way<'_>) {
        if !matches!(&wanted.base, BaseType::Named(name) if name == "Upload") {
            self.problem(
                way,
                format!("`{way}` is to be of type `{wanted}`, and is a file."),
            );
        }
    }

    fn look_at_word(&mut self, word: &str, words: &[Name], name: &str, way: &Way<'_>) {
        if words.iter().any(|known| known == word) {
            return;
        }
        let known = words.iter().map(Name::as_str);
        let meant = self.suggestions.of(word, known);
        let word = quoted(word);
        self.problem(
            way,
            format!("`{way}` is to be one of `{name}`, and is `{word}`.{meant}"),
        );
    }

    fn look_at_fields<V: Viewed>(
        &mut self,
        fields: &IndexMap<Name, V>,
        input: &Input,
        name: &str,
        way: &Way<'_>,
    ) {
        for (field, value) in fields {
            let Some(known) = input.fields.iter().find(|known| known.name == *field) else {
                let names = input.fields.iter().map(|known| known.name.as_str());
                let meant = self.suggestions.of(field, names);
                let field = quoted(field);
                self.problem(
                    way,
                    format!("`{name}` has no field `{field}`, as `{way}` has it.{meant}"),
                );
                self.note_variables(value);
                continue;
            };
            let before = self.uses.len();
            // Of a field that stands alone nothing may be missing.
            let wanted = Type {
                nullable: known.ty.nullable && !input.is_one_of,
                ..known.ty.clone()
            };
            self.look(value, Some(&wanted), &Way::Field(way, field));
            if let (View::Variable(_), Some(used)) = (value.view(), self.uses.get_mut(before)) {
                used.has_default = known.default.is_some() && !input.is_one_of;
            }
        }
        if input.is_one_of {
            if fields.len() != 1 {
                let number = fields.len();
                self.problem(
                    way,
                    format!("`{way}` is to have exactly one field of `{name}`, and has {number}."),
                );
            }
            return;
        }
        for missing in input.fields.iter().filter(|field| field.is_needed()) {
            if !fields.contains_key(&missing.name) {
                let way = Way::Field(way, &missing.name);
                self.problem(&way, format!("`{way}` is needed, and was not given."));
            }
        }
    }

    fn look_at_scalar<V: Viewed>(&mut self, value: &V, name: &Name, way: &Way<'_>) {
        let is_fitting = match (name.as_str(), value.view()) {
            ("Int", View::Number(number)) => number
                .as_i64()
                .is_some_and(|number| i32::try_from(number).is_ok()),
            ("Float", View::Number(_)) => true,
            ("String" | "ID", View::Text(_)) | ("Boolean", View::Boolean) => true,
            ("ID", View::Number(number)) => number.is_i64(),
            ("Int" | "Float" | "String" | "ID" | "Boolean", _) => false,
            _ => {
                self.note_variables(value);
                if let Some(constant) = value.constant()
                    && let Err(why) = scalars::check(name, constant)
                {
                    self.misfit(value, name, way, why);
                }
                return;
            }
        };
        if !is_fitting {
            self.misfit(value, name, way, None);
        }
    }

    fn misfit<V: Viewed>(&mut self, value: &V, name: &str, way: &Way<'_>, why: Option<&str>) {
        let found = match value.view() {
            View::List(_) => "a list".to_owned(),
            View::Object(_) => "an object".to_owned(),
            View::Bytes => "a file".to_owned(),
            _ => format!("`{}`", quoted(&value.to_string())),
        };
        let why = why.map(|why| format!(": {why}")).unwrap_or_default();
        self.problem(
            way,
            format!("`{way}` is to be of type `{name}`, and is {found}{why}."),
        );
    }

    fn problem(&mut self, way: &Way<'_>, message: String) {
        // Nobody reads more, and there may be very many.
        if self.problems.len() < MOST_ERRORS {
            let way = way.to_string();
            self.problems.push(Problem { way, message });
        }
    }

    /// Whether a file was sent that stands for the null there.
    fn is_uploaded(&self, way: &Way<'_>) -> bool {
        self.uploaded
            .as_ref()
            .is_some_and(|uploaded| *uploaded == way.to_string())
    }

    /// Notes the variables in a value of which no more is known.
    fn note_variables<V: Viewed>(&mut self, value: &V) {
        match value.view() {
            View::Variable(name) => self.uses.push(Use {
                variable: name.clone(),
                wanted: None,
                has_default: false,
            }),
            View::List(items) => items.iter().for_each(|item| self.note_variables(item)),
            View::Object(fields) => fields.values().for_each(|value| self.note_variables(value)),
            _ => {}
        }
    }
}
