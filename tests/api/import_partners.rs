//! Partners and their ties, as files tell of them.

use insta::{allow_duplicates, assert_snapshot};
use rstest::rstest;
use support_directory::actions::import_offers::Importing;
use support_directory::domain::partner::{MOST_PROVIDERS, PartnerRole};
use support_directory::exchange::Told;

use crate::databases::Backend;
use crate::support::importing::{take_in, tally};
use crate::support::service_on;
use crate::support::telling::{about_partner, contact, override_of, partner, split, tie};

const PROVIDER: PartnerRole = PartnerRole::IndirectProvider;
const RESELLER: PartnerRole = PartnerRole::IndirectReseller;

#[rstest]
#[tokio::test]
async fn partners_come_in_with_contacts_and_ties_wherever_the_file_tells_of_them(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let mut reseller = partner(3, "200", RESELLER);
    reseller.contacts = vec![contact("help@reseller.example")];
    let told = [
        Told::Tie(tie(1, "100", "200")),
        Told::Tie(tie(2, "100", "200")),
        Told::Partner(reseller),
        Told::Partner(partner(4, "100", PROVIDER)),
        Told::Partner(partner(5, "300", PartnerRole::DirectBillPartner)),
    ];

    let (imported, heard) = take_in(&service, &told, Importing::PLAIN).await;

    assert_eq!((imported.rows, imported.taken), (5, 5));
    assert_eq!(imported.partners, tally(3, 0, 0));
    assert_eq!(
        (imported.ties, imported.contacts),
        (tally(1, 0, 1), tally(1, 0, 0))
    );
    assert_eq!(heard.remarks(), "");
    allow_duplicates! { assert_snapshot!(heard.planned()) }
    assert_eq!(
        service.deeds().await,
        [
            "ADDED PARTNER",
            "ADDED PARTNER",
            "ADDED PARTNER",
            "ADDED CONTACT",
            "ADDED PARTNER_TIE"
        ]
    );
}

#[rstest]
#[tokio::test]
async fn a_partner_that_is_kept_is_renamed_and_keeps_its_role(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_partner("100", "Old name", PROVIDER).await;
    let told = [Told::Partner(partner(1, "100", RESELLER))];

    let (imported, heard) = take_in(&service, &told, Importing::PLAIN).await;

    assert_eq!((imported.partners, imported.warned), (tally(0, 1, 0), 1));
    assert_eq!(
        heard.remarks(),
        "1: partnerRole `INDIRECT_RESELLER`: takes part as INDIRECT_PROVIDER: left as it is; \
         change the role by hand\n"
    );
    assert_eq!(
        heard.planned(),
        "1 CHANGED PARTNER 100\n    name \"Old name\" -> \"Partner 100\"\n"
    );
}

#[rstest]
#[tokio::test]
async fn a_partner_is_retired_and_restored_as_the_file_tells(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_partner("100", "Partner 100", PROVIDER).await;
    let retired = |is_retired| {
        let mut told = partner(1, "100", PROVIDER);
        told.is_retired = is_retired;
        told.contacts = vec![contact("help@provider.example")];
        [Told::Partner(told)]
    };

    let (_, left) = take_in(&service, &retired(Some(true)), Importing::PLAIN).await;
    let mut renamed = retired(None);
    if let Told::Partner(told) = &mut renamed[0] {
        told.name = Some("Renamed".to_owned());
    }
    let (_, silent) = take_in(&service, &renamed, Importing::PLAIN).await;
    let (_, back) = take_in(&service, &retired(Some(false)), Importing::PLAIN).await;

    assert_eq!(
        left.planned(),
        "1 RETIRED PARTNER 100\n    isRetired false -> true\n\
         1 ADDED CONTACT 100\n    email - -> \"help@provider.example\"\n    name - -> \"Support desk\"\n    \
         type - -> \"CUSTOMER_SUPPORT\"\n    verification - -> \"NEVER\"\n"
    );
    assert_eq!(silent.planned(), "");
    assert_eq!(
        silent.remarks(),
        "1: partnerId `100`: retired in the directory: it stays out of the lists\n"
    );
    assert_eq!(
        back.planned(),
        "1 RESTORED PARTNER 100\n    isRetired true -> false\n"
    );
}

#[rstest]
#[tokio::test]
async fn what_nobody_knows_and_what_does_not_fit_is_refused_by_name(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_partner("100", "Provider", PROVIDER).await;
    service.with_partner("200", "Reseller", RESELLER).await;
    let gone = service.with_partner("300", "Gone", RESELLER).await;
    let change = service.store.change().await.expect("a change begins");
    change.retire_partner(&gone).await.expect("it is there");
    change.keep().await.expect("it is kept");
    let mut nameless = partner(1, "400", PROVIDER);
    nameless.name = None;
    let mut empty = partner(2, "500", PROVIDER);
    empty.name = Some(" ".to_owned());
    let told = [
        Told::Partner(nameless),
        Told::Partner(empty),
        Told::Tie(tie(3, "999", "200")),
        Told::Tie(tie(4, "100", "999")),
        Told::Tie(tie(5, "200", "200")),
        Told::Tie(tie(6, "100", "100")),
        Told::Tie(tie(7, "100", "300")),
        Told::Override(override_of(8, about_partner("999"))),
        Told::Split(split(9, "999")),
    ];

    let (imported, heard) = take_in(&service, &told, Importing::PLAIN).await;

    assert_eq!((imported.rows, imported.refused), (9, 9));
    allow_duplicates! { assert_snapshot!(heard.remarks()) }
}

#[rstest]
#[tokio::test]
async fn a_reseller_has_no_more_providers_than_a_list_of_them_shows(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let providers: Vec<String> = (0..=MOST_PROVIDERS)
        .map(|id| (1000 + id).to_string())
        .collect();
    let mut told = vec![Told::Partner(partner(1, "200", RESELLER))];
    for (line, id) in (2..).zip(&providers) {
        told.push(Told::Partner(partner(line, id, PROVIDER)));
        told.push(Told::Tie(tie(1_000 + line, id, "200")));
    }

    let (imported, heard) = take_in(&service, &told, Importing::PLAIN).await;

    assert_eq!(imported.ties, tally(MOST_PROVIDERS, 0, 0));
    assert_eq!(
        heard.remarks(),
        "1052: refused: `200` has 50 providers already: a reseller has no more\n"
    );
}
