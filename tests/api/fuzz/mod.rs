//! Operations at random, sound ones and others: whatever is asked, the answer is one that the contract promises.
//!
//! They are written from `schema.graphql` alone, and read by another implementation as well, which says what is to be
//! taken and what refused. `OPERATIONS=10000` sends more of them, `SEED=...` those of another run.

mod contract;
mod damage;
mod dice;
mod given;
mod odd;
mod plausible;
mod promises;
mod run;
mod selections;
mod shape;
mod stock;
mod tally;
mod values;
mod writer;

use rstest::rstest;
use serde_json::json;
use support_directory::domain::contact::{ContactOwner, ContactType};
use support_directory::domain::link::ResourceKind;
use support_directory::domain::partner::PartnerRole;

use crate::databases::Backend;
use crate::support::{TestService, details, facts, service_on};

use run::Run;

/// How many operations are sent when nobody says.
const OPERATIONS: usize = 700;

/// How many answers that are amiss are shown.
const SHOWN: usize = 5;

fn set(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().expect("the setting is a number"))
}

/// A directory with something of every kind that can be named by what people call it.
async fn furnish(service: &TestService) {
    let offer = service.with_contoso_backup().await;
    let publisher = ContactOwner::Publisher(offer.publisher.id);
    service.with_support(publisher, "contoso").await;
    let desk = details("Engineers", "engineers@help.example");
    service
        .with_contact(
            ContactOwner::Offer(offer.id),
            ContactType::Engineering,
            desk,
        )
        .await;
    service
        .with_link(
            &offer,
            ResourceKind::Training,
            "https://contoso.example/learn",
        )
        .await;
    let fabrikam = service.with_publisher("fabrikam", "Fabrikam").await;
    service
        .with_offer(&fabrikam, "mail", facts("Fabrikam Mail"))
        .await;
    let provider = service
        .with_partner("100", "A provider", PartnerRole::IndirectProvider)
        .await;
    let reseller = service
        .with_partner("200", "A reseller", PartnerRole::IndirectReseller)
        .await;
    service
        .with_partner("300", "A partner", PartnerRole::DirectBillPartner)
        .await;
    service.tie(&provider, &reseller).await;
}

#[rstest]
#[tokio::test]
async fn whatever_is_asked_the_answer_is_one_that_the_contract_promises(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    let operations = set("OPERATIONS").map_or(OPERATIONS, |number| number as usize);
    let mut run = Run::new(service, set("SEED").unwrap_or(1));
    let mut amiss = Vec::new();

    for number in 0..operations {
        amiss.extend(run.send(number).await.err());
        if amiss.len() == SHOWN {
            break;
        }
    }

    println!("{}", run.tally);
    assert!(amiss.is_empty(), "{}", amiss.join("\n\n"));
    let viewer = run.service.data("{ viewer { language } }", json!({})).await;
    assert_eq!(viewer, json!({ "viewer": { "language": "en" } }));
    // So many that all that was said holds for what was run, and not for what was refused.
    assert!(2 * run.tally.done > operations, "most was refused");
    assert_eq!(run.never_reached(), Vec::<String>::new());
}
