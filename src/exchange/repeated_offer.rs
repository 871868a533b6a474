//! A later row of the same offer: what is missing is filled in, what differs stays as it was first said.

use super::columns::Remarks;
use super::reading::{IdSource, OfferDraft, Remark, ToldContact, ToldFacts, Warning};
use crate::domain::link::LinkTarget;
use crate::domain::offer::{ListingState, MOST_CATEGORIES, OfferType};

/// Takes a later row of the same offer into an earlier one.
pub(super) fn merge(kept: &mut OfferDraft, later: OfferDraft, warnings: &mut Vec<Warning>) {
    let mut later_row = LaterRow {
        first: kept.line(),
        remarks: Remarks {
            line: later.line(),
            warnings,
        },
    };
    later_row.facts(&mut kept.facts, later.facts);
    for (contact_type, told) in later.contacts {
        match kept
            .contacts
            .iter_mut()
            .find(|(known, _)| *known == contact_type)
        {
            None => kept.contacts.push((contact_type, told)),
            Some((_, known)) => later_row.contact(known, told),
        }
    }
    for link in later.links {
        later_row.link(&mut kept.links, link);
    }
    // A row that gives the id knows whose it is.
    if later.publisher.id_source == IdSource::Given {
        kept.publisher.id_source = IdSource::Given;
    }
    kept.lines.extend(later.lines);
}

/// A row that tells of an offer again.
struct LaterRow<'a> {
    /// The line of the offer's first row.
    first: usize,
    remarks: Remarks<'a>,
}

impl LaterRow<'_> {
    fn facts(&mut self, kept: &mut ToldFacts, told: ToldFacts) {
        self.fill("offerName", &mut kept.title, told.title, String::as_str);
        self.fill(
            "offerType",
            &mut kept.offer_type,
            told.offer_type,
            |known: &OfferType| known.code(),
        );
        self.fill(
            "published",
            &mut kept.listing,
            told.listing,
            |known: &ListingState| known.code(),
        );
        self.fill("website", &mut kept.website, told.website, String::as_str);
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
    }

    fn contact(&mut self, kept: &mut ToldContact, told: ToldContact) {
        self.fill("supportName", &mut kept.name, told.name, String::as_str);
        self.fill("supportEmail", &mut kept.email, told.email, String::as_str);
        self.fill("supportUrl", &mut kept.url, told.url, String::as_str);
    }

    fn link(&mut self, kept: &mut Vec<LinkTarget>, told: LinkTarget) {
        match kept.iter().find(|known| known.kind == told.kind) {
            None => kept.push(told),
            Some(known) if known.url != told.url => self.differs("privacyUrl", &told.url),
            Some(_) => {}
        }
    }

    fn fill<T: PartialEq>(
        &mut self,
        column: &'static str,
        kept: &mut Option<T>,
        told: Option<T>,
        shown: impl Fn(&T) -> &str,
    ) {
        match (&*kept, told) {
            (None, told) => *kept = told,
            (Some(known), Some(told)) if *known != told => self.differs(column, shown(&told)),
            (Some(_), _) => {}
        }
    }

    fn differs(&mut self, column: &'static str, value: &str) {
        let remark = Remark::DiffersFromEarlier(self.first);
        self.remarks.say(column, value, remark);
    }
}
