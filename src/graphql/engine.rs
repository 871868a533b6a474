//! The engine: a document goes through the gate, is parsed once, run, and its errors are coded.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::parser::parse_query;
use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{Name, Request, Response, ServerError, Variables};
use futures_util::FutureExt;
use futures_util::future::ready;
use futures_util::stream::{BoxStream, StreamExt};

use super::context::RequestContext;
use super::fault::code;
use super::gate::{self, TurnedAway};
use super::repeat::{self, NotRepeated, Repeat};
use super::turns::Turns;
use super::uploads::Uploaded;
use super::variables;
use super::watching::{self, Told, Watched, Watcher};
use super::{Languages, Limits, Schema, schema};
use crate::actions::follow_changes::Following;
use crate::domain::Id;
use crate::domain::actor::Actor;
use crate::domain::change::ChangeRecord;
use crate::store::Store;

/// Runs documents over a store. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    schema: Schema,
    store: Store,
    following: Following,
    turns: Turns,
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
    /// What its client was told last, by its place, before it was cut off; counts for subscriptions.
    pub seen: Option<String>,
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
    Run(Box<Response>),
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
        let following = Following::new(store.clone());
        Self {
            schema: schema(store.clone(), following.clone(), limits, trust),
            store,
            following,
            turns: Turns::one_per_processor(),
        }
    }

    /// Answers a request that has one answer.
    pub async fn answer(&self, mut asked: Asked, caller: Caller) -> Outcome {
        match self.prepare(&mut asked) {
            Ok(prepared) if prepared.kind == OperationType::Subscription => {
                refused(NEEDS_STREAM_MESSAGE.to_owned(), NEEDS_STREAM)
            }
            Ok(prepared) => self.run(prepared, asked, caller).await,
            Err(outcome) => outcome,
        }
    }

    /// Begins to answer a request that may have many answers, as a subscription has. It tells whatever happens from
    /// when this has come back.
    pub async fn watch(&self, mut asked: Asked, caller: Caller) -> Watched {
        let once = |outcome| Watched::Once(ready(outcome).boxed());
        match self.prepare(&mut asked) {
            Ok(prepared) if prepared.kind == OperationType::Subscription => {
                match self.following.newest().await {
                    Ok(newest) => Watched::Many(self.follow(prepared, asked, caller, newest)),
                    Err(failure) => once(watching::not_begun(&failure)),
                }
            }
            Ok(prepared) => {
                let engine = self.clone();
                let run = async move { engine.run(prepared, asked, caller).await };
                Watched::Once(run.boxed())
            }
            Err(outcome) => once(outcome),
        }
    }

    /// Takes a document through the gate.
    fn prepare(&self, asked: &mut Asked) -> Result<Prepared, Outcome> {
        gate::scan(&asked.query).map_err(|turned_away| not_run(&turned_away))?;
        let mut document = parse_query(&asked.query)
            .map_err(|error| Outcome::NotRun(vec![coded(error.into(), PARSE_FAILED)]))?;
        gate::weigh(&document).map_err(|turned_away| not_run(&turned_away))?;
        let operation_name = asked.operation_name.as_deref();
        variables::take_out_not_given(&mut document, operation_name, &asked.variables)
            .map_err(|missing| not_sound(missing.message()))?;
        let kind = kind(&document, operation_name);
        if kind == OperationType::Mutation && asked.safety == Safety::OnlyAsks {
            return Err(Outcome::Unsafe);
        }
        Ok(Prepared { document, kind })
    }

    async fn run(&self, prepared: Prepared, asked: Asked, caller: Caller) -> Outcome {
        let changes_something = prepared.kind == OperationType::Mutation;
        let kept = match asked.repeat.clone().filter(|_| changes_something) {
            None => None,
            Some(key) => match repeat::begin(&self.store, key, &asked, &caller).await {
                Ok(kept) => kept,
                Err(outcome) => return outcome,
            },
        };
        let request_id = caller.request_id.clone();
        let context = RequestContext::new(&self.store, caller);
        let request = request(prepared, asked, Arc::new(context));
        let response = self.schema.execute(request).await;
        if was_not_run(&response) {
            if let Some(kept) = kept {
                kept.not_run(&self.store).await;
            }
            return Outcome::NotRun(refusals(response.errors));
        }
        let response = signed(response, &request_id);
        if let Some(kept) = kept {
            kept.answered(&self.store, &response).await;
        }
        Outcome::Run(Box::new(response))
    }

    fn follow(
        &self,
        prepared: Prepared,
        mut asked: Asked,
        caller: Caller,
        newest: Id<ChangeRecord>,
    ) -> BoxStream<'static, Told> {
        let request_id = caller.request_id.clone();
        let watcher = Arc::new(Watcher::new(newest, asked.seen.take()));
        let context = RequestContext::new(&self.store, caller).of(Arc::clone(&watcher));
        let request = request(prepared, asked, Arc::new(context));
        let responses = self.schema.execute_stream(request);
        let told = responses.map(move |response| Told {
            place: watcher.place(),
            outcome: if was_not_run(&response) {
                Outcome::NotRun(refusals(response.errors))
            } else {
                Outcome::Run(Box::new(signed(response, &request_id)))
            },
        });
        self.turns.taken_by(told.boxed()).boxed()
    }
}

fn request(prepared: Prepared, asked: Asked, context: Arc<RequestContext>) -> Request {
    let mut variables = Variables::from_json(asked.variables.into());
    if let Some(upload) = asked.upload {
        upload.put_into(&mut variables);
    }
    let mut request = Request::new(asked.query).variables(variables).data(context);
    request.operation_name = asked.operation_name;
    request.set_parsed_query(prepared.document);
    request
}

/// A document that went through the gate.
struct Prepared {
    document: ExecutableDocument,
    /// What kind of operation is to be run.
    kind: OperationType,
}

/// What kind of operation is to be run. Of several without a name none is, which the engine refuses; then
/// what changes something counts first.
fn kind(document: &ExecutableDocument, operation_name: Option<&str>) -> OperationType {
    let mut kinds = document
        .operations
        .iter()
        .filter(|(name, _)| operation_name.is_none() || name.map(Name::as_str) == operation_name)
        .map(|(_, operation)| operation.node.ty)
        .collect::<Vec<_>>();
    kinds.sort_by_key(|kind| match kind {
        OperationType::Mutation => 0,
        OperationType::Query => 1,
        OperationType::Subscription => 2,
    });
    kinds.first().copied().unwrap_or(OperationType::Query)
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

/// Why nothing was run, as clients read it.
fn refusals(errors: Vec<ServerError>) -> Vec<ServerError> {
    errors
        .into_iter()
        .take(MOST_ERRORS)
        .map(code_refusal)
        .collect()
}

/// An answer with a code at each of its errors.
fn signed(mut response: Response, request_id: &str) -> Response {
    let errors = std::mem::take(&mut response.errors).into_iter();
    response.errors = errors
        .map(|error| sign(code_argument(error), request_id))
        .collect();
    response
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
