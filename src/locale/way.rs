//! The second part of an explanation: whom this inquirer addresses.

use super::phrase::{Form, Phrase};
use crate::domain::inquiry::{Inquirer, Party, Question};
use crate::domain::responsibility::{Decision, Reason, Responsible};

/// Whom this inquirer addresses, and how its inquiry gets from there to who is responsible.
pub(super) fn way(question: Question, decision: &Decision) -> Phrase {
    let (responsible, first) = (decision.answer.responsible, decision.answer.first);
    let inquirer = question.inquirer().party();
    if responsible.includes(inquirer) {
        return way_of_responsible(inquirer, decision);
    }
    let contact = |message| Phrase::of(message).with("first", addressed(first, decision));
    match responsible {
        Responsible::One(goal) if goal == first => contact("way-directly"),
        Responsible::Shared(..) if responsible.includes(first) => contact("way-first-of-two"),
        Responsible::Shared(..) => contact("way-passes-on-to-two"),
        Responsible::One(goal) => match question.inquirer() {
            Inquirer::Customer if is_commerce_duty(&decision.reason) => {
                contact("way-customer-to-microsoft")
            }
            Inquirer::Customer if goal == Party::IsvPublisher && first.is_partner() => {
                contact("way-customer-to-publisher").with("goal", addressed(goal, decision))
            }
            Inquirer::Customer
            | Inquirer::DirectBillPartner
            | Inquirer::IndirectProvider
            | Inquirer::IndirectReseller
            | Inquirer::IsvPublisher => {
                contact("way-passes-on").with("goal", addressed(goal, decision))
            }
        },
    }
}

/// The way of one who is itself responsible: usually none.
fn way_of_responsible(inquirer: Party, decision: &Decision) -> Phrase {
    let (responsible, first) = (decision.answer.responsible, decision.answer.first);
    if first == inquirer {
        let message = if responsible.is_shared() {
            "way-you-and-another"
        } else {
            "way-you"
        };
        return Phrase::of(message);
    }
    let message = if responsible.includes(first) {
        "way-you-ask-the-other"
    } else {
        "way-you-after-another"
    };
    Phrase::of(message).with("first", addressed(first, decision))
}

/// Whether Microsoft is responsible toward partners and publishers only. An override may make it
/// responsible for something else, about which nothing of the kind is known.
fn is_commerce_duty(reason: &Reason) -> bool {
    matches!(reason, Reason::MicrosoftDuty | Reason::MicrosoftDeployment)
}

/// A party that is addressed; of an offer that Microsoft publishes, the ISV publisher is Microsoft.
fn addressed(party: Party, decision: &Decision) -> Phrase {
    if party == Party::IsvPublisher && decision.reason == Reason::FirstPartyPublisher {
        Phrase::of("first-party-publisher").attribute(Form::Addressed.attribute())
    } else {
        Phrase::party(party, Form::Addressed)
    }
}
