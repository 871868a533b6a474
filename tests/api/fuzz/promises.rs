//! What every answer promises, whatever was asked.

use serde_json::Value;

use crate::support::Reply;

/// The codes that may be said of a request. `INTERNAL`, `UNAVAILABLE` and `TIMEOUT` are not among them.
const CODES: [&str; 19] = [
    "BAD_ARGUMENTS",
    "BAD_CURSOR",
    "BAD_ID",
    "BAD_PAGE_SIZE",
    "BAD_REPRESENTATION",
    "BAD_REQUEST",
    "BAD_USER_INPUT",
    "DATE_BEFORE_FIRST_EDITION",
    "FORBIDDEN",
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "INQUIRER_NOT_IN_MODEL",
    "NOT_FOUND",
    "PARTNER_NOT_IN_MODEL",
    "SUBSCRIPTION_NEEDS_STREAM",
    "TOO_COMPLEX",
    "UNAUTHENTICATED",
    "PERSISTED_QUERY_NOT_FOUND",
    "METHOD_NOT_ALLOWED",
];

/// What would tell of the inside of the service.
const INSIDE: [&str; 14] = [
    "sqlx",
    "sqlite",
    "sea_orm",
    "sea-orm",
    "postgres",
    "SELECT ",
    "INSERT ",
    "UPDATE ",
    "constraint failed",
    "panicked",
    "unwrap",
    ".rs:",
    "async_graphql",
    "Some(",
];

/// What is not as promised; nothing if all is.
pub(super) fn broken(reply: &Reply) -> Vec<String> {
    let mut broken = Vec::new();
    let mut look = |holds: bool, what: &str| {
        if !holds {
            broken.push(what.to_owned());
        }
    };
    look(
        !reply.status.is_server_error(),
        "the status is that of a fault of ours",
    );
    let inside = INSIDE.into_iter().find(|word| reply.body.contains(word));
    look(inside.is_none(), &format!("the answer tells of {inside:?}"));
    let Ok(Value::Object(body)) = serde_json::from_str(&reply.body) else {
        look(false, "the answer is no JSON object");
        return broken;
    };
    let known = ["data", "errors", "extensions"];
    look(
        body.keys().all(|name| known.contains(&name.as_str())),
        "a member that is none of an answer",
    );
    let errors = match body.get("errors") {
        None => {
            look(
                body.contains_key("data"),
                "there are neither data nor errors",
            );
            look(
                reply.status == 200,
                "there are no errors, and the status is not 200",
            );
            return broken;
        }
        Some(Value::Array(errors)) => errors,
        Some(_) => &Vec::new(),
    };
    look(!errors.is_empty(), "the list of errors is empty, or none");
    for error in errors {
        let message = error["message"].as_str().unwrap_or_default();
        look(
            !message.is_empty() && message.len() <= 600,
            &format!("the message {message:?}"),
        );
        let code = error["extensions"]["code"].as_str().unwrap_or_default();
        look(CODES.contains(&code), &format!("the code {code:?}"));
        let locations = error.get("locations").is_none_or(are_places);
        look(locations, &format!("the locations {}", error["locations"]));
        let path = error
            .get("path")
            .is_none_or(|path| leads_to_null(path, &body));
        look(path, &format!("the path {}", error["path"]));
    }
    broken
}

fn are_places(locations: &Value) -> bool {
    let is_place = |place: &Value| {
        let number = |name: &str| place[name].as_u64().unwrap_or_default();
        number("line") > 0 && number("column") > 0
    };
    let places = locations.as_array();
    places.is_some_and(|places| !places.is_empty() && places.iter().all(is_place))
}

/// Whether a path leads to what is null for it, or is in what is.
fn leads_to_null(path: &Value, body: &serde_json::Map<String, Value>) -> bool {
    let Some(steps) = path.as_array() else {
        return false;
    };
    let mut place = body.get("data");
    for step in steps {
        place = match (place, step) {
            (Some(Value::Null), _) => return true,
            (Some(Value::Object(object)), Value::String(name)) => object.get(name),
            (Some(Value::Array(items)), Value::Number(at)) => {
                let at = at.as_u64().and_then(|at| usize::try_from(at).ok());
                at.and_then(|at| items.get(at))
            }
            _ => return false,
        };
    }
    !steps.is_empty() && place == Some(&Value::Null)
}
