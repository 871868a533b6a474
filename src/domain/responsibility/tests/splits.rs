//! Splits: the most specific one that holds on the day.

use super::*;
use crate::domain::inquiry::Party;

const SHARED: Responsible = Responsible::Shared(Party::IndirectProvider, Party::IndirectReseller);

/// A cell in which provider and reseller share the duty.
fn shared_cell(question: Question) -> Cell {
    Cell::of([rule(question, OfferScope::Any, SHARED, Basis::Stated)]).expect("a sound cell")
}

fn split(
    number: u128,
    reseller: Option<u128>,
    party: SplitParty,
    from: &str,
    through: Option<&str>,
) -> Split {
    Split {
        id: id(number),
        terms: NewSplit {
            provider: id(1),
            reseller: reseller.map(id),
            category: InquiryCategory::Billing,
            party,
            valid_from: day(from),
            valid_through: through.map(day),
        },
        version: 1,
        updated_at: chrono::DateTime::UNIX_EPOCH,
    }
}

fn provider_and_reseller() -> Sellers {
    let provider = partner(1, PartnerRole::IndirectProvider);
    let reseller = partner(2, PartnerRole::IndirectReseller);
    Sellers::find(PartnerModel::Indirect, Some(reseller), None, vec![provider])
        .expect("they fit the model")
}

fn decide_split(splits: &[Split], on: &str) -> (Responsible, Basis) {
    let question = question(
        InquiryCategory::Billing,
        PartnerModel::Indirect,
        Inquirer::Customer,
    );
    let (cell, sellers) = (shared_cell(question), provider_and_reseller());
    let case = Case {
        question,
        on: day(on),
        cell: &cell,
        overrides: &[],
        offer: None,
        sellers: &sellers,
        splits,
        reseller_decides: false,
    };
    let decision = decide(&case);
    (decision.answer.responsible, decision.answer.basis)
}

#[test]
fn a_split_for_one_reseller_beats_the_general_one() {
    let general = split(10, None, SplitParty::Provider, "2020-01-01", None);
    let own = split(11, Some(2), SplitParty::Reseller, "2020-01-01", None);
    let of_another = split(12, Some(3), SplitParty::Both, "2021-01-01", None);

    let decided = decide_split(&[general, own, of_another], "2022-01-01");

    assert_eq!(
        decided,
        (Responsible::One(Party::IndirectReseller), Basis::Optional)
    );
}

#[test]
fn a_split_holds_from_its_first_day_through_its_last() {
    let splits = [split(
        10,
        None,
        SplitParty::Provider,
        "2020-01-01",
        Some("2020-12-31"),
    )];
    let shared = (SHARED, Basis::Stated);
    let provider = (Responsible::One(Party::IndirectProvider), Basis::Optional);

    assert_eq!(decide_split(&splits, "2019-12-31"), shared);
    assert_eq!(decide_split(&splits, "2020-01-01"), provider);
    assert_eq!(decide_split(&splits, "2020-12-31"), provider);
    assert_eq!(decide_split(&splits, "2021-01-01"), shared);
}

#[test]
fn a_later_split_beats_an_earlier_one() {
    let splits = [
        split(11, None, SplitParty::Reseller, "2021-01-01", None),
        split(10, None, SplitParty::Provider, "2020-01-01", None),
    ];

    assert_eq!(
        decide_split(&splits, "2022-01-01").0,
        Responsible::One(Party::IndirectReseller)
    );
}

#[test]
fn a_recorded_party_is_whom_everyone_else_addresses() {
    let splits = [split(10, None, SplitParty::Provider, "2020-01-01", None)];
    let sellers = provider_and_reseller();
    let first_of = |inquirer| {
        let question = question(InquiryCategory::Billing, PartnerModel::Indirect, inquirer);
        let cell = shared_cell(question);
        let case = Case {
            question,
            on: day("2022-01-01"),
            cell: &cell,
            overrides: &[],
            offer: None,
            sellers: &sellers,
            splits: &splits,
            reseller_decides: false,
        };
        let decision = decide(&case);
        (decision.answer.first, decision.route.len(), decision.gaps)
    };

    assert_eq!(
        first_of(Inquirer::Customer),
        (Party::IndirectProvider, 1, vec![])
    );
    assert_eq!(
        first_of(Inquirer::IndirectReseller),
        (Party::IndirectProvider, 1, vec![])
    );
    assert_eq!(
        first_of(Inquirer::IsvPublisher),
        (Party::IndirectProvider, 1, vec![])
    );
    assert_eq!(
        first_of(Inquirer::IndirectProvider),
        (Party::IndirectProvider, 0, vec![])
    );
}
