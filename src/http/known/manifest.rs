//! Manifests of trusted documents, as the tools of clients write them.
//!
//! graphql-codegen (client preset) and Relay write an object of texts by their ids. Apollo's
//! generate-persisted-query-manifest writes its format, its version and a list of operations.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::document_id::{DocumentId, Sha256};
use crate::graphql::expect_document;

/// The documents of a manifest.
#[derive(Debug, Default)]
pub struct TrustedDocuments {
    by_id: HashMap<String, Arc<str>>,
    by_hash: HashMap<Sha256, Arc<str>>,
}

/// Why a manifest cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManifestProblem {
    /// It is not JSON.
    #[error("it is not JSON: {0}")]
    NotJson(String),
    /// It is JSON of another form.
    #[error(
        "it is neither an object of documents by their ids, as graphql-codegen and Relay write it, nor a manifest of Apollo"
    )]
    NoManifest,
    /// It is of a format that is not known.
    #[error(
        "its format is {0}; of those that say theirs, apollo-persisted-query-manifest in version 1 is known"
    )]
    UnknownFormat(String),
    /// It names no document.
    #[error("it names no document")]
    Empty,
    /// An operation of it has no id, or no text.
    #[error("operation {0} of it has no `id` or no `body`")]
    Incomplete(usize),
    /// What an id stands for is no document.
    #[error("{id:?} of it is no document: {why}")]
    NoDocument {
        /// The id.
        id: String,
        /// What is wrong.
        why: String,
    },
    /// An id stands for two documents.
    #[error("{0:?} of it stands for two documents")]
    Ambiguous(String),
}

const APOLLO: &str = "apollo-persisted-query-manifest";

impl TrustedDocuments {
    /// Reads a manifest.
    pub fn read(bytes: &[u8]) -> Result<Self, ManifestProblem> {
        let manifest: Value = serde_json::from_slice(bytes)
            .map_err(|error| ManifestProblem::NotJson(error.to_string()))?;
        let Value::Object(manifest) = manifest else {
            return Err(ManifestProblem::NoManifest);
        };
        let mut documents = Self::default();
        if let Some(Value::Array(operations)) = manifest.get("operations") {
            expect_apollo(&manifest)?;
            for (place, operation) in operations.iter().enumerate() {
                let text = |member: &str| operation.get(member).and_then(Value::as_str);
                let (Some(id), Some(body)) = (text("id"), text("body")) else {
                    return Err(ManifestProblem::Incomplete(place + 1));
                };
                documents.add(id, body)?;
            }
        } else {
            for (id, text) in &manifest {
                let text = text.as_str().ok_or(ManifestProblem::NoManifest)?;
                documents.add(id, text)?;
            }
        }
        if documents.by_id.is_empty() {
            return Err(ManifestProblem::Empty);
        }
        Ok(documents)
    }

    fn add(&mut self, id: &str, text: &str) -> Result<(), ManifestProblem> {
        expect_document(text).map_err(|why| ManifestProblem::NoDocument {
            id: id.to_owned(),
            why,
        })?;
        let document: Arc<str> = text.into();
        self.by_hash.insert(Sha256::of(text), Arc::clone(&document));
        let before = self.by_id.insert(id.to_owned(), document);
        if before.is_some_and(|before| *before != *text) {
            return Err(ManifestProblem::Ambiguous(id.to_owned()));
        }
        Ok(())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there is none; a manifest always has some.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The document of an id: of the hash of its text, or of what the manifest calls it.
    pub(super) fn find(&self, id: &DocumentId) -> Option<Arc<str>> {
        let found = match id {
            DocumentId::Named(name) => self.by_id.get(name),
            // Apollo's hash is of the text that it lists, graphql-codegen's may be of another spelling.
            DocumentId::Sha256(hash) => {
                let named = |name: String| self.by_id.get(&name);
                let hash_found = self.by_hash.get(hash);
                hash_found
                    .or_else(|| named(hash.to_string()))
                    .or_else(|| named(format!("sha256:{hash}")))
            }
        };
        found.cloned()
    }

    /// Whether one of them has this hash.
    pub(super) fn has(&self, hash: &Sha256) -> bool {
        self.by_hash.contains_key(hash)
    }
}

fn expect_apollo(manifest: &Map<String, Value>) -> Result<(), ManifestProblem> {
    let said = |member: &str| match manifest.get(member) {
        None => "missing".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let (format, version) = (said("format"), said("version"));
    if format == APOLLO && version == "1" {
        return Ok(());
    }
    let format = format!("{format} in version {version}");
    Err(ManifestProblem::UnknownFormat(format))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(manifest: &str) -> String {
        let read = TrustedDocuments::read(manifest.as_bytes());
        read.expect_err("it cannot be used").to_string()
    }

    #[test]
    fn a_document_is_found_by_its_id_and_by_its_hash() {
        let manifest = r#"{ "4d5e": "query A { a }", "x-app:b": "query B { b }" }"#;
        let documents = TrustedDocuments::read(manifest.as_bytes()).expect("it is sound");
        let found = |id: &str| documents.find(&DocumentId::parse(id));

        assert_eq!(documents.len(), 2);
        assert_eq!(found("4d5e").as_deref(), Some("query A { a }"));
        assert_eq!(found("x-app:b").as_deref(), Some("query B { b }"));
        let hash = Sha256::of("query A { a }").to_string();
        assert_eq!(found(&hash).as_deref(), Some("query A { a }"));
        assert_eq!(
            found(&format!("sha256:{hash}")).as_deref(),
            Some("query A { a }")
        );
        assert_eq!(found("4d5f"), None);
    }

    #[test]
    fn a_hash_that_a_tool_took_of_another_spelling_is_an_id_like_any_other() {
        let id = "0".repeat(64);
        for written in [id.clone(), format!("sha256:{id}")] {
            let manifest = format!(r#"{{ "{written}": "query A {{ a }}" }}"#);
            let documents = TrustedDocuments::read(manifest.as_bytes()).expect("it is sound");
            let found = documents.find(&DocumentId::parse(&id));
            assert_eq!(found.as_deref(), Some("query A { a }"));
        }
    }

    #[test]
    fn a_manifest_of_apollo_is_read() {
        let manifest = r#"{ "format": "apollo-persisted-query-manifest", "version": 1, "operations": [
            { "id": "a1", "name": "A", "type": "query", "body": "query A { a }" } ] }"#;
        let documents = TrustedDocuments::read(manifest.as_bytes()).expect("it is sound");

        let found = documents.find(&DocumentId::parse("a1"));

        assert_eq!(found.as_deref(), Some("query A { a }"));
    }

    #[test]
    fn what_is_wrong_with_a_manifest_is_said() {
        let apollo =
            r#"{ "format": "apollo-persisted-query-manifest", "version": 1, "operations": "#;
        let none = "it is neither an object of documents by their ids, as graphql-codegen and Relay write it, nor a \
                    manifest of Apollo";
        for (manifest, said) in [
            (
                "{",
                "it is not JSON: EOF while parsing an object at line 1 column 1",
            ),
            ("[]", none),
            (r#"{ "a": 1 }"#, none),
            ("{}", "it names no document"),
            (&format!("{apollo} [] }}"), "it names no document"),
            (
                r#"{ "format": "persisted", "operations": [] }"#,
                "its format is persisted in version missing; of those that say theirs, \
                 apollo-persisted-query-manifest in version 1 is known",
            ),
            (
                &format!(r#"{apollo} [{{ "id": "a" }}] }}"#),
                "operation 1 of it has no `id` or no `body`",
            ),
            (
                &format!(
                    r#"{apollo} [{{ "id": "a", "body": "{{ a }}" }}, {{ "id": "a", "body": "{{ b }}" }}] }}"#
                ),
                r#""a" of it stands for two documents"#,
            ),
            (
                r#"{ "a": "{ a " }"#,
                r#""a" of it is no document: it does not parse at line 1, column 5"#,
            ),
        ] {
            assert_eq!(problem(manifest), said, "{manifest}");
        }
    }
}
