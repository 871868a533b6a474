//! Imports that are called off or broken off, and begun again: complete in the end, and nothing twice.

use rstest::rstest;
use support_directory::actions::import_offers::{Broke, Importing, Mode};
use support_directory::domain::partner::PartnerRole;
use support_directory::exchange::Told;

use crate::databases::Backend;
use crate::support::importing::{Heard, import_all, import_told};
use crate::support::service_on;
use crate::support::telling::{
    about_offer, about_publisher, contact, notice, offer, override_of, partner, publisher, split,
    tie,
};

const IN_THREE_BATCHES: Importing = Importing {
    things_per_batch: 200,
    ..Importing::PLAIN
};

/// Something of every kind, in three batches; the partner and an offer are retired.
fn told() -> Vec<Told> {
    let mut contoso = publisher(1, "contoso", "Contoso");
    contoso.contacts = vec![contact("help@contoso.example")];
    let mut told = vec![Told::Publisher(contoso)];
    for line in 2..450 {
        let mut offer = offer(line, &format!("contoso.o{line}"));
        offer.contacts = vec![contact(&format!("help{line}@contoso.example"))];
        offer.facts.is_retired = Some(line == 100);
        told.push(Told::Offer(offer));
    }
    let mut provider = partner(500, "100", PartnerRole::IndirectProvider);
    provider.is_retired = Some(true);
    provider.contacts = vec![contact("help@provider.example")];
    told.push(Told::Partner(provider));
    told.push(Told::Partner(partner(
        501,
        "200",
        PartnerRole::IndirectReseller,
    )));
    told.push(Told::Tie(tie(502, "100", "200")));
    for line in 510..530 {
        let mut split = split(line, "100");
        split.valid_from = split.valid_from + chrono::Days::new(line);
        told.push(Told::Split(split));
        let about = about_offer(&format!("contoso.o{}", line - 420));
        told.push(Told::Override(override_of(1_000 + line, about.clone())));
        told.push(Told::Notice(notice(2_000 + line, about)));
    }
    told.push(Told::Notice(notice(3_000, about_publisher("contoso"))));
    told
}

/// What history says, in no order: the deeds and what they were done to, without keys.
async fn deeds(service: &crate::support::TestService) -> Vec<String> {
    let mut deeds = service.deeds().await;
    deeds.sort();
    deeds
}

#[rstest]
#[tokio::test]
async fn an_import_that_is_called_off_between_batches_goes_on_when_it_is_begun_again(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
    #[values(0, 200, 400)] after: usize,
) {
    let (service, whole) = (service_on!(backend), service_on!(backend));
    let (told, how) = (told(), IN_THREE_BATCHES);
    let heard = Heard {
        called_off_after: Some(after),
        ..Heard::default()
    };

    let (broke, heard) = import_told(&service.store, &told, how, heard).await;
    let broke = broke.expect_err("it was called off");
    let (again, _) = import_all(&service.store, &told, how).await;

    assert!(matches!(broke.source, Broke::CalledOff));
    assert_eq!(heard.done.last().copied().unwrap_or(0), after);
    assert_eq!(
        (broke.done.taken, broke.done.not_reached()),
        (after, told.len() - after)
    );
    let (at_once, _) = import_all(&whole.store, &told, how).await;
    assert_eq!(
        again.offers.added + broke.done.offers.added,
        at_once.offers.added
    );
    assert_eq!((again.refused, again.offers.changed), (0, 0));
    assert_eq!(deeds(&service).await, deeds(&whole).await);
    let kept = service.everything().await;
    let (_, heard) = import_all(&service.store, &told, how).await;
    assert_eq!(
        (heard.planned().as_str(), service.everything().await),
        ("", kept)
    );
}

#[rstest]
#[tokio::test]
async fn an_import_that_commits_once_and_is_called_off_has_done_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let before = service.everything().await;
    let once = Importing {
        mode: Mode::Once,
        ..IN_THREE_BATCHES
    };
    let heard = Heard {
        called_off_after: Some(200),
        ..Heard::default()
    };

    let (broke, heard) = import_told(&service.store, &told(), once, heard).await;

    let done = broke.expect_err("it was called off").done;
    assert_eq!((done.taken, heard.planned().as_str()), (0, ""));
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn who_calls_off_after_the_last_batch_is_too_late(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let heard = Heard {
        called_off_after: Some(1),
        ..Heard::default()
    };
    let told = [Told::Publisher(publisher(1, "contoso", "Contoso"))];
    let how = Importing::PLAIN;

    let (imported, _) = import_told(&service.store, &told, how, heard).await;

    assert_eq!(imported.expect("all of it is done").publishers.added, 1);
}
