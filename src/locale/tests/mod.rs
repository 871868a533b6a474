//! What must hold for every language and every decision.

mod completeness;
mod decisions;
mod explanations;
mod telling;

use std::collections::HashSet;

use super::phrase::{Form, Phrase, Value};
use super::{explanation, gaps, imports, labels, notes, problems};
use crate::domain::inquiry::Party;

/// Every phrase that can be asked for, those inside other phrases included.
fn every_phrase() -> HashSet<Phrase> {
    let explained = decisions::every_decision()
        .into_iter()
        .flat_map(|(question, decision)| explanation::phrases(question, &decision));
    let parties = [Form::Subject, Form::Addressed, Form::Owner]
        .into_iter()
        .flat_map(|form| {
            Party::ALL
                .iter()
                .map(move |&party| Phrase::party(party, form))
        });
    let mut all = HashSet::new();
    for phrase in explained
        .chain(labels::every_label())
        .chain(notes::every_note())
        .chain(gaps::every_gap())
        .chain(imports::every_outcome())
        .chain(problems::every_problem())
        .chain(parties)
    {
        insert_with_parts(&mut all, phrase);
    }
    all
}

fn insert_with_parts(all: &mut HashSet<Phrase>, phrase: Phrase) {
    for (_, value) in &phrase.arguments {
        if let Value::Phrase(part) = value {
            insert_with_parts(all, part.clone());
        }
    }
    all.insert(phrase);
}
