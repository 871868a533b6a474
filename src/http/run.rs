//! Runs what a request holds, within its time, and lets no panic out.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use futures_util::FutureExt;
use futures_util::future::{BoxFuture, ready};
use futures_util::stream::{BoxStream, StreamExt};
use tokio::time::{Instant, timeout, timeout_at};
use tracing::{Instrument, Span, info_span};

use super::allowance::Left;
use super::answer::Answer;
use super::bound::Beyond;
use super::caller_key::CallerKey;
use super::fault;
use super::known::{Found, Remembering};
use super::media_type::MediaType;
use super::outcome;
use super::record::Record;
use super::speech::request_key;
use super::unread::Unread;
use super::written::{Body, Written};
use super::{Service, batch};
use crate::domain::repeat::RequestKey;
use crate::graphql::{Admission, Asked, Caller, Outcome, Repeat, Told, Watched, Weighing, code};
use crate::telemetry::TRACED;

/// What runs documents: for whom, how long, and how it is told what came of them.
pub(super) struct Run {
    pub(super) service: Arc<Service>,
    pub(super) media_type: MediaType,
    pub(super) deadline: Instant,
    pub(super) weight: Weighing,
    pub(super) caller: Caller,
    /// Whose allowance it takes from.
    pub(super) key: CallerKey,
}

/// What passed the gate, and is paid for.
struct Passed {
    admission: Admission,
    to_remember: Option<Remembering>,
    /// What is left to who asks.
    left: Option<Left>,
}

/// What comes of a document that may have many answers.
pub(super) enum Begun {
    /// It has one, and nothing was run for it so far.
    Once(BoxFuture<'static, Answer>),
    /// It has one for each thing that happens; ends when there can be no more.
    Many(BoxStream<'static, News>),
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
                        Err(unread) => {
                            let answer = Answer::from(unread);
                            self.service.metrics.errors(&answer.codes);
                            answer
                        }
                    });
                }
                Ok(batch::joined(&answers))
            }
        }
    }

    async fn one(&self, written: Written, key: Option<RequestKey>) -> Answer {
        let mut record = Record::begin(Arc::clone(&self.service));
        let answer = match self.admitted(written, key, None, &mut record) {
            Ok(Passed {
                admission,
                to_remember,
                left,
            }) => {
                let span = traced(&admission);
                let run = self.service.engine.answer(admission, self.caller.clone());
                let run = run.instrument(span);
                let mut answer = self.answered(run, to_remember).await;
                answer.left.extend(left);
                answer
            }
            Err(answer) => *answer,
        };
        record.answered(&answer);
        answer
    }

    /// Begins a further request of a connection, if who asks may send as many.
    pub(super) async fn further(self, written: Written) -> Begun {
        let left = self.service.allowances.take_requests(&self.key, 1);
        match left.and_then(|left| left.refused()) {
            Some(refused) => {
                self.service.metrics.errors(&refused.codes);
                Begun::Once(ready(refused).boxed())
            }
            None => self.watch(written, None, None).await,
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
        let mut record = Record::begin(Arc::clone(&self.service));
        let begun = match self.admitted(written, key, seen, &mut record) {
            Ok(Passed {
                admission,
                to_remember,
                left,
            }) => {
                let span = traced(&admission);
                let watched = self.service.engine.watch(admission, self.caller.clone());
                let watched = self.in_time(watched.instrument(span.clone())).await;
                watched.map(|watched| (watched, to_remember, left, span))
            }
            Err(answer) => Err(*answer),
        };
        match begun {
            Ok((Watched::Once(run), to_remember, left, span)) => {
                let answer = async move {
                    let mut answer = self.answered(run.instrument(span), to_remember).await;
                    answer.left.extend(left);
                    record.answered(&answer);
                    answer
                };
                Begun::Once(answer.boxed())
            }
            Ok((Watched::Many(told), to_remember, ..)) => {
                record.streams();
                Begun::Many(self.news(told, to_remember))
            }
            Err(answer) => {
                record.answered(&answer);
                Begun::Once(ready(answer).boxed())
            }
        }
    }

    /// Takes what is asked through the gate, and its cost from the allowance of who asks; tells what is to be
    /// remembered of its document.
    fn admitted(
        &self,
        written: Written,
        key: Option<RequestKey>,
        seen: Option<String>,
        record: &mut Record,
    ) -> Result<Passed, Box<Answer>> {
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
        let gate = info_span!(target: TRACED, "gate");
        let admit = AssertUnwindSafe(|| gate.in_scope(|| self.service.engine.admit(asked)));
        let admission = match catch_unwind(admit) {
            Ok(Ok(admission)) => admission,
            Ok(Err(outcome)) => return Err(Box::new(self.answer(outcome, None))),
            Err(panic) => {
                let answer = fault::panicked_in(&self.caller.request_id, &*panic);
                return Err(Box::new(answer));
            }
        };
        record.is_of(&admission);
        let left = self
            .service
            .allowances
            .take_cost(&self.key, admission.cost());
        match left.and_then(|left| left.refused()) {
            Some(mut refused) => {
                refused.left.extend(left);
                Err(Box::new(refused))
            }
            None => Ok(Passed {
                admission,
                to_remember,
                left,
            }),
        }
    }

    async fn answered(
        &self,
        run: impl Future<Output = Outcome>,
        found: Option<Remembering>,
    ) -> Answer {
        match self.in_time(run).await {
            Ok(outcome) => self.answer(outcome, found),
            Err(answer) => answer,
        }
    }

    /// Runs something in its time, and once there is a place for it.
    async fn in_time<T>(&self, run: impl Future<Output = T>) -> Result<T, Answer> {
        let place = timeout(LONGEST_QUEUE, self.service.places.acquire());
        let Ok(Ok(_place)) = place.await else {
            return Err(too_busy(self.service.bounds.running));
        };
        let _running = self.service.metrics.running();
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
            Ok(Told { outcome, place }) => {
                let answer = self.answer(outcome, found.take());
                self.service.metrics.errors(&answer.codes);
                News { answer, place }
            }
            Err(panic) => News {
                answer: fault::panicked_in(&self.caller.request_id, &*panic),
                place: None,
            },
        });
        news.boxed()
    }
}

/// The span of an operation in its trace (OpenTelemetry's semantic conventions for GraphQL). What was written in it is
/// not told.
fn traced(admission: &Admission) -> Span {
    let kind = admission.kind().word();
    info_span!(
        target: TRACED,
        "operation",
        otel.name = kind,
        graphql.operation.type = kind,
        graphql.operation.name = admission.name(),
        graphql.operation.cost = i64::try_from(admission.cost()).unwrap_or(i64::MAX),
    )
}

/// How long a request that was cut off may take to let go of what it holds.
const SETTLING: Duration = Duration::from_secs(2);

/// How long an operation waits for a place.
const LONGEST_QUEUE: Duration = Duration::from_secs(1);

fn too_busy(most: usize) -> Answer {
    let why = "As many operations run as may. Try again in a moment.";
    let body = Beyond::by_one("running", most).refusal(why, code::UNAVAILABLE);
    Answer::new(StatusCode::SERVICE_UNAVAILABLE, &body).with(RETRY_AFTER, 1)
}

/// What is said of a request that takes too long.
pub(super) const TOO_SLOW: &str = "The request took longer than it may.";

/// What a request answers that takes longer than this.
pub(super) fn too_slow(patience: Duration) -> Answer {
    let body = Beyond::time(patience).refusal(TOO_SLOW, "TIMEOUT");
    Answer::new(StatusCode::GATEWAY_TIMEOUT, &body)
}
