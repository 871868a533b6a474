//! What can be done to overrides of the rules, a file per deed.

mod override_responsibility;
mod remove_override;

pub use override_responsibility::{OverrideToMake, override_responsibility};
pub use remove_override::remove_override;
