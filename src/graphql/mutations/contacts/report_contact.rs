//! `reportContact`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::contacts;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Contact;
use crate::graphql::user_errors::ContactUserError;

#[derive(Default)]
pub(in crate::graphql) struct ReportContact;

/// A contact that somebody could not reach.
#[derive(InputObject)]
struct ReportContactInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Contact.version`.
    expected_version: i32,
    /// What is wrong with it, such as `mail bounces`. At most 1,000 characters.
    reason: String,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of reporting a contact.
    ReportContactPayload {
        /// The contact as it is now, also when somebody else changed it first; null when it cannot be done.
        contact: Contact
    } or ContactUserError
}

/// Reporting contacts.
#[Object]
impl ReportContact {
    /// Writes down that a contact does not work, for its owner to look after. For everyone who signed in and
    /// may read it.
    async fn report_contact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which contact, and what is wrong with it.")] input: ReportContactInput,
    ) -> Answer<ReportContactPayload> {
        let contact = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = contacts::report_contact(store(ctx), &cause, contact, &input.reason).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
