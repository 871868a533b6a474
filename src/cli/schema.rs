//! `schema`: prints the GraphQL schema.

use std::process::ExitCode;

use crate::graphql;

/// Prints the GraphQL schema, as `schema.graphql` holds it.
pub fn print_schema() -> ExitCode {
    print!("{}", graphql::sdl());
    ExitCode::SUCCESS
}
