//! Who is responsible for a support inquiry, and whom to reach.

pub mod actions;
pub mod domain;
pub mod exchange;
pub mod locale;
pub mod store;
