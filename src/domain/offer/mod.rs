//! Offers of the commercial marketplace.

mod draft;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::contact::ContactsWanted;
use super::id::{Id, Named};
use super::language::Language;
use super::publisher::{LONGEST_ID, Publisher, PublisherId, PublisherKey, slug};

pub use draft::{FactsDraft, OfferChanges, OfferProblem, TranslationDraft};

closed_set! {
    /// What kind of offer it is.
    pub enum OfferType {
        /// A virtual machine image.
        VirtualMachine = "VIRTUAL_MACHINE",
        /// An Azure application (solution template).
        AzureApplication = "AZURE_APPLICATION",
        /// An Azure managed application.
        ManagedApplication = "MANAGED_APPLICATION",
        /// A container image.
        Container = "CONTAINER",
        /// An IoT Edge module.
        IotEdgeModule = "IOT_EDGE_MODULE",
        /// A solution packaged for an Azure service, such as Microsoft Sentinel.
        AzureSolution = "AZURE_SOLUTION",
        /// Software as a service.
        Saas = "SAAS",
        /// An app for Dynamics 365.
        Dynamics365 = "DYNAMICS_365",
        /// A connector, Power BI or Power Apps app.
        PowerPlatform = "POWER_PLATFORM",
        /// An Office add-in.
        OfficeAddIn = "OFFICE_ADD_IN",
        /// A consulting service.
        ConsultingService = "CONSULTING_SERVICE",
        /// A managed service.
        ManagedService = "MANAGED_SERVICE",
        /// Of no known kind.
        Other = "OTHER",
    }
}

/// Whether an offer runs on Azure, which decides who helps with its deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AzureBased {
    /// Microsoft helps with its deployment.
    Yes,
    /// Provisioning happens at the ISV.
    No,
    /// Nobody knows: the type is not known.
    Unknown,
}

impl OfferType {
    /// Whether offers of this type run on Azure.
    pub fn azure_based(self) -> AzureBased {
        match self {
            Self::VirtualMachine
            | Self::AzureApplication
            | Self::ManagedApplication
            | Self::Container
            | Self::IotEdgeModule
            | Self::AzureSolution => AzureBased::Yes,
            Self::Saas
            | Self::Dynamics365
            | Self::PowerPlatform
            | Self::OfficeAddIn
            | Self::ConsultingService
            | Self::ManagedService => AzureBased::No,
            Self::Other => AzureBased::Unknown,
        }
    }
}

closed_set! {
    /// Whether partners of the CSP program may sell the offer.
    pub enum ResaleState {
        /// All partners may.
        All = "ALL",
        /// Some partners may.
        Some = "SOME",
        /// None may, or no longer.
        None = "NONE",
        /// Not on record.
        Unknown = "UNKNOWN",
    }
}

closed_set! {
    /// Whether the offer can be found in the marketplace.
    pub enum ListingState {
        /// It can.
        Published = "PUBLISHED",
        /// It cannot: not yet, or no longer.
        NotPublished = "NOT_PUBLISHED",
        /// Not on record.
        Unknown = "UNKNOWN",
    }
}

/// An offer, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its id in this directory.
    pub id: Id<Offer>,
    /// Who publishes it.
    pub publisher: Publisher,
    /// Its id at its publisher.
    pub offer_id: OfferId,
    /// What is known of it.
    pub facts: OfferFacts,
    /// When it left the lists; absent while it is in them.
    pub retired_at: Option<DateTime<Utc>>,
    /// How often it was changed, from 1.
    pub version: i32,
    /// When it came into the directory.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl Named for Offer {
    const KIND: &'static str = "offer";
}

impl Offer {
    /// What keeps it from being changed: it left the lists, or its publisher did.
    pub fn out_of_use(&self) -> Option<OfferProblem> {
        if self.retired_at.is_some() {
            Some(OfferProblem::Retired)
        } else {
            let publisher = &self.publisher;
            publisher.retired_at.map(|_| OfferProblem::PublisherRetired)
        }
    }

    /// The id it has in the marketplace.
    pub fn marketplace_id(&self) -> MarketplaceId {
        MarketplaceId {
            publisher_id: self.publisher.publisher_id.clone(),
            offer_id: self.offer_id.clone(),
        }
    }
}

/// The longest title of an offer, in characters.
pub const LONGEST_TITLE: usize = 500;

/// The longest summary of an offer, in characters.
pub const LONGEST_SUMMARY: usize = 5_000;

/// The longest name of a category, in characters.
pub const LONGEST_CATEGORY: usize = 200;

/// The most categories that one offer is filed under.
pub const MOST_CATEGORIES: usize = 100;

/// The most languages besides its own that one offer is told in.
pub const MOST_TRANSLATIONS: usize = 100;

/// What is known of an offer, apart from who publishes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferFacts {
    /// Its title.
    pub title: String,
    /// What it does, in a sentence or two.
    pub summary: Option<String>,
    /// Title and summary in further languages.
    pub translations: BTreeMap<Language, Wording>,
    /// What kind of offer it is.
    pub offer_type: OfferType,
    /// Whether it is sold through the CSP program.
    pub resale: ResaleState,
    /// Whether the marketplace shows it.
    pub listing: ListingState,
    /// The product's own page.
    pub website: Option<String>,
    /// What it is filed under, as its source names it.
    pub categories: Vec<String>,
}

/// Title and summary of an offer in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The title.
    pub title: String,
    /// The summary, where there is one in this language.
    pub summary: Option<String>,
}

/// An offer that was found sound and is not kept yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOffer {
    /// Who publishes it.
    pub publisher: Id<Publisher>,
    /// Its id at its publisher.
    pub offer_id: OfferId,
    /// What is known of it.
    pub facts: OfferFacts,
}

/// An offer's id at its publisher, such as `backup`: lower case, without blanks; dots are allowed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OfferId(String);

text_value!(OfferId);

impl OfferId {
    /// Reads an id as people write it: case does not matter. `None` when no offer can have it.
    pub fn parse(text: &str) -> Option<Self> {
        // A Turkish capital would leave a dot behind that nobody can type.
        let text = text.trim().replace('İ', "i").to_lowercase();
        let sound = !text.is_empty()
            && text.chars().count() <= LONGEST_ID
            && !text.chars().any(|c| c.is_whitespace() || c.is_control());
        sound.then_some(Self(text))
    }

    /// The id that an offer without one gets from its name; `None` for a name without letters and digits.
    pub fn from_name(name: &str) -> Option<Self> {
        slug(name).map(Self)
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Publisher id, dot, offer id: what names an offer in the marketplace.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MarketplaceId {
    /// The part before the first dot.
    pub publisher_id: PublisherId,
    /// The part after it.
    pub offer_id: OfferId,
}

impl MarketplaceId {
    /// Reads `contoso.backup`, split at its first dot; `None` when no offer can have it.
    pub fn parse(text: &str) -> Option<Self> {
        let (publisher, offer) = text.split_once('.')?;
        Some(Self {
            publisher_id: PublisherId::parse(publisher)?,
            offer_id: OfferId::parse(offer)?,
        })
    }
}

impl std::fmt::Display for MarketplaceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.publisher_id, self.offer_id.as_str())
    }
}

/// Which offers are wanted; what is absent does not narrow.
#[derive(Clone, Debug, Default)]
pub struct OfferFilter {
    /// Of one of these types.
    pub types: Option<Vec<OfferType>>,
    /// Of this publisher.
    pub publisher: Option<PublisherKey>,
    /// Sold through the CSP program in one of these ways.
    pub resale: Option<Vec<ResaleState>>,
    /// In one of these states of the marketplace.
    pub listing: Option<Vec<ListingState>>,
    /// With a contact of one of these types, its own or its publisher's.
    pub has_contact: Option<ContactsWanted>,
    /// With all of these words in title or publisher name.
    pub search: Option<String>,
}

/// What an offer is looked up by.
#[derive(Clone, Debug)]
pub enum OfferKey {
    /// Its id in this directory.
    Id(Id<Offer>),
    /// Its id in the marketplace.
    Marketplace(MarketplaceId),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marketplace_id_splits_at_its_first_dot() {
        let id = MarketplaceId::parse("SquadraTechnologies.SecRMM.Sentinel").expect("sound");

        assert_eq!(id.publisher_id.as_str(), "squadratechnologies");
        assert_eq!(id.offer_id.as_str(), "secrmm.sentinel");
        assert_eq!(id.to_string(), "squadratechnologies.secrmm.sentinel");
    }

    #[test]
    fn a_marketplace_id_has_two_parts() {
        for text in ["", ".", "contoso", "contoso.", ".backup", "con toso.backup"] {
            assert_eq!(MarketplaceId::parse(text), None, "{text}");
        }
    }
}
