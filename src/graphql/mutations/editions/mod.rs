//! Mutations of the editions of the rules.

mod load_edition;

pub(in crate::graphql) use load_edition::LoadEdition;
