//! What one listing tells of an offer.

use super::contact::Members;
use super::display_text::{self, Meaning};
use super::spot::Spot;
use crate::domain::contact::ContactType;
use crate::domain::language::Language;
use crate::domain::link::{Cloud, LinkTarget, ResourceKind};
use crate::domain::offer::{LONGEST_SUMMARY, LONGEST_TITLE};
use crate::exchange::place::Place;
use crate::exchange::remark::{Remark, Warning};
use crate::exchange::told::ToldContact;

/// What a listing tells in its language.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Its language, where it says so.
    pub(super) language: Option<Language>,
    /// The title of the offer.
    pub(super) title: Option<Found<String>>,
    /// What the offer does.
    pub(super) summary: Option<Found<String>>,
    /// The product's own page.
    pub(super) website: Option<Found<String>>,
    /// Whom to reach.
    pub(super) contacts: Vec<Found<ToldContact>>,
    /// The pages about it.
    pub(super) links: Vec<Found<LinkTarget>>,
}

/// What a member tells, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found<T> {
    pub(super) at: Place,
    pub(super) field: &'static str,
    pub(super) told: T,
}

impl<T> Found<T> {
    /// What was found at a spot.
    pub(super) fn at(spot: &Spot, told: T) -> Self {
        Self {
            at: spot.place(),
            field: spot.field,
            told,
        }
    }

    /// Says something about it.
    pub(super) fn say(&self, value: &str, remark: Remark, warnings: &mut Vec<Warning>) {
        warnings.push(Warning::new(self.at.clone(), self.field, value, remark));
    }
}

impl Listing {
    /// Takes the language of a listing; a tag that is none is said.
    pub(super) fn take_language(&mut self, spot: Option<Spot>, warnings: &mut Vec<Warning>) {
        let Some(spot) = spot else { return };
        let Some(tag) = spot.line(warnings) else {
            return;
        };
        self.language = Language::parse(&tag);
        if self.language.is_none() {
            spot.say(&tag, Remark::LanguageUnknown, warnings);
        }
    }

    /// Takes the title, out of the first of these that says something.
    pub(super) fn take_title<'d>(
        &mut self,
        spots: impl IntoIterator<Item = Option<Spot<'d>>>,
        warnings: &mut Vec<Warning>,
    ) {
        let line = |spot: &Spot, warnings: &mut _| spot.line_of(LONGEST_TITLE, warnings);
        self.title = first_told(spots, line, warnings);
    }

    /// Takes what the offer does, out of the first of these that says something.
    pub(super) fn take_summary<'d>(
        &mut self,
        spots: impl IntoIterator<Item = Option<Spot<'d>>>,
        warnings: &mut Vec<Warning>,
    ) {
        let lines = |spot: &Spot, warnings: &mut _| spot.lines_of(LONGEST_SUMMARY, warnings);
        self.summary = first_told(spots, lines, warnings);
    }

    /// Takes a contact that an object or some members of one tell of.
    pub(super) fn take_contact(
        &mut self,
        contact_type: ContactType,
        spot: &Spot,
        members: &Members,
        warnings: &mut Vec<Warning>,
    ) {
        if let Some(told) = members.contact(contact_type, warnings) {
            self.contacts.push(Found::at(spot, told));
        }
    }

    /// Takes a page of a kind.
    pub(super) fn take_link(
        &mut self,
        kind: ResourceKind,
        cloud: Cloud,
        spot: Option<Spot>,
        warnings: &mut Vec<Warning>,
    ) {
        if let Some(spot) = spot
            && let Some(link) = spot.link(kind, cloud, warnings)
        {
            self.links.push(Found::at(&spot, link));
        }
    }

    /// Takes a page that is known by what it is called.
    pub(super) fn take_page(
        &mut self,
        called: Option<Spot>,
        spot: Option<Spot>,
        warnings: &mut Vec<Warning>,
    ) {
        let Some(spot) = spot else { return };
        let called = called.and_then(|called| called.line_of(LONGEST_TITLE, warnings));
        let (meaning, title) = display_text::read(called.as_deref().unwrap_or_default());
        let kind = match meaning {
            Meaning::Page(kind) => kind,
            Meaning::Website if self.website.is_none() => {
                let url = spot.address(warnings);
                self.website = url.map(|url| Found::at(&spot, url));
                return;
            }
            // An offer has one page of its own; what others there are speak to those who look around.
            Meaning::Website => ResourceKind::SalesCollateral,
        };
        if let Some(mut link) = spot.link(kind, Cloud::Global, warnings) {
            link.title = title.filter(|title| !title.is_empty()).map(str::to_owned);
            self.links.push(Found::at(&spot, link));
        }
    }

    /// Whether it is in English, as one that does not say is taken to be.
    pub(super) fn is_english(&self) -> bool {
        let primary = self.language.as_ref().map(Language::primary);
        primary.is_none_or(|primary| primary == "en")
    }
}

fn first_told<'d>(
    spots: impl IntoIterator<Item = Option<Spot<'d>>>,
    read: impl Fn(&Spot, &mut Vec<Warning>) -> Option<String>,
    warnings: &mut Vec<Warning>,
) -> Option<Found<String>> {
    spots.into_iter().flatten().find_map(|spot| {
        let told = read(&spot, warnings)?;
        Some(Found::at(&spot, told))
    })
}
