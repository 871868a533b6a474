//! A service that is killed in the middle of changes: what was acknowledged is there with its record, and
//! nothing is half.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Desk, Serving, found_in};

/// How many clients change the directory at the same time.
const CLIENTS: usize = 4;

/// How long they do so before the service is killed.
const BEFORE_THE_KILL: Duration = Duration::from_millis(1_500);

/// What one client tried, and what the service acknowledged.
#[derive(Default)]
struct Worked {
    tried: usize,
    /// The ids of the offers that were added.
    offers: Vec<String>,
    /// The last acknowledged version of the client's contact.
    contact: String,
    version: i64,
}

#[test]
fn every_acknowledged_change_outlives_a_kill_with_its_record() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let token = desk.run(&["token", "--role", "DIRECTORY_ADMIN"]).out;
    let token = token.trim();
    let contoso = json!({ "publisherId": "contoso", "name": "Contoso" });
    done(
        &service,
        token,
        "addPublisher",
        "publisher { id }",
        &contoso,
    )
    .expect("it is added");

    let worked: Vec<Worked> = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let service = &service;
                scope.spawn(move || work(service, token, client))
            })
            .collect();
        thread::sleep(BEFORE_THE_KILL);
        service.tell("KILL");
        clients
            .into_iter()
            .map(|client| client.join().expect("a client does not panic"))
            .collect()
    });
    drop(service);

    let service = desk.serve(&["--no-sample"]);
    let (mut tried, mut acknowledged, mut found) = (0, 0, 0);
    for worked in &worked {
        tried += worked.tried;
        acknowledged += worked.offers.len() + usize::try_from(worked.version).expect("it counts");
        for offer in &worked.offers {
            let query = format!(
                "{{ offer(by: {{ id: \"{offer}\" }}) {{ version changes {{ totalCount }} }} }}"
            );
            let answer = service
                .ask_as(token, &query, &json!({}))
                .expect("it answers");
            let kept = json!({ "version": 1, "changes": { "totalCount": 1 } });
            assert_eq!(answer["data"]["offer"], kept);
            found += 1;
        }
        let query = format!(
            "{{ node(id: \"{}\") {{ ... on Contact {{ version changes {{ totalCount }} }} }} }}",
            worked.contact
        );
        let answer = service
            .ask_as(token, &query, &json!({}))
            .expect("it answers");
        let contact = &answer["data"]["node"];
        let version = contact["version"].as_i64().expect("the contact is there");
        // The last change may have been kept, and its answer cut off.
        assert!(
            (worked.version..=worked.version + 1).contains(&version),
            "{answer}"
        );
        assert_eq!(contact["changes"]["totalCount"].as_i64(), Some(version));
        found += usize::try_from(worked.version).expect("it counts");
    }
    service.stop("TERM");

    println!("changes tried {tried}, acknowledged {acknowledged}, found {found}");
    assert!(
        acknowledged > CLIENTS * 2,
        "too few changes to prove anything: {acknowledged}"
    );
    assert_eq!(found, acknowledged);
    let found = found_in(&desk.path("directory.db"), "PRAGMA integrity_check");
    assert_eq!(found, ["ok"]);
}

/// Adds offers and changes a contact in turn, until the service is gone.
fn work(service: &Serving, token: &str, client: usize) -> Worked {
    let mut worked = Worked::default();
    let desk = json!({
        "owner": { "publisher": { "publisherId": "contoso" } }, "type": "CUSTOMER_SUPPORT",
        "name": "Desk", "email": format!("desk{client}@contoso.example"),
    });
    worked.tried += 1;
    let Some(contact) = done(
        service,
        token,
        "addContact",
        "contact { id version }",
        &desk,
    ) else {
        return worked;
    };
    worked.contact = contact["contact"]["id"].as_str().expect("an id").to_owned();
    worked.version = 1;
    for turn in 0.. {
        worked.tried += 2;
        let offer = json!({
            "publisher": { "publisherId": "contoso" }, "offerId": format!("offer-{client}-{turn}"),
            "title": "Offer", "type": "SAAS",
        });
        let Some(added) = done(service, token, "addOffer", "offer { id }", &offer) else {
            break;
        };
        let id = added["offer"]["id"].as_str().expect("an id");
        worked.offers.push(id.to_owned());
        let renamed = json!({
            "id": worked.contact, "expectedVersion": worked.version,
            "changes": { "name": format!("Desk {turn}") },
        });
        let Some(changed) = done(
            service,
            token,
            "changeContact",
            "contact { version }",
            &renamed,
        ) else {
            break;
        };
        worked.version = changed["contact"]["version"].as_i64().expect("a version");
    }
    worked
}

/// Has something done; `None` when the service is gone before it answers.
fn done(
    service: &Serving,
    token: &str,
    mutation: &str,
    thing: &str,
    input: &Value,
) -> Option<Value> {
    let input_type = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
    let query = format!(
        "mutation($input: {input_type}!) {{ {mutation}(input: $input) {{ {thing} userErrors {{ code }} }} }}"
    );
    let mut answer = service.ask_as(token, &query, &json!({ "input": input }))?;
    let payload = answer["data"][mutation].take();
    assert_eq!(payload["userErrors"], json!([]), "{answer}");
    Some(payload)
}
