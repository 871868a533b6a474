//! A request as it is written in a body: JSON, one request or a batch of them.

use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::bound::Beyond;
use super::known::Meant;
use super::unread::Unread;
use crate::graphql::{Safety, Uploaded};

/// A request as it is written.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) document: Meant,
    pub(super) operation_name: Option<String>,
    pub(super) variables: Map<String, Value>,
    pub(super) upload: Option<Uploaded>,
    pub(super) safety: Safety,
}

/// Why a request that means no document is refused.
pub(super) const NO_DOCUMENT: Unread = Unread::bad(NO_QUERY);

const NO_QUERY: &str = "`query` is missing, or not a text.";

/// What a body holds.
#[derive(Debug)]
pub(super) enum Body {
    One(Written),
    /// Several requests, each of which may be unsound by itself.
    Batch(Vec<Result<Written, Unread>>),
}

/// Where a request stands, in the words in which it is refused.
pub(super) struct Source {
    not_json: &'static str,
    not_one: &'static str,
}

/// The whole body.
pub(super) const BODY: Source = Source {
    not_json: "The body is not JSON, or nests too deep.",
    not_one: "The body is not a JSON object with a `query`.",
};

/// A part of a form.
pub(super) const OPERATIONS: Source = Source {
    not_json: "`operations` is not JSON, or nests too deep.",
    not_one: "`operations` is not a JSON object with a `query`; batches are not taken.",
};

/// What a message of a socket brings.
pub(super) const PAYLOAD: Source = Source {
    not_json: "`payload` nests too deep.",
    not_one: "`payload` is not a JSON object with a `query`.",
};

/// A request of a batch.
const ENTRY: Source = Source {
    not_json: "A request of the batch nests too deep.",
    not_one: NO_BATCH_OF_OBJECTS,
};

const NO_BATCH_OF_OBJECTS: &str = "A batch is a JSON array of objects, each with a `query`.";

/// What a request says; what else it says is passed over. Nothing is said twice: whoever stands between, and read
/// the other one, would have let through what it did not see.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Members {
    query: Option<Value>,
    operation_name: Option<Value>,
    variables: Option<Value>,
    extensions: Option<Value>,
    document_id: Option<Value>,
    #[serde(rename = "doc_id")]
    doc_id: Option<Value>,
    id: Option<Value>,
}

/// Reads a body: one request, or a batch where up to this many may come at once.
pub(super) fn read_body(bytes: &[u8], most: usize) -> Result<Body, Unread> {
    if first_of(bytes) != Some(b'[') {
        return read_request(bytes, &BODY).map(Body::One);
    }
    let entries: Vec<&RawValue> =
        serde_json::from_slice(bytes).map_err(|_| Unread::bad(BODY.not_json))?;
    if most < 2 {
        return Err(Unread::bad(
            "Batches are not taken: send one request at a time.",
        ));
    }
    if entries.is_empty() || entries.iter().any(|entry| !entry.get().starts_with('{')) {
        return Err(Unread::bad(NO_BATCH_OF_OBJECTS));
    }
    if entries.len() > most {
        let beyond = Beyond::new("batch", most, entries.len() as u64);
        let why = "The batch holds more requests than this service takes at once.";
        return Err(Unread::too_much(why, beyond));
    }
    let entries = entries.iter();
    let read = entries.map(|entry| read_request(entry.get().as_bytes(), &ENTRY));
    Ok(Body::Batch(read.collect()))
}

/// Reads one request: a JSON object.
pub(super) fn read_request(bytes: &[u8], source: &Source) -> Result<Written, Unread> {
    let members: Members = match serde_json::from_slice(bytes) {
        // An array of the right length would pass for an object.
        Ok(_) if first_of(bytes) != Some(b'{') => return Err(Unread::bad(source.not_one)),
        Ok(members) => members,
        Err(error) if error.classify() != Category::Data => {
            return Err(Unread::bad(source.not_json));
        }
        Err(_) if first_of(bytes) != Some(b'{') => return Err(Unread::bad(source.not_one)),
        Err(_) => return Err(Unread::bad("The request says something twice.")),
    };
    let query = text(members.query, NO_QUERY)?;
    let operation_name = text(members.operation_name, "`operationName` is not a text.")?;
    let variables = object(members.variables, "`variables` is not an object.")?;
    let extensions = object(members.extensions, "`extensions` is not an object.")?;
    // Relay's network layers have no one name for it, and others may mean something else by theirs.
    let relay = [members.doc_id, members.id].into_iter().flatten();
    let id = text(members.document_id, "`documentId` is not a text.")?
        .or(named_by(&extensions)?)
        .or_else(|| relay.filter_map(as_text).next());
    Ok(Written {
        document: Meant::by(query, id).ok_or(NO_DOCUMENT)?,
        operation_name,
        variables,
        upload: None,
        safety: Safety::MayChange,
    })
}

/// The id of a document that is known beforehand, as Apollo's clients and those who follow them write it.
pub(super) fn named_by(extensions: &Map<String, Value>) -> Result<Option<String>, Unread> {
    let persisted = extensions.get("persistedQuery");
    let Some(persisted) = persisted.filter(|persisted| !persisted.is_null()) else {
        return Ok(None);
    };
    let version = persisted.get("version").and_then(Value::as_u64);
    match persisted.get("sha256Hash") {
        Some(Value::String(id)) if version == Some(1) => Ok(Some(id.clone())),
        _ => Err(Unread::bad(
            "`extensions.persistedQuery` is an object with `version`, which is 1, and `sha256Hash`, a text.",
        )),
    }
}

fn text(value: Option<Value>, otherwise: &'static str) -> Result<Option<String>, Unread> {
    match value {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Unread::bad(otherwise)),
    }
}

fn as_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// A value that is an object if it is there.
pub(super) fn object(
    value: Option<Value>,
    otherwise: &'static str,
) -> Result<Map<String, Value>, Unread> {
    match value {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(members)) => Ok(members),
        Some(_) => Err(Unread::bad(otherwise)),
    }
}

/// The first byte that is no space.
fn first_of(bytes: &[u8]) -> Option<u8> {
    bytes
        .iter()
        .copied()
        .find(|byte| !b" \t\r\n".contains(byte))
}
