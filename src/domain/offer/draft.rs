//! Offers as somebody typed them: what is wrong with them, and what they become.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    LONGEST_CATEGORY, LONGEST_SUMMARY, LONGEST_TITLE, ListingState, MOST_CATEGORIES,
    MOST_TRANSLATIONS, OfferFacts, OfferType, ResaleState, Wording,
};
use crate::domain::edit::Edit;
use crate::domain::flaw::Flaws;
use crate::domain::language::Language;
use crate::domain::link::{AddressProblem, LONGEST_URL, check_address};
use crate::domain::text::{is_longer, lines, one_line, optional_line};

problems! {
    /// What can be wrong with what is to be done to an offer.
    pub enum OfferProblem {
        /// Whose it is to be is not there.
        PublisherNotFound = "PUBLISHER_NOT_FOUND",
        /// Whose it is, or is to be, is retired.
        PublisherRetired = "PUBLISHER_RETIRED",
        /// No offer can have the id.
        IdInvalid = "ID_INVALID",
        /// Another offer of the publisher has the id.
        IdTaken = "ID_TAKEN",
        /// It has no title.
        TitleMissing = "TITLE_MISSING",
        /// The title is too long.
        TitleTooLong = "TITLE_TOO_LONG" (Limit(LONGEST_TITLE)),
        /// The summary is too long.
        SummaryTooLong = "SUMMARY_TOO_LONG" (Limit(LONGEST_SUMMARY)),
        /// It is not the tag of a language.
        LanguageInvalid = "LANGUAGE_INVALID",
        /// Another of the translations is in this language.
        LanguageRepeated = "LANGUAGE_REPEATED",
        /// There are too many translations.
        TooManyTranslations = "TOO_MANY_TRANSLATIONS" (Limit(MOST_TRANSLATIONS)),
        /// Nobody can follow the address of its page.
        UrlInvalid = "URL_INVALID",
        /// The address of its page names a user or a password.
        UrlNamesUser = "URL_NAMES_USER",
        /// The address of its page is too long.
        UrlTooLong = "URL_TOO_LONG" (Limit(LONGEST_URL)),
        /// The category has no name.
        CategoryEmpty = "CATEGORY_EMPTY",
        /// The name of the category is too long.
        CategoryTooLong = "CATEGORY_TOO_LONG" (Limit(LONGEST_CATEGORY)),
        /// It is filed under too many categories.
        TooManyCategories = "TOO_MANY_CATEGORIES" (Limit(MOST_CATEGORIES)),
        /// It left the lists.
        Retired = "RETIRED",
        /// It is in the lists.
        NotRetired = "NOT_RETIRED",
    }
}

/// What is known of an offer, as somebody typed it.
#[derive(Clone, Debug)]
pub struct FactsDraft {
    /// Its title.
    pub title: String,
    /// What it does.
    pub summary: Option<String>,
    /// Title and summary in further languages.
    pub translations: Vec<TranslationDraft>,
    /// What kind of offer it is.
    pub offer_type: OfferType,
    /// Whether it is sold through the CSP program.
    pub resale: ResaleState,
    /// Whether the marketplace shows it.
    pub listing: ListingState,
    /// The product's own page.
    pub website: Option<String>,
    /// What it is filed under.
    pub categories: Vec<String>,
}

/// Title and summary in one language, as somebody typed them.
#[derive(Clone, Debug, Default)]
pub struct TranslationDraft {
    /// The tag of the language.
    pub language: String,
    /// The title.
    pub title: String,
    /// The summary.
    pub summary: Option<String>,
}

/// What is to become of the facts of an offer. Emptied, a word out of a closed set says that nothing is
/// on record.
#[derive(Clone, Debug, Default)]
pub struct OfferChanges {
    /// Its title.
    pub title: Edit<String>,
    /// What it does.
    pub summary: Edit<String>,
    /// Title and summary in further languages: all of them.
    pub translations: Edit<Vec<TranslationDraft>>,
    /// What kind of offer it is.
    pub offer_type: Edit<OfferType>,
    /// Whether it is sold through the CSP program.
    pub resale: Edit<ResaleState>,
    /// Whether the marketplace shows it.
    pub listing: Edit<ListingState>,
    /// The product's own page.
    pub website: Edit<String>,
    /// What it is filed under: all of it.
    pub categories: Edit<Vec<String>>,
}

impl OfferChanges {
    /// The facts as they would be with these changes.
    pub fn applied_to(self, kept: &OfferFacts) -> FactsDraft {
        let translations = kept.translations.iter();
        let translations = translations.map(|(language, wording)| TranslationDraft {
            language: language.tag().to_owned(),
            title: wording.title.clone(),
            summary: wording.summary.clone(),
        });
        let (offer_type, resale) = (Some(kept.offer_type), Some(kept.resale));
        let listing = Some(kept.listing);
        FactsDraft {
            title: self.title.or_empty(kept.title.clone()),
            summary: self.summary.of(kept.summary.clone()),
            translations: self.translations.or_empty(translations.collect()),
            offer_type: self.offer_type.of(offer_type).unwrap_or(OfferType::Other),
            resale: self.resale.of(resale).unwrap_or(ResaleState::Unknown),
            listing: self.listing.of(listing).unwrap_or(ListingState::Unknown),
            website: self.website.of(kept.website.clone()),
            categories: self.categories.or_empty(kept.categories.clone()),
        }
    }
}

impl OfferFacts {
    /// Checks a draft, and names everything that is wrong with it. An empty text is an absent one.
    pub fn check(draft: FactsDraft) -> Result<Self, Flaws<OfferProblem>> {
        let mut flaws = Flaws::default();
        let wording = flaws.take(Wording::check(&draft.title, draft.summary));
        let translations = check_translations(draft.translations, &mut flaws);
        let website = check_website(optional_line(draft.website), &mut flaws);
        let categories = check_categories(&draft.categories, &mut flaws);
        match wording {
            Some(Wording { title, summary }) => flaws.unless_flawed(|| Self {
                title,
                summary,
                translations,
                offer_type: draft.offer_type,
                resale: draft.resale,
                listing: draft.listing,
                website,
                categories,
            }),
            None => Err(flaws),
        }
    }
}

impl Wording {
    fn check(title: &str, summary: Option<String>) -> Result<Self, Flaws<OfferProblem>> {
        let mut flaws = Flaws::default();
        let title = one_line(title);
        if title.is_empty() {
            flaws.push("title", OfferProblem::TitleMissing);
        }
        if is_longer(&title, LONGEST_TITLE) {
            flaws.push("title", OfferProblem::TitleTooLong);
        }
        let summary = summary.map(|text| lines(&text));
        let summary = summary.filter(|text| !text.is_empty());
        if summary
            .as_deref()
            .is_some_and(|text| is_longer(text, LONGEST_SUMMARY))
        {
            flaws.push("summary", OfferProblem::SummaryTooLong);
        }
        flaws.unless_flawed(|| Self { title, summary })
    }
}

fn check_translations(
    drafts: Vec<TranslationDraft>,
    flaws: &mut Flaws<OfferProblem>,
) -> BTreeMap<Language, Wording> {
    const FIELD: &str = "translations";
    if drafts.len() > MOST_TRANSLATIONS {
        flaws.push(FIELD, OfferProblem::TooManyTranslations);
    }
    let (mut translations, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for (item, draft) in drafts.into_iter().enumerate() {
        let language = Language::parse(draft.language.trim());
        let problem = match &language {
            None => Some(OfferProblem::LanguageInvalid),
            Some(language) if !seen.insert(language.clone()) => {
                Some(OfferProblem::LanguageRepeated)
            }
            Some(_) => None,
        };
        if let Some(problem) = problem {
            flaws.push_in_item(FIELD, item, "language", problem);
        }
        let checked = Wording::check(&draft.title, draft.summary);
        let wording = flaws.take(checked.map_err(|flaws| flaws.inside_item(FIELD, item)));
        if let (Some(language), Some(wording)) = (language, wording) {
            translations.insert(language, wording);
        }
    }
    translations
}

fn check_website(url: Option<String>, flaws: &mut Flaws<OfferProblem>) -> Option<String> {
    let problem = match check_address(&url?) {
        Ok(address) => return Some(address),
        Err(AddressProblem::NotFollowable) => OfferProblem::UrlInvalid,
        Err(AddressProblem::NamesUser) => OfferProblem::UrlNamesUser,
        Err(AddressProblem::TooLong) => OfferProblem::UrlTooLong,
    };
    flaws.push("website", problem);
    None
}

fn check_categories(names: &[String], flaws: &mut Flaws<OfferProblem>) -> Vec<String> {
    let mut categories = Vec::new();
    for (item, name) in names.iter().enumerate() {
        let name = one_line(name);
        if name.is_empty() {
            flaws.push_item("categories", item, OfferProblem::CategoryEmpty);
        } else if is_longer(&name, LONGEST_CATEGORY) {
            flaws.push_item("categories", item, OfferProblem::CategoryTooLong);
        } else if !categories.contains(&name) {
            categories.push(name);
        }
    }
    if categories.len() > MOST_CATEGORIES {
        flaws.push("categories", OfferProblem::TooManyCategories);
    }
    categories
}

#[cfg(test)]
mod tests;
