//! What the decision is told: the sellers and the offer.

use super::*;
use crate::domain::inquiry::Party;
use crate::domain::offer::{AzureBased, ResaleState};

#[test]
fn who_is_who_among_the_partners_is_found_and_never_guessed() {
    let (provider, other) = (
        partner(1, PartnerRole::IndirectProvider),
        partner(3, PartnerRole::IndirectProvider),
    );
    let reseller = partner(2, PartnerRole::IndirectReseller);
    let direct = partner(4, PartnerRole::DirectBillPartner);
    let indirect = PartnerModel::Indirect;
    let both = vec![provider.clone(), other.clone()];

    let open =
        Sellers::find(indirect, Some(reseller.clone()), None, both.clone()).expect("they fit");
    assert_eq!(open.partner(Party::IndirectProvider), None);

    let named = Sellers::find(indirect, Some(reseller.clone()), Some(other.clone()), both)
        .expect("they fit");
    assert_eq!(named.partner(Party::IndirectProvider), Some(&other));
    assert!(named.are_tied());

    let untied = Sellers::find(
        indirect,
        Some(reseller.clone()),
        Some(other.clone()),
        vec![provider.clone()],
    );
    assert!(!untied.expect("they fit").are_tied());

    let refused = |partner: &Partner, beside: Option<&Partner>, model| {
        Sellers::find(model, Some(partner.clone()), beside.cloned(), vec![])
            .expect_err("they do not fit")
    };
    assert_eq!(
        refused(&direct, None, indirect),
        SellersProblem::PartnerNotInModel {
            partner: direct.partner_id.clone(),
            role: PartnerRole::DirectBillPartner,
            model: indirect
        }
    );
    assert_eq!(
        refused(&provider, Some(&reseller), indirect),
        SellersProblem::NotAProvider(reseller.partner_id.clone())
    );
    assert_eq!(
        refused(&provider, Some(&other), indirect),
        SellersProblem::TwoProviders(provider.partner_id.clone(), other.partner_id.clone())
    );
}

#[test]
fn an_offer_that_is_not_sold_through_the_program_is_a_gap() {
    let question = question(
        InquiryCategory::Payment,
        PartnerModel::DirectBill,
        Inquirer::Customer,
    );
    let partner = Responsible::One(Party::DirectBillPartner);
    let cell =
        Cell::of([rule(question, OfferScope::Any, partner, Basis::Stated)]).expect("a sound cell");
    let gaps_of = |resale| {
        let offer = OfferCase {
            azure_based: AzureBased::Yes,
            is_first_party: false,
            resale,
        };
        let sellers = Sellers::default();
        let case = Case {
            question,
            on: day("2022-01-01"),
            cell: &cell,
            overrides: &[],
            offer: Some(offer),
            sellers: &sellers,
            splits: &[],
            reseller_decides: false,
        };
        decide(&case).gaps
    };

    assert_eq!(
        gaps_of(ResaleState::None),
        [Gap::of(GapKind::NotSoldThroughCsp)]
    );
    for sold in [ResaleState::All, ResaleState::Some, ResaleState::Unknown] {
        assert_eq!(gaps_of(sold), [], "{sold}");
    }
}
