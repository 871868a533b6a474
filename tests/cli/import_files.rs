//! `import` of several files: they are one source, planned, told and reported together.

use serde_json::{Value, json};

use crate::support::{Desk, Gave, found_in};

/// A row of an offer of Contoso.
fn row(id: &str, title: &str) -> String {
    let row = json!({
        "publisherId": "contoso", "publisherName": "Contoso", "offerId": id, "offerName": title,
        "supportEmail": "help@contoso.example",
    });
    row.to_string() + "\n"
}

/// What was said before the sums, and the sums.
fn parts(gave: &Gave) -> (&str, &str) {
    let begin = gave.out.find("in all: ").expect("there are sums");
    gave.out.split_at(begin)
}

/// Three files that tell of the same publisher, and of offers in turn; two of them are called the same.
fn with_files(desk: &Desk) {
    std::fs::create_dir_all(desk.path("more")).expect("a folder can be made");
    let backup = row("backup", "Contoso Backup");
    desk.write("offers.jsonl", &(backup + "broken\n"));
    desk.write(
        "table.csv",
        "publisherId,publisherName,offerId,offerName,supportEmail\n\
         contoso,Contoso,mail,Contoso Mail,help@contoso.example\n\
         contoso,Contoso,backup,Contoso Copies,help@contoso.example\n",
    );
    desk.write("more/offers.jsonl", &row("mail", "Contoso Post"));
}

const FILES: [&str; 3] = ["offers.jsonl", "table.csv", "more/offers.jsonl"];

#[test]
fn a_dry_run_of_several_files_says_once_what_the_import_of_them_does() {
    let desk = Desk::new();
    desk.run(&["migrate"]);
    with_files(&desk);
    let import = |arguments: &[&'static str]| desk.run(&[&["import"], arguments, &FILES].concat());

    let planned = import(&["--dry-run"]);
    let done = import(&[]);
    let again = import(&[]);
    let nothing_planned = import(&["--dry-run"]);

    insta::assert_snapshot!(planned.out);
    for gave in [&planned, &done, &again, &nothing_planned] {
        assert_eq!(gave.code, Some(3), "{gave:?}");
    }
    let is_planned = |line: &&str| line.contains(": add ") || line.contains(": change ");
    let without_plan = |gave: &Gave| {
        let lines = gave.out.lines().filter(|line| !is_planned(line));
        let lines = lines.filter(|line| !line.starts_with("nothing was written"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(without_plan(&planned), without_plan(&done));
    assert_eq!(nothing_planned.out.lines().filter(is_planned).count(), 0);
    assert_eq!(without_plan(&nothing_planned), without_plan(&again));
    assert!(
        parts(&again)
            .1
            .contains("  offers           0 added, 0 changed, 2 unchanged\n"),
        "{again:?}"
    );
    let notes = "SELECT deed || ' ' || thing_kind || ': ' || note FROM change_record \
                 WHERE note IS NOT NULL ORDER BY id";
    let notes = found_in(&desk.path("directory.db"), notes);
    assert_eq!(
        notes[notes.len() - 5..],
        [
            "ADDED PUBLISHER: offers.jsonl",
            "ADDED OFFER: offers.jsonl",
            "ADDED OFFER: table.csv",
            "ADDED CONTACT: offers.jsonl",
            "ADDED CONTACT: table.csv",
        ]
    );
}

#[test]
fn the_report_of_several_files_names_the_file_of_every_remark() {
    let desk = Desk::new();
    with_files(&desk);
    desk.write("letter.json", "Dear directory");
    let report = ["import", "--report", "report.json", "letter.json"];

    let gave = desk.run(&[&report[..], &FILES].concat());

    assert_eq!(gave.code, Some(1), "{gave:?}");
    let report = std::fs::read_to_string(desk.path("report.json")).expect("there is a report");
    let mut report: Value = serde_json::from_str(&report).expect("it is JSON");
    let sums = report["sums"].take();
    assert_eq!((&sums["rows"], &sums["taken"]), (&json!(5), &json!(4)));
    insta::assert_json_snapshot!(report);
}

#[test]
fn a_file_that_is_refused_leaves_nothing_behind_and_the_others_are_imported() {
    let desk = Desk::new();
    with_files(&desk);
    desk.write(
        "bad.json",
        "{ \"items\": [{ \"publisherId\": \"contoso\", \"off",
    );
    desk.write("empty.csv", "");

    let gave = desk.run(&["import", "bad.json", "table.csv", "empty.csv"]);
    let alone = desk.run(&["import", "bad.json"]);

    assert_eq!(gave.code, Some(1), "{gave:?}");
    let (said, sums) = parts(&gave);
    assert_eq!(
        said,
        "bad.json: refused: it is cut off: the JSON ends in the middle, at line 1, column 44\n\
         bad.json: refused\n\
         table.csv: csv, 2 rows\n\
         empty.csv: holds nothing to take in\n"
    );
    assert!(
        sums.starts_with("in all: 2 rows\n  taken            2\n"),
        "{sums}"
    );
    assert_eq!(alone.code, Some(1), "{alone:?}");
    assert_eq!(
        alone.out,
        "bad.json: refused: it is cut off: the JSON ends in the middle, at line 1, column 44\n"
    );
}

/// A page of the catalogue with an offer, and with the address of a next one.
fn page(id: &str, next: Option<&str>) -> String {
    let page = json!({
        "items": [{
            "publisherId": "contoso", "publisherDisplayName": "Contoso", "offerId": id, "displayName": id,
            "supportUri": "https://contoso.example/support",
        }],
        "nextPageLink": next,
    });
    page.to_string()
}

#[test]
fn pages_of_a_catalogue_retire_what_is_missing_if_all_of_them_are_there() {
    let desk = Desk::new();
    let next = Some("https://catalog.example/offers?skip=1");
    desk.write(
        "old.jsonl",
        &(row("a", "a") + &row("b", "b") + &row("gone", "Gone")),
    );
    desk.run(&["import", "old.jsonl"]);
    desk.write("page-1.json", &page("a", next));
    desk.write("page-2.json", &page("b", None));
    let retiring = ["import", "--retire-missing"];

    let first = desk.run(&[&retiring[..], &["page-1.json"]].concat());
    let reversed = desk.run(&[&retiring[..], &["page-2.json", "page-1.json"]].concat());
    let both = desk.run(&[&retiring[..], &["page-1.json", "page-2.json"]].concat());

    let doubt = "page-1.json:$.nextPageLink: nothing was retired: this page says that there is a next one, and \
                 none was read after it: give all pages, in their order\n";
    for gave in [&first, &reversed] {
        assert_eq!(gave.code, Some(3), "{gave:?}");
        assert!(gave.out.starts_with(doubt), "{gave:?}");
        assert!(!gave.out.contains("offers retired"), "{gave:?}");
    }
    assert_eq!(both.code, Some(0), "{both:?}");
    assert!(
        both.out.contains("  offers retired: 1, restored: 0\n"),
        "{both:?}"
    );
}
