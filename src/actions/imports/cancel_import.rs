//! Calling an import off.

use crate::actions::refusal::{Outcome, Refused, admit};
use crate::domain::Id;
use crate::domain::actor::{Actor, Permission};
use crate::domain::flaw::Flaws;
use crate::domain::import_job::{ImportJob, ImportProblem};
use crate::store::Store;

/// Calls an import off. One that runs goes on until its worker hears of it, in about a second; what it has
/// changed until then stays. Calling it off once more changes nothing.
pub async fn cancel_import(
    store: &Store,
    actor: &Actor,
    id: Id<ImportJob>,
) -> Outcome<ImportJob, ImportProblem> {
    admit(actor, Permission::Administer)?;
    let change = store.change().await?;
    let Some(kept) = change.import_job(id).await? else {
        return Err(refused(ImportProblem::NotFound));
    };
    if kept.state.has_ended() {
        return Err(refused(ImportProblem::ImportEnded));
    }
    if kept.called_off_by.is_some() {
        return Ok(kept);
    }
    let called_off = change.call_off_import(&kept, actor.name()).await?;
    change.keep().await?;
    Ok(called_off)
}

fn refused(problem: ImportProblem) -> Refused<ImportJob, ImportProblem> {
    let mut flaws = Flaws::default();
    flaws.push("id", problem);
    Refused::Flawed(flaws)
}
