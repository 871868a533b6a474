//! CSV, good and dirty.

use std::io::{self, Read};

use super::{assert_said, of_contoso, said, said_when_read};
use crate::domain::format::ImportFormat::{Csv, JsonLines};

const GOOD: &[u8] = include_bytes!("../../../../tests/formats/csv/good.csv");
const SPREADSHEET: &[u8] = include_bytes!("../../../../tests/formats/csv/spreadsheet.csv");
const DIRTY: &[u8] = include_bytes!("../../../../tests/formats/csv/dirty.csv");
const GOOD_LINES: &[u8] = include_bytes!("../../../../tests/formats/json_lines/good.jsonl");

/// What a table of this header and row says.
fn row(header: &str, row: &str) -> String {
    said(Csv, format!("{header}\n{row}\n").as_bytes())
}

const TOLD: &str = "2 tells {\"Offer\":{\"facts\":{\"title\":\"B\"},\"offer_id\":\"b\",\"publisher\":{\"id\":\"p\",\
    \"id_source\":\"Given\",\"name_source\":\"Given\"},\"telling\":\"Offer\"}}";

#[test]
fn a_table_tells_what_the_same_lines_tell() {
    // Where they stand is the one thing that differs: cells may hold line ends.
    let without_lines = |said: String| {
        let words = said.lines().map(|line| {
            line.split_once(' ')
                .map_or("", |(_, words)| words)
                .to_owned()
        });
        words.collect::<Vec<String>>()
    };
    assert_eq!(
        without_lines(said(Csv, GOOD)),
        without_lines(said(JsonLines, GOOD_LINES))
    );
}

#[test]
fn a_table_of_a_spreadsheet_is_read_as_people_write_it() {
    assert_said!("spreadsheet.csv", said(Csv, SPREADSHEET));
}

#[test]
fn of_a_dirty_table_what_can_be_taken_is_taken_and_the_rest_is_said() {
    assert_said!("dirty.csv", said(Csv, DIRTY));
}

#[test]
fn columns_stand_in_any_order_and_are_parted_by_commas_semicolons_or_tabs() {
    for (header, cells) in [
        ("publisherId,offerId,offerName", "p,b,B"),
        ("offerName;publisherId;offerId", "B;p;b"),
        ("Offer ID\tOFFER_NAME\tpublisher-id", "b\tB\tp"),
        (
            "\"Offer ID\",\"offerName\",\"publisherId\"",
            "\"b\",\"B\",\"p\"",
        ),
        (
            "publisherId;offerId;offerName;any,of,these;commas",
            "p;b;B;;",
        ),
    ] {
        let said = row(header, cells);
        let told = said.lines().next_back();
        assert_eq!(told, Some(TOLD), "{said}");
    }
    let told = said(Csv, &b"sep=|\n\npublisherId|offerId|offerName\np|b|B"[..]);
    assert_eq!(told, TOLD.replacen('2', "4", 1));
}

#[test]
fn a_table_may_be_empty_and_needs_a_header_that_is_known() {
    assert_eq!(said(Csv, &b""[..]), "");
    assert_eq!(said(Csv, &b"\xEF\xBB\xBF\r\n\r\n"[..]), "");
    assert_eq!(said(Csv, &b"publisherId,offerId"[..]), "");
    let unknown = "refused: the first line names no column that is known: it has to be a header such as \
        publisherId,offerId,offerName, with at least one of publisherId, publisherName, offerId, offerName, \
        partnerId, providerId";
    for file in [
        "contoso,backup,Backup\ncontoso,mail,Mail\n",
        "website,phone\nhttps://contoso.example,1\n",
        "{\"publisherId\":\"contoso\"}",
        "\"publisherId,offerId\n",
    ] {
        assert_eq!(said(Csv, file.as_bytes()), unknown, "{file}");
    }
}

#[test]
fn who_publishes_the_rows_of_a_table_may_be_said_from_outside() {
    let said = said_when_read(&of_contoso(Csv), &b"offerId,offerName\nbackup,Backup\n"[..]);

    assert_said!("of_contoso.csv", said.expect("it is read"));
}

#[test]
fn a_cell_of_any_length_is_refused_without_being_kept() {
    let endless = || io::repeat(b'x').take(5 << 20);
    let header = &b"publisherId,offerId,offerName\n"[..];
    let closed = header
        .chain(&b"p,\""[..])
        .chain(endless())
        .chain(&b"\",A\np,b,B\n"[..]);
    let bare = header.chain(endless());

    let too_long =
        "2 refused: the row is longer than 1048576 bytes: a closing quote may be missing";
    let told = TOLD.replacen('2', "3", 1);
    assert_eq!(said(Csv, closed), format!("{too_long}\n{told}"));
    assert_eq!(said(Csv, bare), too_long);
    assert_eq!(
        said(Csv, header.chain(&b"p,\""[..]).chain(endless())),
        too_long
    );
    // A header that has no end is none.
    assert!(said(Csv, endless()).starts_with("refused: the first line names no column"));
}

#[test]
fn a_table_that_is_cut_off_tells_what_stands_before() {
    let cut = "publisherId,offerId,offerName,website\np,b,B,\np,c,\"C and";
    let expected = format!(
        "{TOLD}\n3 refused: the file ends within a quoted cell: it is cut off, or a closing quote is missing"
    );
    assert_eq!(said(Csv, cut.as_bytes()), expected);
    let cut = cut.replace("\"C and", "C and");
    let expected = format!("{TOLD}\n3 refused: the row has 3 cells, the header 4");
    assert_eq!(said(Csv, cut.as_bytes()), expected);
}

#[test]
fn a_cell_loses_the_apostrophe_that_guards_it_and_no_other() {
    for (cell, title) in [
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        ("=1+1", "=1+1"),
        ("'+1", "+1"),
        ("'＝1", "＝1"),
        ("' @x", "@x"),
        ("'tis", "'tis"),
        ("'", "'"),
    ] {
        let said = row("publisherId,offerId,offerName", &format!("p,b,{cell}"));
        assert_eq!(
            said,
            TOLD.replace("\"B\"", &format!("\"{title}\"")),
            "{cell}"
        );
    }
}
