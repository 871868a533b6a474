//! What is told of things that are kept, as the rows that say so.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::*;
use crate::domain::Id;
use crate::domain::contact::{ContactDetails, ContactOwner, ContactType, Verification, WrittenBy};
use crate::domain::format::ExportFormat;
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Party};
use crate::domain::language::Language;
use crate::domain::link::{Cloud, LinkTarget, ResourceKind};
use crate::domain::notice::{NoticeSubject, Severity};
use crate::domain::offer::{OfferFacts, OfferId, OfferType, Wording};
use crate::domain::partner::PartnerRole;
use crate::domain::responsibility::{
    Basis, NewOverride, NewSplit, OverrideSubject, Responsible, SplitParty,
};
use crate::exchange::Told;
use crate::exchange::writing::Writing;

fn id<T>(key: u128) -> Id<T> {
    Id::new(Uuid::from_u128(key))
}

fn time() -> DateTime<Utc> {
    "2026-03-01T10:00:00Z".parse().expect("a time")
}

fn day() -> NaiveDate {
    "2026-01-01".parse().expect("a day")
}

fn partner_id(text: &str) -> PartnerId {
    PartnerId::parse(text).expect("sound")
}

fn marketplace_id() -> MarketplaceId {
    MarketplaceId::parse("contoso.backup").expect("sound")
}

fn publisher() -> Publisher {
    Publisher {
        id: id(1),
        publisher_id: PublisherId::parse("contoso").expect("sound"),
        name: "Contoso, Ltd.".to_owned(),
        is_first_party: false,
        retired_at: None,
        merged_into: None,
        version: 3,
        created_at: time(),
        updated_at: time(),
    }
}

fn contact(state: VerificationState) -> Contact {
    Contact {
        id: id(2),
        owner: ContactOwner::Publisher(id(1)),
        contact_type: ContactType::Engineering,
        details: ContactDetails {
            name: "Engineering".to_owned(),
            email: Some("engineering@contoso.example".to_owned()),
            phone: Some("+1 425-555-0100".to_owned()),
            url: Some("https://contoso.example".to_owned()),
            languages: Language::parse("en").into_iter().collect(),
            hours: Some("Mon-Fri".to_owned()),
            time_zone: Some("UTC".to_owned()),
        },
        phone_e164: Some("+14255550100".to_owned()),
        verification: Verification {
            state,
            at: Some(time()),
            by: Some("directory desk".to_owned()),
            reason: Some("Nobody answers.".to_owned()),
        },
        written_by: WrittenBy::Person,
        version: 2,
        updated_at: time(),
    }
}

fn offer(resale: ResaleState, listing: ListingState) -> Offer {
    let wording = Wording {
        title: "Sicherung".to_owned(),
        summary: None,
    };
    Offer {
        id: id(3),
        publisher: publisher(),
        offer_id: OfferId::parse("backup").expect("sound"),
        facts: OfferFacts {
            title: "Backup".to_owned(),
            summary: Some("Keeps.\nRestores.".to_owned()),
            translations: BTreeMap::from([(Language::parse("de").expect("a tag"), wording)]),
            offer_type: OfferType::Saas,
            resale,
            listing,
            website: Some("https://contoso.example/backup".to_owned()),
            categories: vec!["Backup".to_owned()],
        },
        retired_at: None,
        version: 1,
        created_at: time(),
        updated_at: time(),
    }
}

fn link() -> ResourceLink {
    ResourceLink {
        id: id(4),
        offer: id(3),
        target: LinkTarget {
            kind: ResourceKind::Training,
            cloud: Cloud::Government,
            url: "https://contoso.example/learn".to_owned(),
            title: Some("Courses".to_owned()),
        },
        version: 1,
        updated_at: time(),
    }
}

fn partner() -> Partner {
    Partner {
        id: id(5),
        partner_id: partner_id("1000001"),
        name: "Northwind".to_owned(),
        role: PartnerRole::IndirectProvider,
        retired_at: Some(time()),
        version: 1,
        created_at: time(),
        updated_at: time(),
    }
}

fn split() -> Split {
    Split {
        id: id(6),
        terms: NewSplit {
            provider: id(5),
            reseller: Some(id(7)),
            category: InquiryCategory::Billing,
            party: SplitParty::Both,
            valid_from: day(),
            valid_through: Some(day()),
        },
        version: 1,
        updated_at: time(),
    }
}

fn override_() -> Override {
    Override {
        id: id(8),
        terms: NewOverride {
            subject: OverrideSubject::Offer(id(3)),
            category: InquiryCategory::BreakFix,
            model: Some(PartnerModel::Indirect),
            inquirer: Some(Inquirer::Customer),
            responsible: Responsible::Shared(Party::IndirectProvider, Party::IsvPublisher),
            basis: Basis::Optional,
            reason: "So agreed.".to_owned(),
            valid_from: day(),
            valid_through: None,
        },
        version: 1,
        updated_at: time(),
    }
}

fn notice() -> ServiceNotice {
    ServiceNotice {
        id: id(9),
        subject: NoticeSubject::Publisher(id(1)),
        severity: Severity::Outage,
        text: "Backups pause.".to_owned(),
        begins_at: time(),
        ends_at: None,
        version: 1,
        updated_at: time(),
    }
}

fn rows(told: &[Told]) -> String {
    let (mut writing, mut out) = (Writing::of(ExportFormat::JsonLines), Vec::new());
    for told in told {
        assert_eq!(told.place(), &Place::FILE);
        writing.write(told, &mut out);
    }
    String::from_utf8(out).expect("letters")
}

#[test]
fn all_that_is_kept_is_told_but_ids_versions_and_times() {
    let contacts = [
        contact(VerificationState::Dead),
        contact(VerificationState::Verified),
    ];
    let former = MarketplaceId::parse("labs.backup").into_iter().collect();
    let offer = offer(ResaleState::Some, ListingState::NotPublished);
    let subject = Subject::Offer(marketplace_id());
    let told = [
        Told::Publisher(ToldPublisher::of_kept(&publisher(), None, &contacts)),
        Told::Offer(OfferDraft::of_kept(
            &offer,
            &contacts[..1],
            &[link()],
            former,
        )),
        Told::Partner(ToldPartner::of_kept(&partner(), &contacts[..1])),
        Told::Tie(ToldTie::of_kept(
            partner_id("1000001"),
            partner_id("1000002"),
        )),
        Told::Split(ToldSplit::of_kept(
            &split(),
            partner_id("1000001"),
            Some(partner_id("1000002")),
        )),
        Told::Override(ToldOverride::of_kept(&override_(), subject)),
        Told::Notice(ToldNotice::of_kept(
            &notice(),
            Subject::Publisher(publisher().publisher_id),
        )),
    ];

    insta::with_settings!({prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("of_kept.jsonl", rows(&told));
    });
}

#[test]
fn what_is_not_on_record_is_not_told() {
    let retired = Publisher {
        retired_at: Some(time()),
        merged_into: Some(id(10)),
        is_first_party: true,
        ..publisher()
    };
    let into = PublisherId::parse("fabrikam");
    let offer = Offer {
        retired_at: Some(time()),
        ..offer(ResaleState::Unknown, ListingState::Unknown)
    };
    let never = [contact(VerificationState::Never)];
    let told = [
        Told::Publisher(ToldPublisher::of_kept(&retired, into, &never)),
        Told::Offer(OfferDraft::of_kept(&offer, &[], &[], Vec::new())),
    ];

    insta::with_settings!({prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("not_on_record.jsonl", rows(&told));
    });
}
