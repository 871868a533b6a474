//! The rows that tell of a thing: the thing itself, then each of its contacts and links.

use super::cells::{about, day, list, text, time, whose, yes_no};
use crate::domain::inquiry::{Inquirer, PartnerModel};
use crate::domain::language::Language;
use crate::domain::link::LinkTarget;
use crate::domain::offer::{ListingState, MarketplaceId, OfferType, ResaleState};
use crate::domain::partner::{PartnerId, PartnerRole};
use crate::domain::publisher::PublisherId;
use crate::exchange::rows::{Cell, Column, Record, Row};
use crate::exchange::told::{
    OfferDraft, Telling, Told, ToldContact, ToldNotice, ToldOverride, ToldPartner, ToldPublisher,
    ToldSplit, ToldTie,
};

/// The rows of what is told.
pub(super) fn of(told: &Told) -> Vec<Row> {
    match told {
        Told::Offer(told) => of_offer(told),
        Told::Publisher(told) => of_publisher(told),
        Told::Partner(told) => of_partner(told),
        Told::Tie(told) => vec![tie(told)],
        Told::Split(told) => vec![split(told)],
        Told::Override(told) => vec![override_(told)],
        Told::Notice(told) => vec![notice(told)],
    }
}

fn of_offer(told: &OfferDraft) -> Vec<Row> {
    let publisher = &told.publisher;
    // An offer's own row says what its publisher is called; rows that add to one that is told elsewhere have to.
    let (own, name) = match told.telling {
        Telling::Offer => (Some(offer(told)), None),
        Telling::Part => (None, publisher.name.as_deref()),
    };
    let begin = |record| {
        let mut row = begin(record);
        whose(&publisher.id, name, &mut row);
        text(Column::OfferId, Some(told.offer_id.as_str()), &mut row);
        row
    };
    let contacts = told.contacts.iter();
    let contacts = contacts.map(|told| contact(told, begin(Record::Contact)));
    let links = told.links.iter();
    let links = links.map(|told| link(told, begin(Record::Link)));
    own.into_iter().chain(contacts).chain(links).collect()
}

fn offer(told: &OfferDraft) -> Row {
    let (facts, publisher) = (&told.facts, &told.publisher);
    let mut row = begin(Record::Offer);
    whose(&publisher.id, publisher.name.as_deref(), &mut row);
    text(Column::OfferId, Some(told.offer_id.as_str()), &mut row);
    text(Column::OfferName, facts.title.as_deref(), &mut row);
    text(Column::Summary, facts.summary.as_deref(), &mut row);
    if !facts.translations.is_empty() {
        row.tell(
            Column::Translations,
            Cell::Wordings(facts.translations.clone()),
        );
    }
    text(
        Column::OfferType,
        facts.offer_type.map(OfferType::code),
        &mut row,
    );
    let resale = facts.resale.filter(|told| *told != ResaleState::Unknown);
    text(Column::Resale, resale.map(ResaleState::code), &mut row);
    yes_no(
        Column::Published,
        facts.listing.and_then(is_published),
        &mut row,
    );
    text(Column::Website, facts.website.as_deref(), &mut row);
    list(Column::Categories, facts.categories.clone(), &mut row);
    let former = facts.former_ids.iter();
    list(
        Column::FormerIds,
        former.map(MarketplaceId::to_string).collect(),
        &mut row,
    );
    yes_no(Column::Retired, facts.is_retired, &mut row);
    row
}

fn is_published(listing: ListingState) -> Option<bool> {
    match listing {
        ListingState::Published => Some(true),
        ListingState::NotPublished => Some(false),
        ListingState::Unknown => None,
    }
}

fn of_publisher(told: &ToldPublisher) -> Vec<Row> {
    let publisher = &told.publisher;
    let mut own = begin(Record::Publisher);
    whose(&publisher.id, publisher.name.as_deref(), &mut own);
    yes_no(Column::FirstParty, told.is_first_party, &mut own);
    let into = told.merged_into.as_ref();
    text(Column::MergedInto, into.map(PublisherId::as_str), &mut own);
    yes_no(Column::Retired, told.is_retired, &mut own);
    with_contacts(
        own,
        Column::PublisherId,
        publisher.id.as_str(),
        &told.contacts,
    )
}

fn of_partner(told: &ToldPartner) -> Vec<Row> {
    let id = told.partner_id.as_str();
    let mut own = begin(Record::Partner);
    text(Column::PartnerId, Some(id), &mut own);
    text(Column::PartnerName, told.name.as_deref(), &mut own);
    text(
        Column::PartnerRole,
        told.role.map(PartnerRole::code),
        &mut own,
    );
    yes_no(Column::Retired, told.is_retired, &mut own);
    with_contacts(own, Column::PartnerId, id, &told.contacts)
}

/// The row of a thing and those of its contacts. A thing of which nothing but contacts is told has no row.
fn with_contacts(own: Row, column: Column, id: &str, contacts: &[ToldContact]) -> Vec<Row> {
    // What it is a row of, and whose.
    let says_more = own.cells().len() > 2;
    let own = (says_more || contacts.is_empty()).then_some(own);
    let contacts = contacts.iter().map(|told| {
        let mut row = begin(Record::Contact);
        text(column, Some(id), &mut row);
        contact(told, row)
    });
    own.into_iter().chain(contacts).collect()
}

fn contact(told: &ToldContact, mut row: Row) -> Row {
    text(
        Column::ContactType,
        Some(told.contact_type.code()),
        &mut row,
    );
    text(Column::Name, told.name.as_deref(), &mut row);
    text(Column::Email, told.email.as_deref(), &mut row);
    text(Column::Phone, told.phone.as_deref(), &mut row);
    text(Column::Url, told.url.as_deref(), &mut row);
    let tags = told.languages.iter().map(Language::tag);
    list(
        Column::Languages,
        tags.map(str::to_owned).collect(),
        &mut row,
    );
    text(Column::Hours, told.hours.as_deref(), &mut row);
    text(Column::TimeZone, told.time_zone.as_deref(), &mut row);
    if let Some(known) = &told.verification {
        text(Column::Verification, Some(known.state.code()), &mut row);
        time(Column::VerifiedAt, known.at, &mut row);
        text(Column::VerifiedBy, known.by.as_deref(), &mut row);
        text(
            Column::VerificationReason,
            known.reason.as_deref(),
            &mut row,
        );
    }
    yes_no(Column::ByHand, told.is_typed.then_some(true), &mut row);
    row
}

fn link(told: &LinkTarget, mut row: Row) -> Row {
    text(Column::LinkKind, Some(told.kind.code()), &mut row);
    text(Column::Cloud, Some(told.cloud.code()), &mut row);
    text(Column::Url, Some(&told.url), &mut row);
    text(Column::LinkTitle, told.title.as_deref(), &mut row);
    row
}

fn tie(told: &ToldTie) -> Row {
    let mut row = begin(Record::Tie);
    text(Column::ProviderId, Some(told.provider.as_str()), &mut row);
    text(Column::ResellerId, Some(told.reseller.as_str()), &mut row);
    row
}

fn split(told: &ToldSplit) -> Row {
    let mut row = begin(Record::Split);
    text(Column::ProviderId, Some(told.provider.as_str()), &mut row);
    let reseller = told.reseller.as_ref();
    text(
        Column::ResellerId,
        reseller.map(PartnerId::as_str),
        &mut row,
    );
    text(Column::Inquiry, Some(told.category.code()), &mut row);
    text(Column::Party, Some(told.party.code()), &mut row);
    day(Column::ValidFrom, Some(told.valid_from), &mut row);
    day(Column::ValidThrough, told.valid_through, &mut row);
    row
}

fn override_(told: &ToldOverride) -> Row {
    let mut row = begin(Record::Override);
    about(&told.subject, &mut row);
    text(Column::Inquiry, Some(told.category.code()), &mut row);
    text(
        Column::PartnerModel,
        told.model.map(PartnerModel::code),
        &mut row,
    );
    text(Column::AskedBy, told.inquirer.map(Inquirer::code), &mut row);
    let parties = told.responsible.iter().map(|party| party.code().to_owned());
    list(Column::Responsible, parties.collect(), &mut row);
    text(Column::Basis, Some(told.basis.code()), &mut row);
    text(Column::Reason, Some(&told.reason), &mut row);
    day(Column::ValidFrom, Some(told.valid_from), &mut row);
    day(Column::ValidThrough, told.valid_through, &mut row);
    row
}

fn notice(told: &ToldNotice) -> Row {
    let mut row = begin(Record::Notice);
    about(&told.subject, &mut row);
    text(Column::Severity, Some(told.severity.code()), &mut row);
    text(Column::Text, Some(&told.text), &mut row);
    time(Column::BeginsAt, Some(told.begins_at), &mut row);
    time(Column::EndsAt, told.ends_at, &mut row);
    row
}

fn begin(record: Record) -> Row {
    let mut row = Row::default();
    text(Column::Record, Some(record.name()), &mut row);
    row
}
