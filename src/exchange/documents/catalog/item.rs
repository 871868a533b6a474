//! One item of the catalogue.

use crate::domain::contact::ContactType;
use crate::domain::link::{Cloud, ResourceKind};
use crate::domain::offer::ListingState;
use crate::exchange::HowToRead;
use crate::exchange::documents::categories;
use crate::exchange::documents::contact::Members;
use crate::exchange::documents::listing::Listing;
use crate::exchange::documents::offer;
use crate::exchange::documents::spot::Spot;
use crate::exchange::documents::uniting;
use crate::exchange::node::Node;
use crate::exchange::remark::{Refusal, Warning};
use crate::exchange::told::OfferDraft;
use crate::exchange::words;

/// The members that something is told by; no other is kept while an item is read.
pub(super) const MEMBERS: [&str; 19] = [
    "publisherId",
    "publisherDisplayName",
    "offerId",
    "offerType",
    "displayName",
    "summary",
    "longSummary",
    "language",
    "supportUri",
    "helpLink",
    "privacyPolicyUri",
    "legalTermsUri",
    "cspLegalTermsUri",
    "isvContactDetails",
    "marketingMaterial",
    "links",
    "categoryIds",
    "isStopSell",
    "isPreview",
];

/// The members that hold a page.
const PAGES: [(ResourceKind, &str); 5] = [
    (ResourceKind::SupportWebsite, "supportUri"),
    (ResourceKind::UserDocumentation, "helpLink"),
    (ResourceKind::PrivacyPolicy, "privacyPolicyUri"),
    (ResourceKind::CustomerAgreement, "legalTermsUri"),
    (ResourceKind::CustomerAgreement, "cspLegalTermsUri"),
];

/// The offer that an item shows.
pub(super) fn offer_of(
    item: &Spot,
    how: &HowToRead,
    warnings: &mut Vec<Warning>,
) -> Result<OfferDraft, Refusal> {
    let title = item.get("displayName", warnings);
    let given = item.get("offerId", warnings);
    let id = offer::offer_id(item, "offerId", given, [title.clone()], warnings)
        .ok_or_else(|| item.refusal("it names no offer: give it an offerId"))?;
    let publisher = item.get("publisherId", warnings);
    let name = item.get("publisherDisplayName", warnings);
    let publisher = offer::publisher(item, publisher, name, how, warnings)?;
    let mut draft = offer::draft(item, publisher, id);
    let offer_type = item.get("offerType", warnings);
    draft.facts.offer_type = offer_type.and_then(|spot| spot.word(words::offer_type, warnings));
    draft.facts.listing = Some(listing_state(item, warnings));
    if let Some(spot) = item.get("categoryIds", warnings) {
        draft.facts.categories = categories::read(&spot, warnings);
    }
    let mut listing = Listing::default();
    listing.take_language(item.get("language", warnings), warnings);
    listing.take_title([title], warnings);
    let summaries = ["summary", "longSummary"].map(|field| item.get(field, warnings));
    listing.take_summary(summaries, warnings);
    take_pages(&mut listing, item, warnings);
    take_contacts(&mut listing, item, warnings);
    uniting::unite(vec![listing], &mut draft, warnings);
    Ok(draft)
}

/// What is in the catalogue can be found there, unless it is no longer sold or only tried out.
fn listing_state(item: &Spot, warnings: &mut Vec<Warning>) -> ListingState {
    let is_hidden = ["isStopSell", "isPreview"].into_iter().any(|field| {
        let told = item.get(field, warnings);
        told.and_then(|told| told.truth(warnings)) == Some(true)
    });
    if is_hidden {
        ListingState::NotPublished
    } else {
        ListingState::Published
    }
}

fn take_pages(listing: &mut Listing, item: &Spot, warnings: &mut Vec<Warning>) {
    for (kind, field) in PAGES {
        listing.take_link(kind, Cloud::Global, item.get(field, warnings), warnings);
    }
    if let Some(material) = item.object("marketingMaterial", warnings) {
        let learn = material.get("learnUri", warnings);
        listing.take_link(ResourceKind::Training, Cloud::Global, learn, warnings);
    }
    for page in item.list("links", warnings) {
        if page.is_object(warnings) {
            let called = page.get("displayName", warnings);
            listing.take_page(called, page.get("uri", warnings), warnings);
        }
    }
}

/// The contacts of the publisher. A support page is whom to reach where no contact for customers is told.
fn take_contacts(listing: &mut Listing, item: &Spot, warnings: &mut Vec<Warning>) {
    if let Some(details) = item.get("isvContactDetails", warnings) {
        match details.node {
            Node::List(_) => {
                for contact in details.values() {
                    take_details(listing, &contact, "", warnings);
                }
            }
            _ => take_details(listing, &details, "", warnings),
        }
    }
    let mut types = listing
        .contacts
        .iter()
        .map(|contact| contact.told.contact_type);
    if !types.any(|contact_type| contact_type == ContactType::CustomerSupport)
        && let Some(page) = item.get("supportUri", &mut Vec::new())
    {
        let members = Members {
            url: Some(page.clone()),
            ..Members::default()
        };
        // What is wrong with the address was said where it was read as a link.
        listing.take_contact(
            ContactType::CustomerSupport,
            &page,
            &members,
            &mut Vec::new(),
        );
    }
}

/// Contacts under free names: whom and by what way to reach is known by the words in the name of a member, and in
/// what stands around it.
fn take_details(listing: &mut Listing, details: &Spot, around: &str, warnings: &mut Vec<Warning>) {
    if !details.is_object(warnings) {
        return;
    }
    let own = details.get("type", warnings);
    let own = own.and_then(|own| own.line(warnings)).unwrap_or_default();
    let around = format!("{around} {own}").to_lowercase();
    for contact_type in ContactType::ALL {
        let is_meant = |name: &str| type_of(&format!("{around} {name}")) == *contact_type;
        let mut members = Members::default();
        for (name, spot) in details.members() {
            let name = name.to_lowercase();
            if is_meant(&name) && !matches!(spot.node, Node::Object(_)) {
                take_member(&mut members, &name, spot);
            }
        }
        listing.take_contact(*contact_type, details, &members, warnings);
    }
    for (name, spot) in details.members() {
        if let Node::Object(_) = spot.node {
            take_details(listing, &spot, name, warnings);
        }
    }
}

fn take_member<'d>(members: &mut Members<'d>, name: &str, spot: Spot<'d>) {
    let holds = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    let (place, field) = if holds(&["mail"]) {
        (&mut members.email, "email")
    } else if holds(&["phone", "tel"]) {
        (&mut members.phone, "phone")
    } else if holds(&["url", "uri", "link", "site", "page"]) {
        (&mut members.url, "url")
    } else if holds(&["name"]) {
        (&mut members.name, "name")
    } else {
        return;
    };
    place.get_or_insert(Spot { field, ..spot });
}

fn type_of(words: &str) -> ContactType {
    if words.contains("engineer") || words.contains("technical") {
        ContactType::Engineering
    } else if ["csp", "channel", "reseller", "partner"]
        .iter()
        .any(|word| words.contains(word))
    {
        ContactType::CspProgram
    } else {
        ContactType::CustomerSupport
    }
}
