//! Characters that a database may not like: they are told as what they are, and nothing fails because of them.

use rstest::rstest;
use serde_json::json;

use crate::databases::Backend;
use crate::support::{TestService, admin};

/// PostgreSQL keeps no NUL in a text; half a character cannot come in, as JSON in UTF-8 has none.
const NUL: &str = "a\u{0}b";

#[rstest]
#[tokio::test]
async fn a_nul_in_what_is_looked_for_finds_nothing_and_breaks_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(service) = TestService::on(backend).await else {
        return;
    };
    let mut told = serde_json::Map::new();
    for document in [
        "query($t: String!) { offers(filter: { search: $t }) { totalCount } }",
        "query($t: String!) { publishers(filter: { search: $t }) { totalCount } }",
        "query($t: String!) { partners(filter: { provider: { partnerId: $t } }) { totalCount } }",
        "query($t: String!) { offer(by: { marketplaceId: $t }) { title } }",
        "query($t: String!) { publisher(by: { publisherId: $t }) { name } }",
        "query($t: String!) { partner(by: { partnerId: $t }) { name } }",
        "query($t: String!) { changes(filter: { actor: $t }) { nodes { deed } } }",
        "query($t: String!) { offers(after: $t) { totalCount } }",
        "query($t: ID!) { node(id: $t) { id } }",
        "query($t: String!) { viewer { language } contactTypes(language: $t) { label } }",
    ] {
        let reply = service.ask(document, json!({ "t": NUL })).await;
        told.insert(document.to_owned(), reply.outcome());
    }

    insta::assert_json_snapshot!("a_nul_in_what_is_looked_for", told);
}

#[rstest]
#[tokio::test]
async fn a_nul_is_no_part_of_what_is_kept(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(service) = TestService::on(backend).await else {
        return;
    };
    service.with_publisher("contoso", "Contoso").await;
    let mut told = serde_json::Map::new();
    for document in [
        "mutation($t: String!) { addPublisher(input: { publisherId: \"fabrikam\", name: $t }) {
            publisher { name } userErrors { code field } } }",
        "mutation($t: String!) { addPublisher(input: { publisherId: \"northwind\", name: \"Northwind\", note: $t }) {
            publisher { name } userErrors { code field } } }",
        "mutation($t: String!) { addPublisher(input: { publisherId: $t, name: \"Fabrikam\" }) {
            publisher { name } userErrors { code field } } }",
        "mutation($t: String!) { addOffer(input: { publisher: { publisherId: \"contoso\" }, offerId: \"backup\",
            title: $t, type: SAAS }) { offer { title } userErrors { code field } } }",
        "mutation($t: String!) { addContact(input: { owner: { publisher: { publisherId: \"contoso\" } },
            type: CUSTOMER_SUPPORT, name: $t, url: $t }) { contact { name } userErrors { code field } } }",
        "mutation($t: String!) { publishNotice(input: { about: { publisher: { publisherId: \"contoso\" } },
            severity: OUTAGE, text: $t }) { notice { text } userErrors { code field } } }",
        "mutation($t: String!) { addPartner(input: { partnerId: \"1234567\", name: $t, role: DIRECT_BILL_PARTNER }) {
            partner { name } userErrors { code field } } }",
        "mutation($t: String!) { importOffers(input: { content: $t, note: $t }) {
            job { state } userErrors { code field } } }",
    ] {
        let answer = service.run_as(admin(), document, json!({ "t": NUL })).await;
        told.insert(document.to_owned(), answer);
    }

    insta::assert_json_snapshot!("a_nul_in_what_is_to_be_kept", told);
}
