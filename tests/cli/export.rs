//! `export`: the directory as a file that an import takes back, the same bytes each time.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::support::{Desk, Gave, found_in, stopped};

/// A directory with a bit of everything, told in no order.
const ROWS: &str = r#"{"record":"partner","partnerId":"9","partnerName":"Woodgrove","partnerRole":"INDIRECT_RESELLER"}
{"record":"partner","partnerId":"10","partnerName":"Northwind","partnerRole":"INDIRECT_PROVIDER"}
{"record":"tie","providerId":"10","resellerId":"9"}
{"record":"split","providerId":"10","resellerId":"9","inquiry":"BILLING","party":"RESELLER","validFrom":"2024-01-01"}
{"publisherId":"fabrikam","publisherName":"=Fabrikam","offerId":"mail","offerName":"Fabrikam Mail","offerType":"saas","supportUrl":"https://help.fabrikam.example"}
{"publisherId":"contoso","publisherName":"Contoso","offerId":"backup","offerName":"Contoso Backup","offerType":"virtual machine","supportName":"Support desk","supportEmail":"help@contoso.example","privacyUrl":"https://contoso.example/privacy","resale":"ALL","retired":true}
{"publisherId":"contoso","publisherName":"Contoso","offerId":"a-phone","offerName":"Contoso \"Phone\"; çağrı","offerType":"saas"}
{"record":"contact","partnerId":"10","contactType":"CUSTOMER_SUPPORT","name":"Provider desk","email":"desk@northwind.example"}
{"record":"override","publisherId":"fabrikam","inquiry":"DEPLOYMENT","responsible":"ISV_PUBLISHER","basis":"OPTIONAL","reason":"It deploys by itself.","validFrom":"2024-01-01"}
{"record":"notice","publisherId":"contoso","offerId":"a-phone","severity":"OUTAGE","text":"No calls.","beginsAt":"2024-05-06T07:08:09Z"}
"#;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("rows.jsonl", ROWS);
    let gave = desk.run(&["import", "rows.jsonl"]);
    assert_eq!(gave.err, "");
    assert!(gave.out.contains("  refused          0\n"), "{}", gave.out);
    desk
}

fn read(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.path(name)).expect("the file is there, and text")
}

#[test]
fn everything_is_written_in_the_order_of_its_ids() {
    let desk = desk();

    let gave = desk.run(&["export"]);

    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
    insta::assert_snapshot!(gave.out);
}

#[test]
fn what_is_exported_is_taken_into_an_empty_directory_and_exported_again_the_same_bytes() {
    for format in ["json-lines", "csv"] {
        let desk = desk();
        let first = desk.run(&["export", "--format", format]).out;
        desk.write("first", &first);

        let imported = desk.run(&["import", "first", "--database-url", "sqlite:other.db"]);
        let again = desk.run(&[
            "export",
            "--format",
            format,
            "--database-url",
            "sqlite:other.db",
        ]);

        assert!(
            imported.out.contains(
                "  refused          0
"
            ),
            "{format}: {}{}",
            imported.out,
            imported.err
        );
        assert!(first.lines().count() >= 15, "{format}: {first}");
        assert_eq!(again.out, first, "{format}");
    }
}

#[test]
fn a_file_is_written_whole_or_packed_in_the_place_of_the_one_before() {
    let desk = desk();
    let everything = desk.run(&["export"]).out;
    desk.write("directory.jsonl", "what was there before");

    let plain = desk.run(&["export", "--out", "directory.jsonl"]);
    let packed = desk.run(&["export", "--out", "directory.jsonl.gz"]);

    let said = |name: &str| Gave {
        code: Some(0),
        out: format!("{name}: 3 offers, 2 publishers, 2 partners and 3 contacts\n"),
        err: String::new(),
    };
    assert_eq!(plain, said("directory.jsonl"));
    assert_eq!(packed, said("directory.jsonl.gz"));
    assert_eq!(read(&desk, "directory.jsonl"), everything);
    let packed = fs::File::open(desk.path("directory.jsonl.gz")).expect("it is there");
    let mut unpacked = String::new();
    flate2::read::GzDecoder::new(packed)
        .read_to_string(&mut unpacked)
        .expect("it is packed");
    assert_eq!(unpacked, everything);
    assert_eq!(
        desk.list(),
        [
            "directory.db",
            "directory.jsonl",
            "directory.jsonl.gz",
            "rows.jsonl"
        ]
    );
}

#[test]
fn publishers_types_and_words_narrow_what_is_written() {
    let desk = desk();
    let ids = |arguments: &[&str]| -> Vec<String> {
        let gave = desk.run(&[&["export"], arguments].concat());
        assert_eq!(
            (gave.code, gave.err.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
        let rows = gave.out.lines().map(|row| {
            let row: serde_json::Value = serde_json::from_str(row).expect("a row is JSON");
            ["record", "publisherId", "offerId", "partnerId"]
                .map(|key| row[key].as_str().unwrap_or_default())
                .join(" ")
                .trim_end()
                .to_owned()
        });
        rows.collect()
    };

    assert_eq!(
        ids(&["--publisher", "fabrikam"]),
        [
            "publisher fabrikam",
            "offer fabrikam mail",
            "contact fabrikam mail",
            "override fabrikam"
        ]
    );
    assert_eq!(
        ids(&["--type", "virtual_machine"]),
        [
            "publisher contoso",
            "offer contoso backup",
            "contact contoso backup",
            "link contoso backup"
        ]
    );
    assert_eq!(
        ids(&["--search", "contoso pho"]),
        [
            "publisher contoso",
            "offer contoso a-phone",
            "notice contoso a-phone"
        ]
    );
    assert_eq!(
        ids(&[
            "--publisher",
            "fabrikam",
            "--publisher",
            "CONTOSO",
            "--type",
            "saas"
        ])
        .len(),
        7
    );
    assert_eq!(ids(&["--type", "container"]), [""; 0]);
}

#[test]
fn listings_are_those_of_one_publisher_that_are_not_retired() {
    let desk = desk();
    let one = "product-ingestion names no publisher, so it holds the offers of exactly one: name it with --publisher";

    let of_all = desk.run(&["export", "--format", "product-ingestion"]);
    let of_one = desk.run(&[
        "export",
        "--format",
        "product-ingestion",
        "--publisher",
        "contoso",
    ]);
    let of_two = [
        "export",
        "--format",
        "product-ingestion",
        "--publisher",
        "contoso",
        "--publisher",
        "fabrikam",
    ];

    assert_eq!(of_all, stopped(one));
    assert_eq!(desk.run(&of_two), stopped(one));
    let tree: serde_json::Value = serde_json::from_str(&of_one.out).expect("it is JSON");
    let products: Vec<&str> = tree["resources"]
        .as_array()
        .expect("a list of resources")
        .iter()
        .filter_map(|resource| resource["identity"]["externalId"].as_str())
        .collect();
    assert_eq!(products, ["a-phone"]);
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_export_quietly() {
    let desk = Desk::new();
    let rows: Vec<String> = (0..3_000)
        .map(|number| {
            format!(
                r#"{{"publisherId":"contoso","publisherName":"Contoso","offerId":"offer{number}","offerName":"Offer {number}","supportEmail":"desk{number}@contoso.example"}}"#
            )
        })
        .collect();
    desk.write("rows.jsonl", &rows.join("\n"));
    desk.run(&["import", "rows.jsonl"]);

    let mut command = desk.command(&["export"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().expect("the binary runs");
    let mut out = BufReader::new(running.stdout.take().expect("its output is piped"));
    let mut line = String::new();
    out.read_line(&mut line).expect("it is text");
    drop(out);
    let ended = running.wait_with_output().expect("it ends");

    assert_eq!(
        line,
        "{\"record\":\"publisher\",\"publisherId\":\"contoso\",\"publisherName\":\"Contoso\",\"firstParty\":false}\n"
    );
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

#[test]
fn what_cannot_be_exported_is_named_and_nothing_is_left_behind() {
    let desk = desk();
    fs::create_dir(desk.path("folder")).expect("a folder can be made");
    desk.write("kept.jsonl", "to be kept");
    let lying = desk.list();

    for (arguments, said) in [
        (
            vec!["--publisher", "nobody", "--out", "kept.jsonl"],
            "no publisher in the directory has the id nobody",
        ),
        (
            vec!["--out", "nowhere/directory.jsonl"],
            "cannot write nowhere/directory.jsonl: check that its folder exists and may be written (No such file or \
             directory (os error 2))",
        ),
        (
            vec!["--out", "folder"],
            "cannot write folder: check that its folder exists and may be written (is a directory)",
        ),
        (
            vec!["--database-url", "sqlite:none.db"],
            "there is no database none.db: name another with --database-url, or make this one with \
             `support-directory migrate`",
        ),
    ] {
        let gave = desk.run(&[&["export"], arguments.as_slice()].concat());
        assert_eq!(gave, stopped(said), "{arguments:?}");
    }
    for (flag, value) in [
        ("--type", "nonsense"),
        ("--format", "xml"),
        ("--publisher", "a b"),
    ] {
        let gave = desk.run(&["export", flag, value]);
        assert_eq!((gave.code, gave.out.as_str()), (Some(2), ""));
        assert!(
            gave.err.contains(flag) && gave.err.contains(value),
            "{}",
            gave.err
        );
    }
    assert_eq!(desk.list(), lying);
    assert_eq!(read(&desk, "kept.jsonl"), "to be kept");
}

#[test]
fn an_export_takes_the_place_of_nothing_that_belongs_to_the_database() {
    let desk = desk();
    let before = fs::read(desk.path("directory.db")).expect("it is there");
    let lying = desk.list();

    for own in [
        "directory.db",
        "./directory.db",
        "directory.db-wal",
        "directory.db-key.pem",
    ] {
        let gave = desk.run(&["export", "--out", own]);
        let said = format!("{own} belongs to the database itself: name another file");
        assert_eq!(gave, stopped(&said));
    }

    let after = fs::read(desk.path("directory.db")).expect("it is there");
    assert!(after == before, "the database changed");
    assert_eq!(desk.list(), lying);
}

/// Fewer offers than a page holds come whole before the one that cannot be read.
#[test]
fn an_export_that_breaks_off_leaves_no_file_and_the_one_before_alone() {
    let desk = desk();
    desk.write("directory.jsonl", "what was there before");
    found_in(
        &desk.path("directory.db"),
        "PRAGMA ignore_check_constraints = ON; UPDATE offer SET categories = '{\"a\": 1}'",
    );
    let lying = desk.list();

    let gave = desk.run(&["export", "--out", "directory.jsonl"]);

    assert_eq!((gave.code, gave.out.as_str()), (Some(1), ""));
    assert!(
        gave.err
            .starts_with("support-directory: offer.categories of row "),
        "{}",
        gave.err
    );
    assert_eq!(read(&desk, "directory.jsonl"), "what was there before");
    assert_eq!(desk.list(), lying);
}
