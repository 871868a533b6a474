//! `verifyContact`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::contacts;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Contact;
use crate::graphql::user_errors::ContactUserError;

#[derive(Default)]
pub(in crate::graphql) struct VerifyContact;

/// A contact that somebody reached.
#[derive(InputObject)]
struct VerifyContactInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Contact.version`.
    expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of verifying a contact.
    VerifyContactPayload {
        /// The contact as it is now, also when somebody else changed it first; null when it cannot be done.
        contact: Contact
    } or ContactUserError
}

/// Verifying contacts.
#[Object]
impl VerifyContact {
    /// Writes down that somebody reached a contact just now, whatever was known of it before. For editors of the
    /// publisher, admin agents of the indirect provider, and administrators.
    async fn verify_contact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which contact.")] input: VerifyContactInput,
    ) -> Answer<VerifyContactPayload> {
        let contact = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = contacts::verify_contact(store(ctx), &cause, contact).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
