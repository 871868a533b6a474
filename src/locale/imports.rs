//! What became of imports, in words.

use super::Locale;
use super::phrase::Phrase;
use crate::domain::import_job::{ImportJob, ImportState};

impl Locale {
    /// What became of an import, or will, in a sentence. Of one that failed it names the id that the log names too.
    pub fn import_outcome(self, job: &ImportJob) -> String {
        self.say(&outcome(job.state, &job.id.to_string()))
    }
}

fn outcome(state: ImportState, id: &str) -> Phrase {
    let outcome = Phrase::for_code("import", state.code()).attribute("outcome");
    match state {
        ImportState::Failed => outcome.quoting("import", id),
        ImportState::Queued
        | ImportState::Reading
        | ImportState::Running
        | ImportState::Done
        | ImportState::Refused
        | ImportState::Cancelled => outcome,
    }
}

/// Every outcome there is.
#[cfg(test)]
pub(super) fn every_outcome() -> Vec<Phrase> {
    let states = ImportState::ALL.iter();
    states.map(|state| outcome(*state, "import:1")).collect()
}
