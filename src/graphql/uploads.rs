//! Files that come with a document (GraphQL multipart requests): each stands for a variable.

use async_graphql::{
    InputValueError, InputValueResult, Name, Scalar, ScalarType, Value, Variables,
};

use crate::domain::import_job::SentFile;

/// A file that came with a request.
#[derive(Clone, Debug)]
pub struct Uploaded {
    /// The variable that it stands for, and the way into it: `["input", "upload"]`.
    pub path: Vec<String>,
    /// The file.
    pub file: SentFile,
}

/// What a file is inside a variable. Bytes are no JSON, so nothing that a client writes is taken for one.
const NAME: &str = "name";
const BYTES: &str = "bytes";

impl Uploaded {
    /// What makes it another request when it is another: its place, its name, its bytes.
    pub(super) fn parts(&self) -> (String, &str, &[u8]) {
        let name = self.file.name.as_deref().unwrap_or_default();
        (self.path.join("."), name, &self.file.bytes)
    }

    /// Puts the file where it belongs; where there is no such place the variables stay as they are.
    pub(super) fn put_into(self, variables: &mut Variables) {
        let mut path = self.path.into_iter();
        let first = path
            .next()
            .and_then(|name| variables.get_mut(name.as_str()));
        let place = path.fold(first, |value, step| match value? {
            Value::Object(fields) => fields.get_mut(step.as_str()),
            Value::List(items) => items.get_mut(step.parse::<usize>().ok()?),
            _ => None,
        });
        let Some(place) = place else {
            return;
        };
        let name = self.file.name.map_or(Value::Null, Value::String);
        let bytes = Value::Binary(self.file.bytes.into());
        let fields = [(Name::new(NAME), name), (Name::new(BYTES), bytes)];
        *place = Value::Object(fields.into_iter().collect());
    }
}

/// A file that is sent with the request.
#[derive(Clone, Debug)]
pub(super) struct Upload(pub(super) SentFile);

/// A file that is sent with the request, as a GraphQL multipart request: a form with `operations`, in which the
/// variable is null, then `map`, then the file. It needs the header `GraphQL-Require-Preflight`.
#[Scalar(
    name = "Upload",
    specified_by_url = "https://github.com/jaydenseric/graphql-multipart-request-spec"
)]
impl ScalarType for Upload {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::Object(mut fields) = value else {
            return Err(not_a_file());
        };
        let name = match fields.swap_remove(NAME) {
            Some(Value::String(name)) => Some(name),
            _ => None,
        };
        match fields.swap_remove(BYTES) {
            Some(Value::Binary(bytes)) => Ok(Self(SentFile {
                name,
                bytes: bytes.into(),
            })),
            _ => Err(not_a_file()),
        }
    }

    fn is_valid(value: &Value) -> bool {
        let bytes = match value {
            Value::Object(fields) => fields.get(BYTES),
            _ => None,
        };
        matches!(bytes, Some(Value::Binary(_)))
    }

    fn to_value(&self) -> Value {
        Value::Null
    }
}

fn not_a_file() -> InputValueError<Upload> {
    InputValueError::custom("a file is sent with the request, as a GraphQL multipart request")
}
