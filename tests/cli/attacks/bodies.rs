//! Bodies that are made to do harm: too long, broken, packed, or not what they say they are.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::documents::{head, post};
use super::table::Table;
use super::wire::Bytes;

const ASKING: &str = r#"{"query":"{ __typename }"}"#;

/// How much of a large body is sent at a time, and how often.
const PORTION: usize = 65_536;
const PORTIONS: usize = 1_600;

/// The most bytes that a body may have.
const MOST: usize = 262_144;

/// A POST with these fields besides the usual ones, and this body.
fn with(fields: &str, body: impl AsRef<[u8]>) -> Bytes {
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nAccept: application/graphql-response+json\r\n{fields}\r\n"
    );
    let mut bytes = head.into_bytes();
    bytes.extend_from_slice(body.as_ref());
    Bytes::of(bytes)
}

const JSON: &str = "Content-Type: application/json\r\n";

/// A body in portions, which are written as they are.
fn portioned(body: impl AsRef<[u8]>) -> Bytes {
    with(&format!("{JSON}Transfer-Encoding: chunked\r\n"), body)
}

/// Bodies that are no requests.
pub(super) fn unread(table: &mut Table) {
    table.send("no body", &post(""));
    table.send("malformed JSON", &post(r#"{"query": {"#));
    table.send("JSON with something after it", &post(format!("{ASKING}}}")));
    table.send("262,144 NULs", &post("\0".repeat(MOST)));
    table.send(
        "bytes that are not UTF-8",
        &post(b"{\"query\":\"{ \xff\xfe }\"}"),
    );
    table.send("UTF-16", &post(b"\xff\xfe{\0\"\0q\0"));
    table.send("262,144 open brackets", &post("[".repeat(MOST)));
    let long = "k".repeat(250_000);
    table.send(
        "a member of 250,000 letters",
        &post(format!("{{\"{long}\":1}}")),
    );
    let members: String = (0..20_000)
        .map(|number| format!("\"m{number}\":1,"))
        .collect();
    table.send(
        "20,000 members that mean nothing",
        &post(format!("{{{members}\"query\":1}}")),
    );
    table.send("a member twice", &post(r#"{"query":"{a}","query":"{b}"}"#));
}

/// Bodies that are too long.
pub(super) fn long(table: &mut Table) {
    let portion = " ".repeat(PORTION);
    let announced = head(PORTION * PORTIONS);
    table.send(
        "100 MB, announced",
        &Bytes::of(announced.clone()).going_on(portion.as_str(), PORTIONS),
    );
    table.send("100 MB, announced and never sent", &Bytes::of(announced));
    let expecting = format!("{JSON}Expect: 100-continue\r\nContent-Length: 104857600\r\n");
    table.send(
        "100 MB, announced to who says when to go on",
        &with(&expecting, ""),
    );
    let chunk = format!("{PORTION:x}\r\n{portion}\r\n");
    let bytes = portioned("").going_on(chunk, PORTIONS);
    let telling = bytes.telling + MOST + 1;
    table.send("100 MB in portions", &bytes.known_after(telling));
    let bytes = portioned("").going_on("1\r\n \r\n".repeat(1_000), 1_000);
    let telling = bytes.telling + 6 * (MOST + 1);
    table.send(
        "portions of a byte, a million of them",
        &bytes.known_after(telling),
    );
    let packed = gzip(100 << 20);
    let length = packed.len();
    table.send(
        "100 MB, packed into 100 kB by gzip",
        &with(
            &format!("{JSON}Content-Encoding: gzip\r\nContent-Length: {length}\r\n"),
            packed,
        ),
    );
    for encoding in ["br", "deflate", "gzip, gzip"] {
        table.send(
            &format!("a body that is said to be packed by {encoding}"),
            &with(
                &format!("{JSON}Content-Encoding: {encoding}\r\nContent-Length: 26\r\n"),
                ASKING,
            ),
        );
    }
}

fn gzip(length: usize) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..length / PORTION {
        packed.write_all(&[b' '; PORTION]).expect("it is kept");
    }
    packed.finish().expect("it is kept")
}

/// Bodies that are not as long as they say, or say it in two ways.
pub(super) fn lying(table: &mut Table) {
    table.send(
        "a portion without a length",
        &portioned("what\r\n{}\r\n0\r\n\r\n"),
    );
    table.send(
        "a portion of more bytes than there can be",
        &portioned("fffffffffffffffff\r\n{}\r\n"),
    );
    table.send(
        "a portion of as many bytes as there can be",
        &portioned("fffffffffffffffe\r\n{}").going_on(" ".repeat(PORTION), PORTIONS),
    );
    table.send(
        "a portion that is longer than it says",
        &portioned("2\r\n{ }\r\n0\r\n\r\n"),
    );
    table.send(
        "a portion with a remark of 100 MB",
        &portioned("2;").going_on("x".repeat(PORTION), PORTIONS),
    );
    table.send(
        "trailers of 100 MB",
        &portioned(format!("1a\r\n{ASKING}\r\n0\r\n"))
            .going_on(format!("x: {}\r\n", "x".repeat(PORTION)), PORTIONS),
    );
    table.send(
        "a portion that ends without its line",
        &portioned("1a\n{}\n0\n\n"),
    );
    let both = format!("{JSON}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n");
    table.send(
        "a length and portions, of which the portions count",
        &with(&both, format!("1a\r\n{ASKING}\r\n0\r\n\r\n")),
    );
    table.send(
        "two lengths",
        &with(
            &format!("{JSON}Content-Length: 26\r\nContent-Length: 27\r\n"),
            ASKING,
        ),
    );
    for length in ["-1", "+26", "0x1a", "99999999999999999999", "26, 27"] {
        table.send(
            &format!("a length of {length}"),
            &with(&format!("{JSON}Content-Length: {length}\r\n"), ASKING),
        );
    }
    table.send(
        "portions in a coding that nobody knows",
        &with(
            &format!("{JSON}Transfer-Encoding: gzip, chunked\r\n"),
            "0\r\n\r\n",
        ),
    );
    table.send(
        "a coding that ends nowhere",
        &with(
            &format!("{JSON}Transfer-Encoding: chunked, gzip\r\n"),
            "0\r\n\r\n",
        ),
    );
    table.suffer("a body that breaks off", |target| {
        let mut wire = target.wire();
        wire.send(head(26).as_bytes()).expect("somebody reads");
        wire.send(b"{").expect("somebody reads");
        wire.end();
        wire.refused(&Bytes::of(""))
    });
}

/// Forms that are made to do harm.
pub(super) fn forms(table: &mut Table) {
    const FORM: &str =
        "GraphQL-Require-Preflight: 1\r\nContent-Type: multipart/form-data; boundary=x\r\n";
    let form = |body: String| with(&format!("{FORM}Content-Length: {}\r\n", body.len()), body);
    let part = |name: &str, body: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{body}\r\n")
    };
    let operations = part(
        "operations",
        r#"{"query":"mutation($input: ImportOffersInput!) { importOffers(input: $input) { job { id } } }","variables":{"input":{"upload":null}}}"#,
    );
    let map = part("map", r#"{"0":["variables.input.upload"]}"#);
    let file = "--x\r\nContent-Disposition: form-data; name=\"0\"; filename=\"a.csv\"\r\n\r\n";
    let without = "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5\r\n";
    table.send(
        "a form that a foreign page could send",
        &with(without, "--x--"),
    );
    table.send("a form that does not say what divides its parts", &with("GraphQL-Require-Preflight: 1\r\nContent-Type: multipart/form-data\r\nContent-Length: 5\r\n", "--x--"));
    table.send("a form of 2,000 parts", &form(part("a", "b").repeat(2_000)));
    table.send(
        "a form of nothing but its beginning",
        &form("x".repeat(MOST)),
    );
    let fields: String = (0..5_000)
        .map(|number| format!("x-{number}: 1\r\n"))
        .collect();
    table.send(
        "a part with 5,000 fields",
        &form(format!("--x\r\n{fields}\r\n{{}}\r\n--x--")),
    );
    table.send(
        "operations of 100 MB",
        &with(
            &format!("{FORM}Content-Length: {}\r\n", PORTION * PORTIONS),
            "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n",
        )
        .going_on(" ".repeat(PORTION), PORTIONS),
    );
    table.send(
        "a map of a megabyte",
        &form(format!("{operations}{}", part("map", &" ".repeat(1 << 20)))),
    );
    let many: String = (0..300)
        .map(|number| format!("\"{number}\":[\"variables.input.upload\"],"))
        .collect();
    let many = part("map", &format!("{{{}}}", many.trim_end_matches(',')));
    table.send("a map of 300 files", &form(format!("{operations}{many}")));
    let begun = format!("{operations}{map}{file}");
    let announced = format!(
        "{FORM}Content-Length: {}\r\n",
        begun.len() + PORTION * PORTIONS
    );
    table.send(
        "a file of 100 MB of somebody who may not import",
        &with(&announced, begun).going_on("x".repeat(PORTION), PORTIONS),
    );
}
