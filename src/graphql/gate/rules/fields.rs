//! Fields and what is selected of them (rules 5.3.1 and 5.3.3).

use async_graphql::parser::types::{DirectiveLocation, Field, Selection, SelectionSet};
use async_graphql::{Name, Positioned};

use super::{Check, Introspection, Terms};
use crate::graphql::gate::contract::{self, name_of};
use crate::graphql::gate::refusal::{Refusal, quoted};

impl<'d> Check<'d> {
    /// Checks what is selected of a type; `of` is none where what is above is wrong already.
    // The recursion is bounded: a document nests no deeper than the scan lets through.
    pub(super) fn selections(&mut self, set: &'d SelectionSet, of: Option<&'d str>) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => self.field(field, of),
                Selection::InlineFragment(fragment) => self.inline_fragment(fragment, of),
                Selection::FragmentSpread(spread) => self.spread(spread, of),
            }
        }
    }

    fn field(&mut self, selected: &'d Positioned<Field>, of: Option<&'d str>) {
        let (contract, field) = (self.terms.contract, &selected.node);
        self.directives(&field.directives, DirectiveLocation::Field);
        let known = of.and_then(|of| contract.field(of, &field.name.node));
        if let (None, Some(of)) = (known, of) {
            self.unknown_field(selected, of);
        }
        let arguments = known.map(|known| known.arguments.as_slice());
        self.arguments(arguments, &field.arguments, &field.name, "field");
        let inside = known.and_then(|known| self.inside(known, field));
        self.selections(&field.selection_set.node, inside);
        if self.terms.introspection == Introspection::Refused
            && matches!(field.name.node.as_str(), "__schema" | "__type")
        {
            let place = field.name.pos;
            self.findings
                .add_refusal(place, || Refusal::introspection(place));
        }
    }

    fn unknown_field(&mut self, selected: &Positioned<Field>, of: &str) {
        let Terms {
            contract,
            suggestions,
            ..
        } = self.terms;
        let name = &selected.node.name;
        self.findings.add(selected.pos, || {
            let composite = contract.composite(of);
            let known = composite
                .into_iter()
                .flat_map(|composite| composite.fields.keys());
            let meant = suggestions.of(&name.node, known.map(Name::as_str));
            format!("`{of}` has no field `{}`.{meant}", quoted(&name.node))
        });
    }

    /// The type of what is selected of a field, where that is sound.
    fn inside(&mut self, known: &'d contract::Field, field: &Field) -> Option<&'d str> {
        let name = name_of(&known.ty);
        let (is_selected_of, place) = (!field.selection_set.node.items.is_empty(), field.name.pos);
        let of = self.terms.contract.composite(name).map(|_| name.as_str());
        let (field, ty) = (&field.name.node, &known.ty);
        match of {
            Some(_) if !is_selected_of => self.findings.add(place, || {
                format!("Say which fields of `{field}` are wanted: it gives `{ty}`.")
            }),
            None if is_selected_of => {
                self.findings.add(place, || {
                    format!("`{field}` gives `{ty}`, which has no fields.")
                });
            }
            _ => {}
        }
        of
    }
}
