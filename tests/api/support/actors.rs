//! Who does something in a test, in one word.

use support_directory::domain::actor::Actor;

use super::Who;

/// An administrator of the directory.
pub(crate) fn admin() -> Actor {
    Who::admin().actor()
}

/// Somebody who reads.
pub(crate) fn reader() -> Actor {
    Who::reader().actor()
}

/// Somebody who signed in and was given nothing.
pub(crate) fn nobody() -> Actor {
    Who::nobody().actor()
}

/// An editor of a publisher.
pub(crate) fn editor_of(publisher: &str) -> Actor {
    Who::editor_of(publisher).actor()
}

/// An admin agent of a partner.
pub(crate) fn agent_of(partner: &str) -> Actor {
    Who::agent_of(partner).actor()
}
