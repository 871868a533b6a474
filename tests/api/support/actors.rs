//! Who asks in a test.

use std::collections::BTreeSet;
use std::sync::Arc;

use support_directory::domain::actor::{Actor, Member, Role};
use support_directory::domain::partner::PartnerId;
use support_directory::domain::publisher::PublisherId;

fn member(name: &str, role: Option<Role>) -> Member {
    Member {
        name: name.to_owned(),
        roles: role.into_iter().collect(),
        ..Member::default()
    }
}

/// An administrator of the directory.
pub(crate) fn admin() -> Actor {
    Actor::Member(Arc::new(member("admin", Some(Role::DirectoryAdmin))))
}

/// Somebody who reads.
pub(crate) fn reader() -> Actor {
    Actor::Member(Arc::new(member("reader", Some(Role::Reader))))
}

/// Somebody who signed in and was given nothing.
pub(crate) fn nobody() -> Actor {
    Actor::Member(Arc::new(member("nobody", None)))
}

/// An editor of a publisher.
pub(crate) fn editor_of(publisher: &str) -> Actor {
    let id = PublisherId::parse(publisher).expect("the id is sound");
    Actor::Member(Arc::new(Member {
        publishers: BTreeSet::from([id]),
        ..member("editor", Some(Role::PublisherEditor))
    }))
}

/// An admin agent of a partner.
pub(crate) fn agent_of(partner: &str) -> Actor {
    let id = PartnerId::parse(partner).expect("the id is sound");
    Actor::Member(Arc::new(Member {
        partners: BTreeSet::from([id]),
        ..member("agent", Some(Role::AdminAgent))
    }))
}
