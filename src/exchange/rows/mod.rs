//! Rows: what spreadsheets and scripts write, one thing a row. Both spellings, CSV and JSON Lines, have the
//! same columns, and every row is read and written through them.
//!
//! The column `record` says what a row tells of; without it, of an offer. Whose a row is, say `publisherId`,
//! `publisherId` with `offerId`, or `partnerId`. A thing is written in a row of its own, followed by one for
//! each of its contacts and links; people may write the contacts and links of an offer into the offer's row.
//!
//! | what | in JSON Lines | in CSV |
//! |---|---|---|
//! | yes or no | `true`, `"true"` | `true` |
//! | a list | an array, or as in CSV | `a; b`, or an array in JSON |
//! | `translations` | `{"de": {"title": "...", "summary": "..."}}` | the same, written down |
//! | one of them | `offerName:de`, `summary:de` | the same, as columns |
//! | what could begin a formula | as it is | with an apostrophe before it |
//! | U+FFFD, where it is meant | as the escape `\ufffd` | the same |
//!
//! A row that names its record is meant as it is written: nobody looks for holes of templates in its texts, nor
//! for phone numbers that only fill a place. So what the directory writes tells all that it keeps, whatever
//! that is; the one exception is an offer or publisher whose id is a hole, which no marketplace has.

mod cell;
mod column;
pub(super) mod contact;
pub(super) mod csv;
pub(super) mod escape;
pub(super) mod guard;
mod heading;
pub(super) mod json_lines;
mod link;
mod notice;
mod offer;
mod override_;
mod owner;
mod partner;
mod publisher;
mod record;
mod row;
mod split;
#[cfg(test)]
mod tests;

/// The column that somebody calls so, however it is spelt, as remarks call it.
pub(super) fn column_called(written: &str) -> Option<&'static str> {
    Column::named(written).map(Column::name)
}

pub(super) use cell::Cell;
pub(super) use column::Column;
pub(super) use record::Record;
pub(super) use row::Row;
