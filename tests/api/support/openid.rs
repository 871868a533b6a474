//! An OpenID provider on loopback, which counts what it is asked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::time::sleep;

/// An OpenID provider.
pub(crate) struct OpenId {
    pub(crate) issuer: String,
    published: Arc<Mutex<Published>>,
}

/// What it answers, and how often it was asked.
struct Published {
    discovery: Page,
    keys: Page,
    asked: Visits,
}

/// What a page of it answers.
#[derive(Clone)]
pub(crate) enum Page {
    Json(Value),
    Text(String),
    Elsewhere(&'static str),
    Away,
    Late(Duration),
}

/// How often it was asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Visits {
    pub(crate) discovery: usize,
    pub(crate) keys: usize,
}

impl OpenId {
    /// A provider that publishes these keys.
    pub(crate) async fn start(keys: Value) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let issuer = format!("http://{address}/realm");
        let published = Arc::new(Mutex::new(Published {
            discovery: Page::Json(json!({
                "issuer": issuer,
                "jwks_uri": format!("{issuer}/keys"),
            })),
            keys: Page::Json(keys),
            asked: Visits::default(),
        }));
        let router = Router::new()
            .route(
                "/realm/.well-known/openid-configuration",
                get(answer_discovery),
            )
            .route("/realm/keys", get(answer_keys))
            .with_state(Arc::clone(&published));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { issuer, published }
    }

    /// Publishes other keys.
    pub(crate) fn publish(&self, keys: Page) {
        self.published.lock().expect("nobody panicked").keys = keys;
    }

    /// Answers discovery otherwise.
    pub(crate) fn discover(&self, discovery: Page) {
        self.published.lock().expect("nobody panicked").discovery = discovery;
    }

    /// How often it was asked.
    pub(crate) fn asked(&self) -> Visits {
        self.published.lock().expect("nobody panicked").asked
    }
}

type Shared = State<Arc<Mutex<Published>>>;

async fn answer_discovery(State(published): Shared) -> Page {
    let mut published = published.lock().expect("nobody panicked");
    published.asked.discovery += 1;
    published.discovery.clone()
}

async fn answer_keys(State(published): Shared) -> Page {
    let page = {
        let mut published = published.lock().expect("nobody panicked");
        published.asked.keys += 1;
        published.keys.clone()
    };
    if let Page::Late(wait) = page {
        sleep(wait).await;
    }
    page
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        match self {
            Self::Json(value) => axum::Json(value).into_response(),
            Self::Text(text) => text.into_response(),
            Self::Elsewhere(address) => Redirect::temporary(address).into_response(),
            Self::Away | Self::Late(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        }
    }
}
