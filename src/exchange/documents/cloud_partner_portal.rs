//! Offers of the Cloud Partner Portal: flat members behind the name of the schema that they are of.

#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

use super::bounds::Bounds;
use super::categories;
use super::contact::Members;
use super::listing::Listing;
use super::offer;
use super::spot::{Spot, is_same_name};
use super::uniting;
use super::voice::Voice;
use super::whole;
use crate::domain::contact::ContactType;
use crate::domain::link::{Cloud, ResourceKind};
use crate::domain::offer::ResaleState;
use crate::exchange::node::Node;
use crate::exchange::remark::{Refusal, Warning};
use crate::exchange::told::OfferDraft;
use crate::exchange::words;
use crate::exchange::{Hear, HowToRead, Unread};

/// Reads a text: one offer, or lists of them.
pub(in crate::exchange) fn read(
    text: impl BufRead,
    how: &HowToRead,
    hear: &mut Hear,
) -> Result<(), Unread> {
    whole::each(text, Bounds::of_document(), hear, |document, voice| {
        tell(document, how, voice)
    })
}

fn tell(spot: &Spot, how: &HowToRead, voice: &mut Voice) -> io::Result<()> {
    let listed = spot.get("value", &mut Vec::new());
    match (spot.node, listed) {
        (Node::List(_), _) => {
            for value in spot.values() {
                tell(&value, how, voice)?;
            }
            Ok(())
        }
        (Node::Object(_), Some(list)) if !spot.has("definition") => tell(&list, how, voice),
        (Node::Object(_), _) => {
            let offer = offer_of(spot, how, &mut voice.warnings);
            voice.offer(offer)
        }
        _ => voice.offer(Err(
            spot.refusal("it is not an offer of the Cloud Partner Portal")
        )),
    }
}

fn offer_of(
    spot: &Spot,
    how: &HowToRead,
    warnings: &mut Vec<Warning>,
) -> Result<OfferDraft, Refusal> {
    let definition = spot.object("definition", warnings);
    let definition = definition.as_ref();
    let shown = definition.and_then(|definition| definition.get("displayText", warnings));
    let facts = definition.and_then(|definition| definition.object("offer", warnings));
    let title = facts
        .as_ref()
        .and_then(|facts| flat(facts, "title", warnings));
    let titles = [title, shown];
    let given = spot.get("id", warnings);
    let id = offer::offer_id(spot, "id", given, titles.clone(), warnings)
        .ok_or_else(|| spot.refusal("it names no offer: give it an id"))?;
    let publisher = spot.get("publisherId", warnings);
    let publisher = offer::publisher(spot, publisher, None, how, warnings)?;
    let mut draft = offer::draft(spot, publisher, id);
    let offer_type = spot.get("offerTypeId", warnings);
    draft.facts.offer_type = offer_type.and_then(|spot| spot.word(words::offer_type, warnings));
    let mut listing = Listing::default();
    listing.take_title(titles, warnings);
    if let Some(facts) = facts {
        let opted = flat(&facts, "cspOfferOptIn", warnings);
        draft.facts.resale = opted.and_then(|opted| resale(&opted, warnings));
        if let Some(spot) = flat(&facts, "categoryMap", warnings) {
            draft.facts.categories = categories::read(&spot, warnings);
        }
        fill(&mut listing, &facts, warnings);
    }
    uniting::unite(vec![listing], &mut draft, warnings);
    Ok(draft)
}

/// What the flat members of an offer tell in its one language.
fn fill(listing: &mut Listing, facts: &Spot, warnings: &mut Vec<Warning>) {
    let summaries = ["summary", "longSummary"].map(|field| flat(facts, field, warnings));
    listing.take_summary(summaries, warnings);
    for (contact_type, [name, email, phone]) in CONTACTS {
        let members = Members {
            name: flat(facts, name, warnings),
            email: flat(facts, email, warnings),
            phone: flat(facts, phone, warnings),
            url: None,
        };
        listing.take_contact(contact_type, facts, &members, warnings);
    }
    for (kind, cloud, field) in PAGES {
        listing.take_link(kind, cloud, flat(facts, field, warnings), warnings);
    }
    let terms = flat(facts, "termsOfUse", warnings).filter(Spot::is_address);
    listing.take_link(
        ResourceKind::CustomerAgreement,
        Cloud::Global,
        terms,
        warnings,
    );
    let Some(links) = flat(facts, "usefulLinks", warnings) else {
        return;
    };
    if !matches!(links.node, Node::List(_)) {
        links.say_form("a list", warnings);
    }
    for page in links.values() {
        if page.is_object(warnings) {
            let called = page.get("linkTitle", warnings);
            listing.take_page(called, page.get("linkUrl", warnings), warnings);
        }
    }
}

/// The members that hold a contact: name, e-mail, phone.
const CONTACTS: [(ContactType, [&str; 3]); 2] = [
    (
        ContactType::CustomerSupport,
        [
            "supportContactName",
            "supportContactEmail",
            "supportContactPhone",
        ],
    ),
    (
        ContactType::Engineering,
        [
            "engineeringContactName",
            "engineeringContactEmail",
            "engineeringContactPhone",
        ],
    ),
];

/// The members that hold a page. Fairfax is Microsoft's own name for the government cloud.
const PAGES: [(ResourceKind, Cloud, &str); 3] = [
    (
        ResourceKind::SupportWebsite,
        Cloud::Global,
        "publicAzureSupportUrl",
    ),
    (
        ResourceKind::SupportWebsite,
        Cloud::Government,
        "fairfaxSupportUrl",
    ),
    (ResourceKind::PrivacyPolicy, Cloud::Global, "privacyURL"),
];

/// A member by the last part of its name: `microsoft-azure-marketplace.title` is the title.
fn flat<'d>(
    facts: &Spot<'d>,
    field: &'static str,
    warnings: &mut Vec<Warning>,
) -> Option<Spot<'d>> {
    let is_meant = |name: &str| {
        let last = name.rsplit('.').next().unwrap_or(name);
        is_same_name(last, field)
    };
    facts.find(field, is_meant, warnings)
}

/// Whoever opts in sells through all partners.
fn resale(opted: &Spot, warnings: &mut Vec<Warning>) -> Option<ResaleState> {
    match opted.truth(warnings)? {
        true => Some(ResaleState::All),
        false => Some(ResaleState::None),
    }
}
