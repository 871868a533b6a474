//! The row of a service notice, taken whole or not at all: without its end it would never be over.

use chrono::{DateTime, Utc};

use super::column::Column;
use super::owner::subject;
use super::row::Row;
use super::split::whole;
use crate::domain::notice::{NewNotice, NoticeDraft, NoticeProblem, Severity};
use crate::domain::publisher::PublisherId;
use crate::exchange::quote::quote;
use crate::exchange::remark::Remarks;
use crate::exchange::told::{Subject, ToldNotice};

/// What a row tells of a notice.
pub(super) fn notice(
    row: &mut Row,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<ToldNotice, String> {
    whole(row)?;
    let subject = subject(row, publisher, remarks)?;
    if matches!(subject, Subject::Partner(_)) {
        return Err(
            "a notice is about an offer or a publisher, and not about a partner".to_owned(),
        );
    }
    let severity = row.word(Column::Severity, Severity::ALL, Severity::code)?;
    let begins_at = time(row, Column::BeginsAt)?;
    let draft = NoticeDraft {
        severity: severity.ok_or("the row does not say how bad it is: give it a severity")?,
        text: row.text(Column::Text).unwrap_or_default(),
        begins_at: begins_at.ok_or("the row does not say when it begins: give it a beginsAt")?,
        ends_at: time(row, Column::EndsAt)?,
    };
    check(&draft)?;
    Ok(ToldNotice {
        place: remarks.at.clone(),
        subject,
        severity: draft.severity,
        text: draft.text,
        begins_at: draft.begins_at,
        ends_at: draft.ends_at,
    })
}

fn time(row: &mut Row, column: Column) -> Result<Option<DateTime<Utc>>, String> {
    let Some(written) = row.text(column) else {
        return Ok(None);
    };
    written.parse().map(Some).map_err(|_| {
        format!(
            "the {} `{}` is no time of the form 2024-03-01T10:00:00Z",
            column.name(),
            quote(&written)
        )
    })
}

/// The reason when the notice cannot be true. What it is about is looked up later.
fn check(draft: &NoticeDraft) -> Result<(), String> {
    let flaws = NewNotice::check(draft, None).err().into_iter().flatten();
    let mut problems = flaws.map(|flaw| flaw.problem);
    match problems.find(|problem| *problem != NoticeProblem::AboutNotFound) {
        None => Ok(()),
        Some(NoticeProblem::TextMissing) => {
            Err("the row does not say what happens: give it a text".to_owned())
        }
        Some(NoticeProblem::EndsBeforeItBegins) => {
            Err("endsAt does not come after beginsAt".to_owned())
        }
        Some(other) => Err(other.to_string()),
    }
}
