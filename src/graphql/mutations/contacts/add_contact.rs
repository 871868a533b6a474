//! `addContact`.

use async_graphql::{Context, InputObject, Object};

use crate::actions::contacts::{self, ContactToAdd};
use crate::domain::contact::ContactDraft;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Contact;
use crate::graphql::types::keys::ContactOwnerBy;
use crate::graphql::user_errors::ContactUserError;
use crate::graphql::words::ContactType;

#[derive(Default)]
pub(in crate::graphql) struct AddContact;

/// A contact to add. It needs at least one of e-mail, phone and page.
#[derive(InputObject)]
struct AddContactInput {
    /// Whom it belongs to.
    owner: ContactOwnerBy,
    /// What it is for.
    #[graphql(name = "type")]
    contact_type: ContactType,
    /// What it is called: a desk or a role, not a person; at most 500 characters.
    name: String,
    /// Where to write; a role mailbox, not a person's. Internationalised addresses are taken.
    email: Option<String>,
    /// Where to call, as its owner writes it; with `+` and the country it can be dialled from anywhere.
    phone: Option<String>,
    /// The page to go to: `http` or `https`.
    url: Option<String>,
    /// The languages spoken there (BCP 47); at most 20.
    languages: Option<Vec<String>>,
    /// When somebody is there, in words; at most 500 characters.
    hours: Option<String>,
    /// The time zone of the hours (IANA name, such as `Europe/Istanbul`).
    time_zone: Option<String>,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of adding a contact.
    AddContactPayload {
        /// The contact; null when it was not added.
        contact: Contact
    } or ContactUserError
}

/// Adding contacts.
#[Object]
impl AddContact {
    /// Adds a contact to an offer, a publisher or a partner; nobody has tried it yet. For editors of the
    /// publisher, admin agents of the indirect provider, and administrators.
    async fn add_contact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contact.")] input: AddContactInput,
    ) -> Answer<AddContactPayload> {
        let to_add = ContactToAdd {
            owner: input.owner.sought()?,
            contact_type: input.contact_type.into(),
            details: ContactDraft {
                name: input.name,
                email: input.email,
                phone: input.phone,
                url: input.url,
                languages: input.languages.unwrap_or_default(),
                hours: input.hours,
                time_zone: input.time_zone,
            },
        };
        let cause = cause(ctx, input.note);
        let outcome = contacts::add_contact(store(ctx), &cause, to_add).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
