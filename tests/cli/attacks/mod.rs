//! Attacks on the service as it is started by default, each with what came of it: it is refused, takes no memory,
//! and others are answered meanwhile.
//!
//! The tables are printed by `cargo test --test cli -- attacks --nocapture --test-threads 1`.

mod bodies;
mod bystander;
mod crowds;
mod documents;
mod heads;
mod memory;
mod patience;
mod socket;
mod sockets;
mod table;
mod wire;

use std::net::Ipv4Addr;

use table::Table;

use crate::support::Desk;

/// From where attackers call.
const FROM: Ipv4Addr = Ipv4Addr::new(127, 0, 1, 1);

#[test]
fn documents_that_do_harm_are_refused_while_others_are_answered() {
    let desk = Desk::new();
    let service = desk.serve(&[]);
    let mut table = Table::of(&service, FROM);

    documents::many(&mut table);
    documents::growing(&mut table);
    documents::nesting(&mut table);
    documents::numbers(&mut table);
    documents::characters(&mut table);

    insta::assert_snapshot!(table.outcomes(64));
}

#[test]
fn bodies_that_do_harm_are_refused_while_others_are_answered() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let mut table = Table::of(&service, FROM);

    bodies::unread(&mut table);
    bodies::long(&mut table);
    bodies::lying(&mut table);
    bodies::forms(&mut table);

    insta::assert_snapshot!(table.outcomes(64));
}

#[test]
fn heads_that_do_harm_are_refused_while_others_are_answered() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let mut table = Table::of(&service, FROM);

    heads::floods(&mut table);
    heads::unread(&mut table);

    insta::assert_snapshot!(table.outcomes(64));
}

#[test]
fn sockets_that_do_harm_are_closed_while_others_are_answered() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let mut table = Table::of(&service, FROM);

    sockets::garbage(&mut table);
    sockets::messages(&mut table);

    insta::assert_snapshot!(table.outcomes(64));
}

#[test]
fn crowds_are_bounded_while_others_are_answered() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let mut table = Table::of(&service, FROM);

    crowds::streams(&mut table);
    crowds::connections(&mut table);

    insta::assert_snapshot!(table.outcomes(256));
}

#[test]
fn who_keeps_the_service_waiting_is_let_go_while_others_are_answered() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample", "--head-seconds", "1", "--max-seconds", "1"]);
    let mut table = Table::of(&service, FROM);

    patience::senders(&mut table);

    insta::assert_snapshot!(table.outcomes(64));
}

#[test]
fn who_takes_nothing_is_let_go_while_others_are_answered() {
    let desk = Desk::new();
    let service = desk.serve(&["--reader-seconds", "1"]);
    let mut table = Table::of(&service, FROM);

    patience::readers(&mut table, &service);

    insta::assert_snapshot!(table.outcomes(64));
}

#[test]
fn sockets_that_fall_silent_are_closed_while_others_are_answered() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let mut table = Table::of(&service, FROM);

    patience::silence(&mut table);

    insta::assert_snapshot!(table.outcomes(64));
}
