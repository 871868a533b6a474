//! Product Ingestion: a resource tree with the offers of one publisher, a resource a line.
//!
//! The format holds offers with one contact of each type, and of the government cloud the support website alone;
//! it knows no verification, no hours and no retirement. What it cannot hold is left out; what stands in it and
//! looks like a hole in a template, or like a phone number that only fills a place, is not read again.

mod resource;
#[cfg(test)]
mod tests;

use crate::domain::contact::ContactType;
use crate::domain::language::Language;
use crate::domain::link::{Cloud, LinkTarget, ResourceKind};
use crate::domain::offer::{OfferType, ResaleState, Wording};
use crate::exchange::documents::display_text::{self, Meaning};
use crate::exchange::told::{OfferDraft, Told, ToldFacts};

use resource::{
    Categories, Contact, Identity, Listing, Page, Product, Property, Reseller, Resource, Shared,
};

const TREE: &str = "https://schema.mp.microsoft.com/schema/resource-tree/2022-03-01-preview2";
const PRODUCT: &str = "https://schema.mp.microsoft.com/schema/product/2022-03-01-preview3";
const PROPERTY: &str = "https://schema.mp.microsoft.com/schema/property/2022-03-01-preview3";
const LISTING: &str = "https://schema.mp.microsoft.com/schema/listing/2022-03-01-preview5";
const RESELLER: &str = "https://schema.mp.microsoft.com/schema/reseller/2022-03-01-preview2";

/// Writes offers one after the other.
#[derive(Debug, Default)]
pub(super) struct ProductIngestion {
    /// The product that was written first: the format wants a root.
    root: Option<String>,
}

impl ProductIngestion {
    /// Writes what comes before the first offer. They are told as drafts, for what is live only the marketplace
    /// knows.
    pub(super) fn begin(&mut self, out: &mut Vec<u8>) {
        let begin = format!(
            "{{\"$schema\":\"{TREE}\",\n\"target\":{{\"targetType\":\"draft\"}},\n\"resources\":["
        );
        out.extend_from_slice(begin.as_bytes());
    }

    /// Writes an offer; nothing else has a place here.
    pub(super) fn write(&mut self, told: &Told, out: &mut Vec<u8>) {
        let Told::Offer(offer) = told else { return };
        let product = format!("product/{}", offer.offer_id.as_str());
        let shared = shared(offer);
        let mut resources = vec![product_of(offer, &product)];
        resources.extend(property_of(offer, &product));
        resources.extend(listings_of(offer, &product, &shared));
        resources.extend(reseller_of(offer, &product));
        for resource in resources {
            out.extend_from_slice(if self.root.is_none() { b"\n" } else { b",\n" });
            self.root.get_or_insert_with(|| product.clone());
            serde_json::to_writer(&mut *out, &resource)
                .expect("texts and lists are written into memory");
        }
    }

    /// Writes what comes after the last offer.
    pub(super) fn end(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\n]");
        if let Some(root) = self.root.take() {
            out.extend_from_slice(b",\n\"root\":");
            serde_json::to_writer(&mut *out, &root).expect("a text is written into memory");
        }
        out.extend_from_slice(b"}\n");
    }
}

fn product_of<'o>(offer: &'o OfferDraft, id: &'o str) -> Resource<'o> {
    Resource::Product(Product {
        schema: PRODUCT,
        id,
        identity: Identity {
            external_id: offer.offer_id.as_str(),
        },
        offer_type: offer.facts.offer_type.and_then(type_word),
        alias: offer.facts.title.as_deref(),
    })
}

/// The word for a type, where the format has one that comes near. Managed applications and packages for an Azure
/// service are Azure applications there.
fn type_word(offer_type: OfferType) -> Option<&'static str> {
    Some(match offer_type {
        OfferType::VirtualMachine => "azureVirtualMachine",
        OfferType::AzureApplication | OfferType::ManagedApplication | OfferType::AzureSolution => {
            "azureApplication"
        }
        OfferType::Container => "azureContainer",
        OfferType::IotEdgeModule => "iotEdgeModule",
        OfferType::Saas => "softwareAsAService",
        OfferType::Dynamics365 => "dynamics365ForCustomerEngagement",
        OfferType::PowerPlatform => "powerBiApp",
        OfferType::ConsultingService => "consultingService",
        OfferType::ManagedService => "managedService",
        OfferType::OfficeAddIn | OfferType::Other => return None,
    })
}

/// Categories and terms of use; no resource if there are neither.
fn property_of<'o>(offer: &'o OfferDraft, product: &'o str) -> Option<Resource<'o>> {
    let categories = Categories(&offer.facts.categories);
    let terms_of_use = first(offer, ResourceKind::CustomerAgreement, Cloud::Global);
    let has_any = !offer.facts.categories.is_empty() || terms_of_use.is_some();
    has_any.then_some(Resource::Property(Property {
        schema: PROPERTY,
        product,
        categories,
        terms_of_use,
    }))
}

/// A listing for each language, with the same contacts and pages in all of them.
fn listings_of<'o>(
    offer: &'o OfferDraft,
    product: &'o str,
    shared: &'o Shared<'o>,
) -> impl Iterator<Item = Resource<'o>> {
    let wordings = wordings(&offer.facts).into_iter();
    wordings.map(move |(language_id, title, search_result_summary)| {
        Resource::Listing(Box::new(Listing {
            schema: LISTING,
            product,
            language_id,
            title,
            search_result_summary,
            shared,
        }))
    })
}

/// What an offer is called in each language. Its own words are English, unless a translation says the same and
/// none is in English; then that one comes first, as the language that it is told in.
fn wordings(facts: &ToldFacts) -> Vec<(String, Option<&str>, Option<&str>)> {
    let is_own = |wording: &Wording| {
        Some(&wording.title) == facts.title.as_ref() && wording.summary == facts.summary
    };
    let mut languages = facts.translations.keys();
    let speaks_english = languages.any(|language| language.primary() == "en");
    let mut translations: Vec<(&Language, &Wording)> = facts.translations.iter().collect();
    let native = translations.iter().position(|(_, wording)| is_own(wording));
    let mut wordings = Vec::new();
    match native.filter(|_| !speaks_english) {
        Some(native) => translations[..=native].rotate_right(1),
        None => {
            let own = (facts.title.as_deref(), facts.summary.as_deref());
            wordings.push(("en-us".to_owned(), own.0, own.1));
        }
    }
    wordings.extend(translations.into_iter().map(|(language, wording)| {
        let summary = wording.summary.as_deref();
        (
            language.tag().to_lowercase(),
            Some(wording.title.as_str()),
            summary,
        )
    }));
    wordings
}

fn shared(offer: &OfferDraft) -> Shared<'_> {
    Shared {
        support_contact: contact_of(offer, ContactType::CustomerSupport),
        engineering_contact: contact_of(offer, ContactType::Engineering),
        cloud_solution_provider_contact: contact_of(offer, ContactType::CspProgram),
        cloud_solution_provider_marketing_materials: first(
            offer,
            ResourceKind::CspMarketing,
            Cloud::Global,
        ),
        global_support_website: first(offer, ResourceKind::SupportWebsite, Cloud::Global),
        government_support_website: first(offer, ResourceKind::SupportWebsite, Cloud::Government),
        privacy_policy_link: first(offer, ResourceKind::PrivacyPolicy, Cloud::Global),
        general_links: general_links(offer),
    }
}

/// The first contact of a type: there is a place for one.
fn contact_of(offer: &OfferDraft, contact_type: ContactType) -> Option<Contact<'_>> {
    let mut contacts = offer.contacts.iter();
    let told = contacts.find(|contact| contact.contact_type == contact_type)?;
    Some(Contact {
        name: told.name.as_deref(),
        email: told.email.as_deref(),
        phone: told.phone.as_deref(),
        url: told.url.as_deref(),
    })
}

/// The page of a kind that stands in a member of its own, which holds no title; of several the first by address,
/// whatever order they come in.
fn first(offer: &OfferDraft, kind: ResourceKind, cloud: Cloud) -> Option<&str> {
    let is_meant = |link: &&LinkTarget| {
        // Elsewhere the government cloud has no place, so there a title is lost rather than the page.
        let is_plain = link.title.is_none() || cloud == Cloud::Government;
        (link.kind, link.cloud) == (kind, cloud) && is_plain
    };
    let links = offer.links.iter().filter(is_meant);
    links.map(|link| link.url.as_str()).min()
}

/// The pages that have no member of their own: the website, and those that share a kind with the one there.
fn general_links(offer: &OfferDraft) -> Vec<Page<'_>> {
    let website = offer.facts.website.as_deref().map(|link| Page {
        display_text: display_text::written(Meaning::Website, None),
        link,
    });
    let links = offer.links.iter();
    let further = links.filter(|link| link.cloud == Cloud::Global && !has_member(offer, link));
    let further = further.map(|link| Page {
        display_text: display_text::written(Meaning::Page(link.kind), link.title.as_deref()),
        link: &link.url,
    });
    website.into_iter().chain(further).collect()
}

/// Whether a link of the public cloud stands in a member of its own.
fn has_member(offer: &OfferDraft, link: &LinkTarget) -> bool {
    let has_place = match link.kind {
        ResourceKind::SupportWebsite
        | ResourceKind::PrivacyPolicy
        | ResourceKind::CspMarketing
        | ResourceKind::CustomerAgreement => link.title.is_none(),
        ResourceKind::UserDocumentation
        | ResourceKind::Training
        | ResourceKind::ServiceStatus
        | ResourceKind::SalesCollateral => false,
    };
    has_place && first(offer, link.kind, link.cloud) == Some(&link.url)
}

/// Whether partners may sell it; nothing where that is not told.
fn reseller_of<'o>(offer: &OfferDraft, product: &'o str) -> Option<Resource<'o>> {
    let reseller_channel_state = match offer.facts.resale? {
        ResaleState::All => "all",
        ResaleState::Some => "some",
        ResaleState::None => "none",
        ResaleState::Unknown => "notSet",
    };
    Some(Resource::Reseller(Reseller {
        schema: RESELLER,
        product,
        reseller_channel_state,
        audiences: [],
    }))
}
