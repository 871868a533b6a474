//! Imports that a service works on: it does not wait for them when it is told to stop, and goes on with them later.

use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Desk, Serving, found_in};

/// More things than can be done between two looks at how far an import is.
const MANY: usize = 10_000;

const ROOM: &[&str] = &[
    "--no-sample",
    "--max-body",
    "10000000",
    "--max-variables-bytes",
    "10000000",
];

fn file() -> String {
    let row = |number: usize| {
        let row = json!({
            "publisherId": "contoso", "publisherName": "Contoso", "offerId": format!("offer-{number}"),
            "offerName": format!("Offer {number}"), "supportEmail": "help@contoso.example",
        });
        format!("{row}\n")
    };
    (0..MANY).map(row).collect()
}

/// An import once it is like this.
fn import_once(
    service: &Serving,
    token: &str,
    id: &Value,
    like_this: impl Fn(&Value) -> bool,
) -> Value {
    let document = "query($id: ID!) { importJob(id: $id) { state outcome runs thingsDone sums { offers { added unchanged } } } }";
    let began = Instant::now();
    loop {
        let answer = service.ask_as(token, document, &json!({ "id": id }));
        let job = answer.expect("the service answers")["data"]["importJob"].take();
        if like_this(&job) {
            return job;
        }
        assert!(
            began.elapsed() < Duration::from_secs(120),
            "it is still {job}"
        );
        sleep(Duration::from_millis(20));
    }
}

/// Asks for the import of a text, and gives its id.
fn ask_for_import(service: &Serving, token: &str, content: &str) -> Value {
    let import = "mutation($input: ImportOffersInput!) { importOffers(input: $input) { job { id } userErrors { code } } }";
    let variables = json!({ "input": { "content": content } });
    let asked = service.ask_as(token, import, &variables);
    asked.expect("the service answers")["data"]["importOffers"]["job"]["id"].take()
}

#[test]
fn why_an_import_failed_is_in_the_log_under_the_id_that_is_told() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    found_in(
        &desk.path("directory.db"),
        "CREATE TRIGGER full BEFORE INSERT ON offer BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    );
    let service = desk.serve(&["--no-sample"]);
    let token = desk.run(&["token", "--role", "DIRECTORY_ADMIN"]).out;
    let token = token.trim();
    let id = ask_for_import(
        &service,
        token,
        r#"{"publisherId":"contoso","offerId":"backup"}"#,
    );

    let job = import_once(&service, token, &id, |job| job["state"] == "FAILED");
    let gave = service.stop("TERM");

    let id = id.as_str().expect("an id");
    assert_eq!(
        job["outcome"],
        format!(
            "This import broke off through our fault. What was taken in until then stays; ask for it again, and if it \
             fails once more, name {id} to whoever runs this service: their log says why under that id."
        )
    );
    let mut lines = gave.err.lines();
    assert!(
        lines.any(|line| line.contains("ERROR")
            && line.contains(id)
            && line.contains("the disk is full")),
        "{}",
        gave.err
    );
}

#[test]
fn a_service_that_is_told_to_stop_gives_its_import_back_and_the_next_one_goes_on_with_it() {
    let desk = Desk::new();
    let service = desk.serve(ROOM);
    let token = desk.run(&["token", "--role", "DIRECTORY_ADMIN"]).out;
    let token = token.trim();
    let id = ask_for_import(&service, token, &file());
    import_once(&service, token, &id, |job| job["thingsDone"] != 0);

    let told = Instant::now();
    let gave = service.stop("TERM");
    let took = told.elapsed();

    assert_eq!(gave.code, Some(0), "{}", gave.err);
    assert!(gave.out.ends_with("stopped\n"), "{}", gave.out);
    // It would have been cut off after ten seconds.
    assert!(took < Duration::from_secs(9), "{took:?}");
    let service = desk.serve(ROOM);
    let done = import_once(&service, token, &id, |job| job["state"] == "DONE");
    assert_eq!(done["runs"], 2);
    let expected = json!({ "added": MANY, "unchanged": 0 });
    assert_eq!(done["sums"]["offers"], expected);
    let count = service.ask("{ offers { totalCount } }");
    assert_eq!(count["data"]["offers"]["totalCount"], MANY);
}
