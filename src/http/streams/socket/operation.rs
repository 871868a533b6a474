//! One operation of a socket: it tells what comes of it until it is over.

use std::collections::HashMap;

use axum::extract::ws::Message;
use futures_util::StreamExt;
use serde_json::value::RawValue;
use tokio::sync::mpsc;

use crate::http::answer::Answer;
use crate::http::run::Begun;
use crate::http::streams::protocol::{complete, error, next};

/// An operation.
pub(super) struct Operation {
    pub(super) id: String,
    pub(super) number: u64,
    /// Where it tells what comes of it.
    pub(super) tell: mpsc::Sender<Told>,
}

/// What an operation tells.
pub(super) struct Told {
    pub(super) id: String,
    pub(super) number: u64,
    pub(super) message: Message,
    pub(super) then: Then,
}

/// Whether more may come of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    More,
    Nothing,
}

impl Operation {
    /// Goes on to its end; when the reader is not ready it waits.
    pub(super) async fn run(self, begun: Begun) {
        match begun {
            Begun::Once(answer) => {
                if self.told(&answer.await).await == Then::Nothing {
                    return;
                }
            }
            Begun::Many(mut news) => {
                while let Some(news) = news.next().await {
                    if self.told(&news.answer).await == Then::Nothing {
                        return;
                    }
                }
            }
        }
        self.tell(complete(&self.id), Then::Nothing).await;
    }

    /// Tells an answer: one without data was not run, and its errors are all that comes.
    async fn told(&self, answer: &Answer) -> Then {
        let parts: HashMap<&str, &RawValue> =
            serde_json::from_str(&answer.body).expect("an answer is an object");
        let errors = parts.get("errors");
        if let Some(errors) = errors.filter(|_| !parts.contains_key("data")) {
            self.tell(error(&self.id, errors), Then::Nothing).await;
            return Then::Nothing;
        }
        let whole = serde_json::from_str(&answer.body).expect("an answer is JSON");
        self.tell(next(&self.id, whole), Then::More).await;
        Then::More
    }

    async fn tell(&self, message: Message, then: Then) {
        let told = Told {
            id: self.id.clone(),
            number: self.number,
            message,
            then,
        };
        // When nobody listens any more the task is about to be ended.
        let _ = self.tell.send(told).await;
    }
}
