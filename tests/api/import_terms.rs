//! Splits, overrides and service notices, as files tell of them.

use insta::{allow_duplicates, assert_snapshot};
use rstest::rstest;
use support_directory::actions::import_offers::Importing;
use support_directory::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Party};
use support_directory::domain::notice::Severity;
use support_directory::domain::partner::PartnerRole;
use support_directory::domain::responsibility::{MOST_OVERRIDES, SplitParty};
use support_directory::exchange::Told;

use crate::databases::Backend;
use crate::support::importing::{take_in, tally};
use crate::support::telling::{
    about_offer, about_partner, about_publisher, notice, offer, override_of, partner, publisher,
    split, tie,
};
use crate::support::{TestService, day, service_on};

const PLAIN: Importing = Importing::PLAIN;

/// A provider and its reseller, a publisher and its offer.
fn owners() -> Vec<Told> {
    vec![
        Told::Partner(partner(1, "100", PartnerRole::IndirectProvider)),
        Told::Partner(partner(2, "200", PartnerRole::IndirectReseller)),
        Told::Tie(tie(3, "100", "200")),
        Told::Publisher(publisher(4, "contoso", "Contoso")),
        Told::Offer(offer(5, "contoso.backup")),
    ]
}

async fn with_owners(service: &TestService) {
    take_in(service, &owners(), PLAIN).await;
}

#[rstest]
#[tokio::test]
async fn everything_that_a_file_tells_comes_in_whatever_its_order(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let mut of_reseller = split(6, "100");
    of_reseller.reseller = Some(about("200"));
    let mut told = vec![
        Told::Split(of_reseller),
        Told::Split(split(7, "100")),
        Told::Override(override_of(8, about_offer("contoso.backup"))),
        Told::Override(override_of(9, about_publisher("contoso"))),
        Told::Override(override_of(10, about_partner("100"))),
        Told::Notice(notice(11, about_offer("contoso.backup"))),
        Told::Notice(notice(12, about_publisher("contoso"))),
    ];
    if let Told::Override(told) = &mut told[4] {
        told.responsible = vec![Party::IndirectProvider];
        told.model = Some(PartnerModel::Indirect);
    }
    told.extend(owners());

    let (imported, heard) = take_in(&service, &told, PLAIN).await;

    assert_eq!(
        [imported.splits, imported.overrides, imported.notices],
        [tally(2, 0, 0), tally(3, 0, 0), tally(2, 0, 0)]
    );
    allow_duplicates! { assert_snapshot!(heard.remarks() + &heard.planned()) }
    let deeds = service.deeds().await;
    assert_eq!(
        deeds
            .iter()
            .filter(|deed| deed.starts_with("ADDED"))
            .count(),
        deeds.len()
    );
}

fn about(partner: &str) -> support_directory::domain::partner::PartnerId {
    crate::support::telling::partner_id(partner)
}

#[rstest]
#[tokio::test]
async fn what_is_on_record_is_left_and_what_the_file_says_otherwise_is_said(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    with_owners(&service).await;
    let there = [
        Told::Split(split(1, "100")),
        Told::Override(override_of(2, about_offer("contoso.backup"))),
    ];
    take_in(&service, &there, PLAIN).await;
    let mut other_split = split(1, "100");
    other_split.party = SplitParty::Both;
    other_split.valid_through = Some(day("2024-12-31"));
    let mut other_override = override_of(2, about_offer("contoso.backup"));
    other_override.responsible = vec![Party::Microsoft];
    other_override.reason = "Microsoft says so.".to_owned();
    let mut later = override_of(3, about_offer("contoso.backup"));
    later.valid_from = day("2025-01-01");
    let told = [
        Told::Split(other_split),
        Told::Override(other_override),
        Told::Override(later.clone()),
        Told::Override(later),
    ];

    let (imported, heard) = take_in(&service, &told, PLAIN).await;

    assert_eq!(
        [imported.splits, imported.overrides],
        [tally(0, 0, 1), tally(1, 0, 2)]
    );
    allow_duplicates! { assert_snapshot!(heard.remarks()) }
}

#[rstest]
#[tokio::test]
async fn what_a_deed_would_refuse_is_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    with_owners(&service).await;
    let mut not_shared = split(1, "100");
    not_shared.category = InquiryCategory::BreakFix;
    let mut over = split(2, "100");
    over.valid_through = Some(day("2023-12-31"));
    let of_reseller = split(3, "200");
    let mut not_tied = split(4, "100");
    not_tied.reseller = Some(about("100"));
    let backup = || about_offer("contoso.backup");
    let mut customer = override_of(5, backup());
    customer.responsible = vec![Party::Customer];
    let mut nobody = override_of(6, backup());
    nobody.responsible = Vec::new();
    nobody.reason = " ".to_owned();
    let mut not_in_model = override_of(7, backup());
    not_in_model.model = Some(PartnerModel::DirectBill);
    not_in_model.inquirer = Some(Inquirer::IndirectReseller);
    let mut other_model = override_of(8, about_partner("100"));
    other_model.model = Some(PartnerModel::DirectBill);
    other_model.responsible = vec![Party::DirectBillPartner];
    let mut silent = notice(9, backup());
    silent.text = String::new();
    let mut ended = notice(10, backup());
    ended.ends_at = Some(ended.begins_at);
    let told = [
        Told::Split(not_shared),
        Told::Split(over),
        Told::Split(of_reseller),
        Told::Split(not_tied),
        Told::Override(customer),
        Told::Override(nobody),
        Told::Override(not_in_model),
        Told::Override(other_model),
        Told::Notice(silent),
        Told::Notice(ended),
        Told::Notice(notice(11, about_partner("100"))),
        Told::Notice(notice(12, about_offer("contoso.mail"))),
        Told::Override(override_of(13, about_publisher("fabrikam"))),
    ];

    let (imported, heard) = take_in(&service, &told, PLAIN).await;

    assert_eq!((imported.rows, imported.refused), (13, 13));
    allow_duplicates! { assert_snapshot!(heard.remarks()) }
}

#[rstest]
#[tokio::test]
async fn what_is_retired_takes_nothing_new_unless_the_file_tells_that_it_is(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    with_owners(&service).await;
    let mut provider = partner(1, "100", PartnerRole::IndirectProvider);
    provider.is_retired = Some(true);
    let mut backup = offer(2, "contoso.backup");
    backup.facts.is_retired = Some(true);
    let retirements = vec![Told::Partner(provider), Told::Offer(backup)];
    let terms = [
        Told::Split(split(3, "100")),
        Told::Override(override_of(4, about_offer("contoso.backup"))),
        Told::Notice(notice(5, about_offer("contoso.backup"))),
    ];
    take_in(&service, &retirements, PLAIN).await;

    let (refused, heard) = take_in(&service, &terms, PLAIN).await;
    let told: Vec<Told> = retirements.into_iter().chain(terms).collect();
    let (taken, _) = take_in(&service, &told, PLAIN).await;

    assert_eq!(refused.refused, 3);
    assert_eq!(
        heard.remarks(),
        "3: refused: `100` is retired: restore it first\n\
         4: refused: the offer `contoso.backup` is retired: restore it first\n\
         5: refused: the offer `contoso.backup` is retired: restore it first\n"
    );
    assert_eq!(
        [taken.splits, taken.overrides, taken.notices],
        [tally(1, 0, 0); 3]
    );
}

#[rstest]
#[tokio::test]
async fn a_notice_that_ends_is_changed_and_two_of_the_same_words_are_two(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    with_owners(&service).await;
    let down = |line| notice(line, about_offer("contoso.backup"));
    let (first, _) = take_in(
        &service,
        &[Told::Notice(down(1)), Told::Notice(down(2))],
        PLAIN,
    )
    .await;
    let mut ended = down(1);
    ended.severity = Severity::Degradation;
    // More precise than what is kept.
    ended.ends_at = Some("2024-03-01T09:00:00.1234567Z".parse().expect("a time"));
    let (second, heard) = take_in(
        &service,
        &[Told::Notice(ended), Told::Notice(down(2))],
        PLAIN,
    )
    .await;

    assert_eq!(first.notices, tally(2, 0, 0));
    assert_eq!(second.notices, tally(0, 1, 1));
    assert_eq!(
        heard.planned(),
        "1 CHANGED SERVICE_NOTICE contoso.backup\n    endsAt - -> \"2024-03-01T09:00:00.123+00:00\"\n    \
         severity \"OUTAGE\" -> \"DEGRADATION\"\n"
    );
}

#[rstest]
#[tokio::test]
async fn a_subject_has_no_more_overrides_than_a_list_of_them_shows(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let mut told = owners();
    let first = day("2024-01-01");
    for (line, from) in (10..).zip(first.iter_days()).take(MOST_OVERRIDES + 1) {
        let mut made = override_of(line, about_publisher("contoso"));
        made.valid_from = from;
        told.push(Told::Override(made));
    }

    let (imported, heard) = take_in(&service, &told, PLAIN).await;

    assert_eq!(imported.overrides, tally(MOST_OVERRIDES, 0, 0));
    assert_eq!(imported.refused, 1);
    assert_eq!(
        heard.remarks().lines().next(),
        Some("110: refused: the publisher `contoso` has 100 overrides already: it takes no more")
    );
}
