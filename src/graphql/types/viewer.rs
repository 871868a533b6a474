//! The viewer: who is asking.

use async_graphql::SimpleObject;

use crate::domain::actor::Actor;
use crate::graphql::words::ContactType;
use crate::locale::Locale;

/// Who is asking, and what they may read.
#[derive(SimpleObject)]
pub(in crate::graphql) struct Viewer {
    /// Whether they signed in.
    is_signed_in: bool,
    /// The types of contacts they may read; others are absent from every answer.
    readable_contact_types: Vec<ContactType>,
    /// The language they are answered in (BCP 47) when a field does not ask for another.
    language: String,
}

impl Viewer {
    /// The viewer that an actor is.
    pub(in crate::graphql) fn new(actor: &Actor, locale: Locale) -> Self {
        Self {
            is_signed_in: actor.is_signed_in(),
            readable_contact_types: actor
                .readable_contacts()
                .types
                .into_iter()
                .map(ContactType::from)
                .collect(),
            language: locale.language().to_owned(),
        }
    }
}
