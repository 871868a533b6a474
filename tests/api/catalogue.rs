//! Offers, publishers and partners, each looked up whole.

use std::collections::BTreeMap;

use insta::assert_json_snapshot;
use serde_json::json;
use support_directory::domain::contact::ContactOwner;
use support_directory::domain::language::Language;
use support_directory::domain::link::{Cloud, LinkTarget, ResourceKind};
use support_directory::domain::offer::{ListingState, OfferFacts, OfferType, ResaleState, Wording};
use support_directory::domain::partner::PartnerRole;

use crate::support::{TestService, facts, target, tidy};

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a tag")
}

/// An offer in three languages, with everything that can be on file.
fn full_facts() -> OfferFacts {
    let wording = |title: &str, summary: Option<&str>| Wording {
        title: title.to_owned(),
        summary: summary.map(str::to_owned),
    };
    OfferFacts {
        summary: Some("Keeps copies.".to_owned()),
        translations: BTreeMap::from([
            (
                language("tr"),
                wording("Contoso Yedekleme", Some("Yedekler.")),
            ),
            (language("pt-BR"), wording("Contoso Cópia", None)),
        ]),
        offer_type: OfferType::ManagedApplication,
        resale: ResaleState::Some,
        listing: ListingState::NotPublished,
        website: Some("https://contoso.example/backup".to_owned()),
        categories: vec!["Storage".to_owned(), "Compliance".to_owned()],
        ..facts("Contoso Backup")
    }
}

#[tokio::test]
async fn an_offer_is_looked_up_whole_by_either_id() {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let offer = service
        .with_offer(&contoso, "backup.v2", full_facts())
        .await;
    service
        .with_support(ContactOwner::Offer(offer.id), "own")
        .await;
    let government = LinkTarget {
        cloud: Cloud::Government,
        title: Some("Help".to_owned()),
        ..target(ResourceKind::SupportWebsite, "https://gov.contoso.example")
    };
    let links = [
        government,
        target(
            ResourceKind::PrivacyPolicy,
            "https://contoso.example/privacy",
        ),
        target(ResourceKind::SupportWebsite, "https://contoso.example/help"),
        target(ResourceKind::Training, "https://contoso.example/learn"),
    ];
    let links = links.into_iter().map(|link| (offer.id, link)).collect();
    service.with_links(links).await;
    let query = "query($by: OfferBy!) { offer(by: $by) {
        id marketplaceId offerId title summary type resale listing website categories version createdAt updatedAt retiredAt
        publisher { id publisherId name isFirstParty offerCount version createdAt updatedAt }
        contacts { id name type owner { __typename ... on Offer { id } } }
        links { id kind cloud url title version }
        privacy: links(kinds: [PRIVACY_POLICY]) { kind }
        noKind: links(kinds: []) { kind }
        notices { id }
    } }";

    let by_id = service
        .data(query, json!({ "by": { "id": offer.id.to_string() } }))
        .await;
    let by_marketplace_id = service
        .data(
            query,
            json!({ "by": { "marketplaceId": " CONTOSO.Backup.V2 " } }),
        )
        .await;

    assert_eq!(by_id, by_marketplace_id);
    assert_json_snapshot!(tidy(by_id));
}

#[tokio::test]
async fn a_title_is_given_in_the_language_asked_for_where_it_is_on_file() {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "Contoso").await;
    service.with_offer(&contoso, "backup", full_facts()).await;
    let query = r#"{ offer(by: { marketplaceId: "contoso.backup" }) {
        unsaid: title
        tr: title(language: "tr-TR") trSummary: summary(language: "tr")
        brazil: title(language: "pt-BR") brazilSummary: summary(language: "pt-BR")
        portugal: title(language: "pt-PT")
        en: title(language: "en") enSummary: summary(language: "en")
        german: title(language: "de") nonsense: title(language: "not a tag")
    } }"#;

    let english = service.data(query, json!({})).await;
    let turkish = service.ask_in(Some("tr"), query, json!({})).await.data();
    let accepted = async |header: &str| {
        let data = service.ask_in(Some(header), query, json!({})).await.data();
        data["offer"]["unsaid"].clone()
    };

    assert_eq!(
        english["offer"],
        json!({
            "unsaid": "Contoso Backup",
            "tr": "Contoso Yedekleme", "trSummary": "Yedekler.",
            "brazil": "Contoso Cópia", "brazilSummary": "Keeps copies.",
            "portugal": "Contoso Cópia",
            "en": "Contoso Backup", "enSummary": "Keeps copies.",
            "german": "Contoso Backup", "nonsense": "Contoso Backup",
        })
    );
    assert_eq!(turkish["offer"]["unsaid"], "Contoso Yedekleme");
    assert_eq!(turkish["offer"]["en"], "Contoso Backup");
    assert_eq!(
        accepted("de, pt-BR;q=0.8, tr;q=0.5").await,
        "Contoso Cópia",
        "spoken by the offer, not by the directory"
    );
    assert_eq!(accepted("en-GB, tr;q=0.5").await, "Contoso Backup");
}

#[tokio::test]
async fn a_publisher_is_looked_up_with_its_first_offers_by_title() {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "Contoso, Ltd.").await;
    let offers = ["Zebra", "émile", "Apple", "apple 2"];
    let offers = offers.iter().zip(["z", "e", "a", "a2"]);
    let offers = offers.map(|(title, id)| (id, facts(title))).collect();
    service.with_offers(&contoso, offers).await;
    service
        .with_support(ContactOwner::Publisher(contoso.id), "desk")
        .await;
    let query = "query($by: PublisherBy!) { publisher(by: $by) {
        id publisherId name isFirstParty offerCount version createdAt updatedAt
        contacts { id name owner { __typename ... on Publisher { id } } }
        offers { offerId title }
        two: offers(first: 2) { offerId }
        notices { id }
    } }";

    let by_id = service
        .data(query, json!({ "by": { "id": contoso.id.to_string() } }))
        .await;
    let by_publisher_id = service
        .data(query, json!({ "by": { "publisherId": "Contoso" } }))
        .await;

    assert_eq!(by_id, by_publisher_id);
    assert_json_snapshot!(tidy(by_id));
}

#[tokio::test]
async fn a_partner_is_looked_up_with_its_providers_by_name() {
    let service = TestService::start().await;
    let reseller = service
        .with_partner("3001", "Proseware", PartnerRole::IndirectReseller)
        .await;
    for (id, name) in [
        ("2001", "Tailspin"),
        ("2002", "northwind"),
        ("2003", "Adatum"),
    ] {
        let provider = service
            .with_partner(id, name, PartnerRole::IndirectProvider)
            .await;
        if id != "2003" {
            service.tie(&provider, &reseller).await;
        }
    }
    service
        .with_support(ContactOwner::Partner(reseller.id), "desk")
        .await;
    let query = "query($by: PartnerBy!) { partner(by: $by) {
        id partnerId name role version createdAt updatedAt
        providers { partnerId name role providers { name } }
        contacts { id name owner { __typename ... on Partner { id } } }
    } }";

    let by_id = service
        .data(query, json!({ "by": { "id": reseller.id.to_string() } }))
        .await;
    let by_partner_id = service
        .data(query, json!({ "by": { "partnerId": "3001" } }))
        .await;

    assert_eq!(by_id, by_partner_id);
    assert_json_snapshot!(tidy(by_id));
}
