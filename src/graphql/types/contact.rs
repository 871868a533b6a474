//! A contact.

use async_graphql::{Context, ID, Object, SimpleObject, Union};

use super::change::{ChangeConnection, history};
use super::{Offer, Partner, Publisher};
use crate::domain::contact;
use crate::domain::language::Language;
use crate::graphql::context::{Answer, loaders};
use crate::graphql::fault::Fault;
use crate::graphql::listed::Listed;
use crate::graphql::scalars::DateTime;
use crate::graphql::words::{ContactType, VerificationState};

/// Whom to reach about something. It has at least one of e-mail, phone and page.
#[derive(Clone)]
pub(in crate::graphql) struct Contact(pub(in crate::graphql) contact::Contact);

impl From<contact::Contact> for Contact {
    fn from(kept: contact::Contact) -> Self {
        Self(kept)
    }
}

/// The contacts of these types (all, when none are named), at most 20.
pub(super) fn of_types(
    contacts: Vec<contact::Contact>,
    types: Option<&[ContactType]>,
) -> Listed<Contact> {
    let wanted = |contact_type| types.is_none_or(|types| types.contains(&contact_type));
    contacts
        .into_iter()
        .filter(|contact| wanted(contact.contact_type.into()))
        .take(20)
        .map(Contact)
        .collect()
}

/// Whether a contact is known to work.
#[derive(SimpleObject)]
struct Verification {
    /// How far it can be trusted.
    state: VerificationState,
    /// When that was found; null for `NEVER`.
    at: Option<DateTime>,
    /// Who found that: the name they signed in with; null for `NEVER`.
    by: Option<String>,
    /// What is wrong with it; null unless it was reported bad or found dead.
    reason: Option<String>,
}

/// Whom a contact belongs to.
#[derive(Union)]
enum ContactOwner {
    Offer(Box<Offer>),
    Publisher(Publisher),
    Partner(Partner),
}

/// Whom to reach about something. It has at least one of e-mail, phone and page.
#[Object]
impl Contact {
    /// Opaque; the same contact has the same id for good.
    pub(in crate::graphql) async fn id(&self) -> ID {
        self.0.id.into()
    }

    /// What it is for.
    #[graphql(name = "type")]
    async fn contact_type(&self) -> ContactType {
        self.0.contact_type.into()
    }

    /// What it is called: a desk or a role, not a person.
    async fn name(&self) -> &str {
        &self.0.details.name
    }

    /// Where to write; a role mailbox, not a person's. Null when not on file.
    async fn email(&self) -> Option<&str> {
        self.0.details.email.as_deref()
    }

    /// Where to call, as its owner writes it. Null when not on file.
    async fn phone(&self) -> Option<&str> {
        self.0.details.phone.as_deref()
    }

    /// The phone number as it is dialled from anywhere (E.164), such as `+14255550100`. Null when the number
    /// does not name its country or cannot be.
    #[graphql(name = "phoneE164")]
    async fn phone_e164(&self) -> Option<&str> {
        self.0.phone_e164.as_deref()
    }

    /// The page to go to. Null when not on file.
    async fn url(&self) -> Option<&str> {
        self.0.details.url.as_deref()
    }

    /// The languages spoken there (BCP 47); empty when not on file.
    async fn languages(&self) -> Vec<&str> {
        self.0.details.languages.iter().map(Language::tag).collect()
    }

    /// When somebody is there, in words. Null when not on file.
    async fn hours(&self) -> Option<&str> {
        self.0.details.hours.as_deref()
    }

    /// The time zone of the hours (IANA name, such as `Europe/Istanbul`). Null when not on file.
    async fn time_zone(&self) -> Option<&str> {
        self.0.details.time_zone.as_deref()
    }

    /// Whether it is known to work.
    async fn verification(&self) -> Verification {
        let known = &self.0.verification;
        Verification {
            state: known.state.into(),
            at: known.at.map(DateTime),
            by: known.by.clone(),
            reason: known.reason.clone(),
        }
    }

    /// Whom it belongs to.
    async fn owner(&self, ctx: &Context<'_>) -> Answer<ContactOwner> {
        let owner = match self.0.owner {
            contact::ContactOwner::Offer(id) => loaders(ctx)
                .offers
                .load(id)
                .await?
                .map(|found| ContactOwner::Offer(Box::new(Offer(found)))),
            contact::ContactOwner::Publisher(id) => loaders(ctx)
                .publishers
                .load(id)
                .await?
                .map(|found| ContactOwner::Publisher(Publisher(found))),
            contact::ContactOwner::Partner(id) => loaders(ctx)
                .partners
                .load(id)
                .await?
                .map(|found| ContactOwner::Partner(Partner(found))),
        };
        owner.ok_or_else(|| Fault::orphan("contact", self.0.id.key()))
    }

    /// What was done to it, the latest first.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many; 20 if not given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
    ) -> Answer<ChangeConnection> {
        history(ctx, self.0.id.into(), first, after).await
    }

    /// How often it was changed, from 1: what a change has to name.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// When it was last changed.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}
