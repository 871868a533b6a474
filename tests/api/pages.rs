//! Pages: every list is walked to its end in both directions, and everything is met exactly once.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::partner::PartnerRole;

use crate::databases::Backend;
use crate::support::{TestService, facts, service_on};

/// A list, how it is asked for, and whether it can be read from its end.
struct List {
    name: &'static str,
    arguments: &'static str,
}

impl List {
    const fn new(name: &'static str, arguments: &'static str) -> Self {
        Self { name, arguments }
    }

    /// A page of the list: the ids on it, and where it lies.
    async fn page(&self, service: &TestService, place: &str) -> (Vec<String>, Value) {
        let query = format!(
            "{{ list: {}({place} {}) {{ edges {{ cursor node {{ id }} }} nodes {{ id }} pageInfo {{
                hasNextPage hasPreviousPage startCursor endCursor }} }} }}",
            self.name, self.arguments
        );
        let list = service.data(&query, json!({})).await["list"].take();
        let edges = list["edges"].as_array().cloned().unwrap_or_default();
        let info = list["pageInfo"].clone();
        assert_eq!(
            edges.iter().map(|edge| &edge["node"]).collect::<Vec<_>>(),
            list["nodes"]
                .as_array()
                .map(|nodes| nodes.iter().collect::<Vec<_>>())
                .unwrap_or_default(),
        );
        let cursor = |edge: Option<&Value>| edge.map_or(Value::Null, |edge| edge["cursor"].clone());
        assert_eq!(info["startCursor"], cursor(edges.first()));
        assert_eq!(info["endCursor"], cursor(edges.last()));
        let id = |edge: &Value| edge["node"]["id"].as_str().map(str::to_owned);
        (edges.iter().filter_map(id).collect(), info)
    }

    /// The pages from the first to the last.
    async fn forward(&self, service: &TestService, size: usize) -> Vec<Vec<String>> {
        let (mut pages, mut place) = (Vec::new(), format!("first: {size}"));
        loop {
            let (ids, info) = self.page(service, &place).await;
            assert_eq!(info["hasPreviousPage"], !pages.is_empty(), "{place}");
            pages.push(ids);
            if info["hasNextPage"] == false {
                return pages;
            }
            place = format!("first: {size}, after: {}", info["endCursor"]);
        }
    }

    /// The pages from the last to the first.
    async fn backward(&self, service: &TestService, size: usize) -> Vec<Vec<String>> {
        let (mut pages, mut place) = (Vec::new(), format!("last: {size}"));
        loop {
            let (ids, info) = self.page(service, &place).await;
            assert_eq!(info["hasNextPage"], !pages.is_empty(), "{place}");
            pages.push(ids);
            if info["hasPreviousPage"] == false {
                return pages;
            }
            place = format!("last: {size}, before: {}", info["startCursor"]);
        }
    }
}

/// 23 things each; many of the same title, of the same moment, and of the same rank in a search.
async fn crowded() -> TestService {
    let service = TestService::start().await;
    let titles = [
        "Backup",
        "Backup Mail",
        "Mail Backup",
        "Backupper",
        "İstanbul backup",
    ];
    let names: Vec<(String, String)> = (0..23)
        .map(|place| (format!("id{place}"), titles[place % 5].to_owned()))
        .collect();
    let publishers: Vec<(&str, &str)> = names
        .iter()
        .map(|(id, name)| (id.as_str(), name.as_str()))
        .collect();
    let publisher = service.with_publishers(&publishers).await.remove(0);
    let offers = names
        .iter()
        .map(|(id, title)| (id.as_str(), facts(title)))
        .collect();
    service.with_offers(&publisher, offers).await;
    for (place, (_, name)) in names.iter().enumerate() {
        let id = format!("{}", 1000 + place);
        service
            .with_partner(&id, name, PartnerRole::DirectBillPartner)
            .await;
    }
    service
}

#[tokio::test]
async fn walking_a_list_in_either_direction_meets_everything_once_and_in_the_same_order() {
    let service = crowded().await;

    for list in [
        List::new("offers", ""),
        List::new("offers", "orderBy: UPDATED"),
        List::new("offers", r#"filter: { search: "backup" }"#),
        List::new("offers", r#"filter: { search: "backup" }, orderBy: TITLE"#),
        List::new("publishers", ""),
        List::new("publishers", "orderBy: UPDATED"),
        List::new("publishers", r#"filter: { search: "backup" }"#),
    ] {
        let (whole, _) = list.page(&service, "first: 100").await;
        let mut ids = whole.clone();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 23, "{} {}", list.name, list.arguments);

        for size in [1, 5, 22, 23, 24] {
            let forward = list.forward(&service, size).await;
            let mut backward = list.backward(&service, size).await;
            backward.reverse();

            assert_eq!(
                forward.concat(),
                whole,
                "{} {} {size}",
                list.name,
                list.arguments
            );
            assert_eq!(
                backward.concat(),
                whole,
                "{} {} {size}",
                list.name,
                list.arguments
            );
            assert!(forward.iter().rev().skip(1).all(|page| page.len() == size));
            assert!(backward.iter().skip(1).all(|page| page.len() == size));
        }
    }
}

#[tokio::test]
async fn partners_are_walked_from_the_first_to_the_last() {
    let service = crowded().await;
    let list = List::new("partners", "");
    let (whole, _) = list.page(&service, "first: 100").await;
    assert_eq!(whole.len(), 23);

    for size in [1, 5, 23, 24] {
        assert_eq!(list.forward(&service, size).await.concat(), whole, "{size}");
    }
}

#[tokio::test]
async fn a_page_holds_20_when_nobody_says() {
    let service = crowded().await;

    for name in ["offers", "publishers", "partners"] {
        let (ids, info) = List::new(name, "").page(&service, "after: null").await;
        assert_eq!(ids.len(), 20, "{name}");
        assert_eq!(info["hasNextPage"], true, "{name}");
    }
}

#[tokio::test]
async fn what_lies_between_two_cursors_can_be_asked_for() {
    let service = crowded().await;
    let list = List::new("offers", "");
    let (whole, _) = list.page(&service, "first: 100").await;
    let (_, start) = list.page(&service, "first: 5").await;
    let (_, end) = list.page(&service, "last: 5").await;
    let between = format!(
        "after: {}, before: {}",
        start["endCursor"], end["startCursor"]
    );

    let (forward, _) = list.page(&service, &format!("first: 4, {between}")).await;
    let (backward, _) = list.page(&service, &format!("last: 4, {between}")).await;
    let (all, _) = list.page(&service, &format!("first: 100, {between}")).await;

    assert_eq!(forward, whole[5..9]);
    assert_eq!(backward, whole[14..18]);
    assert_eq!(all, whole[5..18]);
}

#[tokio::test]
async fn an_empty_list_has_an_empty_page() {
    let service = TestService::start().await;

    for list in ["offers", "publishers", "partners"] {
        let query = format!(
            "{{ list: {list} {{ edges {{ cursor }} nodes {{ id }} totalCount
               pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
        );
        assert_eq!(
            service.data(&query, json!({})).await,
            json!({ "list": {
                "edges": [], "nodes": [], "totalCount": 0,
                "pageInfo": { "hasNextPage": false, "hasPreviousPage": false, "startCursor": null, "endCursor": null },
            } }),
            "{list}"
        );
    }
}

#[tokio::test]
async fn a_cursor_outlives_the_thing_it_was_given_with() {
    let service = crowded().await;
    let list = List::new("offers", "");
    let (whole, _) = list.page(&service, "first: 100").await;
    let (_, info) = list.page(&service, "first: 5").await;
    service
        .harm("UPDATE offer SET retired_at = '2024-01-01 00:00:00.000+00:00' WHERE offer_id IN ('id0', 'id5')")
        .await;

    let (next, _) = list
        .page(
            &service,
            &format!("first: 100, after: {}", info["endCursor"]),
        )
        .await;

    assert_eq!(next, whole[5..]);
}

#[rstest]
#[tokio::test]
async fn a_cursor_that_no_list_would_give_is_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    const KEY: &str = "00000000-0000-7000-8000-000000000000";
    let zero = "a\0b";
    let ten_thousand = 253_402_300_800_000_i64;
    let before_zero = -62_167_219_200_001_i64;
    let title = |list| json!([list, { "t": [zero, KEY] }]);
    let relevance = |list| json!([list, { "r": [0, zero, KEY] }]);
    let updated = |list, at: i64| json!([list, { "u": [at, KEY] }]);
    let gap = json!(["g", { "g": ["HIGH", "CONTACT_DEAD", zero, KEY, null, KEY] }]);
    for (list, arguments, place) in [
        ("offers", "orderBy: TITLE", title("o")),
        (
            "offers",
            "orderBy: RELEVANCE, filter: { search: \"a\" }",
            relevance("o"),
        ),
        ("offers", "orderBy: UPDATED", updated("o", ten_thousand)),
        ("offers", "orderBy: UPDATED", updated("o", before_zero)),
        ("publishers", "orderBy: NAME", title("p")),
        (
            "publishers",
            "orderBy: RELEVANCE, filter: { search: \"a\" }",
            relevance("p"),
        ),
        ("publishers", "orderBy: UPDATED", updated("p", ten_thousand)),
        ("publishers", "orderBy: UPDATED", updated("p", i64::MAX)),
        ("partners", "first: 1", title("c")),
        ("gaps", "first: 1", gap),
        ("changes", "first: 1", title("h")),
    ] {
        let cursor = BASE64_URL_SAFE_NO_PAD.encode(place.to_string());
        let query =
            format!("{{ {list}(after: \"{cursor}\", {arguments}) {{ nodes {{ __typename }} }} }}");

        let answer = service.ask(&query, json!({})).await.json();

        let codes = answer["errors"].as_array().into_iter().flatten();
        let codes: Vec<&Value> = codes.map(|error| &error["extensions"]["code"]).collect();
        assert_eq!(codes, ["BAD_CURSOR"], "{query}: {answer}");
    }
}
