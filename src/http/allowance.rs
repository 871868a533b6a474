//! Allowances: how much each caller may ask for in a minute, in requests and in what they cost.
//!
//! Who signs in is known by name wherever they are; who does not, by the address that they come from. What was not
//! asked for comes back little by little, so that a caller who asks steadily is never kept waiting for a whole minute.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use super::answer::Answer;
use super::bound::Beyond;
use super::caller_key::CallerKey;
use crate::graphql::code;

/// What each caller may ask for in a minute; absent: as much as they like.
#[derive(Clone, Copy, Debug, Default)]
pub struct PerMinute {
    /// How many requests.
    pub requests: Option<NonZeroU32>,
    /// What they may cost together.
    pub cost: Option<NonZeroU32>,
}

/// What callers have left.
pub(super) struct Allowances {
    requests: Option<Allowance>,
    cost: Option<Allowance>,
}

type Limiter = RateLimiter<
    CallerKey,
    DefaultKeyedStateStore<CallerKey>,
    DefaultClock,
    StateInformationMiddleware,
>;

struct Allowance {
    /// How it is called in the heads of answers.
    name: &'static str,
    per_minute: NonZeroU32,
    limiter: Limiter,
    /// How often it was asked since those were forgotten who have all of it.
    asked: AtomicU32,
}

/// What a caller has left of an allowance, or that it is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Left {
    name: &'static str,
    per_minute: u32,
    remaining: u32,
    /// How long until what was asked for can be had; zero when it was had.
    wait: Duration,
}

/// After how many requests callers are forgotten who have all of their allowance.
const FORGETTING: u32 = 4_096;

impl Allowances {
    pub(super) fn new(per_minute: PerMinute) -> Self {
        let allowance = |name, per_minute: Option<NonZeroU32>| {
            per_minute.map(|per_minute| Allowance::new(name, per_minute))
        };
        Self {
            requests: allowance("requests", per_minute.requests),
            cost: allowance("cost", per_minute.cost),
        }
    }

    /// Takes so many requests; nothing when callers may send as many as they like.
    pub(super) fn take_requests(&self, caller: &CallerKey, many: usize) -> Option<Left> {
        let requests = self.requests.as_ref()?;
        Some(requests.take(caller, u32::try_from(many).unwrap_or(u32::MAX)))
    }

    /// Takes what a request costs; nothing when they may cost what they like.
    pub(super) fn take_cost(&self, caller: &CallerKey, cost: u64) -> Option<Left> {
        let allowed = self.cost.as_ref()?;
        Some(allowed.take(caller, u32::try_from(cost).unwrap_or(u32::MAX)))
    }
}

impl Allowance {
    fn new(name: &'static str, per_minute: NonZeroU32) -> Self {
        let limiter = RateLimiter::keyed(Quota::per_minute(per_minute));
        Self {
            name,
            per_minute,
            limiter: limiter.with_middleware(),
            asked: AtomicU32::new(0),
        }
    }

    /// Takes so much; what is more than all of it is had for all of it.
    fn take(&self, caller: &CallerKey, much: u32) -> Left {
        if self.asked.fetch_add(1, Ordering::Relaxed) % FORGETTING == FORGETTING - 1 {
            self.limiter.retain_recent();
        }
        let much = NonZeroU32::new(much).map_or(NonZeroU32::MIN, |much| much.min(self.per_minute));
        let left = |remaining, wait| Left {
            name: self.name,
            per_minute: self.per_minute.get(),
            remaining,
            wait,
        };
        match self.limiter.check_key_n(caller, much) {
            Ok(Ok(had)) => left(had.remaining_burst_capacity(), Duration::ZERO),
            Ok(Err(not_until)) => left(0, not_until.wait_time_from(DefaultClock::default().now())),
            // It is not more than all of it.
            Err(_) => left(0, Duration::from_secs(60)),
        }
    }
}

static LEFT: HeaderName = HeaderName::from_static("ratelimit");
static POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

impl Left {
    /// Why the caller is to wait, if they are.
    pub(super) fn refused(&self) -> Option<Answer> {
        if self.wait.is_zero() {
            return None;
        }
        let seconds = whole_seconds(self.wait).max(1);
        let (message, bound) = match self.name {
            "cost" => (
                "You have asked for more than you may in a minute, by what it costs.",
                "costPerMinute",
            ),
            _ => (
                "You have sent more requests than you may in a minute.",
                "requestsPerMinute",
            ),
        };
        let message = format!("{message} Try again in {seconds} s.");
        let most = usize::try_from(self.per_minute).unwrap_or(usize::MAX);
        let body = Beyond::by_one(bound, most).refusal(&message, code::RATE_LIMITED);
        let answer = Answer::new(StatusCode::TOO_MANY_REQUESTS, &body);
        Some(answer.with(RETRY_AFTER, seconds))
    }

    /// Says in the head of an answer what is left (draft-ietf-httpapi-ratelimit-headers).
    pub(super) fn tell(&self, head: &mut HeaderMap) {
        let used = self.per_minute - self.remaining;
        let until_whole = u64::from(used) * 60 / u64::from(self.per_minute);
        let policy = format!("\"{}\";q={};w=60", self.name, self.per_minute);
        let left = format!("\"{}\";r={};t={until_whole}", self.name, self.remaining);
        for (name, text) in [(&POLICY, policy), (&LEFT, left)] {
            if let Ok(value) = HeaderValue::try_from(text) {
                head.append(name, value);
            }
        }
    }
}

/// Seconds, the last one begun counted whole.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn per_minute(requests: u32) -> Allowances {
        Allowances::new(PerMinute {
            requests: NonZeroU32::new(requests),
            cost: NonZeroU32::new(100),
        })
    }

    fn caller(name: &str) -> CallerKey {
        CallerKey::Member(name.to_owned())
    }

    #[test]
    fn a_caller_may_send_so_many_requests_and_another_has_their_own() {
        let allowances = per_minute(2);
        let take = |name| {
            let left = allowances.take_requests(&caller(name), 1);
            left.expect("there is an allowance")
        };

        let left = [take("a"), take("a"), take("a"), take("b")];

        assert_eq!(left.map(|left| left.remaining), [1, 0, 0, 1]);
        let refused = left.map(|left| left.refused().map(|answer| answer.status));
        let too_many = Some(StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused, [None, None, too_many, None]);
    }

    #[test]
    fn what_costs_more_than_all_of_it_is_had_for_all_of_it() {
        let allowances = per_minute(2);
        let take = |cost| {
            let left = allowances.take_cost(&caller("a"), cost);
            left.expect("there is an allowance")
        };

        assert_eq!(take(1_000_000).remaining, 0);
        let refused = take(10).refused().expect("nothing is left");
        assert_eq!(
            refused.body,
            r#"{"errors":[{"extensions":{"bound":"costPerMinute","code":"RATE_LIMITED","found":101,"limit":100},"message":"You have asked for more than you may in a minute, by what it costs. Try again in 6 s."}]}"#
        );
    }

    #[test]
    fn the_head_of_an_answer_says_what_is_left() {
        let left = per_minute(60).take_requests(&caller("a"), 1);
        let mut head = HeaderMap::new();

        left.expect("there is an allowance").tell(&mut head);

        assert_eq!(head["ratelimit-policy"], r#""requests";q=60;w=60"#);
        assert_eq!(head["ratelimit"], r#""requests";r=59;t=1"#);
    }

    #[test]
    fn nothing_is_counted_where_callers_may_ask_as_they_like() {
        let allowances = Allowances::new(PerMinute::default());
        assert_eq!(allowances.take_requests(&caller("a"), 1), None);
        assert_eq!(allowances.take_cost(&caller("a"), 5), None);
    }
}
