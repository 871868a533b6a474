//! The row of a partner.

use super::column::Column;
use super::owner::{partner_id, unread};
use super::row::Row;
use crate::domain::partner::PartnerRole;
use crate::exchange::remark::{Remark, Remarks};
use crate::exchange::told::ToldPartner;
use crate::exchange::words::known;

/// What a row tells of a partner.
pub(super) fn partner(row: &mut Row, remarks: &mut Remarks) -> Result<ToldPartner, String> {
    if let Some(column) = row.lost(&[Column::PartnerId]) {
        return Err(unread(column));
    }
    Ok(ToldPartner {
        places: vec![remarks.at.clone()],
        partner_id: partner_id(row, Column::PartnerId)?,
        name: row.text(Column::PartnerName),
        role: role(row, remarks),
        is_retired: row.yes_no(Column::Retired),
        contacts: Vec::new(),
    })
}

fn role(row: &mut Row, remarks: &mut Remarks) -> Option<PartnerRole> {
    let written = row.text(Column::PartnerRole)?;
    let role = known(PartnerRole::ALL, PartnerRole::code, &written);
    if role.is_none() {
        let roles = Remark::FormUnexpected("a role such as INDIRECT_PROVIDER");
        remarks.say(Column::PartnerRole.name(), &written, roles);
    }
    role
}
