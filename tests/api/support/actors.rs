//! Who does something in a test, in one word.

use std::collections::BTreeSet;
use std::sync::Arc;

use support_directory::domain::actor::{Actor, Member, Role};
use support_directory::domain::partner::PartnerId;
use support_directory::domain::publisher::PublisherId;

/// An administrator of the directory, called "admin".
pub(crate) fn admin() -> Actor {
    signed_in(member("admin", &[Role::DirectoryAdmin]))
}

/// Somebody who reads, called "reader".
pub(crate) fn reader() -> Actor {
    signed_in(member("reader", &[Role::Reader]))
}

/// Somebody who signed in and was given nothing, called "nobody".
pub(crate) fn nobody() -> Actor {
    signed_in(member("nobody", &[]))
}

/// An editor of a publisher, called "editor".
pub(crate) fn editor_of(publisher: &str) -> Actor {
    let publisher = PublisherId::parse(publisher).expect("a sound id");
    signed_in(Member {
        publishers: BTreeSet::from([publisher]),
        ..member("editor", &[Role::PublisherEditor])
    })
}

/// An admin agent of a partner, called "agent".
pub(crate) fn agent_of(partner: &str) -> Actor {
    let partner = PartnerId::parse(partner).expect("a sound id");
    signed_in(Member {
        partners: BTreeSet::from([partner]),
        ..member("agent", &[Role::AdminAgent])
    })
}

fn member(name: &str, roles: &[Role]) -> Member {
    Member {
        name: name.to_owned(),
        roles: roles.iter().copied().collect(),
        ..Member::default()
    }
}

fn signed_in(member: Member) -> Actor {
    Actor::Member(Arc::new(member))
}
