//! What is written is read again: nothing is lost, and no spreadsheet takes it for a formula.

mod tellings;

use std::io;

use proptest::prelude::*;

use self::tellings::tellings;
use crate::domain::format::{ExportFormat, ImportFormat};
use crate::domain::offer::{ListingState, ResaleState};
use crate::exchange::any_bytes::written;
use crate::exchange::gathering::{Gathering, Heap, Turn};
use crate::exchange::place::Place;
use crate::exchange::rows::guard::is_risky;
use crate::exchange::told::{OfferDraft, Telling, ToldFacts};
use crate::exchange::{HowToRead, PublisherDraft, Said, Told, read};

const SPELLINGS: [(ExportFormat, ImportFormat); 2] = [
    (ExportFormat::JsonLines, ImportFormat::JsonLines),
    (ExportFormat::Csv, ImportFormat::Csv),
];

/// What a file tells, without its places. Nothing in it is refused, and there is nothing to say about it.
fn told(bytes: &[u8], format: ImportFormat) -> Vec<Told> {
    let how = HowToRead {
        format: Some(format),
        ..HowToRead::default()
    };
    let mut all = Vec::new();
    let mut hear = |said: Said| match said {
        Said::Told(told) => {
            all.push(without_places(told));
            Ok(())
        }
        Said::Refused(refusal) => Err(io::Error::other(format!("{refusal:?}"))),
        Said::Warned(warning) => Err(io::Error::other(format!("{warning:?}"))),
        Said::Page(_) => Ok(()),
    };
    read(bytes, &how, &mut hear).expect("it is read without a remark");
    all
}

fn without_places(mut told: Told) -> Told {
    match &mut told {
        Told::Offer(told) => told.places = vec![Place::FILE],
        Told::Publisher(told) => told.places = vec![Place::FILE],
        Told::Partner(told) => told.places = vec![Place::FILE],
        Told::Tie(told) => told.place = Place::FILE,
        Told::Split(told) => told.place = Place::FILE,
        Told::Override(told) => told.place = Place::FILE,
        Told::Notice(told) => told.place = Place::FILE,
    }
    told
}

/// What the rows of a thing tell, one after the other: the thing, each contact, each link.
fn row_by_row(told: Told) -> Vec<Told> {
    match told {
        Told::Offer(mut told) => {
            let part = OfferDraft {
                places: vec![Place::FILE],
                publisher: PublisherDraft::given(told.publisher.id.clone(), None),
                offer_id: told.offer_id.clone(),
                telling: Telling::Part,
                facts: ToldFacts::default(),
                contacts: Vec::new(),
                links: Vec::new(),
            };
            let mut rows = Vec::new();
            for contact in std::mem::take(&mut told.contacts) {
                let contacts = vec![contact];
                rows.push(Told::Offer(OfferDraft {
                    contacts,
                    ..part.clone()
                }));
            }
            for link in std::mem::take(&mut told.links) {
                let links = vec![link];
                rows.push(Told::Offer(OfferDraft {
                    links,
                    ..part.clone()
                }));
            }
            rows.insert(0, Told::Offer(told));
            rows
        }
        Told::Publisher(mut told) => {
            let contacts = std::mem::take(&mut told.contacts);
            let mut part = told.clone();
            part.publisher.name = None;
            (part.is_first_party, part.is_retired, part.merged_into) = (None, None, None);
            let parts = contacts.into_iter().map(|contact| {
                let mut part = part.clone();
                part.contacts = vec![contact];
                Told::Publisher(part)
            });
            std::iter::once(Told::Publisher(told))
                .chain(parts)
                .collect()
        }
        Told::Partner(mut told) => {
            let contacts = std::mem::take(&mut told.contacts);
            let mut part = told.clone();
            (part.name, part.role, part.is_retired) = (None, None, None);
            let parts = contacts.into_iter().map(|contact| {
                let mut part = part.clone();
                part.contacts = vec![contact];
                Told::Partner(part)
            });
            std::iter::once(Told::Partner(told)).chain(parts).collect()
        }
        other => vec![other],
    }
}

fn gathered(told: &[Told]) -> Vec<Told> {
    let mut gathering = Gathering::onto(Heap::default());
    for (place, told) in (1..).zip(told) {
        let mut told = told.clone();
        // What is told once is known by its place.
        match &mut told {
            Told::Tie(told) => told.place = Place::line(place),
            Told::Split(told) => told.place = Place::line(place),
            Told::Override(told) => told.place = Place::line(place),
            Told::Notice(told) => told.place = Place::line(place),
            Told::Offer(_) | Told::Publisher(_) | Told::Partner(_) => {}
        }
        gathering.put(&told).expect("memory");
    }
    let (mut refused, mut warnings) = (Vec::new(), Vec::new());
    let mut gathered = gathering.settle(&mut warnings);
    let mut all = Vec::new();
    while let Some(told) = gathered.next(&mut refused, &mut warnings).expect("memory") {
        all.push(without_places(told));
    }
    assert_eq!((refused, warnings), (vec![], vec![]));
    all
}

/// The cells of a table, as a spreadsheet parts them.
fn cells(table: &[u8]) -> Vec<String> {
    let table = table.strip_prefix("\u{FEFF}".as_bytes()).expect("a mark");
    let (mut core, mut rest) = (csv_core::Reader::new(), table);
    let (mut cells, mut cell) = (Vec::new(), Vec::new());
    loop {
        let mut room = [0; 512];
        let (result, used, out) = core.read_field(rest, &mut room);
        rest = &rest[used..];
        cell.extend_from_slice(&room[..out]);
        match result {
            csv_core::ReadFieldResult::Field { .. } => {
                let bytes = std::mem::take(&mut cell);
                cells.push(String::from_utf8(bytes).expect("letters"));
            }
            csv_core::ReadFieldResult::End => return cells,
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_is_read_again_row_by_row(all in tellings()) {
        let rows: Vec<Told> = all.iter().cloned().flat_map(row_by_row).collect();
        for (export, import) in SPELLINGS {
            let bytes = written(&all, export);
            let again = told(&bytes, import);
            prop_assert_eq!(&again, &rows);
            prop_assert_eq!(written(&again, export), bytes);
        }
    }

    #[test]
    fn what_is_read_row_by_row_is_gathered_to_what_was_written(all in tellings()) {
        let mut in_turn = all.clone();
        in_turn.sort_by_key(Turn::of);
        for (export, import) in SPELLINGS {
            prop_assert_eq!(&gathered(&told(&written(&all, export), import)), &in_turn);
        }
    }

    #[test]
    fn no_cell_of_a_table_begins_a_formula(all in tellings()) {
        for cell in cells(&written(&all, ExportFormat::Csv)) {
            prop_assert!(cell.starts_with('\'') || !is_risky(&cell), "{cell:?}");
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell:?}");
        }
    }
}

#[test]
fn bytes_are_the_same_every_time_and_in_a_fixed_order() {
    let good = include_bytes!("../../../../tests/formats/json_lines/good.jsonl");
    let all = gathered(&heard(good));
    for (export, name) in [
        (ExportFormat::JsonLines, "written.jsonl"),
        (ExportFormat::Csv, "written.csv"),
    ] {
        let bytes = written(&all, export);
        assert_eq!(written(&all, export), bytes);
        let text = String::from_utf8(bytes).expect("letters");
        insta::with_settings!({prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!(name, text);
        });
    }
}

/// What a file tells, whatever else there is to say about it.
fn heard(bytes: &[u8]) -> Vec<Told> {
    let mut all = Vec::new();
    let mut hear = |said: Said| {
        if let Said::Told(told) = said {
            all.push(without_places(told));
        }
        Ok(())
    };
    read(bytes, &HowToRead::default(), &mut hear).expect("it is read");
    all
}

#[test]
fn a_table_of_nothing_is_its_header() {
    let text = String::from_utf8(written(&[], ExportFormat::Csv)).expect("letters");

    assert!(
        text.starts_with("\u{FEFF}record,publisherId,publisherName,offerId,"),
        "{text}"
    );
    assert!(
        text.ends_with(",severity,text,beginsAt,endsAt\r\n"),
        "{text}"
    );
    assert_eq!(told(text.as_bytes(), ImportFormat::Csv), []);
    assert_eq!(written(&[], ExportFormat::JsonLines), b"");
}

#[test]
fn a_title_that_could_be_a_formula_is_written_as_a_text() {
    for (title, cell) in [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("'=1+1", "''=1+1"),
        ("＝1＋1", "'＝1＋1"),
        ("@SUM(1,1)", "\"'@SUM(1,1)\""),
        ("a;=1+1", "\"a;=1+1\""),
        ("1=1", "1=1"),
    ] {
        let mut offer = tellings::offer("contoso", "backup");
        offer.facts.title = Some(title.to_owned());
        let all = [Told::Offer(offer)];

        let text = String::from_utf8(written(&all, ExportFormat::Csv)).expect("letters");

        let row = text.lines().nth(1).expect("a row");
        assert!(
            row.starts_with(&format!("offer,contoso,,backup,{cell},")),
            "{row}"
        );
        assert_eq!(told(text.as_bytes(), ImportFormat::Csv), all);
    }
}

#[test]
fn what_cannot_be_told_in_a_row_is_left_out() {
    let mut offer = tellings::offer("contoso", "backup");
    offer.facts.resale = Some(ResaleState::Unknown);
    offer.facts.listing = Some(ListingState::Unknown);
    let part = OfferDraft {
        telling: Telling::Part,
        ..offer.clone()
    };

    let bytes = written(
        &[Told::Offer(offer), Told::Offer(part)],
        ExportFormat::JsonLines,
    );

    let row = "{\"record\":\"offer\",\"publisherId\":\"contoso\",\"offerId\":\"backup\"}\n";
    assert_eq!(String::from_utf8(bytes).expect("letters"), row);
}
