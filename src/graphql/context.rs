//! What a resolver knows of the request: who asks, in which languages, and what was loaded so far.

use async_graphql::Context;
use chrono::{NaiveDate, Utc};

use super::fault::Fault;
use super::loaders::Loaders;
use super::scalars::Date;
use crate::domain::actor::Actor;
use crate::domain::language::Language;
use crate::locale::{Locale, accepted_languages};
use crate::store::Store;

/// The `Accept-Language` header of a request.
#[derive(Clone, Debug, Default)]
pub struct Languages(pub Option<String>);

/// Everything that belongs to one request; made anew for each.
pub(super) struct RequestContext {
    actor: Actor,
    languages: Languages,
    loaders: Loaders,
}

impl RequestContext {
    /// The context of a request by this actor.
    pub(super) fn new(store: &Store, actor: Actor, languages: Languages) -> Self {
        Self {
            loaders: Loaders::new(store, &actor),
            actor,
            languages,
        }
    }
}

fn request<'c>(ctx: &Context<'c>) -> &'c RequestContext {
    ctx.data_unchecked::<RequestContext>()
}

pub(super) fn store<'c>(ctx: &Context<'c>) -> &'c Store {
    ctx.data_unchecked::<Store>()
}

pub(super) fn actor<'c>(ctx: &Context<'c>) -> &'c Actor {
    &request(ctx).actor
}

pub(super) fn loaders<'c>(ctx: &Context<'c>) -> &'c Loaders {
    &request(ctx).loaders
}

/// The language to answer in: the one asked for, else what the request accepts, else English.
pub(super) fn locale(ctx: &Context<'_>, asked: Option<&str>) -> Locale {
    Locale::negotiate(asked, request(ctx).languages.0.as_deref())
}

/// The languages in which things that others wrote are wanted, best first: any tags, whether the
/// directory itself speaks them or not.
pub(super) fn wanted_languages(ctx: &Context<'_>, asked: Option<&str>) -> Vec<Language> {
    match asked.and_then(Language::parse) {
        Some(asked) => vec![asked],
        None => accepted_languages(request(ctx).languages.0.as_deref()),
    }
}

/// The day a question is about: today (UTC) unless another is given.
pub(super) fn day(on: Option<Date>) -> NaiveDate {
    on.map_or_else(|| Utc::now().date_naive(), |on| on.0)
}

/// Shorthand for what resolvers give.
pub(super) type Answer<T> = Result<T, Fault>;

/// What a field gives that may be null. A fault makes it null and leaves its siblings alone; the engine
/// would take `Answer<Option<T>>` for a failure of everything around the field.
pub(super) type Nullable<T> = Option<Answer<T>>;
