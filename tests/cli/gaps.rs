//! `gaps`: what it prints, for people and for programs.

use crate::support::{Desk, Gave};

/// A folder whose directory holds what these rows say.
fn desk() -> Desk {
    let desk = Desk::new();
    let rows = [
        r#"{"publisherId":"contoso","publisherName":"Contoso","offerId":"backup","offerName":"Contoso Backup","supportName":"Support desk","supportEmail":"help@contoso.example"}"#,
        r#"{"publisherId":"fabrikam","publisherName":"Fabrikam","offerId":"mail","offerName":"Fabrikam\tMail 邮件"}"#,
        r#"{"publisherId":"fabrikam-inc","publisherName":"Fabrikam, Inc.","offerId":"zoo","offerName":"Zoo","supportUrl":"https://fabrikam.example/help"}"#,
    ];
    desk.write("offers.jsonl", &rows.join("\n"));
    let imported = desk.run(&["import", "offers.jsonl"]);
    // There is something to warn of.
    assert_eq!(imported.code, Some(3), "{imported:?}");
    desk
}

fn done(out: &str) -> Gave {
    Gave {
        code: Some(0),
        out: out.to_owned(),
        err: String::new(),
    }
}

fn refused(why: &str) -> Gave {
    Gave {
        code: Some(1),
        out: String::new(),
        err: format!("support-directory: {why}\n"),
    }
}

/// What lies in a folder.
fn files(desk: &Desk) -> Vec<String> {
    let files = std::fs::read_dir(desk.path("")).expect("the folder is there");
    let names = files.map(|file| file.expect("it can be listed").file_name());
    names.filter_map(|name| name.into_string().ok()).collect()
}

#[test]
fn gaps_are_printed_as_a_table_the_worst_first_with_counts() {
    assert_eq!(
        desk().run(&["gaps"]),
        done(
            "\
SEVERITY  GAP                                CONTACT              ABOUT
High      Contact missing                    Customer support     Fabrikam Mail 邮件 (fabrikam.mail)
Medium    Contact missing                    Engineering contact  Contoso Backup (contoso.backup)
Medium    Contact missing                    Engineering contact  Fabrikam Mail 邮件 (fabrikam.mail)
Medium    Contact missing                    Engineering contact  Zoo (fabrikam-inc.zoo)
Low       Contact never verified             Customer support     Contoso Backup (contoso.backup): Support desk
Low       Contact never verified             Customer support     Zoo (fabrikam-inc.zoo): Fabrikam, Inc.
Low       Spelling variant                                        Fabrikam (fabrikam): also Fabrikam, Inc. (fabrikam-inc)
Low       Spelling variant                                        Fabrikam, Inc. (fabrikam-inc): also Fabrikam (fabrikam)

8 gaps:
1  High      Contact missing
3  Medium    Contact missing
2  Low       Contact never verified
2  Low       Spelling variant
"
        )
    );
}

#[test]
fn gaps_are_narrowed_and_cut() {
    let desk = desk();
    let first = "\
SEVERITY  GAP                                CONTACT              ABOUT
High      Contact missing                    Customer support     Fabrikam Mail 邮件 (fabrikam.mail)

1 of 3 gaps are listed:
1  High      Contact missing
1  Medium    Contact missing
1  Low       Spelling variant
";

    assert_eq!(
        desk.run(&["gaps", "--publisher", "Fabrikam", "--limit", "1"]),
        done(first)
    );
    assert_eq!(
        desk.run(&[
            "gaps",
            "--kind",
            "contact_dead",
            "--severity",
            "HIGH",
            "--severity",
            "low"
        ]),
        done(
            "SEVERITY  GAP                                CONTACT              ABOUT\n\nNo gaps.\n"
        )
    );
}

#[test]
fn gaps_are_printed_as_json_lines() {
    let desk = desk();

    let gave = desk.run(&["gaps", "--format", "json"]);

    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
    let lines: Vec<serde_json::Value> = gave
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    assert_eq!(lines.len(), 8);
    let mut support = lines[4].clone();
    for id in ["/publisher/id", "/offer/id", "/contact/id"] {
        let id = support.pointer_mut(id).expect("it has an id");
        *id = id.as_str().and_then(|id| id.split(':').next()).into();
    }
    assert_eq!(
        support,
        serde_json::json!({
            "severity": "LOW",
            "kind": "CONTACT_UNVERIFIED",
            "message": "Nobody has verified this customer support contact yet; please try it and have the result recorded.",
            "contactType": "CUSTOMER_SUPPORT",
            "publisher": { "id": "publisher", "publisherId": "contoso", "name": "Contoso" },
            "offer": { "id": "offer", "marketplaceId": "contoso.backup", "title": "Contoso Backup" },
            "contact": {
                "id": "contact",
                "name": "Support desk",
                "email": "help@contoso.example",
                "phone": null,
                "url": null,
            },
            "variants": [],
        })
    );
    assert_eq!(lines[7]["variants"][0]["publisherId"], "fabrikam");
}

#[test]
fn a_publisher_that_is_not_there_is_named() {
    assert_eq!(
        desk().run(&["gaps", "--publisher", "northwind"]),
        Gave {
            code: Some(1),
            out: String::new(),
            err: "support-directory: no publisher in the directory has the id northwind\n"
                .to_owned(),
        }
    );
}

#[test]
fn kinds_of_answers_are_no_kinds_to_list() {
    let gave = desk().run(&["gaps", "--kind", "OFFER_NOT_NAMED"]);

    assert_eq!(gave.code, Some(2));
    assert!(gave.err.contains("CONTACT_MISSING"), "{}", gave.err);
}

#[test]
fn a_directory_that_is_not_there_is_not_made() {
    let desk = Desk::new();

    assert_eq!(
        desk.run(&["gaps"]),
        refused(
            "there is no database directory.db: name another with --database-url, or make this one with `support-directory migrate`"
        )
    );
    assert_eq!(files(&desk), [""; 0]);
}

#[test]
fn tables_that_are_not_up_to_date_are_left_as_they_are() {
    let desk = Desk::new();
    desk.write("directory.db", "");

    let of_empty = desk.run(&["gaps"]);
    let is_empty = desk.path("directory.db").metadata().map(|file| file.len());
    desk.run(&["migrate"]);
    let of_new = desk.run(&["gaps", "--format", "json"]);
    desk.run(&["migrate", "--down", "1", "--yes"]);
    let before = std::fs::read(desk.path("directory.db")).expect("it is there");
    let of_old = desk.run(&["gaps"]);
    let after = std::fs::read(desk.path("directory.db")).expect("it is there");

    let outdated = refused(
        "the tables of directory.db are not up to date: bring them there with `support-directory migrate`",
    );
    assert_eq!(of_empty, outdated);
    assert_eq!(is_empty.ok(), Some(0));
    assert_eq!(of_new, done(""));
    assert_eq!(of_old, outdated);
    assert_eq!(after, before);
}
