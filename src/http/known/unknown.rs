//! Why the document that a request means is not run: in the words and codes that clients act on.

use axum::http::StatusCode;

use crate::http::answer::Answer;
use crate::http::fault::refusal;
use crate::http::media_type::MediaType;

/// Why a document is not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) enum Unknown {
    /// Nothing is known by this id: the client sends the document with it, and is answered.
    NotFound,
    /// Nothing is remembered here: the client sends documents from now on.
    NotSupported,
    /// The document that came does not have the hash that came with it.
    Mismatched,
    /// Only trusted documents are run.
    NotTrusted,
}

impl Unknown {
    /// The answer. What was asked in a sound request is 200 under plain JSON, as everything is there; a request that
    /// contradicts itself is not.
    pub(in crate::http) fn answer(self, media_type: MediaType) -> Answer {
        let (status, message, code) = match self {
            Self::Mismatched => {
                let why = "The document does not have the hash that came with it.";
                let body = refusal(why, "PERSISTED_QUERY_HASH_MISMATCH");
                return Answer::new(StatusCode::BAD_REQUEST, &body);
            }
            // Clients match these two messages to the letter.
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "PersistedQueryNotFound",
                "PERSISTED_QUERY_NOT_FOUND",
            ),
            Self::NotSupported => (
                StatusCode::NOT_FOUND,
                "PersistedQueryNotSupported",
                "PERSISTED_QUERY_NOT_SUPPORTED",
            ),
            Self::NotTrusted => (
                StatusCode::FORBIDDEN,
                "Only documents that were made known beforehand are run here.",
                "PERSISTED_QUERY_ONLY",
            ),
        };
        let status = match media_type {
            MediaType::GraphqlResponse => status,
            MediaType::Json => StatusCode::OK,
        };
        Answer::new(status, &refusal(message, code))
    }
}
