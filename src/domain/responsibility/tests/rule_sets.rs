//! Rule sets: total, or refused.

use super::*;
use crate::domain::inquiry::Party;
use crate::domain::offer::AzureBased;

fn everyone_asks_the_isv() -> Vec<Rule> {
    Question::all()
        .map(|question| {
            rule(
                question,
                OfferScope::Any,
                Responsible::One(Party::IsvPublisher),
                Basis::Stated,
            )
        })
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
        RuleSetFlaws {
            open: vec![left_out],
            twice: vec![twice.question],
            unfit: vec![unfit]
        }
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
    let question = question(
        InquiryCategory::Deployment,
        PartnerModel::DirectBill,
        Inquirer::Customer,
    );
    let isv = Responsible::One(Party::IsvPublisher);
    let narrow = rule(question, OfferScope::NotAzureBased, isv, Basis::Inferred);
    let general = rule(
        question,
        OfferScope::Any,
        Responsible::One(Party::Microsoft),
        Basis::Stated,
    );

    let cell = Cell::of([narrow.clone(), general.clone()]).expect("a sound cell");

    assert_eq!(cell.rule(AzureBased::No), &narrow);
    assert_eq!(cell.rule(AzureBased::Yes), &general);
    assert_eq!(cell.rule(AzureBased::Unknown), &general);
    assert_eq!(Cell::of([narrow.clone()]), Err(Conflict::Open));
    assert_eq!(
        Cell::of([narrow.clone(), narrow, general]),
        Err(Conflict::Twice)
    );
}
