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

mod cell;
mod column;
mod columns;
mod contact;
pub(super) mod csv;
pub(super) mod guard;
pub(super) mod hole;
pub(super) mod json_lines;
mod link;
mod notice;
mod override_;
mod owner;
mod partner;
mod plain_row;
mod publisher;
mod record;
mod row;
mod split;
#[cfg(test)]
mod tests;
mod word;

pub(super) use cell::Cell;
pub(super) use column::{Column, Form};
pub(super) use record::Record;
pub(super) use row::Row;
