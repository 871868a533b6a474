//! Search: words in any order, their beginnings, folded; the best match first.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use support_directory::domain::language::Language;
use support_directory::domain::offer::{OfferFacts, Wording};

use crate::support::{TestService, facts};

/// The titles that a search finds, in their order.
async fn found(service: &TestService, search: &str) -> Vec<String> {
    ordered(service, search, None).await
}

async fn ordered(service: &TestService, search: &str, order: Option<&str>) -> Vec<String> {
    let query = "query($search: String!, $order: OfferOrder) {
        offers(filter: { search: $search }, orderBy: $order, first: 100) { nodes { title } totalCount } }";
    let answer = service
        .data(query, json!({ "search": search, "order": order }))
        .await;
    let nodes = answer["offers"]["nodes"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    assert_eq!(answer["offers"]["totalCount"], nodes.len());
    let title = |node: &Value| node["title"].as_str().map(str::to_owned);
    nodes.iter().filter_map(title).collect()
}

async fn with_titles(titles: &[&str]) -> TestService {
    let service = TestService::start().await;
    let publisher = service.with_publisher("adatum", "Adatum Yazılım").await;
    let ids: Vec<String> = (0..titles.len()).map(|id| format!("offer{id}")).collect();
    let offers = ids.iter().zip(titles);
    let offers = offers
        .map(|(id, title)| (id.as_str(), facts(title)))
        .collect();
    service.with_offers(&publisher, offers).await;
    service
}

#[tokio::test]
async fn words_are_found_in_any_order_by_their_beginnings_and_whatever_their_accents() {
    let service = with_titles(&[
        "Événement Café",
        "IŞIK İletişim",
        "C++ Tools (v2.0)",
        "Données",
    ])
    .await;

    for (search, wanted) in [
        ("cafe evenement", vec!["Événement Café"]),
        ("caf", vec!["Événement Café"]),
        ("afe", vec![]),
        ("cafe donnees", vec![]),
        ("isik", vec!["IŞIK İletişim"]),
        ("ışık iletisim", vec!["IŞIK İletişim"]),
        ("İLETİŞİM", vec!["IŞIK İletişim"]),
        ("tools v2", vec!["C++ Tools (v2.0)"]),
        ("yazilim donn", vec!["Données"]),
        ("+++", vec![]),
        ("\"* OR a:b NEAR(", vec![]),
        ("'; DROP TABLE offer; --", vec![]),
        ("%", vec![]),
    ] {
        assert_eq!(found(&service, search).await, wanted, "{search}");
    }
    assert_eq!(
        found(&service, "   ").await.len(),
        4,
        "blanks look for nothing in particular"
    );
    assert_eq!(
        found(&service, "adatum").await.len(),
        4,
        "the publisher's name counts"
    );
}

#[tokio::test]
async fn the_title_itself_comes_first_then_its_beginning_then_whole_words() {
    let titles = [
        "Mail Server Backup",
        "Backupper Mail",
        "Backup",
        "Backup Mail",
        "The Backupper",
        "My Backup",
    ];
    let service = with_titles(&titles).await;

    let best = found(&service, "backup").await;
    let by_title = ordered(&service, "backup", Some("TITLE")).await;
    let by_relevance = ordered(&service, "backup", Some("RELEVANCE")).await;

    assert_eq!(
        best,
        [
            "Backup",
            "Backup Mail",
            "Backupper Mail",
            "Mail Server Backup",
            "My Backup",
            "The Backupper"
        ]
    );
    assert_eq!(by_relevance, best);
    assert_eq!(
        by_title,
        [
            "Backup",
            "Backup Mail",
            "Backupper Mail",
            "Mail Server Backup",
            "My Backup",
            "The Backupper"
        ]
    );
}

#[tokio::test]
async fn a_match_in_the_title_beats_one_in_the_publishers_name() {
    let service = with_titles(&["Aardvark", "Zebra of Adatum"]).await;

    assert_eq!(
        found(&service, "adatum").await,
        ["Zebra of Adatum", "Aardvark"]
    );
    assert_eq!(
        ordered(&service, "adatum", Some("TITLE")).await,
        ["Aardvark", "Zebra of Adatum"]
    );
}

#[tokio::test]
async fn a_title_in_another_language_is_found_too() {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let turkish = Language::parse("tr").expect("a tag");
    let wording = Wording {
        title: "Yedekleme".to_owned(),
        summary: None,
    };
    let facts = OfferFacts {
        translations: BTreeMap::from([(turkish, wording)]),
        ..facts("Backup")
    };
    service.with_offer(&contoso, "backup", facts).await;

    assert_eq!(found(&service, "yedek").await, ["Backup"]);
    assert_eq!(found(&service, "backup yedekleme").await, ["Backup"]);
}

#[tokio::test]
async fn the_first_16_words_count() {
    let service = with_titles(&["Backup"]).await;
    let sixteen = "backup ".repeat(16);

    assert_eq!(
        found(&service, &format!("{sixteen} nothing")).await,
        ["Backup"]
    );
    assert_eq!(
        found(&service, &format!("nothing {sixteen}")).await,
        [""; 0]
    );
}

#[tokio::test]
async fn publishers_are_found_by_their_names() {
    let service = TestService::start().await;
    service
        .with_publishers(&[
            ("a", "Contoso Türkiye A.Ş."),
            ("b", "Contoso"),
            ("c", "Acme of Contoso"),
        ])
        .await;
    let names = async |search: &str| {
        let query = "query($search: String!) { publishers(filter: { search: $search }) { nodes { name } totalCount } }";
        service.data(query, json!({ "search": search })).await["publishers"].take()
    };

    assert_eq!(
        names("contoso").await,
        json!({
            "nodes": [{ "name": "Contoso" }, { "name": "Contoso Türkiye A.Ş." }, { "name": "Acme of Contoso" }],
            "totalCount": 3,
        })
    );
    assert_eq!(
        names("turkiye cont").await,
        json!({ "nodes": [{ "name": "Contoso Türkiye A.Ş." }], "totalCount": 1 })
    );
}
