//! What a row tells of.

use super::column::Column;
use super::owner::unread;
use super::row::Row;
use super::{contact, link, notice, offer, override_, partner, publisher, split};
use crate::exchange::HowToRead;
use crate::exchange::quote::quote;
use crate::exchange::remark::Remarks;
use crate::exchange::told::Told;
use crate::exchange::words::{codes, known};

/// What a row tells of, as its column `record` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Record {
    /// An offer; the only one that need not be named.
    Offer,
    /// A publisher apart from its offers.
    Publisher,
    /// A contact of an offer, a publisher or a partner.
    Contact,
    /// A page about an offer.
    Link,
    /// A partner.
    Partner,
    /// That a reseller buys from a provider.
    Tie,
    /// A split of a duty.
    Split,
    /// An override of the rules.
    Override,
    /// A service notice.
    Notice,
}

impl Record {
    const ALL: &[Self] = &[
        Self::Offer,
        Self::Publisher,
        Self::Contact,
        Self::Link,
        Self::Partner,
        Self::Tie,
        Self::Split,
        Self::Override,
        Self::Notice,
    ];

    /// How it is named.
    pub(in crate::exchange) fn name(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Publisher => "publisher",
            Self::Contact => "contact",
            Self::Link => "link",
            Self::Partner => "partner",
            Self::Tie => "tie",
            Self::Split => "split",
            Self::Override => "override",
            Self::Notice => "notice",
        }
    }
}

/// What a row tells; the reason when it tells nothing that can be taken.
pub(super) fn told(mut row: Row, how: &HowToRead, remarks: &mut Remarks) -> Result<Told, String> {
    let record = record(&mut row)?;
    let publisher = how.publisher.as_ref();
    let told = match record {
        Record::Offer => Told::Offer(offer::offer(&mut row, publisher, remarks)?),
        Record::Publisher => Told::Publisher(publisher::publisher(&mut row, publisher, remarks)?),
        Record::Contact => contact::of_owner(&mut row, how, remarks)?,
        Record::Link => Told::Offer(link::of_offer(&mut row, publisher, remarks)?),
        Record::Partner => Told::Partner(partner::partner(&mut row, remarks)?),
        Record::Tie => Told::Tie(split::tie(&mut row, remarks)?),
        Record::Split => Told::Split(split::split(&mut row, remarks)?),
        Record::Override => Told::Override(override_::override_(&mut row, publisher, remarks)?),
        Record::Notice => Told::Notice(notice::notice(&mut row, publisher, remarks)?),
    };
    row.say_what_is_left(remarks);
    Ok(told)
}

fn record(row: &mut Row) -> Result<Record, String> {
    if let Some(column) = row.lost(&[Column::Record]) {
        return Err(unread(column));
    }
    let Some(written) = row.text(Column::Record) else {
        return Ok(Record::Offer);
    };
    known(Record::ALL, Record::name, &written).ok_or_else(|| {
        format!(
            "a row tells of one of {}, and not of `{}`",
            codes(Record::ALL, Record::name),
            quote(&written)
        )
    })
}
