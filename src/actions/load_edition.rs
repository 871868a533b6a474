//! Loading an edition of the rules.

use crate::domain::Id;
use crate::domain::change::{Cause, ChangeNote, Deed, ThingKind};
use crate::domain::responsibility::{Edition, TotalEdition};
use crate::exchange::policy;
use crate::store::{self, Store};

/// Loads the first edition into a directory that has no rules yet.
///
/// Two processes that start at once both find it there: the index on its name decides who loads it.
pub async fn load_first_edition(store: &Store) -> Result<(), Broken> {
    let change = store.change().await?;
    if change.has_editions().await? {
        return Ok(());
    }
    let edition = policy::read(policy::FIRST_EDITION)?;
    match load(&change, &edition).await {
        Ok(_) => Ok(change.keep().await?),
        Err(failure) if failure.is_duplicate() => Ok(()),
        Err(failure) => Err(failure.into()),
    }
}

async fn load(change: &store::Change, edition: &TotalEdition) -> store::Result<Id<Edition>> {
    let id = change.add_edition(edition).await?;
    let after = serde_json::json!({
        "name": edition.edition.name,
        "validFrom": edition.edition.valid_from.to_string(),
        "rules": edition.rules.rules().count(),
    });
    let note = ChangeNote {
        deed: Deed::Added,
        kind: ThingKind::PolicyEdition,
        key: id.key(),
        owner: id.key(),
        contact_type: None,
        before: None,
        after: Some(after),
    };
    change.record(&Cause::operator(None), vec![note]).await?;
    Ok(id)
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
