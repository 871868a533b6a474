//! Who asks: people who signed in, and what they were given.

use std::collections::BTreeSet;
use std::sync::Arc;

use support_directory::domain::actor::{Actor, Member, Role};
use support_directory::domain::partner::PartnerId;
use support_directory::domain::publisher::PublisherId;

/// Somebody who signed in.
#[derive(Clone, Debug)]
pub(crate) struct Who(pub(super) Member);

impl Who {
    fn with(name: &str, roles: &[Role]) -> Self {
        Self(Member {
            name: name.to_owned(),
            roles: roles.iter().copied().collect(),
            ..Member::default()
        })
    }

    /// A directory administrator, called "admin".
    pub(crate) fn admin() -> Self {
        Self::with("admin", &[Role::DirectoryAdmin])
    }

    /// Somebody who reads, called "reader".
    pub(crate) fn reader() -> Self {
        Self::with("reader", &[Role::Reader])
    }

    /// An admin agent of a partner, called "agent".
    pub(crate) fn agent_of(partner: &str) -> Self {
        let mut who = Self::with("agent", &[Role::AdminAgent]);
        who.0.partners = BTreeSet::from([PartnerId::parse(partner).expect("a sound id")]);
        who
    }

    /// An editor of a publisher, called "editor".
    pub(crate) fn editor_of(publisher: &str) -> Self {
        let mut who = Self::with("editor", &[Role::PublisherEditor]);
        who.0.publishers = BTreeSet::from([PublisherId::parse(publisher).expect("a sound id")]);
        who
    }

    /// Somebody who signed in and was given nothing, called "nobody".
    pub(crate) fn nobody() -> Self {
        Self::with("nobody", &[])
    }

    /// The same under another name.
    pub(crate) fn named(mut self, name: &str) -> Self {
        self.0.name = name.to_owned();
        self
    }

    /// The actor that they are to the service.
    pub(crate) fn actor(self) -> Actor {
        Actor::Member(Arc::new(self.0))
    }
}
