//! What cannot be done is said in one line that says what to do, and the code is not 0.

use std::net::TcpListener;

use sea_orm::{ConnectionTrait, Database};

use crate::support::{Desk, gave, sqlite, stopped};

#[test]
fn a_taken_port_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = taken.local_addr().expect("it has an address").to_string();
    let desk = Desk::new();

    let gave = desk.run(&["--listen", &address]);

    assert_eq!(
        gave,
        stopped(&format!(
            "cannot listen on {address}: something else does already; stop it, or name another address with --listen"
        ))
    );
    assert!(!desk.path("directory.db").exists(), "nothing was begun");
}

#[test]
fn a_database_file_that_cannot_be_written_is_named() {
    let desk = Desk::new();

    let gave = desk.run(&[
        "--listen",
        "127.0.0.1:0",
        "--database-url",
        "sqlite:no/such/folder/directory.db",
    ]);

    assert_eq!((gave.code, gave.out.as_str()), (Some(1), ""));
    assert!(
        gave.err.starts_with(
            "support-directory: cannot write the database file no/such/folder/directory.db: check that its folder \
             exists and may be written, or name another file with --database-url"
        ),
        "{}",
        gave.err
    );
    assert_eq!(gave.err.lines().count(), 1, "{}", gave.err);
}

#[test]
fn a_file_that_is_no_database_is_named() {
    let desk = Desk::new();
    desk.write(
        "directory.db",
        &"this is a letter, not a database. ".repeat(100),
    );

    let gave = desk.run(&["migrate"]);

    assert_eq!((gave.code, gave.out.as_str()), (Some(1), ""));
    let said = "support-directory: directory.db is not a SQLite database: name another file with --database-url";
    assert!(gave.err.starts_with(said), "{}", gave.err);
    assert_eq!(gave.err.lines().count(), 1, "{}", gave.err);
}

#[test]
fn a_postgresql_that_does_not_answer_is_named_without_its_password() {
    let desk = Desk::new();

    let gave = desk.run(&[
        "migrate",
        "--database-url",
        "postgres://directory:secret@127.0.0.1:1/offers",
    ]);

    assert_eq!((gave.code, gave.out.as_str()), (Some(1), ""));
    assert!(
        gave.err.starts_with(
            "support-directory: cannot reach PostgreSQL at 127.0.0.1:1/offers: check that it runs, and the user, \
             password and name in --database-url"
        ),
        "{}",
        gave.err
    );
    assert_eq!(gave.err.lines().count(), 1, "{}", gave.err);
    assert!(!gave.err.contains("secret"), "{}", gave.err);
}

#[test]
fn a_database_url_that_is_none_says_what_one_is() {
    let desk = Desk::new();
    for (url, why) in [
        (
            "mysql://localhost/x",
            "it must begin with sqlite: or postgres:",
        ),
        ("directory.db", "it must begin with sqlite: or postgres:"),
        (
            "sqlite::memory:",
            "it must name a file, as sqlite:directory.db does; a database in memory is not kept",
        ),
        (
            "sqlite:",
            "it must name a file, as sqlite:directory.db does; a database in memory is not kept",
        ),
        (
            "postgres://",
            "it is not a URL of the form postgres://user:password@host:port/database",
        ),
        (
            "postgres://localhost:port/x",
            "it is not a URL of the form postgres://user:password@host:port/database",
        ),
        (
            "postgres://localhost",
            "it is not a URL of the form postgres://user:password@host:port/database",
        ),
    ] {
        let gave = desk.run(&["migrate", "--database-url", url]);

        assert_eq!(
            gave,
            stopped(&format!("the database URL cannot be used: {why}")),
            "{url}"
        );
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    let database = Database::connect(format!(
        "{}?mode=rw",
        sqlite(&desk.path("directory.db")).replace(':', "://")
    ));
    let database = database.await.expect("the database opens");
    database
        .execute_unprepared(
            "INSERT INTO seaql_migrations VALUES ('m20991231_000001_the_future', 1)",
        )
        .await
        .expect("a row is added");
    database.close().await.expect("it closes");

    let gave = desk.run(&["--listen", "127.0.0.1:0"]);

    assert_eq!(
        gave,
        stopped(
            "the database directory.db was made by a newer version (it knows migration m20991231_000001_the_future): \
             run that version, or restore a copy from before"
        )
    );
}

#[test]
fn an_unknown_setting_is_refused() {
    let desk = Desk::new();

    let mut command = desk.command(&["migrate"]);
    let by_variable = gave(
        command
            .env("SUPPORT_DIRECTORY_DATABSE_URL", "x")
            .output()
            .expect("the binary runs"),
    );
    let by_flag = desk.run(&["--databse-url", "x"]);

    assert_eq!(
        by_variable,
        stopped(
            "SUPPORT_DIRECTORY_DATABSE_URL is not a setting: `support-directory --help` lists them"
        )
    );
    assert_eq!((by_flag.code, by_flag.out.as_str()), (Some(2), ""));
    assert!(
        by_flag
            .err
            .starts_with("error: unexpected argument '--databse-url' found"),
        "{}",
        by_flag.err
    );
    assert!(!desk.path("directory.db").exists(), "nothing was begun");
}

#[test]
fn settings_out_of_range_are_refused() {
    let desk = Desk::new();
    for arguments in [
        ["--database-connections", "0"],
        ["--max-seconds", "0"],
        ["--max-body", "0"],
        ["--max-depth", "0"],
        ["--max-complexity", "0"],
        ["--max-aliases", "0"],
        ["--max-directives", "0"],
        ["--listen", "8080"],
        ["--log-format", "xml"],
    ] {
        let gave = desk.run(&arguments);

        assert_eq!(
            (gave.code, gave.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(gave.err.contains(arguments[0]), "{}", gave.err);
    }
    assert_eq!(
        desk.run(&["migrate", "--log", "loud=very"]),
        stopped(
            "the log filter `loud=very` cannot be read: use error, warn, info, debug or trace, for all or as module=level"
        )
    );
}

#[test]
fn a_file_that_cannot_be_read_stops_an_import_before_it_begins() {
    let desk = Desk::new();

    let gave = desk.run(&["import", "nowhere.jsonl"]);

    assert_eq!((gave.code, gave.out.as_str()), (Some(1), ""));
    assert!(
        gave.err.starts_with(
            "support-directory: cannot read nowhere.jsonl: check its name and that it may be read"
        ),
        "{}",
        gave.err
    );
    assert_eq!(gave.err.lines().count(), 1, "{}", gave.err);
    assert!(!desk.path("directory.db").exists(), "nothing was begun");
}

#[test]
fn taking_migrations_back_has_to_be_confirmed() {
    let desk = Desk::new();
    desk.run(&["migrate"]);

    let gave = desk.run(&["migrate", "--down", "1"]);

    assert_eq!(
        gave,
        stopped("taking migrations back deletes what is in their tables: say --yes if you mean it")
    );
}

#[test]
fn a_flag_for_serving_is_not_passed_over_in_silence() {
    let desk = Desk::new();

    let gave = desk.run(&["--listen", "127.0.0.1:0", "migrate"]);

    assert_eq!((gave.code, gave.out.as_str()), (Some(2), ""));
    assert!(
        gave.err
            .starts_with("error: --listen is for serving, and another command is named"),
        "{}",
        gave.err
    );
    assert!(!desk.path("directory.db").exists(), "nothing was begun");
}

#[test]
fn trusted_documents_that_cannot_be_used_stop_the_start() {
    let desk = Desk::new();
    desk.write(
        "manifest.json",
        r#"{ "a1": "query A { viewer { language }" }"#,
    );
    let trusting = |file: &str| desk.run(&["--listen", "127.0.0.1:0", "--trusted-documents", file]);

    assert_eq!(
        trusting("manifest.json"),
        stopped(
            "cannot use the trusted documents in manifest.json (\"a1\" of it is no document: it does not parse at \
             line 1, column 30)"
        )
    );
    assert_eq!(
        trusting("missing.json"),
        stopped(
            "cannot read the trusted documents in missing.json: check its name and that it may be read (No such file \
             or directory (os error 2))"
        )
    );
    assert!(!desk.path("directory.db").exists(), "nothing was begun");
}

#[test]
fn an_origin_that_no_browser_writes_stops_the_start() {
    let desk = Desk::new();

    let gave = desk.run(&["--allow-origins", "https://app.contoso.example/"]);

    let why = "browsers write this origin as https://app.contoso.example";
    assert_eq!((gave.code, gave.out.as_str()), (Some(2), ""));
    assert!(gave.err.contains(why), "{}", gave.err);
    assert!(!desk.path("directory.db").exists(), "nothing was begun");
}

#[test]
fn a_host_that_no_browser_writes_stops_the_start() {
    let desk = Desk::new();

    let gave = desk.run(&["--allow-hosts", "localhost,Directory.Example"]);

    let why = "browsers write this host as directory.example";
    assert_eq!((gave.code, gave.out.as_str()), (Some(2), ""));
    assert!(gave.err.contains(why), "{}", gave.err);
    assert!(!desk.path("directory.db").exists(), "nothing was begun");
}
