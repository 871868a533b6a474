//! Mutations of offers.

mod add_offer;
mod change_offer;
mod move_offer;
mod restore_offer;
mod retire_offer;
mod translation;

pub(in crate::graphql) use add_offer::AddOffer;
pub(in crate::graphql) use change_offer::ChangeOffer;
pub(in crate::graphql) use move_offer::MoveOffer;
pub(in crate::graphql) use restore_offer::RestoreOffer;
pub(in crate::graphql) use retire_offer::RetireOffer;

use async_graphql::ID;

use crate::actions::offers::OfferSeen;
use crate::graphql::context::Answer;
use crate::graphql::node::local;

/// The offer that an input names, in the version it names.
fn seen(id: &ID, expected_version: i32) -> Answer<OfferSeen> {
    Ok(OfferSeen {
        id: local(id)?,
        version: expected_version,
    })
}
