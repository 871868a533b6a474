//! `@listSize`: how many things a list holds at most, said in the contract, where clients and gateways find it too.

use async_graphql::TypeDirective;

/// How many things the list is taken to hold when the cost of a document is told: the most that it can hold.
#[TypeDirective(name = "listSize", location = "FieldDefinition")]
pub(super) fn list_size(assumed_size: u32) {}
