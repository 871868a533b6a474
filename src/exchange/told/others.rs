//! What else a file tells of: partners and their ties and splits, overrides of the rules, service notices.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::ToldContact;
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Party};
use crate::domain::notice::Severity;
use crate::domain::offer::MarketplaceId;
use crate::domain::partner::{PartnerId, PartnerRole};
use crate::domain::publisher::PublisherId;
use crate::domain::responsibility::{Basis, OverrideDraft, SplitParty};
use crate::exchange::place::Place;

/// What a file tells of a partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldPartner {
    /// Where, in order; at least one place.
    pub places: Vec<Place>,
    /// Its Microsoft PartnerID.
    pub partner_id: PartnerId,
    /// Its name; one that is told of without name or role has to be known.
    pub name: Option<String>,
    /// As what it takes part in the program.
    pub role: Option<PartnerRole>,
    /// Whether it left the lists.
    pub is_retired: Option<bool>,
    /// Its contacts.
    pub contacts: Vec<ToldContact>,
}

impl ToldPartner {
    /// Where it is told of first.
    pub fn place(&self) -> &Place {
        self.places.first().unwrap_or(&Place::FILE)
    }
}

/// That a reseller buys from a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldTie {
    /// Where.
    pub place: Place,
    /// Who provides.
    pub provider: PartnerId,
    /// Who resells.
    pub reseller: PartnerId,
}

/// What a file tells of a split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldSplit {
    /// Where.
    pub place: Place,
    /// The provider that put it on record.
    pub provider: PartnerId,
    /// For this reseller; absent for all its resellers.
    pub reseller: Option<PartnerId>,
    /// The duty.
    pub category: InquiryCategory,
    /// Who takes it.
    pub party: SplitParty,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The last day on which it holds; absent while no end is known.
    pub valid_through: Option<NaiveDate>,
}

/// What overrides and notices are about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A partner.
    Partner(PartnerId),
    /// A publisher.
    Publisher(PublisherId),
    /// An offer.
    Offer(MarketplaceId),
}

/// What a file tells of an override of the rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldOverride {
    /// Where.
    pub place: Place,
    /// What it is made for.
    pub subject: Subject,
    /// The inquiries it is about.
    pub category: InquiryCategory,
    /// The model it holds in; absent for both.
    pub model: Option<PartnerModel>,
    /// The inquirer it holds for; absent for all.
    pub inquirer: Option<Inquirer>,
    /// Who is responsible instead: one, or two that share.
    pub responsible: Vec<Party>,
    /// How firmly its source says so.
    pub basis: Basis,
    /// Why.
    pub reason: String,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The last day on which it holds; absent while no end is known.
    pub valid_through: Option<NaiveDate>,
}

impl ToldOverride {
    /// What a draft tells, told at this place of what it is made for.
    pub(in crate::exchange) fn of_draft(
        place: Place,
        subject: Subject,
        draft: OverrideDraft,
    ) -> Self {
        Self {
            place,
            subject,
            category: draft.category,
            model: draft.model,
            inquirer: draft.inquirer,
            responsible: draft.responsible,
            basis: draft.basis,
            reason: draft.reason,
            valid_from: draft.valid_from,
            valid_through: draft.valid_through,
        }
    }
}

/// What a file tells of a service notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldNotice {
    /// Where.
    pub place: Place,
    /// What it is about; never a partner.
    pub subject: Subject,
    /// How bad it is.
    pub severity: Severity,
    /// What happens.
    pub text: String,
    /// When it begins.
    pub begins_at: DateTime<Utc>,
    /// When it ended or will end.
    pub ends_at: Option<DateTime<Utc>>,
}
