//! `schema`: prints the GraphQL schema.

use std::io::{ErrorKind, Write, stdout};
use std::process::ExitCode;

use super::failure::Stopped;
use crate::graphql;

/// Prints the GraphQL schema, as `schema.graphql` holds it.
pub fn print_schema() -> Result<ExitCode, Stopped> {
    match stdout().lock().write_all(graphql::sdl().as_bytes()) {
        // A reader that has seen enough, such as `head`, closes the pipe.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Stopped::Unwritable(error)),
        Ok(()) | Err(_) => Ok(ExitCode::SUCCESS),
    }
}
