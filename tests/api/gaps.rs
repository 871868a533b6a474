//! Gaps: what is missing or rotten in the directory, and who learns of it.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::contact::{
    ContactDetails, ContactOwner, ContactType, VerificationState,
};
use support_directory::domain::offer::{Offer, OfferFacts, ResaleState};

use crate::databases::Backend;
use crate::support::{TestService, assert_one_snapshot, details, facts, service_on, tidy};

/// Everything that can be asked of a gap.
const WHOLE: &str = "{ gaps {
    totalCount
    countsByKind { kind severity label count }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor }
    nodes {
        kind severity message party contactType contactId
        contact { id name verification { state } }
        about { __typename ... on Offer { id marketplaceId } ... on Publisher { id publisherId } }
        variants { id publisherId name }
    }
} }";

/// Contoso has an offer with doubtful contacts of its own, Fabrikam has none and two spellings.
async fn rot(service: &TestService) -> Offer {
    let offer = service.with_contoso_backup().await;
    service
        .with_publishers(&[("fabrikam", "Fabrikam"), ("fabrikam-inc", "Fabrikam, Inc.")])
        .await;
    let owner = ContactOwner::Offer(offer.id);
    let dead = service.with_support(owner, "dead").await;
    service
        .judge(&dead, VerificationState::Dead, "The mailbox is closed.")
        .await;
    service
        .with_contact(
            ContactOwner::Publisher(offer.publisher.id),
            ContactType::Engineering,
            details("Engineers", "engineers@contoso.example"),
        )
        .await;
    offer
}

/// A phone that nobody elsewhere can dial.
fn local_phone() -> ContactDetails {
    ContactDetails {
        email: None,
        phone: Some("dial 0 and ask".to_owned()),
        ..details("Reception", "")
    }
}

#[rstest]
#[tokio::test]
async fn the_whole_list_says_what_is_wrong_with_what(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    rot(&service).await;

    assert_one_snapshot!(tidy(service.data_for_operator(WHOLE).await));
}

#[rstest]
#[tokio::test]
async fn somebody_who_did_not_sign_in_learns_nothing_of_contacts_that_are_not_for_everyone(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    rot(&service).await;

    assert_one_snapshot!(tidy(service.data(WHOLE, json!({})).await));
}

/// The kinds of the gaps that a filter lets through, and how many those are.
async fn kinds(service: &TestService, filter: &str) -> (Vec<String>, Value) {
    let query = format!("{{ gaps(filter: {{ {filter} }}) {{ totalCount nodes {{ kind }} }} }}");
    let found = service.data_for_operator(&query).await["gaps"].take();
    let kinds = found["nodes"].as_array().into_iter().flatten();
    let kinds = kinds.filter_map(|gap| gap["kind"].as_str().map(str::to_owned));
    (kinds.collect(), found["totalCount"].clone())
}

#[rstest]
#[tokio::test]
async fn a_filter_narrows_the_list_and_its_counts(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = rot(&service).await;
    let by_id = format!("offer: {{ id: \"{}\" }}", offer.id);
    for (filter, expected) in [
        ("kinds: [CONTACT_DEAD]", vec!["CONTACT_DEAD"]),
        ("kinds: [OFFER_NOT_NAMED]", vec![]),
        ("kinds: []", vec![]),
        ("severities: [MEDIUM]", vec!["CONTACT_MISSING"]),
        ("contactTypes: [ENGINEERING]", vec!["CONTACT_UNVERIFIED"]),
        (&by_id, vec!["CONTACT_DEAD", "CONTACT_MISSING"]),
        (
            r#"offer: { marketplaceId: "CONTOSO.backup" }, severities: [HIGH, LOW]"#,
            vec!["CONTACT_DEAD"],
        ),
        (
            r#"publisher: { publisherId: "fabrikam" }"#,
            vec!["PUBLISHER_WITHOUT_OFFERS", "SPELLING_VARIANT"],
        ),
        (r#"publisher: { publisherId: "no such" }"#, vec![]),
        (r#"publisher: { publisherId: "nobody" }"#, vec![]),
        (r#"offer: { marketplaceId: "nothing" }"#, vec![]),
    ] {
        let (kinds, count) = kinds(&service, filter).await;
        assert_eq!(kinds, expected, "{filter}");
        assert_eq!(count, expected.len(), "{filter}");
    }
}

#[rstest]
#[tokio::test]
async fn a_walk_over_the_pages_meets_every_gap_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let owner = ContactOwner::Offer(offer.id);
    for word in ["a", "b", "c", "d"] {
        service.with_support(owner, word).await;
    }
    let publisher = &offer.publisher;
    let same = (0..5).map(|_| facts("The same title"));
    let ids = ["p", "q", "r", "s", "t"];
    service
        .with_offers(publisher, ids.into_iter().zip(same).collect())
        .await;
    let ask = "kind contactType contactId about { ... on Offer { id } ... on Publisher { id } }";
    let whole = format!("{{ gaps(first: 100) {{ totalCount nodes {{ {ask} }} }} }}");
    let whole = service.data_for_operator(&whole).await["gaps"].take();
    for size in [1, 3, 7] {
        let (mut walked, mut place) = (Vec::new(), String::new());
        loop {
            let query = format!(
                "{{ gaps(first: {size}{place}) {{ nodes {{ {ask} }} pageInfo {{ hasNextPage hasPreviousPage endCursor }} }} }}"
            );
            let page = service.data_for_operator(&query).await["gaps"].take();
            let info = &page["pageInfo"];
            assert_eq!(info["hasPreviousPage"], !walked.is_empty());
            walked.extend(page["nodes"].as_array().cloned().unwrap_or_default());
            if info["hasNextPage"] == false {
                break;
            }
            place = format!(", after: {}", info["endCursor"]);
        }
        assert_eq!(json!(walked), whole["nodes"], "by {size}");
    }
    assert_eq!(whole["totalCount"], 4 + 6 + 6 + 5);
}

#[rstest]
#[tokio::test]
async fn an_answer_that_uses_a_doubtful_contact_says_so(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let owner = ContactOwner::Offer(offer.id);
    let old = service.with_support(owner, "old").await;
    service.judge(&old, VerificationState::Verified, "").await;
    service
        .harm("UPDATE contact SET verification_at = '2020-01-01T00:00:00+00:00'")
        .await;
    service
        .with_contact(owner, ContactType::CustomerSupport, local_phone())
        .await;

    let answer = service
        .data(
            r#"{ responsibleParty(inquiry: BREAK_FIX, partnerModel: DIRECT_BILL,
                                  offer: { marketplaceId: "contoso.backup" }) {
                contacts { id name }
                gaps { kind severity message party contactType contactId contact { id } about { __typename } variants { id } }
            } }"#,
            json!({}),
        )
        .await;

    assert_one_snapshot!(tidy(answer));
}

#[rstest]
#[tokio::test]
async fn a_cursor_that_the_list_did_not_give_is_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    rot(&service).await;
    let foreign = service
        .data("{ offers { edges { cursor } } }", json!({}))
        .await["offers"]["edges"][0]["cursor"]
        .take();
    for cursor in [&foreign, &json!("nonsense")] {
        let query = format!("{{ gaps(after: {cursor}) {{ nodes {{ kind }} }} }}");
        let refused = service.ask(&query, json!({})).await.outcome();
        assert_eq!(
            refused["body"]["errors"][0]["extensions"]["code"],
            "BAD_CURSOR"
        );
    }
}

#[rstest]
#[tokio::test]
async fn gaps_are_worded_in_the_language_of_the_header(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    rot(&service).await;

    let reply = service
        .ask_in(
            Some("tr"),
            "{ gaps(first: 1) { nodes { message } countsByKind { label count } } }",
            json!({}),
        )
        .await;

    assert_eq!(
        reply.data(),
        json!({ "gaps": {
            "nodes": [{
                "message": "Rehberdeki kayda göre bu müşteri desteği iletişimi artık çalışmıyor; \
                            lütfen yenisini edinip rehbere ekletin.",
            }],
            "countsByKind": [
                { "label": "Artık çalışmayan iletişim kaydı", "count": 1 },
                { "label": "Teklifi olmayan yayımcı", "count": 2 },
                { "label": "Yalnızca yazılışta ayrılan yayımcı adı", "count": 2 },
            ],
        } })
    );
}

#[rstest]
#[tokio::test]
async fn a_page_of_gaps_costs_a_statement_and_one_for_each_kind_of_thing_below(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = rot(&service).await;
    for id in ["a", "b", "c"] {
        let unsold = OfferFacts {
            resale: ResaleState::None,
            ..facts(id)
        };
        service.with_offer(&offer.publisher, id, unsold).await;
    }
    let cost = async |query: &str| service.cost(query, json!({})).await;

    let page =
        cost("{ gaps { nodes { kind severity message contactType contactId party } } }").await;
    let counted = cost("{ gaps { nodes { kind } countsByKind { count } } }").await;
    let one = cost("{ gaps(first: 1) { nodes { about { __typename } } } }").await;
    let below = cost(
        "{ gaps { nodes { contact { name } variants { name }
            about { ... on Offer { title publisher { name } } ... on Publisher { name } } } } }",
    )
    .await;

    assert_eq!(page, 1);
    assert_eq!(counted, 2);
    assert_eq!(one, 2, "the page, the offer");
    assert_eq!(below, 5, "the page, offers, publishers, contacts, variants");
}

#[rstest]
#[tokio::test]
async fn a_value_that_a_filter_repeats_counts_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    rot(&service).await;
    let listed = async |list: &str, of: &str, word: &str, times: usize| {
        let query = format!(
            "query($words: [{of}!]) {{ {list}: $words }}) {{ totalCount nodes {{ __typename }} }} }}"
        );
        service
            .data(&query, json!({ "words": vec![word; times] }))
            .await
    };
    for (list, of, word) in [
        (
            "gaps(filter: { contactTypes",
            "ContactType",
            "CUSTOMER_SUPPORT",
        ),
        ("gaps(filter: { kinds", "GapKind", "CONTACT_DEAD"),
        ("gaps(filter: { severities", "GapSeverity", "HIGH"),
        ("offers(filter: { resale", "ResaleState", "ALL"),
        ("offers(filter: { listing", "ListingState", "UNKNOWN"),
        ("offers(filter: { types", "OfferType", "OTHER"),
        (
            "offers(filter: { hasContact",
            "ContactType",
            "CUSTOMER_SUPPORT",
        ),
        ("publishers(filter: { resale", "ResaleState", "UNKNOWN"),
        (
            "partners(filter: { roles",
            "PartnerRole",
            "INDIRECT_RESELLER",
        ),
        ("changes(filter: { kinds", "ThingKind", "OFFER"),
        ("changes(filter: { deeds", "Deed", "ADDED"),
    ] {
        let once = listed(list, of, word, 1).await;
        // As often as there is room for in a request.
        let often = listed(list, of, word, 250_000 / (word.len() + 3)).await;
        assert_eq!(often, once, "{list}");
    }
}
