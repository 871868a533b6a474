//! Tokens: who is believed, and that nobody else learns why not.

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use support_directory::domain::actor::Actor;
use support_directory::identity::{
    Algorithm as Taken, ClaimNames, KeySource, Strangers, TrustedIssuer,
};
use tempfile::TempDir;

use crate::http::{refusal, viewer};
use crate::support::{
    AUDIENCE, KeyPair, LEEWAY, Log, Reply, TestService, admin, agent_of, claims, editor_of,
    in_seconds, key_set, nobody, reader,
};

pub(crate) const ISSUER: &str = "the keepers";
const SIGNED_IN: &str = "{ viewer { isSignedIn } }";

/// An issuer whose keys are in a file of a folder.
fn issuer(folder: &TempDir, keys: &Value) -> TrustedIssuer {
    let file = folder.path().join("keys.json");
    std::fs::write(&file, keys.to_string()).expect("the folder can be written");
    TrustedIssuer {
        name: ISSUER.to_owned(),
        audience: AUDIENCE.to_owned(),
        algorithms: Taken::ALL.to_vec(),
        claims: ClaimNames::default(),
        keys: KeySource::File(file),
    }
}

pub(crate) async fn service_trusting(pairs: &[&KeyPair]) -> TestService {
    let folder = TempDir::new().expect("there is a place for temporary files");
    let issuer = issuer(&folder, &key_set(pairs));
    let service = TestService::start().await;
    service.trusting(Some(issuer), Strangers::MayRead)
}

async fn send(service: &TestService, authorization: &str) -> Reply {
    let asking = service.asking(SIGNED_IN, json!({}));
    asking.with("authorization", authorization).send().await
}

fn signed_in(is: bool) -> Value {
    json!({ "viewer": { "isSignedIn": is } })
}

fn unauthenticated() -> Value {
    refusal(
        "Sign in: send a valid token in the header `Authorization: Bearer TOKEN`.",
        "UNAUTHENTICATED",
    )
}

/// Whether a token is refused as every other, and the log says why without the token.
fn assert_refused(reply: &Reply, log: &Log, token: &str, why: &str) {
    let logged = log.take();
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{why}: {reply:?}");
    assert_eq!(reply.json(), unauthenticated(), "{why}");
    assert_eq!(
        (
            reply.header("www-authenticate"),
            reply.header("cache-control")
        ),
        (
            Some(r#"Bearer error="invalid_token""#),
            Some("private, no-store")
        ),
        "{why}"
    );
    assert!(
        logged.contains(&format!("a token was refused problem={why}\n")),
        "{why}: {logged}"
    );
    let signature = token.rsplit('.').next().unwrap_or_default();
    assert!(
        signature.len() < 10 || !logged.contains(signature),
        "{logged}"
    );
}

#[tokio::test]
async fn tokens_of_each_algorithm_are_believed() {
    let pairs = [KeyPair::rsa("r"), KeyPair::ec("e"), KeyPair::ed("d")];
    let service = service_trusting(&[&pairs[0], &pairs[1], &pairs[2]]).await;

    for pair in &pairs {
        let mut unnamed = pair.header();
        unnamed.kid = None;
        let claims = claims(ISSUER);
        for token in [pair.sign(&claims), pair.sign_under(&unnamed, &claims)] {
            let reply = send(&service, &format!("Bearer {token}")).await;
            assert_eq!(reply.data(), signed_in(true), "{:?}", pair.algorithm);
        }
    }
}

#[tokio::test]
async fn every_wrong_token_is_refused_alike_and_the_log_says_why() {
    let (pair, other, stranger) = (KeyPair::ed("1"), KeyPair::ed("2"), KeyPair::ed("1"));
    let service = service_trusting(&[&pair, &other]).await;
    let with = |change: Value| {
        let mut claims = claims(ISSUER);
        for (name, value) in change.as_object().expect("claims are an object") {
            match value {
                Value::Null => claims.as_object_mut().and_then(|all| all.remove(name)),
                value => claims
                    .as_object_mut()
                    .and_then(|all| all.insert(name.clone(), value.clone())),
            };
        }
        pair.sign(&claims)
    };
    let under = |change: fn(&mut Header)| {
        let mut header = pair.header();
        change(&mut header);
        pair.sign_under(&header, &claims(ISSUER))
    };
    let leeway = i64::try_from(LEEWAY.as_secs()).expect("it is short");
    let sound = pair.sign(&claims(ISSUER));
    let head = |header: Value| {
        let payload = sound.split('.').nth(1).expect("a token has three parts");
        format!(
            "{}.{payload}.c2lnbmVk",
            URL_SAFE_NO_PAD.encode(header.to_string())
        )
    };
    let (unsigned, signature) = sound.rsplit_once('.').expect("a token has three parts");
    let other_start = if signature.starts_with('A') { 'B' } else { 'A' };
    let changed = format!("{other_start}{}", &signature[1..]);
    let log = Log::listen();

    for (token, why) in [
        (
            with(json!({ "exp": in_seconds(-leeway - 5) })),
            "it has expired",
        ),
        (
            with(json!({ "exp": null })),
            "its claim `exp` is missing or unsound",
        ),
        (
            with(json!({ "exp": "tomorrow" })),
            "its claim `exp` is missing or unsound",
        ),
        (
            with(json!({ "exp": -1 })),
            "its claim `exp` is missing or unsound",
        ),
        (
            with(json!({ "nbf": in_seconds(leeway + 5) })),
            "it is not valid yet",
        ),
        (
            with(json!({ "nbf": "now" })),
            "its claim `nbf` is missing or unsound",
        ),
        (
            with(json!({ "iss": "somebody else" })),
            "its issuer is not trusted",
        ),
        (
            with(json!({ "iss": "support-directory" })),
            r#"its key "1" is not one of its issuer's for its algorithm"#,
        ),
        (
            with(json!({ "iss": [ISSUER] })),
            "its claim `iss` is missing or unsound",
        ),
        (
            with(json!({ "iss": null })),
            "its claim `iss` is missing or unsound",
        ),
        (
            with(json!({ "aud": "https://elsewhere.example" })),
            "its audience is another",
        ),
        (
            with(json!({ "aud": ["a", "b"] })),
            "its audience is another",
        ),
        (with(json!({ "aud": [] })), "its audience is another"),
        (
            with(json!({ "aud": null })),
            "its claim `aud` is missing or unsound",
        ),
        (
            with(json!({ "sub": null })),
            "its claim `sub` is missing or unsound",
        ),
        (
            with(json!({ "sub": "a\nb" })),
            "its claim `sub` is missing or unsound",
        ),
        (
            with(json!({ "sub": "operator" })),
            "its bearer's name is one that the directory keeps for itself",
        ),
        (stranger.sign(&claims(ISSUER)), "its signature is wrong"),
        (format!("{unsigned}.{changed}"), "its signature is wrong"),
        (format!("{unsigned}."), "its signature is wrong"),
        (
            KeyPair::ed("3").sign(&claims(ISSUER)),
            r#"its key "3" is not one of its issuer's for its algorithm"#,
        ),
        (
            KeyPair::ec("1").sign(&claims(ISSUER)),
            r#"its key "1" is not one of its issuer's for its algorithm"#,
        ),
        (
            under(|header| header.kid = None),
            "it names no key, and its issuer has not exactly one for its algorithm",
        ),
        (
            under(|header| header.crit = Some(vec!["exp".to_owned()])),
            "it demands extensions that are not understood",
        ),
        (
            head(json!({ "alg": "none" })),
            "it cannot be read as a token of a known algorithm",
        ),
        (
            head(json!({ "typ": "JWT" })),
            "it cannot be read as a token of a known algorithm",
        ),
        (
            head(json!({ "alg": "HS256", "kid": "1" })),
            "its algorithm HS256 is not taken",
        ),
        (
            head(json!({ "alg": "PS256", "kid": "1" })),
            "its algorithm PS256 is not taken",
        ),
        (
            "garbage".to_owned(),
            "it cannot be read as a token of a known algorithm",
        ),
        (
            "a.b.c".to_owned(),
            "it cannot be read as a token of a known algorithm",
        ),
        (
            "..".to_owned(),
            "it cannot be read as a token of a known algorithm",
        ),
        (
            format!("{sound}.more"),
            "it cannot be read as a token of a known algorithm",
        ),
        (
            with(json!({ "more": "x".repeat(8192) })),
            "it is longer than 8192 bytes",
        ),
    ] {
        let reply = send(&service, &format!("Bearer {token}")).await;
        assert_refused(&reply, &log, &token, why);
    }
    assert_eq!(
        send(&service, &format!("Bearer {sound}")).await.data(),
        signed_in(true)
    );
}

#[tokio::test]
async fn a_public_key_is_no_secret_to_sign_with() {
    let pair = KeyPair::rsa("1");
    let service = service_trusting(&[&pair]).await;
    let public = pair.public();
    let log = Log::listen();
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some("1".to_owned());

    for secret in [
        public.to_string(),
        public["n"].as_str().unwrap_or_default().to_owned(),
    ] {
        let key = EncodingKey::from_secret(secret.as_bytes());
        let token = encode(&header, &claims(ISSUER), &key).expect("it can be signed");
        let reply = send(&service, &format!("Bearer {token}")).await;
        assert_refused(&reply, &log, &token, "its algorithm HS256 is not taken");
    }
}

#[tokio::test]
async fn only_the_algorithms_that_are_set_are_taken() {
    let (rsa, ed) = (KeyPair::rsa("r"), KeyPair::ed("d"));
    let folder = TempDir::new().expect("there is a place for temporary files");
    let mut issuer = issuer(&folder, &key_set(&[&rsa, &ed]));
    issuer.algorithms = vec![Taken::EdDsa];
    let service = TestService::start()
        .await
        .trusting(Some(issuer), Strangers::MayRead);
    let log = Log::listen();

    let token = rsa.sign(&claims(ISSUER));
    let refused = send(&service, &format!("Bearer {token}")).await;

    assert_refused(&refused, &log, &token, "its algorithm RS256 is not taken");
    let token = ed.sign(&claims(ISSUER));
    let taken = send(&service, &format!("Bearer {token}")).await;
    assert_eq!(taken.data(), signed_in(true));
}

#[tokio::test]
async fn times_are_checked_with_some_leeway() {
    let pair = KeyPair::ed("1");
    let service = service_trusting(&[&pair]).await;
    let leeway = i64::try_from(LEEWAY.as_secs()).expect("it is short");
    let mut claims = claims(ISSUER);
    claims["exp"] = in_seconds(-leeway + 20).into();
    claims["nbf"] = in_seconds(leeway - 20).into();
    claims["aud"] = json!(["https://elsewhere.example", AUDIENCE]);

    let reply = send(&service, &format!("Bearer {}", pair.sign(&claims))).await;

    assert_eq!(reply.data(), signed_in(true));
}

#[tokio::test]
async fn the_header_is_one_bearer_token() {
    let service = TestService::start().await;
    let token = service.token(reader());
    let log = Log::listen();

    for sound in [
        format!("Bearer {token}"),
        format!("bearer {token}"),
        format!("BEARER   {token} "),
    ] {
        assert_eq!(
            send(&service, &sound).await.data(),
            signed_in(true),
            "{sound}"
        );
    }
    log.take();
    for unsound in [
        "".to_owned(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        token.clone(),
        format!("Basic {token}"),
        format!("Bearer {token}, Bearer {token}"),
        format!("Bearer {token} {token}"),
        "Bearer tökén".to_owned(),
    ] {
        let reply = send(&service, &unsound).await;
        assert_refused(&reply, &log, &token, "the header is not one bearer token");
    }
    let twice = service.asking(SIGNED_IN, json!({}));
    let twice = twice.by(reader()).by(reader()).send().await;
    assert_refused(&twice, &log, &token, "the header is not one bearer token");
}

#[tokio::test]
async fn who_did_not_sign_in_reads_where_that_is_allowed_and_is_asked_to_sign_in_elsewhere() {
    let service = TestService::start().await;
    let allowed = service.ask(SIGNED_IN, json!({})).await;
    let service = service.trusting(None, Strangers::TurnedAway);
    let log = Log::listen();

    let refused = service.ask(SIGNED_IN, json!({})).await;
    let unread = service.ask("{", json!({})).await;
    let signed = service.ask_as(reader(), SIGNED_IN, json!({})).await;

    assert_eq!(allowed.data(), signed_in(false));
    for reply in [&refused, &unread] {
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
        assert_eq!(reply.json(), unauthenticated());
        assert_eq!(reply.header("www-authenticate"), Some("Bearer"));
    }
    assert_eq!(signed.data(), signed_in(true));
    assert!(!log.take().contains("refused"));
    for open in ["/graphiql", "/health/live", "/health/ready"] {
        let reply = service.fetch(axum::http::Method::GET, open).await;
        assert_eq!(reply.status, StatusCode::OK, "{open}");
    }
}

#[tokio::test]
async fn a_refusal_is_written_in_the_accepted_media_type() {
    let service = TestService::start().await;
    for (accept, content) in [
        ("application/json", "application/json; charset=utf-8"),
        (
            "application/graphql-response+json",
            "application/graphql-response+json; charset=utf-8",
        ),
    ] {
        let asking = service.asking(SIGNED_IN, json!({})).with("accept", accept);
        let reply = asking.with("authorization", "Bearer x").send().await;

        assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
        assert_eq!(reply.header("content-type"), Some(content));
        assert_eq!(reply.json(), unauthenticated());
    }
}

#[tokio::test]
async fn answers_to_who_signed_in_are_for_nobody_else() {
    let service = TestService::start().await;

    let anonymous = service.ask("{ viewer { language } }", json!({})).await;
    let signed = service.asking("{ viewer { language } }", json!({}));
    let signed = signed.by(nobody()).send().await;

    assert_eq!(signed.json(), viewer());
    assert_eq!(signed.header("cache-control"), Some("private, no-store"));
    assert_eq!(anonymous.header("cache-control"), None);
    for reply in [anonymous, signed] {
        let mut varies = reply.headers.get_all("vary").iter();
        assert!(varies.any(|value| value == "authorization"), "{reply:?}");
    }
}

#[tokio::test]
async fn what_a_token_grants_decides_what_is_seen() {
    let service = TestService::start().await;
    let count = async |actor: Actor| {
        let types = "{ viewer { readableContactTypes } }";
        let data = service.ask_as(actor, types, json!({})).await.data();
        data["viewer"]["readableContactTypes"]
            .as_array()
            .map(Vec::len)
    };

    let (all, few) = (count(admin()).await, count(reader()).await);

    assert!(few < all);
    assert_eq!(count(agent_of("1234567")).await, all);
    assert_eq!(count(editor_of("contoso")).await, few);
    assert_eq!(count(nobody()).await, few);
}
