//! Contacts: whom to reach about an offer, a publisher or a partner.

mod draft;
mod verification;

use chrono::{DateTime, Utc};
use email_address::{EmailAddress, Options};

use crate::domain::actor::ContactScope;
use crate::domain::id::{Id, Named};
use crate::domain::language::Language;
use crate::domain::offer::Offer;
use crate::domain::partner::Partner;
use crate::domain::phone;
use crate::domain::publisher::Publisher;

pub use draft::{
    ContactChanges, ContactDraft, ContactProblem, LONGEST_HOURS, LONGEST_REASON, MOST_CONTACTS,
    MOST_LANGUAGES, check_reason, is_time_zone,
};
pub use verification::{Verification, VerificationState};

closed_set! {
    /// What a contact is for.
    pub enum ContactType {
        /// For partners, with their customers' tickets.
        CustomerSupport = "CUSTOMER_SUPPORT",
        /// For resellers' questions about the CSP program.
        CspProgram = "CSP_PROGRAM",
        /// For technical questions; Microsoft first, partners by the article.
        Engineering = "ENGINEERING",
    }
}

closed_set! {
    /// For whom a type of contact is meant.
    pub enum Audience {
        /// Partners, on behalf of their customers.
        Partners = "PARTNERS",
        /// Resellers of the CSP program.
        Resellers = "RESELLERS",
        /// Microsoft first, then partners.
        MicrosoftAndPartners = "MICROSOFT_AND_PARTNERS",
    }
}

closed_set! {
    /// Who may read contacts of a type.
    pub enum Readership {
        /// Everyone who may read the directory.
        Everyone = "EVERYONE",
        /// Admin agents of partners.
        AdminAgents = "ADMIN_AGENTS",
    }
}

impl ContactType {
    /// For whom it is meant.
    pub fn audience(self) -> Audience {
        match self {
            Self::CustomerSupport => Audience::Partners,
            Self::CspProgram => Audience::Resellers,
            Self::Engineering => Audience::MicrosoftAndPartners,
        }
    }

    /// Who may read it.
    pub fn readership(self) -> Readership {
        match self {
            Self::CustomerSupport => Readership::Everyone,
            Self::CspProgram | Self::Engineering => Readership::AdminAgents,
        }
    }
}

closed_set! {
    /// Who wrote what is known of a contact. What a person wrote, no import overwrites by itself.
    pub enum WrittenBy {
        /// Somebody who knows it.
        Person = "PERSON",
        /// An import, as its file has it.
        Import = "IMPORT",
    }
}

/// A contact, as kept. It has at least one channel: e-mail, phone or page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its id in this directory.
    pub id: Id<Contact>,
    /// Whom it belongs to.
    pub owner: ContactOwner,
    /// What it is for.
    pub contact_type: ContactType,
    /// What is known of it.
    pub details: ContactDetails,
    /// The phone number as it is dialled from anywhere (E.164); absent when it cannot be read as one.
    pub phone_e164: Option<String>,
    /// Who wrote that.
    pub written_by: WrittenBy,
    /// Whether it is known to work.
    pub verification: Verification,
    /// How often it was changed, from 1.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl Named for Contact {
    const KIND: &'static str = "contact";
}

impl Contact {
    /// Whether somebody stands for it: a person verified or wrote it.
    pub fn is_vouched_for(&self) -> bool {
        self.verification.state == VerificationState::Verified
            || self.written_by == WrittenBy::Person
    }

    /// Whether it can be reached from everywhere: a number that only its own country can dial does not do.
    pub fn has_working_channel(&self) -> bool {
        self.details.email.is_some() || self.details.url.is_some() || self.phone_e164.is_some()
    }
}

/// The longest name of a contact, or of the publisher that lends it one, in characters.
pub const LONGEST_NAME: usize = 500;

/// The longest e-mail address, in bytes (RFC 5321, section 4.5.3.1.3).
pub const LONGEST_EMAIL: usize = 254;

/// Whether somebody can write to this address: nothing but the address, at a host with a name.
pub fn is_email(text: &str) -> bool {
    let options = Options::default()
        .without_display_text()
        .without_domain_literal()
        .with_required_tld();
    text.len() <= LONGEST_EMAIL && EmailAddress::parse_with_options(text, options).is_ok()
}

/// Name, channels and hours of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactDetails {
    /// What it is called: a desk or a role, not a person.
    pub name: String,
    /// Where to write.
    pub email: Option<String>,
    /// Where to call, as its owner writes it.
    pub phone: Option<String>,
    /// The page to go to.
    pub url: Option<String>,
    /// The languages spoken there; empty when not on record.
    pub languages: Vec<Language>,
    /// When somebody is there, in words.
    pub hours: Option<String>,
    /// The time zone of the hours (IANA name).
    pub time_zone: Option<String>,
}

impl ContactDetails {
    /// Whether there is any way to reach it.
    pub fn has_channel(&self) -> bool {
        self.email.is_some() || self.phone.is_some() || self.url.is_some()
    }

    /// The phone number as it is dialled from anywhere, if it can be read as one.
    pub fn phone_e164(&self) -> Option<String> {
        self.phone.as_deref().and_then(phone::e164)
    }

    /// What makes it the same contact as another of its owner and type: its channels.
    pub fn fingerprint(&self) -> String {
        let channel = |value: &Option<String>| value.as_deref().unwrap_or_default().to_lowercase();
        format!(
            "{}\n{}\n{}",
            channel(&self.email),
            channel(&self.phone),
            channel(&self.url)
        )
    }
}

/// Whom a contact belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactOwner {
    /// One offer.
    Offer(Id<Offer>),
    /// A publisher, for all its offers without a contact of the type of their own.
    Publisher(Id<Publisher>),
    /// A partner.
    Partner(Id<Partner>),
}

impl std::fmt::Display for ContactOwner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Offer(id) => id.fmt(f),
            Self::Publisher(id) => id.fmt(f),
            Self::Partner(id) => id.fmt(f),
        }
    }
}

/// Contacts that things are listed by: contacts that their reader may not see count for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactsWanted {
    /// Of one of these types.
    pub types: Vec<ContactType>,
    /// That the reader may see.
    pub scope: ContactScope,
}

/// A contact that was found sound and is not kept yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContact {
    /// Whom it belongs to.
    pub owner: ContactOwner,
    /// What it is for.
    pub contact_type: ContactType,
    /// What is known of it.
    pub details: ContactDetails,
    /// Who wrote that.
    pub written_by: WrittenBy,
    /// Whether it is known to work.
    pub verification: Verification,
}

/// The contacts that count for an offer, out of its own and its publisher's: own ones of a type
/// replace the publisher's of that type. Best first.
pub fn effective(contacts: Vec<Contact>) -> Vec<Contact> {
    let own: Vec<ContactType> = contacts
        .iter()
        .filter(|contact| matches!(contact.owner, ContactOwner::Offer(_)))
        .map(|contact| contact.contact_type)
        .collect();
    let mut effective: Vec<Contact> = contacts
        .into_iter()
        .filter(|contact| match contact.owner {
            ContactOwner::Offer(_) => true,
            ContactOwner::Publisher(_) | ContactOwner::Partner(_) => {
                !own.contains(&contact.contact_type)
            }
        })
        .collect();
    best_first(&mut effective);
    effective
}

/// Orders contacts by type, verification, owner and id.
pub fn best_first(contacts: &mut [Contact]) {
    contacts.sort_by_key(|contact| {
        (
            contact.contact_type,
            contact.verification.state,
            contact.owner,
            contact.id,
        )
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(
        key: u128,
        owner: ContactOwner,
        contact_type: ContactType,
        state: VerificationState,
    ) -> Contact {
        Contact {
            id: Id::new(uuid::Uuid::from_u128(key)),
            owner,
            contact_type,
            details: ContactDetails {
                name: "Support desk".into(),
                email: Some("help@contoso.example".into()),
                phone: None,
                url: None,
                languages: vec![],
                hours: None,
                time_zone: None,
            },
            phone_e164: None,
            written_by: WrittenBy::Person,
            verification: Verification {
                state,
                at: None,
                by: None,
                reason: None,
            },
            version: 1,
            updated_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn an_email_address_is_the_address_alone_at_a_host_with_a_name() {
        for text in ["Help@Contoso.example", "destek@örnek.example"] {
            assert!(is_email(text), "{text}");
        }
        let long = format!("help@{}.example", "contoso.".repeat(40));
        for text in [
            "",
            "NA",
            "help",
            "help@",
            "help@contoso",
            "help contoso@x.example",
            "mailto:a@b.example",
            "Help Desk <help@contoso.example>",
            "<help@contoso.example>",
            "a@[127.0.0.1]",
            &long,
        ] {
            assert!(!is_email(text), "{text}");
        }
    }

    fn keys(contacts: &[Contact]) -> Vec<u128> {
        contacts
            .iter()
            .map(|contact| contact.id.key().as_u128())
            .collect()
    }

    #[test]
    fn an_offers_own_contacts_replace_its_publishers_of_that_type() {
        let publisher = ContactOwner::Publisher(Id::new(uuid::Uuid::from_u128(8)));
        let offer = ContactOwner::Offer(Id::new(uuid::Uuid::from_u128(9)));
        let contacts = vec![
            contact(
                1,
                publisher,
                ContactType::CustomerSupport,
                VerificationState::Verified,
            ),
            contact(
                2,
                publisher,
                ContactType::Engineering,
                VerificationState::Never,
            ),
            contact(
                3,
                offer,
                ContactType::CustomerSupport,
                VerificationState::Never,
            ),
        ];

        assert_eq!(keys(&effective(contacts)), [3, 2]);
    }

    #[test]
    fn a_verified_contact_comes_before_one_nobody_tried_and_a_dead_one_last() {
        let offer = ContactOwner::Offer(Id::new(uuid::Uuid::from_u128(9)));
        let of = |key, state| contact(key, offer, ContactType::CustomerSupport, state);
        let mut contacts = vec![
            of(1, VerificationState::Dead),
            of(2, VerificationState::ReportedBad),
            of(3, VerificationState::Never),
            of(4, VerificationState::Verified),
        ];

        best_first(&mut contacts);

        assert_eq!(keys(&contacts), [4, 3, 2, 1]);
    }
}
