//! Offers that a source does not have any more: retired when that is asked for, restored when they come back.

use rstest::rstest;
use support_directory::actions::import_offers::{Importing, Missing, Mode};
use support_directory::domain::offer::OfferFilter;
use support_directory::exchange::Told;

use crate::databases::Backend;
use crate::support::importing::import_files;
use crate::support::telling::{contact, marketplace_id, offer, publisher};
use crate::support::{TestService, facts, service_on};

const RETIRING: Importing = Importing {
    missing: Missing::Retired,
    ..Importing::PLAIN
};

const DRY: Importing = Importing {
    mode: Mode::DryRun,
    ..RETIRING
};

/// Offers with these ids, each in its own line.
fn told(ids: &[&str]) -> Vec<Told> {
    let offers = (1..).zip(ids).map(|(line, id)| {
        let mut told = offer(line, id);
        told.contacts = vec![contact("help@contoso.example")];
        Told::Offer(told)
    });
    offers.collect()
}

/// Imports the files of a source; what that does.
async fn import(service: &TestService, files: &[Vec<Told>], how: Importing) -> String {
    let names = ["a.jsonl", "b.jsonl", "c.jsonl"].into_iter();
    let files: Vec<(&str, Vec<Told>)> = names.zip(files.iter().cloned()).collect();
    let (imported, heard) = import_files(&service.store, &files, how).await;
    let planned = heard.planned();
    let retired = planned
        .lines()
        .filter(|line| line.contains(" RETIRED OFFER "));
    assert_eq!(retired.count(), imported.retired);
    planned
}

async fn listed(service: &TestService) -> u64 {
    let all = OfferFilter::default();
    service.store.count_offers(&all).await.expect("countable")
}

#[rstest]
#[tokio::test]
async fn only_offers_of_publishers_that_the_source_has_are_missing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let all = [
        "contoso.a",
        "contoso.b",
        "contoso.c",
        "fabrikam.a",
        "litware.a",
    ];
    import(&service, &[told(&all)], Importing::PLAIN).await;
    let mut litware = publisher(9, "litware", "litware");
    litware.is_first_party = Some(false);
    // Two files are one source; of Litware it has no offers.
    let files = [
        told(&["contoso.a"]),
        vec![Told::Publisher(litware)],
        told(&["contoso.c", "northwind.a"]),
    ];
    let before = service.everything().await;

    let planned = import(&service, &files, DRY).await;
    assert_eq!(service.everything().await, before);
    let done = import(&service, &files, RETIRING).await;

    assert_eq!(planned, done);
    assert!(
        done.ends_with(" RETIRED OFFER contoso.b\n    isRetired false -> true\n"),
        "{done}"
    );
    assert_eq!(listed(&service).await, 5);
    assert_eq!(
        service.deeds().await.last().map(String::as_str),
        Some("RETIRED OFFER")
    );
    assert_eq!(
        import(&service, &files, RETIRING).await,
        "",
        "it is retired once"
    );
}

#[rstest]
#[tokio::test]
async fn an_offer_that_comes_back_is_restored(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let both = [told(&["contoso.a", "contoso.b"])];
    import(&service, &both, RETIRING).await;
    import(&service, &[told(&["contoso.a"])], RETIRING).await;

    let planned = import(&service, &both, DRY).await;
    let done = import(&service, &both, RETIRING).await;

    assert_eq!(planned, done);
    assert_eq!(
        done,
        "a.jsonl:2 RESTORED OFFER contoso.b\n    isRetired true -> false\n"
    );
    assert_eq!(listed(&service).await, 2);
}

#[rstest]
#[tokio::test]
async fn an_offer_that_the_source_knows_by_an_old_id_is_not_missing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let publishers = [("contoso", "contoso"), ("labs", "labs")];
    let publishers = service.with_publishers(&publishers).await;
    let mail = service
        .with_offer(&publishers[0], "mail", facts("The post"))
        .await;
    service
        .with_offer(&publishers[0], "chat", facts("The chat"))
        .await;
    let change = service.store.change().await.expect("a change begins");
    let former = [marketplace_id("labs.post")];
    change
        .remember_former_ids(&mail, &former)
        .await
        .expect("kept");
    change.keep().await.expect("it is kept");

    let done = import(&service, &[told(&["labs.post"])], RETIRING).await;

    let retired: Vec<&str> = done
        .lines()
        .filter(|line| line.contains("RETIRED"))
        .collect();
    assert_eq!(retired, [" RETIRED OFFER contoso.chat"]);
}
