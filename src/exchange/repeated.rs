//! A thing that is told of again: what is missing is filled in, what differs stays as it was first said.

mod contacts;

use contacts::{Found, Index};

use super::place::Place;
use super::remark::{Remark, Remarks, Warning};
use super::rows::Column;
use super::rows::contact::columns;
use super::told::{
    IdSource, OfferDraft, Telling, Told, ToldContact, ToldFacts, ToldKey, ToldPartner,
    ToldPublisher,
};
use crate::domain::link::{LinkTarget, ResourceKind};
use crate::domain::offer::{ListingState, MOST_CATEGORIES, OfferType, ResaleState};
use crate::domain::partner::PartnerRole;

/// A thing that is told of in several places, as far as it was heard of.
#[derive(Debug)]
pub(super) struct Growing {
    told: Told,
    contacts: Index,
}

impl Growing {
    /// A thing that was told of in one place.
    pub(super) fn of(told: Told) -> Self {
        let contacts = match &told {
            Told::Offer(OfferDraft { contacts, .. })
            | Told::Publisher(ToldPublisher { contacts, .. })
            | Told::Partner(ToldPartner { contacts, .. }) => Index::of(contacts),
            Told::Tie(_) | Told::Split(_) | Told::Override(_) | Told::Notice(_) => Index::default(),
        };
        Self { told, contacts }
    }

    /// Which thing it is.
    pub(super) fn key(&self) -> ToldKey {
        self.told.key()
    }

    /// All that is told of it.
    pub(super) fn into_told(self) -> Told {
        self.told
    }

    /// Takes what is told later of the thing into what was told of it earlier. What is told of another kind of
    /// thing is another thing, and is given back.
    pub(super) fn merge(&mut self, later: Told, warnings: &mut Vec<Warning>) -> Option<Told> {
        let mut again = Again {
            first: self.told.place().clone(),
            remarks: Remarks {
                at: later.place().clone(),
                warnings,
            },
            known: &mut self.contacts,
        };
        match (&mut self.told, later) {
            (Told::Offer(kept), Told::Offer(later)) => again.offer(kept, later),
            (Told::Publisher(kept), Told::Publisher(later)) => again.publisher(kept, later),
            (Told::Partner(kept), Told::Partner(later)) => again.partner(kept, later),
            (_, other) => return Some(other),
        }
        None
    }
}

/// Takes what is told later of an offer, under whatever id, into what was told of it earlier.
pub fn merge_offers(kept: &mut OfferDraft, later: OfferDraft, warnings: &mut Vec<Warning>) {
    let mut again = Again {
        first: kept.place().clone(),
        remarks: Remarks {
            at: later.place().clone(),
            warnings,
        },
        known: &mut Index::of(&kept.contacts),
    };
    again.offer(kept, later);
}

/// Takes the contacts that are told later of a publisher, under whatever id, into those that were told earlier.
pub fn merge_contacts(kept: &mut ToldPublisher, later: ToldPublisher, warnings: &mut Vec<Warning>) {
    let mut again = Again {
        first: kept.place().clone(),
        remarks: Remarks {
            at: later.place().clone(),
            warnings,
        },
        known: &mut Index::of(&kept.contacts),
    };
    again.contacts(&mut kept.contacts, later.contacts);
}

/// A row that tells of a thing again.
struct Again<'a> {
    /// Where it was told of first.
    first: Place,
    remarks: Remarks<'a>,
    /// Where its contacts stand that were told before.
    known: &'a mut Index,
}

impl Again<'_> {
    fn offer(&mut self, kept: &mut OfferDraft, later: OfferDraft) {
        self.facts(&mut kept.facts, later.facts);
        self.contacts(&mut kept.contacts, later.contacts);
        for link in later.links {
            self.link(&mut kept.links, link, later.telling);
        }
        // A row that gives the id knows whose it is.
        if later.publisher.id_source == IdSource::Given {
            kept.publisher.id_source = IdSource::Given;
        }
        if later.telling == Telling::Offer {
            kept.telling = Telling::Offer;
        }
        kept.places.extend(later.places);
    }

    fn publisher(&mut self, kept: &mut ToldPublisher, later: ToldPublisher) {
        let shown = |told: &bool| told.to_string();
        self.fill(
            "firstParty",
            &mut kept.is_first_party,
            later.is_first_party,
            shown,
        );
        self.fill("retired", &mut kept.is_retired, later.is_retired, shown);
        let id = ToString::to_string;
        self.fill("mergedInto", &mut kept.merged_into, later.merged_into, id);
        self.contacts(&mut kept.contacts, later.contacts);
        kept.places.extend(later.places);
    }

    fn partner(&mut self, kept: &mut ToldPartner, later: ToldPartner) {
        self.fill("partnerName", &mut kept.name, later.name, String::clone);
        let code = |told: &PartnerRole| told.to_string();
        self.fill("partnerRole", &mut kept.role, later.role, code);
        let shown = |told: &bool| told.to_string();
        self.fill("retired", &mut kept.is_retired, later.is_retired, shown);
        self.contacts(&mut kept.contacts, later.contacts);
        kept.places.extend(later.places);
    }

    fn facts(&mut self, kept: &mut ToldFacts, mut told: ToldFacts) {
        self.words(kept, &mut told);
        let code = |known: &OfferType| known.to_string();
        self.fill("offerType", &mut kept.offer_type, told.offer_type, code);
        let code = |known: &ResaleState| known.to_string();
        self.fill("resale", &mut kept.resale, told.resale, code);
        let code = |known: &ListingState| known.to_string();
        self.fill("published", &mut kept.listing, told.listing, code);
        self.fill("website", &mut kept.website, told.website, String::clone);
        let shown = |told: &bool| told.to_string();
        self.fill("retired", &mut kept.is_retired, told.is_retired, shown);
        for (language, wording) in told.translations {
            match kept.translations.get(&language) {
                Some(known) if *known != wording => self.differs("translations", &wording.title),
                Some(_) => {}
                None => {
                    kept.translations.insert(language, wording);
                }
            }
        }
        for category in told.categories {
            if kept.categories.contains(&category) {
                continue;
            }
            if kept.categories.len() < MOST_CATEGORIES {
                kept.categories.push(category);
            } else {
                let remark = Remark::TooMany(MOST_CATEGORIES);
                self.remarks.say("categories", &category, remark);
            }
        }
        for id in told.former_ids {
            if !kept.former_ids.contains(&id) {
                kept.former_ids.push(id);
            }
        }
    }

    /// Title and summary. Told in two languages, the English ones stand, else the first; the others are
    /// among the translations.
    fn words(&mut self, kept: &mut ToldFacts, told: &mut ToldFacts) {
        match (is_translated(kept), is_translated(told)) {
            (true, false) if told.title.is_some() => {
                kept.title = told.title.take();
                kept.summary = told.summary.take();
            }
            (_, true) if kept.title.is_some() => {}
            _ => {
                let (title, summary) = (told.title.take(), told.summary.take());
                self.fill("offerName", &mut kept.title, title, String::clone);
                self.fill("summary", &mut kept.summary, summary, String::clone);
            }
        }
    }

    fn contacts(&mut self, kept: &mut Vec<ToldContact>, told: Vec<ToldContact>) {
        for told in told {
            match self.known.find(kept, &told) {
                Found::Itself => {}
                Found::ItsPlace(place) => self.contact(&mut kept[place], told),
                Found::Nothing => {
                    self.known.add(kept.len(), &told);
                    kept.push(told);
                }
            }
        }
    }

    fn contact(&mut self, kept: &mut ToldContact, told: ToldContact) {
        let [name, email, phone, url] = columns(told.contact_type).map(Column::name);
        self.fill(name, &mut kept.name, told.name, String::clone);
        self.fill(email, &mut kept.email, told.email, String::clone);
        self.fill(phone, &mut kept.phone, told.phone, String::clone);
        self.fill(url, &mut kept.url, told.url, String::clone);
    }

    /// A row of an offer has one place for a privacy policy; a row of a link is one of many.
    fn link(&mut self, kept: &mut Vec<LinkTarget>, told: LinkTarget, telling: Telling) {
        let is_single = told.kind == ResourceKind::PrivacyPolicy && telling == Telling::Offer;
        let same = |known: &&LinkTarget| known.kind == told.kind && known.cloud == told.cloud;
        match kept.iter().find(same) {
            _ if kept.contains(&told) => {}
            Some(_) if is_single => self.differs("privacyUrl", &told.url),
            Some(_) | None => kept.push(told),
        }
    }

    fn fill<T: PartialEq>(
        &mut self,
        column: &'static str,
        kept: &mut Option<T>,
        told: Option<T>,
        shown: impl Fn(&T) -> String,
    ) {
        match (&*kept, told) {
            (None, told) => *kept = told,
            (Some(known), Some(told)) if *known != told => self.differs(column, &shown(&told)),
            (Some(_), _) => {}
        }
    }

    fn differs(&mut self, column: &'static str, value: &str) {
        let remark = Remark::DiffersFromEarlier(self.first.seen_from(&self.remarks.at));
        self.remarks.say(column, value, remark);
    }
}

/// Whether an offer is told of in another language than English: what it is called is among its translations.
fn is_translated(facts: &ToldFacts) -> bool {
    let mut wordings = facts.translations.values();
    let title = facts.title.as_ref();
    wordings.any(|wording| Some(&wording.title) == title && wording.summary == facts.summary)
}
