//! Editions of the rules and their clauses.

use std::collections::BTreeMap;

use async_graphql::{Object, SimpleObject};

use crate::domain::language::{Language, in_languages};
use crate::domain::responsibility;
use crate::graphql::list_size::list_size;
use crate::graphql::scalars::Date;
use crate::locale::Locale;

/// A clause of the source: where it says what an answer relies on.
#[derive(SimpleObject, Clone)]
pub(in crate::graphql) struct PolicyClause {
    /// Its name within the edition, such as `indirect-model`.
    code: String,
    /// The edition it is of, by name.
    edition: String,
    /// The heading it stands under in the source.
    heading: String,
    /// Where to read it.
    url: String,
    /// What it says, in our own words.
    gist: String,
}

/// An edition of the source that the rules are taken from.
pub(in crate::graphql) struct PolicyEdition {
    pub(in crate::graphql) edition: responsibility::Edition,
    pub(in crate::graphql) locale: Locale,
}

/// What is said in the language of a reader, or in English.
fn read_by(locale: Locale, texts: &BTreeMap<Language, String>) -> String {
    let wanted: Vec<Language> = Language::parse(locale.language())
        .into_iter()
        .chain([Language::english()])
        .collect();
    in_languages(texts, &wanted).cloned().unwrap_or_default()
}

/// The clauses of an edition that were relied on.
pub(super) fn clauses(
    edition: &responsibility::Edition,
    codes: &[responsibility::ClauseCode],
    locale: Locale,
) -> Vec<PolicyClause> {
    edition
        .clauses(codes)
        .map(|clause| PolicyClause::new(edition, clause, locale))
        .collect()
}

impl PolicyClause {
    fn new(
        edition: &responsibility::Edition,
        clause: &responsibility::Clause,
        locale: Locale,
    ) -> Self {
        Self {
            code: clause.code.0.clone(),
            edition: edition.facts.name.clone(),
            heading: clause.heading.clone(),
            url: clause.url.clone(),
            gist: read_by(locale, &clause.gist),
        }
    }
}

/// An edition of the source that the rules are taken from.
#[Object]
impl PolicyEdition {
    /// What it is called, such as `2019-11-20`.
    async fn name(&self) -> &str {
        &self.edition.facts.name
    }

    /// The title of the source.
    async fn title(&self) -> &str {
        &self.edition.facts.title
    }

    /// Where to read the source.
    async fn url(&self) -> &str {
        &self.edition.facts.url
    }

    /// The first day on which its rules hold.
    async fn valid_from(&self) -> Date {
        Date(self.edition.facts.valid_from)
    }

    /// The last day on which its rules hold; null for the edition in force.
    async fn valid_through(&self) -> Option<Date> {
        self.edition.valid_through.map(Date)
    }

    /// Where partners and publishers reach Microsoft.
    async fn support_page(&self) -> &str {
        &self.edition.facts.support_page
    }

    /// What to know about it, in the language asked for.
    async fn note(&self) -> String {
        read_by(self.locale, &self.edition.facts.note)
    }

    /// Its clauses, in their order; at most 10.
    #[graphql(directive = list_size::apply(10))]
    async fn clauses(&self) -> Vec<PolicyClause> {
        let clauses = self.edition.facts.clauses.iter();
        clauses
            .map(|clause| PolicyClause::new(&self.edition, clause, self.locale))
            .collect()
    }
}
