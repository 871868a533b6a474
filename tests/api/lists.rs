//! Lists: what each filter lets through, and in which order.

use serde_json::{Value, json};
use support_directory::domain::contact::{ContactOwner, ContactType};
use support_directory::domain::offer::{ListingState, OfferFacts, OfferType, ResaleState};
use support_directory::domain::partner::PartnerRole;

use crate::support::{TestService, details, facts};

/// What a list holds: a word of each thing on it, and how many there are in all.
async fn listed(service: &TestService, list: &str, word: &str, arguments: &str) -> Value {
    let query = format!("{{ list: {list}{arguments} {{ nodes {{ word: {word} }} totalCount }} }}");
    let list = service.data(&query, json!({})).await["list"].take();
    let words = list["nodes"].as_array().cloned().unwrap_or_default();
    let words: Vec<Value> = words.into_iter().map(|node| node["word"].clone()).collect();
    assert_eq!(list["totalCount"], words.len(), "{arguments}");
    words.into()
}

async fn offers(service: &TestService, filter: &str) -> Value {
    listed(
        service,
        "offers",
        "offerId",
        &format!("(filter: {{ {filter} }})"),
    )
    .await
}

async fn publishers(service: &TestService, filter: &str) -> Value {
    let arguments = format!("(filter: {{ {filter} }})");
    listed(service, "publishers", "publisherId", &arguments).await
}

/// Three publishers with four offers that differ in everything that can be filtered by.
async fn catalogue() -> TestService {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let fabrikam = service.with_publisher("fabrikam", "Fabrikam").await;
    service.with_publisher("litware", "Litware").await;
    let of = |title: &str, offer_type, resale, listing| OfferFacts {
        offer_type,
        resale,
        listing,
        ..facts(title)
    };
    let (published, hidden) = (ListingState::Published, ListingState::NotPublished);
    let archive = of("Archive", OfferType::Saas, ResaleState::All, published);
    let backup = of(
        "Backup",
        OfferType::VirtualMachine,
        ResaleState::None,
        hidden,
    );
    service
        .with_offers(&contoso, vec![("archive", archive), ("backup", backup)])
        .await;
    let chat = of(
        "Chat",
        OfferType::Saas,
        ResaleState::Some,
        ListingState::Unknown,
    );
    let drive = of(
        "Drive",
        OfferType::Container,
        ResaleState::Unknown,
        published,
    );
    let offers = service
        .with_offers(&fabrikam, vec![("chat", chat), ("drive", drive)])
        .await;
    service
        .with_support(ContactOwner::Publisher(contoso.id), "contoso")
        .await;
    service
        .with_support(ContactOwner::Offer(offers[0].id), "chat")
        .await;
    for (owner, contact_type) in [
        (ContactOwner::Offer(offers[1].id), ContactType::Engineering),
        (
            ContactOwner::Publisher(fabrikam.id),
            ContactType::CspProgram,
        ),
    ] {
        let desk = details("Desk", "desk@fabrikam.example");
        service.with_contact(owner, contact_type, desk).await;
    }
    service
}

#[tokio::test]
async fn offers_are_narrowed_by_every_filter_and_by_all_together() {
    let service = catalogue().await;
    let contoso = service
        .data(
            r#"{ publisher(by: { publisherId: "contoso" }) { id } }"#,
            json!({}),
        )
        .await;
    let contoso = format!("publisher: {{ id: {} }}", contoso["publisher"]["id"]);

    for (filter, wanted) in [
        ("", json!(["archive", "backup", "chat", "drive"])),
        ("types: [SAAS]", json!(["archive", "chat"])),
        (
            "types: [CONTAINER, VIRTUAL_MACHINE]",
            json!(["backup", "drive"]),
        ),
        ("types: []", json!([])),
        ("types: null", json!(["archive", "backup", "chat", "drive"])),
        (contoso.as_str(), json!(["archive", "backup"])),
        (
            r#"publisher: { publisherId: "FABRIKAM" }"#,
            json!(["chat", "drive"]),
        ),
        (r#"publisher: { publisherId: "nobody" }"#, json!([])),
        ("resale: [NONE]", json!(["backup"])),
        (
            "resale: [ALL, SOME, UNKNOWN]",
            json!(["archive", "chat", "drive"]),
        ),
        ("listing: [PUBLISHED]", json!(["archive", "drive"])),
        (
            "listing: [NOT_PUBLISHED, UNKNOWN]",
            json!(["backup", "chat"]),
        ),
        (
            "hasContact: [CUSTOMER_SUPPORT]",
            json!(["archive", "backup", "chat"]),
        ),
        (r#"search: "fabrikam""#, json!(["chat", "drive"])),
        (
            "types: [SAAS], resale: [SOME, ALL], listing: [UNKNOWN]",
            json!(["chat"]),
        ),
        (
            r#"search: "contoso", hasContact: [CUSTOMER_SUPPORT], resale: [NONE]"#,
            json!(["backup"]),
        ),
        ("types: [SAAS], resale: [NONE]", json!([])),
    ] {
        assert_eq!(offers(&service, filter).await, wanted, "{filter}");
    }
}

#[tokio::test]
async fn publishers_are_narrowed_by_every_filter_and_by_all_together() {
    let service = catalogue().await;

    for (filter, wanted) in [
        ("", json!(["contoso", "fabrikam", "litware"])),
        ("offerTypes: [SAAS]", json!(["contoso", "fabrikam"])),
        ("offerTypes: [CONTAINER]", json!(["fabrikam"])),
        ("offerTypes: []", json!([])),
        ("resale: [NONE]", json!(["contoso"])),
        ("resale: [ALL, UNKNOWN]", json!(["contoso", "fabrikam"])),
        (
            "hasContact: [CUSTOMER_SUPPORT]",
            json!(["contoso", "fabrikam"]),
        ),
        (r#"search: "LIT""#, json!(["litware"])),
        (r#"search: "a", offerTypes: [SAAS]"#, json!([])),
        (
            r#"search: "fab", offerTypes: [SAAS], resale: [SOME]"#,
            json!(["fabrikam"]),
        ),
    ] {
        assert_eq!(publishers(&service, filter).await, wanted, "{filter}");
    }
}

#[tokio::test]
async fn contacts_that_one_may_not_read_do_not_betray_themselves_through_filters() {
    let service = catalogue().await;

    for filter in [
        "hasContact: [ENGINEERING]",
        "hasContact: [CSP_PROGRAM]",
        "hasContact: [CSP_PROGRAM, ENGINEERING]",
        "hasContact: []",
    ] {
        assert_eq!(offers(&service, filter).await, json!([]), "{filter}");
        assert_eq!(publishers(&service, filter).await, json!([]), "{filter}");
    }
    let all = "hasContact: [CUSTOMER_SUPPORT, CSP_PROGRAM, ENGINEERING]";
    assert_eq!(
        offers(&service, all).await,
        json!(["archive", "backup", "chat"]),
        "drive has an engineer only, and its publisher a program desk only"
    );
    assert_eq!(
        publishers(&service, all).await,
        json!(["contoso", "fabrikam"])
    );
    let seen = service
        .data_for_operator(&format!(
            "{{ offers(filter: {{ {all} }}) {{ totalCount }} publishers(filter: {{ {all} }}) {{ totalCount }} }}"
        ))
        .await;
    assert_eq!(
        seen,
        json!({ "offers": { "totalCount": 4 }, "publishers": { "totalCount": 2 } })
    );
}

#[tokio::test]
async fn lists_are_ordered_by_folded_title_or_by_their_last_change() {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "contoso").await;
    for (id, title) in [
        ("b", "Émile"),
        ("c", "zebra"),
        ("a", "apple"),
        ("d", "İstanbul"),
        ("e", "ışık"),
    ] {
        service.with_offer(&contoso, id, facts(title)).await;
        // Times are kept to the millisecond.
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    service.with_publisher("fabrikam", "FABRIKAM").await;
    let order = async |list: &str, word: &str, order: &str| {
        listed(&service, list, word, &format!("(orderBy: {order})")).await
    };

    assert_eq!(
        order("offers", "offerId", "TITLE").await,
        json!(["a", "b", "e", "d", "c"])
    );
    assert_eq!(
        order("offers", "offerId", "RELEVANCE").await,
        json!(["a", "b", "e", "d", "c"])
    );
    assert_eq!(
        order("offers", "offerId", "UPDATED").await,
        json!(["e", "d", "a", "c", "b"])
    );
    assert_eq!(
        order("publishers", "publisherId", "NAME").await,
        json!(["contoso", "fabrikam"])
    );
    assert_eq!(
        order("publishers", "publisherId", "UPDATED").await,
        json!(["fabrikam", "contoso"])
    );
}

#[tokio::test]
async fn partners_are_listed_by_name_and_narrowed_by_role_and_provider() {
    let service = TestService::start().await;
    let role = PartnerRole::IndirectProvider;
    let northwind = service.with_partner("2001", "Northwind", role).await;
    let tailspin = service.with_partner("2002", "Tailspin", role).await;
    service
        .with_partner("1001", "adatum", PartnerRole::DirectBillPartner)
        .await;
    for (id, name, provider) in [
        ("3001", "Proseware", &northwind),
        ("3002", "Litware", &northwind),
        ("3003", "Wingtip", &tailspin),
    ] {
        let reseller = service
            .with_partner(id, name, PartnerRole::IndirectReseller)
            .await;
        service.tie(provider, &reseller).await;
    }
    let northwind = format!("provider: {{ id: \"{}\" }}", northwind.id);

    for (filter, wanted) in [
        (
            "",
            json!([
                "adatum",
                "Litware",
                "Northwind",
                "Proseware",
                "Tailspin",
                "Wingtip"
            ]),
        ),
        (
            "roles: [INDIRECT_PROVIDER]",
            json!(["Northwind", "Tailspin"]),
        ),
        (
            "roles: [DIRECT_BILL_PARTNER, INDIRECT_PROVIDER]",
            json!(["adatum", "Northwind", "Tailspin"]),
        ),
        ("roles: []", json!([])),
        (northwind.as_str(), json!(["Litware", "Proseware"])),
        (r#"provider: { partnerId: "2002" }"#, json!(["Wingtip"])),
        (r#"provider: { partnerId: "3001" }"#, json!([])),
        (
            r#"provider: { partnerId: "2002" }, roles: [INDIRECT_PROVIDER]"#,
            json!([]),
        ),
    ] {
        let arguments = format!("(filter: {{ {filter} }})");
        let found = listed(&service, "partners", "name", &arguments).await;
        assert_eq!(found, wanted, "{filter}");
    }
}
