//! Publishers that became one with others, and offers that had other ids: what a file tells of them.

use rstest::rstest;
use serde_json::json;
use support_directory::actions::import_offers::Importing;
use support_directory::domain::contact::ContactOwner;
use support_directory::domain::offer::{Offer, OfferKey};
use support_directory::domain::publisher::{Publisher, PublisherKey};
use support_directory::exchange::{Told, ToldPublisher};

use crate::databases::Backend;
use crate::support::importing::{take_in, tally};
use crate::support::telling::{
    about_offer, about_publisher, contact, marketplace_id, notice, offer, override_of, part,
    publisher, publisher_id,
};
use crate::support::{TestService, service_on};

const PLAIN: Importing = Importing::PLAIN;

/// `labs`, which became one with `contoso`.
fn labs(line: u64) -> ToldPublisher {
    ToldPublisher {
        is_first_party: Some(false),
        is_retired: Some(true),
        merged_into: Some(publisher_id("contoso")),
        ..publisher(line, "labs", "Contoso Labs")
    }
}

async fn found(service: &TestService, id: &str) -> Publisher {
    let key = PublisherKey::Marketplace(publisher_id(id));
    let found = service.store.publisher(&key).await.expect("readable");
    found.expect("the id finds somebody")
}

async fn found_offer(service: &TestService, id: &str) -> Offer {
    let key = OfferKey::Marketplace(marketplace_id(id));
    let found = service.store.offer(&key).await.expect("readable");
    found.expect("the id finds an offer")
}

#[rstest]
#[tokio::test]
async fn a_publisher_comes_in_as_one_with_another_and_what_is_told_of_it_is_that_ones(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let mut goes = labs(1);
    goes.contacts = vec![contact("help@contoso.example")];
    let mut stays = publisher(2, "contoso", "Contoso");
    stays.is_first_party = Some(true);
    stays.contacts = vec![contact("help@contoso.example")];
    let told = [
        Told::Offer(offer(3, "labs.mail")),
        Told::Notice(notice(4, about_offer("labs.mail"))),
        Told::Notice(notice(5, about_publisher("labs"))),
        Told::Override(override_of(6, about_publisher("labs"))),
        Told::Publisher(goes),
        Told::Publisher(stays),
    ];

    let (imported, heard) = take_in(&service, &told, PLAIN).await;

    assert_eq!(
        [imported.publishers, imported.contacts, imported.offers],
        [tally(2, 0, 0), tally(1, 0, 0), tally(1, 0, 0)]
    );
    assert_eq!(heard.remarks(), "");
    assert!(heard.planned().contains(
        "1 MERGED PUBLISHER labs\n    isRetired false -> true\n    mergedInto - -> \"contoso\"\n"
    ));
    let contoso = found(&service, "contoso").await;
    assert_eq!(found(&service, "labs").await, contoso);
    assert!(contoso.is_first_party && contoso.retired_at.is_none());
    let mail = found_offer(&service, "labs.mail").await;
    assert_eq!(mail.marketplace_id(), marketplace_id("contoso.mail"));
    let contacts = service
        .contacts_of(ContactOwner::Publisher(contoso.id))
        .await;
    assert_eq!(contacts.len(), 1);
}

#[rstest]
#[tokio::test]
async fn contacts_that_are_told_under_several_ids_of_one_publisher_come_to_it_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let both = [
        Told::Publisher(publisher(1, "contoso", "Contoso")),
        Told::Publisher(labs(2)),
    ];
    take_in(&service, &both, PLAIN).await;
    let mut goes = labs(1);
    goes.publisher.name = Some("Another name".to_owned());
    goes.is_first_party = Some(true);
    goes.contacts = vec![contact("help@contoso.example")];
    let mut stays = publisher(2, "contoso", "Contoso Ltd");
    stays.contacts = vec![
        contact("help@contoso.example"),
        contact("labs@contoso.example"),
    ];

    let told = [Told::Publisher(goes), Told::Publisher(stays)];
    let (imported, heard) = take_in(&service, &told, PLAIN).await;

    assert_eq!(imported.publishers, tally(0, 1, 1));
    assert_eq!(imported.contacts, tally(2, 0, 0));
    assert!(heard.planned().starts_with(
        "2 CHANGED PUBLISHER contoso\n    name \"Contoso\" -> \"Contoso Ltd\"\n2 ADDED CONTACT contoso"
    ));
}

#[rstest]
#[tokio::test]
async fn two_publishers_that_are_there_are_not_made_one(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let publishers = [("contoso", "Contoso"), ("labs", "Contoso Labs")];
    service.with_publishers(&publishers).await;
    let told = labs(1);
    let mut nowhere = publisher(2, "fabrikam", "Fabrikam");
    nowhere.merged_into = Some(publisher_id("litware"));

    let (imported, heard) = take_in(
        &service,
        &[Told::Publisher(told), Told::Publisher(nowhere)],
        PLAIN,
    )
    .await;

    assert_eq!(imported.publishers, tally(1, 0, 1));
    assert_eq!(
        heard.remarks(),
        "1: mergedInto `contoso`: not made one with it: merge them by hand\n\
         2: mergedInto `litware`: not made one with it: merge them by hand\n"
    );
}

#[rstest]
#[tokio::test]
async fn an_offer_is_found_by_the_ids_that_it_had(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let mut mail = offer(1, "contoso.mail");
    mail.facts.former_ids = vec![
        marketplace_id("labs.post"),
        marketplace_id("contoso.post"),
        marketplace_id("nobody.post"),
    ];
    mail.contacts = vec![contact("help@contoso.example")];
    let told = [
        Told::Offer(mail),
        Told::Publisher(publisher(2, "contoso", "Contoso")),
        Told::Publisher(publisher(3, "labs", "Labs")),
    ];

    let (_, heard) = take_in(&service, &told, PLAIN).await;

    assert_eq!(
        heard.remarks(),
        "1: formerIds `nobody.post`: nobody knows the publisher of this former id: left out\n"
    );
    let mail = found_offer(&service, "contoso.mail").await;
    assert_eq!(found_offer(&service, "labs.post").await, mail);
    assert_eq!(found_offer(&service, "contoso.post").await, mail);
    let renamed = [Told::Offer(offer(1, "labs.post"))];
    let (imported, _) = take_in(&service, &renamed, PLAIN).await;
    assert_eq!(imported.offers, tally(0, 1, 0), "it is the same offer");
    let (imported, heard) = take_in(
        &service,
        &[
            Told::Offer(offer(1, "contoso.mail")),
            Told::Offer(offer(2, "labs.post")),
        ],
        PLAIN,
    )
    .await;
    assert_eq!(imported.offers, tally(0, 1, 0), "both ids are its own");
    assert_eq!(
        heard.planned(),
        "1 CHANGED OFFER contoso.mail\n    title \"The post\" -> \"The mail\"\n",
        "the id that it has today counts more"
    );
}

#[rstest]
#[tokio::test]
async fn what_a_file_tells_under_an_id_that_it_says_an_offer_had_is_told_of_that_offer(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let with_contact = |line, id: &str| {
        let mut told = part(line, id);
        told.contacts = vec![contact(&format!("help{line}@contoso.example"))];
        Told::Offer(told)
    };
    let mut mail = offer(3, "contoso.mail");
    mail.facts.former_ids = vec![marketplace_id("litware.mail")];
    let mut chat = offer(4, "contoso.chat");
    chat.facts.former_ids = vec![marketplace_id("litware.mail")];
    let mut goes = labs(5);
    goes.merged_into = Some(publisher_id("litware"));
    let told = [
        with_contact(1, "litware.mail"),
        with_contact(2, "labs.mail"),
        Told::Offer(mail),
        Told::Offer(chat),
        Told::Publisher(goes),
        Told::Publisher(publisher(6, "litware", "Litware")),
        Told::Publisher(publisher(7, "contoso", "Contoso")),
        Told::Notice(notice(8, about_offer("litware.mail"))),
    ];

    let (imported, heard) = take_in(&service, &told, PLAIN).await;

    assert_eq!((imported.taken, imported.repeated), (8, 2));
    assert_eq!(imported.offers, tally(2, 0, 0));
    assert_eq!(
        [imported.contacts, imported.notices],
        [tally(2, 0, 0), tally(1, 0, 0)]
    );
    assert_eq!(
        heard.remarks(),
        "4: formerIds `litware.mail`: this former id finds another offer: left out\n\
         4: offerId `chat`: nobody to reach about this offer\n"
    );
    let mail = found_offer(&service, "contoso.mail").await;
    assert_eq!(found_offer(&service, "litware.mail").await, mail);
    let contacts = service.contacts_of(ContactOwner::Offer(mail.id)).await;
    assert_eq!(contacts.len(), 2);
}

#[rstest]
#[tokio::test]
async fn a_publisher_is_retired_restored_and_said_to_be_microsofts_as_the_file_tells(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let told = |is_retired, is_first_party| {
        let mut told = publisher(1, "contoso", "Contoso");
        told.is_retired = is_retired;
        told.is_first_party = is_first_party;
        [Told::Publisher(told)]
    };
    let (added, _) = take_in(&service, &told(Some(true), Some(true)), PLAIN).await;
    let (silent, _) = take_in(&service, &told(None, None), PLAIN).await;
    let (_, heard) = take_in(&service, &told(Some(false), Some(false)), PLAIN).await;

    assert_eq!(
        [added.publishers, silent.publishers],
        [tally(1, 0, 0), tally(0, 0, 1)]
    );
    assert_eq!(
        heard.planned(),
        "1 CHANGED PUBLISHER contoso\n    isFirstParty true -> false\n\
         1 RESTORED PUBLISHER contoso\n    isRetired true -> false\n"
    );
    let counted = service
        .data(
            "{ publishers { nodes { publisherId isFirstParty } } }",
            json!({}),
        )
        .await;
    assert_eq!(
        counted["publishers"]["nodes"],
        json!([{ "publisherId": "contoso", "isFirstParty": false }])
    );
}
