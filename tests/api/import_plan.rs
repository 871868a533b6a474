//! The plan before the deed: a dry run says what the import does, over several batches, and does nothing.

use std::collections::BTreeMap;

use insta::{allow_duplicates, assert_snapshot};
use rstest::rstest;
use support_directory::actions::import_offers::Importing;
use support_directory::domain::language::Language;
use support_directory::domain::link::ResourceKind;
use support_directory::domain::offer::{ListingState, OfferType, ResaleState, Wording};
use support_directory::domain::partner::PartnerRole;
use support_directory::exchange::Told;

use crate::databases::Backend;
use crate::support::importing::{take_in, tally};
use crate::support::telling::{
    about_offer, about_publisher, contact, notice, offer, override_of, part, partner, publisher,
    split, tie,
};
use crate::support::{service_on, target};

#[rstest]
#[tokio::test]
async fn over_several_batches_each_thing_is_planned_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    // What all of them rely on is told last, and far from it.
    let mut told = vec![
        Told::Notice(notice(1, about_publisher("contoso"))),
        Told::Override(override_of(2, about_offer("contoso.o449"))),
        Told::Split(split(3, "100")),
        Told::Tie(tie(4, "100", "200")),
    ];
    for line in 0..450 {
        told.push(Told::Offer(offer(10 + line, &format!("contoso.o{line}"))));
    }
    told.push(Told::Partner(partner(
        500,
        "100",
        PartnerRole::IndirectProvider,
    )));
    told.push(Told::Partner(partner(
        501,
        "200",
        PartnerRole::IndirectReseller,
    )));
    let mut contoso = publisher(502, "contoso", "Contoso");
    contoso.contacts = vec![contact("help@contoso.example")];
    told.push(Told::Publisher(contoso));

    let how = Importing {
        things_per_batch: 200,
        ..Importing::PLAIN
    };
    let (imported, heard) = take_in(&service, &told, how).await;

    assert_eq!(heard.done, [200, 400, 457]);
    assert_eq!((imported.taken, imported.refused), (457, 0));
    assert_eq!(
        [imported.publishers, imported.offers, imported.contacts],
        [tally(1, 0, 0), tally(450, 0, 0), tally(1, 0, 0)]
    );
    assert_eq!(
        [imported.partners, imported.ties],
        [tally(2, 0, 0), tally(1, 0, 0)]
    );
    assert_eq!(
        [imported.splits, imported.overrides, imported.notices],
        [tally(1, 0, 0); 3]
    );
    assert_eq!(
        heard.remarks(),
        "",
        "its publisher can be reached about every offer"
    );
    let planned = heard.planned();
    let publishers: Vec<&str> = planned
        .lines()
        .filter(|line| line.contains(" PUBLISHER "))
        .collect();
    assert_eq!(publishers, ["502 ADDED PUBLISHER contoso"]);
}

#[rstest]
#[tokio::test]
async fn each_field_that_changes_is_told_as_it_was_and_as_it_becomes(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let full = |title: &str, email: &str, page: &str, turkish: &str| {
        let mut told = offer(1, "contoso.backup");
        told.publisher.name = Some(format!("Contoso {title}"));
        told.facts.title = Some(title.to_owned());
        told.facts.summary = Some(format!("{title} for all."));
        told.facts.offer_type = Some(if title == "Backup" {
            OfferType::Saas
        } else {
            OfferType::Container
        });
        told.facts.resale = Some(if title == "Backup" {
            ResaleState::None
        } else {
            ResaleState::All
        });
        told.facts.listing = Some(ListingState::Published);
        told.facts.website = Some(format!("https://{title}.example"));
        told.facts.categories = vec![title.to_owned()];
        let wording = Wording {
            title: turkish.to_owned(),
            summary: None,
        };
        let turkish = Language::parse("tr").expect("a language");
        told.facts.translations = BTreeMap::from([(turkish, wording)]);
        told.contacts = vec![contact(email)];
        told.links = vec![target(ResourceKind::PrivacyPolicy, page)];
        [Told::Offer(told)]
    };
    let first = full(
        "Backup",
        "old@contoso.example",
        "https://old.example/p",
        "Yedek",
    );
    take_in(&service, &first, Importing::PLAIN).await;
    let second = full(
        "Copies",
        "new@contoso.example",
        "https://new.example/p",
        "Kopya",
    );

    let (imported, heard) = take_in(&service, &second, Importing::PLAIN).await;

    assert_eq!(
        [
            imported.publishers,
            imported.offers,
            imported.contacts,
            imported.links
        ],
        [tally(0, 1, 0); 4]
    );
    allow_duplicates! { assert_snapshot!(heard.planned()) }
}

#[rstest]
#[tokio::test]
async fn a_translation_comes_in_and_the_others_stay(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let in_language = |tag: &str, title: &str| {
        let mut told = offer(1, "contoso.backup");
        let language = Language::parse(tag).expect("a language");
        let wording = Wording {
            title: title.to_owned(),
            summary: None,
        };
        told.facts.translations = BTreeMap::from([(language, wording)]);
        told.contacts = vec![contact("help@contoso.example")];
        [Told::Offer(told)]
    };
    take_in(&service, &in_language("tr", "Yedek"), Importing::PLAIN).await;

    let (_, heard) = take_in(&service, &in_language("de", "Sicherung"), Importing::PLAIN).await;

    let turkish = r#"{"summary":null,"title":"Yedek"}"#;
    let german = r#"{"summary":null,"title":"Sicherung"}"#;
    assert_eq!(
        heard.planned(),
        format!(
            "1 CHANGED OFFER contoso.backup\n    translations {{\"tr\":{turkish}}} -> \
             {{\"de\":{german},\"tr\":{turkish}}}\n"
        )
    );
}

#[rstest]
#[tokio::test]
async fn what_belongs_to_an_offer_that_nobody_knows_is_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    let with_contact = |line, id: &str| {
        let mut told = part(line, id);
        told.contacts = vec![contact(&format!("help{line}@contoso.example"))];
        Told::Offer(told)
    };
    let told = [
        with_contact(1, "contoso.backup"),
        with_contact(2, "contoso.mail"),
        with_contact(3, "contoso.chat"),
        Told::Offer(offer(4, "contoso.chat")),
        with_contact(5, "contoso.mail"),
    ];

    let (imported, heard) = take_in(&service, &told, Importing::PLAIN).await;

    assert_eq!(
        (imported.taken, imported.repeated, imported.refused),
        (3, 1, 2)
    );
    assert_eq!(imported.contacts, tally(2, 0, 0));
    let reason =
        "neither the directory nor the file has an offer `contoso.mail` that this could belong to";
    assert_eq!(
        heard.remarks().lines().take(2).collect::<Vec<_>>(),
        [
            format!("2: refused: {reason}"),
            format!("5: refused: {reason}")
        ]
    );
}

#[rstest]
#[tokio::test]
async fn an_offer_is_retired_and_restored_as_the_file_tells(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let told = |is_retired| {
        let mut told = offer(1, "contoso.backup");
        told.facts.is_retired = is_retired;
        told.contacts = vec![contact("help@contoso.example")];
        told.publisher.name = Some("Contoso".to_owned());
        [Told::Offer(told)]
    };
    let (added, first) = take_in(&service, &told(Some(true)), Importing::PLAIN).await;
    let (_, silent) = take_in(&service, &told(None), Importing::PLAIN).await;
    let (back, last) = take_in(&service, &told(Some(false)), Importing::PLAIN).await;

    assert_eq!((added.offers, added.retired), (tally(1, 0, 0), 1));
    assert!(
        first
            .planned()
            .contains("1 RETIRED OFFER contoso.backup\n    isRetired false -> true\n")
    );
    assert_eq!(
        silent.remarks(),
        "1: offerId `contoso.backup`: retired in the directory: it stays out of the lists\n"
    );
    assert_eq!((back.offers, back.restored), (tally(0, 0, 1), 1));
    assert_eq!(
        last.planned(),
        "1 RESTORED OFFER contoso.backup\n    isRetired true -> false\n"
    );
}
