//! The house stands as it is drawn: who may use whom, and who alone may name a framework.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A room, and the rooms it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("exchange", &["domain"]),
    ("locale", &["domain"]),
    ("store", &["domain"]),
    ("actions", &["domain", "store", "exchange"]),
    ("graphql", &["domain", "locale", "store", "actions"]),
    // Traces go on with who asks, and to who is asked.
    ("identity", &["domain", "telemetry"]),
    (
        "http",
        &[
            "domain",
            "identity",
            "graphql",
            "actions",
            "store",
            "telemetry",
        ],
    ),
    ("config", &[]),
    ("telemetry", &[]),
    (
        "serve",
        // The work on imports goes on beside the requests.
        &[
            "http",
            "identity",
            "actions",
            "store",
            "config",
            "telemetry",
        ],
    ),
    // The graph for `schema`, telemetry to begin to log, the words of people for `gaps`.
    (
        "cli",
        &[
            "domain",
            "config",
            "telemetry",
            "serve",
            "identity",
            "actions",
            "exchange",
            "store",
            "graphql",
            "locale",
        ],
    ),
    ("main", &["cli"]),
    ("lib", &[]),
];

/// What only some rooms may name.
const OWNED: &[(&str, &[&str])] = &[
    ("async_graphql", &["graphql"]),
    ("async_graphql_value", &["graphql"]),
    ("axum", &["http"]),
    ("multer", &["http"]),
    ("tower_http", &["http"]),
    ("tower", &["http"]),
    ("web", &["http"]),
    ("sea_orm", &["store"]),
    ("entity", &["store"]),
    ("migration", &["store"]),
    ("clap", &["cli", "config", "main"]),
    ("indicatif", &["cli"]),
    ("fluent_bundle", &["locale"]),
    ("fluent_langneg", &["locale"]),
    ("fluent_syntax", &["locale"]),
    ("tracing_subscriber", &["telemetry"]),
    ("jsonwebtoken", &["identity"]),
    ("aws_lc_rs", &["identity"]),
    ("opentelemetry", &["telemetry"]),
    ("opentelemetry_http", &["telemetry"]),
    ("opentelemetry_otlp", &["telemetry"]),
    ("opentelemetry_sdk", &["telemetry"]),
    ("tracing_opentelemetry", &["telemetry"]),
    ("reqwest", &["identity", "telemetry"]),
    ("std::env", &["config"]),
    ("csv_core", &["exchange"]),
    ("toml", &["exchange"]),
];

/// What the domain must not know, besides all frameworks: time, chance, waiting, and who listens.
const IMPURE: &[&str] = &[
    "async fn",
    "Utc::now",
    "SystemTime",
    "Instant::now",
    "now_v7",
    "tokio",
    "tracing",
    "std::fs",
];

#[test]
fn every_arrow_is_one_that_is_drawn() {
    let mut wrong = Vec::new();
    for (room, file, line) in lines() {
        let allowed = ARROWS
            .iter()
            .find(|(name, _)| *name == room)
            .map(|(_, allowed)| *allowed);
        let allowed = allowed.unwrap_or_else(|| panic!("the room `{room}` is not drawn"));
        for used in rooms_named(&line) {
            if used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{file}: {room} uses {used}: {}", line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "wrong arrows:\n{}", wrong.join("\n"));
}

#[test]
fn a_framework_stays_in_its_room() {
    let mut wrong = Vec::new();
    for (room, file, line) in lines() {
        for (name, rooms) in OWNED {
            if names_crate(&line, name) && !rooms.contains(&room.as_str()) {
                wrong.push(format!("{file}: {name} is not for {room}: {}", line.trim()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "frameworks outside their rooms:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_pure_rooms_know_neither_clock_nor_chance_nor_waiting() {
    let mut wrong = Vec::new();
    for (room, file, line) in lines() {
        if matches!(room.as_str(), "domain" | "exchange" | "locale") {
            let named = IMPURE.iter().filter(|word| line.contains(**word));
            wrong.extend(named.map(|word| format!("{file}: {word}: {}", line.trim())));
        }
    }
    assert!(wrong.is_empty(), "impure:\n{}", wrong.join("\n"));
}

#[test]
fn a_file_is_one_idea() {
    let mut long = Vec::new();
    for path in sources(Path::new("src")) {
        let length = fs::read_to_string(&path)
            .expect("a source file can be read")
            .lines()
            .count();
        if length > 400 {
            long.push(format!("{}: {length} lines", path.display()));
        }
    }
    // The closed sets of the contract are one list, and read as one.
    long.retain(|file| !file.starts_with("src/graphql/words.rs"));
    assert!(
        long.is_empty(),
        "look for the second idea in:\n{}",
        long.join("\n")
    );
}

#[test]
fn the_check_itself_sees_what_it_looks_for() {
    assert_eq!(rooms_named("use crate::store::{Change, Store};"), ["store"]);
    assert_eq!(
        rooms_named("use crate::{domain, graphql::Engine};"),
        ["domain", "graphql"]
    );
    assert_eq!(
        rooms_named("    let x = crate::locale::Locale::ENGLISH;"),
        ["locale"]
    );
    assert!(names_crate("use axum::Router;", "axum"));
    assert!(names_crate(
        "    -> Result<(), sea_orm::DbErr> {",
        "sea_orm"
    ));
    assert!(!names_crate("use axum_extra::TypedHeader;", "axum"));
    assert!(!names_crate(
        "use async_graphql_value::Value;",
        "async_graphql"
    ));
}

/// The rooms of ours that a line names through `crate::`.
fn rooms_named(line: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        if line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') {
            continue;
        }
        let rest = &line[at + "crate::".len()..];
        let listed = rest
            .strip_prefix('{')
            .map(|inner| inner.split('}').next().unwrap_or_default());
        let names = listed.map_or_else(|| vec![rest], |inner| inner.split(',').collect());
        for name in names {
            let name: String = name
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if !name.is_empty() {
                rooms.push(name);
            }
        }
    }
    rooms
}

/// Whether a line names a crate or a path of it.
fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let is_start =
            before.is_none_or(|c| !(c.is_alphanumeric() || c == '_' || c == ':' || c == '.'));
        is_start && line[at + name.len()..].starts_with("::")
    })
}

/// Every line of code of every room, without comments.
fn lines() -> Vec<(String, String, String)> {
    let mut lines = Vec::new();
    for path in sources(Path::new("src")) {
        let inner = path.strip_prefix("src").expect("it lies there");
        let first = inner
            .components()
            .next()
            .expect("it has a name")
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        let room = first.trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&path).expect("a source file can be read");
        for line in text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            lines.push((room.clone(), path.display().to_string(), line.to_owned()));
        }
    }
    assert!(lines.len() > 1000, "the sources were not found");
    lines
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            found.extend(sources(&path).into_iter().map(|path| (path, ())));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.insert(path, ());
        }
    }
    found.into_keys().collect()
}
