//! `schema`: prints the GraphQL schema.

use std::io::{ErrorKind, Write, stdout};
use std::process::ExitCode;

use clap::Args;

use super::failure::Stopped;
use crate::graphql;

/// Print the GraphQL schema
#[derive(Debug, Args)]
pub struct PrintSchema {
    /// As a subgraph of Apollo Federation 2: with the keys of its entities, without what a gateway adds by itself
    #[arg(long)]
    subgraph: bool,
}

impl PrintSchema {
    /// Prints the GraphQL schema, as `schema.graphql` holds it or as a gateway composes it.
    pub fn run(self) -> Result<ExitCode, Stopped> {
        let schema = if self.subgraph {
            graphql::subgraph_sdl()
        } else {
            graphql::sdl()
        };
        print(&schema)
    }
}

fn print(schema: &str) -> Result<ExitCode, Stopped> {
    match stdout().lock().write_all(schema.as_bytes()) {
        // A reader that has seen enough, such as `head`, closes the pipe.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Stopped::Unwritable(error)),
        Ok(()) | Err(_) => Ok(ExitCode::SUCCESS),
    }
}
