//! The shape of an answer: just what was asked for, each value of its type, no list longer than it may be.

use apollo_compiler::Node;
use apollo_compiler::ast::{DirectiveList, Type, Value as Literal};
use apollo_compiler::collections::IndexMap;
use apollo_compiler::executable::{Field, Selection, SelectionSet};
use apollo_compiler::schema::ExtendedType;
use serde_json::{Map, Value};

use super::contract::{Contract, Reading};
use super::stock::Stock;

/// How many things a page holds when nobody says.
const USUAL_PAGE: u64 = 20;

/// Looks at the data of an answer, and takes down what it tells.
pub(super) struct Look<'l> {
    pub(super) contract: &'l Contract,
    pub(super) reading: &'l Reading,
    pub(super) stock: &'l mut Stock,
    /// What is not as it has to be.
    pub(super) amiss: Vec<String>,
}

/// Fields that answer to the same name.
type Alike<'l> = Vec<&'l Node<Field>>;

impl<'l> Look<'l> {
    /// Looks at all of it.
    pub(super) fn at(&mut self, data: &Value) {
        let operation = &self.reading.operation;
        let root = operation.object_type().to_string();
        match data {
            Value::Object(data) => self.object(&root, &[&operation.selection_set], data, None),
            Value::Null => {}
            other => self.amiss.push(format!("data is {other}")),
        }
    }

    /// `page` is how many things the lists of the object hold at most, where it is a page.
    fn object(
        &mut self,
        ty: &str,
        selections: &[&'l SelectionSet],
        object: &Map<String, Value>,
        page: Option<u64>,
    ) {
        let kind = match object.get("__typename") {
            Some(Value::String(kind)) => kind.clone(),
            _ => ty.to_owned(),
        };
        if !self
            .contract
            .kinds_of(ty)
            .iter()
            .any(|known| *known == *kind)
        {
            self.amiss.push(format!("{ty} turned out to be {kind}"));
            return;
        }
        let mut asked = IndexMap::default();
        for selection in selections {
            self.collect(&kind, selection, &mut asked);
        }
        for name in object.keys().filter(|name| !asked.contains_key(*name)) {
            self.amiss
                .push(format!("{kind} holds {name}, which nobody asked for"));
        }
        let mut own = Map::new();
        for (name, fields) in asked {
            let field = fields[0];
            let Some(value) = object.get(&name) else {
                self.amiss.push(format!("{kind} does not hold {name}"));
                continue;
            };
            let inner: Vec<&SelectionSet> =
                fields.iter().map(|field| &field.selection_set).collect();
            let most = self.most(field).or(page);
            self.value(field, field.ty(), &inner, value, most);
            own.insert(field.name.to_string(), value.clone());
        }
        self.stock.learn(&kind, &own);
    }

    fn collect(
        &self,
        kind: &str,
        selections: &'l SelectionSet,
        asked: &mut IndexMap<String, Alike<'l>>,
    ) {
        for selection in &selections.selections {
            if !self.is_included(selection.directives()) {
                continue;
            }
            let (condition, inner) = match selection {
                Selection::Field(field) => {
                    let name = field.response_key().to_string();
                    asked.entry(name).or_default().push(field);
                    continue;
                }
                Selection::InlineFragment(fragment) => {
                    (fragment.type_condition.as_ref(), &fragment.selection_set)
                }
                Selection::FragmentSpread(spread) => {
                    let fragment = &self.reading.document.fragments[&spread.fragment_name];
                    (Some(&fragment.selection_set.ty), &fragment.selection_set)
                }
            };
            let holds = condition.is_none_or(|condition| {
                let kinds = self.contract.kinds_of(condition);
                kinds.iter().any(|known| *known == *kind)
            });
            if holds {
                self.collect(kind, inner, asked);
            }
        }
    }

    fn is_included(&self, directives: &DirectiveList) -> bool {
        let said = |name: &str| {
            let directive = directives.get(name)?;
            match &**directive.specified_argument_by_name("if")? {
                Literal::Boolean(truth) => Some(*truth),
                Literal::Variable(name) => self.reading.variables.get(name.as_str())?.as_bool(),
                _ => None,
            }
        };
        said("skip") != Some(true) && said("include") != Some(false)
    }

    /// How many things a list holds at most, or the lists of a page.
    fn most(&self, field: &Field) -> Option<u64> {
        if let Some(directive) = field.definition.directives.get("listSize") {
            let said = directive.specified_argument_by_name("assumedSize")?;
            return said.to_i32().and_then(|most| u64::try_from(most).ok());
        }
        field.definition.argument_by_name("first")?;
        let given = ["first", "last"].into_iter().find_map(|name| {
            match &**field.specified_argument_by_name(name)? {
                Literal::Variable(name) => self.reading.variables.get(name.as_str())?.as_u64(),
                literal => literal.to_i32().and_then(|most| u64::try_from(most).ok()),
            }
        });
        Some(given.unwrap_or(USUAL_PAGE))
    }

    fn value(
        &mut self,
        field: &Field,
        ty: &Type,
        selections: &[&'l SelectionSet],
        value: &Value,
        most: Option<u64>,
    ) {
        match value {
            Value::Null if ty.is_non_null() => self.amiss.push(format!("{} is null", field.name)),
            Value::Null => {}
            Value::Array(items) if ty.is_list() => {
                if most.is_some_and(|most| items.len() as u64 > most) {
                    let found = items.len();
                    self.amiss.push(format!(
                        "{} holds {found}, and at most {most:?}",
                        field.name
                    ));
                }
                for item in items {
                    self.value(field, ty.item_type(), selections, item, None);
                }
            }
            Value::Object(object) if ty.is_named() && !selections[0].is_empty() => {
                self.object(ty.inner_named_type(), selections, object, most);
            }
            leaf => {
                let is_leaf = ty.is_named() && selections[0].is_empty();
                if !is_leaf || !self.is_of(ty.inner_named_type(), leaf) {
                    self.amiss
                        .push(format!("{} is {leaf}, and no {ty}", field.name));
                }
            }
        }
    }

    fn is_of(&self, named: &str, leaf: &Value) -> bool {
        match (named, leaf) {
            ("Int", _) => leaf
                .as_i64()
                .is_some_and(|number| i32::try_from(number).is_ok()),
            ("Float", _) => leaf.is_number(),
            ("Boolean", _) => leaf.is_boolean(),
            ("JSON", _) => true,
            ("Date", Value::String(text)) => text.parse::<chrono::NaiveDate>().is_ok(),
            ("DateTime", Value::String(text)) => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
            (_, Value::String(text)) => match self.contract.named(named) {
                ExtendedType::Enum(words) => words.values.contains_key(text.as_str()),
                _ => true,
            },
            _ => false,
        }
    }
}
