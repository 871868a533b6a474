//! What questions cost: statements are counted, and do not grow with the length of a list.

use serde_json::{Value, json};
use support_directory::domain::actor::ContactScope;
use support_directory::domain::change::{Cause, ChangeNote};
use support_directory::domain::contact::{ContactOwner, ContactType};
use support_directory::domain::inquiry::InquiryCategory;
use support_directory::domain::link::ResourceKind;
use support_directory::domain::listing::ListOrder;
use support_directory::domain::offer::OfferFilter;
use support_directory::domain::page::{LARGEST_PAGE, Page};
use support_directory::domain::partner::PartnerRole;
use support_directory::domain::responsibility::{NewSplit, SplitParty};

use crate::support::{TestService, day, details, facts};

/// A service whose rules are read already, as they are after the first question.
async fn warm() -> TestService {
    let service = TestService::start().await;
    service.data("{ policyEditions { name } }", json!({})).await;
    service
}

const QUESTION: &str = r#"
  query($inquiry: InquiryCategory!, $model: PartnerModel! = DIRECT_BILL, $askedBy: Inquirer! = CUSTOMER,
        $offer: OfferBy, $partner: PartnerBy) {
    responsibleParty(inquiry: $inquiry, partnerModel: $model, askedBy: $askedBy, offer: $offer, partner: $partner) {
      inquiry partnerModel askedBy
      responsible { party organisation { __typename ... on Publisher { name } ... on Partner { name } } }
      isShared firstPointOfContact basis explanation
      route { from to strength isAlternative note }
      contacts { id name email verification { state } }
      sources { heading gist } gaps { kind message } edition { name note }
      offer { id title publisher { name } } partner { id name }
    }
  }"#;

/// An offer with contacts at itself and its publisher, and a link.
async fn with_offer(service: &TestService) {
    let offer = service.with_contoso_backup().await;
    service
        .with_support(ContactOwner::Offer(offer.id), "offer")
        .await;
    let owner = ContactOwner::Publisher(offer.publisher.id);
    service
        .with_contact(
            owner,
            ContactType::Engineering,
            details("Engineers", "e@contoso.example"),
        )
        .await;
    service
        .with_link(
            &offer,
            ResourceKind::UserDocumentation,
            "https://docs.contoso.example",
        )
        .await;
}

/// A reseller with one provider that split billing.
async fn with_partners(service: &TestService) {
    let provider = service
        .with_partner("2001", "Northwind", PartnerRole::IndirectProvider)
        .await;
    let reseller = service
        .with_partner("3001", "Proseware", PartnerRole::IndirectReseller)
        .await;
    service.tie(&provider, &reseller).await;
    service
        .with_support(ContactOwner::Partner(provider.id), "provider")
        .await;
    service
        .with_split(NewSplit {
            provider: provider.id,
            reseller: None,
            category: InquiryCategory::Billing,
            party: SplitParty::Provider,
            valid_from: day("2019-11-20"),
            valid_through: None,
        })
        .await;
}

#[tokio::test]
async fn the_question_costs_at_most_three_statements_and_what_it_names() {
    let service = warm().await;
    with_offer(&service).await;
    with_partners(&service).await;
    let offer = json!({ "marketplaceId": "contoso.backup" });
    let partner = json!({ "partnerId": "3001" });
    let cost = async |variables: Value| service.cost(QUESTION, variables).await;

    let alone = cost(json!({ "inquiry": "BREAK_FIX" })).await;
    let with_offer = cost(json!({ "inquiry": "BREAK_FIX", "offer": offer })).await;
    let account = cost(json!({ "inquiry": "BILLING", "offer": offer })).await;
    let with_partner = cost(
        json!({ "inquiry": "BREAK_FIX", "model": "INDIRECT", "offer": offer, "partner": partner }),
    )
    .await;
    let with_split = cost(
        json!({ "inquiry": "BILLING", "model": "INDIRECT", "offer": offer, "partner": partner }),
    )
    .await;

    assert_eq!(alone, 1, "the rules");
    assert_eq!(
        with_offer, 2,
        "the offer and what it stands on, the contacts"
    );
    assert_eq!(account, 2);
    assert_eq!(with_partner, 3, "the partners and what they stand on, too");
    assert_eq!(with_split, 3, "with what they put on record");
}

#[tokio::test]
async fn links_cost_the_question_one_statement_more() {
    let service = warm().await;
    with_offer(&service).await;
    let query = r#"{ responsibleParty(inquiry: BREAK_FIX, partnerModel: DIRECT_BILL,
        offer: { marketplaceId: "contoso.backup" }) { basis contacts { name } links { url } } }"#;

    assert_eq!(service.cost(query, json!({})).await, 3);
}

#[tokio::test]
async fn the_page_of_an_offer_costs_four_statements() {
    let service = warm().await;
    with_offer(&service).await;
    let query = r#"{ offer(by: { marketplaceId: "contoso.backup" }) {
        id marketplaceId offerId title summary type resale listing website categories version createdAt updatedAt
        publisher { id publisherId name isFirstParty version createdAt updatedAt }
        contacts { id type name email phone url languages hours timeZone verification { state at reason } version updatedAt }
        links { kind cloud url title }
        responsibilities(partnerModel: INDIRECT) {
          inquiry responsible firstPointOfContact isShared basis explanation route { from to note } sources { gist }
        }
    } }"#;

    assert_eq!(service.cost(query, json!({})).await, 4);
}

/// Publishers with this many offers each, every one with a contact of its own, and one at the publisher.
async fn with_publishers(service: &TestService, publishers: usize, offers: usize) {
    for publisher in 0..publishers {
        let id = format!("publisher{publisher}");
        let publisher = service
            .with_publisher(&id, &format!("Publisher {publisher}"))
            .await;
        service
            .with_support(ContactOwner::Publisher(publisher.id), &id)
            .await;
        let ids: Vec<String> = (0..offers).map(|offer| format!("offer{offer}")).collect();
        let new = ids.iter().map(|id| (id.as_str(), facts(id))).collect();
        for offer in service.with_offers(&publisher, new).await {
            service
                .with_support(ContactOwner::Offer(offer.id), "own")
                .await;
        }
    }
}

#[tokio::test]
async fn a_list_of_fifty_offers_costs_what_a_list_of_one_costs() {
    let query = "query($size: Int!) { offers(first: $size) {
        nodes { id title publisher { name contacts { name } } contacts { name owner { __typename } } links { url } }
    } }";
    let (one, fifty) = (warm().await, warm().await);
    with_publishers(&one, 1, 1).await;
    with_publishers(&fifty, 5, 10).await;

    let listed = fifty.data(query, json!({ "size": 50 })).await;
    assert_eq!(listed["offers"]["nodes"].as_array().map(Vec::len), Some(50));
    assert_eq!(one.cost(query, json!({ "size": 50 })).await, 4);
    assert_eq!(fifty.cost(query, json!({ "size": 50 })).await, 4);
    assert_eq!(fifty.cost(query, json!({ "size": 1 })).await, 4);
}

#[tokio::test]
async fn offers_with_publishers_and_contacts_cost_two_statements() {
    let query = "query($size: Int!) { offers(first: $size) {
        nodes { id title publisher { name } contacts { name email } }
    } }";
    let service = warm().await;
    with_publishers(&service, 5, 10).await;

    assert_eq!(service.cost(query, json!({ "size": 1 })).await, 2);
    assert_eq!(service.cost(query, json!({ "size": 50 })).await, 2);
}

#[tokio::test]
async fn thirty_publishers_with_their_offers_cost_what_one_costs() {
    let query = "query($size: Int!) { publishers(first: $size) {
        nodes { name offerCount contacts { name } notices { text } offers(first: 3) { title contacts { name } } }
    } }";
    let service = warm().await;
    with_publishers(&service, 30, 4).await;

    let listed = service.data(query, json!({ "size": 30 })).await;
    let publishers = listed["publishers"]["nodes"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    assert_eq!(publishers.len(), 30);
    for publisher in publishers {
        assert_eq!(publisher["offerCount"], 4, "{publisher}");
        assert_eq!(publisher["offers"].as_array().map(Vec::len), Some(3));
    }
    assert_eq!(service.cost(query, json!({ "size": 1 })).await, 6);
    assert_eq!(service.cost(query, json!({ "size": 30 })).await, 6);
}

#[tokio::test]
async fn a_list_is_counted_only_when_somebody_asks() {
    let service = warm().await;
    with_publishers(&service, 2, 2).await;
    let cost = async |query: &str| service.cost(query, json!({})).await;

    for list in ["offers", "publishers", "partners"] {
        assert_eq!(
            cost(&format!("{{ {list} {{ nodes {{ id }} }} }}")).await,
            1,
            "{list}"
        );
        assert_eq!(
            cost(&format!("{{ {list} {{ nodes {{ id }} totalCount }} }}")).await,
            2,
            "{list}"
        );
    }
}

#[tokio::test]
async fn the_matrix_costs_one_statement_and_words_cost_none() {
    let service = warm().await;

    let matrix = service
        .cost(
            "{ responsibilities { explanation sources { gist } } }",
            json!({}),
        )
        .await;
    let words = service
        .cost(
            "{ contactTypes { label } inquiryCategories { label } viewer { language } }",
            json!({}),
        )
        .await;

    assert_eq!(matrix, 1);
    assert_eq!(words, 0);
}

#[tokio::test]
async fn fifty_offers_stand_under_their_rules_in_one_statement_more() {
    let service = warm().await;
    with_publishers(&service, 5, 10).await;
    let query = "query($size: Int!) { offers(first: $size) { nodes { responsibilities(partnerModel: INDIRECT) { basis } } } }";

    assert_eq!(service.cost(query, json!({ "size": 1 })).await, 2);
    assert_eq!(service.cost(query, json!({ "size": 50 })).await, 2);
}

/// Records that the publishers, offers and contacts that are there came in.
async fn with_history(service: &TestService) {
    let change = service.store.change().await.expect("a change begins");
    let publishers = service.store.all_publishers().await.expect("readable");
    let listed = service
        .store
        .offers(
            &OfferFilter::default(),
            ListOrder::Title,
            &Page::first(LARGEST_PAGE),
        )
        .await;
    let offers = listed.expect("readable").items;
    let owners: Vec<ContactOwner> = offers
        .iter()
        .map(|(offer, _)| ContactOwner::Offer(offer.id))
        .collect();
    let contacts = service
        .store
        .contacts_of(&owners, &ContactScope::everything())
        .await
        .expect("readable");
    let notes = publishers
        .iter()
        .map(ChangeNote::added)
        .chain(offers.iter().map(|(offer, _)| ChangeNote::added(offer)))
        .chain(contacts.values().flatten().map(ChangeNote::added));
    let recorded = change.record(&Cause::operator(None), notes.collect()).await;
    recorded.expect("it is recorded");
    change.keep().await.expect("the change is kept");
}

#[tokio::test]
async fn fifty_histories_cost_what_one_costs() {
    let service = warm().await;
    with_publishers(&service, 5, 10).await;
    with_history(&service).await;
    let cost = async |size: usize, inner: &str| {
        let query = format!("{{ offers(first: {size}) {{ nodes {{ {inner} }} }} }}");
        service.cost(&query, json!({})).await
    };

    for size in [1, 50] {
        let first = "changes(first: 5) { nodes { deed } }";
        assert_eq!(cost(size, first).await, 2, "{size}");
        let counted = "changes(first: 5) { nodes { deed } totalCount }";
        assert_eq!(cost(size, counted).await, 3, "{size}");
        let sizes = "a: changes(first: 1) { nodes { deed } } b: changes { nodes { deed } }";
        assert_eq!(cost(size, sizes).await, 2, "{size}");
        let things = "changes { nodes { kind thing { id } } }";
        assert_eq!(cost(size, things).await, 4, "{size}: offers, contacts");
        let owners = "publisher { changes { nodes { deed } } } changes { nodes { deed } }";
        assert_eq!(cost(size, owners).await, 2, "{size}: owners of both kinds");
    }
}

#[tokio::test]
async fn a_page_of_history_costs_one_statement_and_one_for_each_kind_of_thing() {
    let service = warm().await;
    with_publishers(&service, 5, 5).await;
    with_history(&service).await;
    let cost = async |inner: &str| {
        let query = format!("{{ changes(first: 100) {{ {inner} }} }}");
        service.cost(&query, json!({})).await
    };

    assert_eq!(cost("nodes { deed before after fields }").await, 1);
    assert_eq!(cost("nodes { deed } totalCount").await, 2);
    assert_eq!(cost("nodes { thing { id } }").await, 4);
}

#[tokio::test]
async fn things_found_by_their_ids_cost_one_statement_a_kind() {
    let service = warm().await;
    with_publishers(&service, 5, 1).await;
    let found = service
        .data("{ offers { nodes { id contacts { id } } } }", json!({}))
        .await;
    let mut ids = Vec::new();
    for offer in found["offers"]["nodes"].as_array().into_iter().flatten() {
        ids.push(offer["id"].clone());
        let contacts = offer["contacts"].as_array().into_iter().flatten();
        ids.extend(contacts.map(|contact| contact["id"].clone()));
    }
    assert!(ids.len() >= 10, "{ids:?}");

    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    let cost = service.cost(query, json!({ "ids": ids })).await;

    assert_eq!(cost, 2, "the contacts, the offers");
}
