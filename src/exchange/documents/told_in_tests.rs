//! What a file tells, as a text to compare: every thing, remark and refusal, in the order in which they were said.

use std::fmt::Write;

use serde_json::Value;

use crate::domain::format::ImportFormat;
use crate::domain::publisher::PublisherId;
use crate::exchange::told::{Page, Said, Told};
use crate::exchange::{HowToRead, Unread, read};

/// What is said of a file when it is read as this format by somebody who imports it for this publisher.
pub(in crate::exchange) fn told(
    format: impl Into<Option<ImportFormat>>,
    publisher: Option<&str>,
    bytes: &[u8],
) -> String {
    let how = HowToRead {
        format: format.into(),
        publisher: publisher.and_then(PublisherId::parse),
        ..HowToRead::default()
    };
    let mut said = String::new();
    let end = read(bytes, &how, &mut |what| {
        writeln!(said, "{}", worded(&what)).expect("memory");
        Ok(())
    });
    match end {
        Ok(format) => writeln!(said, "END of {format}"),
        Err(Unread::Refused(reason)) => writeln!(said, "REFUSED: {reason}"),
        Err(Unread::Broken(error)) => writeln!(said, "BROKEN: {error}"),
    }
    .expect("memory");
    said
}

/// The offers alone.
pub(in crate::exchange) fn offers(
    format: ImportFormat,
    publisher: Option<&str>,
    bytes: &[u8],
) -> Vec<Told> {
    let how = HowToRead {
        format: Some(format),
        publisher: publisher.and_then(PublisherId::parse),
        ..HowToRead::default()
    };
    let mut told = Vec::new();
    let end = read(bytes, &how, &mut |what| {
        if let Said::Told(what) = what {
            told.push(what);
        }
        Ok(())
    });
    end.expect("it can be read");
    told
}

fn worded(said: &Said) -> String {
    match said {
        Said::Told(Told::Offer(offer)) => {
            let mut offer = serde_json::to_value(offer).expect("it can be written");
            prune(&mut offer);
            format!("{offer:#}")
        }
        Said::Told(other) => panic!("documents tell of offers alone: {other:?}"),
        Said::Refused(refusal) => format!("refused {}: {}", refusal.at, refusal.reason),
        Said::Page(Page::Last) => "page".to_owned(),
        Said::Page(Page::HasNext(at)) => format!("page with a next one {at}"),
        Said::Warned(warning) => format!(
            "warned {} {} `{}`: {}",
            warning.at, warning.field, warning.value, warning.remark
        ),
    }
}

/// Leaves out what is not told.
fn prune(value: &mut Value) {
    if let Value::Object(members) = value {
        members.values_mut().for_each(prune);
        members.retain(|_, member| match member {
            Value::Null | Value::Bool(false) => false,
            Value::Array(values) => !values.is_empty(),
            Value::Object(members) => !members.is_empty(),
            _ => true,
        });
    }
    if let Value::Array(values) = value {
        values.iter_mut().for_each(prune);
    }
}
