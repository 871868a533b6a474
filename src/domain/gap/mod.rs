//! Gaps: what is missing in the directory, or for an answer to be as good as it could be.

mod list;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::contact::{Contact, ContactType, VerificationState};
use super::id::Id;
use super::inquiry::Party;
use super::offer::Offer;
use super::partner::Partner;
use super::publisher::Publisher;

pub use list::{GapCounts, GapFilter, GapPosition, ListedGap};

closed_set! {
    /// What is missing. First those that the directory lists, the worst of a contact before the others.
    pub enum GapKind {
        /// No contact of the type is on file.
        ContactMissing = "CONTACT_MISSING",
        /// The contact is known not to work any more.
        ContactDead = "CONTACT_DEAD",
        /// The contact was reported as bad.
        ContactReportedBad = "CONTACT_REPORTED_BAD",
        /// The contact has no channel but a phone number that cannot be dialled from elsewhere.
        ContactWithoutChannel = "CONTACT_WITHOUT_CHANNEL",
        /// The contact was verified longer ago than a verification is believed.
        ContactStale = "CONTACT_STALE",
        /// Nobody has verified the contact yet.
        ContactUnverified = "CONTACT_UNVERIFIED",
        /// The publisher has no offer.
        PublisherWithoutOffers = "PUBLISHER_WITHOUT_OFFERS",
        /// Another publisher's name is the same but for its spelling.
        SpellingVariant = "SPELLING_VARIANT",
        /// The offer, or its publisher, is retired.
        OfferRetired = "OFFER_RETIRED",
        /// The partner is retired.
        PartnerRetired = "PARTNER_RETIRED",
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

closed_set! {
    /// How much harm a gap does, the worst first.
    pub enum GapSeverity {
        /// Somebody who needs help does not get it.
        High = "HIGH",
        /// Somebody may be led astray.
        Medium = "MEDIUM",
        /// Worth a look when there is time.
        Low = "LOW",
    }
}

impl GapKind {
    /// How bad a gap of this kind is; a missing contact is as bad as its type is needed.
    pub fn severity(self, contact_type: Option<ContactType>) -> GapSeverity {
        match self {
            Self::ContactMissing => match contact_type {
                Some(ContactType::CustomerSupport) | None => GapSeverity::High,
                Some(ContactType::CspProgram | ContactType::Engineering) => GapSeverity::Medium,
            },
            Self::ContactDead | Self::ContactReportedBad | Self::ContactWithoutChannel => {
                GapSeverity::High
            }
            Self::ContactStale
            | Self::OfferRetired
            | Self::PartnerRetired
            | Self::SplitNotRecorded
            | Self::ProviderNotNamed
            | Self::ResellerNotNamed
            | Self::ProviderNotTied
            | Self::AskYourProvider
            | Self::NotSoldThroughCsp
            | Self::OfferTypeUnknown => GapSeverity::Medium,
            Self::ContactUnverified
            | Self::PublisherWithoutOffers
            | Self::SpellingVariant
            | Self::OfferNotNamed
            | Self::PartnerNotNamed => GapSeverity::Low,
        }
    }

    /// Whether the directory lists gaps of this kind; the others occur in answers only.
    pub fn is_listed(self) -> bool {
        self <= Self::SpellingVariant
    }

    /// What is doubtful about a contact, the worst only; verifications before `fresh_since` are stale.
    pub fn of_contact(contact: &Contact, fresh_since: DateTime<Utc>) -> Option<Self> {
        let verification = &contact.verification;
        let is_stale = || verification.at.is_some_and(|at| at < fresh_since);
        match verification.state {
            VerificationState::Dead => Some(Self::ContactDead),
            VerificationState::ReportedBad => Some(Self::ContactReportedBad),
            VerificationState::Verified | VerificationState::Never
                if !contact.has_working_channel() =>
            {
                Some(Self::ContactWithoutChannel)
            }
            VerificationState::Verified => is_stale().then_some(Self::ContactStale),
            VerificationState::Never => Some(Self::ContactUnverified),
        }
    }
}

/// What a gap of the directory is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GapSubject {
    /// One offer.
    Offer(Id<Offer>),
    /// A publisher.
    Publisher(Id<Publisher>),
}

impl GapSubject {
    /// The key of what it is about.
    pub fn key(self) -> Uuid {
        match self {
            Self::Offer(id) => id.key(),
            Self::Publisher(id) => id.key(),
        }
    }
}

/// Something that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What.
    pub kind: GapKind,
    /// For which party of an answer.
    pub party: Option<Party>,
    /// Which type of contact.
    pub contact_type: Option<ContactType>,
    /// Which contact is doubtful.
    pub contact: Option<Id<Contact>>,
    /// What of the directory it is about; absent in an answer.
    pub about: Option<GapSubject>,
}

impl Gap {
    /// A gap of this kind that is about nothing in particular.
    pub fn of(kind: GapKind) -> Self {
        Self {
            kind,
            party: None,
            contact_type: None,
            contact: None,
            about: None,
        }
    }

    /// A gap of this kind that is about a party.
    pub fn about(kind: GapKind, party: Party) -> Self {
        Self {
            party: Some(party),
            ..Self::of(kind)
        }
    }

    /// What is retired among what a question names: its answer may no longer hold.
    pub fn retired<'a>(
        offer: Option<&Offer>,
        partners: impl Iterator<Item = &'a Partner>,
    ) -> Vec<Self> {
        let offer = offer.filter(|offer| offer.out_of_use().is_some());
        let partners = partners.filter(|partner| partner.retired_at.is_some());
        offer
            .map(|_| Self::of(GapKind::OfferRetired))
            .into_iter()
            .chain(partners.map(|gone| Self::about(GapKind::PartnerRetired, gone.role.party())))
            .collect()
    }

    /// How bad it is.
    pub fn severity(&self) -> GapSeverity {
        self.kind.severity(self.contact_type)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{ContactDetails, ContactOwner, Verification, WrittenBy};

    const BAD: &[GapKind] = &[
        GapKind::ContactDead,
        GapKind::ContactReportedBad,
        GapKind::ContactWithoutChannel,
    ];

    fn time(text: &str) -> DateTime<Utc> {
        text.parse().expect("a point in time")
    }

    /// A contact with this e-mail address and phone number, in this state since New Year's Day.
    fn contact(state: VerificationState, email: Option<&str>, phone: Option<&str>) -> Contact {
        let details = ContactDetails {
            name: "Support desk".into(),
            email: email.map(str::to_owned),
            phone: phone.map(str::to_owned),
            url: None,
            languages: vec![],
            hours: None,
            time_zone: None,
        };
        Contact {
            id: Id::new(Uuid::from_u128(1)),
            owner: ContactOwner::Publisher(Id::new(Uuid::from_u128(2))),
            contact_type: ContactType::CustomerSupport,
            phone_e164: details.phone_e164(),
            details,
            written_by: WrittenBy::Person,
            verification: Verification {
                state,
                at: (state != VerificationState::Never).then(|| time("2026-01-01T00:00:00Z")),
                by: None,
                reason: None,
            },
            version: 1,
            updated_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_contact_has_its_worst_gap_only() {
        let fresh_since = time("2026-01-02T00:00:00Z");
        let gap =
            |state, email, phone| GapKind::of_contact(&contact(state, email, phone), fresh_since);
        let (email, local) = (Some("help@contoso.example"), Some("dial 0 and ask"));
        use VerificationState::{Dead, Never, ReportedBad, Verified};

        assert_eq!(gap(Dead, None, local), Some(GapKind::ContactDead));
        assert_eq!(
            gap(ReportedBad, None, local),
            Some(GapKind::ContactReportedBad)
        );
        for state in [Verified, Never] {
            assert_eq!(
                gap(state, None, local),
                Some(GapKind::ContactWithoutChannel),
                "{state}"
            );
        }
        assert_eq!(gap(Verified, email, local), Some(GapKind::ContactStale));
        assert_eq!(gap(Never, email, None), Some(GapKind::ContactUnverified));
        assert_eq!(
            gap(Never, None, Some("+90 212 555 00 00")),
            Some(GapKind::ContactUnverified)
        );
    }

    #[test]
    fn a_verification_is_believed_to_its_last_moment() {
        let verified = contact(
            VerificationState::Verified,
            Some("help@contoso.example"),
            None,
        );
        let at = time("2026-01-01T00:00:00Z");
        let later = at + chrono::TimeDelta::milliseconds(1);

        assert_eq!(GapKind::of_contact(&verified, at), None);
        assert_eq!(
            GapKind::of_contact(&verified, later),
            Some(GapKind::ContactStale)
        );
    }

    #[test]
    fn what_keeps_help_away_is_worst() {
        let severity = |kind: GapKind| kind.severity(Some(ContactType::CustomerSupport));

        for &kind in BAD.iter().chain([&GapKind::ContactMissing]) {
            assert_eq!(severity(kind), GapSeverity::High, "{kind}");
        }
        for contact_type in [ContactType::Engineering, ContactType::CspProgram] {
            let missing = GapKind::ContactMissing.severity(Some(contact_type));
            assert_eq!(missing, GapSeverity::Medium, "{contact_type}");
            for kind in BAD {
                assert_eq!(
                    kind.severity(Some(contact_type)),
                    GapSeverity::High,
                    "{kind}"
                );
            }
        }
        assert_eq!(severity(GapKind::ContactStale), GapSeverity::Medium);
        for kind in [
            GapKind::ContactUnverified,
            GapKind::PublisherWithoutOffers,
            GapKind::SpellingVariant,
        ] {
            assert_eq!(severity(kind), GapSeverity::Low, "{kind}");
        }
    }

    #[test]
    fn the_kinds_that_the_directory_lists_are_declared_first() {
        let listed = GapKind::ALL.iter().filter(|kind| kind.is_listed());

        assert!(listed.eq(&GapKind::ALL[..8]));
    }
}
