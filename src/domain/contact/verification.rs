//! Verifications: how far contacts can be trusted.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

closed_set! {
    /// How far a contact can be trusted, best first.
    pub enum VerificationState {
        /// Somebody reached it.
        Verified = "VERIFIED",
        /// Nobody has tried it yet.
        Never = "NEVER",
        /// Somebody said that it does not work.
        ReportedBad = "REPORTED_BAD",
        /// It is known not to work any more.
        Dead = "DEAD",
    }
}

/// What is known about whether a contact works.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Verification {
    /// How far it can be trusted.
    pub state: VerificationState,
    /// When that was found; absent for `NEVER`.
    pub at: Option<DateTime<Utc>>,
    /// Who found it; absent for `NEVER`.
    pub by: Option<String>,
    /// What is wrong with it, for a bad one.
    pub reason: Option<String>,
}

impl Verification {
    /// Nobody has tried it yet.
    pub const NEVER: Self = Self {
        state: VerificationState::Never,
        at: None,
        by: None,
        reason: None,
    };
}
