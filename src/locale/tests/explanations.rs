//! Explanations are true, whole and readable.

use std::collections::HashSet;

use super::decisions::every_decision;
use crate::domain::inquiry::Party;
use crate::domain::responsibility::Responsible;
use crate::locale::explanation::phrases;
use crate::locale::phrase::{Phrase, Value};
use crate::locale::{Locale, why};

/// Whether a phrase names a party in any form.
fn names(phrase: &Phrase, party: Party) -> bool {
    let message = format!("party-{}", party.code());
    phrase.arguments.iter().any(|(_, value)| match value {
        Value::Phrase(part) => part.message == message || names(part, party),
        Value::Quote(_) => false,
    })
}

#[test]
fn every_explanation_is_said_without_a_flaw_in_every_language() {
    let all: HashSet<[Phrase; 2]> = every_decision()
        .iter()
        .map(|(question, decision)| phrases(*question, decision))
        .collect();
    for locale in Locale::all() {
        for pair in &all {
            for phrase in pair {
                let said = locale
                    .try_say(phrase)
                    .unwrap_or_else(|| panic!("{} cannot say {phrase:?}", locale.language()));
                let ours = said.replace("{all}", "all");
                assert!(
                    !ours.contains(['{', '}', '\n']) && !ours.contains("  "),
                    "{said}"
                );
                assert!(said.ends_with('.') && !said.ends_with(".."), "{said}");
                let count = said
                    .replace("tickets itself.”", "")
                    .matches(['.', '!', '?'])
                    .count();
                let most = if phrase.message == "why-provisioning" {
                    2
                } else {
                    1
                };
                assert!(count <= most, "too many sentences: {said}");
            }
        }
    }
}

#[test]
fn whom_to_address_is_named_unless_it_is_the_inquirer() {
    for (question, decision) in every_decision() {
        let [_, way] = phrases(question, &decision);
        let first = decision.answer.first;
        let is_microsoft_itself = way.arguments.iter().any(|(variable, value)| {
            *variable == "first"
                && matches!(value, Value::Phrase(part) if part.message == "first-party-publisher")
        });
        let named = names(&way, first) || (first == Party::IsvPublisher && is_microsoft_itself);
        assert_eq!(
            named,
            first != question.inquirer().party(),
            "{question}: {way:?}"
        );
    }
}

#[test]
fn every_reason_that_leaves_the_party_open_names_it() {
    for (question, decision) in every_decision() {
        let why = why::why(question, &decision);
        if why.arguments.is_empty() {
            continue;
        }
        assert!(
            decision
                .answer
                .responsible
                .parties()
                .all(|party| names(&why, party)),
            "{question}: {why:?}"
        );
    }
}

#[test]
fn a_reason_that_names_one_party_for_good_is_given_for_that_party_only() {
    let fixed = [
        ("why-publisher", Party::IsvPublisher),
        ("why-provisioning", Party::IsvPublisher),
        ("why-not-azure-based", Party::IsvPublisher),
        ("why-microsoft", Party::Microsoft),
        ("way-customer-to-microsoft", Party::Microsoft),
        ("way-customer-to-publisher", Party::IsvPublisher),
        ("why-split-PROVIDER", Party::IndirectProvider),
        ("why-split-RESELLER", Party::IndirectReseller),
    ];
    for (question, decision) in every_decision() {
        for phrase in phrases(question, &decision) {
            for (_, party) in fixed
                .iter()
                .filter(|(message, _)| phrase.message.starts_with(message))
            {
                assert_eq!(
                    decision.answer.responsible,
                    Responsible::One(*party),
                    "{question}: {phrase:?}"
                );
            }
        }
    }
}
