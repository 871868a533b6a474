//! User errors: what the one who sent an input can mend, typed by concept.

mod contact;
mod edition;
mod import;
mod link;
mod notice;
mod offer;
mod override_;
mod partner;
mod publisher;
mod split;

use async_graphql::Interface;

use crate::domain::flaw::{Flaw, Problem, Step};
use crate::locale::Locale;

pub(super) use contact::ContactUserError;
pub(super) use edition::EditionUserError;
pub(super) use import::ImportUserError;
pub(super) use link::LinkUserError;
pub(super) use notice::NoticeUserError;
pub(super) use offer::OfferUserError;
pub(super) use override_::OverrideUserError;
pub(super) use partner::PartnerUserError;
pub(super) use publisher::PublisherUserError;
pub(super) use split::SplitUserError;

/// Something that whoever sent the input can mend.
#[derive(Interface)]
#[graphql(
    field(
        name = "field",
        ty = "&Option<Vec<String>>",
        desc = "Where it is: the path into the arguments, such as `[\"input\", \"email\"]`; null when it is about no field."
    ),
    field(
        name = "message",
        ty = "&String",
        desc = "What is wrong and what would be right, in the language of the Accept-Language header."
    )
)]
pub(super) enum UserError {
    /// With a contact.
    Contact(ContactUserError),
    /// With a publisher.
    Publisher(PublisherUserError),
    /// With an offer.
    Offer(OfferUserError),
    /// With a link.
    Link(LinkUserError),
    /// With a partner or a tie.
    Partner(PartnerUserError),
    /// With a split.
    Split(SplitUserError),
    /// With an override.
    Override(OverrideUserError),
    /// With an edition of the rules.
    Edition(EditionUserError),
    /// With a service notice.
    Notice(NoticeUserError),
    /// With an import.
    Import(ImportUserError),
}

/// A problem as it is told to whoever can mend it.
pub(super) struct Told<P> {
    pub(super) problem: P,
    pub(super) field: Option<Vec<String>>,
    pub(super) message: String,
}

impl<P: Problem> Told<P> {
    /// A flaw of an input, in words.
    pub(super) fn of(flaw: &Flaw<P>, locale: Locale) -> Self {
        Self {
            message: locale.problem(flaw.problem, flaw.more.as_deref()),
            field: Some(path(&flaw.at)),
            problem: flaw.problem,
        }
    }

    /// That somebody else changed the thing since the version in this field.
    pub(super) fn overtaken(conflict: P, field: &'static str, locale: Locale) -> Self {
        let version = Flaw {
            problem: conflict,
            at: vec![Step::Field(field)],
            more: None,
        };
        Self::of(&version, locale)
    }
}

/// The path into the arguments: the fields of a draft are called in the contract as they are here, in the
/// contract's spelling.
fn path(at: &[Step]) -> Vec<String> {
    let steps = at.iter().map(|step| match step {
        Step::Field(name) => camel_case(name),
        Step::Item(place) => place.to_string(),
    });
    std::iter::once("input".to_owned()).chain(steps).collect()
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut name, word| {
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
        name
    })
}

/// Declares the errors of a concept: their codes, checked by the compiler against the domain's set, and
/// their type. A concept whose things are added and never changed is declared `without versions`.
macro_rules! user_errors {
    ($(#[$meta:meta])* $error:ident, $code:ident of $domain:literal { $($(#[$variant_meta:meta])* $variant:ident),* $(,)? }) => {
        $crate::graphql::user_errors::user_errors! {
            $(#[$meta])*
            $error, $code of $domain without versions {
                /// It is not in the directory, or not for you.
                NotFound,
                /// Somebody else changed it since: what it is now is in the answer.
                VersionConflict,
                $($(#[$variant_meta])* $variant),*
            }
        }
    };
    ($(#[$meta:meta])* $error:ident, $code:ident of $domain:literal without versions { $($(#[$variant_meta:meta])* $variant:ident),* $(,)? }) => {
        $crate::graphql::words::words! {
            $(#[$meta])*
            $code of $domain {
                /// The note is longer than it may be.
                NoteTooLong,
                $($(#[$variant_meta])* $variant),*
            }
        }

        $(#[$meta])*
        #[derive(async_graphql::SimpleObject)]
        pub(in crate::graphql) struct $error {
            /// What is wrong, for programs.
            code: $code,
            /// Where it is: the path into the arguments, such as `["input", "email"]`; null when it is about
            /// no field.
            pub(in crate::graphql) field: Option<Vec<String>>,
            /// What is wrong and what would be right, in the language of the Accept-Language header.
            pub(in crate::graphql) message: String,
        }

        impl<P> From<$crate::graphql::user_errors::Told<P>> for $error
        where
            $code: From<P>,
        {
            fn from(told: $crate::graphql::user_errors::Told<P>) -> Self {
                Self {
                    code: told.problem.into(),
                    field: told.field,
                    message: told.message,
                }
            }
        }
    };
}

use user_errors;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_spelt_as_the_contract_spells_it() {
        let at = [
            Step::Field("changes"),
            Step::Field("time_zone"),
            Step::Item(2),
        ];

        assert_eq!(path(&at), ["input", "changes", "timeZone", "2"]);
    }
}
