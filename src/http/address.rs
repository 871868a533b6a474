//! A request as it is written in an address: the parameters of a GET.

use axum::extract::Query;
use axum::http::Uri;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::known::Meant;
use super::unread::Unread;
use super::written::{NO_DOCUMENT, Written, named_by, object};
use crate::graphql::Safety;

/// The parameters; objects are written as JSON, and an empty one says nothing.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Parameters {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
    document_id: Option<String>,
    #[serde(rename = "doc_id")]
    doc_id: Option<String>,
    id: Option<String>,
}

impl Parameters {
    /// The parameters of an address.
    pub(super) fn of(address: &Uri) -> Result<Self, Unread> {
        let unread = Unread::bad("The parameters could not be read.");
        let parameters = address.query().unwrap_or_default();
        if !is_utf8(parameters) {
            return Err(Unread::bad("The parameters are not in UTF-8."));
        }
        let Query(parameters) = Query::try_from_uri(address).map_err(|_| unread)?;
        Ok(parameters)
    }

    /// Whether they ask nothing at all.
    pub(super) fn ask_nothing(&self) -> bool {
        let asking = [&self.query, &self.variables, &self.extensions];
        let naming = [&self.document_id, &self.doc_id, &self.id];
        asking.into_iter().chain(naming).all(Option::is_none)
    }

    /// What is asked.
    pub(super) fn read(self) -> Result<Written, Unread> {
        let variables = parameter(self.variables, "`variables` is not a JSON object.")?;
        let extensions = parameter(self.extensions, "`extensions` is not a JSON object.")?;
        let named = [
            self.document_id.filter(|id| !id.is_empty()),
            named_by(&extensions)?,
            self.doc_id,
            self.id,
        ];
        let id = named.into_iter().flatten().next();
        Ok(Written {
            document: Meant::by(self.query, id).ok_or(NO_DOCUMENT)?,
            operation_name: self.operation_name.filter(|name| !name.is_empty()),
            variables,
            upload: None,
            safety: Safety::OnlyAsks,
        })
    }
}

/// Whether parameters are in UTF-8: what is not is decoded to a character that hardly anybody sends.
fn is_utf8(parameters: &str) -> bool {
    let is_sent = parameters.to_ascii_uppercase().contains("%EF%BF%BD");
    let decoded = url::form_urlencoded::parse(parameters.as_bytes());
    let mut decoded = decoded.flat_map(|(name, value)| [name, value]);
    is_sent || !decoded.any(|text| text.contains(char::REPLACEMENT_CHARACTER))
}

fn parameter(text: Option<String>, otherwise: &'static str) -> Result<Map<String, Value>, Unread> {
    let read = |text: String| serde_json::from_str(&text).map_err(|_| Unread::bad(otherwise));
    object(
        text.filter(|text| !text.is_empty()).map(read).transpose()?,
        otherwise,
    )
}
