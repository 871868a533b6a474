//! Gaps: what is missing for an answer to be as good as it could be.

use crate::domain::contact::{Contact, ContactType};
use crate::domain::id::Id;
use crate::domain::inquiry::Party;

closed_set! {
    /// What is missing.
    pub enum GapKind {
        /// No contact of the type is on file for the party.
        ContactMissing = "CONTACT_MISSING",
        /// Nobody has verified the contact yet.
        ContactUnverified = "CONTACT_UNVERIFIED",
        /// The contact was reported as bad.
        ContactReportedBad = "CONTACT_REPORTED_BAD",
        /// The contact is known not to work any more.
        ContactDead = "CONTACT_DEAD",
        /// The provider has not recorded who takes the shared duty.
        SplitNotRecorded = "SPLIT_NOT_RECORDED",
        /// No provider is known: none is named, and the reseller has several or none on record.
        ProviderNotNamed = "PROVIDER_NOT_NAMED",
        /// The provider split the duty otherwise for single resellers, and none is named.
        ResellerNotNamed = "RESELLER_NOT_NAMED",
        /// The named provider and reseller are not on record as such.
        ProviderNotTied = "PROVIDER_NOT_TIED",
        /// The reseller should ask its provider who takes the duty.
        AskYourProvider = "ASK_YOUR_PROVIDER",
        /// The offer is not sold through the CSP program.
        NotSoldThroughCsp = "NOT_SOLD_THROUGH_CSP",
        /// The answer depends on the type of the offer, which is not known.
        OfferTypeUnknown = "OFFER_TYPE_UNKNOWN",
        /// With the offer named, the answer would name its publisher and contacts.
        OfferNotNamed = "OFFER_NOT_NAMED",
        /// With the partner named, the answer would name its contacts.
        PartnerNotNamed = "PARTNER_NOT_NAMED",
    }
}

/// Something that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What.
    pub kind: GapKind,
    /// For which party.
    pub party: Option<Party>,
    /// Which type of contact.
    pub contact_type: Option<ContactType>,
    /// Which contact is doubtful.
    pub contact: Option<Id<Contact>>,
}

impl Gap {
    /// A gap of this kind that is about nothing in particular.
    pub fn of(kind: GapKind) -> Self {
        Self {
            kind,
            party: None,
            contact_type: None,
            contact: None,
        }
    }

    /// A gap of this kind that is about a party.
    pub fn about(kind: GapKind, party: Party) -> Self {
        Self {
            party: Some(party),
            ..Self::of(kind)
        }
    }
}
