//! The other commands: what they print.

use sea_orm::{ConnectionTrait, Database};

use crate::support::{Desk, Gave, all_applied, sqlite};

fn done(out: &str) -> Gave {
    Gave {
        code: Some(0),
        out: out.to_owned(),
        err: String::new(),
    }
}

#[test]
fn schema_prints_the_contract() {
    let contract = std::fs::read_to_string("schema.graphql").expect("schema.graphql is committed");

    assert_eq!(Desk::new().run(&["schema"]), done(&contract));
}

#[test]
fn schema_prints_the_subgraph_that_a_gateway_composes() {
    let subgraph = support_directory::graphql::subgraph_sdl();

    assert_eq!(Desk::new().run(&["schema", "--subgraph"]), done(&subgraph));
}

#[test]
fn migrate_goes_up_and_down() {
    let desk = Desk::new();

    assert_eq!(
        desk.run(&["migrate"]),
        done(&format!("directory.db: {}\n", all_applied()))
    );
    assert_eq!(desk.run(&["migrate"]), done("directory.db: up to date\n"));
    assert_eq!(
        desk.run(&["migrate", "--down", "2", "--yes"]),
        done("directory.db: 2 migrations taken back\n")
    );
    assert_eq!(
        desk.run(&["migrate"]),
        done("directory.db: 2 migrations applied\n")
    );
}

#[test]
fn import_accounts_for_every_row() {
    let desk = Desk::new();
    let rows = [
        r#"{"publisherId":"contoso","publisherName":"Contoso","offerId":"backup","offerName":"Contoso Backup","offerType":"saas","supportName":"Support desk","supportEmail":"help@contoso.example","privacyUrl":"https://contoso.example/privacy","published":"true"}"#,
        "",
        r#"{"publisherName":"Fabrikam, Inc.","offerName":"Fabrikam Mail","supportUrl":"NA","published":"false"}"#,
        r#"{"offerId":"orphan","offerName":"Orphan"}"#,
        r#"{"publisherId":"contoso","#,
        r#"{"publisherId":"contoso","offerId":"Backup","offerName":"Contoso Back-up","colour":"red"}"#,
    ];
    desk.write("offers.jsonl", &rows.join("\n"));

    let first = desk.run(&["import", "offers.jsonl"]);
    let again = desk.run(&["import", "offers.jsonl"]);

    let remarks = "\
offers.jsonl:4: refused: no publisher is named: give it a publisherId or a publisherName, or import it for one (--publisher)
offers.jsonl:5: refused: the line ends in the middle of a row (column 25)
offers.jsonl:3: offerId: no offer id: `fabrikam-mail` was made from the name
offers.jsonl:3: supportUrl `NA`: not a link that begins with http or https: left out
offers.jsonl:3: offerId `fabrikam-mail`: nobody to reach about this offer
offers.jsonl:6: column `colour`: not a known column: left out
offers.jsonl:6: offerId `Backup`: taken as `backup`: an id has no capitals
offers.jsonl:6: offerName `Contoso Back-up`: differs from what is told of it elsewhere, first in line 1: left out
offers.jsonl: 5 rows
  taken            3  of which 1 tell more of an earlier row's offer
  refused          2
  warnings         6
";
    let rest = "  publisher ids made from names: 1
  offers the marketplace does not show: 1
  offers with nobody to reach (a gap): 1
";
    let with_warnings = |out: &str| Gave {
        code: Some(3),
        ..done(out)
    };
    assert_eq!(
        first,
        with_warnings(&format!(
            "{remarks}  publishers       2 added, 0 changed, 0 unchanged
  offers           2 added, 0 changed, 0 unchanged
  contacts         1 added, 0 changed, 0 unchanged
  links            1 added, 0 changed, 0 unchanged
{rest}"
        ))
    );
    assert_eq!(
        again,
        with_warnings(&format!(
            "{remarks}  publishers       0 added, 0 changed, 2 unchanged
  offers           0 added, 0 changed, 2 unchanged
  contacts         0 added, 0 changed, 1 unchanged
  links            0 added, 0 changed, 1 unchanged
{rest}"
        ))
    );
}

#[test]
fn an_import_that_takes_nothing_ends_with_1() {
    let desk = Desk::new();
    desk.write("offers.jsonl", "not a row\n");

    let gave = desk.run(&["import", "--format", "json-lines", "offers.jsonl"]);

    assert_eq!(gave.code, Some(1));
    assert!(
        gave.out
            .starts_with("offers.jsonl:1: refused: the line is not JSON (column 2)\n"),
        "{}",
        gave.out
    );
}

#[tokio::test]
async fn an_import_that_breaks_off_says_what_it_has_done() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    let database = Database::connect(sqlite(&desk.path("directory.db")))
        .await
        .expect("the database is there");
    database
        .execute_unprepared(
            "CREATE TRIGGER full BEFORE INSERT ON offer WHEN NEW.offer_id = 'offer1049' \
             BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
        )
        .await
        .expect("a trigger can be made");
    database.close().await.expect("the database closes");
    let row = |place: usize| {
        format!(
            r#"{{"publisherId":"contoso","publisherName":"Contoso","offerId":"offer{place}","offerName":"Offer {place}","supportEmail":"help@contoso.example"}}"#
        )
    };
    let mut rows: Vec<String> = (0..1_050).map(row).collect();
    rows.push("broken".to_owned());
    desk.write("offers.jsonl", &rows.join("\n"));

    let gave = desk.run(&["import", "offers.jsonl"]);

    assert_eq!(
        gave.out,
        "\
offers.jsonl:1051: refused: the line is not JSON (column 1)
offers.jsonl: 1051 rows
  taken         1000
  refused          1
  not reached     50  because the import broke off
  warnings         0
  publishers       1 added, 0 changed, 0 unchanged
  offers        1000 added, 0 changed, 0 unchanged
  contacts      1000 added, 0 changed, 0 unchanged
  links            0 added, 0 changed, 0 unchanged
  publisher ids made from names: 0
  offers the marketplace does not show: 0
  offers with nobody to reach (a gap): 0
"
    );
    assert_eq!(gave.code, Some(1), "{}", gave.err);
    assert!(gave.err.contains("the disk is full"), "{}", gave.err);
}

#[test]
fn help_lists_the_commands_and_each_explains_itself() {
    let desk = Desk::new();

    let help = desk.run(&["--help"]);

    for command in [
        "serve", "import", "export", "gaps", "backup", "restore", "migrate", "token", "schema",
    ] {
        assert!(
            help.out.contains(&format!("\n  {command} ")),
            "{}",
            help.out
        );
        let own = desk.run(&[command, "--help"]);
        assert_eq!((own.code, own.err.as_str()), (Some(0), ""), "{command}");
        assert!(
            own.out
                .contains(&format!("Usage: support-directory {command}")),
            "{}",
            own.out
        );
    }
}

#[test]
fn settings_of_every_command_may_stand_before_or_after_it() {
    let desk = Desk::new();

    assert_eq!(
        desk.run(&["--database-url", "sqlite:a.db", "migrate"]),
        done(&format!("a.db: {}\n", all_applied()))
    );
    assert_eq!(
        desk.run(&["migrate", "--database-url", "sqlite:b.db"]),
        done(&format!("b.db: {}\n", all_applied()))
    );
}
