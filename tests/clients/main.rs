//! Clients that others wrote, each against the binary as it is started by people.
//!
//! A client is a script in this folder, which gets the address of the graph and prints what it saw, and a test here
//! that holds it to that; or an app, a folder that `build.mjs` makes such a script of. What they need is in
//! `package.json`, and installed when it is missing.

#[path = "../cli/support.rs"]
#[expect(
    dead_code,
    reason = "shared with the tests of the command line, which use all of it"
)]
mod desk;
mod node;

use desk::Desk;
use insta::assert_snapshot;

/// What a script prints about a service that runs with these settings; `None` where it cannot run. It gets the
/// address of the graph, and the token of an administrator.
fn seen_by(script: &str, settings: &[&str]) -> Option<String> {
    seen_from(&Desk::new(), script, settings)
}

/// The same of an app of this folder: its tools build it on the schema, and the service trusts the documents of the
/// manifest that they wrote, and no others.
fn seen_by_app(app: &str, manifest: &str) -> Option<String> {
    let desk = Desk::new();
    let folder = desk.path(app);
    let at = |name: &str| folder.join(name).display().to_string();
    node::run("build.mjs", &[app, &at("")])?;
    let manifest = at(manifest);
    let settings = ["--trusted-documents", &manifest];
    seen_from(&desk, &at("app.js"), &settings)
}

fn seen_from(desk: &Desk, script: &str, settings: &[&str]) -> Option<String> {
    let service = desk.serve(settings);
    let graph = format!("http://{}/graphql", service.address);
    let token = desk.run(&["token", "--role", "DIRECTORY_ADMIN"]).out;
    node::run(script, &[&graph, token.trim()])
}

#[test]
fn the_audit_of_graphql_over_http_finds_nothing_amiss() {
    let Some(audits) = seen_by("audit.mjs", &["--no-sample"]) else {
        return;
    };

    let amiss: Vec<&str> = audits
        .lines()
        .filter(|audit| !audit.contains(" | ok | "))
        .collect();
    assert_eq!(amiss, Vec::<&str>::new());
    assert_eq!(audits.lines().count(), 61);
    assert_snapshot!(audits);
}

#[test]
fn the_client_of_graphql_ws_asks_changes_and_watches() {
    let Some(seen) = seen_by("sockets.mjs", &["--no-sample"]) else {
        return;
    };

    assert_snapshot!(seen);
}

#[test]
fn the_client_of_graphql_sse_asks_changes_and_watches() {
    let Some(seen) = seen_by("events.mjs", &["--no-sample"]) else {
        return;
    };

    assert_snapshot!(seen);
}

#[test]
fn the_clients_of_apollo_and_urql_watch() {
    let Some(seen) = seen_by("links.mjs", &["--no-sample"]) else {
        return;
    };

    assert_snapshot!(seen);
}

#[test]
fn the_clients_of_apollo_and_urql_ask_by_hash() {
    let Some(seen) = seen_by("persisted.mjs", &["--no-sample"]) else {
        return;
    };

    assert_snapshot!(seen);
}

#[test]
fn an_app_of_relay_is_compiled_and_asks_by_the_ids_of_its_manifest() {
    let Some(seen) = seen_by_app("relay", "persisted.json") else {
        return;
    };

    assert_snapshot!(seen);
}

#[test]
fn an_app_of_graphql_codegen_is_typed_and_asks_by_the_ids_of_its_manifest() {
    let Some(seen) = seen_by_app("codegen", "graph/persisted-documents.json") else {
        return;
    };

    assert_snapshot!(seen);
}

#[test]
fn a_gateway_of_apollo_composes_the_directory_with_another_graph_and_asks_both_as_one() {
    let Some(seen) = seen_by("gateway.mjs", &[]) else {
        return;
    };

    assert_snapshot!(seen);
}

#[test]
fn the_schema_is_read_by_the_tools_that_ask_for_it() {
    let Some(seen) = seen_by("introspect.mjs", &["--no-sample"]) else {
        return;
    };

    assert_snapshot!(seen);
}
