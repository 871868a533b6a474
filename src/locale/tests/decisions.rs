//! Every decision that any rules, overrides and splits could bring about.

use chrono::{DateTime, NaiveDate};
use uuid::Uuid;

use crate::domain::id::Id;
use crate::domain::inquiry::{PartnerModel, Party, Question};
use crate::domain::offer::{AzureBased, ResaleState};
use crate::domain::partner::{Partner, PartnerId, PartnerRole};
use crate::domain::responsibility::{
    Answer, Basis, Case, Cell, Decision, NewOverride, NewSplit, OfferCase, OfferScope, Override,
    OverrideSubject, Responsible, Rule, Sellers, Split, SplitParty, decide, first_point_of_contact,
};

/// What people wrote as the reason of an override.
pub(super) const RECORDED: &str = "Contoso answers {all} of its\ntickets itself.";

/// Questions with everything that could be decided about them, whatever an edition says.
pub(super) fn every_decision() -> Vec<(Question, Decision)> {
    let mut decisions = Vec::new();
    for question in Question::all() {
        for answer in every_answer(question) {
            for offer in every_offer() {
                decisions.push((question, by_rules(question, &answer, offer)));
            }
            if answer.first == first_point_of_contact(question, answer.responsible) {
                decisions.push((question, by_override(question, &answer, RECORDED)));
                decisions.push((question, by_override(question, &answer, " ")));
            }
        }
        if question.model() == PartnerModel::Indirect {
            decisions.extend(
                SplitParty::ALL
                    .iter()
                    .map(|&party| (question, by_split(question, party))),
            );
        }
    }
    decisions
}

/// Every answer that fits a question.
fn every_answer(question: Question) -> Vec<Answer> {
    let one = Party::ALL.iter().map(|&party| Responsible::One(party));
    let two = Party::ALL.iter().flat_map(|&party| {
        Party::ALL
            .iter()
            .map(move |&other| Responsible::Shared(party, other))
    });
    one.chain(two)
        .flat_map(|responsible| Party::ALL.iter().map(move |&first| (responsible, first)))
        .flat_map(|(responsible, first)| {
            Basis::ALL.iter().map(move |&basis| Answer {
                responsible,
                first,
                basis,
            })
        })
        .filter(|answer| answer.fits(question))
        .collect()
}

fn every_offer() -> Vec<Option<OfferCase>> {
    let mut offers = vec![None];
    for azure_based in [AzureBased::Yes, AzureBased::No, AzureBased::Unknown] {
        for is_first_party in [false, true] {
            offers.push(Some(OfferCase {
                azure_based,
                is_first_party,
                resale: ResaleState::All,
            }));
        }
    }
    offers
}

/// Decides by a rule with this answer, one for offers not based on Azure if that is what is asked about.
pub(super) fn by_rules(question: Question, answer: &Answer, offer: Option<OfferCase>) -> Decision {
    decided(question, answer, offer, &[], &[])
}

/// Decides by an override with this answer.
pub(super) fn by_override(question: Question, answer: &Answer, reason: &str) -> Decision {
    let terms = NewOverride {
        subject: OverrideSubject::Offer(Id::new(Uuid::from_u128(1))),
        category: question.category(),
        model: None,
        inquirer: None,
        responsible: answer.responsible,
        basis: answer.basis,
        reason: reason.to_owned(),
        valid_from: NaiveDate::MIN,
        valid_through: None,
    };
    decided(
        question,
        answer,
        None,
        &[Override {
            id: Id::new(Uuid::from_u128(2)),
            terms,
            version: 1,
            updated_at: DateTime::UNIX_EPOCH,
        }],
        &[],
    )
}

/// Decides by a split of a duty that the edition leaves to provider and reseller.
pub(super) fn by_split(question: Question, party: SplitParty) -> Decision {
    let terms = NewSplit {
        provider: provider().id,
        reseller: None,
        category: question.category(),
        party,
        valid_from: NaiveDate::MIN,
        valid_through: None,
    };
    let split = Split {
        id: Id::new(Uuid::from_u128(3)),
        terms,
        version: 1,
        updated_at: DateTime::UNIX_EPOCH,
    };
    decided(question, &shared_answer(question), None, &[], &[split])
}

/// The article's answer to a duty of the partners in the indirect model.
pub(super) fn shared_answer(question: Question) -> Answer {
    article_answer(question, SplitParty::Both.responsible(), Basis::Stated)
}

/// The answer with this responsible party and the first point of contact that follows from it.
pub(super) fn article_answer(question: Question, responsible: Responsible, basis: Basis) -> Answer {
    Answer {
        responsible,
        first: first_point_of_contact(question, responsible),
        basis,
    }
}

fn decided(
    question: Question,
    answer: &Answer,
    offer: Option<OfferCase>,
    overrides: &[Override],
    splits: &[Split],
) -> Decision {
    let rule = |scope| Rule {
        question,
        scope,
        answer: answer.clone(),
        clauses: vec![],
    };
    let general = rule(OfferScope::Any);
    let not_azure_based = offer.is_some_and(|offer| offer.azure_based == AzureBased::No);
    let narrower = not_azure_based.then(|| rule(OfferScope::NotAzureBased));
    let cell =
        Cell::of([general].into_iter().chain(narrower)).expect("the answer fits the question");
    let named = (question.model() == PartnerModel::Indirect).then(provider);
    let sellers =
        Sellers::find(question.model(), None, named, vec![]).expect("the provider is one");
    decide(&Case {
        question,
        on: NaiveDate::MAX,
        cell: &cell,
        overrides,
        offer,
        sellers: &sellers,
        splits,
        reseller_decides: false,
    })
}

fn provider() -> Partner {
    Partner {
        id: Id::new(Uuid::from_u128(4)),
        partner_id: PartnerId::parse("1234567").expect("digits are a PartnerID"),
        name: "Fabrikam Distribution".to_owned(),
        role: PartnerRole::IndirectProvider,
        retired_at: None,
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}
