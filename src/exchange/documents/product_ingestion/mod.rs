//! Product Ingestion: resource trees, configure documents and lists. They name no publisher.

mod listing;
mod resources;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead};

pub(in crate::exchange) use resources::word_of_schema;

use super::bounds::Bounds;
use super::categories;
use super::listing::Found;
use super::offer;
use super::paging;
use super::spot::Spot;
use super::uniting;
use super::voice::Voice;
use super::whole;
use crate::domain::link::{Cloud, ResourceKind};
use crate::domain::offer::LONGEST_TITLE;
use crate::domain::publisher::PublisherId;
use crate::exchange::node::Node;
use crate::exchange::remark::{Refusal, Remark, Remarks, Warning};
use crate::exchange::told::{OfferDraft, PublisherDraft};
use crate::exchange::words;
use crate::exchange::{Hear, HowToRead, Unread};

use resources::{Product, Resources};

/// Why a file is refused whose importer does not say who publishes its offers.
const NO_PUBLISHER: &str =
    "this format does not name the publisher: say it with --publisher (publisher over the graph)";

/// Reads a text.
pub(in crate::exchange) fn read(
    text: impl BufRead,
    how: &HowToRead,
    hear: &mut Hear,
) -> Result<(), Unread> {
    let Some(publisher) = &how.publisher else {
        return Err(Unread::Refused(NO_PUBLISHER.to_owned()));
    };
    whole::each(text, Bounds::of_document(), hear, |document, voice| {
        tell(document, publisher, voice)
    })
}

fn tell(document: &Spot, publisher: &PublisherId, voice: &mut Voice) -> io::Result<()> {
    let resources = Resources::of(document, &mut voice.warnings);
    if resources.products.is_empty() && resources.strays.is_empty() && !is_empty_list(document) {
        return voice.offer(Err(document.refusal("there is no product in it")));
    }
    for product in resources.products {
        let offer = offer_of(&product, publisher, &mut voice.warnings);
        voice.offer(offer)?;
    }
    for stray in resources.strays {
        let reason = "it belongs to a product that is not in this document";
        voice.offer(Err(stray.refusal(reason)))?;
    }
    if document.has("value") {
        let next = document.find("nextLink", paging::is_next, &mut Vec::new());
        voice.page(paging::page(next.as_ref()))?;
    }
    Ok(())
}

/// Whether a document is a list of no resources, as the export of an empty directory is.
fn is_empty_list(document: &Spot) -> bool {
    let is_empty = |spot: &Spot| matches!(spot.node, Node::List(values) if values.is_empty());
    let mut lists = ["resources", "value"]
        .into_iter()
        .filter_map(|field| document.get(field, &mut Vec::new()));
    is_empty(document) || lists.any(|list| is_empty(&list))
}

/// The offer that a product is.
fn offer_of(
    product: &Product,
    publisher: &PublisherId,
    warnings: &mut Vec<Warning>,
) -> Result<OfferDraft, Refusal> {
    let spot = &product.told[0];
    let alias = spot.get("alias", warnings);
    let identity = spot.object("identity", warnings);
    let given = identity.and_then(|identity| identity.get("externalId", warnings));
    let titles = product
        .listings
        .iter()
        .map(|listing| listing.get("title", &mut Vec::new()));
    let names = std::iter::once(alias.clone()).chain(titles);
    let id = offer::offer_id(spot, "externalId", given, names, warnings);
    let id = id.ok_or_else(|| {
        spot.refusal("the product names no offer: give it an identity.externalId")
    })?;
    let publisher = PublisherDraft::given(publisher.clone(), None);
    let mut draft = offer::draft(spot, publisher, id);
    let listings = product.listings.iter();
    let listings = listings.map(|spot| listing::read(spot, warnings)).collect();
    uniting::unite(listings, &mut draft, warnings);
    take_properties(product, &mut draft, warnings);
    if draft.facts.title.is_none() {
        draft.facts.title = alias.and_then(|spot| spot.line_of(LONGEST_TITLE, warnings));
    }
    let types = product
        .told
        .iter()
        .filter_map(|spot| spot.get("type", &mut Vec::new()));
    draft.facts.offer_type = first_told(types, words::offer_type, warnings);
    let states = product.resellers.iter();
    let states = states.filter_map(|spot| spot.get("resellerChannelState", &mut Vec::new()));
    draft.facts.resale = first_told(states, words::resale, warnings);
    Ok(draft)
}

/// Takes what the properties of a product tell: categories, and the terms of use where they are a page.
fn take_properties(product: &Product, draft: &mut OfferDraft, warnings: &mut Vec<Warning>) {
    let Some(spot) = product.properties.first() else {
        return;
    };
    if let Some(spot) = spot.get("categories", warnings) {
        draft.facts.categories = categories::read(&spot, warnings);
    }
    if let Some(spot) = spot.get("termsOfUse", warnings).filter(Spot::is_address)
        && let Some(link) = spot.link(ResourceKind::CustomerAgreement, Cloud::Global, warnings)
    {
        uniting::add_link(Found::at(&spot, link), draft, warnings);
    }
}

/// What the first of these members says that says something; others that say something else are said.
fn first_told<'d, T: PartialEq>(
    spots: impl Iterator<Item = Spot<'d>>,
    read: fn(&'static str, &str, &mut Remarks) -> Option<T>,
    warnings: &mut Vec<Warning>,
) -> Option<T> {
    let mut first: Option<Found<T>> = None;
    for spot in spots {
        let Some(told) = spot.word(read, warnings) else {
            continue;
        };
        match &first {
            None => first = Some(Found::at(&spot, told)),
            Some(known) if known.told != told => {
                let remark = Remark::DiffersFromEarlier(known.at.clone());
                spot.say(&spot.node.shown(), remark, warnings);
            }
            Some(_) => {}
        }
    }
    first.map(|found| found.told)
}
