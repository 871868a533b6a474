//! What a resolver knows of the request: who asks, in which languages, and what was loaded so far.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use async_graphql::Context;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::engine::Caller;
use super::fault::Fault;
use super::loaders::Loaders;
use super::scalars::Date;
use super::watching::Watcher;
use crate::domain::actor::Actor;
use crate::domain::language::Language;
use crate::locale::{Locale, accepted_languages};
use crate::store::Store;

/// The `Accept-Language` header of a request.
#[derive(Clone, Debug, Default)]
pub struct Languages(pub Option<String>);

/// How long the verification of a contact is believed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trust(pub(super) Duration);

/// The most bytes of a file that is to be imported.
#[derive(Clone, Copy, Debug)]
pub(super) struct ImportBytes(pub(super) usize);

/// Everything that belongs to one request; made anew for each.
pub(super) struct RequestContext {
    actor: Actor,
    languages: Languages,
    request_id: Option<Uuid>,
    store: Store,
    /// Made anew when a mutation has changed what was loaded.
    loaders: RwLock<Arc<Loaders>>,
    /// Whom it tells what happens, if it is a subscription.
    watcher: Option<Arc<Watcher>>,
}

impl RequestContext {
    /// The context of a request by this actor.
    pub(super) fn new(store: &Store, caller: Caller) -> Self {
        Self {
            loaders: RwLock::new(Arc::new(Loaders::new(store, &caller.actor))),
            actor: caller.actor,
            languages: caller.languages,
            request_id: Uuid::parse_str(&caller.request_id).ok(),
            store: store.clone(),
            watcher: None,
        }
    }

    /// The same, of somebody who watches.
    pub(super) fn of(self, watcher: Arc<Watcher>) -> Self {
        Self {
            watcher: Some(watcher),
            ..self
        }
    }

    /// Whom a subscription tells what happens.
    pub(super) fn watcher(&self) -> &Arc<Watcher> {
        let watcher = self.watcher.as_ref();
        watcher.expect("the engine begins subscriptions with a watcher")
    }

    pub(super) fn loaders(&self) -> Arc<Loaders> {
        let loaders = self.loaders.read();
        Arc::clone(&loaders.unwrap_or_else(PoisonError::into_inner))
    }

    /// Forgets what was loaded: something was changed since.
    pub(super) fn forget_loaded(&self) {
        let loaders = self.loaders.write();
        *loaders.unwrap_or_else(PoisonError::into_inner) =
            Arc::new(Loaders::new(&self.store, &self.actor));
    }
}

/// What there is to know of the request.
pub(super) fn request<'c>(ctx: &Context<'c>) -> &'c Arc<RequestContext> {
    ctx.data_unchecked::<Arc<RequestContext>>()
}

pub(super) fn store<'c>(ctx: &Context<'c>) -> &'c Store {
    ctx.data_unchecked::<Store>()
}

pub(super) fn actor<'c>(ctx: &Context<'c>) -> &'c Actor {
    &request(ctx).actor
}

/// The id of the request, as the log has it.
pub(super) fn request_id(ctx: &Context<'_>) -> Option<Uuid> {
    request(ctx).request_id
}

pub(super) fn loaders(ctx: &Context<'_>) -> Arc<Loaders> {
    request(ctx).loaders()
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

/// Contacts that were verified before this are doubtful.
pub(super) fn fresh_since(ctx: &Context<'_>) -> DateTime<Utc> {
    Utc::now() - ctx.data_unchecked::<Trust>().0
}

/// The most bytes of a file that is to be imported.
pub(super) fn most_import_bytes(ctx: &Context<'_>) -> usize {
    ctx.data_unchecked::<ImportBytes>().0
}

/// Shorthand for what resolvers give.
pub(super) type Answer<T> = Result<T, Fault>;

/// What a field gives that may be null. A fault makes it null and leaves its siblings alone; the engine
/// would take `Answer<Option<T>>` for a failure of everything around the field.
pub(super) type Nullable<T> = Option<Answer<T>>;
