//! The decision on cases that the table of the first edition does not hold.

use chrono::NaiveDate;
use uuid::Uuid;

use super::*;
use crate::domain::Id;
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Party, Question};
use crate::domain::offer::{AzureBased, ResaleState};
use crate::domain::partner::{Partner, PartnerId, PartnerRole};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn question(category: InquiryCategory, model: PartnerModel, inquirer: Inquirer) -> Question {
    Question::new(category, model, inquirer).expect("the model has the inquirer")
}

fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}

fn partner(number: u128, role: PartnerRole) -> Partner {
    Partner {
        id: id(number),
        partner_id: PartnerId::parse(&number.to_string()).expect("digits"),
        name: format!("Partner {number}"),
        role,
        version: 1,
        created_at: chrono::DateTime::UNIX_EPOCH,
        updated_at: chrono::DateTime::UNIX_EPOCH,
    }
}

fn rule(question: Question, scope: OfferScope, responsible: Responsible, basis: Basis) -> Rule {
    let first = first_point_of_contact(question, responsible);
    Rule { question, scope, answer: Answer { responsible, first, basis }, clauses: vec![ClauseCode("here".into())] }
}

const SHARED: Responsible = Responsible::Shared(Party::IndirectProvider, Party::IndirectReseller);

/// A cell in which provider and reseller share the duty.
fn shared_cell(question: Question) -> Cell {
    Cell::of([rule(question, OfferScope::Any, SHARED, Basis::Stated)]).expect("a sound cell")
}

fn split(number: u128, reseller: Option<u128>, party: SplitParty, from: &str, through: Option<&str>) -> Split {
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
    }
}

fn provider_and_reseller() -> Sellers {
    let provider = partner(1, PartnerRole::IndirectProvider);
    let reseller = partner(2, PartnerRole::IndirectReseller);
    Sellers::find(PartnerModel::Indirect, Some(reseller), None, vec![provider]).expect("they fit the model")
}

fn decide_split(splits: &[Split], on: &str) -> (Responsible, Basis) {
    let question = question(InquiryCategory::Billing, PartnerModel::Indirect, Inquirer::Customer);
    let (cell, sellers) = (shared_cell(question), provider_and_reseller());
    let case =
        Case { question, on: day(on), cell: &cell, overrides: &[], offer: None, sellers: &sellers, splits };
    let decision = decide(&case);
    (decision.answer.responsible, decision.answer.basis)
}

#[test]
fn a_split_for_one_reseller_beats_the_general_one() {
    let general = split(10, None, SplitParty::Provider, "2020-01-01", None);
    let own = split(11, Some(2), SplitParty::Reseller, "2020-01-01", None);
    let of_another = split(12, Some(3), SplitParty::Both, "2021-01-01", None);

    let decided = decide_split(&[general, own, of_another], "2022-01-01");

    assert_eq!(decided, (Responsible::One(Party::IndirectReseller), Basis::Optional));
}

#[test]
fn a_split_holds_from_its_first_day_through_its_last() {
    let splits = [split(10, None, SplitParty::Provider, "2020-01-01", Some("2020-12-31"))];
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

    assert_eq!(decide_split(&splits, "2022-01-01").0, Responsible::One(Party::IndirectReseller));
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
        };
        let decision = decide(&case);
        (decision.answer.first, decision.route.len(), decision.gaps)
    };

    assert_eq!(first_of(Inquirer::Customer), (Party::IndirectProvider, 1, vec![]));
    assert_eq!(first_of(Inquirer::IndirectReseller), (Party::IndirectProvider, 1, vec![]));
    assert_eq!(first_of(Inquirer::IsvPublisher), (Party::IndirectProvider, 1, vec![]));
    assert_eq!(first_of(Inquirer::IndirectProvider), (Party::IndirectProvider, 0, vec![]));
}

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
    }
}

fn decide_overrides(overrides: &[Override], on: &str) -> Decision {
    let question = question(InquiryCategory::TechnicalSupport, PartnerModel::DirectBill, Inquirer::Customer);
    let isv = Responsible::One(Party::IsvPublisher);
    let cell = Cell::of([rule(question, OfferScope::Any, isv, Basis::Stated)]).expect("a sound cell");
    let sellers = Sellers::default();
    decide(&Case { question, on: day(on), cell: &cell, overrides, offer: None, sellers: &sellers, splits: &[] })
}

#[test]
fn an_override_for_an_offer_beats_one_for_its_publisher_and_that_one_for_a_partner() {
    let of_offer = override_(1, OverrideSubject::Offer(id(1)), Party::Microsoft);
    let of_publisher = override_(2, OverrideSubject::Publisher(id(1)), Party::DirectBillPartner);
    let of_partner = override_(3, OverrideSubject::Partner(id(1)), Party::IsvPublisher);
    let responsible = |overrides: &[Override]| decide_overrides(overrides, "2022-01-01").answer.responsible;

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
    let holds = |on| decide_overrides(std::slice::from_ref(&made), on).reason != Reason::PublisherDuty;

    assert_eq!(
        ["2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01"].map(holds),
        [false, true, true, false]
    );
}

#[test]
fn an_override_that_contradicts_its_model_is_refused() {
    let mut made = override_(1, OverrideSubject::Offer(id(1)), Party::IndirectProvider).terms;
    assert_eq!(made.problems(), [OverrideProblem::AnswerUnfit]);

    made.responsible = Responsible::One(Party::Customer);
    assert_eq!(made.problems(), [OverrideProblem::AnswerUnfit]);

    made.responsible = Responsible::Shared(Party::Microsoft, Party::Microsoft);
    assert_eq!(made.problems(), [OverrideProblem::AnswerUnfit]);

    made.responsible = Responsible::One(Party::Microsoft);
    made.inquirer = Some(Inquirer::IndirectReseller);
    made.valid_through = Some(day("2019-12-31"));
    assert_eq!(
        made.problems(),
        [OverrideProblem::InquirerNotInModel, OverrideProblem::EndsBeforeItBegins]
    );

    made.inquirer = None;
    made.valid_through = None;
    assert_eq!(made.problems(), []);
}

fn everyone_asks_the_isv() -> Vec<Rule> {
    Question::all()
        .map(|question| rule(question, OfferScope::Any, Responsible::One(Party::IsvPublisher), Basis::Stated))
        .collect()
}

#[test]
fn a_rule_set_that_leaves_a_question_open_or_answers_it_twice_is_refused_with_the_questions() {
    let mut rules = everyone_asks_the_isv();
    let left_out = rules.remove(5).question;
    let twice = rules[70].clone();
    let unfit = rules[20].question;
    rules[20].answer.responsible = Responsible::One(Party::IndirectReseller);
    rules.push(twice.clone());

    let refused = RuleSet::check(rules).expect_err("it is not total");

    assert_eq!(
        refused,
        RuleSetFlaws { open: vec![left_out], twice: vec![twice.question], unfit: vec![unfit] }
    );
    assert_eq!(
        refused.to_string(),
        format!(
            "no rule answers: {left_out}; two rules answer: {}; \
             the answer does not fit the model or sends the inquirer to itself for: {unfit}",
            twice.question
        )
    );
}

#[test]
fn a_rule_for_offers_outside_azure_stands_beside_the_general_one_and_not_alone() {
    let question = question(InquiryCategory::Deployment, PartnerModel::DirectBill, Inquirer::Customer);
    let isv = Responsible::One(Party::IsvPublisher);
    let narrow = rule(question, OfferScope::NotAzureBased, isv, Basis::Inferred);
    let general = rule(question, OfferScope::Any, Responsible::One(Party::Microsoft), Basis::Stated);

    let cell = Cell::of([narrow.clone(), general.clone()]).expect("a sound cell");

    assert_eq!(cell.rule(AzureBased::No), &narrow);
    assert_eq!(cell.rule(AzureBased::Yes), &general);
    assert_eq!(cell.rule(AzureBased::Unknown), &general);
    assert_eq!(Cell::of([narrow.clone()]), Err(Conflict::Open));
    assert_eq!(Cell::of([narrow.clone(), narrow, general]), Err(Conflict::Twice));
}

#[test]
fn every_answer_that_fits_has_a_route_that_ends_where_it_should() {
    for question in Question::all() {
        for responsible in every_responsible() {
            for &first in Party::ALL {
                let answer = Answer { responsible, first, basis: Basis::Stated };
                if answer.fits(question) {
                    check_route(question, &answer);
                }
            }
        }
    }
}

fn every_responsible() -> Vec<Responsible> {
    let one = Party::ALL.iter().map(|&party| Responsible::One(party));
    let two = Party::ALL
        .iter()
        .flat_map(|&one| Party::ALL.iter().map(move |&other| Responsible::Shared(one, other)));
    one.chain(two).collect()
}

fn check_route(question: Question, answer: &Answer) {
    let inquirer = question.inquirer().party();
    let steps = route(question, answer.responsible, answer.first);
    let what = format!("{question}: {answer:?}: {steps:?}");
    if answer.first == inquirer {
        assert_eq!(steps, [], "{what}");
        return;
    }
    assert_eq!((steps[0].from, steps[0].to), (inquirer, answer.first), "{what}");
    let direct: Vec<&Step> = steps.iter().filter(|step| !step.is_alternative).collect();
    for pair in direct.windows(2) {
        assert_eq!(pair[0].to, pair[1].from, "{what}");
    }
    let passed: Vec<Party> = direct.iter().map(|step| step.to).chain([inquirer]).collect();
    for party in answer.responsible.parties() {
        assert!(passed.contains(&party), "{what}");
    }
    let first_found = first_point_of_contact(question, answer.responsible);
    let found = Answer { first: first_found, ..answer.clone() };
    assert!(found.fits(question), "{what}: whom to address first is found as {first_found}");
}

#[test]
fn who_is_who_among_the_partners_is_found_and_never_guessed() {
    let (provider, other) = (partner(1, PartnerRole::IndirectProvider), partner(3, PartnerRole::IndirectProvider));
    let reseller = partner(2, PartnerRole::IndirectReseller);
    let direct = partner(4, PartnerRole::DirectBillPartner);
    let indirect = PartnerModel::Indirect;
    let both = vec![provider.clone(), other.clone()];

    let open = Sellers::find(indirect, Some(reseller.clone()), None, both.clone()).expect("they fit");
    assert_eq!(open.partner(Party::IndirectProvider), None);
    assert!(open.provider_is_open());

    let named = Sellers::find(indirect, Some(reseller.clone()), Some(other.clone()), both).expect("they fit");
    assert_eq!(named.partner(Party::IndirectProvider), Some(&other));
    assert!(named.are_tied());

    let untied = Sellers::find(indirect, Some(reseller.clone()), Some(other.clone()), vec![provider.clone()]);
    assert!(!untied.expect("they fit").are_tied());

    let refused = |partner: &Partner, beside: Option<&Partner>, model| {
        Sellers::find(model, Some(partner.clone()), beside.cloned(), vec![]).expect_err("they do not fit")
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
    let question = question(InquiryCategory::Payment, PartnerModel::DirectBill, Inquirer::Customer);
    let partner = Responsible::One(Party::DirectBillPartner);
    let cell = Cell::of([rule(question, OfferScope::Any, partner, Basis::Stated)]).expect("a sound cell");
    let gaps_of = |resale| {
        let offer = OfferCase { azure_based: AzureBased::Yes, is_first_party: false, resale };
        let sellers = Sellers::default();
        let case = Case {
            question,
            on: day("2022-01-01"),
            cell: &cell,
            overrides: &[],
            offer: Some(offer),
            sellers: &sellers,
            splits: &[],
        };
        decide(&case).gaps
    };

    assert_eq!(gaps_of(ResaleState::None), [Gap::of(GapKind::NotSoldThroughCsp)]);
    for sold in [ResaleState::All, ResaleState::Some, ResaleState::Unknown] {
        assert_eq!(gaps_of(sold), [], "{sold}");
    }
}
