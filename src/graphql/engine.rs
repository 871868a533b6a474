//! The engine: a document goes through the gate, is parsed once, run, and its errors are coded.

use std::time::Duration;

use async_graphql::parser::parse_query;
use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{Name, Request, Response, ServerError, Variables};

use super::context::RequestContext;
use super::fault::code;
use super::gate::{self, TurnedAway};
use super::repeat::{self, NotRepeated, Repeat};
use super::uploads::Uploaded;
use super::variables;
use super::{Languages, Limits, Schema, schema};
use crate::domain::actor::Actor;
use crate::store::Store;

/// Runs documents over a store. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    schema: Schema,
    store: Store,
}

/// What a client asks.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The document.
    pub query: String,
    /// Which of its operations to run, when it holds several.
    pub operation_name: Option<String>,
    /// The values of its variables.
    pub variables: serde_json::Map<String, serde_json::Value>,
    /// The file that came with it, which stands for one of the variables.
    pub upload: Option<Uploaded>,
    /// Whether it may change anything.
    pub safety: Safety,
    /// Under which key it may be repeated; counts for mutations.
    pub repeat: Option<Repeat>,
}

/// Whether a request may change anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Safety {
    /// It may.
    #[default]
    MayChange,
    /// It only asks, as a GET does: a link that somebody follows changes nothing.
    OnlyAsks,
}

/// Who asks.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who it is.
    pub actor: Actor,
    /// What languages it reads.
    pub languages: Languages,
    /// The id under which the request stands in the log.
    pub request_id: String,
}

/// What came of a request.
pub enum Outcome {
    /// It was run; single fields may have failed.
    Run(Response),
    /// It was not run: the document or its variables are not sound.
    NotRun(Vec<ServerError>),
    /// It was not run: it would change something, and may not.
    Unsafe,
    /// It was run before, under the same key: the first answer, as JSON.
    Again(String),
    /// It was not run: something is wrong with its key.
    NotRepeated(NotRepeated),
    /// It was not run: other changes went on for too long.
    Busy,
    /// It was not run, through our fault.
    Broken,
}

/// The most errors that one answer lists, and the longest text of each.
const MOST_ERRORS: usize = 20;
const LONGEST_MESSAGE: usize = 500;

impl Engine {
    /// An engine over a store. `trust` says how long the verification of a contact is believed.
    pub fn new(store: Store, limits: Limits, trust: Duration) -> Self {
        Self {
            schema: schema(store.clone(), limits, trust),
            store,
        }
    }

    /// Answers a request.
    pub async fn answer(&self, asked: Asked, caller: Caller) -> Outcome {
        if let Err(turned_away) = gate::scan(&asked.query) {
            return not_run(&turned_away);
        }
        let mut document = match parse_query(&asked.query) {
            Ok(document) => document,
            Err(error) => return Outcome::NotRun(vec![coded(error.into(), PARSE_FAILED)]),
        };
        if let Err(turned_away) = gate::weigh(&document) {
            return not_run(&turned_away);
        }
        let operation_name = asked.operation_name.as_deref();
        let taken_out =
            variables::take_out_not_given(&mut document, operation_name, &asked.variables);
        if let Err(missing) = taken_out {
            return not_sound(missing.message());
        }
        if runs(&document, operation_name, OperationType::Subscription) {
            return refused(NEEDS_STREAM_MESSAGE.to_owned(), NEEDS_STREAM);
        }
        let changes_something = runs(&document, operation_name, OperationType::Mutation);
        if changes_something && asked.safety == Safety::OnlyAsks {
            return Outcome::Unsafe;
        }
        let kept = match asked.repeat.clone().filter(|_| changes_something) {
            None => None,
            Some(key) => match repeat::begin(&self.store, key, &asked, &caller).await {
                Ok(kept) => kept,
                Err(outcome) => return outcome,
            },
        };
        let request_id = caller.request_id.clone();
        let mut variables = Variables::from_json(asked.variables.into());
        if let Some(upload) = asked.upload {
            upload.put_into(&mut variables);
        }
        let mut request = Request::new(asked.query)
            .variables(variables)
            .data(RequestContext::new(&self.store, caller));
        request.operation_name = asked.operation_name;
        request.set_parsed_query(document);
        let mut response = self.schema.execute(request).await;
        if was_not_run(&response) {
            if let Some(kept) = kept {
                kept.not_run(&self.store).await;
            }
            return Outcome::NotRun(
                response
                    .errors
                    .into_iter()
                    .take(MOST_ERRORS)
                    .map(code_refusal)
                    .collect(),
            );
        }
        let errors = std::mem::take(&mut response.errors).into_iter();
        response.errors = errors
            .map(|error| sign(code_argument(error), &request_id))
            .collect();
        if let Some(kept) = kept {
            kept.answered(&self.store, &response).await;
        }
        Outcome::Run(response)
    }
}

/// Whether the operation that is to be run is of this kind.
fn runs(document: &ExecutableDocument, operation_name: Option<&str>, kind: OperationType) -> bool {
    document
        .operations
        .iter()
        .filter(|(name, _)| operation_name.is_none() || name.map(Name::as_str) == operation_name)
        .any(|(_, operation)| operation.node.ty == kind)
}

const PARSE_FAILED: &str = "GRAPHQL_PARSE_FAILED";
const VALIDATION_FAILED: &str = "GRAPHQL_VALIDATION_FAILED";
const TOO_COMPLEX: &str = "TOO_COMPLEX";
const NEEDS_STREAM: &str = "SUBSCRIPTION_NEEDS_STREAM";
const NEEDS_STREAM_MESSAGE: &str =
    "A subscription is not answered once: ask for it where the answer is a stream.";

fn not_run(turned_away: &TurnedAway) -> Outcome {
    let code = match turned_away {
        TurnedAway::NestedTooDeep | TurnedAway::TooLarge => TOO_COMPLEX,
        TurnedAway::FragmentCycle => VALIDATION_FAILED,
    };
    refused(turned_away.message(), code)
}

fn not_sound(message: String) -> Outcome {
    refused(message, VALIDATION_FAILED)
}

fn refused(message: String, code: &'static str) -> Outcome {
    Outcome::NotRun(vec![coded(ServerError::new(message, None), code)])
}

/// Whether nothing was run: an error of the run names its field.
fn was_not_run(response: &Response) -> bool {
    response.is_err() && response.errors.iter().all(|error| error.path.is_empty())
}

/// How the engine words it that a document is beyond a limit.
const LIMIT_MESSAGES: &[&str] = &[
    "Query is too complex.",
    "Query is nested too deep.",
    "The recursion depth of the query",
    "The number of directives on the field",
    "The amount of aliases of the query",
];

/// Gives a code to an error by which the engine refuses a document.
fn code_refusal(error: ServerError) -> ServerError {
    let beyond_limit = LIMIT_MESSAGES
        .iter()
        .any(|message| error.message.starts_with(message));
    coded(
        error,
        if beyond_limit {
            TOO_COMPLEX
        } else {
            VALIDATION_FAILED
        },
    )
}

/// The error with a code, and no longer than a client can read: the engine repeats what it was sent.
fn coded(mut error: ServerError, code: &'static str) -> ServerError {
    if error.message.len() > LONGEST_MESSAGE {
        error.message = error
            .message
            .chars()
            .take(LONGEST_MESSAGE)
            .chain(['…'])
            .collect();
    }
    error.extensions.get_or_insert_default().set("code", code);
    error
}

/// Gives a code to an error by which the engine refuses the arguments of a field while it runs: it
/// reads scalars and variables no sooner. A fault has its code.
fn code_argument(error: ServerError) -> ServerError {
    let extensions = error.extensions.as_ref();
    if extensions.is_some_and(|extensions| extensions.get("code").is_some()) {
        error
    } else {
        coded(error, VALIDATION_FAILED)
    }
}

/// Names the request to a client whose request failed through our fault.
fn sign(mut error: ServerError, request_id: &str) -> ServerError {
    if let Some(extensions) = &mut error.extensions
        && extensions.get("code") == Some(&code::INTERNAL.into())
    {
        extensions.set("requestId", request_id);
    }
    error
}
