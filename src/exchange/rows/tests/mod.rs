//! Rows as people write them: what can be taken is taken, everything else is said with its line and reason.

mod json_lines;
mod tables;

use std::io::{self, Read};

use serde_json::Value;

use crate::domain::format::ImportFormat;
use crate::domain::publisher::PublisherId;
use crate::exchange::{HowToRead, Said, Unread, read};

/// Compares with a snapshot that is called so, whatever the crate is called.
macro_rules! assert_said {
    ($name:literal, $said:expr) => {
        insta::with_settings!({prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!($name, $said);
        });
    };
}
use assert_said;

/// All that a file says, a line each: what it tells with all its parts, what is refused, every remark.
fn said(format: ImportFormat, bytes: impl Read) -> String {
    let how = HowToRead {
        format: Some(format),
        ..HowToRead::default()
    };
    said_when_read(&how, bytes).unwrap_or_else(|unread| format!("refused: {unread}"))
}

fn said_when_read(how: &HowToRead, bytes: impl Read) -> Result<String, Unread> {
    let mut lines = Vec::new();
    let mut hear = |said: Said| {
        lines.push(line(said));
        io::Result::Ok(())
    };
    read(bytes, how, &mut hear)?;
    Ok(lines.join("\n"))
}

fn line(said: Said) -> String {
    match said {
        Said::Told(told) => {
            let place = told.place().clone();
            let mut told = serde_json::to_value(&told).expect("it is written down");
            prune(&mut told);
            format!("{place} tells {told}")
        }
        Said::Refused(refusal) => format!("{} refused: {}", refusal.at, refusal.reason),
        Said::Warned(warning) => format!(
            "{} {} `{}`: {}",
            warning.at, warning.field, warning.value, warning.remark
        ),
        Said::Page(page) => panic!("rows come in no pages: {page:?}"),
    }
}

/// Takes out what says nothing, and the places, which stand before each line.
fn prune(told: &mut Value) {
    match told {
        Value::Object(members) => {
            members.retain(|name, _| name != "place" && name != "places");
            members.values_mut().for_each(prune);
            members.retain(|_, value| !is_nothing(value));
        }
        Value::Array(items) => items.iter_mut().for_each(prune),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Read as offers of a publisher that is named from outside.
fn of_contoso(format: ImportFormat) -> HowToRead {
    HowToRead {
        format: Some(format),
        publisher: PublisherId::parse("contoso"),
        ..HowToRead::default()
    }
}
