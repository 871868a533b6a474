//! The thing that an input names, in the version it names.

use async_graphql::ID;

use crate::actions::seen::Seen;
use crate::domain::id::Named;
use crate::graphql::context::Answer;
use crate::graphql::node::local;

pub(super) fn seen<T: Named>(id: &ID, expected_version: i32) -> Answer<Seen<T>> {
    Ok(Seen {
        id: local(id)?,
        version: expected_version,
    })
}
