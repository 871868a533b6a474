//! The contract: `schema.graphql` is current, sound and fully described, and holds the fixed core.

use std::collections::BTreeSet;
use std::fs;

use apollo_compiler::Schema;
use apollo_compiler::ast::{Definition, Document};
use apollo_compiler::schema::ExtendedType;

const CORE: &str = include_str!("schema/core.graphql");

fn committed() -> String {
    fs::read_to_string("schema.graphql").expect("schema.graphql is committed")
}

fn schema() -> Schema {
    let schema = Schema::parse_and_validate(committed(), "schema.graphql");
    schema
        .expect("schema.graphql is a valid schema")
        .into_inner()
}

#[test]
fn schema_graphql_is_current() {
    assert!(
        committed() == support_directory::graphql::sdl(),
        "schema.graphql is not current: write it anew with `cargo run -- schema > schema.graphql`, and look at the diff"
    );
}

#[test]
fn every_word_is_described() {
    let mut silent = Vec::new();
    let mut look = |described: bool, name: String| {
        if !described {
            silent.push(name);
        }
    };
    for (name, definition) in schema()
        .types
        .iter()
        .filter(|(_, definition)| !definition.is_built_in())
    {
        match definition {
            ExtendedType::Object(object) => {
                look(object.description.is_some(), name.to_string());
                fields(
                    name,
                    object.fields.values().map(|field| &field.node),
                    &mut look,
                );
            }
            ExtendedType::Interface(interface) => {
                look(interface.description.is_some(), name.to_string());
                fields(
                    name,
                    interface.fields.values().map(|field| &field.node),
                    &mut look,
                );
            }
            ExtendedType::InputObject(input) => {
                look(input.description.is_some(), name.to_string());
                for field in input.fields.values() {
                    look(
                        field.description.is_some(),
                        format!("{name}.{}", field.name),
                    );
                }
            }
            ExtendedType::Enum(words) => {
                look(words.description.is_some(), name.to_string());
                for word in words.values.values() {
                    look(word.description.is_some(), format!("{name}.{}", word.value));
                }
            }
            ExtendedType::Scalar(scalar) => {
                look(scalar.description.is_some(), name.to_string());
                look(
                    scalar.directives.has("specifiedBy"),
                    format!("{name} @specifiedBy"),
                );
            }
            ExtendedType::Union(union) => look(union.description.is_some(), name.to_string()),
        }
    }
    assert!(
        silent.is_empty(),
        "without a description:\n{}",
        silent.join("\n")
    );
}

fn fields<'f>(
    of: &str,
    fields: impl Iterator<Item = &'f apollo_compiler::Node<apollo_compiler::ast::FieldDefinition>>,
    look: &mut impl FnMut(bool, String),
) {
    for field in fields {
        look(field.description.is_some(), format!("{of}.{}", field.name));
        for argument in &field.arguments {
            look(
                argument.description.is_some(),
                format!("{of}.{}({})", field.name, argument.name),
            );
        }
    }
}

#[test]
fn the_fixed_core_is_there_word_for_word() {
    let schema = schema();
    let core = Document::parse(CORE, "core.graphql").expect("the core parses");
    let mut missing = Vec::new();
    for definition in &core.definitions {
        match definition {
            Definition::ObjectTypeDefinition(object) => {
                let built = schema.get_object(&object.name);
                for field in &object.fields {
                    let found = built.and_then(|built| built.fields.get(&field.name));
                    let same = found.is_some_and(|found| {
                        found.ty == field.ty
                            && field.arguments.iter().all(|wanted| {
                                found.arguments.iter().any(|argument| {
                                    argument.name == wanted.name
                                        && argument.ty == wanted.ty
                                        && argument.default_value == wanted.default_value
                                })
                            })
                    });
                    if !same {
                        missing.push(format!("{}.{}", object.name, field.name));
                    }
                }
            }
            Definition::InputObjectTypeDefinition(input) => {
                let built = schema.get_input_object(&input.name);
                for field in &input.fields {
                    let found = built.and_then(|built| built.fields.get(&field.name));
                    if found.is_none_or(|found| found.ty != field.ty) {
                        missing.push(format!("{}.{}", input.name, field.name));
                    }
                }
            }
            Definition::UnionTypeDefinition(union) => {
                let members =
                    |members: &mut dyn Iterator<Item = String>| members.collect::<BTreeSet<_>>();
                let wanted = members(&mut union.members.iter().map(ToString::to_string));
                let built = schema
                    .get_union(&union.name)
                    .map(|built| members(&mut built.members.iter().map(ToString::to_string)));
                if built != Some(wanted) {
                    missing.push(union.name.to_string());
                }
            }
            other => panic!("the core holds something that is not looked at: {other:?}"),
        }
    }
    assert!(
        missing.is_empty(),
        "missing or other than fixed:\n{}",
        missing.join("\n")
    );
}

#[test]
fn names_follow_the_rules() {
    let mut wrong = Vec::new();
    for (name, definition) in schema()
        .types
        .iter()
        .filter(|(_, definition)| !definition.is_built_in())
    {
        let ExtendedType::Object(object) = definition else {
            continue;
        };
        for field in object.fields.values() {
            let of = format!("{name}.{}", field.name);
            if field.name.ends_with("Id")
                && !matches!(
                    field.name.as_str(),
                    "marketplaceId"
                        | "offerId"
                        | "publisherId"
                        | "partnerId"
                        | "contactId"
                        | "thingId"
                )
            {
                wrong.push(format!("{of}: a foreign key; name the thing"));
            }
            if field.ty.inner_named_type() == "DateTime"
                && !field.name.ends_with("At")
                && field.name != "at"
            {
                wrong.push(format!("{of}: times end in At"));
            }
            let list = field.ty.to_string();
            // The path of an error is null when the error is about no field.
            let is_path = of.ends_with("UserError.field");
            // What is asked for by ids has nothing in the place of those not there.
            let is_by_id = ["Query.nodes", "Query._entities"].contains(&of.as_str());
            if list.starts_with('[') && !list.ends_with("!]!") && !is_by_id && !is_path {
                wrong.push(format!("{of}: lists are [T!]!"));
            }
        }
    }
    assert!(wrong.is_empty(), "against the rules:\n{}", wrong.join("\n"));
}

/// What a subgraph lacks of a schema are the fields and types that a gateway adds by itself.
#[test]
fn the_subgraph_is_the_schema_with_keys_and_without_what_a_gateway_adds() {
    let subgraph = support_directory::graphql::subgraph_sdl();
    let schema = committed();
    let lines = |document: &str| -> Vec<String> { document.lines().map(str::to_owned).collect() };
    let (subgraph, schema) = (lines(&subgraph), lines(&schema));

    let added: Vec<&String> = subgraph
        .iter()
        .filter(|line| !schema.contains(line))
        .collect();
    let lacking: Vec<&String> = schema
        .iter()
        .filter(|line| !subgraph.contains(line))
        .collect();

    assert_eq!(
        added,
        [
            "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [\"@key\", \"@shareable\"])",
            "type Offer implements Node @key(fields: \"id\") @key(fields: \"marketplaceId\") {",
            "type PageInfo @shareable {",
            "type Partner implements Node @key(fields: \"id\") @key(fields: \"partnerId\") {",
            "type Publisher implements Node @key(fields: \"id\") @key(fields: \"publisherId\") {",
        ]
    );
    assert_eq!(
        lacking,
        [
            "type Offer implements Node {",
            "type PageInfo {",
            "type Partner implements Node {",
            "type Publisher implements Node {",
            "  \"For gateways: the things with these keys, in their order, null for those not there; at most 1,000.\"",
            "  _entities(",
            "    \"What the gateway knows of them.\"",
            "    representations: [_Any!]!",
            "  ): [_Entity]!",
            "  \"For gateways: this graph as a subgraph.\"",
            "  _service: _Service!",
            "What a gateway knows of a thing of this graph: the name of its type as `__typename`, and the fields of one of its",
            "keys.",
            "scalar _Any @specifiedBy(url: \"https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec#scalar-_any\")",
            "\"A thing that other graphs refer to.\"",
            "union _Entity = Offer | Partner | Publisher",
            "\"This graph, as the composition of a supergraph takes it.\"",
            "type _Service {",
            "  \"Its schema, with the keys of its entities.\"",
            "  sdl: String!",
        ]
    );
}
