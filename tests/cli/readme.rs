//! What the README tells a newcomer to type works as it is written.

use serde_json::json;

use crate::support::Desk;

#[test]
fn the_question_of_the_readme_is_answered_as_it_stands_there() {
    let readme = std::fs::read_to_string("README.md").expect("there is a README");
    let question = readme
        .split("--data-urlencode 'query=")
        .nth(1)
        .and_then(|rest| rest.split('\'').next())
        .expect("the README asks a question with curl");
    let desk = Desk::new();

    let answer = desk.serve(&[]).ask(question);

    let answer = &answer["data"]["responsibleParty"];
    assert_eq!(
        (
            &answer["responsible"],
            &answer["firstPointOfContact"],
            &answer["contacts"]
        ),
        (
            &json!([{ "party": "ISV_PUBLISHER", "organisation": { "name": "Cisco Systems, Inc." } }]),
            &json!("INDIRECT_RESELLER"),
            &json!([{ "name": "Cisco Systems", "email": null, "phone": null, "url": "https://duo.com/support" }]),
        ),
        "{answer}"
    );
}
