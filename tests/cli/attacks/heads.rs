//! Heads that are made to do harm: floods, bytes that are no text, addresses without end.

use super::table::Table;
use super::wire::Bytes;

/// How much of a flood is sent at a time, and how often.
const PORTION: usize = 65_536;
const PORTIONS: usize = 160;

/// A GET with these fields besides the usual ones.
fn with(fields: impl AsRef<[u8]>) -> Bytes {
    let mut bytes = b"GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: localhost\r\n".to_vec();
    bytes.extend_from_slice(fields.as_ref());
    bytes.extend_from_slice(b"\r\n");
    Bytes::of(bytes)
}

/// A GET of an address.
fn get(address: impl AsRef<[u8]>) -> Bytes {
    let mut bytes = b"GET ".to_vec();
    bytes.extend_from_slice(address.as_ref());
    bytes.extend_from_slice(
        b" HTTP/1.1\r\nHost: localhost\r\nAccept: application/graphql-response+json\r\n\r\n",
    );
    Bytes::of(bytes)
}

/// More than a head may hold.
pub(super) fn floods(table: &mut Table) {
    let fields: String = (0..10_000)
        .map(|number| format!("x-{number}: 1\r\n"))
        .collect();
    table.send("10,000 fields", &with(&fields));
    table.send(
        "a field of 300,000 bytes",
        &with(format!("x: {}\r\n", "x".repeat(300_000))),
    );
    let begun = Bytes::of("GET / HTTP/1.1\r\nHost: localhost\r\n");
    table.send(
        "fields without end",
        &begun
            .known_after(65_536)
            .going_on("x: 1\r\n".repeat(10_000), PORTIONS),
    );
    let begun = Bytes::of("GET / HTTP/1.1\r\nx: ");
    table.send(
        "a field without end",
        &begun
            .known_after(65_536)
            .going_on("x".repeat(PORTION), PORTIONS),
    );
    let begun = Bytes::of("GET /");
    table.send(
        "an address without end",
        &begun
            .known_after(65_536)
            .going_on("x".repeat(PORTION), PORTIONS),
    );
    table.send(
        "a method without end",
        &Bytes::of("").going_on("X".repeat(PORTION), PORTIONS),
    );
    table.send(
        "empty lines without end",
        &Bytes::of("").going_on("\r\n".repeat(PORTION), PORTIONS),
    );
    table.send(
        "an address of 60,000 bytes",
        &get(format!("/{}", "x".repeat(60_000))),
    );
    let document = "%7B".repeat(20_000);
    table.send(
        "20,000 open braces in an address",
        &get(format!("/graphql?query={document}")),
    );
    let parameters = "a=b&".repeat(15_000);
    table.send("15,000 parameters", &get(format!("/graphql?{parameters}")));
    for name in ["Accept", "Accept-Language", "Accept-Encoding"] {
        let ranges: String = (0..5_000)
            .map(|number| format!("a{number}/b;q=0.1,"))
            .collect();
        table.send(
            &format!("{name} of 5,000 ranges"),
            &with(format!("{name}: {}\r\n", &ranges[..60_000])),
        );
    }
    let tags: String = (0..6_000).map(|number| format!("\"{number}\",")).collect();
    table.send(
        "If-None-Match of 6,000 tags",
        &with(format!("If-None-Match: {tags}\r\n")),
    );
    table.send(
        "a token of 60,000 letters",
        &with(format!("Authorization: Bearer {}\r\n", "x".repeat(60_000))),
    );
    table.send(
        "a key of 60,000 letters for what may be repeated",
        &with(format!("Idempotency-Key: {}\r\n", "x".repeat(60_000))),
    );
}

/// What is no head at all, or might be another one to who stands between.
pub(super) fn unread(table: &mut Table) {
    table.send(
        "a field that is not UTF-8",
        &with(b"Accept-Language: \xff\xfe\r\nAccept: \xff\r\n"),
    );
    table.send(
        "a token that is not UTF-8",
        &with(b"Authorization: Bearer \xff\xfe\r\n"),
    );
    table.send("a NUL in a field", &with("Accept-Language: e\0n\r\n"));
    table.send("a NUL in the name of a field", &with("Acc\0ept: a\r\n"));
    table.send("a space before a colon", &with("Content-Length : 5\r\n"));
    table.send("a field over two lines", &with("x: a\r\n b\r\n"));
    table.send("a line that ends without its return", &with("x: a\ny: b\n"));
    table.send("a path that is not UTF-8", &get(b"/\xff\xfe"));
    table.send("a path that is not UTF-8 and says so", &get("/%ff%fe"));
    table.send("a NUL in a path", &get("/a\0b"));
    table.send("a NUL in a path that says so", &get("/assets/a%00b"));
    table.send(
        "a way out of the assets",
        &get("/assets/../../../../etc/passwd"),
    );
    table.send(
        "a way out of the assets that hides",
        &get("/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd"),
    );
    table.send(
        "parameters that are not UTF-8",
        &get("/graphql?query=%ff%fe"),
    );
    table.send(
        "a NUL in a parameter",
        &get("/graphql?query=%7Bviewer%00%7D"),
    );
    table.send(
        "a percent sign that means nothing",
        &get("/graphql?query=%7G"),
    );
    table.send("no HTTP", &Bytes::of("what?\r\n\r\n"));
    table.send(
        "HTTP of another age",
        &Bytes::of("GET /graphql HTTP/0.9\r\n\r\n"),
    );
    table.send("HTTP/2", &Bytes::of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
    table.send(
        "TLS",
        &Bytes::of(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".repeat(30)),
    );
    table.send("65,536 NULs", &Bytes::of("\0".repeat(65_536)));
    table.send("no host", &Bytes::of("GET /health/live HTTP/1.1\r\n\r\n"));
    table.send(
        "two hosts",
        &Bytes::of("GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
    );
    table.send(
        "CONNECT",
        &Bytes::of("CONNECT directory.example:443 HTTP/1.1\r\nHost: directory.example\r\n\r\n"),
    );
    table.send(
        "TRACE",
        &Bytes::of("TRACE /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n\r\n"),
    );
}
