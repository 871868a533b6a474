//! Health: whether the process lives, and whether it can answer.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::time::timeout;

use super::Service;
use crate::store::{Lacking, chain};

/// The process lives.
pub(super) async fn live() -> Response {
    Json(json!({ "status": "live" })).into_response()
}

/// How long the database may take to answer: probes give up after a second, and are to be told why.
const PATIENCE: Duration = Duration::from_millis(900);

/// The process can answer questions; otherwise what is not ready.
pub(super) async fn ready(State(service): State<Arc<Service>>) -> Response {
    if service.draining.has_begun() {
        return not_ready("shutdown");
    }
    let Ok(ready) = timeout(PATIENCE, service.store.ready()).await else {
        tracing::warn!("the service is not ready: the database takes long to answer");
        return not_ready("database");
    };
    match ready {
        Ok(()) => Json(json!({ "status": "ready" })).into_response(),
        Err(lacking) => {
            tracing::warn!(error = %chain(&lacking), "the service is not ready");
            not_ready(match lacking {
                Lacking::Database(_) => "database",
                Lacking::Migrations(_) => "migrations",
                Lacking::Rules(_) => "rules",
            })
        }
    }
}

fn not_ready(waiting_for: &str) -> Response {
    let body = json!({ "status": "not ready", "waitingFor": waiting_for });
    (StatusCode::SERVICE_UNAVAILABLE, Json(body)).into_response()
}
