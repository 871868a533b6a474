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
            if list.starts_with('[') && !list.ends_with("!]!") && of != "Query.nodes" && !is_path {
                wrong.push(format!("{of}: lists are [T!]!"));
            }
        }
    }
    assert!(wrong.is_empty(), "against the rules:\n{}", wrong.join("\n"));
}
