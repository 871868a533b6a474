//! Uniting: the listings of an offer in several languages become one offer.

use super::listing::{Found, Listing};
use crate::domain::language::Language;
use crate::domain::link::{LinkTarget, MOST_LINKS};
use crate::domain::offer::{MOST_TRANSLATIONS, Wording};
use crate::exchange::place::Place;
use crate::exchange::remark::{Remark, Warning};
use crate::exchange::told::{OfferDraft, ToldContact};

/// Has the listings of an offer tell of it. The first in English that has a title, else the first that has one,
/// gives title and summary, and its contacts and links; every other adds its language, and what is missing.
pub(super) fn unite(
    mut listings: Vec<Listing>,
    offer: &mut OfferDraft,
    warnings: &mut Vec<Warning>,
) {
    let is_titled = |listing: &Listing| listing.title.is_some();
    let leading = listings
        .iter()
        .position(|listing| is_titled(listing) && listing.is_english())
        .or_else(|| listings.iter().position(is_titled));
    if let Some(leading) = leading {
        listings[..=leading].rotate_right(1);
    }
    let mut uniting = Uniting {
        offer,
        wordings: Vec::new(),
        contacts: Vec::new(),
        links: Vec::new(),
        warnings,
    };
    for (number, listing) in listings.into_iter().enumerate() {
        uniting.word(number, &listing);
        uniting.website(listing.website);
        for contact in listing.contacts {
            uniting.contact(number, contact);
        }
        for link in listing.links {
            uniting.link(number, link);
        }
    }
    mark_lists(&mut offer.contacts);
}

/// Contacts of one type that a listing has several of stand in a list.
fn mark_lists(contacts: &mut [ToldContact]) {
    for at in 0..contacts.len() {
        let contact_type = contacts[at].contact_type;
        let count = contacts
            .iter()
            .filter(|known| known.contact_type == contact_type)
            .count();
        contacts[at].is_listed = count > 1;
    }
}

/// An offer that listings tell of one after the other.
struct Uniting<'u> {
    offer: &'u mut OfferDraft,
    /// The wordings so far; the first is the offer's own.
    wordings: Vec<Worded>,
    /// Of each contact, in which listing it was told first, and where.
    contacts: Vec<(usize, Place)>,
    /// The same of each link.
    links: Vec<(usize, Place)>,
    warnings: &'u mut Vec<Warning>,
}

/// What an offer is called in a language, and where.
struct Worded {
    language: Option<Language>,
    wording: Wording,
    at: Place,
}

impl Uniting<'_> {
    fn word(&mut self, number: usize, listing: &Listing) {
        let summary = listing.summary.as_ref();
        let Some(title) = &listing.title else {
            if let Some(summary) = summary {
                self.word_without_title(number, summary);
            }
            return;
        };
        // One that does not say its language speaks that of the first.
        let own = || {
            self.wordings
                .first()
                .and_then(|first| first.language.clone())
        };
        let language = listing.language.clone().or_else(own);
        if self.wordings.iter().any(|known| known.language == language) {
            self.word_again(language.as_ref(), title, summary);
            return;
        }
        let wording = Wording {
            title: title.told.clone(),
            summary: summary.map(|summary| summary.told.clone()),
        };
        let facts = &mut self.offer.facts;
        if number == 0 {
            facts.title = Some(wording.title.clone());
            facts.summary.clone_from(&wording.summary);
        } else if facts.translations.len() >= MOST_TRANSLATIONS {
            title.say(
                &title.told,
                Remark::TooMany(MOST_TRANSLATIONS),
                self.warnings,
            );
            return;
        }
        if let Some(language) = language.clone()
            && (number > 0 || !listing.is_english())
        {
            facts.translations.insert(language, wording.clone());
        }
        self.wordings.push(Worded {
            language,
            wording,
            at: title.at.clone(),
        });
    }

    /// A language that was told in already: what is new is said not to be taken.
    fn word_again(
        &mut self,
        language: Option<&Language>,
        title: &Found<String>,
        summary: Option<&Found<String>>,
    ) {
        let known = self
            .wordings
            .iter()
            .find(|known| known.language.as_ref() == language);
        let Some(known) = known else { return };
        let remark = || Remark::DiffersFromEarlier(known.at.clone());
        if known.wording.title != title.told {
            title.say(&title.told, remark(), self.warnings);
        }
        if let Some(summary) =
            summary.filter(|again| known.wording.summary.as_ref() != Some(&again.told))
        {
            summary.say(&summary.told, remark(), self.warnings);
        }
    }

    /// What the offer does may be told where nobody says what it is called.
    fn word_without_title(&mut self, number: usize, summary: &Found<String>) {
        if number == 0 {
            self.offer.facts.summary = Some(summary.told.clone());
        } else {
            summary.say(&summary.told, Remark::LanguageUntitled, self.warnings);
        }
    }

    fn website(&mut self, told: Option<Found<String>>) {
        let Some(told) = told else { return };
        match &self.offer.facts.website {
            None => self.offer.facts.website = Some(told.told),
            Some(known) if *known == told.told => {}
            Some(_) => {
                let remark = Remark::DiffersFromEarlier(self.offer.place().clone());
                told.say(&told.told, remark, self.warnings);
            }
        }
    }

    fn contact(&mut self, number: usize, told: Found<ToldContact>) {
        if self.offer.contacts.contains(&told.told) {
            return;
        }
        let of_type = |known: &ToldContact| known.contact_type == told.told.contact_type;
        let same = self.offer.contacts.iter().position(of_type);
        match same.filter(|place| self.contacts[*place].0 < number) {
            Some(place) => self.contact_again(place, &told),
            None => {
                self.contacts.push((number, told.at));
                self.offer.contacts.push(told.told);
            }
        }
    }

    /// A further listing fills in what is missing, unless it tells of somebody else.
    fn contact_again(&mut self, place: usize, told: &Found<ToldContact>) {
        let known = &mut self.offer.contacts[place];
        let again = &told.told;
        let pairs = [
            (&mut known.name, &again.name),
            (&mut known.email, &again.email),
            (&mut known.phone, &again.phone),
            (&mut known.url, &again.url),
        ];
        let differing = pairs
            .iter()
            .find_map(|(known, again)| match (&**known, *again) {
                (Some(known), Some(again)) if known != again => Some(again.clone()),
                _ => None,
            });
        match differing {
            Some(value) => {
                let remark = Remark::DiffersFromEarlier(self.contacts[place].1.clone());
                told.say(&value, remark, self.warnings);
            }
            None => {
                for (known, again) in pairs {
                    if known.is_none() {
                        known.clone_from(again);
                    }
                }
            }
        }
    }

    fn link(&mut self, number: usize, told: Found<LinkTarget>) {
        let links = &self.offer.links;
        if links.iter().any(|known| known.is_same(&told.told)) {
            return;
        }
        let kind = |link: &LinkTarget| (link.kind, link.cloud);
        let same = links
            .iter()
            .position(|known| kind(known) == kind(&told.told));
        if let Some(place) = same.filter(|place| self.links[*place].0 < number) {
            let remark = Remark::DiffersFromEarlier(self.links[place].1.clone());
            told.say(&told.told.url, remark, self.warnings);
        } else if links.len() < MOST_LINKS {
            self.links.push((number, told.at.clone()));
            self.offer.links.push(told.told);
        } else {
            told.say(&told.told.url, Remark::TooMany(MOST_LINKS), self.warnings);
        }
    }
}

/// Adds a page that stands outside of all listings.
pub(super) fn add_link(
    told: Found<LinkTarget>,
    offer: &mut OfferDraft,
    warnings: &mut Vec<Warning>,
) {
    if offer.links.iter().any(|known| known.is_same(&told.told)) {
        return;
    }
    if offer.links.len() < MOST_LINKS {
        offer.links.push(told.told);
    } else {
        told.say(&told.told.url, Remark::TooMany(MOST_LINKS), warnings);
    }
}
