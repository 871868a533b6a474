//! The row of an override of the rules. With a part of it left out it would answer other questions, so it is taken
//! whole or not at all.

use super::column::Column;
use super::owner::subject;
use super::row::Row;
use super::split::{category, validity, whole};
use crate::domain::inquiry::{Inquirer, PartnerModel, Party};
use crate::domain::publisher::PublisherId;
use crate::domain::responsibility::{Basis, NewOverride, OverrideDraft, OverrideProblem};
use crate::exchange::quote::quote;
use crate::exchange::remark::Remarks;
use crate::exchange::told::ToldOverride;
use crate::exchange::words::{codes, known};

/// What a row tells of an override.
pub(super) fn override_(
    row: &mut Row,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<ToldOverride, String> {
    whole(row)?;
    let subject = subject(row, publisher, remarks)?;
    let draft = draft(row)?;
    check(&draft)?;
    Ok(ToldOverride::of_draft(remarks.at.clone(), subject, draft))
}

fn draft(row: &mut Row) -> Result<OverrideDraft, String> {
    let basis = row.word(Column::Basis, Basis::ALL, Basis::code)?;
    let (valid_from, valid_through) = validity(row)?;
    Ok(OverrideDraft {
        category: category(row)?,
        model: row.word(Column::PartnerModel, PartnerModel::ALL, PartnerModel::code)?,
        inquirer: row.word(Column::AskedBy, Inquirer::ALL, Inquirer::code)?,
        responsible: responsible(row)?,
        basis: basis.ok_or("the row does not say how firm the override is: give it a basis")?,
        reason: row.text(Column::Reason).unwrap_or_default(),
        valid_from,
        valid_through,
    })
}

fn responsible(row: &mut Row) -> Result<Vec<Party>, String> {
    let party = |written: &String| {
        known(Party::ALL, Party::code, written).ok_or_else(|| {
            let parties = codes(Party::ALL, Party::code);
            format!("the party `{}` is none of {parties}", quote(written))
        })
    };
    row.list(Column::Responsible).iter().map(party).collect()
}

/// The reason when the override cannot be true. For whom it is made is looked up later, so that nobody is
/// named here is no flaw of the row.
fn check(draft: &OverrideDraft) -> Result<(), String> {
    let flaws = NewOverride::check(draft, None).err().into_iter().flatten();
    let problems = flaws.map(|flaw| flaw.problem);
    let reasons: Vec<String> = problems
        .filter(|problem| *problem != OverrideProblem::SubjectNotFound)
        .map(reason)
        .collect();
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(reasons.join("; "))
    }
}

fn reason(problem: OverrideProblem) -> String {
    let reason = match problem {
        OverrideProblem::InquirerNotInModel => "the partnerModel does not have who asks",
        OverrideProblem::ResponsibleMissing => {
            "the row does not say who is responsible: give it one party or two"
        }
        OverrideProblem::TooManyResponsible => "more than two parties are responsible",
        OverrideProblem::AnswerUnfit => "who is said to be responsible cannot be",
        OverrideProblem::ReasonMissing => "the row does not say why: give it a reason",
        OverrideProblem::EndsBeforeItBegins => "validThrough comes before validFrom",
        other => return other.to_string(),
    };
    reason.to_owned()
}
