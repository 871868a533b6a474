//! Mutations of partners and their ties.

mod add_partner;
mod change_partner;
mod restore_partner;
mod retire_partner;
mod tie_reseller;
mod untie_reseller;

pub(in crate::graphql) use add_partner::AddPartner;
pub(in crate::graphql) use change_partner::ChangePartner;
pub(in crate::graphql) use restore_partner::RestorePartner;
pub(in crate::graphql) use retire_partner::RetirePartner;
pub(in crate::graphql) use tie_reseller::TieReseller;
pub(in crate::graphql) use untie_reseller::UntieReseller;
