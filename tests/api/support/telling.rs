//! What files tell, as tests put it: the least of each thing, for a test to say more of.

use support_directory::domain::contact::ContactType;
use support_directory::domain::inquiry::{InquiryCategory, Party};
use support_directory::domain::notice::Severity;
use support_directory::domain::offer::MarketplaceId;
use support_directory::domain::partner::{PartnerId, PartnerRole};
use support_directory::domain::publisher::PublisherId;
use support_directory::domain::responsibility::{Basis, SplitParty};
use support_directory::exchange::{
    OfferDraft, Place, PublisherDraft, Subject, Telling, ToldContact, ToldFacts, ToldNotice,
    ToldOverride, ToldPartner, ToldPublisher, ToldSplit, ToldTie,
};

use super::day;

pub(crate) fn marketplace_id(id: &str) -> MarketplaceId {
    MarketplaceId::parse(id).expect("the id is sound")
}

pub(crate) fn publisher_id(id: &str) -> PublisherId {
    PublisherId::parse(id).expect("the id is sound")
}

pub(crate) fn partner_id(id: &str) -> PartnerId {
    PartnerId::parse(id).expect("the id is made of digits")
}

/// An offer with this id, and a title made of it; its publisher is told without a name.
pub(crate) fn offer(line: u64, id: &str) -> OfferDraft {
    let id = marketplace_id(id);
    OfferDraft {
        places: vec![Place::line(line)],
        publisher: PublisherDraft::given(id.publisher_id, None),
        telling: Telling::Offer,
        facts: ToldFacts {
            title: Some(format!("The {}", id.offer_id.as_str())),
            ..ToldFacts::default()
        },
        offer_id: id.offer_id,
        contacts: Vec::new(),
        links: Vec::new(),
    }
}

/// Something that belongs to an offer.
pub(crate) fn part(line: u64, id: &str) -> OfferDraft {
    OfferDraft {
        telling: Telling::Part,
        facts: ToldFacts::default(),
        ..offer(line, id)
    }
}

pub(crate) fn publisher(line: u64, id: &str, name: &str) -> ToldPublisher {
    ToldPublisher {
        places: vec![Place::line(line)],
        publisher: PublisherDraft::given(publisher_id(id), Some(name.to_owned())),
        is_first_party: None,
        is_retired: None,
        merged_into: None,
        contacts: Vec::new(),
    }
}

/// A partner of this role, whose name is made of its id.
pub(crate) fn partner(line: u64, id: &str, role: PartnerRole) -> ToldPartner {
    ToldPartner {
        places: vec![Place::line(line)],
        partner_id: partner_id(id),
        name: Some(format!("Partner {id}")),
        role: Some(role),
        is_retired: None,
        contacts: Vec::new(),
    }
}

pub(crate) fn tie(line: u64, provider: &str, reseller: &str) -> ToldTie {
    ToldTie {
        place: Place::line(line),
        provider: partner_id(provider),
        reseller: partner_id(reseller),
    }
}

/// That a provider takes billing, for all its resellers, since 2024.
pub(crate) fn split(line: u64, provider: &str) -> ToldSplit {
    ToldSplit {
        place: Place::line(line),
        provider: partner_id(provider),
        reseller: None,
        category: InquiryCategory::Billing,
        party: SplitParty::Provider,
        valid_from: day("2024-01-01"),
        valid_through: None,
    }
}

/// That its publisher bills for something, since 2024.
pub(crate) fn override_of(line: u64, subject: Subject) -> ToldOverride {
    ToldOverride {
        place: Place::line(line),
        subject,
        category: InquiryCategory::Billing,
        model: None,
        inquirer: None,
        responsible: vec![Party::IsvPublisher],
        basis: Basis::Optional,
        reason: "It bills by itself.".to_owned(),
        valid_from: day("2024-01-01"),
        valid_through: None,
    }
}

/// That something is down since a morning in 2024.
pub(crate) fn notice(line: u64, subject: Subject) -> ToldNotice {
    ToldNotice {
        place: Place::line(line),
        subject,
        severity: Severity::Outage,
        text: "Nobody can sign in.".to_owned(),
        begins_at: "2024-03-01T08:00:00Z".parse().expect("a time"),
        ends_at: None,
    }
}

/// One of a list of customer-support contacts.
pub(crate) fn contact(email: &str) -> ToldContact {
    ToldContact {
        is_listed: true,
        name: Some("Support desk".to_owned()),
        email: Some(email.to_owned()),
        ..ToldContact::of(ContactType::CustomerSupport)
    }
}

pub(crate) fn about_offer(id: &str) -> Subject {
    Subject::Offer(marketplace_id(id))
}

pub(crate) fn about_publisher(id: &str) -> Subject {
    Subject::Publisher(publisher_id(id))
}

pub(crate) fn about_partner(id: &str) -> Subject {
    Subject::Partner(partner_id(id))
}
