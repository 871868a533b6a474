//! Overrides: the most specific one that holds on the day.

use super::*;
use crate::domain::inquiry::Party;

fn override_(number: u128, subject: OverrideSubject, party: Party) -> Override {
    Override {
        id: id(number),
        terms: NewOverride {
            subject,
            category: InquiryCategory::TechnicalSupport,
            model: Some(PartnerModel::DirectBill),
            inquirer: None,
            responsible: Responsible::One(party),
            basis: Basis::Optional,
            reason: "agreed".into(),
            valid_from: day("2020-01-01"),
            valid_through: None,
        },
        version: 1,
        updated_at: chrono::DateTime::UNIX_EPOCH,
    }
}

fn decide_overrides(overrides: &[Override], on: &str) -> Decision {
    let question = question(
        InquiryCategory::TechnicalSupport,
        PartnerModel::DirectBill,
        Inquirer::Customer,
    );
    let isv = Responsible::One(Party::IsvPublisher);
    let cell =
        Cell::of([rule(question, OfferScope::Any, isv, Basis::Stated)]).expect("a sound cell");
    let sellers = Sellers::default();
    decide(&Case {
        question,
        on: day(on),
        cell: &cell,
        overrides,
        offer: None,
        sellers: &sellers,
        splits: &[],
        reseller_decides: false,
    })
}

#[test]
fn an_override_for_an_offer_beats_one_for_its_publisher_and_that_one_for_a_partner() {
    let of_offer = override_(1, OverrideSubject::Offer(id(1)), Party::Microsoft);
    let of_publisher = override_(
        2,
        OverrideSubject::Publisher(id(1)),
        Party::DirectBillPartner,
    );
    let of_partner = override_(3, OverrideSubject::Partner(id(1)), Party::IsvPublisher);
    let responsible =
        |overrides: &[Override]| decide_overrides(overrides, "2022-01-01").answer.responsible;

    assert_eq!(
        responsible(&[of_partner.clone(), of_offer, of_publisher.clone()]),
        Responsible::One(Party::Microsoft)
    );
    assert_eq!(
        responsible(&[of_publisher, of_partner]),
        Responsible::One(Party::DirectBillPartner)
    );
}

#[test]
fn an_override_brings_its_reason_and_leaves_the_clauses() {
    let made = override_(1, OverrideSubject::Offer(id(1)), Party::DirectBillPartner);

    let decision = decide_overrides(&[made], "2022-01-01");

    assert_eq!(
        decision,
        Decision {
            answer: Answer {
                responsible: Responsible::One(Party::DirectBillPartner),
                first: Party::DirectBillPartner,
                basis: Basis::Optional,
            },
            route: vec![Step {
                from: Party::Customer,
                to: Party::DirectBillPartner,
                strength: Strength::Must,
                is_alternative: false,
            }],
            reason: Reason::Overridden("agreed".into()),
            clauses: vec![],
            gaps: vec![],
        }
    );
}

#[test]
fn an_override_holds_from_its_first_day_through_its_last() {
    let mut made = override_(1, OverrideSubject::Offer(id(1)), Party::Microsoft);
    made.terms.valid_through = Some(day("2020-12-31"));
    let holds =
        |on| decide_overrides(std::slice::from_ref(&made), on).reason != Reason::PublisherDuty;

    assert_eq!(
        ["2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01"].map(holds),
        [false, true, true, false]
    );
}

/// What is wrong with a draft that is made for an offer.
fn problems(draft: &OverrideDraft) -> Vec<OverrideProblem> {
    let checked = NewOverride::check(draft, Some(OverrideSubject::Offer(id(1))));
    let flaws = checked.err().unwrap_or_default();
    flaws.into_iter().map(|flaw| flaw.problem).collect()
}

#[test]
fn an_override_that_contradicts_its_model_is_refused() {
    let mut draft = OverrideDraft {
        category: InquiryCategory::TechnicalSupport,
        model: Some(PartnerModel::DirectBill),
        inquirer: None,
        responsible: vec![Party::IndirectProvider],
        basis: Basis::Optional,
        reason: "agreed".into(),
        valid_from: day("2020-01-01"),
        valid_through: None,
    };
    assert_eq!(problems(&draft), [OverrideProblem::AnswerUnfit]);

    draft.responsible = vec![Party::Customer];
    assert_eq!(problems(&draft), [OverrideProblem::AnswerUnfit]);

    draft.responsible = vec![Party::Microsoft, Party::Microsoft];
    assert_eq!(problems(&draft), [OverrideProblem::AnswerUnfit]);

    draft.responsible = vec![];
    assert_eq!(problems(&draft), [OverrideProblem::ResponsibleMissing]);

    draft.responsible = vec![Party::Microsoft; 3];
    assert_eq!(problems(&draft), [OverrideProblem::TooManyResponsible]);

    draft.responsible = vec![Party::Microsoft];
    draft.inquirer = Some(Inquirer::IndirectReseller);
    draft.reason = " ".into();
    draft.valid_through = Some(day("2019-12-31"));
    assert_eq!(
        problems(&draft),
        [
            OverrideProblem::InquirerNotInModel,
            OverrideProblem::ReasonMissing,
            OverrideProblem::EndsBeforeItBegins
        ]
    );

    draft.inquirer = None;
    draft.reason = "agreed".into();
    draft.valid_through = None;
    assert_eq!(problems(&draft), []);
}

#[test]
fn an_override_for_both_models_is_answered_by_a_party_of_both() {
    let both = |party| OverrideDraft {
        category: InquiryCategory::Billing,
        model: None,
        inquirer: None,
        responsible: vec![party],
        basis: Basis::Optional,
        reason: "agreed".into(),
        valid_from: day("2020-01-01"),
        valid_through: None,
    };

    assert_eq!(
        problems(&both(Party::DirectBillPartner)),
        [OverrideProblem::AnswerUnfit]
    );
    assert_eq!(problems(&both(Party::IsvPublisher)), []);
}
