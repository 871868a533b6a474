//! Listings of the Partner Center ingestion API and of its command-line tool, in camel or snake case.

#[cfg(test)]
mod tests;

use std::io::BufRead;

use super::bounds::Bounds;
use super::categories;
use super::contact::Members;
use super::listing::Listing;
use super::offer;
use super::spot::Spot;
use super::uniting;
use super::whole;
use crate::domain::contact::ContactType;
use crate::domain::folding;
use crate::domain::link::{Cloud, ResourceKind};
use crate::domain::offer::{OfferId, OfferType, ResaleState};
use crate::exchange::node::Node;
use crate::exchange::remark::{Refusal, Remark, Warning};
use crate::exchange::told::OfferDraft;
use crate::exchange::words;
use crate::exchange::{Hear, HowToRead, Unread};

/// Reads a text: listings, bare or wrapped, and lists of them. Those of one offer become one.
pub(in crate::exchange) fn read(
    text: impl BufRead,
    how: &HowToRead,
    hear: &mut Hear,
) -> Result<(), Unread> {
    whole::each(text, Bounds::of_document(), hear, |document, voice| {
        let mut configurations = Vec::new();
        gather(document, None, &mut configurations);
        let mut offers: Vec<(OfferDraft, Vec<Listing>)> = Vec::new();
        for configuration in configurations {
            match configuration.offer(how, &mut voice.warnings) {
                Err(refusal) => voice.offer(Err(refusal))?,
                Ok((draft, listing)) => {
                    let id = draft.marketplace_id();
                    match offers
                        .iter_mut()
                        .find(|(known, _)| known.marketplace_id() == id)
                    {
                        Some((_, listings)) => listings.push(listing),
                        None => offers.push((draft, vec![listing])),
                    }
                }
            }
        }
        for (mut draft, listings) in offers {
            uniting::unite(listings, &mut draft, &mut voice.warnings);
            voice.offer(Ok(draft))?;
        }
        Ok(())
    })
}

/// A listing, and the document around it.
struct Configuration<'d> {
    root: Spot<'d>,
    listing: Spot<'d>,
}

/// The names under which a listing stands in its document.
const WRAPPERS: [&str; 3] = ["offerListing", "listing", "listings"];

/// Finds the listings of a document: a list of them, in a wrapper, or bare.
fn gather<'d>(spot: &Spot<'d>, root: Option<&Spot<'d>>, found: &mut Vec<Configuration<'d>>) {
    let nothing = &mut Vec::new();
    if let Node::List(_) = spot.node {
        for value in spot.values() {
            gather(&value, root, found);
        }
        return;
    }
    if root.is_none() && !spot.has("listingContacts") {
        if let Some(wrapped) = WRAPPERS.iter().find_map(|field| spot.get(field, nothing)) {
            return gather(&wrapped, Some(spot), found);
        }
        if let Some(list) = spot.get("value", nothing) {
            return gather(&list, None, found);
        }
    }
    found.push(Configuration {
        root: root.unwrap_or(spot).clone(),
        listing: spot.clone(),
    });
}

impl Configuration<'_> {
    fn offer(
        &self,
        how: &HowToRead,
        warnings: &mut Vec<Warning>,
    ) -> Result<(OfferDraft, Listing), Refusal> {
        let listing = &self.listing;
        if !matches!(listing.node, Node::Object(_)) {
            return Err(listing.refusal("it is not a listing"));
        }
        let id = self.offer_id(warnings).ok_or_else(|| {
            listing.refusal("it names no offer: give it an offerId, an alias or a title")
        })?;
        let named = self.anywhere("publisherId", warnings);
        let name = self.anywhere("publisherName", warnings);
        let publisher = offer::publisher(listing, named, name, how, warnings)?;
        let mut draft = offer::draft(listing, publisher, id);
        draft.facts.offer_type = self.offer_type(warnings);
        draft.facts.resale = self.resale(warnings);
        if let Some(spot) = self.categories(warnings) {
            draft.facts.categories = categories::read(&spot, warnings);
        }
        let told = self.read(warnings);
        Ok((draft, told))
    }

    /// A member of the listing, of the properties beside it, or of the document around it.
    fn anywhere(&self, field: &'static str, warnings: &mut Vec<Warning>) -> Option<Spot<'_>> {
        let nothing = &mut Vec::new();
        let properties = self.root.get("offerListingProperties", nothing);
        let is_bare = self.root.path == self.listing.path;
        let around = (!is_bare).then(|| self.root.clone());
        let places = [Some(self.listing.clone()), properties, around];
        let mut places = places.into_iter().flatten();
        places.find_map(|place| place.get(field, warnings))
    }

    /// The id that the document gives, else one made of its alias or title.
    fn offer_id(&self, warnings: &mut Vec<Warning>) -> Option<OfferId> {
        let given = ["offerId", "externalId"]
            .into_iter()
            .find_map(|field| self.anywhere(field, warnings));
        let given = given.or_else(|| self.external_id(warnings));
        let setup = self.root.object("offerSetup", warnings);
        let alias = setup.and_then(|setup| setup.get("alias", warnings));
        let title = |field| self.anywhere(field, &mut Vec::new());
        let names = [alias, title("alias"), title("title"), title("name")];
        offer::offer_id(&self.listing, "offerId", given, names, warnings)
    }

    /// The id of the marketplace among those that a product has elsewhere.
    fn external_id(&self, warnings: &mut Vec<Warning>) -> Option<Spot<'_>> {
        let ids = self.root.list("externalIDs", warnings);
        ids.iter().find_map(|id| {
            let of = id.get("type", warnings)?.line(warnings)?;
            let is_of_azure = of.eq_ignore_ascii_case("AzureOfferId");
            is_of_azure.then(|| id.get("value", warnings)).flatten()
        })
    }

    fn offer_type(&self, warnings: &mut Vec<Warning>) -> Option<OfferType> {
        let spot = self.anywhere("offerType", warnings)?;
        spot.word(words::offer_type, warnings)
    }

    fn resale(&self, warnings: &mut Vec<Warning>) -> Option<ResaleState> {
        let resell = self.root.object("resell", warnings);
        let resell = resell.as_ref().unwrap_or(&self.root);
        let spot = resell.get("resellerChannelState", warnings)?;
        spot.word(words::resale, warnings)
    }

    fn categories(&self, warnings: &mut Vec<Warning>) -> Option<Spot<'_>> {
        let settings = self.root.object("propertySettings", warnings);
        let settings = settings.as_ref().unwrap_or(&self.root);
        ["leveledCategories", "categories"]
            .into_iter()
            .find_map(|field| settings.get(field, warnings))
    }

    fn read(&self, warnings: &mut Vec<Warning>) -> Listing {
        let mut told = Listing::default();
        let languages = ["languageCode", "language"];
        let language = languages
            .into_iter()
            .find_map(|field| self.anywhere(field, warnings));
        told.take_language(language, warnings);
        let titles = ["title", "name"].map(|field| self.listing.get(field, warnings));
        let beside = self.anywhere("title", &mut Vec::new());
        told.take_title(titles.into_iter().chain([beside]), warnings);
        let summaries = ["summary", "shortDescription"];
        let summaries = summaries.map(|field| self.listing.get(field, warnings));
        told.take_summary(summaries, warnings);
        for contact in self.listing.list("listingContacts", warnings) {
            if contact.is_object(warnings) {
                take_contact(&mut told, &contact, warnings);
            }
        }
        for page in self.listing.list("listingUris", warnings) {
            if page.is_object(warnings) {
                take_page(&mut told, &page, warnings);
            }
        }
        told
    }
}

fn take_contact(listing: &mut Listing, contact: &Spot, warnings: &mut Vec<Warning>) {
    let of = contact.get("type", warnings);
    let word = of
        .as_ref()
        .and_then(|of| of.line(warnings))
        .unwrap_or_default();
    let contact_type = match folding::words(&word).concat().as_str() {
        "customersupport" | "support" => ContactType::CustomerSupport,
        "engineering" | "technical" => ContactType::Engineering,
        // Who looks after the channel of resellers.
        "channelmanager" | "cspprogram" | "cloudsolutionprovider" => ContactType::CspProgram,
        _ => {
            let spot = of.as_ref().unwrap_or(contact);
            spot.say(&word, Remark::ContactTypeUnknown, warnings);
            return;
        }
    };
    let members = Members {
        name: contact.get("name", warnings),
        email: contact.get("email", warnings),
        phone: contact.get("phone", warnings),
        url: contact
            .get("uri", warnings)
            .or_else(|| contact.get("url", warnings)),
    };
    listing.take_contact(contact_type, contact, &members, warnings);
}

/// A page by its type; one whose type says nothing, by what it is called.
fn take_page(listing: &mut Listing, page: &Spot, warnings: &mut Vec<Warning>) {
    let of = ["type", "subtype"].map(|field| page.get(field, warnings));
    let of = of.map(|of| of.and_then(|of| of.line(warnings)).unwrap_or_default());
    let of = of.concat().to_lowercase();
    let is = |word: &str| of.contains(word);
    let (kind, cloud) = if is("privacy") {
        (ResourceKind::PrivacyPolicy, Cloud::Global)
    } else if is("support") && (is("government") || is("fairfax")) {
        (ResourceKind::SupportWebsite, Cloud::Government)
    } else if is("support") {
        (ResourceKind::SupportWebsite, Cloud::Global)
    } else if is("csp") || is("cloudsolutionprovider") || is("channel") {
        (ResourceKind::CspMarketing, Cloud::Global)
    } else if is("terms") || is("eula") || is("legal") {
        (ResourceKind::CustomerAgreement, Cloud::Global)
    } else {
        let called = page.get("displayText", warnings);
        listing.take_page(called, page.get("uri", warnings), warnings);
        return;
    };
    listing.take_link(kind, cloud, page.get("uri", warnings), warnings);
}
