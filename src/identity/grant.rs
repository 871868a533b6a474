//! What a token of our own says: who its bearer is, and what they are given for how long.

use std::collections::BTreeSet;
use std::time::Duration;

use super::claims::{LONGEST_NAME, is_reserved, is_sound_name};
use crate::domain::actor::{Member, Role};

/// Who the bearer of a token of our own is, and for how long. It was found sound.
#[derive(Clone, Debug)]
pub struct Grant {
    member: Member,
    lasts: Duration,
}

/// Why something cannot be granted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrantProblem {
    /// Nobody could tell whose changes they are.
    #[error(
        "a name has 1 to {LONGEST_NAME} characters, all of them to be seen, and none but spaces between them"
    )]
    Name,
    /// The directory is named so itself.
    #[error("the directory keeps that name for itself: choose another")]
    ReservedName,
    /// An editor of nothing.
    #[error("a PUBLISHER_EDITOR edits publishers that are named: add --publisher")]
    EditorOfNothing,
    /// An agent of nobody.
    #[error("an ADMIN_AGENT is one of partners that are named: add --partner")]
    AgentOfNobody,
}

impl Grant {
    /// Grants a member what it was given, for a time.
    pub fn check(member: Member, lasts: Duration) -> Result<Self, GrantProblem> {
        let lacks = |role: Role, whose: usize| member.roles.contains(&role) && whose == 0;
        if !is_sound_name(&member.name) {
            Err(GrantProblem::Name)
        } else if is_reserved(&member.name) {
            Err(GrantProblem::ReservedName)
        } else if lacks(Role::PublisherEditor, member.publishers.len()) {
            Err(GrantProblem::EditorOfNothing)
        } else if lacks(Role::AdminAgent, member.partners.len()) {
            Err(GrantProblem::AgentOfNobody)
        } else {
            Ok(Self { member, lasts })
        }
    }

    /// The claims of a token that is made now (seconds of Unix time).
    pub(super) fn claims(&self, now: u64) -> serde_json::Value {
        fn texts<T>(set: &BTreeSet<T>, text: impl Fn(&T) -> &str) -> Vec<&str> {
            set.iter().map(text).collect()
        }
        serde_json::json!({
            "sub": self.member.name,
            "roles": texts(&self.member.roles, |role| role.code()),
            "publishers": texts(&self.member.publishers, |id| id.as_str()),
            "partners": texts(&self.member.partners, |id| id.as_str()),
            "iat": now,
            "exp": now + self.lasts.as_secs(),
        })
    }
}
