//! History: what was done, by whom, when and why, as far as the viewer may read it.

use rstest::rstest;
use std::sync::Arc;

use serde_json::{Value, json};
use support_directory::domain::actor::{Actor, Member};
use support_directory::domain::change::{Cause, ChangeNote, Deed, Recorded};
use support_directory::domain::contact::{
    Contact, ContactDetails, ContactOwner, ContactType, WrittenBy,
};
use support_directory::domain::link::ResourceKind;
use support_directory::domain::notice::{NewNotice, NoticeSubject, Severity};
use support_directory::domain::offer::Offer;
use support_directory::domain::partner::{PartnerRole, Tie};

use crate::databases::Backend;
use crate::support::{TestService, assert_one_snapshot, details, service_on, target, tidy};

/// A change in which a member of this name does something.
fn by(name: &str, note: Option<&str>) -> Cause {
    Cause {
        actor: Actor::Member(Arc::new(Member {
            name: name.to_owned(),
            ..Member::default()
        })),
        request: None,
        note: note.map(str::to_owned),
    }
}

impl TestService {
    /// Records that these came in.
    async fn told<T: Recorded>(&self, things: &[&T]) {
        let notes = things.iter().map(|thing| ChangeNote::added(*thing));
        self.tell(&Cause::operator(Some("offers.jsonl")), notes.collect())
            .await;
    }

    async fn tell(&self, cause: &Cause, notes: Vec<ChangeNote>) {
        let change = self.store.change().await.expect("a change begins");
        change.record(cause, notes).await.expect("it is recorded");
        change.keep().await.expect("the change is kept");
    }

    /// A contact of Contoso Backup that came in, was renamed and left again.
    async fn with_a_former_contact(&self, offer: &Offer, contact_type: ContactType) -> Contact {
        let owner = ContactOwner::Offer(offer.id);
        let desk = details("Desk", "desk@contoso.example");
        let contact = self.with_contact(owner, contact_type, desk).await;
        self.told(&[&contact]).await;
        let change = self.store.change().await.expect("a change begins");
        let renamed = ContactDetails {
            name: "Support desk".to_owned(),
            phone: Some("+1 425-555-0100".to_owned()),
            ..contact.details.clone()
        };
        let renamed = change
            .change_contact(&contact, renamed, WrittenBy::Person)
            .await;
        let renamed = renamed.expect("it is there");
        let cause = by("editor@contoso.example", Some("They have a phone now."));
        let note = ChangeNote::changed(&contact, &renamed);
        change.record(&cause, vec![note]).await.expect("recorded");
        change.remove_contact(&renamed).await.expect("it is there");
        change.keep().await.expect("the change is kept");
        let cause = by("admin@directory.example", None);
        self.tell(&cause, vec![ChangeNote::removed(&renamed)]).await;
        contact
    }
}

const CHANGES: &str = "query($filter: ChangeFilter) {
    changes(filter: $filter, first: 50) {
        nodes {
            id at actor deed kind thingId note before after fields
            thing { __typename id ... on Offer { title } ... on Contact { name } }
        }
        pageInfo { hasNextPage hasPreviousPage } totalCount
    }
}";

#[rstest]
#[tokio::test]
async fn history_tells_who_did_what_when_and_why_also_of_what_is_gone(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    service.told(&[&offer.publisher]).await;
    service.told(&[&offer]).await;
    let training = target(ResourceKind::Training, "https://contoso.example/learn");
    let link = service.with_links(vec![(offer.id, training)]).await;
    service.told(&[&link[0]]).await;
    service
        .with_a_former_contact(&offer, ContactType::CustomerSupport)
        .await;

    assert_one_snapshot!(tidy(service.data(CHANGES, json!({})).await));
}

/// Contoso Backup and a history with one change of every kind and deed that filters look at.
async fn eventful(service: &TestService) -> Offer {
    let offer = service.with_contoso_backup().await;
    service.told(&[&offer.publisher]).await;
    service.told(&[&offer]).await;
    let owner = ContactOwner::Publisher(offer.publisher.id);
    let contact = service.with_support(owner, "publisher").await;
    service.told(&[&contact]).await;
    let contact = service
        .with_support(ContactOwner::Offer(offer.id), "offer")
        .await;
    let verified = ChangeNote::of(Deed::Verified, &contact, &contact);
    service
        .tell(&by("agent@northwind.example", None), vec![verified])
        .await;
    let notice = service
        .with_notice(NewNotice {
            subject: NoticeSubject::Offer(offer.id),
            severity: Severity::Outage,
            text: "Backups do not start.".to_owned(),
            begins_at: chrono::Utc::now(),
            ends_at: None,
        })
        .await;
    service.told(&[&notice]).await;
    let provider = service
        .with_partner("2001", "Northwind", PartnerRole::IndirectProvider)
        .await;
    let reseller = service
        .with_partner("3001", "Proseware", PartnerRole::IndirectReseller)
        .await;
    service.told(&[&provider, &reseller]).await;
    let tie = Tie {
        provider: provider.id,
        reseller: reseller.id,
    };
    service.told(&[&tie]).await;
    offer
}

/// Kinds and deeds of the changes that a filter lets through, which are also how many are counted.
async fn listed(service: &TestService, filter: Value) -> Vec<String> {
    let data = service.data(CHANGES, json!({ "filter": filter })).await;
    let nodes = data["changes"]["nodes"].as_array().cloned();
    let nodes = nodes.unwrap_or_default();
    assert_eq!(data["changes"]["totalCount"], nodes.len());
    let word = |node: &Value, name: &str| node[name].as_str().unwrap_or_default().to_owned();
    nodes
        .iter()
        .map(|node| format!("{} {}", word(node, "kind"), word(node, "deed")))
        .collect()
}

#[rstest]
#[tokio::test]
async fn history_is_narrowed_by_thing_kind_deed_actor_and_time(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = eventful(&service).await;
    let all = service.data(CHANGES, json!({})).await;
    let nodes = all["changes"]["nodes"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let of_kind = |kind: &str| {
        let found = nodes.iter().find(|node| node["kind"] == kind);
        found.cloned().unwrap_or_default()
    };
    // The reseller was added after the provider, and so stands before it.
    let reseller = of_kind("PARTNER")["thingId"].clone();
    let provider = nodes
        .iter()
        .rfind(|node| node["kind"] == "PARTNER")
        .map(|node| node["thingId"].clone());
    let verified_at = nodes
        .iter()
        .find(|node| node["deed"] == "VERIFIED")
        .map(|node| node["at"].clone());

    for (filter, expected) in [
        (
            json!({ "thing": offer.publisher.id.to_string() }),
            vec!["CONTACT ADDED", "PUBLISHER ADDED"],
        ),
        (
            json!({ "thing": offer.id.to_string() }),
            vec!["SERVICE_NOTICE ADDED", "CONTACT VERIFIED", "OFFER ADDED"],
        ),
        (
            json!({ "thing": of_kind("CONTACT")["thingId"] }),
            vec!["CONTACT VERIFIED"],
        ),
        (
            json!({ "thing": of_kind("SERVICE_NOTICE")["thingId"] }),
            vec!["SERVICE_NOTICE ADDED"],
        ),
        (
            json!({ "thing": provider }),
            vec!["PARTNER_TIE ADDED", "PARTNER ADDED"],
        ),
        (
            json!({ "thing": reseller }),
            vec!["PARTNER_TIE ADDED", "PARTNER ADDED"],
        ),
        (
            json!({ "thing": of_kind("PARTNER_TIE")["thingId"] }),
            vec!["PARTNER_TIE ADDED"],
        ),
        (
            json!({ "thing": "split:00000000-0000-7000-8000-000000000000" }),
            vec![],
        ),
        (
            json!({ "kinds": ["PUBLISHER", "OFFER"] }),
            vec!["OFFER ADDED", "PUBLISHER ADDED"],
        ),
        (json!({ "kinds": [] }), vec![]),
        (
            json!({ "deeds": ["VERIFIED", "MERGED"] }),
            vec!["CONTACT VERIFIED"],
        ),
        (
            json!({ "actor": "agent@northwind.example" }),
            vec!["CONTACT VERIFIED"],
        ),
        (json!({ "actor": "agent@northwind" }), vec![]),
        (json!({ "actor": "a\u{0}b" }), vec![]),
        (
            json!({ "actor": "operator", "kinds": ["CONTACT"] }),
            vec!["CONTACT ADDED"],
        ),
        (
            json!({ "since": verified_at, "kinds": ["CONTACT"] }),
            vec!["CONTACT VERIFIED"],
        ),
        (
            json!({ "until": verified_at, "kinds": ["CONTACT"] }),
            vec!["CONTACT ADDED"],
        ),
        (
            json!({ "since": verified_at, "until": verified_at }),
            vec![],
        ),
        (json!({ "since": "9999-12-31T23:59:59Z" }), vec![]),
        (json!({ "until": "0000-01-01T00:00:00Z" }), vec![]),
    ] {
        assert_eq!(listed(&service, filter.clone()).await, expected, "{filter}");
    }
    assert_eq!(nodes.len(), 9);
}

#[rstest]
#[tokio::test]
async fn a_thing_has_the_history_that_the_filter_gives_for_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = eventful(&service).await;
    let query = "query($offer: OfferBy!, $first: Int, $after: String) { offer(by: $offer) {
        own: changes(first: $first, after: $after) { ...page }
        publisher { own: changes(first: $first, after: $after) { ...page } }
        contacts { id own: changes(first: $first, after: $after) { ...page } }
    } }
    fragment page on ChangeConnection {
        edges { cursor node { id kind deed thingId } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount
    }";
    let filtered = "query($thing: ID!, $first: Int, $after: String) {
        changes(filter: { thing: $thing }, first: $first, after: $after) {
            edges { cursor node { id kind deed thingId } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount
        }
    }";
    let by = json!({ "id": offer.id.to_string() });

    let mut after = Value::Null;
    let mut walked = Vec::new();
    loop {
        let page = json!({ "offer": by, "first": 1, "after": after });
        let data = service.data(query, page).await;
        for (id, found) in [
            (offer.id.to_string().into(), &data["offer"]),
            (
                offer.publisher.id.to_string().into(),
                &data["offer"]["publisher"],
            ),
            (
                data["offer"]["contacts"][0]["id"].clone(),
                &data["offer"]["contacts"][0],
            ),
        ] {
            let page = json!({ "thing": id, "first": 1, "after": after });
            assert_eq!(found["own"], service.data(filtered, page).await["changes"]);
        }
        let own = &data["offer"]["own"];
        walked.push(own["edges"][0]["node"]["kind"].clone());
        if own["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = own["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(walked, ["SERVICE_NOTICE", "CONTACT", "OFFER"]);
    let partner = service
        .data(
            r#"{ partner(by: { partnerId: "2001" }) { changes(first: 1) { nodes { kind } totalCount } } }"#,
            json!({}),
        )
        .await;
    assert_eq!(
        partner["partner"]["changes"],
        json!({ "nodes": [{ "kind": "PARTNER_TIE" }], "totalCount": 2 })
    );
}

#[rstest]
#[tokio::test]
async fn what_one_may_not_read_leaves_no_trace_in_history(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    service.told(&[&offer]).await;
    let hidden = service
        .with_a_former_contact(&offer, ContactType::Engineering)
        .await;
    service.told(&[&offer.publisher]).await;
    service
        .with_a_former_contact(&offer, ContactType::CspProgram)
        .await;
    let page = "edges { cursor node { kind } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount";
    let of = |thing: &dyn std::fmt::Display, filter: &str| {
        format!(r#"changes(first: 50, filter: {{ thing: "{thing}" {filter} }}) {{ {page} }}"#)
    };
    let query = format!(
        r#"{{
            changes(first: 3) {{ {page} }}
            first: changes(first: 1) {{ {page} }}
            contacts: changes(filter: {{ kinds: [CONTACT] }}) {{ {page} }}
            gone: {}
            byActor: {}
            offer(by: {{ id: "{}" }}) {{ changes {{ {page} }} publisher {{ changes {{ {page} }} }} }}
        }}"#,
        of(&hidden.id, ""),
        of(&offer.id, r#", actor: "editor@contoso.example""#),
        offer.id,
    );
    let all = service
        .data_for_operator(
            "{ changes(first: 50) { edges { cursor node { id kind } } totalCount } }",
        )
        .await;
    let all_edges = all["changes"]["edges"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let edge = |kind: &str| {
        let found = all_edges.iter().find(|edge| edge["node"]["kind"] == kind);
        found.map(|edge| edge["cursor"].clone()).unwrap_or_default()
    };

    let seen = service.data(&query, json!({})).await;

    let whole = |kinds: &[&str], of: usize| {
        let cursors: Vec<Value> = kinds.iter().map(|kind| edge(kind)).collect();
        let edges: Vec<Value> = kinds
            .iter()
            .zip(&cursors)
            .map(|(kind, cursor)| json!({ "cursor": cursor, "node": { "kind": kind } }))
            .collect();
        json!({
            "edges": edges,
            "pageInfo": {
                "hasNextPage": of > kinds.len(), "hasPreviousPage": false,
                "startCursor": cursors.first(), "endCursor": cursors.last(),
            },
            "totalCount": of,
        })
    };
    assert_eq!(
        seen,
        json!({
            "changes": whole(&["PUBLISHER", "OFFER", "POLICY_EDITION"], 3),
            "first": whole(&["PUBLISHER"], 3),
            "contacts": whole(&[], 0),
            "gone": whole(&[], 0),
            "byActor": whole(&[], 0),
            "offer": {
                "changes": whole(&["OFFER"], 1),
                "publisher": { "changes": whole(&["PUBLISHER"], 1) },
            },
        })
    );
    assert_eq!(all["changes"]["totalCount"], 9, "who may read all sees all");
    let ids: Vec<&Value> = all_edges.iter().map(|edge| &edge["node"]["id"]).collect();
    let nodes = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Change { kind } } }";
    let found = service.data(nodes, json!({ "ids": ids })).await;
    assert_eq!(
        found["nodes"],
        json!([null, null, null, { "kind": "PUBLISHER" }, null, null, null, { "kind": "OFFER" }, { "kind": "POLICY_EDITION" }])
    );
    let operator = service.data_for_operator(&query).await;
    assert_eq!(operator["contacts"]["totalCount"], 6);
    assert_eq!(operator["gone"]["totalCount"], 3);
    assert_eq!(operator["byActor"]["totalCount"], 2);
    assert_eq!(operator["offer"]["changes"]["totalCount"], 7);
}

#[rstest]
#[tokio::test]
async fn a_question_about_history_that_is_not_sound_is_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = eventful(&service).await;
    let offers = service
        .data("{ offers { pageInfo { endCursor } } }", json!({}))
        .await;
    let foreign = offers["offers"]["pageInfo"]["endCursor"].clone();
    let of_offer = format!(r#"offer(by: {{ id: "{}" }})"#, offer.id);
    let mut refused = Vec::new();
    for query in [
        r#"{ changes(filter: { thing: "offer:1" }) { totalCount } }"#.to_owned(),
        r#"{ changes(filter: { thing: "change:00000000-0000-7000-8000-000000000000" }) { totalCount } }"#.to_owned(),
        r#"{ changes(filter: { since: "yesterday" }) { totalCount } }"#.to_owned(),
        r#"{ changes(filter: { since: "9999-12-31T23:59:59-01:00" }) { totalCount } }"#.to_owned(),
        r#"{ changes(filter: { kinds: [CONTRACT] }) { totalCount } }"#.to_owned(),
        "{ changes(first: 0) { totalCount } }".to_owned(),
        "{ changes(first: 101) { totalCount } }".to_owned(),
        r#"{ changes(after: "x") { totalCount } }"#.to_owned(),
        format!("{{ changes(after: {foreign}) {{ totalCount }} }}"),
        format!("{{ {of_offer} {{ changes(first: 101) {{ totalCount }} }} }}"),
        format!("{{ {of_offer} {{ changes(after: {foreign}) {{ totalCount }} }} }}"),
    ] {
        let outcome = service.ask(&query, json!({})).await.outcome();
        let error = &outcome["body"]["errors"][0];
        refused.push(json!([error["extensions"]["code"], error["message"]]));
    }

    assert_one_snapshot!(refused);
}
