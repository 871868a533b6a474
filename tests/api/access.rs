//! Who may do what: `tests/access.txt` is the whole policy, and this holds the service to it.

use rstest::rstest;
use std::collections::BTreeSet;

use serde_json::{Value, json};
use support_directory::domain::actor::Actor;

use crate::databases::Backend;
use crate::support::{TestService, admin, agent_of, editor_of, nobody, reader, service_on};

const TABLE: &str = include_str!("../access.txt");
const CONTRACT: &str = include_str!("../../schema.graphql");

/// A line of the table: a deed or a read, whose the thing is, and what becomes of it for each actor.
struct Row {
    deed: &'static str,
    of: &'static str,
    cells: Vec<&'static str>,
}

/// The actors, in the order of the columns: own and foreign as seen from Contoso and from the provider 2.
fn actors() -> Vec<Actor> {
    vec![
        Actor::Anonymous,
        nobody(),
        reader(),
        agent_of("1"),
        agent_of("2"),
        agent_of("3"),
        editor_of("contoso"),
        editor_of("fabrikam"),
        admin(),
    ]
}

fn rows() -> Vec<Row> {
    let lines = TABLE
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let rows: Vec<Row> = lines
        .map(|line| {
            let mut words = line.split_whitespace();
            let (deed, of) = (words.next(), words.next());
            Row {
                deed: deed.expect("a row begins with its deed"),
                of: of.expect("then says whose the thing is"),
                cells: words.collect(),
            }
        })
        .collect();
    for row in &rows {
        assert_eq!(row.cells.len(), actors().len(), "{} {}", row.deed, row.of);
    }
    rows
}

/// Publishers, partners and an offer, some own and some foreign.
async fn populate(service: &TestService) {
    for (id, name) in [("contoso", "Contoso"), ("fabrikam", "Fabrikam")] {
        add(
            service,
            "addPublisher",
            "publisher",
            json!({ "publisherId": id, "name": name }),
        )
        .await;
    }
    let offer = json!({ "publisher": { "publisherId": "contoso" }, "offerId": "backup", "title": "Backup", "type": "SAAS" });
    add(service, "addOffer", "offer", offer).await;
    for (id, role) in [
        ("1", "DIRECT_BILL_PARTNER"),
        ("2", "INDIRECT_PROVIDER"),
        ("3", "INDIRECT_PROVIDER"),
        ("4", "INDIRECT_RESELLER"),
    ] {
        let partner = json!({ "partnerId": id, "name": format!("Partner {id}"), "role": role });
        add(service, "addPartner", "partner", partner).await;
    }
}

/// Has an administrator do something, and gives the thing.
async fn add(service: &TestService, mutation: &str, thing: &str, input: Value) -> Value {
    let document = format!(
        "mutation($input: {}!) {{ {mutation}(input: $input) {{ {thing} {{ id version }} userErrors {{ code field }} }} }}",
        input_type(mutation)
    );
    let variables = json!({ "input": input });
    let mut answer = service.run_as(admin(), &document, variables).await;
    let added = answer["data"][mutation][thing].take();
    assert!(added.is_object(), "{mutation}: {answer}");
    added
}

fn input_type(mutation: &str) -> String {
    format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..])
}

/// Whom a word of the table means, as inputs name it.
fn owner(of: &str) -> Value {
    match of {
        "offer" => json!({ "offer": { "marketplaceId": "contoso.backup" } }),
        "publisher" => json!({ "publisher": { "publisherId": "contoso" } }),
        "direct-bill" => json!({ "partner": { "partnerId": "1" } }),
        "provider" => json!({ "partner": { "partnerId": "2" } }),
        "reseller" => json!({ "partner": { "partnerId": "4" } }),
        other => panic!("{other} is nobody in the table's world"),
    }
}

/// A new thing, and the part of an input that says which version of it was seen.
async fn seen(service: &TestService, mutation: &str, thing: &str, input: Value) -> Value {
    let kept = add(service, mutation, thing, input).await;
    json!({ "id": kept["id"], "expectedVersion": kept["version"] })
}

fn with(mut input: Value, more: &Value) -> Value {
    for (name, value) in more.as_object().expect("members of an input") {
        input[name] = value.clone();
    }
    input
}

/// A sound input of a mutation about something of somebody, made anew for each attempt.
async fn input(service: &TestService, row: &Row, attempt: usize) -> Value {
    let contact = json!({
        "owner": if row.deed.ends_with("Contact") || row.deed == "markContactDead" { owner(row.of) } else { Value::Null },
        "type": if row.of.contains("engineering") { "ENGINEERING" } else { "CUSTOMER_SUPPORT" },
        "name": "Desk",
        "email": format!("desk{attempt}@contoso.example"),
    });
    let new_publisher =
        json!({ "publisherId": format!("new{attempt}"), "name": format!("New {attempt}") });
    let new_offer = json!({
        "publisher": { "publisherId": "contoso" }, "offerId": format!("new{attempt}"), "title": "New", "type": "SAAS",
    });
    let new_link = json!({
        "offer": { "marketplaceId": "contoso.backup" }, "kind": "TRAINING",
        "url": format!("https://contoso.example/{attempt}"),
    });
    let new_partner = |role: &str| {
        json!({
            "partnerId": format!("9{attempt}"), "name": format!("New {attempt}"), "role": role,
        })
    };
    let about = owner_or_null(row.of);
    let new_notice = json!({ "about": about, "severity": "OUTAGE", "text": "It is down." });
    let new_override = json!({
        "subject": about, "inquiry": "BILLING", "responsible": ["ISV_PUBLISHER"], "basis": "OPTIONAL",
        "reason": "agreed", "validFrom": format!("2026-01-{:02}", attempt + 1),
    });
    let new_split = json!({
        "provider": { "partnerId": "2" }, "inquiry": "BILLING", "party": "PROVIDER",
        "validFrom": format!("2026-01-{:02}", attempt + 1),
    });
    match row.deed {
        "addContact" => contact,
        "changeContact" => with(
            seen(service, "addContact", "contact", contact).await,
            &json!({ "changes": { "name": "Help desk" } }),
        ),
        "verifyContact" | "removeContact" => seen(service, "addContact", "contact", contact).await,
        "reportContact" | "markContactDead" => with(
            seen(service, "addContact", "contact", contact).await,
            &json!({ "reason": "It bounces." }),
        ),
        "addPublisher" => new_publisher,
        "changePublisher" => with(
            seen(service, "addPublisher", "publisher", new_publisher).await,
            &json!({ "changes": { "name": "Other" } }),
        ),
        "retirePublisher" => seen(service, "addPublisher", "publisher", new_publisher).await,
        "restorePublisher" => {
            let kept = seen(service, "addPublisher", "publisher", new_publisher).await;
            seen(service, "retirePublisher", "publisher", kept).await
        }
        "mergePublishers" => {
            let goes = add(service, "addPublisher", "publisher", new_publisher).await;
            let into = json!({ "publisherId": format!("into{attempt}"), "name": "Into" });
            let into = add(service, "addPublisher", "publisher", into).await;
            json!({
                "id": goes["id"], "expectedVersion": goes["version"],
                "into": into["id"], "intoExpectedVersion": into["version"],
            })
        }
        "addOffer" => new_offer,
        "changeOffer" => with(
            seen(service, "addOffer", "offer", new_offer).await,
            &json!({ "changes": { "title": "Other" } }),
        ),
        "retireOffer" => seen(service, "addOffer", "offer", new_offer).await,
        "restoreOffer" => {
            let kept = seen(service, "addOffer", "offer", new_offer).await;
            seen(service, "retireOffer", "offer", kept).await
        }
        "moveOffer" => with(
            seen(service, "addOffer", "offer", new_offer).await,
            &json!({ "publisher": { "publisherId": "fabrikam" } }),
        ),
        "addLink" => new_link,
        "changeLink" => with(
            seen(service, "addLink", "link", new_link).await,
            &json!({ "changes": { "title": "Course" } }),
        ),
        "removeLink" => seen(service, "addLink", "link", new_link).await,
        "addPartner" => new_partner("DIRECT_BILL_PARTNER"),
        "changePartner" => with(
            seen(
                service,
                "addPartner",
                "partner",
                new_partner("DIRECT_BILL_PARTNER"),
            )
            .await,
            &json!({ "changes": { "name": "Other" } }),
        ),
        "retirePartner" => {
            seen(
                service,
                "addPartner",
                "partner",
                new_partner("DIRECT_BILL_PARTNER"),
            )
            .await
        }
        "restorePartner" => {
            let kept = seen(
                service,
                "addPartner",
                "partner",
                new_partner("DIRECT_BILL_PARTNER"),
            )
            .await;
            seen(service, "retirePartner", "partner", kept).await
        }
        "tieReseller" | "untieReseller" => {
            let reseller = add(
                service,
                "addPartner",
                "partner",
                new_partner("INDIRECT_RESELLER"),
            )
            .await;
            let tie =
                json!({ "provider": { "partnerId": "2" }, "reseller": { "id": reseller["id"] } });
            if row.deed == "untieReseller" {
                add(service, "tieReseller", "partner", tie.clone()).await;
            }
            tie
        }
        "recordSplit" => new_split,
        "removeSplit" => seen(service, "recordSplit", "split", new_split).await,
        "overrideResponsibility" => new_override,
        "removeOverride" => seen(service, "overrideResponsibility", "override", new_override).await,
        "loadEdition" => json!({ "rules": edition(attempt) }),
        "publishNotice" => new_notice,
        "changeNotice" => with(
            seen(service, "publishNotice", "notice", new_notice).await,
            &json!({ "changes": { "text": "It is back." } }),
        ),
        "endNotice" => seen(service, "publishNotice", "notice", new_notice).await,
        "importOffers" => json!({ "content": "{}" }),
        "cancelImport" => {
            let id = service.ask_for_import(json!({ "content": "{}" })).await;
            json!({ "id": id })
        }
        other => panic!("{other} has no input here"),
    }
}

fn owner_or_null(of: &str) -> Value {
    if of == "directory" {
        Value::Null
    } else {
        owner(of)
    }
}

/// The rules of the first edition under another name and day.
fn edition(attempt: usize) -> String {
    include_str!("../../data/policy/2019-11-20.toml")
        .replace("2019-11-20", &format!("2027-01-{:02}", attempt + 1))
}

/// What became of an attempt: `done`, `hidden` (as if it were not there), or the code of the refusal.
fn outcome(answer: &Value, deed: &str) -> String {
    if let Some(code) = answer["errors"][0]["extensions"]["code"].as_str() {
        return code.to_owned();
    }
    let errors = answer["data"][deed]["userErrors"].as_array();
    let codes: Vec<&str> = errors
        .unwrap_or_else(|| panic!("{deed}: {answer}"))
        .iter()
        .filter_map(|error| error["code"].as_str())
        .collect();
    match codes.as_slice() {
        [] => "done".to_owned(),
        ["NOT_FOUND"] => "hidden".to_owned(),
        other => panic!("the input of {deed} is not sound: {other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn each_deed_is_done_for_those_who_may_and_for_nobody_else(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let mut wrong = Vec::new();
    for row in rows().iter().filter(|row| !row.deed.starts_with("read:")) {
        let service = service_on!(backend);
        populate(&service).await;
        let document = format!(
            "mutation($input: {}!) {{ {}(input: $input) {{ userErrors {{ code }} }} }}",
            input_type(row.deed),
            row.deed
        );
        for (attempt, (actor, &expected)) in actors().into_iter().zip(&row.cells).enumerate() {
            let name = actor.name().to_owned();
            let variables = json!({ "input": input(&service, row, attempt).await });
            let answer = service.run_as(actor, &document, variables).await;
            let found = outcome(&answer, row.deed);
            if found != expected {
                wrong.push(format!(
                    "{} {} by {name} (column {}): {found}, not {expected}",
                    row.deed,
                    row.of,
                    attempt + 1
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "against the table:\n{}", wrong.join("\n"));
}

#[test]
fn every_mutation_of_the_contract_has_a_row() {
    let rows: BTreeSet<String> = rows()
        .iter()
        .filter(|row| !row.deed.starts_with("read:"))
        .map(|row| row.deed.to_owned())
        .collect();

    assert_eq!(rows, fields_of("Mutation"));
}

/// The names of the fields of a type of the contract.
fn fields_of(type_name: &str) -> BTreeSet<String> {
    let contract = apollo_compiler::Schema::parse_and_validate(CONTRACT, "schema.graphql");
    let contract = contract.expect("it is valid");
    let fields = &contract.get_object(type_name).expect("it is there").fields;
    fields.keys().map(ToString::to_string).collect()
}

/// Every door of the graph, as it is asked with as little as it takes; but for the viewer's own, they are
/// closed to who may not read.
const DOORS: &[(&str, &str)] = &[
    (
        "_entities",
        r#"{ _entities(representations: [{ __typename: "Publisher", publisherId: "contoso" }]) { __typename } }"#,
    ),
    ("_service", "{ _service { sdl } }"),
    ("changes", "{ changes { totalCount } }"),
    ("contactTypes", "{ contactTypes { label } }"),
    ("gaps", "{ gaps { totalCount } }"),
    ("importJob", "{ importJob(id: \"import:x\") { id } }"),
    ("importJobs", "{ importJobs { totalCount } }"),
    ("inquiryCategories", "{ inquiryCategories { label } }"),
    ("node", "{ node(id: \"offer:x\") { id } }"),
    ("nodes", "{ nodes(ids: []) { id } }"),
    (
        "offer",
        "{ offer(by: { marketplaceId: \"contoso.backup\" }) { id } }",
    ),
    ("offers", "{ offers { totalCount } }"),
    ("partner", "{ partner(by: { partnerId: \"1\" }) { id } }"),
    ("partners", "{ partners { totalCount } }"),
    ("policyEditions", "{ policyEditions { name } }"),
    (
        "publisher",
        "{ publisher(by: { publisherId: \"contoso\" }) { id } }",
    ),
    ("publishers", "{ publishers { totalCount } }"),
    ("responsibilities", "{ responsibilities { explanation } }"),
    (
        "responsibleParty",
        "{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT) { explanation } }",
    ),
    ("viewer", "{ viewer { name mayRead permissions } }"),
];

#[rstest]
#[tokio::test]
async fn who_may_not_read_finds_every_door_closed_but_their_own(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let named: BTreeSet<String> = DOORS.iter().map(|(door, _)| (*door).to_owned()).collect();
    assert_eq!(named, fields_of("Query"));
    let service = service_on!(backend);

    for (door, document) in DOORS {
        let answer = service.run_as(nobody(), document, json!({})).await;
        if *door == "viewer" {
            let viewer = json!({ "name": "nobody", "mayRead": false, "permissions": [] });
            assert_eq!(answer, json!({ "data": { "viewer": viewer } }));
        } else {
            let code = &answer["errors"][0]["extensions"]["code"];
            assert_eq!(code, "FORBIDDEN", "{door}: {answer}");
        }
    }
}

/// What somebody sees of a thing: `seen`, `absent`, or the code of the refusal.
fn sight(answer: &Value, pointer: &str) -> String {
    if let Some(code) = answer["errors"][0]["extensions"]["code"].as_str() {
        return code.to_owned();
    }
    let found = answer["data"]
        .pointer(pointer)
        .unwrap_or_else(|| panic!("{answer} has no {pointer}"));
    let is_there = match found {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Number(count) => count.as_u64() != Some(0),
        _ => true,
    };
    if is_there { "seen" } else { "absent" }.to_owned()
}

#[rstest]
#[tokio::test]
async fn what_somebody_may_not_read_is_nowhere(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let mut wrong = Vec::new();
    for row in rows().iter().filter(|row| row.deed == "read:contact") {
        let (whose, contact_type) = row.of.split_once('/').expect("whose, and which type");
        let service = service_on!(backend);
        populate(&service).await;
        let contact = json!({
            "owner": owner(whose), "type": contact_type, "name": "Desk", "email": "desk@contoso.example",
        });
        let contact = add(&service, "addContact", "contact", contact).await;
        let id = contact["id"].as_str().expect("an id");
        let reads = [
            (format!("{{ node(id: \"{id}\") {{ id }} }}"), "/node"),
            (format!("{{ nodes(ids: [\"{id}\"]) {{ id }} }}"), "/nodes/0"),
            (
                format!("{{ changes(filter: {{ thing: \"{id}\" }}) {{ nodes {{ id }} }} }}"),
                "/changes/nodes",
            ),
            (
                format!("{{ changes(filter: {{ thing: \"{id}\" }}) {{ totalCount }} }}"),
                "/changes/totalCount",
            ),
            (
                format!(
                    "{{ changes(filter: {{ thing: \"{id}\" }}) {{ pageInfo {{ endCursor }} }} }}"
                ),
                "/changes/pageInfo/endCursor",
            ),
        ]
        .into_iter()
        .chain(reads_of(whose, contact_type));
        for (document, pointer) in reads {
            for (actor, &expected) in actors().into_iter().zip(&row.cells) {
                let name = actor.name().to_owned();
                let answer = service.run_as(actor, &document, json!({})).await;
                let found = sight(&answer, pointer);
                if found != expected {
                    wrong.push(format!(
                        "{} by {name}: {found}, not {expected}: {document}",
                        row.of
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "against the table:\n{}", wrong.join("\n"));
}

#[rstest]
#[tokio::test]
async fn imports_are_seen_by_those_who_may_ask_for_them(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = service.ask_for_import(json!({ "content": "{}" })).await;
    let doors = [
        (
            format!("{{ importJob(id: \"{id}\") {{ id }} }}"),
            "/importJob",
        ),
        (
            "{ importJobs { nodes { id } } }".to_owned(),
            "/importJobs/nodes",
        ),
        (
            "{ importJobs { totalCount } }".to_owned(),
            "/importJobs/totalCount",
        ),
    ];
    let nodes = [
        (format!("{{ node(id: \"{id}\") {{ id }} }}"), "/node"),
        (format!("{{ nodes(ids: [\"{id}\"]) {{ id }} }}"), "/nodes/0"),
    ];
    let mut wrong = Vec::new();
    for row in rows().iter().filter(|row| row.deed == "read:import") {
        let reads = match row.of {
            "by-its-door" => doors.as_slice(),
            "by-node" => nodes.as_slice(),
            other => panic!("imports are not read {other}"),
        };
        for (document, pointer) in reads {
            for (actor, &expected) in actors().into_iter().zip(&row.cells) {
                let name = actor.name().to_owned();
                let answer = service.run_as(actor, document, json!({})).await;
                let found = sight(&answer, pointer);
                if found != expected {
                    wrong.push(format!("{name}: {found}, not {expected}: {document}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "against the table:\n{}", wrong.join("\n"));
}

/// The ways that lead to a contact by whom it belongs to.
fn reads_of(whose: &str, contact_type: &str) -> Vec<(String, &'static str)> {
    match whose {
        "offer" => vec![
            (
                format!(
                    "{{ offer(by: {{ marketplaceId: \"contoso.backup\" }}) {{ contacts(types: [{contact_type}]) {{ id }} }} }}"
                ),
                "/offer/contacts",
            ),
            (
                format!(
                    "{{ offers(filter: {{ hasContact: [{contact_type}] }}) {{ totalCount }} }}"
                ),
                "/offers/totalCount",
            ),
            (
                format!(
                    "{{ offers(filter: {{ hasContact: [{contact_type}] }}) {{ nodes {{ id }} }} }}"
                ),
                "/offers/nodes",
            ),
            (
                format!(
                    "{{ publishers(filter: {{ hasContact: [{contact_type}] }}) {{ totalCount }} }}"
                ),
                "/publishers/totalCount",
            ),
            (
                format!(
                    "{{ gaps(filter: {{ kinds: [CONTACT_UNVERIFIED], contactTypes: [{contact_type}] }}) {{ nodes {{ message }} }} }}"
                ),
                "/gaps/nodes",
            ),
            (
                format!(
                    "{{ gaps(filter: {{ kinds: [CONTACT_UNVERIFIED], contactTypes: [{contact_type}] }}) {{ totalCount }} }}"
                ),
                "/gaps/totalCount",
            ),
            (
                format!(
                    "{{ gaps(filter: {{ kinds: [CONTACT_UNVERIFIED], contactTypes: [{contact_type}] }}) {{ countsByKind {{ count }} }} }}"
                ),
                "/gaps/countsByKind",
            ),
        ],
        "provider" => vec![(
            format!(
                "{{ partner(by: {{ partnerId: \"2\" }}) {{ contacts(types: [{contact_type}]) {{ id }} }} }}"
            ),
            "/partner/contacts",
        )],
        other => panic!("{other} is nobody whose contacts are read here"),
    }
}
