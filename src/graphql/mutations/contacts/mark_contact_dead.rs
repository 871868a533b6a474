//! `markContactDead`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::contacts;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Contact;
use crate::graphql::user_errors::ContactUserError;

#[derive(Default)]
pub(in crate::graphql) struct MarkContactDead;

/// A contact that does not work any more.
#[derive(InputObject)]
struct MarkContactDeadInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Contact.version`.
    expected_version: i32,
    /// How that is known, such as `the desk was closed`. At most 1,000 characters.
    reason: String,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of marking a contact as dead.
    MarkContactDeadPayload {
        /// The contact as it is now, also when somebody else changed it first; null when it cannot be done.
        contact: Contact
    } or ContactUserError
}

/// Marking contacts as dead.
#[Object]
impl MarkContactDead {
    /// Writes down that a contact does not work any more and will not again. It stays on file, said to be dead,
    /// until it is changed, verified or removed. For editors of the
    /// publisher, admin agents of the indirect provider, and administrators.
    async fn mark_contact_dead(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which contact, and how it is known to be dead.")]
        input: MarkContactDeadInput,
    ) -> Answer<MarkContactDeadPayload> {
        let contact = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = contacts::mark_contact_dead(store(ctx), &cause, contact, &input.reason).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
