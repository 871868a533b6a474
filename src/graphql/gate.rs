//! The gate: what a document may look like before the engine sees it.
//!
//! The engine parses and checks by recursion. Values nested a thousand deep overflow its stack, and
//! fragments that spread each other twice double its work at every level, before any of its own
//! limits is looked at. So a document is scanned once as bytes before it is parsed, and weighed once
//! as a tree, each fragment a single time, before it is checked.

use std::collections::HashMap;

use async_graphql::Name;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

/// How deep brackets of any kind may nest in a document.
const DEEPEST_NESTING: usize = 50;
/// How many fields, spreads and inline fragments a document may come to when its fragments are unfolded.
const MOST_SELECTIONS: u64 = 10_000;

/// Why a document is turned away.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TurnedAway {
    /// Brackets nest too deep.
    NestedTooDeep,
    /// It unfolds to too many selections.
    TooLarge,
    /// A fragment contains itself.
    FragmentCycle,
}

impl TurnedAway {
    /// What a client reads.
    pub(super) fn message(&self) -> String {
        match self {
            Self::NestedTooDeep => {
                format!("The document nests deeper than {DEEPEST_NESTING} levels.")
            }
            Self::TooLarge => {
                format!("The document unfolds to more than {MOST_SELECTIONS} selections.")
            }
            Self::FragmentCycle => "A fragment contains itself.".to_owned(),
        }
    }
}

/// Scans a document before it is parsed.
pub(super) fn scan(document: &str) -> Result<(), TurnedAway> {
    let bytes = document.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'"' => after_string(bytes, at),
            b'#' => after_line(bytes, at),
            b'{' | b'[' | b'(' => {
                depth += 1;
                if depth > DEEPEST_NESTING {
                    return Err(TurnedAway::NestedTooDeep);
                }
                at + 1
            }
            b'}' | b']' | b')' => {
                depth = depth.saturating_sub(1);
                at + 1
            }
            _ => at + 1,
        };
    }
    Ok(())
}

fn after_line(bytes: &[u8], at: usize) -> usize {
    let ends = bytes[at..]
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'));
    ends.map_or(bytes.len(), |length| at + length)
}

fn after_string(bytes: &[u8], at: usize) -> usize {
    if bytes[at..].starts_with(b"\"\"\"") {
        let mut at = at + 3;
        while at < bytes.len() {
            if bytes[at..].starts_with(b"\\\"\"\"") {
                at += 4;
            } else if bytes[at..].starts_with(b"\"\"\"") {
                return at + 3;
            } else {
                at += 1;
            }
        }
        return at;
    }
    let mut at = at + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            // A string that does not end on its line is no string: what follows is looked at again.
            b'"' | b'\n' | b'\r' => return at + 1,
            _ => at += 1,
        }
    }
    at
}

/// Weighs a parsed document: how many selections it comes to with its fragments unfolded.
pub(super) fn weigh(document: &ExecutableDocument) -> Result<(), TurnedAway> {
    let mut scales = Scales {
        document,
        fragments: HashMap::new(),
    };
    let mut total = 0_u64;
    for (_, operation) in document.operations.iter() {
        total = total.saturating_add(scales.weigh(&operation.node.selection_set.node)?);
    }
    for name in document.fragments.keys() {
        scales.weigh_fragment(name)?;
    }
    if total > MOST_SELECTIONS {
        Err(TurnedAway::TooLarge)
    } else {
        Ok(())
    }
}

struct Scales<'d> {
    document: &'d ExecutableDocument,
    /// The weight of each fragment; none while it is being weighed.
    fragments: HashMap<&'d Name, Option<u64>>,
}

impl<'d> Scales<'d> {
    // The recursion is bounded: a document nests no deeper than the scan lets through, and fragments
    // follow each other no further than their number.
    fn weigh(&mut self, selections: &'d SelectionSet) -> Result<u64, TurnedAway> {
        let mut weight = 0_u64;
        for selection in &selections.items {
            let inner = match &selection.node {
                Selection::Field(field) => self.weigh(&field.node.selection_set.node)?,
                Selection::InlineFragment(fragment) => {
                    self.weigh(&fragment.node.selection_set.node)?
                }
                Selection::FragmentSpread(spread) => {
                    self.weigh_fragment(&spread.node.fragment_name.node)?
                }
            };
            weight = weight.saturating_add(inner).saturating_add(1);
        }
        Ok(weight)
    }

    fn weigh_fragment(&mut self, name: &Name) -> Result<u64, TurnedAway> {
        // A fragment that is not there is the engine's to refuse.
        let Some((name, fragment)) = self.document.fragments.get_key_value(name) else {
            return Ok(0);
        };
        match self.fragments.get(name) {
            Some(Some(weight)) => return Ok(*weight),
            Some(None) => return Err(TurnedAway::FragmentCycle),
            None => {}
        }
        if self
            .fragments
            .values()
            .filter(|weight| weight.is_none())
            .count()
            >= DEEPEST_NESTING
        {
            return Err(TurnedAway::NestedTooDeep);
        }
        self.fragments.insert(name, None);
        let weight = self.weigh(&fragment.node.selection_set.node)?;
        self.fragments.insert(name, Some(weight));
        Ok(weight)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn weigh_text(document: &str) -> Result<(), TurnedAway> {
        weigh(&parse_query(document).expect("the document parses"))
    }

    #[test]
    fn values_nested_deep_are_turned_away_before_they_are_parsed() {
        for opening in ["[", "{a:", "("] {
            assert_eq!(
                scan(&format!("{{f(x:{}", opening.repeat(2000))),
                Err(TurnedAway::NestedTooDeep)
            );
        }
        assert_eq!(
            scan(&format!("{{f(x:{}{})}}", "[".repeat(40), "]".repeat(40))),
            Ok(())
        );
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_nest() {
        let many = "[".repeat(2000);

        assert_eq!(scan(&format!("{{f(x:\"{many}\\\"{many}\")}}")), Ok(()));
        assert_eq!(
            scan(&format!("{{f(x:\"\"\"{many}\\\"\"\"{many}\"\"\")}}")),
            Ok(())
        );
        assert_eq!(scan(&format!("# {many}\n{{f}}")), Ok(()));
        assert_eq!(
            scan(&format!("{{f(x:\"\n{many}")),
            Err(TurnedAway::NestedTooDeep)
        );
    }

    #[test]
    fn fragments_that_double_at_every_level_are_turned_away_at_once() {
        let levels: String = (0..40)
            .map(|level| format!("fragment f{level} on Q {{ ...f{0} ...f{0} }}\n", level + 1))
            .collect();
        let document = format!("{{ ...f0 }}\n{levels}fragment f40 on Q {{ a }}");

        assert_eq!(weigh_text(&document), Err(TurnedAway::TooLarge));
    }

    #[test]
    fn a_fragment_does_not_contain_itself() {
        let document = "{ ...a } fragment a on Q { ...b } fragment b on Q { x { ...a ...a } }";

        assert_eq!(weigh_text(document), Err(TurnedAway::FragmentCycle));
        assert_eq!(
            weigh_text("{ x } fragment a on Q { ...a }"),
            Err(TurnedAway::FragmentCycle)
        );
    }

    #[test]
    fn a_long_chain_of_fragments_is_turned_away() {
        let chain: String = (0..5000)
            .map(|link| format!("fragment f{link} on Q {{ ...f{} }}\n", link + 1))
            .collect();

        assert_eq!(
            weigh_text(&format!("{{ ...f0 }}\n{chain}fragment f5000 on Q {{ a }}")),
            Err(TurnedAway::NestedTooDeep)
        );
    }

    #[test]
    fn a_document_of_usual_size_passes() {
        let document = "query Q { offers { nodes { ...card } } } fragment card on Offer { id title publisher { name } }";

        assert_eq!(scan(document), Ok(()));
        assert_eq!(weigh_text(document), Ok(()));
    }
}
