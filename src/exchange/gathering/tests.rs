use super::*;
use crate::domain::offer::OfferId;
use crate::domain::partner::PartnerId;
use crate::domain::publisher::PublisherId;
use crate::exchange::place::Place;
use crate::exchange::place::SourceFile;
use crate::exchange::told::{
    OfferDraft, PublisherDraft, Telling, ToldFacts, ToldPartner, ToldPublisher, ToldTie,
};

fn told(line: u64, offer: &str, title: Option<&str>) -> Told {
    let publisher = PublisherId::parse("contoso").expect("sound");
    Told::Offer(OfferDraft {
        places: vec![Place::line(line)],
        publisher: PublisherDraft::given(publisher, None),
        offer_id: OfferId::parse(offer).expect("sound"),
        telling: Telling::Offer,
        facts: ToldFacts {
            title: title.map(str::to_owned),
            ..ToldFacts::default()
        },
        contacts: Vec::new(),
        links: Vec::new(),
    })
}

#[test]
fn what_is_told_of_one_thing_in_several_places_becomes_one_in_the_order_of_the_first() {
    let mut gathering = Gathering::onto(Heap::default());
    for row in [
        told(1, "b", None),
        told(2, "a", Some("A")),
        told(3, "b", Some("B")),
        told(4, "b", Some("Another")),
    ] {
        gathering.put(&row).expect("memory");
    }
    let (mut refused, mut warnings) = (Vec::new(), Vec::new());
    let mut gathered = gathering.settle(&mut warnings);
    assert_eq!((gathered.len(), gathered.rows()), (2, 4));

    let mut offers = Vec::new();
    while let Some(told) = gathered.next(&mut refused, &mut warnings).expect("memory") {
        let Told::Offer(offer) = told else {
            panic!("only offers were told");
        };
        offers.push((offer.places, offer.facts.title));
    }

    let places = |lines: &[u64]| lines.iter().copied().map(Place::line).collect();
    assert_eq!(
        offers,
        [
            (places(&[1, 3, 4]), Some("B".to_owned())),
            (places(&[2]), Some("A".to_owned())),
        ]
    );
    assert_eq!(refused, []);
    let said: Vec<String> = warnings
        .iter()
        .map(|warning| format!("{} {} {}", warning.at, warning.field, warning.value))
        .collect();
    assert_eq!(said, ["4 offerName Another"]);
}

#[test]
fn what_others_refer_to_is_given_before_them_wherever_the_file_tells_of_it() {
    let partner = |id: &str| PartnerId::parse(id).expect("digits");
    let tie = Told::Tie(ToldTie {
        place: Place::line(1),
        provider: partner("100"),
        reseller: partner("200"),
    });
    let known = Told::Partner(ToldPartner {
        places: vec![Place::line(2)],
        partner_id: partner("100"),
        name: None,
        role: None,
        is_retired: None,
        contacts: Vec::new(),
    });
    let part = |line, offer| match told(line, offer, None) {
        Told::Offer(draft) => Told::Offer(OfferDraft {
            telling: Telling::Part,
            ..draft
        }),
        other => other,
    };
    let publisher = |line, merged_into: Option<&str>| {
        let id = |id: &str| PublisherId::parse(id).expect("sound");
        let merged_into = merged_into.map(id);
        Told::Publisher(ToldPublisher {
            places: vec![Place::line(line)],
            publisher: PublisherDraft::given(id(&format!("p{line}")), None),
            is_first_party: None,
            is_retired: None,
            merged_into,
            contacts: Vec::new(),
        })
    };
    let mut gathering = Gathering::onto(Heap::default());
    for row in [
        tie,
        known,
        part(3, "only-a-part"),
        part(4, "whole"),
        told(5, "whole", None),
        publisher(6, Some("p7")),
        publisher(7, None),
    ] {
        gathering.put(&row).expect("memory");
    }
    let mut gathered = gathering.settle(&mut Vec::new());

    let mut lines = Vec::new();
    while let Some(told) = gathered
        .next(&mut Vec::new(), &mut Vec::new())
        .expect("memory")
    {
        lines.push(told.place().clone());
    }

    assert_eq!(lines, [7, 6, 4, 3, 2, 1].map(Place::line));
}

/// All that is given, what there is to say about it, and where.
fn all(mut gathered: Gathered<Heap>, mut warnings: Vec<Warning>) -> (Vec<Told>, Vec<String>) {
    let (mut things, mut refused) = (Vec::new(), Vec::new());
    while let Some(told) = gathered.next(&mut refused, &mut warnings).expect("memory") {
        things.push(told);
    }
    assert_eq!(refused, []);
    let said = warnings.iter().map(|said| {
        format!(
            "{} {} `{}`: {}",
            said.at, said.field, said.value, said.remark
        )
    });
    (things, said.collect())
}

fn within(file: &SourceFile, mut told: Told) -> Told {
    told.put_into(file);
    told
}

#[test]
fn what_several_files_tell_of_one_thing_becomes_one_and_every_place_knows_its_file() {
    let [first, second] = [(0, "z.csv"), (1, "a.jsonl")].map(|(n, name)| SourceFile::new(n, name));
    let partner = |id: &str| PartnerId::parse(id).expect("digits");
    let tie = |line, reseller| {
        Told::Tie(ToldTie {
            place: Place::line(line),
            provider: partner("100"),
            reseller: partner(reseller),
        })
    };
    let mut gathering = Gathering::onto(Heap::default());
    gathering
        .put(&within(&first, told(4, "backup", Some("Backup"))))
        .expect("memory");
    gathering
        .put(&within(&first, tie(5, "200")))
        .expect("memory");
    assert_eq!(gathering.keep_file(), 2);
    for row in [
        told(1, "backup", Some("Copies")),
        told(2, "backup", Some("Safety")),
        tie(5, "300"),
    ] {
        gathering.put(&within(&second, row)).expect("memory");
    }
    assert_eq!(gathering.keep_file(), 3);
    let mut warnings = Vec::new();
    let gathered = gathering.settle(&mut warnings);
    assert_eq!((gathered.len(), gathered.rows()), (3, 5));

    let (things, said) = all(gathered, warnings);

    let Told::Offer(offer) = &things[0] else {
        panic!("offers come first: {things:?}");
    };
    let places: Vec<String> = offer.places.iter().map(Place::to_string).collect();
    assert_eq!(places, ["z.csv:4", "a.jsonl:1", "a.jsonl:2"]);
    assert_eq!(offer.facts.title.as_deref(), Some("Backup"));
    // What is told once is told of by its place, and the same line of another file is another place.
    let ties = [
        within(&first, tie(5, "200")),
        within(&second, tie(5, "300")),
    ];
    assert_eq!(things[1..], ties);
    let differs = "differs from what is told of it elsewhere, first in line 4 of z.csv: left out";
    assert_eq!(
        said,
        [
            format!("a.jsonl:1 offerName `Copies`: {differs}"),
            format!("a.jsonl:2 offerName `Safety`: {differs}"),
        ]
    );
}

#[test]
fn a_file_that_is_dropped_leaves_nothing_behind() {
    let [first, broken, last] =
        [(0, "a"), (1, "b"), (2, "c")].map(|(n, name)| SourceFile::new(n, name));
    let called = |line, offer, name: &str| match told(line, offer, None) {
        Told::Offer(draft) => Told::Offer(OfferDraft {
            publisher: PublisherDraft::given(draft.publisher.id, Some(name.to_owned())),
            ..draft
        }),
        other => other,
    };
    let rows_of = |file: &SourceFile, rows: Vec<Told>| {
        rows.into_iter()
            .map(|row| within(file, row))
            .collect::<Vec<_>>()
    };
    let good = [
        rows_of(&first, vec![called(1, "a", "Contoso")]),
        rows_of(
            &last,
            vec![called(1, "a", "Contoso"), called(2, "b", "Contoso")],
        ),
    ];
    let wrong = rows_of(
        &broken,
        (1..9)
            .map(|line| called(line, "wrong", "CONTOSO INC"))
            .collect(),
    );
    let gathered = |files: &[&[Told]], dropped: usize| {
        let mut gathering = Gathering::onto(Heap::default());
        for (place, file) in files.iter().enumerate() {
            for row in *file {
                gathering.put(row).expect("memory");
            }
            if place == dropped {
                gathering.drop_file();
            } else {
                gathering.keep_file();
            }
        }
        let mut warnings = Vec::new();
        let gathered = gathering.settle(&mut warnings);
        let (len, rows) = (gathered.len(), gathered.rows());
        (len, rows, all(gathered, warnings))
    };

    let without = gathered(&[&good[0], &good[1]], usize::MAX);
    assert_eq!((without.0, without.1), (2, 3));
    assert_eq!(gathered(&[&good[0], &wrong, &good[1]], 1), without);
    assert_eq!(gathered(&[&wrong, &good[0], &good[1]], 0), without);
    assert_eq!(gathered(&[&good[0], &good[1], &wrong], 2), without);
    let kept = gathered(&[&good[0], &wrong, &good[1]], usize::MAX);
    assert_eq!(
        kept.2.1,
        ["a:1 publisherName `contoso`: spelt in several ways: `Contoso` (3), `CONTOSO INC` (8)"]
    );
}
