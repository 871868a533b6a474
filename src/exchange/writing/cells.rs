//! The cells of a row that is written: what is not told has none.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use crate::domain::publisher::PublisherId;
use crate::exchange::rows::{Cell, Column, Row};
use crate::exchange::told::Subject;

/// What it is about.
pub(super) fn about(subject: &Subject, row: &mut Row) {
    match subject {
        Subject::Partner(id) => text(Column::PartnerId, Some(id.as_str()), row),
        Subject::Publisher(id) => whose(id, None, row),
        Subject::Offer(id) => {
            whose(&id.publisher_id, None, row);
            text(Column::OfferId, Some(id.offer_id.as_str()), row);
        }
    }
}

/// Whose it is.
pub(super) fn whose(id: &PublisherId, name: Option<&str>, row: &mut Row) {
    text(Column::PublisherId, Some(id.as_str()), row);
    text(Column::PublisherName, name, row);
}

/// A text.
pub(super) fn text(column: Column, told: Option<&str>, row: &mut Row) {
    if let Some(told) = told {
        row.tell(column, Cell::Text(told.to_owned()));
    }
}

/// Several texts; none says nothing.
pub(super) fn list(column: Column, told: Vec<String>, row: &mut Row) {
    if !told.is_empty() {
        row.tell(column, Cell::List(told));
    }
}

/// Yes or no.
pub(super) fn yes_no(column: Column, told: Option<bool>, row: &mut Row) {
    if let Some(told) = told {
        row.tell(column, Cell::YesNo(told));
    }
}

/// A day.
pub(super) fn day(column: Column, told: Option<NaiveDate>, row: &mut Row) {
    text(column, told.map(|told| told.to_string()).as_deref(), row);
}

/// A point in time, as exactly as it is kept.
pub(super) fn time(column: Column, told: Option<DateTime<Utc>>, row: &mut Row) {
    let written = told.map(|told| told.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    text(column, written.as_deref(), row);
}
