//! A real OpenID provider: its keys are discovered, remembered and renewed, and it may go away.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use futures_util::future::join_all;
use serde_json::{Value, json};
use support_directory::identity::{
    Algorithm, ClaimNames, Freshness, Identity, KeySource, Strangers, Trust, TrustedIssuer,
};

use crate::http::refusal;
use crate::support::{
    AUDIENCE, KeyPair, LEEWAY, Log, OpenId, Page, Reply, TestService, Visits, claims, in_seconds,
    key_set,
};

const AT_ONCE: Duration = Duration::ZERO;
const NEVER: Duration = Duration::from_secs(3600);

fn trusted(issuer: &str, age: Duration, interval: Duration) -> TrustedIssuer {
    TrustedIssuer {
        name: issuer.to_owned(),
        audience: AUDIENCE.to_owned(),
        algorithms: Algorithm::ALL.to_vec(),
        claims: ClaimNames::default(),
        keys: KeySource::Provider(Freshness { age, interval }),
    }
}

async fn service(provider: &OpenId, age: Duration, interval: Duration) -> TestService {
    TestService::start().await.trusting(
        Some(trusted(&provider.issuer, age, interval)),
        Strangers::TurnedAway,
    )
}

async fn send(service: &TestService, token: &str) -> Reply {
    let asking = service.asking("{ viewer { isSignedIn } }", json!({}));
    let authorization = format!("Bearer {token}");
    asking.with("authorization", &authorization).send().await
}

async fn status(service: &TestService, token: &str) -> u16 {
    send(service, token).await.status.as_u16()
}

fn asked(times: usize) -> Visits {
    Visits {
        discovery: times,
        keys: times,
    }
}

fn unavailable() -> Value {
    refusal(
        "Who you are cannot be checked right now. Try again later.",
        "UNAVAILABLE",
    )
}

#[tokio::test]
async fn keys_are_discovered_once_however_many_come_at_the_same_time() {
    let pairs = [KeyPair::rsa("r"), KeyPair::ec("e"), KeyPair::ed("d")];
    let provider = OpenId::start(key_set(&[&pairs[0], &pairs[1], &pairs[2]])).await;
    let service = service(&provider, NEVER, AT_ONCE).await;
    let tokens = pairs
        .each_ref()
        .map(|pair| pair.sign(&claims(&provider.issuer)));
    assert_eq!(provider.asked(), asked(0));

    let first = join_all(tokens.iter().map(|token| send(&service, token))).await;
    let again = send(&service, &tokens[0]).await;

    for reply in first.iter().chain([&again]) {
        assert_eq!(reply.data(), json!({ "viewer": { "isSignedIn": true } }));
    }
    // Who comes while the provider is being asked waits, and finds the keys there.
    assert_eq!(provider.asked(), asked(1));
}

#[tokio::test]
async fn keys_are_there_before_the_first_caller_comes() {
    let pair = KeyPair::ed("1");
    let provider = OpenId::start(key_set(&[&pair])).await;
    let identity = Identity::new(Trust {
        own_key: None,
        issuer: Some(trusted(&provider.issuer, NEVER, NEVER)),
        leeway: LEEWAY,
        strangers: Strangers::TurnedAway,
    });
    let identity = identity.expect("the provider has an address");

    identity.warm_up();
    while provider.asked() != asked(1) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }

    let token = pair.sign(&claims(&provider.issuer));
    let actor = identity.bearer(&token).await.expect("the token is good");
    assert_eq!(actor.name(), "desk");
    assert_eq!(provider.asked(), asked(1));
}

#[tokio::test]
async fn a_new_key_is_fetched_when_a_token_names_it_and_the_old_one_is_forgotten() {
    let (old, new) = (KeyPair::ed("old"), KeyPair::ec("new"));
    let provider = OpenId::start(key_set(&[&old])).await;
    let service = service(&provider, NEVER, AT_ONCE).await;
    let by_old = old.sign(&claims(&provider.issuer));
    let by_new = new.sign(&claims(&provider.issuer));
    assert_eq!(status(&service, &by_old).await, 200);

    provider.publish(Page::Json(key_set(&[&new])));

    assert_eq!(status(&service, &by_old).await, 200, "nobody knows yet");
    assert_eq!(status(&service, &by_new).await, 200);
    assert_eq!(status(&service, &by_old).await, 401);
    assert_eq!(status(&service, &by_new).await, 200);
}

#[tokio::test]
async fn old_keys_are_fetched_again_and_those_withdrawn_prove_nothing_more() {
    let (kept, withdrawn) = (KeyPair::ed("kept"), KeyPair::ed("withdrawn"));
    let provider = OpenId::start(key_set(&[&kept, &withdrawn])).await;
    let age = Duration::from_millis(100);
    let service = service(&provider, age, AT_ONCE).await;
    let token = withdrawn.sign(&claims(&provider.issuer));
    assert_eq!(status(&service, &token).await, 200);

    provider.publish(Page::Json(key_set(&[&kept])));
    tokio::time::sleep(age).await;

    assert_eq!(status(&service, &token).await, 401);
    let token = kept.sign(&claims(&provider.issuer));
    assert_eq!(status(&service, &token).await, 200);
}

#[tokio::test]
async fn unknown_keys_do_not_make_the_provider_be_asked_more_often_than_it_may() {
    let (known, unknown) = (KeyPair::ed("known"), KeyPair::ed("unknown"));
    let provider = OpenId::start(key_set(&[&known])).await;
    let interval = Duration::from_millis(1500);
    let service = service(&provider, NEVER, interval).await;
    let token = unknown.sign(&claims(&provider.issuer));

    let refused = join_all((0..20).map(|_| send(&service, &token))).await;

    for reply in refused {
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(provider.asked(), asked(1));
    tokio::time::sleep(interval).await;
    assert_eq!(status(&service, &token).await, 401);
    assert_eq!(provider.asked(), asked(2));
}

#[tokio::test]
async fn while_the_provider_is_away_known_keys_go_on_and_new_ones_are_refused_clearly() {
    let (known, new) = (KeyPair::ed("known"), KeyPair::ed("new"));
    let provider = OpenId::start(key_set(&[&known])).await;
    let service = service(&provider, AT_ONCE, AT_ONCE).await;
    let by_known = known.sign(&claims(&provider.issuer));
    let by_new = new.sign(&claims(&provider.issuer));
    assert_eq!(status(&service, &by_known).await, 200);

    provider.publish(Page::Away);
    let log = Log::listen();
    let refused = send(&service, &by_new).await;

    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.json(), unavailable());
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert_eq!(refused.header("cache-control"), Some("private, no-store"));
    let logged = log.take();
    let cause = format!("{}/keys answers 503 Service Unavailable", provider.issuer);
    assert!(logged.contains(&cause), "{logged}");
    assert!(!logged.contains(&by_new), "{logged}");
    assert_eq!(status(&service, &by_known).await, 200);

    provider.publish(Page::Json(key_set(&[&new])));
    assert_eq!(status(&service, &by_new).await, 200);
}

#[tokio::test]
async fn nobody_waits_long_for_a_slow_provider_whose_key_is_known() {
    let pair = KeyPair::ed("known");
    let provider = OpenId::start(key_set(&[&pair])).await;
    let service = service(&provider, AT_ONCE, AT_ONCE).await;
    let token = pair.sign(&claims(&provider.issuer));
    assert_eq!(status(&service, &token).await, 200);

    provider.publish(Page::Late(Duration::from_secs(60)));
    let began = Instant::now();

    assert_eq!(status(&service, &token).await, 200);
    assert!(began.elapsed() < Duration::from_secs(3));
    assert_eq!(provider.asked(), asked(2));
}

#[tokio::test]
async fn who_is_away_is_left_alone_for_a_while_and_callers_are_told_for_how_long() {
    let pair = KeyPair::ed("1");
    let provider = OpenId::start(key_set(&[&pair])).await;
    provider.discover(Page::Away);
    let service = service(&provider, NEVER, Duration::from_secs(40)).await;
    let token = pair.sign(&claims(&provider.issuer));

    for _ in 0..3 {
        let refused = send(&service, &token).await;
        let wait: u64 = refused
            .header("retry-after")
            .and_then(|seconds| seconds.parse().ok())
            .expect("it says how long to wait");
        assert_eq!(refused.json(), unavailable());
        assert!((30..=40).contains(&wait), "{wait}");
    }

    let once = Visits {
        discovery: 1,
        keys: 0,
    };
    assert_eq!(provider.asked(), once);
}

#[tokio::test]
async fn what_is_no_sound_answer_of_the_provider_is_not_believed() {
    let pair = KeyPair::ed("1");
    let keys = Page::Json(key_set(&[&pair]));
    let provider = OpenId::start(key_set(&[&pair])).await;
    let issuer = provider.issuer.as_str();
    let discovery =
        |issuer: &str, keys: &str| Page::Json(json!({ "issuer": issuer, "jwks_uri": keys }));
    let sound = discovery(issuer, &format!("{issuer}/keys"));
    let token = pair.sign(&claims(issuer));
    let log = Log::listen();

    for (discovery, keys, cause) in [
        (
            discovery(&format!("{issuer}/"), &format!("{issuer}/keys")),
            keys.clone(),
            "its discovery is of another issuer",
        ),
        (
            Page::Text("hello".to_owned()),
            keys.clone(),
            "its discovery is not a JSON object with `issuer` and `jwks_uri`",
        ),
        (
            Page::Json(json!({ "issuer": issuer })),
            keys.clone(),
            "its discovery is not a JSON object with `issuer` and `jwks_uri`",
        ),
        (
            discovery(issuer, "http://keys.example/keys"),
            keys.clone(),
            "http://keys.example/keys is neither an https address",
        ),
        (
            discovery(issuer, "file:///etc/passwd"),
            keys.clone(),
            "file:///etc/passwd is neither an https address",
        ),
        (
            sound.clone(),
            Page::Text("{".to_owned()),
            "its key set cannot be read",
        ),
        (
            sound.clone(),
            Page::Json(json!([pair.public()])),
            "its key set cannot be read",
        ),
        (
            sound.clone(),
            Page::Text(" ".repeat(600 * 1024)),
            "answers with more than 524288 bytes",
        ),
        (
            sound.clone(),
            Page::Elsewhere("http://127.0.0.1:1/keys"),
            "answers 307 Temporary Redirect",
        ),
    ] {
        let service = service(&provider, NEVER, AT_ONCE).await;
        provider.discover(discovery);
        provider.publish(keys);
        log.take();

        let reply = send(&service, &token).await;

        assert_eq!(reply.json(), unavailable(), "{cause}");
        let logged = log.take();
        assert!(logged.contains(cause), "{cause}: {logged}");
        provider.discover(sound.clone());
        provider.publish(Page::Json(key_set(&[&pair])));
        assert_eq!(status(&service, &token).await, 200, "{cause}");
    }
}

#[tokio::test]
async fn a_provider_that_nobody_can_reach_is_away() {
    let pair = KeyPair::ed("1");
    let issuer = "http://127.0.0.1:1/realm";
    let service = TestService::start()
        .await
        .trusting(Some(trusted(issuer, NEVER, AT_ONCE)), Strangers::MayRead);
    let log = Log::listen();

    let reply = send(&service, &pair.sign(&claims(issuer))).await;

    assert_eq!(reply.json(), unavailable());
    let logged = log.take();
    assert!(logged.contains("cannot be reached"), "{logged}");
}

#[tokio::test]
async fn keys_for_other_purposes_do_not_spoil_those_that_count() {
    let pair = KeyPair::ed("1");
    let mut for_encryption = KeyPair::ed("2").public();
    for_encryption["use"] = "enc".into();
    let mut for_pss = KeyPair::rsa("3").public();
    for_pss["alg"] = "PS256".into();
    let secret = json!({ "kty": "oct", "kid": "1", "alg": "HS256", "k": "c2VjcmV0" });
    let unknown = json!({ "kty": "EC", "crv": "secp256k1", "kid": "1", "x": "AA", "y": "AA" });
    let off_curve = json!({ "kty": "EC", "crv": "P-256", "kid": "1", "x": "AA", "y": "AA" });
    let all = [
        for_encryption,
        for_pss,
        secret,
        unknown,
        off_curve,
        json!(7),
        pair.public(),
    ];
    let provider = OpenId::start(json!({ "keys": all })).await;
    let service = service(&provider, NEVER, AT_ONCE).await;

    let token = pair.sign(&claims(&provider.issuer));

    assert_eq!(status(&service, &token).await, 200);
    let mut unnamed = pair.header();
    unnamed.kid = None;
    let unnamed = pair.sign_under(&unnamed, &claims(&provider.issuer));
    assert_eq!(status(&service, &unnamed).await, 200);
}

#[tokio::test]
async fn a_token_expires_whatever_its_key() {
    let pair = KeyPair::rsa("1");
    let provider = OpenId::start(key_set(&[&pair])).await;
    let service = service(&provider, NEVER, AT_ONCE).await;
    let expiring = |seconds: i64| {
        let mut claims = claims(&provider.issuer);
        claims["exp"] = in_seconds(seconds).into();
        pair.sign(&claims)
    };

    assert_eq!(status(&service, &expiring(60)).await, 200);
    assert_eq!(status(&service, &expiring(-3600)).await, 401);
}
