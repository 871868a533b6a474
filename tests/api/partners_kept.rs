//! Partners, as administrators keep them.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::actor::Actor;
use support_directory::domain::inquiry::{InquiryCategory, Party};
use support_directory::domain::partner::{Partner, PartnerRole};
use support_directory::domain::responsibility::{
    Basis, NewOverride, NewSplit, OverrideSubject, Responsible, SplitParty,
};

use crate::databases::Backend;
use crate::support::{
    TestService, admin, agent_of, assert_one_snapshot, day, editor_of, nobody, reader, service_on,
    tidy, verdict,
};

const ADD: &str = "mutation($input: AddPartnerInput!) { addPartner(input: $input) {
    partner { id partnerId name role version } userErrors { code field message } } }";
const CHANGE: &str = "mutation($input: ChangePartnerInput!) { changePartner(input: $input) {
    partner { id partnerId name role version } userErrors { code field message } } }";
const RETIRE: &str = "mutation($input: RetirePartnerInput!) { retirePartner(input: $input) {
    partner { id partnerId name version } userErrors { code field message } } }";
const RESTORE: &str = "mutation($input: RestorePartnerInput!) { restorePartner(input: $input) {
    partner { id partnerId name version } userErrors { code field message } } }";

const LISTED: &str = "{ partners { nodes { name } } }";

fn northwind() -> Value {
    json!({ "input": { "partnerId": "2001", "name": " Northwind ", "role": "INDIRECT_PROVIDER",
                       "note": " signed in spring\u{0}" } })
}

/// An input about a partner in this version.
fn seen(partner: &Partner, version: i32) -> Value {
    json!({ "input": { "id": partner.id.to_string(), "expectedVersion": version } })
}

/// Changes of a partner in its first version.
fn changes(partner: &Partner, changes: Value) -> Value {
    let mut input = seen(partner, 1);
    input["input"]["changes"] = changes;
    input
}

async fn provider(service: &TestService) -> Partner {
    service
        .with_partner("2001", "Northwind", PartnerRole::IndirectProvider)
        .await
}

#[rstest]
#[tokio::test]
async fn a_partner_is_added_changed_retired_and_restored_and_its_history_tells_so(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);

    let added = service.run_as(admin(), ADD, northwind()).await;
    let id = added["data"]["addPartner"]["partner"]["id"].clone();
    let changed = service
        .run_as(
            admin(),
            CHANGE,
            json!({ "input": { "id": id, "expectedVersion": 1, "note": "renamed",
                "changes": { "name": "Northwind Traders", "role": "DIRECT_BILL_PARTNER" } } }),
        )
        .await;
    let retire = json!({ "input": { "id": id, "expectedVersion": 2, "note": "left the program" } });
    let retired = service.run_as(admin(), RETIRE, retire).await;
    let listed_while_retired = service.data(LISTED, json!({})).await;
    let read_while_retired = service
        .data(
            "query($id: ID!) { partner(by: { id: $id }) { name } node(id: $id) { id } }",
            json!({ "id": id }),
        )
        .await;
    let restore = json!({ "input": { "id": id, "expectedVersion": 3 } });
    let restored = service.run_as(admin(), RESTORE, restore).await;

    assert_one_snapshot!(tidy(json!({
        "added": added,
        "changed": changed,
        "retired": retired,
        "listed while retired": listed_while_retired,
        "read while retired": read_while_retired,
        "restored": restored,
        "listed": service.data(LISTED, json!({})).await,
        "history": service.history().await,
    })));
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_with_a_new_partner_is_told_at_once_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    provider(&service).await;
    let before = service.everything().await;

    let input = json!({ "input": { "partnerId": "20-01", "name": " ", "role": "INDIRECT_PROVIDER",
                                   "note": "x".repeat(1_001) } });
    let unsound = service.run_as(admin(), ADD, input).await;
    let taken = service.run_as(admin(), ADD, northwind()).await;
    let input = json!({ "input": { "partnerId": "2002", "name": "x".repeat(501),
                                   "role": "INDIRECT_PROVIDER" } });
    let long = service.run_as(admin(), ADD, input).await;

    assert_one_snapshot!(tidy(
        json!({ "unsound": unsound, "taken": taken, "long": long })
    ));
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn changes_that_change_nothing_leave_a_partner_and_its_history_as_they_are(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let partner = provider(&service).await;
    let before = service.everything().await;

    let same = json!({ "name": " Northwind\n", "role": "INDIRECT_PROVIDER" });
    let answer = service
        .run_as(admin(), CHANGE, changes(&partner, same))
        .await;

    assert_eq!(verdict(&answer), [""; 0]);
    assert_eq!(answer["data"]["changePartner"]["partner"]["version"], 1);
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_done_to_a_partner_is_told_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let partner = provider(&service).await;
    let retired = service
        .with_partner("2002", "Tailspin", PartnerRole::DirectBillPartner)
        .await;
    service.run_as(admin(), RETIRE, seen(&retired, 1)).await;
    let gone = json!({ "input": { "id": "partner:0198a0de-0000-7000-8000-000000000001",
                                  "expectedVersion": 1 } });
    let before = service.everything().await;

    let emptied = json!({ "name": null, "role": null });
    let emptied = service
        .run_as(admin(), CHANGE, changes(&partner, emptied))
        .await;
    let overtaken = service.run_as(admin(), RETIRE, seen(&partner, 7)).await;
    let again = service.run_as(admin(), RETIRE, seen(&retired, 2)).await;
    let mut rename = seen(&retired, 2);
    rename["input"]["changes"] = json!({ "name": "Tailspin Toys" });
    let rename = service.run_as(admin(), CHANGE, rename).await;
    let not_retired = service.run_as(admin(), RESTORE, seen(&partner, 1)).await;
    let not_found = service.run_as(admin(), RETIRE, gone).await;

    assert_one_snapshot!(tidy(json!({
        "emptied": emptied,
        "overtaken": overtaken,
        "retired already": again,
        "changed while retired": rename,
        "not retired": not_retired,
        "not found": not_found,
    })));
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn a_role_stays_while_ties_splits_or_overrides_rely_on_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let partner = provider(&service).await;
    let reseller = service
        .with_partner("3001", "Proseware", PartnerRole::IndirectReseller)
        .await;
    let splitting = service
        .with_partner("2002", "Tailspin", PartnerRole::IndirectProvider)
        .await;
    let overridden = service
        .with_partner("1001", "Fabrikam", PartnerRole::DirectBillPartner)
        .await;
    service.tie(&partner, &reseller).await;
    service
        .with_split(NewSplit {
            provider: splitting.id,
            reseller: None,
            category: InquiryCategory::Billing,
            party: SplitParty::Both,
            valid_from: day("2020-01-01"),
            valid_through: Some(day("2020-01-02")),
        })
        .await;
    service
        .with_override(NewOverride {
            subject: OverrideSubject::Partner(overridden.id),
            category: InquiryCategory::Billing,
            model: None,
            inquirer: None,
            responsible: Responsible::One(Party::Microsoft),
            basis: Basis::Stated,
            reason: "a pilot".to_owned(),
            valid_from: day("2020-01-01"),
            valid_through: None,
        })
        .await;
    let before = service.everything().await;

    for (partner, role) in [
        (&partner, "DIRECT_BILL_PARTNER"),
        (&reseller, "DIRECT_BILL_PARTNER"),
        (&splitting, "INDIRECT_RESELLER"),
        (&overridden, "INDIRECT_PROVIDER"),
    ] {
        let other = changes(partner, json!({ "role": role }));
        let answer = service.run_as(admin(), CHANGE, other).await;
        let problem = "ROLE_IN_USE input.changes.role";
        assert_eq!(verdict(&answer), [problem], "{}", partner.name);
    }
    assert_eq!(service.everything().await, before);

    let renamed = changes(&partner, json!({ "name": "Northwind Traders" }));
    let answer = service.run_as(admin(), CHANGE, renamed).await;
    assert_eq!(verdict(&answer), [""; 0], "its name may still change");
}

#[rstest]
#[tokio::test]
async fn only_administrators_keep_partners(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let partner = provider(&service).await;
    let before = service.everything().await;
    let others = [
        (Actor::Anonymous, "UNAUTHENTICATED"),
        (nobody(), "FORBIDDEN"),
        (reader(), "FORBIDDEN"),
        (editor_of("contoso"), "FORBIDDEN"),
        (agent_of("2001"), "FORBIDDEN"),
    ];

    for (actor, code) in others {
        for (deed, input) in [
            (ADD, northwind()),
            (
                CHANGE,
                changes(&partner, json!({ "name": "Northwind Traders" })),
            ),
            (RETIRE, seen(&partner, 1)),
            (RESTORE, seen(&partner, 1)),
        ] {
            let answer = service.run_as(actor.clone(), deed, input).await;
            assert_eq!(verdict(&answer), [code], "{} {deed}", actor.name());
        }
    }

    assert_eq!(service.everything().await, before);
}
