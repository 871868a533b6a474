//! Forms with a file (GraphQL multipart requests): `operations`, then `map`, then the file.
//!
//! A page of somebody else can have a browser send a form in the name of who looks at it, but not with a header of
//! its own choice: so a form counts with one only. It holds one request and one file, which stands for one
//! variable; it is read part by part, and no further than it may be long. The file of somebody who may not import is
//! not read at all.

use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use futures_util::{Stream, StreamExt, stream};
use multer::{Constraints, Field, Multipart, SizeLimit, parse_boundary};
use serde_json::{Map, Value};

use super::body;
use super::bound::Beyond;
use super::cross_site::has_preflight_header;
use super::unread::Unread;
use super::written::{OPERATIONS, Written, read_request};
use crate::domain::import_job::SentFile;
use crate::graphql::Uploaded;

/// The most bytes of `map`: it names one file.
const LARGEST_MAP: usize = 4 << 10;

/// The most bytes of what stands around the parts.
const LARGEST_FRAME: usize = 16 << 10;

/// How large the parts of a form may be, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Largest {
    pub(super) operations: usize,
    /// Absent when the file is left unread.
    pub(super) file: Option<usize>,
}

impl Largest {
    fn whole(self) -> usize {
        self.operations + LARGEST_MAP + self.file.unwrap_or(0) + LARGEST_FRAME
    }
}

/// What divides the parts of a form, or why the form is not taken; nothing when the body is none.
pub(super) fn boundary(headers: &HeaderMap) -> Option<Result<String, Unread>> {
    let content_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let found = match parse_boundary(content_type) {
        Ok(boundary) => Ok(boundary),
        Err(multer::Error::NoBoundary) => {
            Err(Unread::bad("The form does not say what divides its parts."))
        }
        Err(_) => return None,
    };
    if has_preflight_header(headers) {
        return Some(found);
    }
    Some(Err(Unread::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "Send the request as `Content-Type: application/json`, or a form with a file under the header \
         `GraphQL-Require-Preflight: 1`.",
    )))
}

/// Reads a form. A file that is left unread is empty to the graph, which refuses what it is sent for.
pub(super) async fn read(
    boundary: String,
    body: Body,
    largest: Largest,
) -> Result<Written, Unread> {
    let sent = body.size_hint().exact().unwrap_or(0);
    let whole = largest.whole();
    if largest.file.is_some() && sent > whole as u64 {
        return Err(Unread::too_large(Beyond::new(body::BYTES, whole, sent)));
    }
    let room = usize::try_from(sent).map_or(0, |sent| sent.min(largest.file.unwrap_or(0)));
    let portions = portions(body, whole);
    let mut form = Multipart::with_constraints(portions, boundary, constraints(largest));
    let operations = next(&mut form, "operations", NO_OPERATIONS).await?;
    let written = read_request(&operations, &OPERATIONS)?;
    let map = next(&mut form, "map", NO_MAP).await?;
    let (name, path) = read_map(&map, &written.variables)?;
    let field = next_field(&mut form).await?;
    let field = field.ok_or(Unread::bad("The file that `map` names is missing."))?;
    if field.name() != Some(name.as_str()) {
        return Err(Unread::bad(
            "After `map` comes the file that it names, and no other part.",
        ));
    }
    let mut file = SentFile {
        name: field.file_name().map(str::to_owned),
        bytes: Vec::new(),
    };
    if largest.file.is_some() {
        file.bytes = file_bytes(field, room).await?;
        if next_field(&mut form).await?.is_some() {
            return Err(Unread::bad("The form holds more than one file."));
        }
    }
    Ok(Written {
        upload: Some(Uploaded { path, file }),
        ..written
    })
}

const NO_OPERATIONS: &str = "A form begins with `operations`: the request, as JSON.";
const NO_MAP: &str = "After `operations` comes `map`: for which variable the file stands.";
const BAD_MAP: &str = "`map` is not a JSON object that names one file and the variable for which it stands, such as \
                       {\"0\": [\"variables.input.upload\"]}.";

fn constraints(largest: Largest) -> Constraints {
    let limits = SizeLimit::new()
        .for_field("operations", largest.operations as u64)
        .for_field("map", LARGEST_MAP as u64);
    let limits = match largest.file {
        Some(file) => limits
            .per_field(file as u64)
            .whole_stream(largest.whole() as u64),
        // What came together with the parts before it does not count.
        None => limits,
    };
    Constraints::new().size_limit(limits)
}

/// A body portion by portion, until so many bytes were read. It rests after each: a reader that may go on takes all
/// that has come, wanted or not.
fn portions(body: Body, most: usize) -> impl Stream<Item = Result<Bytes, axum::Error>> {
    let begin = (body.into_data_stream(), 0);
    stream::unfold(begin, move |(mut rest, read)| async move {
        if read > 0 {
            tokio::task::yield_now().await;
        }
        if read >= most {
            return None;
        }
        let portion = rest.next().await?;
        let length = portion.as_ref().map_or(0, Bytes::len);
        Some((portion, (rest, read + length)))
    })
}

/// The next part, which has this name.
async fn next(
    form: &mut Multipart<'_>,
    name: &str,
    otherwise: &'static str,
) -> Result<Bytes, Unread> {
    match next_field(form).await? {
        Some(field) if field.name() == Some(name) => bytes(field).await,
        _ => Err(Unread::bad(otherwise)),
    }
}

async fn next_field<'f>(form: &mut Multipart<'f>) -> Result<Option<Field<'f>>, Unread> {
    form.next_field().await.map_err(|error| unread(&error))
}

async fn bytes(field: Field<'_>) -> Result<Bytes, Unread> {
    field.bytes().await.map_err(|error| unread(&error))
}

/// The bytes of a file, with room for so many from the beginning: to make room while they come copies them.
async fn file_bytes(mut field: Field<'_>, room: usize) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::with_capacity(room);
    while let Some(portion) = field.chunk().await.map_err(|error| unread(&error))? {
        bytes.extend_from_slice(&portion);
    }
    Ok(bytes)
}

fn unread(error: &multer::Error) -> Unread {
    match error {
        multer::Error::FieldSizeExceeded { limit, field_name } => {
            let bound = match field_name.as_deref() {
                Some("operations") => body::BYTES,
                Some("map") => "mapBytes",
                _ => "fileBytes",
            };
            Unread::too_large(Beyond::new(bound, *limit as usize, limit + 1))
        }
        multer::Error::StreamSizeExceeded { limit } => {
            Unread::too_large(Beyond::new(body::BYTES, *limit as usize, limit + 1))
        }
        _ => Unread::bad("The form could not be read to its end."),
    }
}

/// The name of the file, and the way into the variables to the null for which it stands.
fn read_map(map: &[u8], variables: &Map<String, Value>) -> Result<(String, Vec<String>), Unread> {
    let Ok(Value::Object(map)) = serde_json::from_slice(map) else {
        return Err(Unread::bad(BAD_MAP));
    };
    let mut files = map.into_iter();
    let (Some((name, Value::Array(paths))), None) = (files.next(), files.next()) else {
        return Err(Unread::bad(BAD_MAP));
    };
    let [Value::String(path)] = paths.as_slice() else {
        return Err(Unread::bad(BAD_MAP));
    };
    let mut steps = path.split('.').map(str::to_owned);
    let is_of_variables = steps.next().as_deref() == Some("variables");
    let path: Vec<String> = steps.collect();
    if is_of_variables && leads_to_null(&path, variables) {
        Ok((name, path))
    } else {
        Err(Unread::bad(
            "`map` names a variable that is not null in `operations`, or not there.",
        ))
    }
}

fn leads_to_null(path: &[String], variables: &Map<String, Value>) -> bool {
    let Some((first, rest)) = path.split_first() else {
        return false;
    };
    let found = rest
        .iter()
        .fold(variables.get(first), |value, step| match value? {
            Value::Object(members) => members.get(step),
            Value::Array(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        });
    found == Some(&Value::Null)
}
