//! What the README tells a newcomer to type works as it is written.

use serde_json::{Value, json};

use crate::support::{Desk, Gave};

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

#[test]
fn what_is_watched_as_it_is_written_is_told() {
    let readme = std::fs::read_to_string("README.md").expect("there is a README");
    let walk = section(&readme, "## Watching");
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let script = shell(walk).replace("127.0.0.1:8080", &service.address.to_string());
    // A person takes a moment between two commands, and another to read what is told.
    let script = script.replace("&\n", "&\nsleep 1\n") + "\nsleep 1\nkill $!\n";

    let Some(gave) = desk.shell(&script) else {
        return;
    };

    let added = r#"{"data":{"addPublisher":{"publisher":{"name":"Contoso"},"userErrors":[]}}}"#;
    assert!(gave.out.contains(added), "{gave:?}");
    let told = gave.out.split_once("event: next\nid: ");
    let (id, told) = told
        .and_then(|(_, told)| told.split_once('\n'))
        .expect("an event is told");
    let told = told
        .strip_prefix("data: ")
        .and_then(|told| told.split_once("\n\n"));
    let (told, _) = told.expect("an event has data");
    let change = json!({ "deed": "ADDED", "kind": "PUBLISHER", "cursor": id });
    let told: Value = serde_json::from_str(told).expect("it is JSON");
    assert_eq!(told, json!({ "data": { "directoryChanged": change } }));
}

#[test]
fn the_walk_through_changes_an_isvs_support_contact_as_it_is_written() {
    let readme = std::fs::read_to_string("README.md").expect("there is a README");
    let walk = section(&readme, "### Change an ISV's support contact");
    let desk = Desk::new();
    let service = desk.serve(&[]);
    let script = shell(walk).replace("127.0.0.1:8080", &service.address.to_string());

    let Some(gave) = desk.shell(&script) else {
        return;
    };

    assert_went_well(&gave);
    let mut answers = answers(&gave);
    let mut next = || answers.next().expect("an answer");
    let found = next();
    let contact = &found["data"]["offer"]["contacts"][0];
    assert_eq!(
        (&contact["version"], &contact["name"], &contact["email"]),
        (&json!(1), &json!("Cisco Systems"), &Value::Null)
    );
    let changed =
        json!({ "name": "Duo support desk", "email": "support@duo.example", "version": 2 });
    assert_eq!(
        next(),
        json!({ "data": { "changeContact": { "contact": changed, "userErrors": [] } } })
    );
    let verified = json!({ "verification": { "state": "VERIFIED", "by": "me" }, "version": 3 });
    assert_eq!(
        next(),
        json!({ "data": { "verifyContact": { "contact": verified, "userErrors": [] } } })
    );
    let done = next();
    let nodes = done["data"]["offer"]["changes"]["nodes"].as_array();
    let told: Vec<[&Value; 4]> = nodes
        .into_iter()
        .flatten()
        .map(|change| {
            [
                &change["actor"],
                &change["deed"],
                &change["fields"],
                &change["note"],
            ]
        })
        .collect();
    assert_eq!(
        json!(told),
        json!([
            ["me", "VERIFIED", ["verification"], null],
            ["me", "CHANGED", ["email", "name"], "asked for by the ISV"],
        ])
    );
    assert!(answers.next().is_none());
}

#[test]
fn the_imports_of_the_readme_are_asked_for_as_they_are_written() {
    let readme = std::fs::read_to_string("README.md").expect("there is a README");
    let imports = section(&readme, "### Over the graph");
    let desk = Desk::new();
    desk.write(
        "offers.jsonl",
        "{\"publisherId\":\"contoso\",\"offerId\":\"vault\",\"offerName\":\"Vault\"}",
    );
    let service = desk.serve(&["--no-sample"]);
    let script = shell(imports).replace("127.0.0.1:8080", &service.address.to_string());

    let Some(gave) = desk.shell(&script) else {
        return;
    };

    assert_went_well(&gave);
    let mut answers = answers(&gave);
    let mut next = || answers.next().expect("an answer");
    let mut sent = next();
    let id = sent["data"]["importOffers"]["job"]["id"].take();
    assert!(
        id.as_str().is_some_and(|id| id.starts_with("import:")),
        "{id}"
    );
    assert_eq!(
        sent["data"]["importOffers"],
        json!({ "job": { "id": null, "state": "QUEUED" }, "userErrors": [] })
    );
    assert_eq!(
        next()["data"]["importOffers"],
        json!({ "job": { "state": "QUEUED" }, "userErrors": [] })
    );
    assert_eq!(next()["data"]["importJob"]["fileName"], "offers.jsonl");
    assert!(answers.next().is_none());
}

#[test]
fn a_directory_is_taken_out_and_put_back_as_it_is_written() {
    let readme = std::fs::read_to_string("README.md").expect("there is a README");
    let commands = shell(section(&readme, "## Taking it out again"));
    let (running, stopped) = commands
        .split_once("support-directory restore")
        .expect("it ends with a restore");
    let desk = Desk::new();
    let service = desk.serve(&[]);
    let script = running.replace("127.0.0.1:8080", &service.address.to_string());

    let Some(gave) = desk.shell(&script) else {
        return;
    };
    assert_went_well(&gave);
    service.stop("TERM");
    let gave = desk.shell(&format!("support-directory restore{stopped}"));

    let gave = gave.expect("curl is there still");
    assert_went_well(&gave);
    let told =
        "directory.db: 861 offers of 503 publishers, as in monday.db\n  what was there is kept as ";
    assert!(gave.out.starts_with(told), "{}", gave.out);
    let of_cisco = std::fs::read_to_string(desk.path("cisco.csv")).expect("it was sent");
    assert!(
        of_cisco.lines().skip(1).all(|row| row.contains(",cisco,")),
        "{of_cisco}"
    );
}

/// What stands below a heading, until the next one.
fn section<'r>(readme: &'r str, heading: &str) -> &'r str {
    let (_, below) = readme.split_once(heading).expect("the heading is there");
    below.split("\n## ").next().unwrap_or(below)
}

/// The commands of a section.
fn shell(section: &str) -> String {
    let blocks = section.split("```sh\n").skip(1);
    let commands: Vec<&str> = blocks
        .map(|block| block.split("```").next().unwrap_or_default())
        .collect();
    commands.join("\n")
}

fn assert_went_well(gave: &Gave) {
    assert_eq!(
        (gave.code, gave.err.as_str()),
        (Some(0), ""),
        "{}",
        gave.out
    );
}

/// What the commands printed one after the other.
fn answers(gave: &Gave) -> impl Iterator<Item = Value> {
    let answers = serde_json::Deserializer::from_str(&gave.out).into_iter::<Value>();
    answers.map(|answer| answer.expect("it is JSON"))
}
