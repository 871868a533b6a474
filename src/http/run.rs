//! Runs what a request holds, within its time, and lets no panic out.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, ready};
use futures_util::stream::{BoxStream, StreamExt};
use tokio::time::{Instant, timeout_at};

use super::answer::Answer;
use super::bound::Beyond;
use super::fault;
use super::known::{Found, Remembering};
use super::media_type::MediaType;
use super::outcome;
use super::speech::request_key;
use super::unread::Unread;
use super::written::{Body, Written};
use super::{Service, batch};
use crate::domain::repeat::RequestKey;
use crate::graphql::{Admission, Asked, Caller, Outcome, Repeat, Told, Watched, Weighing};

/// What runs documents: for whom, how long, and how it is told what came of them.
pub(super) struct Run {
    pub(super) service: Arc<Service>,
    pub(super) media_type: MediaType,
    pub(super) deadline: Instant,
    pub(super) weight: Weighing,
    pub(super) caller: Caller,
}

/// What comes of a document that may have many answers.
pub(super) enum Begun {
    /// It has one, and nothing was run for it so far.
    Once(BoxFuture<'static, Answer>),
    /// It has one for each thing that happens; ends when there can be no more.
    Many(BoxStream<'static, News>),
}

impl Begun {
    fn of(answer: Answer) -> Self {
        Self::Once(ready(answer).boxed())
    }
}

/// What is told of one thing that happened.
pub(super) struct News {
    pub(super) answer: Answer,
    /// Whoever was cut off goes on after this place.
    pub(super) place: Option<String>,
}

impl Run {
    /// Runs what a body holds: the requests of a batch one after the other, so that each finds what those
    /// before it changed.
    pub(super) async fn body(&self, headers: &HeaderMap, body: Body) -> Result<Answer, Unread> {
        let key = request_key(headers)?;
        match body {
            Body::One(written) => Ok(self.one(written, key).await),
            Body::Batch(_) if key.is_some() => Err(batch::NOT_REPEATABLE),
            Body::Batch(entries) => {
                let mut answers = Vec::with_capacity(entries.len());
                for entry in entries {
                    answers.push(match entry {
                        Ok(written) => self.one(written, None).await,
                        Err(unread) => unread.into(),
                    });
                }
                Ok(batch::joined(&answers))
            }
        }
    }

    async fn one(&self, written: Written, key: Option<RequestKey>) -> Answer {
        let (admission, found) = match self.admitted(written, key, None) {
            Ok(admitted) => admitted,
            Err(answer) => return *answer,
        };
        let run = self.service.engine.answer(admission, self.caller.clone());
        match self.in_time(run).await {
            Ok(outcome) => self.answer(outcome, found),
            Err(answer) => answer,
        }
    }

    /// Begins what may have many answers; its time is how long it may take to begin. Whoever was cut off names the
    /// place that they saw last.
    pub(super) async fn watch(
        self,
        written: Written,
        key: Option<RequestKey>,
        seen: Option<String>,
    ) -> Begun {
        let (admission, found) = match self.admitted(written, key, seen) {
            Ok(admitted) => admitted,
            Err(answer) => return Begun::of(*answer),
        };
        let watched = self.service.engine.watch(admission, self.caller.clone());
        match self.in_time(watched).await {
            Ok(Watched::Once(run)) => Begun::Once(
                async move {
                    match self.in_time(run).await {
                        Ok(outcome) => self.answer(outcome, found),
                        Err(answer) => answer,
                    }
                }
                .boxed(),
            ),
            Ok(Watched::Many(told)) => Begun::Many(self.news(told, found)),
            Err(answer) => Begun::of(answer),
        }
    }

    /// Takes what is asked through the gate, and tells what is to be remembered of its document.
    fn admitted(
        &self,
        written: Written,
        key: Option<RequestKey>,
        seen: Option<String>,
    ) -> Result<(Admission, Option<Remembering>), Box<Answer>> {
        let known = &self.service.known;
        let found = known.find(written.document, written.operation_name.as_deref());
        let Found { text, to_remember } =
            found.map_err(|unknown| Box::new(unknown.answer(self.media_type)))?;
        let patience = self.service.bounds.time + SETTLING;
        let asked = Asked {
            query: text,
            operation_name: written.operation_name,
            variables: written.variables,
            upload: written.upload,
            safety: written.safety,
            weight: self.weight,
            repeat: key.map(|key| Repeat { key, patience }),
            seen,
        };
        let admit = AssertUnwindSafe(|| self.service.engine.admit(asked));
        match catch_unwind(admit) {
            Ok(Ok(admission)) => Ok((admission, to_remember)),
            Ok(Err(outcome)) => Err(Box::new(self.answer(outcome, None))),
            Err(panic) => {
                let answer = fault::panicked_in(&self.caller.request_id, &*panic);
                Err(Box::new(answer))
            }
        }
    }

    async fn in_time<T>(&self, run: impl Future<Output = T>) -> Result<T, Answer> {
        let run = AssertUnwindSafe(run).catch_unwind();
        match timeout_at(self.deadline, run).await {
            Ok(Ok(came)) => Ok(came),
            Ok(Err(panic)) => Err(fault::panicked_in(&self.caller.request_id, &*panic)),
            Err(_) => Err(too_slow(self.service.bounds.time)),
        }
    }

    fn answer(&self, outcome: Outcome, found: Option<Remembering>) -> Answer {
        if outcome::is_of_a_sound_document(&outcome) {
            self.service.known.remember(found);
        }
        outcome::answer(outcome, self.media_type, &self.caller.request_id)
    }

    fn news(
        self,
        told: BoxStream<'static, Told>,
        mut found: Option<Remembering>,
    ) -> BoxStream<'static, News> {
        let told = AssertUnwindSafe(told).catch_unwind();
        let news = told.map(move |told| match told {
            Ok(Told { outcome, place }) => News {
                answer: self.answer(outcome, found.take()),
                place,
            },
            Err(panic) => News {
                answer: fault::panicked_in(&self.caller.request_id, &*panic),
                place: None,
            },
        });
        news.boxed()
    }
}

/// How long a request that was cut off may take to let go of what it holds.
const SETTLING: Duration = Duration::from_secs(2);

/// What is said of a request that takes too long.
pub(super) const TOO_SLOW: &str = "The request took longer than it may.";

/// What a request answers that takes longer than this.
pub(super) fn too_slow(patience: Duration) -> Answer {
    let body = Beyond::time(patience).refusal(TOO_SLOW, "TIMEOUT");
    Answer::new(StatusCode::GATEWAY_TIMEOUT, &body)
}
