//! Who is responsible for a support inquiry, and whom to reach.

pub mod domain;
pub mod store;
