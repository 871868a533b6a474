//! `schema`: prints the GraphQL schema.

use std::process::ExitCode;

use crate::graphql;

pub(super) fn run() -> ExitCode {
    print!("{}", graphql::sdl());
    ExitCode::SUCCESS
}
