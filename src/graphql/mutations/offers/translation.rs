//! Title and summary of an offer in a further language, as inputs give them.

use async_graphql::InputObject;

use crate::domain::offer::TranslationDraft;

/// Title and summary of an offer in a further language.
#[derive(InputObject)]
pub(super) struct OfferTranslationInput {
    /// The language (BCP 47), such as `tr` or `pt-BR`; each once.
    language: String,
    /// What it is called in it; at most 500 characters.
    title: String,
    /// What it does, in a sentence or two; at most 5,000 characters.
    summary: Option<String>,
}

impl From<OfferTranslationInput> for TranslationDraft {
    fn from(input: OfferTranslationInput) -> Self {
        Self {
            language: input.language,
            title: input.title,
            summary: input.summary,
        }
    }
}

/// The drafts of translations.
pub(super) fn drafts(inputs: Vec<OfferTranslationInput>) -> Vec<TranslationDraft> {
    inputs.into_iter().map(TranslationDraft::from).collect()
}
