//! Requests known beforehand: documents that are asked for by an id instead of being sent.
//!
//! Trusted documents come from a manifest and are there for good. Others are remembered when a client first sends
//! them with their hash (automatic persisted queries), as long as there is room, and are sent again when forgotten.

mod document_id;
mod manifest;
mod remembered;
mod unknown;

use std::sync::Arc;

use document_id::{DocumentId, Sha256};
pub use manifest::{ManifestProblem, TrustedDocuments};
use remembered::{Amount, Remembered};
pub(super) use unknown::Unknown;

/// The documents that an operator trusts, and what becomes of others.
#[derive(Clone, Debug)]
pub struct Trusted {
    /// The documents.
    pub documents: Arc<TrustedDocuments>,
    /// What becomes of others.
    pub others: Others,
}

/// What becomes of documents that are not trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// They are refused.
    Refused,
    /// They are run, and named in the log: the way to find out what a manifest lacks.
    Logged,
}

/// A document as a request means it: sent, named, or both.
#[derive(Clone, Debug)]
pub(super) enum Meant {
    Sent(String),
    Named(DocumentId),
    Both(String, DocumentId),
}

impl Meant {
    /// What a request means that sends this text and names this id, if either.
    pub(super) fn by(text: Option<String>, id: Option<String>) -> Option<Self> {
        let id = id.map(|id| DocumentId::parse(&id));
        match (text, id) {
            (None, None) => None,
            (Some(text), None) => Some(Self::Sent(text)),
            (None, Some(id)) => Some(Self::Named(id)),
            (Some(text), Some(id)) => Some(Self::Both(text, id)),
        }
    }
}

/// What is to be remembered of a document.
pub(super) type Remembering = (Sha256, Arc<str>);

/// A document that is to be run.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) text: String,
    /// What is to be remembered, once it turned out to be sound.
    pub(super) to_remember: Option<Remembering>,
}

impl Found {
    fn known(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            to_remember: None,
        }
    }
}

/// The documents that are known.
pub(super) struct Known {
    trusted: Option<Trusted>,
    remembered: Remembered,
}

impl Known {
    /// How much is remembered.
    pub(super) fn remembered(&self) -> Amount {
        self.remembered.amount()
    }

    /// The trusted ones, and room for some bytes of others.
    pub(super) fn new(trusted: Option<Trusted>, room: usize) -> Self {
        Self {
            trusted,
            remembered: Remembered::with_room(room),
        }
    }

    /// The document that a request means; `operation` is what the log calls it.
    pub(super) fn find(&self, meant: Meant, operation: Option<&str>) -> Result<Found, Unknown> {
        let (text, hash) = match meant {
            Meant::Named(id) => return self.find_by(&id, operation),
            Meant::Sent(text) => (text, None),
            Meant::Both(text, DocumentId::Sha256(hash)) => {
                if Sha256::of(&text) != hash {
                    return Err(Unknown::Mismatched);
                }
                (text, Some(hash))
            }
            // What others name in their own way says nothing about a text that is there.
            Meant::Both(text, DocumentId::Named(_)) => (text, None),
        };
        let is_trusted = self.expect_trusted(&text, operation)?;
        let hash = hash.filter(|_| !is_trusted);
        Ok(Found {
            to_remember: hash.map(|hash| (hash, text.as_str().into())),
            text,
        })
    }

    fn find_by(&self, id: &DocumentId, operation: Option<&str>) -> Result<Found, Unknown> {
        let trusted = self.trusted.as_ref();
        let found = trusted.and_then(|trusted| trusted.documents.find(id));
        if let Some(text) = found {
            return Ok(Found::known(&text));
        }
        let text = match id {
            DocumentId::Sha256(hash) => self.remembered.find(hash),
            DocumentId::Named(_) => None,
        };
        match text {
            Some(text) => {
                self.expect_trusted(&text, operation)?;
                Ok(Found::known(&text))
            }
            None if trusted.is_none() && !self.remembered.has_room() => Err(Unknown::NotSupported),
            None => Err(Unknown::NotFound),
        }
    }

    /// Whether a text is that of a trusted document; another is refused, or logged.
    fn expect_trusted(&self, text: &str, operation: Option<&str>) -> Result<bool, Unknown> {
        let Some(trusted) = &self.trusted else {
            return Ok(false);
        };
        let hash = Sha256::of(text);
        if trusted.documents.has(&hash) {
            return Ok(true);
        }
        match trusted.others {
            Others::Refused => Err(Unknown::NotTrusted),
            Others::Logged => {
                tracing::warn!(
                    operation = operation.unwrap_or("unnamed"),
                    sha256 = %hash,
                    "a document that is not trusted was sent"
                );
                Ok(false)
            }
        }
    }

    /// Remembers a document that was found to be sound, if it is to be.
    pub(super) fn remember(&self, found: Option<Remembering>) {
        if let Some((hash, text)) = found {
            self.remembered.add(hash, text);
        }
    }
}
