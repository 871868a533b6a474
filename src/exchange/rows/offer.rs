//! The row of an offer: with its publisher and, where people write all in one, its contacts and links.

use super::column::Column;
use super::publisher::publisher_of;
use super::row::Row;
use super::{contact, link};
use crate::domain::offer::{ListingState, MarketplaceId, OfferId};
use crate::domain::publisher::PublisherId;
use crate::exchange::remark::{Remark, Remarks};
use crate::exchange::told::{OfferDraft, Telling, ToldFacts};
use crate::exchange::{ids, words};

/// The offer of a row; the reason when it names none. Who publishes it may be told from outside.
pub(super) fn offer(
    row: &mut Row,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<OfferDraft, String> {
    let publisher = publisher_of(row, publisher, remarks)?;
    let given = given_id(row, remarks);
    let title = row.text(Column::OfferName);
    let offer_id = match given {
        Some(id) => id,
        None => made_id(title.as_deref(), remarks)?,
    };
    Ok(OfferDraft {
        places: vec![remarks.at.clone()],
        publisher,
        offer_id,
        telling: Telling::Offer,
        facts: facts(title, row, remarks),
        contacts: contact::of_row(row, remarks),
        links: link::of_row(row, remarks),
    })
}

/// The id that a row gives its offer.
pub(super) fn given_id(row: &mut Row, remarks: &mut Remarks) -> Option<OfferId> {
    let written = row.text(Column::OfferId)?;
    ids::offer_id(Column::OfferId.name(), &written, remarks)
}

/// The id that comes of the name of an offer; the reason when none does.
pub(super) fn made_id(name: Option<&str>, remarks: &mut Remarks) -> Result<OfferId, String> {
    let id = name.and_then(|name| ids::made_offer_id(Column::OfferId.name(), name, remarks));
    id.ok_or_else(|| {
        "the row names no offer: give it an offerId or an offerName with a letter or digit"
            .to_owned()
    })
}

/// What the row tells of the offer itself.
fn facts(title: Option<String>, row: &mut Row, remarks: &mut Remarks) -> ToldFacts {
    let offer_type = row.text(Column::OfferType);
    let resale = row.text(Column::Resale);
    ToldFacts {
        title,
        offer_type: offer_type
            .and_then(|word| words::offer_type(Column::OfferType.name(), &word, remarks)),
        listing: listing(row),
        resale: resale.and_then(|word| words::resale(Column::Resale.name(), &word, remarks)),
        website: row.page(Column::Website, remarks),
        summary: row.text(Column::Summary),
        translations: row.wordings(remarks),
        categories: row.list(Column::Categories),
        is_retired: row.yes_no(Column::Retired),
        former_ids: former_ids(row, remarks),
    }
}

/// Whether the marketplace shows the offer.
fn listing(row: &mut Row) -> Option<ListingState> {
    match row.yes_no(Column::Published)? {
        true => Some(ListingState::Published),
        false => Some(ListingState::NotPublished),
    }
}

/// The ids that the offer had before it moved.
fn former_ids(row: &mut Row, remarks: &mut Remarks) -> Vec<MarketplaceId> {
    let column = Column::FormerIds;
    let mut ids = Vec::new();
    for written in row.list(column) {
        match MarketplaceId::parse(&written) {
            Some(id) if ids.contains(&id) => {}
            Some(id) => ids.push(id),
            None => remarks.say(column.name(), &written, Remark::IdUnsound),
        }
    }
    ids
}
