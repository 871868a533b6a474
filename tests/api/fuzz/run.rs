//! A run: one operation after the other, each answer held to what it promises.

use apollo_compiler::ast::OperationType;
use apollo_compiler::response::JsonMap;
use axum::body::Body;
use axum::http::{Request, header};
use serde_json::Value;

use crate::support::{Reply, TestService, admin, agent_of, editor_of};

use super::contract::Contract;
use super::damage::{damaged, respaced};
use super::dice::Dice;
use super::promises;
use super::shape::Look;
use super::stock::Stock;
use super::tally::Tally;
use super::writer::{Mood, Operation, Writer};

/// How much of a request or an answer is shown where it is amiss.
const SHOWN: usize = 4_000;

/// Operations that are sent to a service.
pub(super) struct Run {
    pub(super) service: TestService,
    contract: Contract,
    stock: Stock,
    pub(super) tally: Tally,
    /// Who asks, and their tokens.
    callers: [(&'static str, Option<String>); 4],
    seed: u64,
}

/// The codes of what is wrong with a document or its variables. Which of them it is may be told in either way: only
/// the service knows what its scalars are.
const UNSOUND: [&str; 3] = [
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "BAD_USER_INPUT",
];

/// What a request is sent with.
struct Envelope {
    caller: usize,
    accept: &'static str,
    languages: &'static str,
}

impl Run {
    pub(super) fn new(service: TestService, seed: u64) -> Self {
        let callers = [
            ("an administrator", Some(service.token(admin()))),
            ("nobody in particular", None),
            ("an editor", Some(service.token(editor_of("contoso")))),
            ("an admin agent", Some(service.token(agent_of("100")))),
        ];
        Self {
            service,
            contract: Contract::read(),
            stock: Stock::default(),
            tally: Tally::default(),
            callers,
            seed,
        }
    }

    /// Every field at the root of questions and changes.
    fn doors(&self) -> Vec<(OperationType, String)> {
        let kinds = [OperationType::Query, OperationType::Mutation];
        let doors = kinds.into_iter().flat_map(|kind| {
            let doors = self.contract.doors(kind);
            doors.into_iter().map(move |door| (kind, door.to_string()))
        });
        doors.collect()
    }

    /// The fields at the root that never gave anything: neither data nor what is to be mended.
    pub(super) fn never_reached(&self) -> Vec<String> {
        let doors = self.doors().into_iter().map(|(_, door)| door);
        doors.filter(|door| !self.tally.has_reached(door)).collect()
    }

    /// Sends the operation of this number; what is amiss about its answer, if anything.
    pub(super) async fn send(&mut self, number: usize) -> Result<(), String> {
        let mut dice = Dice::new(self.seed, number as u64);
        let doors = self.doors();
        let (kind, door) = match dice.happens(2) {
            true => (OperationType::Subscription, "directoryChanged".to_owned()),
            false => doors[number % doors.len()].clone(),
        };
        let mood = match dice.happens(25) {
            true => Mood::Odd,
            false => Mood::Sound,
        };
        let is_damaged = dice.happens(15);
        let envelope = envelope(kind, &mut dice);
        let written = Dice::new(self.seed.wrapping_add(1), number as u64);
        let writer = Writer::new(&self.contract, &self.stock, written, mood);
        let mut operation = writer.operation(kind, &door);
        if is_damaged {
            operation.document = damaged(&operation.document, &mut dice);
            operation.is_sound = false;
        } else if dice.happens(10) {
            operation.respaced = Some(respaced(&operation.document, &mut dice));
        }
        let reply = self.service.send(self.request(&operation, &envelope)).await;
        self.tally.count(&reply);
        let amiss = self.amiss(&operation, &reply);
        match amiss.is_empty() {
            true => Ok(()),
            false => Err(format!(
                "operation {number} of SEED={} by {} accepting {}: {amiss:?}\n  {:.SHOWN$}\n  {:.SHOWN$}",
                self.seed,
                self.callers[envelope.caller].0,
                envelope.accept,
                operation.body(),
                format!("{} {}", reply.status, reply.body),
            )),
        }
    }

    fn request(&self, operation: &Operation, envelope: &Envelope) -> Request<Body> {
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, envelope.accept)
            .header(header::ACCEPT_LANGUAGE, envelope.languages);
        if let Some(token) = &self.callers[envelope.caller].1 {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Body::from(operation.body()));
        request.expect("the headers are sound")
    }

    fn amiss(&mut self, operation: &Operation, reply: &Reply) -> Vec<String> {
        let mut amiss = promises::broken(reply);
        let answer: Value = serde_json::from_str(&reply.body).unwrap_or_default();
        // What is too long is not read, whatever stands in it.
        if operation.body().len() > LONGEST_BODY {
            amiss.extend(not_refused(&answer, &["BAD_REQUEST"], "too long"));
            return amiss;
        }
        let Ok(variables) = serde_json::from_str::<JsonMap>(&operation.variables) else {
            amiss.extend(not_refused(&answer, &["BAD_REQUEST"], "no object"));
            return amiss;
        };
        let reading = self
            .contract
            .reading(&operation.document, operation.name, &variables);
        let reading = match reading {
            Ok(reading) => reading,
            Err(why) => {
                amiss.extend(not_refused(&answer, &UNSOUND, &why));
                return amiss;
            }
        };
        let Some(data) = answer.get("data") else {
            let may_be = ["TOO_COMPLEX", "SUBSCRIPTION_NEEDS_STREAM"];
            if operation.is_sound && !codes(&answer).iter().all(|code| may_be.contains(code)) {
                amiss.push("what is sound was refused".to_owned());
            }
            return amiss;
        };
        let mut look = Look {
            contract: &self.contract,
            reading: &reading,
            stock: &mut self.stock,
            amiss,
        };
        look.at(data);
        let amiss = look.amiss;
        for field in reading.operation.selection_set.fields() {
            let given = &data[field.response_key().as_str()];
            self.tally.reach(&field.name, given);
        }
        amiss
    }
}

/// The most bytes of a body that are read unless that is set.
const LONGEST_BODY: usize = 262_144;

fn envelope(kind: OperationType, dice: &mut Dice) -> Envelope {
    let administrators = match kind {
        OperationType::Mutation => 75,
        _ => 50,
    };
    let caller = match dice.happens(administrators) {
        true => 0,
        false => 1 + dice.below(3),
    };
    Envelope {
        caller,
        accept: dice.pick::<&str>(&[
            "application/json",
            "application/graphql-response+json",
            "*/*",
        ]),
        languages: dice.pick::<&str>(&["en", "tr", "*", "xx;q=0, de-DE-1996;q=nan", ""]),
    }
}

fn codes(answer: &Value) -> Vec<&str> {
    let errors = answer["errors"].as_array().into_iter().flatten();
    let codes = errors.map(|error| error["extensions"]["code"].as_str());
    codes.map(Option::unwrap_or_default).collect()
}

/// That a request was not refused for one of these, if so; one that goes beyond a bound may be refused for that.
fn not_refused(answer: &Value, may_be: &[&str], why: &str) -> Option<String> {
    let said = codes(answer);
    let is_refused = answer.get("data").is_none() && !said.is_empty();
    let for_that = said
        .iter()
        .all(|said| may_be.contains(said) || *said == "TOO_COMPLEX");
    (!is_refused || !for_that)
        .then(|| format!("what is not sound was answered with {said:?}: {why}"))
}
