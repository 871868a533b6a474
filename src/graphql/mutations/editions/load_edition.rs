//! `loadEdition`.

use async_graphql::{Context, InputObject, Object};

use crate::actions::load_edition;
use crate::graphql::context::{Answer, locale, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::PolicyEdition;
use crate::graphql::user_errors::EditionUserError;

#[derive(Default)]
pub(in crate::graphql) struct LoadEdition;

/// An edition of the rules to load.
#[derive(InputObject)]
struct LoadEditionInput {
    /// The rules file (TOML), in the form of `data/policy/2019-11-20.toml` in the repository: name, first day,
    /// source, clauses and rules of the edition.
    rules: String,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of loading an edition of the rules.
    LoadEditionPayload {
        /// The edition, in the language of the Accept-Language header; null when it was not loaded.
        edition: PolicyEdition
    } or EditionUserError
}

/// Loading editions of the rules.
#[Object]
impl LoadEdition {
    /// Loads an edition of the rules, whole: questions about days that it covers are answered by it at once. Its
    /// rules have to answer each of the 112 questions exactly once. It covers the days from its first to the one
    /// before the next edition, and may begin before others do, the first included. It stays for good; there
    /// are at most 50. For administrators.
    async fn load_edition(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The edition.")] input: LoadEditionInput,
    ) -> Answer<LoadEditionPayload> {
        let cause = cause(ctx, input.note);
        let outcome = load_edition::load_edition(store(ctx), &cause, &input.rules).await;
        let locale = locale(ctx, None);
        let settled = settle(ctx, outcome)?.map(|edition| PolicyEdition { edition, locale });
        Ok(settled.into())
    }
}
