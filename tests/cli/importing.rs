//! `import`: what it takes, the plan before the deed, its report, and the code it ends with.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::support::{Desk, Gave, found_in, stopped};

/// A row of `contoso.backup` without anything to remark upon.
const BACKUP: &str = r#"{"publisherId":"contoso","publisherName":"Contoso","offerId":"backup","offerName":"Contoso Backup","supportEmail":"help@contoso.example"}"#;

/// Another of its offers.
const MAIL: &str = r#"{"publisherId":"contoso","publisherName":"Contoso","offerId":"mail","offerName":"Contoso Mail","supportEmail":"help@contoso.example"}"#;

/// What the line about offers in the sums says.
fn offers(gave: &Gave) -> Vec<&str> {
    let lines = gave.out.lines();
    lines
        .filter_map(|line| line.strip_prefix("  offers  "))
        .map(str::trim)
        .collect()
}

#[test]
fn a_file_is_taken_however_it_is_packed_and_written_and_from_standard_input() {
    let mut packing = GzEncoder::new(Vec::new(), Compression::default());
    packing.write_all(BACKUP.as_bytes()).expect("memory");
    let packed = packing.finish().expect("memory");
    let utf16: Vec<u8> = format!("\u{FEFF}{BACKUP}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [BACKUP.as_bytes(), &packed, &utf16] {
        let desk = Desk::new();

        let gave = desk.run_fed(&["import", "-"], bytes);

        assert_eq!(gave.code, Some(0), "{gave:?}");
        assert_eq!(offers(&gave), ["1 added, 0 changed, 0 unchanged"]);
        assert!(gave.out.starts_with("standard input: 1 row\n"), "{gave:?}");
    }
}

#[test]
fn the_files_of_a_folder_are_taken_together() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("dump/deep")).expect("folders can be made");
    desk.write("dump/b.jsonl", MAIL);
    desk.write("dump/deep/a.ndjson", BACKUP);
    desk.write("dump/notes.txt", "not for us");

    let gave = desk.run(&["import", "dump"]);

    assert_eq!(gave.code, Some(0), "{gave:?}");
    let files: Vec<&str> = gave
        .out
        .lines()
        .filter(|line| line.ends_with(" row") || line.ends_with(" rows"))
        .collect();
    assert_eq!(
        files,
        [
            "dump/b.jsonl: json-lines, 1 row",
            "dump/deep/a.ndjson: json-lines, 1 row",
            "in all: 2 rows"
        ]
    );
    assert_eq!(offers(&gave), ["2 added, 0 changed, 0 unchanged"]);
}

#[test]
fn a_folder_without_anything_to_take_stops_an_import_before_it_begins() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("dump")).expect("folders can be made");
    desk.write("offers.jsonl", BACKUP);

    let gave = desk.run(&["import", "offers.jsonl", "dump"]);

    assert_eq!((gave.code, gave.out.as_str()), (Some(1), ""));
    assert_eq!(
        gave.err,
        "support-directory: dump holds no file with an ending that is known: csv, json, jsonc, \
         jsonl, ndjson or tsv, packed (.gz) or not\n"
    );
    assert!(!desk.path("directory.db").exists());
}

#[test]
fn a_dry_run_says_field_by_field_what_would_be_done_and_does_nothing() {
    let desk = Desk::new();
    desk.write("before.jsonl", BACKUP);
    desk.run(&["import", "before.jsonl"]);
    let after = BACKUP.replace("Contoso Backup", "Contoso Copies");
    let after = after.replace("help@contoso", "support@contoso");
    desk.write("after.jsonl", &format!("{after}\n{MAIL}"));

    let planned = desk.run(&["import", "--dry-run", "after.jsonl"]);
    let again = desk.run(&["import", "--dry-run", "after.jsonl"]);
    let done = desk.run(&["import", "after.jsonl"]);

    assert_eq!(planned.code, Some(0), "{planned:?}");
    assert_eq!(planned, again);
    insta::assert_snapshot!(planned.out);
    let sums = |gave: &Gave| {
        let begin = gave.out.find("after.jsonl: 2 rows").expect("sums");
        gave.out[begin..].to_owned()
    };
    let of_dry_run = sums(&planned).replace("nothing was written: this was a dry run\n", "");
    assert_eq!(of_dry_run, sums(&done));
}

#[test]
fn nobody_has_verified_a_contact_in_the_future() {
    let desk = Desk::new();
    let contact = r#"{"record":"contact","publisherId":"contoso","offerId":"backup","contactType":"ENGINEERING","email":"engineers@contoso.example","verification":"VERIFIED","verifiedAt":"2999-01-01T00:00:00Z"}"#;
    desk.write("offers.jsonl", &format!("{BACKUP}\n{contact}"));
    desk.run(&["migrate"]);

    let planned = desk.run(&["import", "--dry-run", "offers.jsonl"]);
    let done = desk.run(&["import", "offers.jsonl"]);

    for gave in [planned, done] {
        assert_eq!(gave.code, Some(3), "{gave:?}");
        let remarks = gave.out.lines().filter(|line| line.contains(".jsonl:2:"));
        assert_eq!(
            remarks.collect::<Vec<_>>(),
            [
                "offers.jsonl:2: verifiedAt `2999-01-01T00:00:00Z`: in the future: left out",
                "offers.jsonl:2: verification `VERIFIED`: does not say when it was found: left out",
            ]
        );
    }
    let states = found_in(
        &desk.path("directory.db"),
        "SELECT verification FROM contact WHERE contact_type = 'ENGINEERING'",
    );
    assert_eq!(states, ["NEVER"]);
}

#[test]
fn what_somebody_verified_is_a_conflict_until_it_is_to_be_overwritten() {
    let desk = Desk::new();
    desk.write("before.jsonl", BACKUP);
    desk.run(&["import", "before.jsonl"]);
    verify_the_contact(&desk);
    desk.write(
        "after.jsonl",
        &BACKUP.replace("help@contoso", "support@contoso"),
    );

    let kept = desk.run(&["import", "after.jsonl"]);
    let taken = desk.run(&["import", "--overwrite", "after.jsonl"]);

    assert_eq!(kept.code, Some(3), "{kept:?}");
    let remark = kept.out.lines().next();
    assert_eq!(
        remark,
        Some(
            "after.jsonl:1: conflict: a contact of contoso.backup is left as it is, for somebody \
             verified it; the file has email \"help@contoso.example\" -> \
             \"support@contoso.example\", verification \"VERIFIED\" -> \"NEVER\" (--overwrite takes it)"
        )
    );
    assert!(kept.out.contains("  conflicts        1\n"), "{kept:?}");
    assert_eq!(taken.code, Some(0), "{taken:?}");
    assert!(
        taken
            .out
            .contains("  contacts         0 added, 1 changed, 0 unchanged\n"),
        "{taken:?}"
    );
}

/// Lets an administrator verify the contact of `contoso.backup`.
fn verify_the_contact(desk: &Desk) {
    let service = desk.serve(&["--no-sample"]);
    let token = desk.run(&["token", "--role", "DIRECTORY_ADMIN"]).out;
    let query = r#"{ offer(by: { marketplaceId: "contoso.backup" }) { contacts { id version } } }"#;
    let answer = service
        .ask_as(token.trim(), query, &json!({}))
        .expect("it answers");
    let contact = &answer["data"]["offer"]["contacts"][0];
    let mutation = "mutation($input: VerifyContactInput!) { \
                    verifyContact(input: $input) { contact { version } } }";
    let input = json!({ "input": { "id": contact["id"], "expectedVersion": 1 } });
    let answer = service
        .ask_as(token.trim(), mutation, &input)
        .expect("it answers");
    assert_eq!(
        answer["data"]["verifyContact"]["contact"]["version"], 2,
        "{answer}"
    );
}

#[test]
fn what_the_source_no_longer_has_is_retired_when_that_is_asked_for() {
    let desk = Desk::new();
    desk.write("both.jsonl", &format!("{BACKUP}\n{MAIL}"));
    desk.run(&["import", "both.jsonl"]);
    desk.write("one.jsonl", BACKUP);
    desk.write("dirty.jsonl", &format!("{BACKUP}\nbroken"));

    let left = desk.run(&["import", "one.jsonl"]);
    let unsure = desk.run(&["import", "--retire-missing", "dirty.jsonl"]);
    let planned = desk.run(&["import", "--retire-missing", "--dry-run", "one.jsonl"]);
    let retired = desk.run(&["import", "--retire-missing", "one.jsonl"]);
    let back = desk.run(&["import", "--retire-missing", "both.jsonl"]);

    assert!(!left.out.contains("retired"), "{left:?}");
    assert_eq!(unsure.code, Some(3));
    assert!(
        unsure.out.contains(
            "nothing was retired: what was refused may be of offers that would be missing\n"
        ),
        "{unsure:?}"
    );
    assert!(
        planned
            .out
            .contains("in no file: retire offer contoso.mail\n"),
        "{planned:?}"
    );
    for gave in [&planned, &retired] {
        assert_eq!(offers(gave).len(), 1, "there is one table: {gave:?}");
        assert!(
            gave.out.contains("  offers retired: 1, restored: 0\n"),
            "{gave:?}"
        );
    }
    assert!(
        back.out.contains("  offers retired: 0, restored: 1\n"),
        "{back:?}"
    );
}

#[test]
fn the_report_holds_every_remark_with_its_place_value_and_reason() {
    let desk = Desk::new();
    let dirty = r#"{"publisherId":"Contoso","publisherName":"Contoso","offerId":"mail","offerName":"Mail","supportEmail":"NA"}"#;
    desk.write("offers.jsonl", &format!("{BACKUP}\nbroken\n{dirty}"));

    let gave = desk.run(&["import", "offers.jsonl", "--report", "report.json"]);

    assert_eq!(gave.code, Some(3), "{gave:?}");
    let report = std::fs::read_to_string(desk.path("report.json")).expect("there is a report");
    let report: Value = serde_json::from_str(&report).expect("it is JSON");
    insta::assert_json_snapshot!(report);
    assert!(!desk.path("report.json.unfinished").exists());
}

#[test]
fn a_report_that_cannot_be_written_stops_an_import_before_it_begins() {
    let desk = Desk::new();
    desk.write("offers.jsonl", BACKUP);

    let gave = desk.run(&["import", "offers.jsonl", "--report", "nowhere/report.json"]);

    assert_eq!((gave.code, gave.out.as_str()), (Some(1), ""));
    assert!(
        gave.err.starts_with(
            "support-directory: cannot write the report nowhere/report.json: check its name and \
             that it may be written"
        ),
        "{gave:?}"
    );
    assert!(!desk.path("directory.db").exists());
}

#[test]
fn a_report_takes_the_place_of_nothing_that_is_needed() {
    let desk = Desk::new();
    desk.write("offers.jsonl", BACKUP);
    desk.run(&["import", "offers.jsonl"]);
    std::fs::create_dir(desk.path("folder")).expect("a folder can be made");
    let before = std::fs::read(desk.path("directory.db")).expect("it is there");
    let lying = desk.list();
    let import = |report: &str| desk.run(&["import", "offers.jsonl", "--report", report]);

    for own in ["directory.db", "folder/../directory.db", "directory.db-wal"] {
        let said = format!("{own} belongs to the database itself: name another file");
        assert_eq!(import(own), stopped(&said));
    }
    for input in ["offers.jsonl", "folder/../offers.jsonl"] {
        let said = "the report would overwrite offers.jsonl, which is to be taken in: name another file for it";
        assert_eq!(import(input), stopped(said));
    }

    let after = std::fs::read(desk.path("directory.db")).expect("it is there");
    assert!(after == before, "the database changed");
    let row = std::fs::read_to_string(desk.path("offers.jsonl")).expect("it is there");
    assert_eq!(row, BACKUP);
    assert_eq!(desk.list(), lying);
}

#[test]
fn a_report_of_before_in_the_folder_is_not_taken_in() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("dump")).expect("a folder can be made");
    desk.write("dump/offers.jsonl", BACKUP);
    let import = ["import", "dump", "--report", "dump/report.json"];
    let files = |gave: &Gave| {
        assert_eq!(gave.code, Some(0), "{gave:?}");
        let report = std::fs::read(desk.path("dump/report.json")).expect("there is a report");
        let report: Value = serde_json::from_slice(&report).expect("it is JSON");
        let files = report["files"].as_array().cloned().unwrap_or_default();
        let names = files.iter().map(|file| file["file"].clone());
        names.collect::<Vec<_>>()
    };

    let first = files(&desk.run(&import));
    let second = files(&desk.run(&import));

    assert_eq!(first, [json!("dump/offers.jsonl")]);
    assert_eq!(second, first);
}

#[test]
fn a_packed_file_that_is_damaged_or_cut_off_is_refused() {
    let desk = Desk::new();
    let mut packing = GzEncoder::new(Vec::new(), Compression::default());
    packing.write_all(BACKUP.as_bytes()).expect("memory");
    let packed = packing.finish().expect("memory");
    let mut damaged = packed.clone();
    // The sum that is held against what was unpacked.
    let last = damaged.len() - 6;
    damaged[last] ^= 0xFF;

    for (name, bytes, reason) in [
        (
            "damaged.jsonl.gz",
            damaged.as_slice(),
            "it is packed with gzip and cannot be unpacked: it is damaged",
        ),
        (
            "cut.jsonl.gz",
            &packed[..packed.len() - 9],
            "it is packed with gzip and ends too soon: it was cut off",
        ),
    ] {
        std::fs::write(desk.path(name), bytes).expect("a file can be written");
        let gave = desk.run(&["import", name]);
        let expected = Gave {
            code: Some(1),
            out: format!("{name}: refused: {reason}\n"),
            err: String::new(),
        };
        assert_eq!(gave, expected);
    }
    let offers = found_in(&desk.path("directory.db"), "SELECT offer_id FROM offer");
    assert_eq!(offers, [""; 0]);
}

#[test]
fn a_dry_run_makes_no_database_and_brings_none_up_to_date() {
    let desk = Desk::new();
    desk.write("offers.jsonl", BACKUP);
    let dry_run = ["import", "--dry-run", "offers.jsonl"];

    let absent = desk.run(&dry_run);

    assert_eq!(
        absent,
        stopped(
            "there is no database directory.db: name another with --database-url, or make this one with \
             `support-directory migrate`"
        )
    );
    assert_eq!(desk.list(), ["offers.jsonl"]);

    desk.run(&["migrate"]);
    desk.run(&["migrate", "--down", "1", "--yes"]);
    let applied = || {
        let applied = "SELECT version FROM seaql_migrations ORDER BY version";
        found_in(&desk.path("directory.db"), applied)
    };
    let before = applied();

    let outdated = desk.run(&dry_run);

    assert_eq!(
        outdated,
        stopped(
            "the tables of directory.db are not up to date: bring them there with `support-directory migrate`"
        )
    );
    assert_eq!(applied(), before);
}

#[test]
fn a_table_says_its_columns_as_people_spell_them() {
    for header in [
        "publisherId,publisherName,offerId,offerName,supportEmail",
        "Publisher ID,Publisher Name,Offer ID,Offer Name,Support e-mail",
        "publisher_id,publisher_name,offer_id,offer_name,support_email",
        "PublisherId,PublisherName,OfferId,OfferName,SupportEmail",
    ] {
        let desk = Desk::new();
        let row = "contoso,Contoso,backup,Contoso Backup,help@contoso.example";
        desk.write("offers.csv", &format!("{header}\n{row}\n"));

        let gave = desk.run(&["import", "offers.csv"]);

        assert_eq!(gave.code, Some(0), "{gave:?}");
        let kept = found_in(
            &desk.path("directory.db"),
            "SELECT publisher.name || ' ' || offer.title || ' ' || contact.email FROM offer \
             JOIN publisher ON publisher.id = offer.publisher_id JOIN contact ON contact.offer_id = offer.id",
        );
        assert_eq!(kept, ["Contoso Contoso Backup help@contoso.example"]);
    }
}

#[test]
fn an_empty_file_holds_nothing_to_take_in() {
    let desk = Desk::new();
    desk.write("offers.jsonl", "");

    let gave = desk.run(&["import", "offers.jsonl"]);

    assert_eq!(gave.code, Some(3), "{gave:?}");
    assert_eq!(
        gave.out.lines().next(),
        Some("offers.jsonl: holds nothing to take in")
    );
    assert_eq!(offers(&gave), ["0 added, 0 changed, 0 unchanged"]);
}

#[test]
fn a_format_is_named_as_a_word_or_by_the_code_that_messages_give() {
    let desk = Desk::new();
    desk.write("offers.jsonl", BACKUP);
    let import = |format: &str| desk.run(&["import", "--format", format, "offers.jsonl"]);

    let (word, code, other) = (import("json-lines"), import("JSON_LINES"), import("CSV"));

    assert_eq!((word.code, code.code), (Some(0), Some(0)));
    assert_eq!(offers(&word), ["1 added, 0 changed, 0 unchanged"]);
    assert_eq!(offers(&code), ["0 added, 0 changed, 1 unchanged"]);
    assert_eq!(other.code, Some(1));
    assert_eq!(
        other.out,
        "offers.jsonl: refused: not the format it says: CSV was named, but the column `offerName` shows JSON_LINES\n"
    );
}

#[test]
fn a_publisher_that_no_row_names_is_named_on_the_command_line() {
    let desk = Desk::new();
    let row = r#"{"offerId":"backup","offerName":"Backup","supportEmail":"help@contoso.example"}"#;
    desk.write("offers.jsonl", row);

    let named = desk.run(&["import", "--publisher", "Contoso", "offers.jsonl"]);
    let unsound = desk.run(&["import", "--publisher", "con.toso", "offers.jsonl"]);

    assert_eq!(
        offers(&named),
        ["1 added, 0 changed, 0 unchanged"],
        "{named:?}"
    );
    assert_eq!(unsound.code, Some(1));
    assert_eq!(
        unsound.err,
        "support-directory: \"con.toso\" is not the id of a publisher: it has no dots and no \
         spaces, as contoso\n"
    );
}

/// Rows enough for many batches.
fn many_rows(count: usize) -> String {
    let row = |place: usize| {
        BACKUP
            .replace("\"backup\"", &format!("\"offer-{place}\""))
            .replace("Contoso Backup", &format!("Offer {place}"))
    };
    (0..count).map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_import_that_is_killed_in_the_middle_goes_on_when_it_is_begun_again() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    desk.write("offers.jsonl", &many_rows(4_000));
    let mut child = desk
        .command(&["import", "offers.jsonl"])
        .stdout(Stdio::null())
        .spawn()
        .expect("the binary runs");
    wait_for_offers(&desk);
    child.kill().expect("it is killed");
    child.wait().expect("it ends");

    let again = desk.run(&["import", "offers.jsonl"]);
    let third = desk.run(&["import", "offers.jsonl"]);

    let [sums] = offers(&again)[..] else {
        panic!("{again:?}");
    };
    let counts: Vec<usize> = sums
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let &[added, changed, unchanged] = &counts[..] else {
        panic!("{sums}");
    };
    assert_eq!((added + unchanged, changed), (4_000, 0));
    assert!(unchanged > 0, "something was kept before the kill");
    assert_eq!(offers(&third), ["0 added, 0 changed, 4000 unchanged"]);
}

#[test]
fn an_import_that_is_told_to_stop_ends_after_a_batch_and_says_how_far_it_came() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    desk.write("offers.jsonl", &many_rows(4_000));
    let child = desk
        .command(&["import", "offers.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    wait_for_offers(&desk);
    let told = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
    assert!(told.expect("kill is there").success());

    let gave = child.wait_with_output().expect("it ends");

    assert_eq!(gave.status.code(), Some(1));
    let err = String::from_utf8(gave.stderr).expect("a text");
    assert_eq!(
        err,
        "support-directory: called off: what was done until then is kept, and the same command \
         goes on from there\n"
    );
    let out = String::from_utf8(gave.stdout).expect("a text");
    assert!(out.contains("because the import broke off\n"), "{out}");
}

/// Waits until an import has kept its first batch.
fn wait_for_offers(desk: &Desk) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(async {
        use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
        let path = desk.path("directory.db");
        let url = format!("sqlite://{}?mode=ro", path.display());
        let database = Database::connect(url).await.expect("the database is there");
        let count = Statement::from_string(DbBackend::Sqlite, "SELECT COUNT(*) AS n FROM offer");
        for _ in 0..3_000 {
            let row = database
                .query_one_raw(count.clone())
                .await
                .expect("it reads");
            let offers: i64 = row.expect("a row").try_get("", "n").expect("a number");
            if offers > 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("nothing came in");
    });
}
