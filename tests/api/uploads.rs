//! Files that come with a document: GraphQL multipart requests, and everything that can be wrong with one.

use axum::http::StatusCode;
use serde_json::json;
use support_directory::domain::actor::Actor;

use crate::http::{beyond, refusal};
use crate::support::form::{BOUNDARY, Form, operations};
use crate::support::jobs::{IMPORT, row};
use crate::support::{Reply, TestService, admin, reader, verdict};

const MAP: &str = r#"{"0":["variables.input.upload"]}"#;

/// The operations of a sound form.
fn sound_operations() -> String {
    operations(&json!({ "upload": null })).to_string()
}

/// A form that is sound but for its file, which is yet to come.
fn begun() -> Form {
    Form::new()
        .part("operations", &sound_operations())
        .part("map", MAP)
}

fn sound() -> Form {
    begun().file("0", "offers.jsonl", row("a"))
}

/// That the reply refuses the form with this status and in these words.
fn assert_refused(reply: &Reply, status: StatusCode, message: &str) {
    let found = (reply.status, reply.json());
    assert_eq!(found, (status, refusal(message, "BAD_REQUEST")));
}

#[tokio::test]
async fn a_file_is_sent_as_a_form() {
    let service = TestService::start().await;

    for header in [
        "graphql-require-preflight",
        "apollo-require-preflight",
        "x-requested-with",
    ] {
        let form = sound()
            .without("graphql-require-preflight")
            .with(header, "1");
        let reply = form.send(&service, admin()).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(verdict(&reply.json()), [""; 0]);
    }
    let jobs = service
        .run_as(admin(), "{ importJobs { nodes { fileName } } }", json!({}))
        .await;
    let named = json!({ "fileName": "offers.jsonl" });
    assert_eq!(
        jobs["data"]["importJobs"]["nodes"],
        json!([named, named, named])
    );
}

#[tokio::test]
async fn a_form_that_a_foreign_page_could_send_is_not_taken() {
    let service = TestService::start().await;

    let reply = sound()
        .without("graphql-require-preflight")
        .send(&service, admin())
        .await;

    assert_refused(
        &reply,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "Send the request as `Content-Type: application/json`, or a form with a file under the header \
         `GraphQL-Require-Preflight: 1`.",
    );
}

const NO_OPERATIONS: &str = "A form begins with `operations`: the request, as JSON.";
const NO_MAP: &str = "After `operations` comes `map`: for which variable the file stands.";
const BAD_MAP: &str = "`map` is not a JSON object that names one file and the variable for which it stands, such as \
                       {\"0\": [\"variables.input.upload\"]}.";
const NO_VARIABLE: &str = "`map` names a variable that is not null in `operations`, or not there.";
const CUT_OFF: &str = "The form could not be read to its end.";

#[tokio::test]
async fn a_form_has_its_parts_in_their_order() {
    let service = TestService::start().await;
    let operations = sound_operations();
    let unsound = [
        (Form::new(), NO_OPERATIONS),
        (
            Form::new().part("map", MAP).part("operations", &operations),
            NO_OPERATIONS,
        ),
        (
            Form::new().file("0", "offers.jsonl", row("a")),
            NO_OPERATIONS,
        ),
        (Form::new().part("operations", &operations), NO_MAP),
        (
            Form::new()
                .part("operations", &operations)
                .file("0", "offers.jsonl", row("a"))
                .part("map", MAP),
            NO_MAP,
        ),
        (begun(), "The file that `map` names is missing."),
        (
            begun().file("1", "offers.jsonl", row("a")),
            "After `map` comes the file that it names, and no other part.",
        ),
        (
            sound().file("1", "offers.jsonl", row("a")),
            "The form holds more than one file.",
        ),
        (
            sound().part("more", "more"),
            "The form holds more than one file.",
        ),
    ];
    for (form, message) in unsound {
        let reply = form.send(&service, admin()).await;
        assert_refused(&reply, StatusCode::BAD_REQUEST, message);
    }
}

#[tokio::test]
async fn the_request_in_a_form_is_one_object_with_a_query() {
    let service = TestService::start().await;
    let not_one = "`operations` is not a JSON object with a `query`; batches are not taken.";
    for (operations, message) in [
        ("{", "`operations` is not JSON, or nests too deep."),
        ("[]", not_one),
        (r#"[{"query":"{ viewer { language } }"}]"#, not_one),
        ("{}", "`query` is missing, or not a text."),
        (
            r#"{"query":"{ viewer { language } }","variables":[]}"#,
            "`variables` is not an object.",
        ),
    ] {
        let form = Form::new().part("operations", operations).part("map", MAP);
        let reply = form
            .file("0", "offers.jsonl", row("a"))
            .send(&service, admin())
            .await;
        assert_refused(&reply, StatusCode::BAD_REQUEST, message);
    }
}

#[tokio::test]
async fn a_map_names_one_file_and_the_null_for_which_it_stands() {
    let service = TestService::start().await;
    for (map, message) in [
        ("", BAD_MAP),
        ("[]", BAD_MAP),
        ("{}", BAD_MAP),
        (r#"{"0":"variables.input.upload"}"#, BAD_MAP),
        (r#"{"0":[]}"#, BAD_MAP),
        (r#"{"0":[1]}"#, BAD_MAP),
        (
            r#"{"0":["variables.input.upload","variables.input.content"]}"#,
            BAD_MAP,
        ),
        (
            r#"{"0":["variables.input.upload"],"1":["variables.input.content"]}"#,
            BAD_MAP,
        ),
        (r#"{"0":["variables"]}"#, NO_VARIABLE),
        (r#"{"0":["query"]}"#, NO_VARIABLE),
        (r#"{"0":["0.variables.input.upload"]}"#, NO_VARIABLE),
        (r#"{"0":["variables.input"]}"#, NO_VARIABLE),
        (r#"{"0":["variables.input.upload.more"]}"#, NO_VARIABLE),
        (r#"{"0":["variables.input.other"]}"#, NO_VARIABLE),
        (r#"{"0":["variables.other.upload"]}"#, NO_VARIABLE),
    ] {
        let form = Form::new()
            .part("operations", &sound_operations())
            .part("map", map)
            .file("0", "offers.jsonl", row("a"));
        let reply = form.send(&service, admin()).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{map}");
        assert_eq!(reply.json(), refusal(message, "BAD_REQUEST"), "{map}");
    }
}

#[tokio::test]
async fn a_form_that_does_not_come_to_its_end_is_refused() {
    let service = TestService::start().await;
    for form in [Form::new(), begun(), sound()] {
        let reply = form.send_cut_off(&service, admin()).await;
        assert_refused(&reply, StatusCode::BAD_REQUEST, CUT_OFF);
    }
    let other = format!("multipart/form-data; boundary={BOUNDARY}-of-another");
    let reply = sound()
        .with("content-type", &other)
        .send(&service, admin())
        .await;
    assert_refused(&reply, StatusCode::BAD_REQUEST, CUT_OFF);
    let reply = sound()
        .with("content-type", "multipart/form-data")
        .send(&service, admin())
        .await;
    assert_refused(
        &reply,
        StatusCode::BAD_REQUEST,
        "The form does not say what divides its parts.",
    );
}

const TOO_LARGE: &str = "The body is larger than this service takes.";

#[tokio::test]
async fn a_file_may_have_as_many_bytes_as_is_set() {
    let service = TestService::start().await.taking_files_of(2_000);
    let send = async |bytes: usize| {
        let form = begun().file("0", "offers.jsonl", " ".repeat(bytes));
        form.send(&service, admin()).await
    };

    let largest = send(2_000).await;
    let larger = send(2_001).await;
    let huge = send(1 << 20).await;
    let map = format!("{MAP}{}", " ".repeat(4_096));
    let map = Form::new()
        .part("operations", &sound_operations())
        .part("map", &map)
        .send(&service, admin())
        .await;
    let operations = format!("{}{}", sound_operations(), " ".repeat(1 << 18));
    let operations = Form::new()
        .part("operations", &operations)
        .send(&service, admin())
        .await;

    assert_eq!(verdict(&largest.json()), [""; 0]);
    // What the frame and the parts before the file may have comes on top of it.
    let whole = 2_000 + 262_144 + 4_096 + 16_384;
    let sent = huge.json()["errors"][0]["extensions"]["found"].clone();
    let sent = sent.as_u64().expect("a number");
    assert!(sent > 1 << 20, "{sent}");
    for (reply, bound) in [
        (larger, ("fileBytes", 2_000, 2_001)),
        (huge, ("bodyBytes", whole, sent)),
        (map, ("mapBytes", 4_096, 4_097)),
        (operations, ("bodyBytes", 262_144, 262_145)),
    ] {
        assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(reply.json(), beyond(TOO_LARGE, "BAD_REQUEST", bound));
    }
}

#[tokio::test]
async fn who_may_not_import_is_told_so_however_large_the_file_is() {
    let service = TestService::start().await.taking_files_of(2_000);
    let send = async |actor: Actor, bytes: usize| {
        let form = begun().file("0", "offers.jsonl", " ".repeat(bytes));
        form.send(&service, actor).await
    };
    for (actor, code) in [
        (Actor::Anonymous, "UNAUTHENTICATED"),
        (reader(), "FORBIDDEN"),
    ] {
        let small = send(actor.clone(), 1_000).await;
        let large = send(actor.clone(), 2 << 20).await;
        let inline = json!({ "input": { "content": " ".repeat(3_000) } });
        let inline = service.run_as(actor, IMPORT, inline).await;

        assert_eq!(verdict(&small.json()), [code]);
        assert_eq!((large.status, large.json()), (small.status, small.json()));
        assert_eq!(verdict(&inline), [code]);
    }
}

#[tokio::test]
async fn the_file_of_who_may_not_import_is_not_read() {
    let service = TestService::start().await;
    let endless = begun().file("0", "offers.jsonl", row("a"));

    let (reply, taken) = endless.send_without_end(&service, reader()).await;

    assert_eq!(verdict(&reply.json()), ["FORBIDDEN"]);
    assert!(taken < 1 << 20, "{taken} bytes were taken");
}

#[tokio::test]
async fn who_cannot_be_told_is_not_listened_to() {
    let service = TestService::start().await;

    let form = sound().with("authorization", "Bearer nonsense");
    let reply = form.send(&service, Actor::Anonymous).await;

    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert_eq!(verdict(&reply.json()), ["UNAUTHENTICATED"]);
}

#[tokio::test]
async fn a_file_is_only_what_was_sent_as_one() {
    let service = TestService::start().await;
    for written in [
        json!("#__graphql_file__:0"),
        json!("#__graphql_file__:x"),
        json!({ "name": "offers.jsonl", "bytes": "x" }),
        json!({ "name": "offers.jsonl", "bytes": [1, 2] }),
        json!(1),
    ] {
        let variables = json!({ "input": { "upload": written } });
        let answer = service.run_as(admin(), IMPORT, variables).await;
        let extensions = json!({ "code": "BAD_USER_INPUT", "variable": "$input.upload" });
        assert_eq!(answer["errors"][0]["extensions"], extensions, "{answer}");
        assert_eq!(answer.get("data"), None, "{answer}");
    }
}

#[tokio::test]
async fn a_file_that_stands_for_something_else_is_refused() {
    let service = TestService::start().await;
    let operations = operations(&json!({ "content": null })).to_string();

    let reply = Form::new()
        .part("operations", &operations)
        .part("map", r#"{"0":["variables.input.content"]}"#)
        .file("0", "offers.jsonl", row("a"))
        .send(&service, admin())
        .await;

    let error = json!({
        "message": "`$input.content` is to be of type `String`, and is a file.",
        "extensions": { "code": "BAD_USER_INPUT", "variable": "$input.content" },
    });
    assert_eq!(reply.outcome()["body"], json!({ "errors": [error] }));
}

#[tokio::test]
async fn a_file_comes_with_a_mutation_only() {
    let service = TestService::start().await;
    let query = "query($file: Upload) { viewer { name } }";
    let query = json!({ "query": query, "variables": { "file": null } });

    let reply = Form::new()
        .part("operations", &query.to_string())
        .part("map", r#"{"0":["variables.file"]}"#)
        .file("0", "offers.jsonl", row("a"))
        .send(&service, admin())
        .await;

    let message = "The variable `$file` is declared, and not used.";
    assert_eq!(reply.json()["errors"][0]["message"], message);
    assert_eq!(verdict(&reply.json())[0], "GRAPHQL_VALIDATION_FAILED");
}
