//! The decision on cases that the table of the first edition does not hold.

mod facts;
mod overrides;
mod routes;
mod rule_sets;
mod splits;

use chrono::NaiveDate;
use uuid::Uuid;

use super::*;
use crate::domain::Id;
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Question};
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
        retired_at: None,
        version: 1,
        created_at: chrono::DateTime::UNIX_EPOCH,
        updated_at: chrono::DateTime::UNIX_EPOCH,
    }
}

fn rule(question: Question, scope: OfferScope, responsible: Responsible, basis: Basis) -> Rule {
    let first = first_point_of_contact(question, responsible);
    Rule {
        question,
        scope,
        answer: Answer {
            responsible,
            first,
            basis,
        },
        clauses: vec![ClauseCode("here".into())],
    }
}
