//! Somebody else, who asks all the while and is to be answered.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

use super::documents::asked;
use super::wire::Wire;

/// What is asked: something that the rules in the database decide.
const QUESTION: &str =
    "{ responsibleParty(inquiry: BILLING, partnerModel: DIRECT_BILL) { firstPointOfContact } }";

const ANSWER: &str =
    r#"200 {"data":{"responsibleParty":{"firstPointOfContact":"DIRECT_BILL_PARTNER"}}}"#;

/// How often it asks.
const PAUSE: Duration = Duration::from_millis(5);

/// Where it calls from: per caller it is another one than who attacks.
const FROM: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

/// Somebody else, who asks until dropped.
pub(super) struct Bystander {
    seen: Arc<Mutex<Seen>>,
    asking: Option<JoinHandle<()>>,
}

/// What it has seen since it was asked last.
#[derive(Default)]
struct Seen {
    /// When the question was asked that was answered last.
    asked: Option<Instant>,
    slowest: Duration,
    /// What it was told that was no answer.
    wrong: Option<String>,
    is_over: bool,
}

impl Bystander {
    pub(super) fn of(service: SocketAddr) -> Self {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let noted = Arc::clone(&seen);
        let question = asked(QUESTION);
        let asking = thread::spawn(move || {
            while !noted.lock().expect("nobody panics with it").is_over {
                let asked = Instant::now();
                let told = ask(service, &question.first);
                let mut noted = noted.lock().expect("nobody panics with it");
                noted.asked = Some(asked);
                noted.slowest = noted.slowest.max(asked.elapsed());
                if told != ANSWER {
                    noted.wrong = Some(told);
                }
                drop(noted);
                sleep(PAUSE);
            }
        });
        Self {
            seen,
            asking: Some(asking),
        }
    }

    /// Forgets what it has seen.
    pub(super) fn begin(&self) {
        *self.seen.lock().expect("nobody panics with it") = Seen::default();
    }

    /// Whether a question was answered that was asked after this time.
    pub(super) fn was_answered_since(&self, began: Instant) -> bool {
        let seen = self.seen.lock().expect("nobody panics with it");
        seen.asked.is_some_and(|asked| asked > began)
    }

    /// How long it waited at most; or what it was told that was no answer.
    pub(super) fn waited(&self) -> Result<Duration, String> {
        let mut seen = self.seen.lock().expect("nobody panics with it");
        seen.wrong.take().map_or(Ok(seen.slowest), Err)
    }
}

fn ask(service: SocketAddr, question: &[u8]) -> String {
    let mut wire = match Wire::to(service, FROM) {
        Ok(wire) => wire,
        Err(error) => return format!("not connected: {error}"),
    };
    match wire.send(question) {
        Ok(()) => wire.told(),
        Err(error) => format!("not heard: {error}"),
    }
}

impl Drop for Bystander {
    fn drop(&mut self) {
        self.seen.lock().expect("nobody panics with it").is_over = true;
        if let Some(asking) = self.asking.take() {
            let _ = asking.join();
        }
    }
}
