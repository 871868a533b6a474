//! JSON Lines, good and dirty.

use std::io::{self, Read};

use super::{assert_said, of_contoso, said, said_when_read};
use crate::domain::format::ImportFormat::JsonLines;
use crate::exchange::gathering::{Gathering, Heap};
use crate::exchange::{HowToRead, Said, Told, read};

const GOOD: &[u8] = include_bytes!("../../../../tests/formats/json_lines/good.jsonl");
const DIRTY: &[u8] = include_bytes!("../../../../tests/formats/json_lines/dirty.jsonl");

#[test]
fn every_kind_of_row_is_told_whole() {
    assert_said!("good.jsonl", said(JsonLines, GOOD));
}

#[test]
fn of_dirty_lines_what_can_be_taken_is_taken_and_the_rest_is_said() {
    assert_said!("dirty.jsonl", said(JsonLines, DIRTY));
}

#[test]
fn a_row_that_names_its_record_is_meant_as_it_is_written() {
    let file = br#"{"record":"offer","publisherId":"contoso","offerId":"backup","offerName":"${title}","summary":"<M\ufffdller>"}
{"record":"contact","publisherId":"contoso","contactType":"ENGINEERING","name":"{{desk}}","phone":"555-555-5555"}"#;

    let expected = "1 tells {\"Offer\":{\"facts\":{\"summary\":\"<M\u{FFFD}ller>\",\"title\":\"${title}\"},\
        \"offer_id\":\"backup\",\"publisher\":{\"id\":\"contoso\",\"id_source\":\"Given\",\
        \"name_source\":\"Given\"},\"telling\":\"Offer\"}}\n2 tells {\"Publisher\":{\"contacts\":[{\
        \"contact_type\":\"ENGINEERING\",\"is_listed\":true,\"is_typed\":false,\"name\":\"{{desk}}\",\
        \"phone\":\"555-555-5555\"}],\"publisher\":{\"id\":\"contoso\",\"id_source\":\"Given\",\
        \"name_source\":\"Given\"}}}";
    assert_eq!(said(JsonLines, &file[..]), expected);
}

#[test]
fn a_line_of_any_length_is_refused_without_being_kept() {
    let line = io::repeat(b'x').take(5 << 20);
    let file = b"{\"publisherId\":\"p\",\"offerId\":\""
        .chain(line)
        .chain(&b"\"}\n{\"publisherId\":\"p\",\"offerId\":\"b\"}"[..]);

    let expected = "1 refused: the line is longer than 1048576 bytes\n2 tells \
        {\"Offer\":{\"offer_id\":\"b\",\"publisher\":{\"id\":\"p\",\"id_source\":\"Given\",\
        \"name_source\":\"Given\"},\"telling\":\"Offer\"}}";
    assert_eq!(said(JsonLines, file), expected);
}

#[test]
fn a_line_that_nests_too_deep_is_refused() {
    let bomb = format!(r#"{{"publisherId":"p","offerId":{}"#, "[".repeat(500_000));
    let nested = format!(
        r#"{{"translations":{}1{}}}"#,
        "{\"de\":".repeat(5_000),
        "}".repeat(5_000)
    );

    let expected = "1 refused: lists and objects are nested deeper than 100 levels";
    assert_eq!(said(JsonLines, bomb.as_bytes()), expected);
    assert_eq!(said(JsonLines, nested.as_bytes()), expected);
}

#[test]
fn a_line_may_hold_comments_and_trailing_commas() {
    let file = r#"// what Contoso publishes
/* a */ {"publisherId":"contoso","offerId":"backup",/* its name */"categories":["Storage",],} // copies
   /* nothing */
{"publisherId":"contoso","offerId":"mail","website":"https://contoso.example//mail/*all*/",}"#;

    let expected = "2 tells {\"Offer\":{\"facts\":{\"categories\":[\"Storage\"]},\"offer_id\":\"backup\",\
        \"publisher\":{\"id\":\"contoso\",\"id_source\":\"Given\",\"name_source\":\"Given\"},\
        \"telling\":\"Offer\"}}\n4 tells {\"Offer\":{\"facts\":{\
        \"website\":\"https://contoso.example//mail/*all*/\"},\"offer_id\":\"mail\",\
        \"publisher\":{\"id\":\"contoso\",\"id_source\":\"Given\",\"name_source\":\"Given\"},\
        \"telling\":\"Offer\"}}";
    assert_eq!(said(JsonLines, file.as_bytes()), expected);
}

#[test]
fn a_comment_ends_on_its_line() {
    let file = r#"/* no longer sold
{"publisherId":"contoso","offerId":"backup"} /* since
*/"#;

    let expected = "1 refused: a comment of the line does not end on it\n\
        2 refused: a comment of the line does not end on it\n\
        3 refused: the line is not JSON (column 1)";
    assert_eq!(said(JsonLines, file.as_bytes()), expected);
}

#[test]
fn who_publishes_what_names_nobody_may_be_said_from_outside() {
    let file = r#"{"offerId":"backup"}
        {"publisherId":"fabrikam","offerId":"mail"}
        {"publisherName":"Fabrikam, Inc.","offerId":"calendar"}
        {"publisherName":"Contoso GmbH","offerId":"archive"}
        {"record":"contact","contactType":"ENGINEERING","email":"e@contoso.example"}"#;

    let said = said_when_read(&of_contoso(JsonLines), file.as_bytes()).expect("it is read");

    assert_said!("of_contoso.jsonl", said);
}

#[test]
fn an_offer_that_is_told_three_times_with_different_facts_is_one_as_first_told() {
    let file = r#"{"publisherId":"contoso","offerId":"backup","offerName":"Backup","supportPhone":"+44 20 7946 0100","trainingUrl":"https://contoso.example/learn"}
{"publisherId":"contoso","offerId":"BACKUP","offerName":"Backup 2","resale":"ALL","retired":true,"translations":{"de":{"title":"Sicherung"}},"supportPhone":"+44 20 7946 0199"}
{"publisherId":"contoso","offerId":"backup","resale":"NONE","retired":false,"translations":{"de":{"title":"Backup"}},"trainingUrl":"https://contoso.example/courses"}
{"record":"contact","publisherId":"contoso","offerId":"backup","contactType":"CUSTOMER_SUPPORT","email":"second@contoso.example"}"#;
    let how = HowToRead {
        format: Some(JsonLines),
        ..HowToRead::default()
    };
    let mut gathering = Gathering::onto(Heap::default());
    let (mut refused, mut warnings) = (Vec::new(), Vec::new());
    let mut hear = |said: Said| match said {
        Said::Told(told) => gathering.put(&told),
        Said::Refused(_) | Said::Warned(_) | Said::Page(_) => Ok(()),
    };
    read(file.as_bytes(), &how, &mut hear).expect("it is read");
    let mut gathered = gathering.settle(&mut warnings);
    let mut told: Vec<Told> = Vec::new();
    while let Some(next) = gathered.next(&mut refused, &mut warnings).expect("memory") {
        told.push(next);
    }

    assert_eq!(refused, []);
    let told = told.into_iter().map(Said::Told);
    let said: Vec<String> = told
        .chain(warnings.into_iter().map(Said::Warned))
        .map(super::line)
        .collect();
    assert_said!("told_three_times.jsonl", said.join("\n"));
}

#[test]
fn what_somebody_is_said_to_have_found_in_the_future_is_left_out() {
    let row = |at: &str| {
        format!(
            r#"{{"record":"contact","publisherId":"contoso","contactType":"ENGINEERING","email":"e@contoso.example","verification":"DEAD","verifiedAt":"{at}"}}"#
        )
    };
    let file = ["2026-11-22T10:00:00Z", "2026-11-22T12:00:00.001+02:00"].map(row);
    let file = file.join("\n");
    let how = HowToRead {
        now: "2026-11-22T10:00:00Z".parse().ok(),
        ..of_contoso(JsonLines)
    };

    let found = said_when_read(&how, file.as_bytes()).expect("it is read");
    let believed = said(JsonLines, file.as_bytes());

    let contact = "\"contact_type\":\"ENGINEERING\",\"email\":\"e@contoso.example\",\"is_listed\":true,\
        \"is_typed\":false";
    let publisher =
        "\"publisher\":{\"id\":\"contoso\",\"id_source\":\"Given\",\"name_source\":\"Given\"}";
    let told = |line: u64, at: &str| {
        format!(
            "{line} tells {{\"Publisher\":{{\"contacts\":[{{{contact},\"verification\":{{\"at\":\"{at}\",\
             \"state\":\"DEAD\"}}}}],{publisher}}}}}"
        )
    };
    let first = told(1, "2026-11-22T10:00:00Z");
    let second = told(2, "2026-11-22T10:00:00.001Z");
    let left = format!("2 tells {{\"Publisher\":{{\"contacts\":[{{{contact}}}],{publisher}}}}}");
    assert_eq!(
        found,
        [
            first.as_str(),
            "2 verifiedAt `2026-11-22T12:00:00.001+02:00`: in the future: left out",
            "2 verification `DEAD`: does not say when it was found: left out",
            &left,
        ]
        .join("\n")
    );
    assert_eq!(believed, [first, second].join("\n"));
}

#[test]
fn a_listing_without_contacts_is_told_without_any() {
    let file = r#"{"publisherId":"contoso","offerId":"backup","supportName":"","supportEmail":" ","supportPhone":null,"categories":[],"translations":{}}"#;

    let expected = "1 tells {\"Offer\":{\"offer_id\":\"backup\",\"publisher\":{\"id\":\"contoso\",\
        \"id_source\":\"Given\",\"name_source\":\"Given\"},\"telling\":\"Offer\"}}";
    assert_eq!(said(JsonLines, file.as_bytes()), expected);
}

#[test]
fn texts_are_cut_where_the_directory_ends_them() {
    let row = |columns: &str| format!("{{\"publisherId\":\"p\",\"offerId\":\"b\",{columns}}}");
    let (long, contact) = (
        "x".repeat(6_000),
        r#""record":"contact","email":"help@p.example""#,
    );
    let file = [
        row(&format!(r#""summary":"{long}","offerName:de":"{long}""#)),
        row(&format!(
            r#""translations":{{"tr":{{"title":"{long}","summary":"{long}"}}}}"#
        )),
        row(&format!(
            r#"{contact},"contactType":"ENGINEERING","name":"{long}","hours":"{long}""#
        )),
        row(&format!(
            r#""record":"notice","severity":"OUTAGE","text":"{long}","beginsAt":"2026-03-01T10:00:00Z""#
        )),
        row(&format!(
            r#""record":"override","inquiry":"TRAINING","responsible":"MICROSOFT","basis":"STATED","reason":"{long}","validFrom":"2026-03-01""#
        )),
    ];

    let said = said(JsonLines, file.join("\n").as_bytes());
    let [title, reason, text, summary] =
        [500, 1_000, 2_000, 5_000].map(|length| "x".repeat(length));
    // The longest first, or a shorter one would be found in it.
    let short = [
        ("summary", summary),
        ("text", text),
        ("reason", reason),
        ("title", title),
    ];
    let named = short.iter().fold(said, |said, (name, cut)| {
        said.replace(&format!("\"{cut}\""), &format!("({name} of {})", cut.len()))
    });

    assert_said!("texts_cut.jsonl", named);
}

#[test]
fn there_is_an_end_to_lists() {
    let many = |count: usize, item: fn(usize) -> String| {
        let items: Vec<String> = (0..count).map(item).collect();
        items.join(",")
    };
    let categories = many(101, |n| format!("\"C{n}\""));
    let letters = || 'a'..='z';
    let tags =
        letters().flat_map(|first| letters().map(move |second| format!("\"{first}{second}\"")));
    let tags: Vec<String> = tags.take(101).collect();
    let wordings: Vec<String> = tags
        .iter()
        .map(|tag| format!("{tag}:{{\"title\":\"T\"}}"))
        .collect();
    let file = format!(
        r#"{{"publisherId":"p","offerId":"b","categories":[{categories}],"translations":{{{}}}}}
{{"record":"contact","publisherId":"p","contactType":"ENGINEERING","email":"e@p.example","languages":[{}]}}"#,
        wordings.join(","),
        tags[..21].join(","),
    );

    let said = said(JsonLines, file.as_bytes());
    let remarks: Vec<&str> = said
        .lines()
        .filter(|line| !line.contains(" tells "))
        .collect();

    let expected = [
        "1 categories `C100`: more than 100: left out",
        "1 translations `dw`: more than 100: left out",
        "2 languages `au`: more than 20: left out",
    ];
    assert_eq!(remarks, expected);
}
