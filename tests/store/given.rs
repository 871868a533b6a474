//! What tests begin with: things that are kept, each made in one line.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use support_directory::domain::actor::ContactScope;
use support_directory::domain::contact::{
    ContactDetails, ContactOwner, ContactType, ContactsWanted, NewContact, Verification, WrittenBy,
};
use support_directory::domain::import_job::{ImportTerms, NewImport};
use support_directory::domain::inquiry::{InquiryCategory, Party};
use support_directory::domain::language::Language;
use support_directory::domain::link::{Cloud, LinkTarget, ResourceKind};
use support_directory::domain::notice::{NewNotice, NoticeSubject, Severity};
use support_directory::domain::offer::{
    ListingState, NewOffer, Offer, OfferFacts, OfferId, OfferType, ResaleState,
};
use support_directory::domain::partner::{NewPartner, Partner, PartnerId, PartnerRole};
use support_directory::domain::publisher::{NewPublisher, Publisher, PublisherId};
use support_directory::domain::responsibility::{
    Basis, NewOverride, NewSplit, OverrideSubject, Responsible, SplitParty,
};
use support_directory::store::{Change, Result, Store};

/// Does a deed in a change of its own, and keeps it.
pub(crate) async fn kept<T>(store: &Store, deed: impl AsyncFnOnce(&Change) -> Result<T>) -> T {
    let change = store.change().await.expect("a change can be opened");
    let done = deed(&change).await.expect("the deed is sound");
    change.keep().await.expect("a sound change is kept");
    done
}

pub(crate) fn new_publisher(id: &str, name: &str) -> NewPublisher {
    NewPublisher {
        publisher_id: PublisherId::parse(id).expect("a publisher id"),
        name: name.to_owned(),
        is_first_party: false,
    }
}

pub(crate) async fn publisher(store: &Store, id: &str, name: &str) -> Publisher {
    let new = vec![new_publisher(id, name)];
    kept(store, async |change| change.add_publishers(new).await)
        .await
        .remove(0)
}

/// What is known of an offer whose source says no more than a title.
pub(crate) fn facts(title: &str) -> OfferFacts {
    OfferFacts {
        title: title.to_owned(),
        summary: None,
        translations: BTreeMap::new(),
        offer_type: OfferType::Saas,
        resale: ResaleState::Unknown,
        listing: ListingState::Published,
        website: None,
        categories: Vec::new(),
    }
}

pub(crate) fn new_offer(of: &Publisher, id: &str, facts: OfferFacts) -> (NewOffer, Publisher) {
    let new = NewOffer {
        publisher: of.id,
        offer_id: OfferId::parse(id).expect("an offer id"),
        facts,
    };
    (new, of.clone())
}

pub(crate) async fn offer(store: &Store, of: &Publisher, id: &str, facts: OfferFacts) -> Offer {
    let new = vec![new_offer(of, id, facts)];
    kept(store, async |change| change.add_offers(new).await)
        .await
        .remove(0)
}

/// An offer for each title, in this order.
pub(crate) async fn offers(store: &Store, of: &Publisher, titles: &[&str]) -> Vec<Offer> {
    let numbered = (0..).zip(titles);
    let new = numbered
        .map(|(number, title)| new_offer(of, &format!("offer-{number}"), facts(title)))
        .collect();
    kept(store, async |change| change.add_offers(new).await).await
}

pub(crate) fn new_contact(
    owner: ContactOwner,
    contact_type: ContactType,
    email: &str,
) -> NewContact {
    NewContact {
        owner,
        contact_type,
        details: ContactDetails {
            name: "Help desk".to_owned(),
            email: Some(email.to_owned()),
            phone: None,
            url: None,
            languages: Vec::new(),
            hours: None,
            time_zone: None,
        },
        written_by: WrittenBy::Import,
        verification: Verification::NEVER,
    }
}

pub(crate) fn new_partner(id: &str, name: &str, role: PartnerRole) -> NewPartner {
    NewPartner {
        partner_id: PartnerId::parse(id).expect("a partner id"),
        name: name.to_owned(),
        role,
    }
}

pub(crate) async fn partner(store: &Store, id: &str, name: &str, role: PartnerRole) -> Partner {
    let new = new_partner(id, name, role);
    kept(store, async |change| change.add_partner(new).await).await
}

pub(crate) async fn tie(store: &Store, provider: &Partner, reseller: &Partner) {
    kept(store, async |change| {
        change.tie_reseller(provider.id, reseller.id).await
    })
    .await;
}

pub(crate) fn new_link(kind: ResourceKind, url: &str) -> LinkTarget {
    LinkTarget {
        kind,
        cloud: Cloud::Global,
        url: url.to_owned(),
        title: None,
    }
}

pub(crate) fn new_notice(subject: NoticeSubject, begins_at: DateTime<Utc>) -> NewNotice {
    NewNotice {
        subject,
        severity: Severity::Outage,
        text: "Backups do not start.".to_owned(),
        begins_at,
        ends_at: None,
    }
}

pub(crate) fn new_override(subject: OverrideSubject) -> NewOverride {
    NewOverride {
        subject,
        category: InquiryCategory::Billing,
        model: None,
        inquirer: None,
        responsible: Responsible::One(Party::IsvPublisher),
        basis: Basis::Optional,
        reason: "The ISV bills by itself.".to_owned(),
        valid_from: day(2024, 1, 1),
        valid_through: None,
    }
}

pub(crate) fn new_split(provider: &Partner, reseller: Option<&Partner>) -> NewSplit {
    NewSplit {
        provider: provider.id,
        reseller: reseller.map(|reseller| reseller.id),
        category: InquiryCategory::Billing,
        party: SplitParty::Reseller,
        valid_from: day(2024, 1, 1),
        valid_through: None,
    }
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// A point in time, as RFC 3339 writes it.
pub(crate) fn time(text: &str) -> DateTime<Utc> {
    text.parse().expect("a point in time")
}

pub(crate) fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a language tag")
}

/// Things with a contact of one of these types, which their reader may see.
pub(crate) fn contacts_wanted(types: &[ContactType]) -> Option<ContactsWanted> {
    Some(ContactsWanted {
        types: types.to_vec(),
        scope: ContactScope::everything(),
    })
}

/// Contacts of these types, and no others.
pub(crate) fn of_types(types: &[ContactType]) -> ContactScope {
    ContactScope {
        types: types.to_vec(),
        publishers: Vec::new(),
    }
}

/// An import of this file, as it is asked for without saying more.
pub(crate) fn new_import(content: &[u8]) -> NewImport {
    NewImport {
        terms: ImportTerms {
            file_name: None,
            format: None,
            publisher: None,
            is_dry_run: false,
            overwrites: false,
            retires_missing: false,
        },
        content: content.to_vec(),
    }
}
