//! A case: the question together with every fact that its answer depends on.

use chrono::NaiveDate;

use super::override_::Override;
use super::rule_set::Cell;
use super::split::Split;
use crate::domain::id::Id;
use crate::domain::inquiry::{PartnerModel, Party, Question};
use crate::domain::offer::{AzureBased, Offer, ResaleState};
use crate::domain::partner::{Partner, PartnerId, PartnerRole};

/// Everything that the decision looks at.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What is asked.
    pub question: Question,
    /// The day for which it is asked.
    pub on: NaiveDate,
    /// The rules of the edition in force.
    pub cell: &'a Cell,
    /// Overrides for the offer, its publisher and the partners; dates are looked at by the decision.
    pub overrides: &'a [Override],
    /// The offer, if one is named.
    pub offer: Option<OfferCase>,
    /// The partners, as far as they are named.
    pub sellers: &'a Sellers,
    /// Splits that the providers among them put on record.
    pub splits: &'a [Split],
    /// Whether the provider split the duty otherwise for single resellers, and nobody said which one sold.
    pub reseller_decides: bool,
}

/// What the decision needs to know of an offer.
#[derive(Clone, Copy, Debug)]
pub struct OfferCase {
    /// Whether it runs on Azure.
    pub azure_based: AzureBased,
    /// Whether Microsoft itself publishes it.
    pub is_first_party: bool,
    /// Whether it is sold through the CSP program.
    pub resale: ResaleState,
}

impl From<&Offer> for OfferCase {
    fn from(offer: &Offer) -> Self {
        Self {
            azure_based: offer.facts.offer_type.azure_based(),
            is_first_party: offer.publisher.is_first_party,
            resale: offer.facts.resale,
        }
    }
}

/// The partners that sell to the customer, as far as they are known.
#[derive(Clone, Debug, Default)]
pub struct Sellers {
    direct: Option<Partner>,
    provider: Option<Partner>,
    reseller: Option<Partner>,
    named_provider_is_untied: bool,
}

/// Partners that cannot be the sellers in the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SellersProblem {
    /// The partner takes part in the other model.
    PartnerNotInModel {
        /// The partner.
        partner: PartnerId,
        /// As what it takes part in the program.
        role: PartnerRole,
        /// The model that was asked about.
        model: PartnerModel,
    },
    /// What is named as the provider is none.
    NotAProvider(PartnerId),
    /// A provider is named beside another one.
    TwoProviders(PartnerId, PartnerId),
}

impl Sellers {
    /// Finds who is who among the named partners; `providers` are those the partner is tied to.
    ///
    /// A reseller with one provider needs no provider named; with several, none is guessed.
    pub fn find(
        model: PartnerModel,
        partner: Option<Partner>,
        provider: Option<Partner>,
        providers: Vec<Partner>,
    ) -> Result<Self, SellersProblem> {
        for named in partner.iter().chain(&provider) {
            if named.role.model() != model {
                return Err(SellersProblem::PartnerNotInModel {
                    partner: named.partner_id.clone(),
                    role: named.role,
                    model,
                });
            }
        }
        if let Some(named) = provider
            .as_ref()
            .filter(|named| named.role != PartnerRole::IndirectProvider)
        {
            return Err(SellersProblem::NotAProvider(named.partner_id.clone()));
        }
        let mut sellers = Self::default();
        match partner {
            None => sellers.provider = provider,
            Some(partner) => match partner.role {
                PartnerRole::DirectBillPartner => sellers.direct = Some(partner),
                PartnerRole::IndirectProvider => {
                    if let Some(other) = provider.filter(|other| other.id != partner.id) {
                        return Err(SellersProblem::TwoProviders(
                            partner.partner_id,
                            other.partner_id,
                        ));
                    }
                    sellers.provider = Some(partner);
                }
                PartnerRole::IndirectReseller => {
                    sellers.reseller = Some(partner);
                    sellers.choose_provider(provider, providers);
                }
            },
        }
        Ok(sellers)
    }

    fn choose_provider(&mut self, named: Option<Partner>, mut providers: Vec<Partner>) {
        if let Some(named) = named {
            self.named_provider_is_untied =
                !providers.iter().any(|provider| provider.id == named.id);
            self.provider = Some(named);
        } else if providers.len() == 1 {
            self.provider = providers.pop();
        }
    }

    /// The partner that this party is, where known.
    pub fn partner(&self, party: Party) -> Option<&Partner> {
        match party {
            Party::DirectBillPartner => self.direct.as_ref(),
            Party::IndirectProvider => self.provider.as_ref(),
            Party::IndirectReseller => self.reseller.as_ref(),
            Party::Customer | Party::IsvPublisher | Party::Microsoft => None,
        }
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Partner> {
        let all = [&self.direct, &self.provider, &self.reseller];
        all.into_iter().flatten()
    }

    /// The ids of all of them.
    pub fn ids(&self) -> Vec<Id<Partner>> {
        self.all().map(|partner| partner.id).collect()
    }

    /// Whether the named provider and reseller are on record as such.
    pub(super) fn are_tied(&self) -> bool {
        !self.named_provider_is_untied
    }
}
