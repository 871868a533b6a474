//! A service of its own for every test, and the words in which tests speak to it.

mod actors;
mod asking;
pub(crate) mod deeds;
pub(crate) mod form;
pub(crate) mod importing;
pub(crate) mod jobs;
mod key_pair;
pub(crate) mod line;
mod log;
mod openid;
mod past;
mod reply;
mod seed;
pub(crate) mod socket;
pub(crate) mod telling;
mod tidy;
mod verdict;
pub(crate) mod watching;

use std::future::pending;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, Version, header};
use axum::response::Response;
use chrono::NaiveDate;
use clap::Parser;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use serde_json::Value;
use support_directory::actions::load_edition::load_first_edition;
use support_directory::config::ServeSettings;
use support_directory::domain::actor::Actor;
use support_directory::graphql::{Asked, Caller, Engine, Languages, Limits, Outcome};
use support_directory::http::{self, Bounds, Connections, Draining, StreamBounds, Terms};
use support_directory::identity::{Grant, Identity, OwnKey, Strangers, Trust, TrustedIssuer};
use support_directory::serve;
use support_directory::store::{Store, StoreUrl};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::OnceCell;
use tower::ServiceExt;

use crate::databases::{Backend, TestDatabase};
pub(crate) use actors::{admin, agent_of, editor_of, nobody, reader};
pub(crate) use key_pair::{AUDIENCE, KeyPair, claims, in_seconds, key_set};
pub(crate) use log::Log;
pub(crate) use openid::{OpenId, Page, Visits};
pub(crate) use reply::Reply;
pub(crate) use seed::{details, facts, target};
pub(crate) use tidy::tidy;
pub(crate) use verdict::verdict;

/// The settings that the service has when nobody sets any.
#[derive(Parser)]
struct Usual {
    #[command(flatten)]
    serve: ServeSettings,
}

/// A service over a kind of database; where that is not installed, the test ends here, passed over.
macro_rules! service_on {
    ($backend:expr) => {
        match $crate::support::TestService::on($backend).await {
            Some(service) => service,
            None => return,
        }
    };
}
pub(crate) use service_on;

/// Holds an answer to its snapshot, which is one for all databases that the test runs on.
macro_rules! assert_one_snapshot {
    ($answer:expr $(,)?) => {{
        let answer = $answer;
        insta::allow_duplicates! { insta::assert_json_snapshot!(answer) }
    }};
}
pub(crate) use assert_one_snapshot;

/// A running service with a database of its own.
pub(crate) struct TestService {
    pub(crate) store: Store,
    router: Router,
    bounds: Bounds,
    terms: Terms,
    identity: Identity,
    own_key: OwnKey,
    engine: Engine,
    draining: Draining,
    pub(crate) url: String,
    _folder: Option<TempDir>,
    _database: Option<TestDatabase>,
}

/// How far clocks may be off in tests.
pub(crate) const LEEWAY: Duration = Duration::from_secs(60);

/// The file of a database that holds the first edition and nothing else: made once, copied by each test.
static EMPTY_DIRECTORY: OnceCell<Vec<u8>> = OnceCell::const_new();

async fn empty_directory() -> Vec<u8> {
    let folder = TempDir::new().expect("there is a place for temporary files");
    let file = folder.path().join("directory.db");
    prepare(&sqlite(&file)).await;
    std::fs::read(&file).expect("closing has written everything into the file")
}

/// The same in PostgreSQL; `None` where that is not installed.
static EMPTY_POSTGRES: OnceCell<Option<TestDatabase>> = OnceCell::const_new();

async fn empty_postgres() -> Option<TestDatabase> {
    let database = TestDatabase::start(Backend::Postgres).await?;
    prepare(database.address()).await;
    Some(database)
}

/// Makes the tables in a database, loads the first edition, and leaves.
async fn prepare(url: &str) {
    open(url, 1).await.close().await;
}

async fn open(url: &str, connections: u32) -> Store {
    let url = StoreUrl::parse(url).expect("the URL is sound");
    let opened = Store::open(&url, connections).await;
    let store = opened.expect("the database opens").store;
    load_first_edition(&store)
        .await
        .expect("the first edition is sound");
    store
}

fn sqlite(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

impl TestService {
    /// A service over SQLite, with the first edition of the rules and nothing else.
    pub(crate) async fn start() -> Self {
        let folder = TempDir::new().expect("there is a place for temporary files");
        let file = folder.path().join("directory.db");
        let empty = EMPTY_DIRECTORY.get_or_init(empty_directory).await;
        std::fs::write(&file, empty).expect("the folder can be written");
        let mut service = Self::at(&sqlite(&file)).await;
        service._folder = Some(folder);
        service
    }

    /// A service over this kind of database, with the first edition of the rules and nothing else; `None`
    /// where it is not installed.
    pub(crate) async fn on(backend: Backend) -> Option<Self> {
        if backend == Backend::Sqlite {
            return Some(Self::start().await);
        }
        let empty = EMPTY_POSTGRES.get_or_init(empty_postgres).await;
        let database = TestDatabase::postgres(empty.as_ref()).await?;
        let mut service = Self::at(database.address()).await;
        service._database = Some(database);
        Some(service)
    }

    /// A service over the database at this URL.
    pub(crate) async fn at(url: &str) -> Self {
        let store = open(url, 4).await;
        let usual = Usual::parse_from(["test"]).serve;
        let limits = serve::limits(&usual.documents, usual.max_import_bytes);
        let trust = usual.contacts.trust();
        let engine = Engine::new(store.clone(), limits, trust);
        let bounds = Bounds {
            running: usual.traffic.max_running,
            slow: usual.traffic.slow(),
            body: usual.max_body,
            time: usual.longest_request(),
            document: limits,
            trust,
            streams: StreamBounds {
                open: usual.max_streams,
                per_socket: usual.max_subscriptions,
                introduction: StreamBounds::INTRODUCTION,
                pulse: StreamBounds::PULSE,
                patience: usual.traffic.longest_pause(),
            },
        };
        let own_key = new_key();
        let identity = trusting(&own_key, None, Strangers::MayRead);
        let terms = Terms::default();
        let draining = Draining::default();
        let router = http::router(
            store.clone(),
            identity.clone(),
            bounds,
            terms.clone(),
            draining.clone(),
        );
        Self {
            store,
            router,
            bounds,
            terms,
            identity,
            own_key,
            engine,
            draining,
            url: url.to_owned(),
            _folder: None,
            _database: None,
        }
    }

    /// The same service, with this much patience for a request.
    pub(crate) fn with_patience(mut self, time: Duration) -> Self {
        self.bounds.time = time;
        self.opened_anew()
    }

    /// The same service, with other bounds.
    pub(crate) fn bounded(mut self, change: impl FnOnce(&mut Bounds)) -> Self {
        change(&mut self.bounds);
        self.opened_anew()
    }

    /// The same service, which takes requests on these terms.
    pub(crate) fn on_terms(mut self, terms: Terms) -> Self {
        self.terms = terms;
        self.opened_anew()
    }

    /// The same service, with other bounds of its streams.
    pub(crate) fn with_streams(mut self, change: impl FnOnce(&mut StreamBounds)) -> Self {
        change(&mut self.bounds.streams);
        self.opened_anew()
    }

    /// The same service, with other limits for documents.
    pub(crate) fn within(mut self, set: impl FnOnce(&mut Limits)) -> Self {
        set(&mut self.bounds.document);
        self.opened_anew()
    }

    fn opened_anew(mut self) -> Self {
        self.router = http::router(
            self.store.clone(),
            self.identity.clone(),
            self.bounds,
            self.terms.clone(),
            self.draining.clone(),
        );
        self
    }

    /// The same service, which takes files of this many bytes.
    pub(crate) fn taking_files_of(mut self, import_bytes: usize) -> Self {
        self.bounds.document.import_bytes = import_bytes;
        self.opened_anew()
    }

    /// The same service, which goes by tokens of its own and of this issuer, and treats strangers so.
    pub(crate) fn trusting(mut self, issuer: Option<TrustedIssuer>, strangers: Strangers) -> Self {
        self.identity = trusting(&self.own_key, issuer, strangers);
        self.opened_anew()
    }

    /// Tells the service that it is to stop.
    pub(crate) fn drain(&self) {
        self.draining.begin();
    }

    /// A service that was started anew over the same database.
    pub(crate) async fn restarted(&self) -> Self {
        let mut restarted = Self::at(&self.url).await;
        restarted.own_key = self.own_key.clone();
        restarted.trusting(None, Strangers::MayRead)
    }

    /// A token of the service's own for somebody who signs in.
    pub(crate) fn token(&self, actor: Actor) -> String {
        let Actor::Member(member) = actor else {
            panic!("there are no tokens for who does not sign in");
        };
        let hour = Duration::from_secs(60 * 60);
        let grant = Grant::check(Arc::unwrap_or_clone(member), hour).expect("it can be granted");
        self.own_key.sign(&grant)
    }

    /// Listens at an address of this machine, for as long as the test runs.
    pub(crate) async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("there is a port");
        let address = listener.local_addr().expect("it has an address");
        let router = self.router.clone();
        let patience = self.bounds.streams.patience;
        let connections = Connections {
            most: 10_000,
            head: Duration::from_secs(60),
            patience,
        };
        tokio::spawn(http::serve(listener, router, connections, pending()));
        address
    }

    /// Sends a request, whatever it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        Reply::read(self.response(request).await).await
    }

    /// Sends a request, and gives the answer before its body is read.
    pub(crate) async fn response(&self, mut request: Request<Body>) -> Response {
        if request.version() == Version::HTTP_11 {
            let host = HeaderValue::from_static("directory.example");
            request.headers_mut().entry(header::HOST).or_insert(host);
        }
        let answered = self.router.clone().oneshot(request).await;
        answered.expect("the router answers everything")
    }

    /// Sends a request without a body.
    pub(crate) async fn fetch(&self, method: Method, path: &str) -> Reply {
        let request = Request::builder().method(method).uri(path);
        self.send(request.body(Body::empty()).expect("the path is sound"))
            .await
    }

    /// Posts a document with its variables, as clients do.
    pub(crate) async fn ask(&self, query: &str, variables: Value) -> Reply {
        self.ask_in(None, query, variables).await
    }

    /// Posts a document as somebody who reads these languages.
    pub(crate) async fn ask_in(
        &self,
        languages: Option<&str>,
        query: &str,
        variables: Value,
    ) -> Reply {
        let mut asking = self.asking(query, variables);
        if let Some(languages) = languages {
            asking = asking.with(header::ACCEPT_LANGUAGE, languages);
        }
        asking.send().await
    }

    /// What a document that runs without errors gives.
    pub(crate) async fn data(&self, query: &str, variables: Value) -> Value {
        self.ask(query, variables).await.data()
    }

    /// What a document gives the operator, who does not come through the door but stands behind it.
    pub(crate) async fn data_for_operator(&self, query: &str) -> Value {
        let asked = Asked {
            query: query.to_owned(),
            ..Asked::default()
        };
        let caller = Caller {
            actor: Actor::Operator,
            languages: Languages::default(),
            request_id: "test".to_owned(),
        };
        let Ok(admission) = self.engine.admit(asked) else {
            panic!("the document is not sound: {query}");
        };
        let Outcome::Run(response) = self.engine.answer(admission, caller).await else {
            panic!("the document was not run: {query}");
        };
        assert_eq!(response.errors, []);
        response.data.into_json().expect("data is JSON")
    }

    /// How many statements a document costs that runs without errors.
    pub(crate) async fn cost(&self, query: &str, variables: Value) -> u64 {
        let before = self.store.statements();
        self.data(query, variables).await;
        self.store.statements() - before
    }

    /// A connection of its own to the database, past the store.
    pub(crate) async fn database(&self) -> DatabaseConnection {
        sea_orm::Database::connect(&self.url)
            .await
            .expect("the database opens")
    }

    /// Runs a statement past the store: what an accident would do.
    pub(crate) async fn harm(&self, statement: &str) {
        let database = self.database().await;
        database
            .execute_unprepared(statement)
            .await
            .expect("the statement is sound");
        database.close().await.expect("the database closes");
    }
}

/// A key of a service's own, in no file.
fn new_key() -> OwnKey {
    let folder = TempDir::new().expect("there is a place for temporary files");
    OwnKey::open(&folder.path().join("key.pem")).expect("a key can be made")
}

fn trusting(own_key: &OwnKey, issuer: Option<TrustedIssuer>, strangers: Strangers) -> Identity {
    let trust = Trust {
        own_key: Some(own_key.clone()),
        issuer,
        leeway: LEEWAY,
        strangers,
    };
    Identity::new(trust).expect("whom it trusts can be trusted")
}

/// A day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("the day is written as 2019-11-20")
}
