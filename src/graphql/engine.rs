//! The engine: a document goes through the gate, is parsed once, run, and its errors are coded.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{Request, Response, ServerError, Variables};
use futures_util::FutureExt;
use futures_util::future::ready;
use futures_util::stream::{BoxStream, StreamExt};

use super::context::RequestContext;
use super::fault::code;
use super::gate::{Admitted, Comer, Gate, Weight};
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
    gate: Gate,
    limits: Limits,
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
    /// Whether the answer tells what the document weighs.
    pub weight: Weighing,
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

/// The longest text of an error of the engine: it repeats what it was sent.
const LONGEST_MESSAGE: usize = 500;

impl Engine {
    /// An engine over a store. `trust` says how long the verification of a contact is believed.
    pub fn new(store: Store, limits: Limits, trust: Duration) -> Self {
        let following = Following::new(store.clone());
        Self {
            schema: schema(store.clone(), following.clone(), limits, trust),
            store,
            gate: Gate::new(limits),
            limits,
            following,
            turns: Turns::one_per_processor(),
        }
    }

    /// Takes a request through the gate. Nothing of it is run so far.
    pub fn admit(&self, asked: Asked) -> Result<Admission, Outcome> {
        let mut variables = Variables::from_json(asked.variables.clone().into());
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
            name,
            weight,
        } = admitted.map_err(Outcome::NotRun)?;
        variables::take_out_not_given(&mut document, &variables);
        variables::give_defaults(&document, &mut variables);
        if kind == OperationType::Mutation && asked.safety == Safety::OnlyAsks {
            return Err(Outcome::Unsafe);
        }
        Ok(Admission {
            asked,
            document,
            variables,
            kind: kind.into(),
            name,
            weight,
        })
    }

    /// Answers a request that has one answer.
    pub async fn answer(&self, admission: Admission, caller: Caller) -> Outcome {
        if admission.kind == OperationKind::Subscription {
            let refused = ServerError::new(NEEDS_STREAM_MESSAGE, None);
            return Outcome::NotRun(vec![coded(refused, code::SUBSCRIPTION_NEEDS_STREAM)]);
        }
        self.run(admission, caller).await
    }

    /// Begins to answer a request that may have many answers, as a subscription has. It tells whatever happens from
    /// when this has come back.
    pub async fn watch(&self, admission: Admission, caller: Caller) -> Watched {
        if admission.kind != OperationKind::Subscription {
            let engine = self.clone();
            let run = async move { engine.run(admission, caller).await };
            return Watched::Once(run.boxed());
        }
        match self.following.newest().await {
            Ok(newest) => Watched::Many(self.follow(admission, caller, newest)),
            Err(failure) => Watched::Once(ready(watching::not_begun(&failure)).boxed()),
        }
    }

    async fn run(&self, admission: Admission, caller: Caller) -> Outcome {
        let asked = &admission.asked;
        let changes_something = admission.kind == OperationKind::Mutation;
        let kept = match asked.repeat.clone().filter(|_| changes_something) {
            None => None,
            Some(key) => match repeat::begin(&self.store, key, asked, &caller).await {
                Ok(kept) => kept,
                Err(outcome) => return outcome,
            },
        };
        let told = (asked.weight == Weighing::Told).then(|| admission.weight.tell(&self.limits));
        let request_id = caller.request_id.clone();
        let context = RequestContext::new(&self.store, caller);
        let request = admission.request(Arc::new(context));
        let response = self.schema.execute(request).await;
        if was_not_run(&response) {
            if let Some(kept) = kept {
                kept.not_run(&self.store).await;
            }
            return Outcome::NotRun(refusals(response.errors));
        }
        let mut response = signed(response, &request_id);
        if let Some(weight) = told {
            response.extensions.insert("cost".to_owned(), weight);
        }
        if let Some(kept) = kept {
            kept.answered(&self.store, &response).await;
        }
        Outcome::Run(Box::new(response))
    }

    fn follow(
        &self,
        mut admission: Admission,
        caller: Caller,
        newest: Id<ChangeRecord>,
    ) -> BoxStream<'static, Told> {
        let request_id = caller.request_id.clone();
        let watcher = Arc::new(Watcher::new(newest, admission.asked.seen.take()));
        let context = RequestContext::new(&self.store, caller).of(Arc::clone(&watcher));
        let request = admission.request(Arc::new(context));
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

/// A request that passed the gate.
pub struct Admission {
    asked: Asked,
    document: ExecutableDocument,
    variables: Variables,
    kind: OperationKind,
    name: Option<String>,
    weight: Weight,
}

/// A kind of operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OperationKind {
    /// It only asks.
    Query,
    /// It changes something.
    Mutation,
    /// It is told what happens.
    Subscription,
}

impl OperationKind {
    /// As documents write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Mutation => "mutation",
            Self::Subscription => "subscription",
        }
    }
}

impl From<OperationType> for OperationKind {
    fn from(kind: OperationType) -> Self {
        match kind {
            OperationType::Query => Self::Query,
            OperationType::Mutation => Self::Mutation,
            OperationType::Subscription => Self::Subscription,
        }
    }
}

impl Admission {
    /// What kind of operation is to be run.
    pub fn kind(&self) -> OperationKind {
        self.kind
    }

    /// What it is called, if it has a name.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What it costs.
    pub fn cost(&self) -> u64 {
        self.weight.complexity
    }

    fn request(self, context: Arc<RequestContext>) -> Request {
        let mut variables = self.variables;
        if let Some(upload) = self.asked.upload {
            upload.put_into(&mut variables);
        }
        let mut request = Request::new(self.asked.query)
            .variables(variables)
            .data(context);
        request.set_parsed_query(self.document);
        request
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

/// Why nothing was run, as clients read it.
fn refusals(errors: Vec<ServerError>) -> Vec<ServerError> {
    errors.into_iter().map(code_argument).collect()
}

/// An answer with a code at each of its errors.
fn signed(mut response: Response, request_id: &str) -> Response {
    let errors = std::mem::take(&mut response.errors).into_iter();
    response.errors = errors
        .map(|error| sign(code_argument(error), request_id))
        .collect();
    response
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
