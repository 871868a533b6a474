//! Several files that are imported together: they are one source.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rstest::rstest;
use support_directory::actions::import_offers::{
    Imported, Importing, Missing, Reading, Source, import_offers,
};
use support_directory::domain::change::Cause;
use support_directory::domain::notice::Severity;
use support_directory::domain::partner::PartnerRole;
use support_directory::exchange::{HowToRead, SourceFile, Told, Unread};

use crate::databases::Backend;
use crate::support::importing::{Heard, take_in_files, tally};
use crate::support::telling::{
    about_offer, about_partner, about_publisher, contact, notice, offer, override_of, partner,
    publisher, split, tie,
};
use crate::support::{TestService, service_on};

const PLAIN: Importing = Importing::PLAIN;

/// An offer of this title.
fn called(line: u64, id: &str, title: &str) -> Told {
    let mut told = offer(line, id);
    told.facts.title = Some(title.to_owned());
    told.contacts = vec![contact("help@contoso.example")];
    Told::Offer(told)
}

#[rstest]
#[tokio::test]
async fn what_files_tell_of_one_thing_is_one_and_what_is_told_first_stands(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let contoso = |line| Told::Publisher(publisher(line, "contoso", "Contoso"));
    let files = [
        (
            "z.csv",
            vec![contoso(2), called(3, "contoso.backup", "Backup")],
        ),
        (
            "a.jsonl",
            vec![
                called(1, "contoso.backup", "Copies"),
                contoso(2),
                called(3, "contoso.mail", "Mail"),
            ],
        ),
        ("more/a.jsonl", vec![called(3, "contoso.mail", "Post")]),
    ];

    let (imported, heard) = take_in_files(&service, &files, PLAIN).await;

    assert_eq!(
        (imported.rows, imported.taken, imported.repeated),
        (6, 6, 3)
    );
    assert_eq!(imported.publishers, tally(1, 0, 0));
    assert_eq!(imported.offers, tally(2, 0, 0));
    assert_eq!(imported.contacts, tally(2, 0, 0));
    assert_eq!(
        heard.remarks(),
        "a.jsonl:1: offerName `Copies`: differs from what is told of it elsewhere, first in line 3 of z.csv: left out\n\
         more/a.jsonl:3: offerName `Post`: differs from what is told of it elsewhere, first in line 3 of a.jsonl: left out\n"
    );
}

#[rstest]
#[tokio::test]
async fn what_files_refer_to_may_be_told_by_any_of_them(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let mut of_reseller = split(2, "100");
    of_reseller.reseller = Some(crate::support::telling::partner_id("200"));
    let files = [
        (
            "1-terms.jsonl",
            vec![
                Told::Split(of_reseller),
                Told::Override(override_of(3, about_partner("100"))),
                Told::Notice(notice(4, about_offer("contoso.backup"))),
            ],
        ),
        ("2-ties.jsonl", vec![Told::Tie(tie(1, "100", "200"))]),
        (
            "3-partners.jsonl",
            vec![
                Told::Partner(partner(1, "100", PartnerRole::IndirectProvider)),
                Told::Partner(partner(2, "200", PartnerRole::IndirectReseller)),
            ],
        ),
        (
            "4-offers.jsonl",
            vec![called(1, "contoso.backup", "Backup")],
        ),
        (
            "5-publishers.jsonl",
            vec![Told::Publisher(publisher(1, "contoso", "Contoso"))],
        ),
    ];

    let (imported, heard) = take_in_files(&service, &files, PLAIN).await;

    assert_eq!(heard.remarks(), "");
    let Imported {
        partners,
        ties,
        splits,
        overrides,
        notices,
        ..
    } = imported;
    assert_eq!(
        [partners, ties, splits, overrides, notices],
        [2, 1, 1, 1, 1].map(|added| tally(added, 0, 0))
    );
}

#[rstest]
#[tokio::test]
async fn history_names_the_file_that_tells_of_what_is_changed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let files = [
        (
            "ties.jsonl",
            vec![
                Told::Tie(tie(1, "100", "200")),
                Told::Split(split(2, "100")),
                Told::Override(override_of(3, about_offer("contoso.mail"))),
            ],
        ),
        (
            "offers.jsonl",
            vec![
                called(1, "contoso.backup", "Backup"),
                Told::Partner(partner(2, "100", PartnerRole::IndirectProvider)),
            ],
        ),
        (
            "more.jsonl",
            vec![
                called(1, "contoso.mail", "Mail"),
                called(2, "contoso.backup", "Backup"),
                Told::Partner(partner(3, "200", PartnerRole::IndirectReseller)),
                Told::Notice(notice(4, about_publisher("contoso"))),
            ],
        ),
    ];
    let whole_source = Importing {
        missing: Missing::Retired,
        ..PLAIN
    };

    take_in_files(&service, &files, whole_source).await;
    take_in_files(&service, &files[..2], whole_source).await;

    assert_eq!(
        service.causes().await,
        [
            "ADDED PUBLISHER: offers.jsonl",
            "ADDED OFFER: offers.jsonl",
            "ADDED OFFER: more.jsonl",
            "ADDED PARTNER: offers.jsonl",
            "ADDED PARTNER: more.jsonl",
            "ADDED CONTACT: offers.jsonl",
            "ADDED CONTACT: more.jsonl",
            "ADDED PARTNER_TIE: ties.jsonl",
            "ADDED INDIRECT_SPLIT: ties.jsonl",
            "ADDED RESPONSIBILITY_OVERRIDE: ties.jsonl",
            "ADDED SERVICE_NOTICE: more.jsonl",
            // Its publisher was told of, and no file tells of it.
            "RETIRED OFFER: test",
        ]
    );
}

#[rstest]
#[tokio::test]
async fn a_notice_is_there_as_often_as_the_file_tells_of_it_that_has_it_most_often(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let of = |line| notice(line, about_offer("contoso.backup"));
    let mut later = of(3);
    later.severity = Severity::Information;
    later.ends_at = Some("2024-03-02T08:00:00Z".parse().expect("a time"));
    let files = [
        (
            "one.jsonl",
            vec![
                called(1, "contoso.backup", "Backup"),
                Told::Notice(of(2)),
                Told::Publisher(publisher(3, "contoso", "Contoso")),
            ],
        ),
        (
            "other.jsonl",
            vec![Told::Notice(later), Told::Notice(of(4))],
        ),
        (
            "third.jsonl",
            vec![Told::Notice(of(2)), Told::Notice(of(3))],
        ),
    ];

    let (imported, heard) = take_in_files(&service, &files, PLAIN).await;

    assert_eq!(imported.notices, tally(2, 0, 3));
    assert_eq!(
        heard.remarks(),
        "other.jsonl:3: severity `INFORMATION`: differs from what is told of it elsewhere, first in line 2 of one.jsonl: left out\n\
         other.jsonl:3: endsAt `2024-03-02T08:00:00Z`: differs from what is told of it elsewhere, first in line 2 of one.jsonl: left out\n"
    );
}

fn row(id: &str, name: &str) -> String {
    format!(
        "{{\"publisherId\":\"contoso\",\"publisherName\":\"{name}\",\"offerId\":\"{id}\",\
         \"offerName\":\"The {id}\",\"supportEmail\":\"help@contoso.example\"}}\n"
    )
}

/// Rows that were packed, and lost their end on the way.
fn cut_off() -> Vec<u8> {
    let mut packing = GzEncoder::new(Vec::new(), Compression::none());
    for number in 0..1_000 {
        let row = row(&format!("half-{number}"), "CONTOSO GROUP");
        packing.write_all(row.as_bytes()).expect("memory");
    }
    let mut packed = packing.finish().expect("memory");
    packed.truncate(packed.len() / 2);
    packed
}

/// Reads files, whatever becomes of each, and imports what can be read.
async fn import_bytes(
    service: &TestService,
    files: &[(&str, &[u8])],
    how: Importing,
) -> (Imported, Heard) {
    let (mut reading, mut heard) = (Reading::begin(), Heard::default());
    for (number, (name, bytes)) in files.iter().enumerate() {
        let file = SourceFile::new(number, name);
        let read = reading.read(Some(&file), *bytes, &HowToRead::default(), &mut heard);
        if let Err(unread) = read {
            assert!(name.starts_with("bad"), "{name}: {unread:?}");
        }
    }
    let source: Source = reading.end(&mut heard).expect("a file can be read");
    let cause = Cause::operator(None);
    let imported = import_offers(&service.store, &cause, source, how, &mut heard).await;
    (imported.expect("the store works"), heard)
}

#[rstest]
#[tokio::test]
async fn a_file_that_cannot_be_read_to_its_end_leaves_nothing_behind(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let (service, without) = (service_on!(backend), service_on!(backend));
    let (first, last) = (row("mail", "Contoso"), row("backup", "Contoso"));
    let (first, last) = (first.as_bytes(), last.as_bytes());
    let (cut_off, garbage) = (cut_off(), b"%PDF-1.7 something else entirely".as_slice());

    let bad = [
        ("a", first),
        ("bad.gz", &cut_off),
        ("bad.pdf", garbage),
        ("b", last),
    ];
    let (imported, heard) = import_bytes(&service, &bad, PLAIN).await;
    let good = [("a", first), ("b", last)];
    let (expected, _) = import_bytes(&without, &good, PLAIN).await;

    assert_eq!(imported, expected);
    assert_eq!((imported.rows, imported.taken), (2, 2));
    assert_eq!(heard.remarks(), "");
    assert_eq!(service.causes().await, without.causes().await);
}

#[test]
fn a_source_of_which_no_file_can_be_read_is_none() {
    let (mut reading, mut heard) = (Reading::begin(), Heard::default());
    let read = reading.read(None, b"\x00".as_slice(), &HowToRead::default(), &mut heard);
    assert!(matches!(read, Err(Unread::Refused(_))), "{read:?}");
    assert!(reading.end(&mut heard).is_none());
}

/// A page of the catalogue with these offers, and with the address of a next one.
fn page(offers: &[&str], next: Option<&str>) -> Vec<u8> {
    let items = offers.iter().map(|id| {
        serde_json::json!({
            "publisherId": "contoso", "publisherDisplayName": "Contoso", "offerId": id, "displayName": id,
            "supportUri": "https://contoso.example/support",
        })
    });
    let items: Vec<_> = items.collect();
    serde_json::json!({ "items": items, "nextPageLink": next })
        .to_string()
        .into_bytes()
}

#[rstest]
#[tokio::test]
async fn nothing_is_retired_when_the_last_page_has_a_next_one_or_a_file_was_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let next = Some("https://catalog.example/offers?skip=1");
    let (one, two, three) = (page(&["a"], next), page(&["b"], next), page(&["c"], None));
    let csv = b"publisherId,offerId,offerName\nfabrikam,a,A\n".as_slice();
    let (old, empty) = (page(&["a", "b", "c", "gone"], None), page(&[], next));
    let retiring = Importing {
        missing: Missing::Retired,
        ..PLAIN
    };
    import_bytes(&service, &[("old", &old)], PLAIN).await;
    let of_doubt = |heard: &Heard| {
        let remarks = heard.remarks();
        let lines = remarks
            .lines()
            .filter(|line| line.contains("nothing was retired"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };

    let doubtful: [&[(&str, &[u8])]; 4] = [
        &[("1.json", &one)],
        &[("1.json", &one), ("2.json", &two), ("x.csv", csv)],
        &[("3.json", &three), ("2.json", &two)],
        &[("3.json", &three), ("4.json", &empty)],
    ];
    let mut said = Vec::new();
    for files in doubtful {
        let (imported, heard) = import_bytes(&service, files, retiring).await;
        assert_eq!(imported.retired, 0, "{files:?}");
        said.extend(of_doubt(&heard));
        let (_, not_asked) = import_bytes(&service, files, PLAIN).await;
        assert_eq!(of_doubt(&not_asked), [""; 0]);
    }
    let why = "nothing was retired: this page says that there is a next one, and none was read after it: \
               give all pages, in their order";
    let at = |file: &str| format!("{file}.json:$.nextPageLink: {why}");
    assert_eq!(said, [at("1"), at("2"), at("2"), at("4")]);

    let bad: [(&str, &[u8]); 4] = [("1", &one), ("2", &two), ("bad", b"%PDF"), ("3", &three)];
    let (refused, heard) = import_bytes(&service, &bad, retiring).await;
    assert_eq!((refused.retired, refused.warned), (0, 1));
    assert_eq!(
        of_doubt(&heard),
        [": nothing was retired: what was refused may be of offers that would be missing"]
    );

    let whole: [(&str, &[u8]); 4] = [("1", &one), ("2", &two), ("x", csv), ("3", &three)];
    let (whole, heard) = import_bytes(&service, &whole, retiring).await;
    assert_eq!((whole.retired, of_doubt(&heard)), (1, vec![]));
}
