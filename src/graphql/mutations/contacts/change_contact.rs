//! `changeContact`.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use crate::actions::contacts;
use crate::domain::contact;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, edit, payload, settle};
use crate::graphql::types::Contact;
use crate::graphql::user_errors::ContactUserError;

#[derive(Default)]
pub(in crate::graphql) struct ChangeContact;

/// A contact to change.
#[derive(InputObject)]
struct ChangeContactInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Contact.version`.
    expected_version: i32,
    /// What is to be different.
    changes: ContactChanges,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

/// What is to be different about a contact: what is left out stays, null empties a field.
#[derive(InputObject)]
struct ContactChanges {
    /// What it is called: a desk or a role, not a person; at most 500 characters. It cannot be emptied.
    name: MaybeUndefined<String>,
    /// Where to write; a role mailbox, not a person's.
    email: MaybeUndefined<String>,
    /// Where to call, as its owner writes it; with `+` and the country it can be dialled from anywhere.
    phone: MaybeUndefined<String>,
    /// The page to go to: `http` or `https`.
    url: MaybeUndefined<String>,
    /// All languages spoken there (BCP 47); at most 20.
    languages: MaybeUndefined<Vec<String>>,
    /// When somebody is there, in words; at most 500 characters.
    hours: MaybeUndefined<String>,
    /// The time zone of the hours (IANA name, such as `Europe/Istanbul`).
    time_zone: MaybeUndefined<String>,
}

payload! {
    /// What came of changing a contact.
    ChangeContactPayload {
        /// The contact as it is now, also when somebody else changed it first; null when it cannot be changed so.
        contact: Contact
    } or ContactUserError
}

/// Changing contacts.
#[Object]
impl ChangeContact {
    /// Changes what is known of a contact, unless its owner is retired; with another e-mail address, phone number
    /// or page it has to be verified anew. For editors of the publisher, admin agents of the indirect provider, and
    /// administrators.
    async fn change_contact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contact and its changes.")] input: ChangeContactInput,
    ) -> Answer<ChangeContactPayload> {
        let contact = seen(&input.id, input.expected_version)?;
        let changes = contact::ContactChanges {
            name: edit(input.changes.name),
            email: edit(input.changes.email),
            phone: edit(input.changes.phone),
            url: edit(input.changes.url),
            languages: edit(input.changes.languages),
            hours: edit(input.changes.hours),
            time_zone: edit(input.changes.time_zone),
        };
        let cause = cause(ctx, input.note);
        let outcome = contacts::change_contact(store(ctx), &cause, contact, changes).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
