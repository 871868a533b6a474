//! Health: whether the process lives, and whether it can answer.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::Service;

/// The process lives.
pub(super) async fn live() -> Response {
    Json(json!({ "status": "live" })).into_response()
}

/// The process can answer questions; otherwise what is not ready.
pub(super) async fn ready(State(service): State<Arc<Service>>) -> Response {
    if service.draining.has_begun() {
        return not_ready("shutdown");
    }
    match service.store.policy().await {
        Ok(_) => Json(json!({ "status": "ready" })).into_response(),
        Err(failure) => {
            tracing::warn!(error = %failure, "the service is not ready");
            not_ready("database")
        }
    }
}

fn not_ready(waiting_for: &str) -> Response {
    let body = json!({ "status": "not ready", "waitingFor": waiting_for });
    (StatusCode::SERVICE_UNAVAILABLE, Json(body)).into_response()
}
