//! `token` and who may ask: from nothing to a signed-in question in a minute.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::thread;

use serde_json::{Value, json};

use crate::support::{Desk, Gave};

const KEY: &str = "directory.db-key.pem";

fn stopped(line: &str) -> Gave {
    Gave {
        code: Some(1),
        out: String::new(),
        err: format!("support-directory: {line}\n"),
    }
}

fn mode(path: &Path) -> u32 {
    let metadata = fs::metadata(path).expect("the file is there");
    metadata.permissions().mode() & 0o777
}

/// The token that a command prints, alone on its line.
fn token(desk: &Desk, arguments: &[&str]) -> String {
    let gave = desk.run(&[&["token"], arguments].concat());
    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
    let token = gave.out.strip_suffix('\n').expect("one line is printed");
    assert_eq!(token.split('.').count(), 3, "{token}");
    assert!(!token.contains(char::is_whitespace), "{token}");
    token.to_owned()
}

fn signed_in(is: bool) -> Value {
    json!({ "data": { "viewer": { "isSignedIn": is } } })
}

const SIGNED_IN: &str = "{ viewer { isSignedIn } }";

#[test]
fn a_token_that_is_made_beside_the_database_is_taken_by_the_service() {
    let desk = Desk::new();
    let before = token(&desk, &["--role", "DIRECTORY_ADMIN"]);

    let service = desk.serve(&["--no-sample"]);
    let after = token(
        &desk,
        &["--role", "READER", "--name", "desk", "--hours", "1"],
    );

    assert!(
        service.welcome.contains(
            "may read    everyone, without signing in\n  \
             sign in     with a token: support-directory token --role DIRECTORY_ADMIN\n"
        ),
        "{}",
        service.welcome
    );
    assert_eq!(service.ask(SIGNED_IN), signed_in(false));
    for token in [before, after] {
        assert_eq!(service.ask_with(&token, SIGNED_IN), signed_in(true));
    }
    assert_eq!(mode(&desk.path(KEY)), 0o600);
}

#[test]
fn every_role_can_be_given() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);

    for arguments in [
        &["--role", "READER"][..],
        &["--role", "READER", "--role", "DIRECTORY_ADMIN"],
        &["--role", "ADMIN_AGENT", "--partner", "1234567"],
        &[
            "--role",
            "PUBLISHER_EDITOR",
            "--publisher",
            "contoso",
            "--publisher",
            "fabrikam",
        ],
    ] {
        let token = token(&desk, arguments);
        assert_eq!(
            service.ask_with(&token, SIGNED_IN),
            signed_in(true),
            "{arguments:?}"
        );
    }
}

#[test]
fn what_cannot_be_granted_is_refused_with_what_is_wanted() {
    let desk = Desk::new();
    for (arguments, line) in [
        (
            &["--role", "BOSS"][..],
            r#""BOSS" is no role: name one of READER, ADMIN_AGENT, PUBLISHER_EDITOR, DIRECTORY_ADMIN"#,
        ),
        (
            &[
                "--role",
                "PUBLISHER_EDITOR",
                "--publisher",
                "no dots.please",
            ],
            r#""no dots.please" is not the id of a publisher: it has no dots and no spaces, as contoso"#,
        ),
        (
            &["--role", "ADMIN_AGENT", "--partner", "contoso"],
            r#""contoso" is not the id of a partner: it has 1 to 20 digits, as 1234567"#,
        ),
        (
            &["--role", "PUBLISHER_EDITOR"],
            "a PUBLISHER_EDITOR edits publishers that are named: add --publisher",
        ),
        (
            &["--role", "ADMIN_AGENT", "--publisher", "contoso"],
            "an ADMIN_AGENT is one of partners that are named: add --partner",
        ),
        (
            &["--role", "READER", "--name", "operator"],
            "the directory keeps that name for itself: choose another",
        ),
        (
            &["--role", "READER", "--name", ""],
            "a name has 1 to 200 characters, all of them to be seen, and none but spaces between them",
        ),
    ] {
        let gave = desk.run(&[&["token"], arguments].concat());
        assert_eq!(gave, stopped(line), "{arguments:?}");
    }
    for arguments in [
        &["token"][..],
        &["token", "--role", "READER", "--hours", "0"],
        &["token", "--role", "READER", "--hours", "721"],
    ] {
        let gave = desk.run(arguments);
        assert_eq!(
            (gave.code, gave.out.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
    }
    assert!(!desk.path(KEY).exists(), "nothing was begun");
}

#[test]
fn on_postgresql_a_key_has_to_be_named() {
    let desk = Desk::new();
    let on_postgres = [
        "--database-url",
        "postgres://directory@db.example/directory",
    ];

    let without = desk.run(&[&["token", "--role", "READER"], &on_postgres[..]].concat());
    let named = [
        &["--role", "READER", "--own-key", "own.pem"],
        &on_postgres[..],
    ]
    .concat();
    token(&desk, &named);

    assert_eq!(
        without,
        stopped(
            "on PostgreSQL tokens come from the issuer that the service trusts; to make tokens here, name a file for \
             a key with --own-key, and serve with the same"
        )
    );
    assert_eq!(mode(&desk.path("own.pem")), 0o600);
}

#[test]
fn processes_that_start_together_agree_on_one_key() {
    let desk = Desk::new();

    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| token(&desk, &["--role", "READER"]));
        }
    });
    let service = desk.serve(&["--no-sample"]);
    let tokens: Vec<String> = thread::scope(|scope| {
        let making = || token(&desk, &["--role", "READER"]);
        let made: Vec<_> = (0..4).map(|_| scope.spawn(making)).collect();
        made.into_iter()
            .map(|made| made.join().expect("it is made"))
            .collect()
    });

    for token in tokens {
        assert_eq!(service.ask_with(&token, SIGNED_IN), signed_in(true));
    }
}

#[test]
fn a_key_that_others_may_read_is_not_used() {
    let desk = Desk::new();
    token(&desk, &["--role", "READER"]);
    for exposed in [0o644, 0o640, 0o602] {
        fs::set_permissions(desk.path(KEY), fs::Permissions::from_mode(exposed))
            .expect("the mode can be set");

        for arguments in [
            &["token", "--role", "READER"][..],
            &["--listen", "127.0.0.1:0", "--no-sample"],
        ] {
            let gave = desk.run(arguments);
            assert_eq!(
                gave,
                stopped(&format!(
                    "{KEY} holds the service's own key, and others may read it: `chmod 600` it, or remove it to have \
                     a new key made"
                ))
            );
        }
    }
}

#[test]
fn a_key_made_by_others_is_used_and_a_file_without_one_is_named() {
    let desk = Desk::new();
    let write = |text: &str| {
        desk.write("own.pem", text);
        fs::set_permissions(desk.path("own.pem"), fs::Permissions::from_mode(0o400))
            .expect("the mode can be set");
    };
    // As `openssl genpkey -algorithm ed25519` writes it.
    write(
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n",
    );
    token(&desk, &["--own-key", "own.pem", "--role", "READER"]);
    fs::remove_file(desk.path("own.pem")).expect("it can be removed");

    for text in [
        "hello",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
    ] {
        write(text);
        let gave = desk.run(&["token", "--own-key", "own.pem", "--role", "READER"]);
        assert_eq!(
            gave,
            stopped(
                "own.pem does not hold an Ed25519 key as `openssl genpkey -algorithm ed25519` writes it: name another \
                 file with --own-key, or remove it to have a new key made"
            )
        );
        fs::remove_file(desk.path("own.pem")).expect("it can be removed");
    }
    let nowhere = desk.run(&["token", "--own-key", "no/such/own.pem", "--role", "READER"]);
    assert_eq!((nowhere.code, nowhere.out.as_str()), (Some(1), ""));
    assert!(
        nowhere.err.starts_with(
            "support-directory: cannot use no/such/own.pem for the service's own key: check that its folder exists, \
             and that it may be read and written"
        ),
        "{}",
        nowhere.err
    );
}

#[test]
fn strangers_read_only_where_nobody_else_can_ask_unless_it_is_set() {
    let everyone = "may read    everyone, without signing in\n";
    let signed = "may read    who signs in\n";
    for (arguments, said, count) in [
        (&[][..], everyone, true),
        (&["--anonymous-reading", "off"], signed, false),
        (&["--listen", "0.0.0.0:0"], signed, false),
        (
            &["--listen", "0.0.0.0:0", "--anonymous-reading", "on"],
            everyone,
            true,
        ),
        (
            &[
                "--token-issuer",
                "http://127.0.0.1:1",
                "--token-audience",
                "us",
            ],
            signed,
            false,
        ),
    ] {
        let desk = Desk::new();
        let listen = if arguments.contains(&"--listen") {
            &[][..]
        } else {
            &["--listen", "127.0.0.1:0"]
        };
        let service = desk.serve_on(&[listen, &["--no-sample"], arguments].concat());
        assert!(
            service.welcome.contains(said),
            "{arguments:?}: {}",
            service.welcome
        );
        let answer = service.ask(SIGNED_IN);
        assert_eq!(answer == signed_in(false), count, "{arguments:?}: {answer}");
    }
}

#[test]
fn once_somebody_elses_tokens_count_our_own_do_only_if_their_key_is_named() {
    let issuer = [
        "--no-sample",
        "--token-issuer",
        "http://127.0.0.1:1",
        "--token-audience",
        "us",
    ];
    let desk = Desk::new();
    let ours = token(&desk, &["--role", "READER", "--own-key", "own.pem"]);

    let without = desk.serve(&issuer);
    let with = desk.serve(&[&issuer[..], &["--own-key", "own.pem"]].concat());

    let refused = without.ask_with(&ours, SIGNED_IN);
    assert_eq!(
        refused["errors"][0]["extensions"]["code"], "UNAUTHENTICATED",
        "{refused}"
    );
    assert!(!without.welcome.contains("sign in"), "{}", without.welcome);
    assert_eq!(with.ask_with(&ours, SIGNED_IN), signed_in(true));
    assert!(
        with.welcome
            .contains("support-directory token --own-key own.pem --role DIRECTORY_ADMIN"),
        "{}",
        with.welcome
    );
}

#[test]
fn settings_that_trust_nobody_soundly_stop_the_service() {
    let desk = Desk::new();
    desk.write(
        "secret.json",
        r#"{"keys":[{"kty":"oct","kid":"s","k":"c2VjcmV0"}]}"#,
    );
    desk.write("none.json", r#"{"keys":[]}"#);
    desk.write("letter.json", "hello");
    for (arguments, line) in [
        (
            &["--token-issuer", "https://login.example"][..],
            "--token-issuer is set, and does nothing without --token-audience",
        ),
        (
            &["--token-audience", "us"],
            "--token-audience is set, and does nothing without --token-issuer",
        ),
        (
            &["--key-set", "none.json"],
            "--key-set is set, and does nothing without --token-issuer",
        ),
        (
            &[
                "--token-issuer",
                "http://login.example",
                "--token-audience",
                "us",
            ],
            "\"http://login.example\" is not the address of an OpenID provider: it begins with https://, or with \
             http:// on this machine; for an issuer without one, name its keys with --key-set",
        ),
        (
            &[
                "--token-issuer",
                "support-directory",
                "--token-audience",
                "us",
            ],
            "\"support-directory\" is who issues the service's own tokens: an issuer needs another name",
        ),
        (
            &[
                "--token-issuer",
                "i",
                "--token-audience",
                "us",
                "--key-set",
                "secret.json",
            ],
            "secret.json holds no key that can be used; key 1 (\"s\"): it is a shared secret, which proves nothing here",
        ),
        (
            &[
                "--token-issuer",
                "i",
                "--token-audience",
                "us",
                "--key-set",
                "none.json",
            ],
            "none.json holds no key that can be used",
        ),
        (
            &[
                "--token-issuer",
                "i",
                "--token-audience",
                "us",
                "--key-set",
                "letter.json",
            ],
            "letter.json is not a key set: it is not a JSON object with a list of `keys`",
        ),
    ] {
        let serve = ["--listen", "127.0.0.1:0", "--no-sample"];
        let gave = desk.run(&[&serve[..], arguments].concat());
        assert_eq!(gave, stopped(line), "{arguments:?}");
    }
    let unknown = desk.run(&["--token-algorithms", "RS256,HS256"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("HS256"), "{}", unknown.err);
}
