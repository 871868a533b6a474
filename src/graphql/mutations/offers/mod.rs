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
