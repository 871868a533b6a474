//! Whose something is, and what it is about: a partner, a publisher or an offer.

use super::column::Column;
use super::offer::{given_id, made_id};
use super::publisher::publisher_of;
use super::row::Row;
use crate::domain::offer::{MarketplaceId, OfferId};
use crate::domain::partner::PartnerId;
use crate::domain::publisher::PublisherId;
use crate::exchange::quote::quote;
use crate::exchange::remark::Remarks;
use crate::exchange::told::{IdSource, PublisherDraft, Subject};

/// Whose a row is.
pub(super) enum Owner {
    Partner(PartnerId),
    Publisher(PublisherDraft),
    Offer(PublisherDraft, OfferId),
}

/// The columns that say whose a row is.
const COLUMNS: &[Column] = &[
    Column::PublisherId,
    Column::PublisherName,
    Column::OfferId,
    Column::OfferName,
    Column::PartnerId,
];

/// Whose a row is; the reason when it does not say so. An id that nobody can read is no missing one: what is
/// meant for an offer is not given to its whole publisher.
pub(super) fn owner(
    row: &mut Row,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<Owner, String> {
    if let Some(column) = row.lost(COLUMNS) {
        return Err(unread(column));
    }
    let names_offer = row.has(Column::OfferId) || row.has(Column::OfferName);
    let names_publisher = row.has(Column::PublisherId) || row.has(Column::PublisherName);
    if row.has(Column::PartnerId) {
        if names_offer || names_publisher {
            return Err(
                "the row names a partner and a publisher: it can be of one only".to_owned(),
            );
        }
        return partner_id(row, Column::PartnerId).map(Owner::Partner);
    }
    let publisher = publisher_of(row, publisher, remarks)?;
    if names_offer {
        let offer = match given_id(row, remarks) {
            // A name beside an id says nothing: it is left in the row, to be remarked.
            Some(id) => id,
            None => made_id(row.text(Column::OfferName).as_deref(), remarks)?,
        };
        Ok(Owner::Offer(publisher, offer))
    } else {
        Ok(Owner::Publisher(publisher))
    }
}

/// What a row is about, by ids that are given: nothing is decided for somebody whose id was guessed.
pub(super) fn subject(
    row: &mut Row,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<Subject, String> {
    let given = |draft: PublisherDraft| match draft.id_source {
        IdSource::Given | IdSource::SaidOutside => Ok(draft.id),
        IdSource::MadeFromName => Err("a name is not enough here: give the row a publisherId"),
    };
    Ok(match owner(row, publisher, remarks)? {
        Owner::Partner(id) => Subject::Partner(id),
        Owner::Publisher(draft) => Subject::Publisher(given(draft)?),
        Owner::Offer(draft, offer_id) => Subject::Offer(MarketplaceId {
            publisher_id: given(draft)?,
            offer_id,
        }),
    })
}

/// The id of a partner that a column has to name.
pub(super) fn partner_id(row: &mut Row, column: Column) -> Result<PartnerId, String> {
    let name = column.name();
    let written = row
        .text(column)
        .ok_or_else(|| format!("the row names no partner: give it a {name}"))?;
    PartnerId::parse(&written).ok_or_else(|| {
        format!(
            "the {name} `{}` is not one to twenty digits",
            quote(&written)
        )
    })
}

/// Why a row with a cell that nobody can read is not taken at all.
pub(super) fn unread(column: Column) -> String {
    format!(
        "nobody can tell what the row means without its {}",
        column.name()
    )
}
