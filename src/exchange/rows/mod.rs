//! Rows: what spreadsheets and scripts write, one thing a row.

mod columns;
pub(super) mod json_lines;
mod plain_row;
