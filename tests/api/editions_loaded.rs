//! Editions of the rules, as administrators load them.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::actor::Actor;
use support_directory::exchange::policy::FIRST_EDITION;

use crate::databases::Backend;
use crate::support::{
    TestService, admin, agent_of, assert_one_snapshot, editor_of, nobody, reader, service_on, tidy,
    verdict,
};

const LOAD: &str = "mutation($input: LoadEditionInput!) { loadEdition(input: $input) {
    edition { name validFrom validThrough note } userErrors { code field message } } }";

const ASK: &str = "query($on: Date) {
  responsibleParty(inquiry: TRAINING, partnerModel: DIRECT_BILL, askedBy: DIRECT_BILL_PARTNER, on: $on) {
    basis edition { name validFrom validThrough }
  }
}";

/// The first edition under another name and from another day on, whose ISVs owe what they were expected to give.
fn edition(day: &str) -> String {
    FIRST_EDITION
        .replace("name = \"2019-11-20\"", &format!("name = \"{day}\""))
        .replace(
            "valid_from = \"2019-11-20\"",
            &format!("valid_from = \"{day}\""),
        )
        .replace("basis = \"RECOMMENDED\"", "basis = \"STATED\"")
}

/// So many clauses more.
fn clauses(number: usize) -> String {
    let clause = |number| {
        format!(
            "[[clause]]\ncode = \"more-{number}\"\nheading = \"More\"\nurl = \"https://contoso.example\"\n\
             [clause.gist]\nen = \"More.\"\n"
        )
    };
    (0..number).map(clause).collect()
}

fn rules(text: &str) -> Value {
    json!({ "input": { "rules": text, "note": "reviewed" } })
}

async fn load(service: &TestService, text: &str) -> Value {
    service.run_as(admin(), LOAD, rules(text)).await
}

/// Name and last day of the edition that answers for a day, or the code of the fault.
async fn on(service: &TestService, day: &str) -> (String, Option<String>) {
    let answer = service.run_as(reader(), ASK, json!({ "on": day })).await;
    if answer.get("errors").is_some() {
        return (verdict(&answer).remove(0), None);
    }
    let edition = &answer["data"]["responsibleParty"]["edition"];
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let name = text(&edition["name"]).expect("it has a name");
    (name, text(&edition["validThrough"]))
}

fn found(name: &str, last: Option<&str>) -> (String, Option<String>) {
    (name.to_owned(), last.map(str::to_owned))
}

#[rstest]
#[tokio::test]
async fn an_edition_that_is_loaded_answers_at_once_and_its_history_tells_so(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let before = service.data(ASK, json!({})).await;

    let loaded = load(&service, &edition("2025-02-01")).await;

    assert_one_snapshot!(tidy(json!({
        "before": before,
        "loaded": loaded,
        "today": service.data(ASK, json!({})).await,
        "on the day before": service.data(ASK, json!({ "on": "2025-01-31" })).await,
        "history": service.history().await,
    })));
}

#[rstest]
#[tokio::test]
async fn an_edition_between_two_takes_over_the_days_up_to_the_next(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    load(&service, &edition("2025-02-01")).await;

    let between = load(&service, &edition("2022-05-01")).await;

    let between = &between["data"]["loadEdition"]["edition"];
    assert_eq!(between["validThrough"], "2025-01-31");
    let first = found("2019-11-20", Some("2022-04-30"));
    let second = found("2022-05-01", Some("2025-01-31"));
    assert_eq!(on(&service, "2022-04-30").await, first);
    assert_eq!(on(&service, "2022-05-01").await, second);
    assert_eq!(on(&service, "2025-01-31").await, second);
    assert_eq!(on(&service, "2025-02-01").await, found("2025-02-01", None));
}

#[rstest]
#[tokio::test]
async fn an_edition_before_the_first_moves_the_first_day_with_answers_back(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let refused = found("DATE_BEFORE_FIRST_EDITION", None);
    assert_eq!(on(&service, "2018-06-01").await, refused);

    let earlier = load(&service, &edition("2018-06-01")).await;

    let earlier = &earlier["data"]["loadEdition"]["edition"];
    assert_eq!(earlier["validThrough"], "2019-11-19");
    let first = found("2018-06-01", Some("2019-11-19"));
    assert_eq!(on(&service, "2018-05-31").await, refused);
    assert_eq!(on(&service, "2018-06-01").await, first);
    assert_eq!(on(&service, "2019-11-19").await, first);
    assert_eq!(on(&service, "2019-11-20").await, found("2019-11-20", None));
}

#[rstest]
#[tokio::test]
async fn rules_that_are_not_sound_are_refused_with_what_is_wrong_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let before = service.everything().await;
    let second = edition("2025-02-01");
    let with = async |from: &str, to: &str| {
        assert!(second.contains(from), "{from}");
        load(&service, &second.replacen(from, to, 1)).await
    };

    let mut noted = rules("no rules");
    noted["input"]["note"] = "x".repeat(1_001).into();
    let answers = json!({
        "no rules at all, and a long note": service.run_as(admin(), LOAD, noted).await,
        "questions open and answered twice": with(
            r#"categories = ["ACCOUNT_SETUP", "PAYMENT", "OTHER"]"#,
            r#"categories = ["ACCOUNT_SETUP", "BILLING", "OTHER"]"#).await,
        "nothing answered": with("[[rule]]", "[[rule]]\nnot = 1").await,
        "a word that is none": with(r#"basis = "STATED""#, r#"basis = "SAID""#).await,
        "no name": with("name = \"2025-02-01\"", "name = \" \"").await,
        "a sign that is no writing": with("name = \"2025-02-01\"", r#"name = "2025\u0000""#).await,
        "a year of five digits": with("valid_from = \"2025", "valid_from = \"+12025").await,
        "an address that leads nowhere": with("support_page = \"https", "support_page = \"javascript").await,
        "a clause twice": with("code = \"publisher-role\"", "code = \"first-contact\"").await,
        "more clauses than there may be": with("[[rule]]", &format!("{}[[rule]]", clauses(6))).await,
        "relied on twice": with(
            r#"clauses = ["partner-role"]"#,
            r#"clauses = ["partner-role", "partner-role"]"#).await,
        "the first edition again": load(&service, FIRST_EDITION).await,
        "its day again": with("valid_from = \"2025-02-01\"", "valid_from = \"2019-11-20\"").await,
    });

    assert_one_snapshot!(answers);
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn there_are_at_most_50_editions(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    for year in 2051..2100 {
        let answer = load(&service, &edition(&format!("{year}-01-01"))).await;
        assert_eq!(answer["data"]["loadEdition"]["userErrors"], json!([]));
    }

    let refused = load(&service, &edition("2100-01-01")).await;

    let error = json!({
        "code": "TOO_MANY_EDITIONS",
        "field": ["input", "rules"],
        "message": "There can be at most 50 editions, and none of them leaves: no further one is taken.",
    });
    let payload = json!({ "edition": null, "userErrors": [error] });
    assert_eq!(refused, json!({ "data": { "loadEdition": payload } }));
    let editions = service.data("{ policyEditions { name } }", json!({})).await;
    let editions = editions["policyEditions"].as_array().map(Vec::len);
    assert_eq!(editions, Some(50));
}

#[rstest]
#[tokio::test]
async fn only_administrators_load_editions(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let before = service.everything().await;

    for (actor, code) in [
        (Actor::Anonymous, "UNAUTHENTICATED"),
        (nobody(), "FORBIDDEN"),
        (reader(), "FORBIDDEN"),
        (editor_of("contoso"), "FORBIDDEN"),
        (agent_of("2001"), "FORBIDDEN"),
    ] {
        let input = rules(&edition("2025-02-01"));
        let answer = service.run_as(actor.clone(), LOAD, input).await;
        assert_eq!(verdict(&answer), [code], "{}", actor.name());
    }

    assert_eq!(service.everything().await, before);
}
