//! A crowd that watches: each change reaches everybody who may see it, once and in order.

use std::time::Instant;

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::actor::Actor;
use support_directory::domain::contact::{Contact, ContactOwner, ContactType};
use tokio::task::JoinSet;

use crate::databases::Backend;
use crate::support::socket::Socket;
use crate::support::watching::Watching;
use crate::support::{TestService, admin, details, facts, service_on};

/// How many watch, and how much happens.
struct Crowd {
    sockets: usize,
    /// How many subscriptions there are on each.
    on_each: usize,
    event_streams: usize,
    changes: usize,
}

impl Crowd {
    /// A hundred who hear of 60 changes; under `CROWD=thousand` a thousand who hear of a thousand, which takes minutes.
    fn of_this_run() -> Self {
        if std::env::var("CROWD").as_deref() == Ok("thousand") {
            return Self {
                sockets: 18,
                on_each: 50,
                event_streams: 100,
                changes: 1_000,
            };
        }
        Self {
            sockets: 6,
            on_each: 15,
            event_streams: 10,
            changes: 60,
        }
    }
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crowd_hears_each_change_that_it_may_see_once_and_in_order(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    all_hear_everything(&service_on!(backend), &Crowd::of_this_run()).await;
}

/// One who watches: half of the crowd may see everything, the other half did not sign in; a third each watches
/// everything, all contacts, and those of one publisher.
#[derive(Clone, Copy)]
struct Watcher {
    is_admin: bool,
    watches: &'static str,
}

const WATCHED: [&str; 3] = [
    "subscription { directoryChanged { cursor } }",
    "subscription { contactChanged { change { cursor } } }",
    CONTOSO,
];
const CONTOSO: &str = r#"subscription {
    contactChanged(publisher: { publisherId: "contoso" }) { change { cursor } } }"#;

impl Watcher {
    /// One of a crowd, by where it listens and the how manieth it is there.
    fn of(place: usize, number: usize) -> Self {
        Self {
            is_admin: place.is_multiple_of(2),
            watches: WATCHED[number % WATCHED.len()],
        }
    }

    fn actor(self) -> Actor {
        if self.is_admin {
            admin()
        } else {
            Actor::Anonymous
        }
    }

    /// Whether it is to hear of a change of this contact.
    fn hears_of(self, known: &Known) -> bool {
        (self.is_admin || known.by_everybody) && (known.of_contoso || self.watches != CONTOSO)
    }
}

/// A contact, and who is to hear of it.
struct Known {
    contact: Contact,
    by_everybody: bool,
    of_contoso: bool,
}

/// Contacts of two publishers, each of a type that everybody reads and of one that not everybody does.
async fn known(service: &TestService) -> Vec<Known> {
    let mut known = Vec::new();
    for id in ["contoso", "fabrikam"] {
        let publisher = service.with_publisher(id, id).await;
        let offer = service
            .with_offer(&publisher, "backup", facts("Backup"))
            .await;
        for kind in [ContactType::CustomerSupport, ContactType::Engineering] {
            let details = details("Desk", "desk@help.example");
            let owner = ContactOwner::Offer(offer.id);
            known.push(Known {
                contact: service.with_contact(owner, kind, details).await,
                by_everybody: kind == ContactType::CustomerSupport,
                of_contoso: id == "contoso",
            });
        }
    }
    known
}

/// Reports one contact after the other.
async fn report(service: &TestService, known: &[Known], changes: usize) {
    let document = "mutation($input: ReportContactInput!) { reportContact(input: $input) {
        contact { version } userErrors { message } } }";
    let mut versions: Vec<i64> = known.iter().map(|_| 1).collect();
    for turn in 0..changes {
        let place = turn % known.len();
        let id = known[place].contact.id.to_string();
        let input =
            json!({ "id": id, "expectedVersion": versions[place], "reason": turn.to_string() });
        let reply = service
            .run_as(admin(), document, json!({ "input": input }))
            .await;
        let version = reply["data"]["reportContact"]["contact"]["version"].as_i64();
        versions[place] = version.unwrap_or_else(|| panic!("it is reported: {reply}"));
    }
}

/// The cursors of the newest changes, the earliest first.
async fn newest(service: &TestService, count: usize) -> Vec<String> {
    let document = "query($first: Int!, $after: String) { changes(first: $first, after: $after) {
        edges { cursor } pageInfo { endCursor } } }";
    let (mut cursors, mut after) = (Vec::new(), Value::Null);
    while cursors.len() < count {
        let first = (count - cursors.len()).min(100);
        let variables = json!({ "first": first, "after": after });
        let reply = service.run_as(admin(), document, variables).await;
        let page = &reply["data"]["changes"];
        for edge in page["edges"].as_array().expect("edges") {
            cursors.push(edge["cursor"].as_str().expect("a cursor").to_owned());
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    cursors.reverse();
    cursors
}

/// What one heard: the cursors of the changes, as they came.
type Heard = (Watcher, Vec<String>);

fn cursor(data: &Value) -> String {
    let changes = [&data["directoryChanged"], &data["contactChanged"]["change"]];
    let mut cursors = changes
        .iter()
        .filter_map(|change| change["cursor"].as_str());
    cursors.next().expect("a change has a cursor").to_owned()
}

/// A socket with its subscriptions.
async fn open(service: &TestService, place: usize, on_each: usize) -> Socket {
    let payload = match Watcher::of(place, 0).actor() {
        Actor::Anonymous => json!({}),
        actor => json!({ "authorization": format!("Bearer {}", service.token(actor)) }),
    };
    let mut socket = Socket::introduced(service, payload).await;
    for number in 0..on_each {
        let watcher = Watcher::of(place, number);
        socket.watch(&number.to_string(), watcher.watches).await;
    }
    socket
}

/// Hears from a socket as much as all who watch over it are to be told together.
async fn hear(mut socket: Socket, watchers: Vec<Watcher>, all: usize) -> Vec<Heard> {
    let mut heard: Vec<Heard> = watchers.into_iter().map(|who| (who, Vec::new())).collect();
    for _ in 0..all {
        let mut told = socket.hear().await;
        while told["type"] == "ping" {
            socket.say(&json!({ "type": "pong" })).await;
            told = socket.hear().await;
        }
        let id = told["id"].as_str().and_then(|id| id.parse().ok());
        let number: usize = id.unwrap_or_else(|| panic!("something is told: {told}"));
        heard[number].1.push(cursor(&told["payload"]["data"]));
    }
    heard
}

/// The same of an event stream, over which one watches.
async fn hear_events(mut events: Watching, who: Watcher, all: usize) -> Vec<Heard> {
    let mut heard = Vec::new();
    for _ in 0..all {
        heard.push(cursor(&events.data().await));
    }
    vec![(who, heard)]
}

async fn all_hear_everything(service: &TestService, crowd: &Crowd) {
    let known = known(service).await;
    let told_of = |who: Watcher| {
        let turns = (0..crowd.changes).map(|turn| &known[turn % known.len()]);
        turns.filter(|known| who.hears_of(known)).count()
    };
    let mut hearing = JoinSet::new();
    for place in 0..crowd.sockets {
        let socket = open(service, place, crowd.on_each).await;
        let watchers: Vec<_> = (0..crowd.on_each)
            .map(|number| Watcher::of(place, number))
            .collect();
        let all = watchers.iter().map(|who| told_of(*who)).sum();
        hearing.spawn(hear(socket, watchers, all));
    }
    for place in 0..crowd.event_streams {
        let who = Watcher::of(place, place / 2);
        let asking = service.asking(who.watches, json!({})).by(who.actor());
        hearing.spawn(hear_events(asking.watch().await, who, told_of(who)));
    }

    let began = Instant::now();
    report(service, &known, crowd.changes).await;
    let changed = began.elapsed();
    let heard = hearing.join_all().await.concat();
    let told = began.elapsed();

    let cursors = newest(service, crowd.changes).await;
    for (who, heard) in &heard {
        let turns = cursors.iter().enumerate();
        let expected: Vec<&String> = turns
            .filter(|(turn, _)| who.hears_of(&known[turn % known.len()]))
            .map(|(_, cursor)| cursor)
            .collect();
        assert_eq!(
            heard.iter().collect::<Vec<_>>(),
            expected,
            "{}",
            who.watches
        );
    }
    let deliveries: usize = heard.iter().map(|(_, heard)| heard.len()).sum();
    println!(
        "{} watchers, {} changes in {changed:.1?}, {deliveries} deliveries in {told:.1?}",
        heard.len(),
        crowd.changes,
    );
}
