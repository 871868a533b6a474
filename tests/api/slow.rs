//! Readers that take nothing: they are let go with a reason, and what is kept for them is given back.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use crate::events::ALL;
use crate::support::socket::Socket;
use crate::support::{TestService, admin};

/// How long a stream waits for its reader. A connection waits four times as long, so that it can be said why.
const PATIENCE: Duration = Duration::from_secs(1);
/// Longer than that, as what lies on the way fills up first; and less than until nothing can be said any more.
const TOO_LONG: Duration = Duration::from_millis(2_700);
/// How long a test waits for what is to come.
const LONGEST: Duration = Duration::from_secs(30);

/// A service with much to tell and room for one stream; and a document that asks for all of it.
async fn service() -> (TestService, String) {
    let service = TestService::start().await.with_streams(|bounds| {
        bounds.open = 1;
        bounds.patience = PATIENCE;
    });
    service.with_publisher("contoso", "Contoso").await;
    let mut first = service.asking(ALL, json!({})).watch().await;
    let publish = "mutation($input: PublishNoticeInput!) { publishNotice(input: $input) {
        userErrors { message } } }";
    let input = json!({ "about": { "publisher": { "publisherId": "contoso" } },
        "severity": "OUTAGE", "text": "𝄞".repeat(2_000) });
    let published = json!({ "data": { "publishNotice": { "userErrors": [] } } });
    for _ in 0..60 {
        let reply = service
            .run_as(admin(), publish, json!({ "input": input }))
            .await;
        assert_eq!(reply, published);
    }
    let told = first.data().await;
    let cursor = told["directoryChanged"]["cursor"].as_str();
    let cursor = cursor.expect("a change has a cursor");
    // Of each change a third of a megabyte: the buffers on the way hold some megabytes.
    let afters: Vec<String> = (0..40).map(|place| format!("a{place}: after")).collect();
    let document = format!(
        r#"subscription {{ directoryChanged(after: "{cursor}") {{ {} }} }}"#,
        afters.join(" ")
    );
    (service, document)
}

/// A connection whose reader keeps little.
async fn narrow(service: &TestService) -> TcpStream {
    let address = service.listen().await;
    let socket = TcpSocket::new_v4().expect("there are sockets");
    socket
        .set_recv_buffer_size(65_536)
        .expect("its buffer can be small");
    let connected = socket.connect(address).await;
    connected.expect("the service listens")
}

async fn event_stream(service: &TestService, document: &str) -> TcpStream {
    let mut stream = narrow(service).await;
    let parameters = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("query", document)
        .finish();
    let request = format!(
        "GET /graphql?{parameters} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
    );
    let sent = stream.write_all(request.as_bytes()).await;
    sent.expect("the service reads");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.expect("the service answers"));
    }
    assert!(head.starts_with(b"HTTP/1.1 200 OK"));
    stream
}

/// Waits until the one place for streams is free.
async fn wait_for_place(service: &TestService) {
    let wait = async {
        while Socket::open_with(service, &[]).await.is_err() {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(LONGEST, wait).await.expect("it comes to that");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_stream_that_nobody_takes_gives_its_place_back() {
    let (service, document) = service().await;
    let mut stalled = event_stream(&service, &document).await;
    assert!(Socket::open_with(&service, &[]).await.is_err());

    wait_for_place(&service).await;

    // What was on its way still comes, and then the connection has ended.
    let mut rest = Vec::new();
    let ended = timeout(LONGEST, stalled.read_to_end(&mut rest)).await;
    let _ = ended.expect("it has ended");
    assert!(!rest.ends_with(b"0\r\n\r\n"), "it does not look whole");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_stream_that_is_taken_too_slowly_says_so_and_ends() {
    let (service, document) = service().await;
    let mut slow = event_stream(&service, &document).await;
    sleep(TOO_LONG).await;

    let mut told = Vec::new();
    let ended = async {
        while !told.ends_with(b"0\r\n\r\n") {
            slow.read_buf(&mut told).await.expect("it is told");
        }
    };
    timeout(LONGEST, ended).await.expect("it ends");

    let told = String::from_utf8_lossy(&told);
    let reason = ": The reader was not ready for too long.\n\n\r\n0\r\n\r\n";
    assert!(told.ends_with(reason), "{}", &told[told.len() - 200..]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_socket_that_is_taken_too_slowly_is_closed_with_a_reason() {
    let (service, document) = service().await;
    let mut request = "ws://localhost/graphql"
        .into_client_request()
        .expect("the address is sound");
    let protocol = "graphql-transport-ws".parse().expect("a protocol");
    request
        .headers_mut()
        .insert("sec-websocket-protocol", protocol);
    let opened = client_async(request, narrow(&service).await).await;
    let (mut slow, _) = opened.expect("it opens");
    for said in [
        json!({ "type": "connection_init" }),
        json!({ "type": "subscribe", "id": "1", "payload": { "query": document } }),
    ] {
        let sent = slow.send(Message::text(said.to_string())).await;
        sent.expect("the service reads");
    }
    sleep(TOO_LONG).await;

    let closed = async {
        loop {
            match slow.next().await {
                Some(Ok(Message::Close(frame))) => return frame.expect("a reason"),
                Some(Ok(_)) => {}
                other => panic!("it is to be closed, not {other:?}"),
            }
        }
    };
    let frame = timeout(LONGEST, closed).await.expect("it is closed");

    assert_eq!(
        (u16::from(frame.code), frame.reason.as_str()),
        (3008, "The reader was not ready for too long.")
    );
    wait_for_place(&service).await;
}
