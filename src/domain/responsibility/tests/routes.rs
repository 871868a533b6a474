//! Routes: from the inquirer to all who are responsible, for every answer there can be.

use super::*;
use crate::domain::inquiry::Party;

#[test]
fn every_answer_that_fits_has_a_route_that_ends_where_it_should() {
    for question in Question::all() {
        for responsible in every_responsible() {
            for &first in Party::ALL {
                let answer = Answer {
                    responsible,
                    first,
                    basis: Basis::Stated,
                };
                if answer.fits(question) {
                    check_route(question, &answer);
                }
            }
        }
    }
}

fn every_responsible() -> Vec<Responsible> {
    let one = Party::ALL.iter().map(|&party| Responsible::One(party));
    let two = Party::ALL.iter().flat_map(|&one| {
        Party::ALL
            .iter()
            .map(move |&other| Responsible::Shared(one, other))
    });
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
    assert_eq!(
        (steps[0].from, steps[0].to),
        (inquirer, answer.first),
        "{what}"
    );
    let direct: Vec<&Step> = steps.iter().filter(|step| !step.is_alternative).collect();
    for pair in direct.windows(2) {
        assert_eq!(pair[0].to, pair[1].from, "{what}");
    }
    let passed: Vec<Party> = direct
        .iter()
        .map(|step| step.to)
        .chain([inquirer])
        .collect();
    for party in answer.responsible.parties() {
        assert!(passed.contains(&party), "{what}");
    }
    let first_found = first_point_of_contact(question, answer.responsible);
    let found = Answer {
        first: first_found,
        ..answer.clone()
    };
    assert!(
        found.fits(question),
        "{what}: whom to address first is found as {first_found}"
    );
}
