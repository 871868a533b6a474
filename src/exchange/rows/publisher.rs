//! The row of a publisher, apart from its offers.

use super::column::Column;
use super::owner::unread;
use super::plain_row::publisher_of;
use super::row::Row;
use crate::domain::publisher::PublisherId;
use crate::exchange::remark::{Remark, Remarks};
use crate::exchange::told::ToldPublisher;

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
        is_first_party: row.yes_no(Column::FirstParty, remarks),
        is_retired: row.yes_no(Column::Retired, remarks),
        merged_into: merged_into(row, remarks),
        contacts: Vec::new(),
    })
}

fn merged_into(row: &mut Row, remarks: &mut Remarks) -> Option<PublisherId> {
    let written = row.text(Column::MergedInto)?;
    let id = PublisherId::parse(&written);
    if id.is_none() {
        remarks.say(Column::MergedInto.name(), &written, Remark::FormUnknown);
    }
    id
}
