//! The fields at the root of a mutation, as they are run: each once.
//!
//! Fields of one name at the root are one field, with what is selected of either (section 6.3.2 of the specification,
//! `CollectFields`). The engine runs each of them, and puts the answers together: a mutation would be carried out twice.

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Directive, ExecutableDocument, Field, Selection, SelectionSet};
use async_graphql::{Name, Positioned, Value as Constant};
use async_graphql_value::Value;

use super::given::Known;

/// The selections of a root, its fragments unfolded and fields of one name made one. What is skipped is left out.
pub(super) fn merged(
    document: &ExecutableDocument,
    set: &SelectionSet,
    given: Known<'_>,
) -> SelectionSet {
    let mut fields = IndexMap::new();
    gather(document, set, given, &mut fields);
    let items = fields.into_values().map(|field| {
        let pos = field.pos;
        Positioned::new(Selection::Field(field), pos)
    });
    SelectionSet {
        items: items.collect(),
    }
}

// The recursion is bounded: the scales let fragments follow each other only so far.
fn gather(
    document: &ExecutableDocument,
    set: &SelectionSet,
    given: Known<'_>,
    fields: &mut IndexMap<Name, Positioned<Field>>,
) {
    for selection in &set.items {
        if is_left_out(selection.node.directives(), given) {
            continue;
        }
        match &selection.node {
            Selection::Field(field) => {
                let inside = &field.node.selection_set.node.items;
                fields
                    .entry(field.node.response_key().node.clone())
                    .and_modify(|first| {
                        first
                            .node
                            .selection_set
                            .node
                            .items
                            .extend_from_slice(inside);
                    })
                    .or_insert_with(|| field.clone());
            }
            Selection::InlineFragment(fragment) => {
                gather(document, &fragment.node.selection_set.node, given, fields);
            }
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    gather(document, &fragment.node.selection_set.node, given, fields);
                }
            }
        }
    }
}

/// Whether something is skipped, or not included.
fn is_left_out(directives: &[Positioned<Directive>], given: Known<'_>) -> bool {
    directives
        .iter()
        .map(|directive| &directive.node)
        .any(|directive| {
            let leaves_out_if = match directive.name.node.as_str() {
                "skip" => true,
                "include" => false,
                _ => return false,
            };
            let is_so = match directive.get_argument("if").map(|value| &value.node) {
                Some(Value::Boolean(is_so)) => *is_so,
                Some(Value::Variable(name)) => given.get(name) == Some(&Constant::Boolean(true)),
                _ => return false,
            };
            is_so == leaves_out_if
        })
}
