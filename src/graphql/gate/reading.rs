//! Reads the contract off a schema, and off what every schema has.

use std::collections::{BTreeSet, HashMap};

use async_graphql::Name;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    FieldDefinition, InputValueDefinition, ServiceDocument, Type, TypeKind, TypeSystemDefinition,
};
use async_graphql::{Positioned, parser};

use super::contract::{Argument, Composite, Contract, Directive, Field, Input, Kind};
use super::items::Items;

/// What can be asked of every schema.
const INTROSPECTION: &str = include_str!("introspection.graphql");

pub(super) fn read(sdl: &str) -> Contract {
    let documents = [sdl, INTROSPECTION].map(|text| parsed(text).expect("the schema is sound"));
    let mut contract = Contract::default();
    let connections = connections(&documents);
    for definition in documents.iter().flat_map(|document| &document.definitions) {
        take_in(definition, &connections, &mut contract);
    }
    find_objects(&documents, &mut contract);
    add_introspection(&mut contract);
    contract
}

fn parsed(text: &str) -> parser::Result<ServiceDocument> {
    parse_schema(text)
}

/// The types that are pages of a list: they say where the page lies in it.
fn connections(documents: &[ServiceDocument]) -> BTreeSet<Name> {
    let definitions = documents.iter().flat_map(|document| &document.definitions);
    let connections = definitions.filter_map(|definition| match definition {
        TypeSystemDefinition::Type(ty) => match &ty.node.kind {
            TypeKind::Object(object) => {
                let mut fields = object.fields.iter().map(|field| &field.node.name.node);
                fields
                    .any(|name| name == "pageInfo")
                    .then(|| ty.node.name.node.clone())
            }
            _ => None,
        },
        _ => None,
    });
    connections.collect()
}

fn take_in(
    definition: &TypeSystemDefinition,
    connections: &BTreeSet<Name>,
    contract: &mut Contract,
) {
    match definition {
        TypeSystemDefinition::Schema(schema) => {
            let name =
                |root: &Option<Positioned<Name>>| root.as_ref().map(|root| root.node.clone());
            contract.query = name(&schema.node.query);
            contract.mutation = name(&schema.node.mutation);
            contract.subscription = name(&schema.node.subscription);
        }
        TypeSystemDefinition::Type(ty) => {
            let name = &ty.node.name.node;
            let is_connection = connections.contains(name);
            let fields = |fields| fields_of(fields, is_connection, connections);
            let kind = match &ty.node.kind {
                TypeKind::Scalar => Kind::Scalar,
                TypeKind::Enum(words) => Kind::Enum(
                    words
                        .values
                        .iter()
                        .map(|word| word.node.value.node.clone())
                        .collect(),
                ),
                TypeKind::InputObject(input) => Kind::Input(Input {
                    fields: arguments(&input.fields),
                    is_one_of: ty
                        .node
                        .directives
                        .iter()
                        .any(|directive| directive.node.name.node == "oneOf"),
                }),
                TypeKind::Object(object) => Kind::Composite(Composite {
                    fields: fields(&object.fields),
                    objects: BTreeSet::from([name.clone()]),
                    is_object: true,
                }),
                TypeKind::Interface(interface) => Kind::Composite(Composite {
                    fields: fields(&interface.fields),
                    ..Composite::default()
                }),
                TypeKind::Union(union) => Kind::Composite(Composite {
                    objects: union
                        .members
                        .iter()
                        .map(|member| member.node.clone())
                        .collect(),
                    ..Composite::default()
                }),
            };
            contract.kinds.insert(name.clone(), kind);
        }
        TypeSystemDefinition::Directive(directive) => {
            let directive = &directive.node;
            let taken_in = Directive {
                arguments: arguments(&directive.arguments),
                locations: directive
                    .locations
                    .iter()
                    .map(|location| location.node)
                    .collect(),
            };
            contract
                .directives
                .insert(directive.name.node.clone(), taken_in);
        }
    }
}

fn fields_of(
    fields: &[Positioned<FieldDefinition>],
    is_of_connection: bool,
    connections: &BTreeSet<Name>,
) -> HashMap<Name, Field> {
    let fields = fields.iter().map(|field| {
        let field = &field.node;
        let taken_in = Field {
            arguments: arguments(&field.arguments),
            ty: field.ty.node.clone(),
            items: Items::of(field, is_of_connection, |name| connections.contains(name)),
        };
        (field.name.node.clone(), taken_in)
    });
    fields.collect()
}

fn arguments(definitions: &[Positioned<InputValueDefinition>]) -> Vec<Argument> {
    let arguments = definitions.iter().map(|argument| Argument {
        name: argument.node.name.node.clone(),
        ty: argument.node.ty.node.clone(),
        default: argument
            .node
            .default_value
            .as_ref()
            .map(|value| value.node.clone()),
    });
    arguments.collect()
}

/// Finds the objects that implement each interface.
fn find_objects(documents: &[ServiceDocument], contract: &mut Contract) {
    for definition in documents.iter().flat_map(|document| &document.definitions) {
        let TypeSystemDefinition::Type(ty) = definition else {
            continue;
        };
        let TypeKind::Object(object) = &ty.node.kind else {
            continue;
        };
        for interface in &object.implements {
            if let Some(Kind::Composite(composite)) = contract.kinds.get_mut(&interface.node) {
                composite.objects.insert(ty.node.name.node.clone());
            }
        }
    }
}

/// Adds what can be asked of the schema itself to what can be asked.
fn add_introspection(contract: &mut Contract) {
    let Some(Kind::Composite(query)) = contract
        .query
        .as_ref()
        .and_then(|query| contract.kinds.get_mut(query))
    else {
        return;
    };
    let ty = |text| Type::new(text).expect("it is a type");
    let name = Argument {
        name: Name::new("name"),
        ty: ty("String!"),
        default: None,
    };
    for (field, arguments, gives) in [
        ("__schema", Vec::new(), "__Schema!"),
        ("__type", vec![name], "__Type"),
    ] {
        let field_of_query = Field {
            arguments,
            ty: ty(gives),
            items: Items::One,
        };
        query.fields.insert(Name::new(field), field_of_query);
    }
}
