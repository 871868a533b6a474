//! Loading an edition of the rules.

use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::responsibility::{
    Edition, EditionProblem, MOST_EDITIONS, NewEdition, TotalEdition,
};
use crate::exchange::policy::{self, PolicyProblem};
use crate::store::{self, Change, Store};

/// Loads an edition out of the text of its rules file.
///
/// It may begin on any day on which no other does. One that begins before the first moves the day since
/// which there are answers back; one that begins between two takes the days up to the next one over. Either
/// way every day since the first has one edition, and every question one answer.
pub async fn load_edition(
    store: &Store,
    cause: &Cause,
    rules: &str,
) -> Outcome<Edition, EditionProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = Flaws::default();
    let edition = flaws.take(read(rules));
    let change = store.change().await?;
    let others = change.edition_begins().await?;
    if let Some(edition) = &edition {
        flaws.append(taken(&edition.edition, &others));
    }
    if others.len() >= MOST_EDITIONS {
        flaws.push("rules", EditionProblem::TooManyEditions);
    }
    flaws.append(note_flaws(cause));
    let (Some(edition), true) = (edition, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let mut loaded = load(&change, cause, &edition).await?;
    change.keep().await?;
    let begins = others.into_iter().map(|(_, begin)| begin);
    loaded.valid_through = loaded.facts.valid_through(begins);
    Ok(loaded)
}

/// The edition in a rules file, or what is wrong with the file.
fn read(rules: &str) -> Result<TotalEdition, Flaws<EditionProblem>> {
    policy::read(rules).map_err(|refused| {
        let (problem, more) = match &refused {
            PolicyProblem::NotTotal(questions) => {
                (EditionProblem::RulesNotTotal, questions.to_string())
            }
            other => (EditionProblem::RulesInvalid, other.to_string()),
        };
        let mut flaws = Flaws::default();
        flaws.push_telling("rules", problem, &more);
        flaws
    })
}

/// What other editions have already, by name and first day.
fn taken(new: &NewEdition, others: &[(String, chrono::NaiveDate)]) -> Flaws<EditionProblem> {
    let mut flaws = Flaws::default();
    for (name, begin) in others {
        if *name == new.name {
            flaws.push_telling("rules", EditionProblem::NameTaken, name);
        }
        if *begin == new.valid_from {
            flaws.push_telling("rules", EditionProblem::BeginsTaken, name);
        }
    }
    flaws
}

/// Loads the first edition into a directory that has no rules yet.
///
/// Two processes that start at once both find it there: the index on its name decides who loads it.
pub async fn load_first_edition(store: &Store) -> Result<(), Broken> {
    let change = store.change().await?;
    if change.has_editions().await? {
        return Ok(());
    }
    let edition = policy::read(policy::FIRST_EDITION)?;
    match load(&change, &Cause::operator(None), &edition).await {
        Ok(_) => Ok(change.keep().await?),
        Err(failure) if failure.is_duplicate() => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}

/// Adds an edition, and records that.
async fn load(change: &Change, cause: &Cause, edition: &TotalEdition) -> store::Result<Edition> {
    let added = change.add_edition(edition).await?;
    change
        .record(cause, vec![ChangeNote::added(&added)])
        .await?;
    Ok(added)
}

/// Why the first edition could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Failure),
    /// The rules file that is built in is not sound.
    #[error("the built-in rules are not sound")]
    Rules(#[from] policy::PolicyProblem),
}
