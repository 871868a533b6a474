//! Publishers: whom a row names as its own, and the row of one apart from its offers.

use super::column::Column;
use super::owner::unread;
use super::row::Row;
use crate::domain::publisher::{PublisherId, spelling_key};
use crate::exchange::ids;
use crate::exchange::remark::{Remark, Remarks};
use crate::exchange::told::{PublisherDraft, ToldPublisher};

/// Who publishes what a row tells of: as the row says by id or name, else as is said from outside.
pub(super) fn publisher_of(
    row: &mut Row,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<PublisherDraft, String> {
    let name = row.text(Column::PublisherName);
    let column = Column::PublisherId;
    let given = row
        .text(column)
        .and_then(|written| ids::publisher_id(column.name(), &written, remarks));
    // A name says who publishes, too: what others publish is not given to whom the importer names.
    let from_outside = publisher.filter(|id| {
        let is_its_own = |name: &str| spelling_key(name) == spelling_key(id.as_str());
        name.as_deref().is_none_or(is_its_own)
    });
    PublisherDraft::found(given, from_outside, name)
}

/// What a row tells of a publisher.
pub(super) fn publisher(
    row: &mut Row,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<ToldPublisher, String> {
    if let Some(column) = row.lost(&[Column::PublisherId]) {
        return Err(unread(column));
    }
    let publisher = publisher_of(row, publisher, remarks)?;
    Ok(ToldPublisher {
        places: vec![remarks.at.clone()],
        publisher,
        is_first_party: row.yes_no(Column::FirstParty),
        is_retired: row.yes_no(Column::Retired),
        merged_into: merged_into(row, remarks),
        contacts: Vec::new(),
    })
}

fn merged_into(row: &mut Row, remarks: &mut Remarks) -> Option<PublisherId> {
    let written = row.text(Column::MergedInto)?;
    let id = PublisherId::parse(&written);
    if id.is_none() {
        remarks.say(Column::MergedInto.name(), &written, Remark::IdUnsound);
    }
    id
}
