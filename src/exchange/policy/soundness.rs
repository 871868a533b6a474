//! Whether the texts of a rules file can be kept and shown, whatever its rules say.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::{PolicyFile, PolicyProblem};
use crate::domain::link::check_address;
use crate::domain::responsibility::MOST_CLAUSES;

/// The longest name of an edition or a clause, in characters.
const LONGEST_NAME: usize = 100;

/// The longest other text, in characters.
const LONGEST_TEXT: usize = 2_000;

/// Refuses the first text that cannot be kept or shown.
pub(super) fn check(file: &PolicyFile) -> Result<(), PolicyProblem> {
    text("name", &file.name, LONGEST_NAME)?;
    text("title", &file.title, LONGEST_TEXT)?;
    address(&file.url)?;
    address(&file.support_page)?;
    for note in file.note.values() {
        text("note", note, LONGEST_TEXT)?;
    }
    if file.clause.is_empty() {
        return Err(PolicyProblem::NoClause);
    }
    if file.clause.len() > MOST_CLAUSES {
        return Err(PolicyProblem::TooManyClauses(file.clause.len()));
    }
    let mut codes = BTreeSet::new();
    for clause in &file.clause {
        text("the code of a clause", &clause.code, LONGEST_NAME)?;
        text("the heading of a clause", &clause.heading, LONGEST_TEXT)?;
        address(&clause.url)?;
        for gist in clause.gist.values() {
            text("the gist of a clause", gist, LONGEST_TEXT)?;
        }
        if !codes.insert(&clause.code) {
            return Err(PolicyProblem::ClauseTwice(clause.code.clone()));
        }
    }
    for (rule, entry) in (1..).zip(&file.rule) {
        let mut relied_on = BTreeSet::new();
        if let Some(twice) = entry.clauses.iter().find(|code| !relied_on.insert(*code)) {
            let clause = twice.clone();
            return Err(PolicyProblem::ReliedOnTwice { rule, clause });
        }
    }
    Ok(())
}

fn text(what: &'static str, text: &str, most: usize) -> Result<(), PolicyProblem> {
    let is_writing = !text.trim().is_empty()
        && text.chars().nth(most).is_none()
        && !text
            .chars()
            .any(|letter| letter.is_control() && letter != '\n');
    if is_writing {
        Ok(())
    } else {
        Err(PolicyProblem::Text { what, most })
    }
}

fn address(address: &str) -> Result<(), PolicyProblem> {
    let is_sound = check_address(address).is_ok() && !address.chars().any(char::is_control);
    if is_sound {
        Ok(())
    } else {
        Err(PolicyProblem::Address {
            address: address.to_owned(),
        })
    }
}

/// Reads a day of the calendar's years, which are written with four digits.
pub(super) fn day(text: &str) -> Result<NaiveDate, PolicyProblem> {
    let day = text.parse::<NaiveDate>().ok();
    day.filter(|day| (0..=9999).contains(&day.year()))
        .ok_or_else(|| PolicyProblem::Date(text.to_owned()))
}
