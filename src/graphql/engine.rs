//! The engine: a document goes through the gate, is parsed once, run, and its errors are coded.

use std::time::Duration;

use async_graphql::parser::types::OperationType;
use async_graphql::{Request, Response, ServerError, Variables};

use super::context::RequestContext;
use super::fault::code;
use super::gate::{Admitted, Comer, Gate};
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
    gate: Gate,
    limits: Limits,
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
    /// Whether the answer tells what the document weighs.
    pub weight: Weighing,
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

/// Whether an answer tells what its document weighs, and what it may weigh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weighing {
    /// It does not.
    #[default]
    Untold,
    /// It does, among its extensions.
    Told,
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

/// The longest text of an error of the engine: it repeats what it was sent.
const LONGEST_MESSAGE: usize = 500;

impl Engine {
    /// An engine over a store. `trust` says how long the verification of a contact is believed.
    pub fn new(store: Store, limits: Limits, trust: Duration) -> Self {
        Self {
            schema: schema(store.clone(), limits, trust),
            store,
            gate: Gate::new(limits),
            limits,
        }
    }

    /// Answers a request.
    pub async fn answer(&self, asked: Asked, caller: Caller) -> Outcome {
        let variables = Variables::from_json(asked.variables.clone().into());
        let admitted = self.gate.admit(Comer {
            document: &asked.query,
            operation_name: asked.operation_name.as_deref(),
            variables: &variables,
            variables_bytes: written_length(&asked.variables),
            uploaded: asked.upload.as_ref().map(|upload| upload.path.as_slice()),
        });
        let Admitted {
            mut document,
            kind,
            weight,
        } = match admitted {
            Ok(admitted) => admitted,
            Err(refused) => return Outcome::NotRun(refused),
        };
        if kind == OperationType::Subscription {
            let refused = ServerError::new(NEEDS_STREAM_MESSAGE, None);
            return Outcome::NotRun(vec![coded(refused, code::SUBSCRIPTION_NEEDS_STREAM)]);
        }
        variables::take_out_not_given(&mut document, &variables);
        let changes_something = kind == OperationType::Mutation;
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
        let mut variables = variables;
        if let Some(upload) = asked.upload {
            upload.put_into(&mut variables);
        }
        let mut request = Request::new(asked.query)
            .variables(variables)
            .data(RequestContext::new(&self.store, caller));
        request.set_parsed_query(document);
        let mut response = self.schema.execute(request).await;
        if was_not_run(&response) {
            if let Some(kept) = kept {
                kept.not_run(&self.store).await;
            }
            let refused = response.errors.into_iter();
            return Outcome::NotRun(refused.map(code_argument).collect());
        }
        let errors = std::mem::take(&mut response.errors).into_iter();
        response.errors = errors
            .map(|error| sign(code_argument(error), &request_id))
            .collect();
        if asked.weight == Weighing::Told {
            response
                .extensions
                .insert("cost".to_owned(), weight.tell(&self.limits));
        }
        if let Some(kept) = kept {
            kept.answered(&self.store, &response).await;
        }
        Outcome::Run(response)
    }
}

const NEEDS_STREAM_MESSAGE: &str =
    "A subscription is not answered once: ask for it where the answer is a stream.";

/// How many bytes the variables have, as compact JSON.
fn written_length(variables: &serde_json::Map<String, serde_json::Value>) -> usize {
    struct Length(usize);
    impl std::io::Write for Length {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut length = Length(0);
    serde_json::to_writer(&mut length, variables).expect("JSON can be written");
    length.0
}

/// Whether nothing was run: an error of the run names its field.
fn was_not_run(response: &Response) -> bool {
    response.is_err() && response.errors.iter().all(|error| error.path.is_empty())
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
        coded(error, code::GRAPHQL_VALIDATION_FAILED)
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
