//! Partners of the Cloud Solution Provider program.

mod draft;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::id::{Id, Named};
use super::inquiry::{PartnerModel, Party};

pub use draft::{PartnerChanges, PartnerDraft, PartnerProblem};

closed_set! {
    /// As what a partner takes part in the program.
    pub enum PartnerRole {
        /// Buys from Microsoft and bills the customer itself.
        DirectBillPartner = "DIRECT_BILL_PARTNER",
        /// Buys from Microsoft and sells through resellers.
        IndirectProvider = "INDIRECT_PROVIDER",
        /// Sells what its indirect providers bought.
        IndirectReseller = "INDIRECT_RESELLER",
    }
}

impl PartnerRole {
    /// The party that a partner of this role is.
    pub fn party(self) -> Party {
        match self {
            Self::DirectBillPartner => Party::DirectBillPartner,
            Self::IndirectProvider => Party::IndirectProvider,
            Self::IndirectReseller => Party::IndirectReseller,
        }
    }

    /// The model that it takes part in.
    pub fn model(self) -> PartnerModel {
        match self {
            Self::DirectBillPartner => PartnerModel::DirectBill,
            Self::IndirectProvider | Self::IndirectReseller => PartnerModel::Indirect,
        }
    }
}

/// A partner, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Its id in this directory.
    pub id: Id<Partner>,
    /// Its Microsoft PartnerID.
    pub partner_id: PartnerId,
    /// Its name, as it writes it.
    pub name: String,
    /// As what it takes part in the program.
    pub role: PartnerRole,
    /// When it left the lists; absent while it is in them.
    pub retired_at: Option<DateTime<Utc>>,
    /// How often it was changed, from 1.
    pub version: i32,
    /// When it came into the directory.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl Named for Partner {
    const KIND: &'static str = "partner";
}

/// That a reseller buys from a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Who provides.
    pub provider: Id<Partner>,
    /// Who resells.
    pub reseller: Id<Partner>,
}

/// The most providers of one reseller: as many as a list of them shows.
pub const MOST_PROVIDERS: usize = 50;

/// A partner that was found sound and is not kept yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPartner {
    /// Its Microsoft PartnerID.
    pub partner_id: PartnerId,
    /// Its name, as it writes it.
    pub name: String,
    /// As what it takes part in the program.
    pub role: PartnerRole,
}

/// A Microsoft PartnerID: digits, also known as MPN ID.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartnerId(String);

text_value!(PartnerId);

impl PartnerId {
    /// Reads an id; `None` when it is not one to twenty digits.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let sound =
            (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        sound.then(|| Self(text.to_owned()))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a partner is looked up by.
#[derive(Clone, Debug)]
pub enum PartnerKey {
    /// Its id in this directory.
    Id(Id<Partner>),
    /// Its Microsoft PartnerID.
    Partner(PartnerId),
}

/// Which partners are wanted; what is absent does not narrow.
#[derive(Clone, Debug, Default)]
pub struct PartnerFilter {
    /// In one of these roles.
    pub roles: Option<Vec<PartnerRole>>,
    /// Resellers of this provider.
    pub provider: Option<PartnerKey>,
}

/// A place in the list of partners, by folded name and key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerPosition {
    /// The folded name.
    pub name: String,
    /// The key of the partner.
    pub key: uuid::Uuid,
}
