//! One listing resource.

use crate::domain::contact::ContactType;
use crate::domain::link::{Cloud, ResourceKind};
use crate::exchange::documents::contact::Members;
use crate::exchange::documents::listing::Listing;
use crate::exchange::documents::spot::Spot;
use crate::exchange::remark::Warning;

/// The members of a listing that hold a contact.
pub(super) const CONTACTS: [(ContactType, &str); 3] = [
    (ContactType::CustomerSupport, "supportContact"),
    (ContactType::Engineering, "engineeringContact"),
    (ContactType::CspProgram, "cloudSolutionProviderContact"),
];

/// The members of a listing that hold a page. What Partner Center calls the global support website is that of the
/// public cloud.
pub(super) const PAGES: [(ResourceKind, Cloud, &str); 4] = [
    (
        ResourceKind::SupportWebsite,
        Cloud::Global,
        "globalSupportWebsite",
    ),
    (
        ResourceKind::SupportWebsite,
        Cloud::Government,
        "governmentSupportWebsite",
    ),
    (
        ResourceKind::PrivacyPolicy,
        Cloud::Global,
        "privacyPolicyLink",
    ),
    (
        ResourceKind::CspMarketing,
        Cloud::Global,
        "cloudSolutionProviderMarketingMaterials",
    ),
];

/// What a listing tells.
pub(super) fn read(spot: &Spot, warnings: &mut Vec<Warning>) -> Listing {
    let mut listing = Listing::default();
    listing.take_language(spot.get("languageId", warnings), warnings);
    listing.take_title([spot.get("title", warnings)], warnings);
    let summaries =
        ["searchResultSummary", "shortDescription"].map(|field| spot.get(field, warnings));
    listing.take_summary(summaries, warnings);
    for (contact_type, field) in CONTACTS {
        if let Some(contact) = spot.object(field, warnings) {
            let members = Members {
                name: contact.get("name", warnings),
                email: contact.get("email", warnings),
                phone: contact.get("phone", warnings),
                url: contact.get("url", warnings),
            };
            listing.take_contact(contact_type, &contact, &members, warnings);
        }
    }
    for (kind, cloud, field) in PAGES {
        listing.take_link(kind, cloud, spot.get(field, warnings), warnings);
    }
    for page in spot.list("generalLinks", warnings) {
        if page.is_object(warnings) {
            let called = page.get("displayText", warnings);
            listing.take_page(called, page.get("link", warnings), warnings);
        }
    }
    listing
}
