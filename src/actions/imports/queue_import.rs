//! Asking for an import.

use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::domain::actor::Permission;
use crate::domain::change::Cause;
use crate::domain::flaw::Flaws;
use crate::domain::import_job::{
    ImportDraft, ImportJob, ImportJobFilter, ImportProblem, ImportState, MOST_WAITING, NewImport,
};
use crate::store::Store;

/// How many imports are remembered after they ended.
const MOST_REMEMBERED: u64 = 1_000;

/// Puts an import into the queue; its file may have this many bytes. What it will change it changes in the
/// name of who asks for it. Of imports that ended only the latest are remembered.
pub async fn queue_import(
    store: &Store,
    cause: &Cause,
    draft: ImportDraft,
    most_bytes: usize,
) -> Outcome<ImportJob, ImportProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = Flaws::default();
    let new = flaws.take(NewImport::check(draft, most_bytes));
    flaws.append(note_flaws(cause));
    let (Some(new), true) = (new, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let change = store.change().await?;
    let waiting = ImportJobFilter {
        states: Some(vec![ImportState::Queued]),
    };
    if change.count_import_jobs(&waiting).await? >= MOST_WAITING as u64 {
        flaws.push("content", ImportProblem::TooManyWaiting);
        return Err(Refused::Flawed(flaws));
    }
    let queued = change.queue_import(cause, new).await?;
    change.forget_imports_but(MOST_REMEMBERED).await?;
    change.keep().await?;
    Ok(queued)
}
