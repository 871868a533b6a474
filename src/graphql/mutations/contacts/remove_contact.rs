//! `removeContact`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::contacts;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Contact;
use crate::graphql::user_errors::ContactUserError;

#[derive(Default)]
pub(in crate::graphql) struct RemoveContact;

/// A contact to remove.
#[derive(InputObject)]
struct RemoveContactInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Contact.version`.
    expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of removing a contact.
    RemoveContactPayload {
        /// The contact as it was, or as it is now when somebody else changed it first; null when it cannot be removed.
        contact: Contact
    } or ContactUserError
}

/// Removing contacts.
#[Object]
impl RemoveContact {
    /// Takes a contact out of the directory; what it was stays in the history. For editors of the
    /// publisher, admin agents of the indirect provider, and administrators.
    async fn remove_contact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which contact.")] input: RemoveContactInput,
    ) -> Answer<RemoveContactPayload> {
        let contact = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = contacts::remove_contact(store(ctx), &cause, contact).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
