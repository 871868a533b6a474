//! Settling a deed: what came of it becomes a payload or a fault.

use async_graphql::{Context, MaybeUndefined};

use crate::actions::refusal::{Outcome, Refused};
use crate::domain::change::Cause;
use crate::domain::edit::Edit;
use crate::domain::flaw::Problem;
use crate::graphql::context::{Answer, actor, locale, request, request_id};
use crate::graphql::fault::Fault;
use crate::graphql::user_errors::Told;

/// What came of a deed: the thing it was done to, or what is to be mended first.
pub(super) struct Settled<T, E> {
    pub(super) thing: Option<T>,
    pub(super) user_errors: Vec<E>,
}

impl<T, E> Settled<T, E> {
    /// The same, with what the thing is shown as.
    pub(super) fn map<S>(self, show: impl FnOnce(T) -> S) -> Settled<S, E> {
        Settled {
            thing: self.thing.map(show),
            user_errors: self.user_errors,
        }
    }
}

/// Who does it, in which request, and why.
pub(super) fn cause(ctx: &Context<'_>, note: Option<String>) -> Cause {
    Cause {
        actor: actor(ctx).clone(),
        request: request_id(ctx),
        // PostgreSQL takes no text with a zero in it.
        note: note
            .map(|note| note.replace('\0', "").trim().to_owned())
            .filter(|note| !note.is_empty()),
    }
}

/// What came of a deed, as its payload tells it.
pub(super) fn settle<T, P, E>(ctx: &Context<'_>, outcome: Outcome<T, P>) -> Answer<Settled<T, E>>
where
    P: Problem,
    E: From<Told<P>>,
{
    // What an earlier mutation of the document showed may be different now.
    request(ctx).forget_loaded();
    let locale = locale(ctx, None);
    let (thing, told) = match outcome {
        Ok(thing) => (Some(thing), Vec::new()),
        Err(Refused::Flawed(flaws)) => {
            let told = flaws.into_iter().map(|flaw| Told::of(&flaw, locale));
            (None, told.collect())
        }
        Err(Refused::Overtaken {
            current,
            problem,
            field,
        }) => {
            let told = Told::overtaken(problem, field, locale);
            (Some(*current), vec![told])
        }
        Err(Refused::NotSignedIn) => return Err(Fault::NotSignedIn),
        Err(Refused::NotAllowed) => return Err(Fault::NotAllowed),
        Err(Refused::Broken(failure)) => return Err(failure.into()),
    };
    Ok(Settled {
        thing,
        user_errors: told.into_iter().map(E::from).collect(),
    })
}

/// What is to become of a field: left out it stays, null empties it.
pub(super) fn edit<T>(given: MaybeUndefined<T>) -> Edit<T> {
    match given {
        MaybeUndefined::Undefined => Edit::Keep,
        MaybeUndefined::Null => Edit::Clear,
        MaybeUndefined::Value(value) => Edit::Set(value),
    }
}

/// Declares the payload of a mutation: the thing that was changed, and the errors of its concept.
macro_rules! payload {
    (
        $(#[$meta:meta])* $payload:ident {
            $(#[$thing_meta:meta])* $thing:ident: $type:ident
        } or $error:ident
    ) => {
        $(#[$meta])*
        #[derive(async_graphql::SimpleObject)]
        pub(in crate::graphql) struct $payload {
            $(#[$thing_meta])*
            $thing: Option<$type>,
            /// What is to be mended first, all at once and at most 250; empty when it was done.
            #[graphql(directive = $crate::graphql::list_size::list_size::apply(250))]
            user_errors: Vec<$error>,
        }

        impl<T> From<$crate::graphql::mutations::settle::Settled<T, $error>> for $payload
        where
            $type: From<T>,
        {
            fn from(settled: $crate::graphql::mutations::settle::Settled<T, $error>) -> Self {
                Self {
                    $thing: settled.thing.map($type::from),
                    user_errors: settled.user_errors,
                }
            }
        }
    };
}
pub(super) use payload;
