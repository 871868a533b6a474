//! Contacts: in a row of their own, or in the row of the offer.

use chrono::{DateTime, Utc};

use super::column::Column;
use super::owner::{Owner, owner};
use super::row::Row;
use crate::domain::contact::{
    ContactType, MOST_LANGUAGES, Verification, VerificationState, is_time_zone,
};
use crate::domain::language::Language;
use crate::exchange::HowToRead;
use crate::exchange::channel;
use crate::exchange::place::Place;
use crate::exchange::remark::{Remark, Remarks};
use crate::exchange::told::{
    OfferDraft, PublisherDraft, Telling, Told, ToldContact, ToldFacts, ToldPartner, ToldPublisher,
};
use crate::exchange::words::known;

/// Where the row of an offer has place for a contact of a type: its name, e-mail, phone and page.
pub(in crate::exchange) fn columns(contact_type: ContactType) -> [Column; 4] {
    match contact_type {
        ContactType::CustomerSupport => [
            Column::SupportName,
            Column::SupportEmail,
            Column::SupportPhone,
            Column::SupportUrl,
        ],
        ContactType::CspProgram => [
            Column::CspProgramName,
            Column::CspProgramEmail,
            Column::CspProgramPhone,
            Column::CspProgramUrl,
        ],
        ContactType::Engineering => [
            Column::EngineeringName,
            Column::EngineeringEmail,
            Column::EngineeringPhone,
            Column::EngineeringUrl,
        ],
    }
}

/// The contacts in the row of an offer.
pub(super) fn of_row(row: &mut Row, remarks: &mut Remarks) -> Vec<ToldContact> {
    let mut contacts = Vec::new();
    for contact_type in ContactType::ALL {
        let columns = columns(*contact_type);
        let told = ToldContact {
            name: row.text(columns[0]),
            email: row.channel(columns[1], channel::email, remarks),
            phone: row.channel(columns[2], channel::phone, remarks),
            url: row.page(columns[3], remarks),
            ..ToldContact::of(*contact_type)
        };
        if told.has_channel() {
            contacts.push(told);
        } else if let Some(name) = &told.name {
            remarks.say(columns[0].name(), name, Remark::NoChannel);
        }
    }
    contacts
}

/// What a row of a contact tells of its owner.
pub(super) fn of_owner(
    row: &mut Row,
    how: &HowToRead,
    remarks: &mut Remarks,
) -> Result<Told, String> {
    let owner = owner(row, how.publisher.as_ref(), remarks)?;
    let contacts = vec![contact(row, how.now, remarks)?];
    let places = vec![remarks.at.clone()];
    Ok(match owner {
        Owner::Partner(partner_id) => Told::Partner(ToldPartner {
            places,
            partner_id,
            name: None,
            role: None,
            is_retired: None,
            contacts,
        }),
        Owner::Publisher(publisher) => of_publisher(publisher, places, contacts),
        Owner::Offer(publisher, offer_id) => Told::Offer(OfferDraft {
            places,
            publisher,
            offer_id,
            telling: Telling::Part,
            facts: ToldFacts::default(),
            contacts,
            links: Vec::new(),
        }),
    })
}

fn of_publisher(publisher: PublisherDraft, places: Vec<Place>, contacts: Vec<ToldContact>) -> Told {
    Told::Publisher(ToldPublisher {
        places,
        publisher,
        is_first_party: None,
        is_retired: None,
        merged_into: None,
        contacts,
    })
}

fn contact(
    row: &mut Row,
    now: Option<DateTime<Utc>>,
    remarks: &mut Remarks,
) -> Result<ToldContact, String> {
    let contact_type = row.word(Column::ContactType, ContactType::ALL, ContactType::code)?;
    let contact_type = contact_type
        .ok_or("the row does not say what the contact is for: give it a contactType")?;
    let reached = ToldContact {
        name: row.text(Column::Name),
        email: row.channel(Column::Email, channel::email, remarks),
        // One that stands for another may be kept all the same.
        phone: row.channel(Column::Phone, channel::any_phone, remarks),
        url: row.page(Column::Url, remarks),
        ..ToldContact::of(contact_type)
    };
    if !reached.has_channel() {
        return Err("the contact has no e-mail, phone or page that somebody can use".to_owned());
    }
    Ok(ToldContact {
        is_listed: true,
        languages: languages(row, remarks),
        hours: row.text(Column::Hours),
        time_zone: time_zone(row, remarks),
        verification: verification(row, now, remarks),
        is_typed: row.yes_no(Column::ByHand).unwrap_or(false),
        ..reached
    })
}

fn languages(row: &mut Row, remarks: &mut Remarks) -> Vec<Language> {
    let column = Column::Languages;
    let mut languages = Vec::new();
    for tag in row.list(column) {
        match Language::parse(&tag) {
            None => remarks.say(column.name(), &tag, Remark::LanguageUnknown),
            Some(language) if languages.contains(&language) => {}
            Some(_) if languages.len() == MOST_LANGUAGES => {
                remarks.say(column.name(), &tag, Remark::TooMany(MOST_LANGUAGES));
            }
            Some(language) => languages.push(language),
        }
    }
    languages
}

fn time_zone(row: &mut Row, remarks: &mut Remarks) -> Option<String> {
    let written = row.text(Column::TimeZone)?;
    if is_time_zone(&written) {
        return Some(written);
    }
    remarks.say(Column::TimeZone.name(), &written, Remark::TimeZoneUnknown);
    None
}

/// Whether the contact is known to work: what was found counts with its time only, which has come already.
fn verification(
    row: &mut Row,
    now: Option<DateTime<Utc>>,
    remarks: &mut Remarks,
) -> Option<Verification> {
    let written = row.text(Column::Verification)?;
    let column = Column::Verification.name();
    let Some(state) = known(VerificationState::ALL, VerificationState::code, &written) else {
        let states = "a state of verification such as VERIFIED";
        remarks.say(column, &written, Remark::FormUnexpected(states));
        return None;
    };
    if state == VerificationState::Never {
        return Some(Verification {
            state,
            at: None,
            by: None,
            reason: None,
        });
    }
    let at = row.text(Column::VerifiedAt);
    let at = at.and_then(|written| {
        let at = match written.parse::<DateTime<Utc>>() {
            Ok(at) if now.is_some_and(|now| at > now) => Err(Remark::TimeAhead),
            Ok(at) => Ok(at),
            Err(_) => Err(Remark::TimeUnsound),
        };
        at.map_err(|remark| remarks.say(Column::VerifiedAt.name(), &written, remark))
            .ok()
    });
    if at.is_none() {
        remarks.say(column, &written, Remark::VerificationUndated);
        return None;
    }
    Some(Verification {
        state,
        at,
        by: row.text(Column::VerifiedBy),
        reason: row.text(Column::VerificationReason),
    })
}
