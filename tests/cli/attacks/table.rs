//! The table of attacks: what came of each, how soon, what it took, and how long others waited meanwhile.

use std::fmt::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use super::bystander::Bystander;
use super::memory::Memory;
use super::wire::{Bytes, Came, Wire};
use crate::support::Serving;

/// How often an attack is tried at least: the shortest time counts, as the machine may be busy with others.
const TRIES: usize = 3;

/// Whom an attack is for.
pub(super) struct Target {
    pub(super) address: SocketAddr,
    /// From where the attacker calls.
    pub(super) from: Ipv4Addr,
}

impl Target {
    pub(super) fn wire(&self) -> Wire {
        Wire::to(self.address, self.from).expect("the service listens")
    }
}

/// What was seen of the attacks on one service.
pub(super) struct Table {
    target: Target,
    memory: Memory,
    bystander: Bystander,
    rows: Vec<Row>,
}

struct Row {
    attack: String,
    came: Came,
    /// How much more memory was taken at the peak, in kilobytes; nothing where that is not told.
    grown: Option<u64>,
    waited: Duration,
}

impl Table {
    /// Of a service that has answered before, so that what it keeps for good is there.
    pub(super) fn of(service: &Serving, from: Ipv4Addr) -> Self {
        let address = service.address;
        for _ in 0..20 {
            let warm = service.get("/health/ready");
            assert!(warm.starts_with("HTTP/1.1 200 OK"), "{warm}");
        }
        Self {
            target: Target { address, from },
            memory: Memory::of(service.process()),
            bystander: Bystander::of(address),
            rows: Vec::new(),
        }
    }

    /// Has bytes sent that are to be refused.
    pub(super) fn send(&mut self, attack: &str, bytes: &Bytes) {
        self.suffer(attack, |target| target.wire().refused(bytes));
    }

    /// Has an attack happen some times, until somebody else was answered meanwhile.
    pub(super) fn suffer(&mut self, attack: &str, act: impl Fn(&Target) -> Came) {
        let mut tries = 0;
        self.watch(attack, |target, bystander| {
            let began = Instant::now();
            let mut came = act(target);
            while tries < TRIES || !bystander.was_answered_since(began) {
                let again = act(target);
                assert_eq!(again.outcome, came.outcome, "{attack} once more");
                came.took = came.took.min(again.took);
                tries += 1;
            }
            came
        });
    }

    /// Has an attack happen once, which goes on for long enough that others are answered meanwhile.
    pub(super) fn suffer_once(&mut self, attack: &str, act: impl FnOnce(&Target) -> Came) {
        self.watch(attack, |target, bystander| {
            let began = Instant::now();
            let came = act(target);
            assert!(
                bystander.was_answered_since(began),
                "{attack}: {}",
                came.outcome
            );
            came
        });
    }

    fn watch(&mut self, attack: &str, act: impl FnOnce(&Target, &Bystander) -> Came) {
        self.bystander.begin();
        let before = self.memory.now();
        let came = act(&self.target, &self.bystander);
        let after = self.memory.peak();
        let waited = self.bystander.waited();
        let waited = waited.unwrap_or_else(|told| panic!("{attack}: others are told {told}"));
        self.rows.push(Row {
            attack: attack.to_owned(),
            came,
            grown: after
                .zip(before)
                .map(|(after, before)| after.saturating_sub(before)),
            waited,
        });
    }

    /// What came of each attack, a line each. Prints the whole table, and fails where one took more than so many
    /// megabytes.
    pub(super) fn outcomes(self, most: u64) -> String {
        println!("{self}");
        let mut outcomes = String::new();
        for Row {
            attack,
            came,
            grown,
            ..
        } in &self.rows
        {
            let grown = grown.unwrap_or(0);
            assert!(grown <= most * 1024, "{attack}: took {grown} kB");
            let _ = writeln!(outcomes, "{attack}\n    {}", came.outcome);
        }
        outcomes
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            f,
            "\n| attack | outcome | after ms | more MB at the peak | others waited ms at most |"
        )?;
        writeln!(f, "|---|---|--:|--:|--:|")?;
        for Row {
            attack,
            came,
            grown,
            waited,
        } in &self.rows
        {
            let outcome = came.outcome.replace('|', "\\|");
            let took = came.took.as_secs_f64() * 1000.0;
            let waited = waited.as_secs_f64() * 1000.0;
            let grown = grown.map_or("not told".to_owned(), |grown| {
                format!("{:.1}", grown as f64 / 1024.0)
            });
            writeln!(
                f,
                "| {attack} | {outcome} | {took:.1} | {grown} | {waited:.1} |"
            )?;
        }
        Ok(())
    }
}
