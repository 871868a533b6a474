//! The schema as a subgraph of Apollo Federation 2, which a gateway composes with others to one graph.

use super::sdl::sdl;
use super::types::entity::ENTITY_KEYS;

/// What a subgraph says of itself first: by which version of federation its directives are to be read.
const LINK: &str = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [\"@key\", \"@shareable\"])";
/// What a gateway adds by itself, and does not take from a subgraph.
const OF_GATEWAYS: [&str; 3] = ["scalar _Any", "type _Service", "union _Entity"];
/// What it asks for on its own: fields of the query type.
const ASKED_BY_GATEWAYS: [&str; 2] = ["  _entities", "  _service"];
/// Types that other subgraphs may well have, too, and mean the same by.
const SHARED: [&str; 1] = ["PageInfo"];

/// The schema as a subgraph of Apollo Federation 2: with the keys by which a gateway finds things.
pub fn subgraph_sdl() -> String {
    let schema = sdl();
    let definitions = schema.trim_end().split("\n\n").filter(|definition| {
        let mut lines = definition.lines();
        !lines.any(|line| OF_GATEWAYS.iter().any(|own| line.starts_with(own)))
    });
    let definitions = definitions.map(|definition| {
        let lines = without_fields_of_gateways(definition);
        let lines: Vec<String> = lines.into_iter().map(with_keys).collect();
        lines.join("\n")
    });
    let mut subgraph = LINK.to_owned();
    for definition in definitions {
        subgraph.push_str("\n\n");
        subgraph.push_str(&definition);
    }
    subgraph.push('\n');
    subgraph
}

/// The lines of a definition without the fields that a gateway asks for on its own, each with its description and
/// arguments.
fn without_fields_of_gateways(definition: &str) -> Vec<&str> {
    let mut kept: Vec<&str> = Vec::new();
    let mut lines = definition.lines();
    while let Some(line) = lines.next() {
        if !ASKED_BY_GATEWAYS.iter().any(|own| line.starts_with(own)) {
            kept.push(line);
            continue;
        }
        kept.pop_if(|line| line.starts_with("  \""));
        if line.ends_with('(') {
            lines.find(|line| line.starts_with("  )"));
        }
    }
    kept
}

/// The line that begins the type of an entity, with its keys.
fn with_keys(line: &str) -> String {
    let Some(rest) = line.strip_prefix("type ") else {
        return line.to_owned();
    };
    let name = rest.split(' ').next().unwrap_or_default();
    let mut applied = String::new();
    for (_, keys) in ENTITY_KEYS.iter().filter(|(entity, _)| *entity == name) {
        for key in keys {
            applied.push_str(&format!("@key(fields: \"{key}\") "));
        }
    }
    if SHARED.contains(&name) {
        applied.push_str("@shareable ");
    }
    match line.strip_suffix('{') {
        Some(head) => format!("{head}{applied}{{"),
        None => line.to_owned(),
    }
}
