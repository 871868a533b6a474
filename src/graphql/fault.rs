//! Faults: what goes wrong with a request as a whole, in fixed words with a code.

use std::sync::Arc;

use async_graphql::{Error, ErrorExtensionValues, ServerError, Value};

use crate::actions::find_responsible::Unanswered;
use crate::domain::inquiry::{Inquirer, InquirerNotInModel};
use crate::domain::responsibility::SellersProblem;
use crate::store::{Failure, chain};

/// What a client reads when the fault is ours.
pub const INTERNAL_MESSAGE: &str =
    "Something went wrong on our side. Try again, and name the request id if it stays so.";

/// What a client reads whose change could not begin because others went on for too long.
pub const BUSY_MESSAGE: &str = "The directory is busy with another change. Try again in a moment.";

/// The codes of faults, as clients match on them.
pub mod code {
    /// The text is not the id of the wanted kind of thing.
    pub const BAD_ID: &str = "BAD_ID";
    /// The cursor is not of this list.
    pub const BAD_CURSOR: &str = "BAD_CURSOR";
    /// A page holds 1 to 100.
    pub const BAD_PAGE_SIZE: &str = "BAD_PAGE_SIZE";
    /// A gateway named a thing as this graph does not know it.
    pub const BAD_REPRESENTATION: &str = "BAD_REPRESENTATION";
    /// The arguments do not go together.
    pub const BAD_ARGUMENTS: &str = "BAD_ARGUMENTS";
    /// What the question names is not there.
    pub const NOT_FOUND: &str = "NOT_FOUND";
    /// The model does not have this inquirer.
    pub const INQUIRER_NOT_IN_MODEL: &str = "INQUIRER_NOT_IN_MODEL";
    /// The model does not have this partner.
    pub const PARTNER_NOT_IN_MODEL: &str = "PARTNER_NOT_IN_MODEL";
    /// No edition of the rules was in force yet.
    pub const DATE_BEFORE_FIRST_EDITION: &str = "DATE_BEFORE_FIRST_EDITION";
    /// Who asks did not sign in, or not soundly.
    pub const UNAUTHENTICATED: &str = "UNAUTHENTICATED";
    /// Who asks may not do this.
    pub const FORBIDDEN: &str = "FORBIDDEN";
    /// Not right now: who asks cannot be told, or the directory is busy with another change.
    pub const UNAVAILABLE: &str = "UNAVAILABLE";
    /// The caller asked for more than they may in a minute.
    pub const RATE_LIMITED: &str = "RATE_LIMITED";
    /// As many operations run on the connection as may.
    pub const TOO_MANY_SUBSCRIPTIONS: &str = "TOO_MANY_SUBSCRIPTIONS";
    /// The key was given to another request.
    pub const IDEMPOTENCY_KEY_REUSED: &str = "IDEMPOTENCY_KEY_REUSED";
    /// The request with the key is still running.
    pub const IDEMPOTENCY_KEY_IN_USE: &str = "IDEMPOTENCY_KEY_IN_USE";
    /// The request with the key was carried out, and its answer is lost.
    pub const IDEMPOTENCY_ANSWER_LOST: &str = "IDEMPOTENCY_ANSWER_LOST";
    /// The text is no document.
    pub const GRAPHQL_PARSE_FAILED: &str = "GRAPHQL_PARSE_FAILED";
    /// The document breaks a rule of the specification.
    pub const GRAPHQL_VALIDATION_FAILED: &str = "GRAPHQL_VALIDATION_FAILED";
    /// What was given for a variable is not of its type.
    pub const BAD_USER_INPUT: &str = "BAD_USER_INPUT";
    /// The document, or its variables, go beyond a bound.
    pub const TOO_COMPLEX: &str = "TOO_COMPLEX";
    /// The schema is not told.
    pub const INTROSPECTION_DISABLED: &str = "INTROSPECTION_DISABLED";
    /// A subscription was asked for where one answer is given.
    pub const SUBSCRIPTION_NEEDS_STREAM: &str = "SUBSCRIPTION_NEEDS_STREAM";
    /// The fault is ours.
    pub const INTERNAL: &str = "INTERNAL";
}

/// The codes of errors, of those that have one.
pub fn codes(errors: &[ServerError]) -> Vec<String> {
    let extensions = errors.iter().filter_map(|error| error.extensions.as_ref());
    let codes = extensions.filter_map(|extensions| match extensions.get("code") {
        Some(Value::String(code)) => Some(code.clone()),
        _ => None,
    });
    codes.collect()
}

/// A fault. It has no `Display` on purpose: that keeps internals from reaching a client through `?`.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// The text is not an id, or one of another kind.
    BadId {
        wanted: &'static str,
        argument: String,
    },
    /// The cursor was not made by this list in this order.
    BadCursor,
    /// The page is too small or too large, or asked for from both ends.
    BadPageSize(&'static str),
    /// A gateway named a thing as this graph does not know it.
    BadRepresentation(&'static str),
    /// The arguments do not go together.
    BadArguments(&'static str),
    /// What the question names is not there.
    NotFound(&'static str),
    /// The model does not have this inquirer.
    InquirerNotInModel { wanted: String, has: String },
    /// The partners that were named do not fit the model.
    PartnerNotInModel(String),
    /// Who asks did not sign in, and would have to.
    NotSignedIn,
    /// Who asks may not do this.
    NotAllowed,
    /// No edition of the rules was in force yet.
    DateBeforeFirstEdition { first: String },
    /// Other changes went on for too long.
    Busy(Arc<Failure>),
    /// The fault is ours.
    Broken(Arc<Failure>),
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        Arc::new(failure).into()
    }
}

impl From<Arc<Failure>> for Fault {
    fn from(failure: Arc<Failure>) -> Self {
        if failure.is_busy() {
            Self::Busy(failure)
        } else {
            Self::Broken(failure)
        }
    }
}

impl From<InquirerNotInModel> for Fault {
    fn from(refused: InquirerNotInModel) -> Self {
        let has: Vec<&str> = refused
            .model
            .inquirers()
            .iter()
            .copied()
            .map(Inquirer::code)
            .collect();
        Self::InquirerNotInModel {
            wanted: format!(
                "{} does not occur under {}",
                refused.inquirer, refused.model
            ),
            has: has.join(", "),
        }
    }
}

impl From<Unanswered> for Fault {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::InquirerNotInModel(refused) => refused.into(),
            Unanswered::OfferNotFound => Self::NotFound("offer"),
            Unanswered::PartnerNotFound => Self::NotFound("partner"),
            Unanswered::ProviderNotFound => Self::NotFound("provider"),
            Unanswered::Sellers(problem) => Self::PartnerNotInModel(describe(&problem)),
            Unanswered::BeforeFirstEdition { first } => Self::DateBeforeFirstEdition {
                first: first.map(|first| first.to_string()).unwrap_or_default(),
            },
            Unanswered::Broken(failure) => failure.into(),
        }
    }
}

fn describe(problem: &SellersProblem) -> String {
    match problem {
        SellersProblem::PartnerNotInModel {
            partner,
            role,
            model,
        } => {
            format!(
                "Partner {} takes part as {role}, and so not in {model}.",
                partner.as_str()
            )
        }
        SellersProblem::NotAProvider(partner) => {
            format!(
                "Partner {} is named as the provider and is no indirect provider.",
                partner.as_str()
            )
        }
        SellersProblem::TwoProviders(partner, provider) => format!(
            "Partner {} is itself an indirect provider; the provider {} goes with a reseller.",
            partner.as_str(),
            provider.as_str()
        ),
    }
}

impl Fault {
    /// A row whose owner is not there, which the foreign keys rule out.
    pub(super) fn orphan(table: &'static str, row: uuid::Uuid) -> Self {
        Failure::Unreadable {
            table,
            column: "owner",
            row,
        }
        .into()
    }

    fn code(&self) -> &'static str {
        match self {
            Self::BadId { .. } => code::BAD_ID,
            Self::BadCursor => code::BAD_CURSOR,
            Self::BadPageSize(_) => code::BAD_PAGE_SIZE,
            Self::BadRepresentation(_) => code::BAD_REPRESENTATION,
            Self::BadArguments(_) => code::BAD_ARGUMENTS,
            Self::NotFound(_) => code::NOT_FOUND,
            Self::InquirerNotInModel { .. } => code::INQUIRER_NOT_IN_MODEL,
            Self::PartnerNotInModel(_) => code::PARTNER_NOT_IN_MODEL,
            Self::DateBeforeFirstEdition { .. } => code::DATE_BEFORE_FIRST_EDITION,
            Self::NotSignedIn => code::UNAUTHENTICATED,
            Self::NotAllowed => code::FORBIDDEN,
            Self::Busy(_) => code::UNAVAILABLE,
            Self::Broken(_) => code::INTERNAL,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::BadId { wanted, argument } => {
                format!("`{argument}` is not an id of the kind wanted here: {wanted}.")
            }
            Self::BadCursor => "The cursor was not given by this list in this order.".to_owned(),
            Self::BadPageSize(why) | Self::BadRepresentation(why) | Self::BadArguments(why) => {
                (*why).to_owned()
            }
            Self::NotFound(what) => {
                format!("The {what} that the question names is not in the directory.")
            }
            Self::InquirerNotInModel { wanted, has } => {
                format!("{wanted}. Those who can ask there: {has}.")
            }
            Self::PartnerNotInModel(why) => why.clone(),
            Self::DateBeforeFirstEdition { first } => {
                format!("No rules were in force on that day; the first edition begins on {first}.")
            }
            Self::NotSignedIn => "Sign in to do this.".to_owned(),
            Self::NotAllowed => "You may not do this.".to_owned(),
            Self::Busy(_) => BUSY_MESSAGE.to_owned(),
            Self::Broken(_) => INTERNAL_MESSAGE.to_owned(),
        }
    }
}

impl From<Fault> for Error {
    /// Words the fault. What is ours goes to the log with its whole chain, and stays there.
    fn from(fault: Fault) -> Self {
        match &fault {
            Fault::Busy(failure) => {
                tracing::warn!(error = %chain(failure.as_ref()), "a change could not begin");
            }
            Fault::Broken(failure) => {
                tracing::error!(error = %chain(failure.as_ref()), "a request failed");
            }
            _ => {}
        }
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", fault.code());
        if let Fault::NotFound(what) = &fault {
            extensions.set("argument", *what);
        }
        Self {
            message: fault.message(),
            source: None,
            extensions: Some(extensions),
        }
    }
}
