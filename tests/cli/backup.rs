//! `backup`: a whole copy of a directory that is in use, or none.

use std::fs;
use std::thread;

use migration::{Migrator, MigratorTrait};
use serde_json::json;

use crate::support::{Desk, Gave, Serving, found_in, stopped};

/// A publisher with an offer.
const OFFERS: &str = r#"{"publisherId":"contoso","publisherName":"Contoso","offerId":"backup","offerName":"Contoso Backup","supportEmail":"help@contoso.example"}"#;

#[test]
fn a_backup_says_what_it_holds_and_is_for_its_owner_only() {
    let desk = Desk::new();
    desk.write("offers.jsonl", OFFERS);
    desk.run(&["import", "offers.jsonl"]);

    let gave = desk.run(&["backup", "copy.db"]);

    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
    let (said, took) = gave.out.split_once(" MB, in ").expect("a size and a time");
    let (said, size) = said.rsplit_once(", ").expect("a size");
    assert_eq!(said, "copy.db: 1 offers of 1 publishers");
    assert!(size.parse::<f64>().is_ok_and(|size| size > 0.0), "{size}");
    assert!(took.ends_with(" s\n"), "{took}");
    assert_eq!(only_its_owner_may(&desk, "copy.db"), Some(true));
    assert_eq!(desk.list(), ["copy.db", "directory.db", "offers.jsonl"]);
    let applied = found_in(
        &desk.path("copy.db"),
        "SELECT version FROM seaql_migrations",
    );
    assert_eq!(applied.len(), Migrator::migrations().len());
}

#[test]
fn a_directory_is_copied_while_a_service_changes_it_and_the_copy_is_one_moment_of_it() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let token = desk.run(&["token", "--role", "DIRECTORY_ADMIN"]).out;
    let token = token.trim();
    let contoso = json!({ "publisherId": "contoso", "name": "Contoso" });
    add(
        &service,
        token,
        "addPublisher",
        "publisher { id }",
        &contoso,
    );

    let (copies, added) = thread::scope(|scope| {
        let adding = scope.spawn(|| {
            for turn in 0..60 {
                let offer = json!({
                    "publisher": { "publisherId": "contoso" }, "offerId": format!("offer-{turn}"),
                    "title": "Offer", "type": "SAAS",
                });
                add(&service, token, "addOffer", "offer { id }", &offer);
            }
            60
        });
        let copies: Vec<String> = (0..5).map(|turn| format!("copy{turn}.db")).collect();
        for copy in &copies {
            let gave = desk.run(&["backup", copy]);
            assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""), "{copy}");
        }
        (copies, adding.join().expect("every offer is added"))
    });

    for copy in &copies {
        let count = |query: &str| found_in(&desk.path(copy), query);
        let offers = count("SELECT CAST(COUNT(*) AS TEXT) FROM offer");
        let records =
            count("SELECT CAST(COUNT(*) AS TEXT) FROM change_record WHERE thing_kind = 'OFFER'");
        assert_eq!(offers, records, "an offer and its record come together");
        assert_eq!(count("PRAGMA integrity_check"), ["ok"]);
    }
    let answer = service.ask("{ offers { totalCount } }");
    assert_eq!(answer["data"]["offers"]["totalCount"], json!(added));
}

fn add(service: &Serving, token: &str, mutation: &str, thing: &str, input: &serde_json::Value) {
    let input_type = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
    let query = format!(
        "mutation($input: {input_type}!) {{ {mutation}(input: $input) {{ {thing} userErrors {{ code }} }} }}"
    );
    let answer = service.ask_as(token, &query, &json!({ "input": input }));
    let answer = answer.expect("the service answers");
    assert_eq!(
        answer["data"][mutation]["userErrors"],
        json!([]),
        "{answer}"
    );
}

#[test]
fn a_directory_that_awaits_an_update_is_copied_as_it_is() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    desk.run(&["migrate", "--down", "1", "--yes"]);

    let gave = desk.run(&["backup", "copy.db"]);

    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
    let query = "SELECT version FROM seaql_migrations";
    let (copy, original) = (desk.path("copy.db"), desk.path("directory.db"));
    assert_eq!(found_in(&copy, query), found_in(&original, query));
    assert_eq!(
        found_in(&copy, query).len(),
        Migrator::migrations().len() - 1
    );
}

#[test]
fn a_backup_overwrites_nothing() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    desk.write("notes.txt", "to be kept");

    for (name, shown) in [
        ("notes.txt", "notes.txt"),
        ("directory.db", "directory.db"),
        (".", "."),
    ] {
        let said =
            format!("{shown} is there already, and a backup overwrites nothing: name another file");
        assert_eq!(desk.run(&["backup", name]), stopped(&said));
    }
    let kept = fs::read_to_string(desk.path("notes.txt")).expect("it is there");
    assert_eq!(kept, "to be kept");
    assert_eq!(desk.list(), ["directory.db", "notes.txt"]);
}

#[test]
fn what_cannot_be_copied_or_written_is_named_and_nothing_is_left_behind() {
    let desk = Desk::new();

    let nothing_there = desk.run(&["backup", "copy.db"]);
    desk.run(&["migrate"]);
    let no_folder = desk.run(&["backup", "nowhere/copy.db"]);
    let postgres = desk.run(&[
        "backup",
        "copy.db",
        "--database-url",
        "postgres://directory:secret@db.example/offers",
    ]);

    assert_eq!(
        nothing_there,
        stopped(
            "there is no database directory.db: name another with --database-url, or make this one with \
             `support-directory migrate`"
        )
    );
    assert_eq!(
        no_folder,
        stopped(
            "cannot write nowhere/copy.db: check that its folder exists and may be written (No such file or \
             directory (os error 2))"
        )
    );
    assert_eq!(
        postgres,
        stopped("db.example:5432/offers is PostgreSQL, which makes its own backups: use pg_dump")
    );
    assert_eq!(desk.list(), ["directory.db"]);
}

#[test]
fn a_damaged_directory_or_another_database_makes_no_backup() {
    let desk = Desk::new();
    desk.write(
        "letter.db",
        &"this is a letter, not a database. ".repeat(100),
    );
    found_in(&desk.path("other.db"), "CREATE TABLE letters (words TEXT)");

    let backup = |database: &str| -> Gave {
        let url = format!("sqlite:{database}");
        desk.run(&["backup", "copy.db", "--database-url", &url])
    };

    let letter = backup("letter.db");
    assert_eq!((letter.code, letter.out.as_str()), (Some(1), ""));
    assert!(
        letter
            .err
            .starts_with("support-directory: letter.db is not a SQLite database: "),
        "{}",
        letter.err
    );
    assert_eq!(
        backup("other.db"),
        stopped("no backup was made of other.db: it is a SQLite database, but not a directory")
    );
    assert_eq!(desk.list(), ["letter.db", "other.db"]);
}

/// Whether nobody but its owner may read a file; `None` where files know no owners.
fn only_its_owner_may(desk: &Desk, name: &str) -> Option<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let rights = fs::metadata(desk.path(name))
            .expect("it is there")
            .permissions();
        Some(rights.mode() & 0o777 == 0o600)
    }
    #[cfg(not(unix))]
    {
        let _ = (desk, name);
        Some(true)
    }
}
