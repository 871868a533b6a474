//! What is selected: fields at random, some of them by way of fragments, some under conditions.

use std::fmt::Write;

use apollo_compiler::Name;
use apollo_compiler::ast::{FieldDefinition, Type};

use super::writer::Writer;

impl Writer<'_> {
    /// A field with its arguments and what is selected of it; under this alias, or perhaps one.
    pub(super) fn field(
        &mut self,
        owner: &str,
        name: &str,
        depth: usize,
        alias: Option<&str>,
    ) -> String {
        let definition = self.contract.schema.type_field(owner, name);
        let field = definition.expect("a field of the type").node.clone();
        self.fields_left = self.fields_left.saturating_sub(1);
        let mut text = match alias {
            Some(alias) => format!("{alias}: {name}"),
            None => name.to_owned(),
        };
        text += &self.arguments(&field);
        text += &self.condition();
        let named = field.ty.inner_named_type();
        if self.contract.is_composite(named) {
            let _ = write!(text, " {{ {} }}", self.selection(named, depth, None));
        }
        text
    }

    /// What is selected of a type. Under an `apart` no two selections of it answer to one name, whatever else is
    /// selected beside them.
    fn selection(&mut self, of: &Name, depth: usize, apart: Option<usize>) -> String {
        if apart.is_none() && self.dice.happens(15) {
            let fragments = self.fragments.iter().enumerate();
            let mut known = fragments.rev().filter(|(_, (name, _))| name == of);
            if let Some((number, _)) = known.next() {
                return format!("...F{number}");
            }
        }
        let kinds = self.contract.kinds_of(of);
        let is_abstract = self.contract.named(of).as_object().is_none();
        let mut parts: Vec<String> = Vec::new();
        for field in self.contract.fields(of) {
            if self.is_wanted(of, field, depth) {
                let alias = self.alias(apart, parts.len());
                if apart.is_none() || alias.is_some() {
                    parts.push(self.field(
                        of,
                        &field.name,
                        depth.saturating_sub(1),
                        alias.as_deref(),
                    ));
                }
            }
        }
        if is_abstract {
            parts.insert(0, "__typename".to_owned());
            for (number, kind) in kinds.iter().enumerate() {
                if self.dice.happens(200 / kinds.len()) && depth > 0 && self.fields_left > 0 {
                    let inner = self.selection(kind, depth - 1, Some(number));
                    parts.push(format!("... on {kind} {{ {inner} }}"));
                }
            }
        }
        if parts.is_empty() {
            return "__typename".to_owned();
        }
        self.folded(of, parts, usize::from(is_abstract))
    }

    fn is_wanted(&mut self, of: &str, field: &FieldDefinition, depth: usize) -> bool {
        let is_composite = self.contract.is_composite(field.ty.inner_named_type());
        let chance = match &*field.name {
            _ if self.fields_left == 0 || (is_composite && depth == 0) => 0,
            "id" | "version" | "userErrors" => 85,
            "nodes" | "edges" | "node" | "cursor" | "endCursor" | "startCursor" => 60,
            _ if of.ends_with("Payload") => 80,
            _ if is_composite => 25,
            _ => 40,
        };
        self.dice.happens(chance)
    }

    fn alias(&mut self, apart: Option<usize>, number: usize) -> Option<String> {
        let wants = apart.is_some() || self.dice.happens(6);
        if !wants || self.aliases_left == 0 {
            return None;
        }
        self.aliases_left -= 1;
        Some(format!("a{}_{number}", apart.unwrap_or_default()))
    }

    /// The parts, some of them perhaps in a fragment of their own. So many at the beginning stay where they are.
    fn folded(&mut self, of: &Name, mut parts: Vec<String>, stay: usize) -> String {
        if parts.len() > stay && self.dice.happens(25) {
            let from = stay + self.dice.below(parts.len() - stay);
            let inner = parts.split_off(from).join(" ");
            let condition = self.condition();
            parts.push(match self.dice.below(3) {
                0 => format!("...{condition} {{ {inner} }}"),
                1 => format!("... on {of}{condition} {{ {inner} }}"),
                _ => {
                    self.fragments.push((of.clone(), inner));
                    format!("...F{}{condition}", self.fragments.len() - 1)
                }
            });
        }
        parts.join(" ")
    }

    /// A condition, or more often none.
    fn condition(&mut self) -> String {
        match self.dice.below(50) {
            0 => " @include(if: true)".to_owned(),
            1 => " @skip(if: false)".to_owned(),
            2 => " @include(if: false)".to_owned(),
            3 => {
                let truth = Type::NonNullNamed(Name::new_static_unchecked("Boolean"));
                let variable = self.variable(&truth, "", "if");
                format!(" @skip(if: {})", variable.literal())
            }
            _ => String::new(),
        }
    }
}
