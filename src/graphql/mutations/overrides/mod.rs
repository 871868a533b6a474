//! Mutations of overrides.

mod override_responsibility;
mod remove_override;

pub(in crate::graphql) use override_responsibility::OverrideResponsibility;
pub(in crate::graphql) use remove_override::RemoveOverride;
