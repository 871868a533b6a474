//! `restore`: a sound backup takes the place of a directory that nobody uses, or nothing happens.

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use crate::support::{Desk, Gave, found_in, stopped};

/// A directory with an offer, its backup `copy.db`, and another offer that came in after that.
fn desk() -> Desk {
    let desk = Desk::new();
    add_offer(&desk, "mail");
    assert_eq!(desk.run(&["backup", "copy.db"]).code, Some(0));
    add_offer(&desk, "phone");
    desk
}

fn add_offer(desk: &Desk, id: &str) {
    let row = format!(
        r#"{{"publisherId":"contoso","publisherName":"Contoso","offerId":"{id}","offerName":"{id}","supportEmail":"help@contoso.example"}}"#
    );
    desk.write("offers.jsonl", &row);
    assert_eq!(desk.run(&["import", "offers.jsonl"]).code, Some(0));
    fs::remove_file(desk.path("offers.jsonl")).expect("it is there");
}

fn offers_in(desk: &Desk, name: &str) -> Vec<String> {
    found_in(
        &desk.path(name),
        "SELECT offer_id FROM offer ORDER BY offer_id",
    )
}

/// What lies there that was not there before, with the time in its name taken out.
fn kept_aside(desk: &Desk) -> String {
    let names = desk.list();
    let mut aside = names
        .into_iter()
        .filter(|name| name.starts_with("directory.db.before-restore-"));
    let name = aside.next().expect("what was there is kept");
    assert_eq!(aside.next(), None);
    name
}

#[test]
fn what_was_there_is_kept_under_a_name_that_is_told() {
    let desk = desk();
    desk.run(&["token", "--role", "READER"]);
    let key = fs::read(desk.path("directory.db-key.pem")).expect("a key was made");

    let gave = desk.run(&["restore", "copy.db", "--yes"]);

    let aside = kept_aside(&desk);
    assert_eq!(
        gave,
        Gave {
            code: Some(0),
            out: format!(
                "directory.db: 1 offers of 1 publishers, as in copy.db\n  \
                 what was there is kept as {aside}\n  \
                 the key that signs tokens stays as it is: directory.db-key.pem\n"
            ),
            err: String::new(),
        }
    );
    let time = aside.trim_start_matches("directory.db.before-restore-");
    let digits: String = time.replace(|c: char| c.is_ascii_digit(), "0");
    assert_eq!(digits, "0000-00-00T00-00-00.000Z");
    assert_eq!(offers_in(&desk, "directory.db"), ["mail"]);
    assert_eq!(offers_in(&desk, &aside), ["mail", "phone"]);
    assert_eq!(offers_in(&desk, "copy.db"), ["mail"]);
    let names = ["copy.db", "directory.db", &aside, "directory.db-key.pem"];
    let mut names = names.map(str::to_owned);
    names.sort();
    assert_eq!(desk.list(), names);
    let key_after = fs::read(desk.path("directory.db-key.pem")).expect("the key is there");
    assert_eq!(key_after, key);
}

#[test]
fn a_service_goes_on_with_what_was_restored() {
    let desk = desk();
    desk.run(&["restore", "copy.db", "--yes"]);

    let service = desk.serve(&["--no-sample"]);

    let answer = service.ask("{ offers { nodes { offerId } } }");
    assert_eq!(
        answer,
        json!({ "data": { "offers": { "nodes": [{ "offerId": "mail" }] } } })
    );
}

#[test]
fn where_nothing_is_yet_nothing_has_to_be_confirmed() {
    let desk = desk();

    let gave = desk.run(&["restore", "copy.db", "--database-url", "sqlite:new.db"]);

    assert_eq!(
        gave.out, "new.db: 1 offers of 1 publishers, as in copy.db\n",
        "{}",
        gave.err
    );
    assert_eq!(offers_in(&desk, "new.db"), ["mail"]);
}

#[test]
fn a_directory_gives_its_place_only_when_that_is_confirmed() {
    let desk = desk();

    let gave = desk.run(&["restore", "copy.db"]);

    assert_eq!(
        gave,
        stopped(
            "directory.db is there already: say --yes to put the backup in its place; what it holds is kept beside it"
        )
    );
    assert_eq!(offers_in(&desk, "directory.db"), ["mail", "phone"]);
    assert_eq!(desk.list(), ["copy.db", "directory.db"]);
}

#[test]
fn a_directory_is_not_replaced_under_a_service_that_runs_on_it() {
    let desk = desk();
    let service = desk.serve(&["--no-sample"]);
    let in_use =
        stopped("directory.db is in use: stop the service that runs on it, and restore then");

    assert_eq!(desk.run(&["restore", "copy.db", "--yes"]), in_use);
    let answer = service.ask("{ offers { totalCount } }");
    assert_eq!(answer["data"]["offers"]["totalCount"], json!(2));
    assert_eq!(desk.run(&["restore", "copy.db", "--yes"]), in_use);

    assert_eq!(service.stop("TERM").code, Some(0));
    let gave = desk.run(&["restore", "copy.db", "--yes"]);
    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
    assert_eq!(offers_in(&desk, "directory.db"), ["mail"]);
}

#[test]
fn the_last_changes_of_a_service_that_was_killed_are_kept_with_the_rest() {
    let desk = desk();
    let service = desk.serve(&["--no-sample"]);
    let token = desk.run(&["token", "--role", "DIRECTORY_ADMIN"]).out;
    let contoso = json!({ "input": { "publisherId": "fabrikam", "name": "Fabrikam" } });
    let add = "mutation($input: AddPublisherInput!) { addPublisher(input: $input) { userErrors { code } } }";
    service
        .ask_as(token.trim(), add, &contoso)
        .expect("it answers");
    service.tell("KILL");
    service.end();

    let gave = desk.run(&["restore", "copy.db", "--yes"]);

    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
    let publishers = "SELECT publisher_id FROM publisher ORDER BY publisher_id";
    let aside = desk.path(&kept_aside(&desk));
    assert_eq!(found_in(&aside, publishers), ["contoso", "fabrikam"]);
    assert_eq!(
        found_in(&desk.path("directory.db"), publishers),
        ["contoso"]
    );
}

#[test]
fn a_backup_of_an_older_version_is_brought_up_to_date() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    desk.run(&["migrate", "--down", "2", "--yes"]);
    desk.run(&["backup", "copy.db"]);
    let before = fs::read(desk.path("copy.db")).expect("it is there");

    let gave = desk.run(&["restore", "copy.db", "--database-url", "sqlite:new.db"]);

    assert_eq!(
        gave.out,
        "new.db: 0 offers of 0 publishers, as in copy.db\n  brought up to date: 2 migrations applied\n",
        "{}",
        gave.err
    );
    let up_to_date = desk.run(&["migrate", "--database-url", "sqlite:new.db"]);
    assert_eq!(up_to_date.out, "new.db: up to date\n");
    assert_eq!(fs::read(desk.path("copy.db")).expect("it is there"), before);
}

#[test]
fn a_file_that_is_no_backup_is_refused_and_nothing_is_changed() {
    let desk = desk();
    fs::create_dir(desk.path("folder")).expect("a folder can be made");
    desk.write(
        "letter.db",
        &"this is a letter, not a database. ".repeat(100),
    );
    desk.write("nothing.db", "");
    found_in(&desk.path("other.db"), "CREATE TABLE letters (words TEXT)");
    let backup = fs::read(desk.path("copy.db")).expect("it is there");
    fs::write(desk.path("cut.db"), &backup[..backup.len() / 2]).expect("it is written");
    fs::write(desk.path("stub.db"), &backup[..50]).expect("it is written");
    fs::copy(desk.path("copy.db"), desk.path("newer.db")).expect("it is copied");
    found_in(
        &desk.path("newer.db"),
        "INSERT INTO seaql_migrations VALUES ('m20991231_000001_the_future', 1) RETURNING version",
    );
    fs::copy(desk.path("copy.db"), desk.path("severed.db")).expect("it is copied");
    found_in(
        &desk.path("severed.db"),
        "PRAGMA foreign_keys = OFF; DELETE FROM publisher",
    );
    fs::copy(desk.path("copy.db"), desk.path("live.db")).expect("it is copied");
    desk.write("live.db-wal", "changes");
    let lying = desk.list();
    let before = fs::read(desk.path("directory.db")).expect("it is there");

    for (file, said) in [
        ("nowhere.db", "there is no file nowhere.db"),
        ("folder", "folder is not a file"),
        (
            "letter.db",
            "letter.db cannot be restored: it is not a SQLite database",
        ),
        ("nothing.db", "nothing.db is empty"),
        (
            "other.db",
            "other.db cannot be restored: it is a SQLite database, but not a directory",
        ),
        (
            "stub.db",
            "stub.db cannot be restored: it is damaged: its pages do not fit together",
        ),
        (
            "cut.db",
            "cut.db cannot be restored: it is damaged: its pages do not fit together",
        ),
        (
            "newer.db",
            "newer.db cannot be restored: it was made by a newer version (it knows migration \
             m20991231_000001_the_future): use that version",
        ),
        (
            "severed.db",
            "severed.db cannot be restored: it is damaged: rows of the table offer refer to rows that are not there",
        ),
        (
            "live.db",
            "live.db is not whole, its last changes are in live.db-wal: copy it with `support-directory backup \
             --database-url sqlite:live.db COPY`, and restore the copy",
        ),
        (
            "directory.db",
            "directory.db is the database itself: name a backup of it",
        ),
        (
            "./folder/../directory.db",
            "./folder/../directory.db is the database itself: name a backup of it",
        ),
    ] {
        assert_eq!(desk.run(&["restore", file, "--yes"]), stopped(said));
        assert_eq!(desk.list(), lying, "{file}");
    }
    assert_eq!(offers_in(&desk, "directory.db"), ["mail", "phone"]);
    assert_eq!(
        fs::read(desk.path("directory.db"))
            .expect("it is there")
            .len(),
        before.len()
    );
}

/// The bytes of one page after the other are turned over: nothing that is damaged gets in, but for text that
/// reads otherwise now, which nothing but its writer could tell.
#[test]
fn a_page_of_other_bytes_is_found() {
    let desk = desk();
    let backup = fs::read(desk.path("copy.db")).expect("it is there");
    let page = 4096;
    let pages = backup.len() / page;
    assert!(pages > 20, "there are pages to turn over: {pages}");

    let mut refused = 0;
    for number in (1..pages).step_by(5) {
        let mut damaged = backup.clone();
        for byte in &mut damaged[number * page..(number + 1) * page] {
            *byte = !*byte;
        }
        fs::write(desk.path("damaged.db"), &damaged).expect("it is written");
        let gave = desk.run(&["restore", "damaged.db", "--yes"]);
        assert!(
            gave.err
                .starts_with("support-directory: damaged.db cannot be restored: it is damaged: "),
            "page {number}: {}{}",
            gave.out,
            gave.err
        );
        assert_eq!((gave.code, gave.err.lines().count()), (Some(1), 1));
        refused += 1;
    }

    assert!(refused > 4, "{refused}");
    assert_eq!(offers_in(&desk, "directory.db"), ["mail", "phone"]);
    assert_eq!(desk.list(), ["copy.db", "damaged.db", "directory.db"]);
}

#[test]
fn a_directory_that_cannot_be_read_any_more_is_replaced_and_kept_as_it_is() {
    let desk = desk();
    let ruin = "this was a directory. ".repeat(100);
    desk.write("directory.db", &ruin);
    desk.write("directory.db-wal", "the end of it");

    let gave = desk.run(&["restore", "copy.db", "--yes"]);

    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
    assert_eq!(offers_in(&desk, "directory.db"), ["mail"]);
    let aside = kept_aside(&desk);
    let read = |name: &str| fs::read_to_string(desk.path(name)).expect("it is kept");
    assert_eq!(read(&aside), ruin);
    assert_eq!(read(&format!("{aside}-wal")), "the end of it");
}

#[test]
fn what_cannot_be_restored_to_is_named() {
    let desk = desk();

    let no_folder = desk.run(&[
        "restore",
        "copy.db",
        "--database-url",
        "sqlite:nowhere/new.db",
    ]);
    let postgres = desk.run(&[
        "restore",
        "copy.db",
        "--database-url",
        "postgres://directory:secret@db.example/offers",
    ]);

    assert_eq!(
        no_folder,
        stopped(
            "cannot write beside nowhere/new.db: check that its folder exists and may be written (No such file or \
             directory (os error 2))"
        )
    );
    assert_eq!(
        postgres,
        stopped(
            "db.example:5432/offers is PostgreSQL, which restores its own backups: use pg_restore"
        )
    );
}

#[cfg(unix)]
#[test]
fn rights_and_links_of_what_was_there_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let desk = desk();
    fs::create_dir(desk.path("data")).expect("a folder can be made");
    fs::rename(desk.path("directory.db"), desk.path("data/kept.db")).expect("it moves");
    symlink("data/kept.db", desk.path("directory.db")).expect("a link can be made");
    let shared = fs::Permissions::from_mode(0o660);
    fs::set_permissions(desk.path("data/kept.db"), shared).expect("it may be changed");

    let gave = desk.run(&["restore", "copy.db", "--yes"]);

    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
    assert!(desk.path("directory.db").is_symlink());
    assert_eq!(offers_in(&desk, "data/kept.db"), ["mail"]);
    let kept = fs::metadata(desk.path("data/kept.db")).expect("it is there");
    assert_eq!(kept.permissions().mode() & 0o777, 0o660);
}

#[cfg(unix)]
#[test]
fn a_backup_may_be_named_by_a_link() {
    let desk = desk();
    std::os::unix::fs::symlink("copy.db", desk.path("latest.db")).expect("a link can be made");

    let gave = desk.run(&["restore", "latest.db", "--yes"]);

    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
    assert_eq!(offers_in(&desk, "directory.db"), ["mail"]);
    assert!(desk.path("latest.db").is_symlink());
    assert_eq!(offers_in(&desk, "copy.db"), ["mail"]);
}

/// Killed at moments all over its run, a restore has happened whole or not at all.
#[test]
fn a_restore_that_is_killed_leaves_the_old_or_the_new() {
    let desk = desk();
    let (mut old, mut new) = (0, 0);
    for turn in 0..24 {
        let mut command = desk.command(&["restore", "copy.db", "--yes"]);
        let mut running = command.stdout(Stdio::null()).spawn().expect("it runs");
        sleep(Duration::from_millis(5 * turn));
        let _ = running.kill();
        running.wait().expect("it ends");

        match offers_in(&desk, "directory.db").as_slice() {
            [mail, phone] if mail == "mail" && phone == "phone" => old += 1,
            [mail] if mail == "mail" => {
                new += 1;
                add_offer(&desk, "phone");
            }
            other => panic!("turn {turn}: {other:?}"),
        }
        let found = found_in(&desk.path("directory.db"), "PRAGMA integrity_check");
        assert_eq!(found, ["ok"], "turn {turn}");
    }
    println!("killed 24 times: {old} before it had happened, {new} after");
    assert!(old > 0, "some were killed early");
    assert_eq!(desk.run(&["migrate"]).out, "directory.db: up to date\n");
}
