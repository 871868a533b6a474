//! Who is responsible for a support inquiry about a commercial-marketplace offer, and whom to reach.
//!
//! ```text
//!             bytes            words            deeds             rows
//!  client --> http ----------> graphql -------> actions --------> store --> entity --> database
//!             http -- who is calling? --> identity (tokens)
//!  files ---> cli ----------------------------> actions                                  ^
//!                              graphql -- plain reads ----------> store             migration
//!                                               actions --------> exchange (foreign formats)
//!
//!             all of them -------------------------------------> domain (uses nothing)
//! ```
//!
//! Each arrow is an allowed `use`; nothing points back. `tests/house.rs` keeps it so.

pub mod actions;
pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod graphql;
pub mod http;
pub mod identity;
pub mod locale;
pub mod serve;
pub mod store;
pub mod telemetry;
