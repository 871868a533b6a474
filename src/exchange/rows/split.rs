//! The rows of ties and splits: who buys from whom, and how they divide their duties. Each says one thing; with
//! a part of it left out it would say another, so it is taken whole or not at all.

use chrono::NaiveDate;

use super::column::Column;
use super::owner::{partner_id, unread};
use super::row::Row;
use crate::domain::inquiry::InquiryCategory;
use crate::domain::responsibility::{SplitDraft, SplitParty, SplitProblem};
use crate::exchange::quote::quote;
use crate::exchange::remark::Remarks;
use crate::exchange::told::{ToldSplit, ToldTie};

/// What a row tells of a tie.
pub(super) fn tie(row: &mut Row, remarks: &mut Remarks) -> Result<ToldTie, String> {
    Ok(ToldTie {
        place: remarks.at.clone(),
        provider: partner_id(row, Column::ProviderId)?,
        reseller: partner_id(row, Column::ResellerId)?,
    })
}

/// What a row tells of a split.
pub(super) fn split(row: &mut Row, remarks: &mut Remarks) -> Result<ToldSplit, String> {
    whole(row)?;
    let provider = partner_id(row, Column::ProviderId)?;
    let reseller = if row.has(Column::ResellerId) {
        Some(partner_id(row, Column::ResellerId)?)
    } else {
        None
    };
    let category = category(row)?;
    let party = row.word(Column::Party, SplitParty::ALL, SplitParty::code)?;
    let party = party.ok_or("the row does not say who takes the duty: give it a party")?;
    let (valid_from, valid_through) = validity(row)?;
    let draft = SplitDraft {
        category,
        party,
        valid_from,
        valid_through,
    };
    if let Some(flaw) = draft.flaws().into_iter().next() {
        return Err(reason(flaw.problem));
    }
    Ok(ToldSplit {
        place: remarks.at.clone(),
        provider,
        reseller,
        category,
        party,
        valid_from,
        valid_through,
    })
}

/// The reason when a cell of the row cannot be read.
pub(super) fn whole(row: &Row) -> Result<(), String> {
    row.lost_any().map_or(Ok(()), |column| Err(unread(column)))
}

/// What inquiries a row is about.
pub(super) fn category(row: &mut Row) -> Result<InquiryCategory, String> {
    let category = row.word(Column::Inquiry, InquiryCategory::ALL, InquiryCategory::code)?;
    category.ok_or_else(|| "the row does not say what it is about: give it an inquiry".to_owned())
}

/// On which days it holds: the first, and the last if one is known.
pub(super) fn validity(row: &mut Row) -> Result<(NaiveDate, Option<NaiveDate>), String> {
    let first = day(row, Column::ValidFrom)?;
    let first = first.ok_or("the row does not say from when on it holds: give it a validFrom")?;
    Ok((first, day(row, Column::ValidThrough)?))
}

fn day(row: &mut Row, column: Column) -> Result<Option<NaiveDate>, String> {
    let Some(written) = row.text(column) else {
        return Ok(None);
    };
    written.parse().map(Some).map_err(|_| {
        format!(
            "the {} `{}` is no date of the form 2019-11-20",
            column.name(),
            quote(&written)
        )
    })
}

fn reason(problem: SplitProblem) -> String {
    match problem {
        SplitProblem::CategoryNotShared => {
            "provider and reseller do not share this duty: only those of the customer's account"
                .to_owned()
        }
        SplitProblem::EndsBeforeItBegins => "validThrough comes before validFrom".to_owned(),
        other => other.to_string(),
    }
}
