//! Contacts: reading and writing them.

use std::collections::HashMap;

use entity::{contact, offer, publisher};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement, UnionType};
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect, QueryTrait, Set};

use super::reading::{Row, codes};
use super::writing::{new_key, now};
use super::{Change, Doing, Result, Session};
use crate::domain::Id;
use crate::domain::actor::ContactScope;
use crate::domain::contact::{
    Contact, ContactDetails, ContactOwner, ContactType, ContactsWanted, NewContact, Verification,
    VerificationState, WrittenBy,
};
use crate::domain::language::Language;
use crate::domain::publisher::PublisherId;

fn contact(row: contact::Model) -> Result<Contact> {
    let at = Row {
        table: "contact",
        key: row.id,
    };
    let languages = at.texts("languages", &row.languages)?;
    Ok(Contact {
        id: Id::new(row.id),
        owner: at.read("offer_id", owner(&row))?,
        contact_type: at.read("contact_type", ContactType::from_code(&row.contact_type))?,
        details: ContactDetails {
            name: row.name,
            email: row.email,
            phone: row.phone,
            url: row.url,
            languages: at.read(
                "languages",
                languages.iter().map(|tag| Language::parse(tag)).collect(),
            )?,
            hours: row.hours,
            time_zone: row.time_zone,
        },
        phone_e164: row.phone_e164,
        written_by: at.read("written_by", WrittenBy::from_code(&row.written_by))?,
        verification: Verification {
            state: at.read(
                "verification",
                VerificationState::from_code(&row.verification),
            )?,
            at: row.verification_at,
            by: row.verification_by,
            reason: row.verification_reason,
        },
        version: row.version,
        updated_at: row.updated_at,
    })
}

fn owner(row: &contact::Model) -> Option<ContactOwner> {
    let offer = row.offer_id.map(|key| ContactOwner::Offer(Id::new(key)));
    let publisher = || {
        row.publisher_id
            .map(|key| ContactOwner::Publisher(Id::new(key)))
    };
    let partner = || {
        row.partner_id
            .map(|key| ContactOwner::Partner(Id::new(key)))
    };
    offer.or_else(publisher).or_else(partner)
}

/// What makes a contact one that may be read.
pub(super) fn within(readable: &ContactScope) -> Condition {
    let of_types = contact::Column::ContactType.is_in(codes(&readable.types, ContactType::code));
    let either = Condition::any().add(of_types);
    if readable.publishers.is_empty() {
        return either;
    }
    either
        .add(contact::Column::PublisherId.in_subquery(own_publishers(readable)))
        .add(contact::Column::OfferId.in_subquery(own_offers(readable)))
}

/// What makes a contact one that things are listed by.
pub(super) fn wanted(wanted: &ContactsWanted) -> Condition {
    Condition::all()
        .add(contact::Column::ContactType.is_in(codes(&wanted.types, ContactType::code)))
        .add(within(&wanted.scope))
}

/// The publishers whose contacts may be read whatever their type.
pub(super) fn own_publishers(readable: &ContactScope) -> SelectStatement {
    let ids = readable.publishers.iter().map(PublisherId::as_str);
    Query::select()
        .column(publisher::Column::Id)
        .from(publisher::Entity)
        .and_where(publisher::Column::PublisherId.is_in(ids))
        .to_owned()
}

/// The offers of these publishers.
pub(super) fn own_offers(readable: &ContactScope) -> SelectStatement {
    Query::select()
        .column(offer::Column::Id)
        .from(offer::Entity)
        .and_where(offer::Column::PublisherId.in_subquery(own_publishers(readable)))
        .to_owned()
}

impl<C: ConnectionTrait> Session<C> {
    /// The contact with this id, if it may be read.
    pub async fn contact(
        &self,
        id: Id<Contact>,
        readable: &ContactScope,
    ) -> Result<Option<Contact>> {
        let row = contact::Entity::find_by_id(id.key())
            .filter(within(readable))
            .one(self.connection())
            .await;
        row.doing("read a contact")?.map(contact).transpose()
    }

    /// The contacts with these ids that may be read, in no order.
    pub async fn contacts_by_id(
        &self,
        ids: &[Id<Contact>],
        readable: &ContactScope,
    ) -> Result<Vec<Contact>> {
        let rows = contact::Entity::find()
            .filter(contact::Column::Id.is_in(ids.iter().map(|id| id.key())))
            .filter(within(readable))
            .all(self.connection())
            .await;
        rows.doing("read contacts")?
            .into_iter()
            .map(contact)
            .collect()
    }

    /// The contacts of these owners that may be read, by owner, each in the order they came in.
    pub async fn contacts_of(
        &self,
        owners: &[ContactOwner],
        readable: &ContactScope,
    ) -> Result<HashMap<ContactOwner, Vec<Contact>>> {
        let (mut offers, mut publishers, mut partners) = (Vec::new(), Vec::new(), Vec::new());
        for owner in owners {
            match owner {
                ContactOwner::Offer(id) => offers.push(id.key()),
                ContactOwner::Publisher(id) => publishers.push(id.key()),
                ContactOwner::Partner(id) => partners.push(id.key()),
            }
        }
        let columns = [
            (contact::Column::OfferId, offers),
            (contact::Column::PublisherId, publishers),
            (contact::Column::PartnerId, partners),
        ];
        let asked = columns.into_iter().filter(|(_, keys)| !keys.is_empty());
        let Some(owned) = asked.map(owned_by).reduce(either) else {
            return Ok(HashMap::new());
        };
        let rows = contact::Entity::find()
            .filter(contact::Column::Id.in_subquery(owned))
            .filter(within(readable))
            .order_by_asc(contact::Column::Id)
            .all(self.connection())
            .await
            .doing("read contacts")?;
        let mut by_owner: HashMap<ContactOwner, Vec<Contact>> = HashMap::new();
        for row in rows {
            let contact = contact(row)?;
            by_owner.entry(contact.owner).or_default().push(contact);
        }
        Ok(by_owner)
    }
}

/// The keys of the contacts that these own.
fn owned_by((owner, keys): (contact::Column, Vec<Uuid>)) -> SelectStatement {
    let contacts = contact::Entity::find().select_only();
    contacts
        .column(contact::Column::Id)
        .filter(owner.is_in(keys))
        .into_query()
}

/// Both together. PostgreSQL reads the whole table for two conditions of which one has to hold.
fn either(mut one: SelectStatement, other: SelectStatement) -> SelectStatement {
    one.union(UnionType::All, other).take()
}

impl Change {
    /// Adds contacts.
    pub async fn add_contacts(&self, new: Vec<NewContact>) -> Result<Vec<Contact>> {
        let at = now();
        let rows: Vec<contact::Model> = new
            .into_iter()
            .map(|new| {
                let (offer_id, publisher_id, partner_id) = match new.owner {
                    ContactOwner::Offer(id) => (Some(id.key()), None, None),
                    ContactOwner::Publisher(id) => (None, Some(id.key()), None),
                    ContactOwner::Partner(id) => (None, None, Some(id.key())),
                };
                contact::Model {
                    id: new_key(),
                    publisher_id,
                    offer_id,
                    partner_id,
                    contact_type: new.contact_type.code().to_owned(),
                    fingerprint: new.details.fingerprint(),
                    phone_e164: new.details.phone_e164(),
                    languages: tags(&new.details.languages).into(),
                    name: new.details.name,
                    email: new.details.email,
                    phone: new.details.phone,
                    url: new.details.url,
                    hours: new.details.hours,
                    time_zone: new.details.time_zone,
                    written_by: new.written_by.code().to_owned(),
                    verification: new.verification.state.code().to_owned(),
                    verification_at: new.verification.at,
                    verification_by: new.verification.by,
                    verification_reason: new.verification.reason,
                    version: 1,
                    created_at: at,
                    updated_at: at,
                }
            })
            .collect();
        let models = rows.iter().cloned().map(IntoActiveModel::into_active_model);
        self.insert(models, "add contacts").await?;
        rows.into_iter().map(contact).collect()
    }

    /// Gives a contact other details. Other channels make it a contact that nobody has tried yet.
    pub async fn change_contact(
        &self,
        kept: &Contact,
        details: ContactDetails,
        written_by: WrittenBy,
    ) -> Result<Contact> {
        let fingerprint = details.fingerprint();
        let mut row = contact::ActiveModel {
            id: Set(kept.id.key()),
            languages: Set(tags(&details.languages).into()),
            phone_e164: Set(details.phone_e164()),
            name: Set(details.name),
            email: Set(details.email),
            phone: Set(details.phone),
            url: Set(details.url),
            hours: Set(details.hours),
            time_zone: Set(details.time_zone),
            written_by: Set(written_by.code().to_owned()),
            version: Set(kept.version + 1),
            updated_at: Set(now()),
            ..Default::default()
        };
        if fingerprint != kept.details.fingerprint() {
            row.fingerprint = Set(fingerprint);
            row.verification = Set(VerificationState::Never.code().to_owned());
            row.verification_at = Set(None);
            row.verification_by = Set(None);
            row.verification_reason = Set(None);
        }
        contact(
            row.update(self.connection())
                .await
                .doing("change a contact")?,
        )
    }
}

impl Change {
    /// Writes down how far a contact can be trusted.
    pub async fn judge_contact(&self, kept: &Contact, found: Verification) -> Result<Contact> {
        let row = contact::ActiveModel {
            id: Set(kept.id.key()),
            verification: Set(found.state.code().to_owned()),
            verification_at: Set(found.at),
            verification_by: Set(found.by),
            verification_reason: Set(found.reason),
            version: Set(kept.version + 1),
            updated_at: Set(now()),
            ..Default::default()
        };
        let row = row.update(self.connection()).await;
        contact(row.doing("judge a contact")?)
    }

    /// Takes a contact out of the directory.
    pub async fn remove_contact(&self, kept: &Contact) -> Result<()> {
        contact::Entity::delete_by_id(kept.id.key())
            .exec(self.connection())
            .await
            .doing("remove a contact")?;
        Ok(())
    }
}

fn tags(languages: &[Language]) -> Vec<String> {
    languages
        .iter()
        .map(|language| language.tag().to_owned())
        .collect()
}
