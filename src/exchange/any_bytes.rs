//! What holds for any bytes that somebody takes for a file. A fuzzer looks for bytes for which it does not hold
//! (`fuzz`), and the tests try some thousands.

#[cfg(test)]
mod tests;

use std::io;

use super::gathering::{Gathering, Heap};
use super::rows::json_lines::json_of;
use super::told::{Page, Said, Told};
use super::writing::Writing;
use super::{HowToRead, Refusal, Remark, Unread, Warning, read};
use crate::domain::format::{ExportFormat, ImportFormat};
use crate::domain::publisher::PublisherId;

/// The most bytes of text that are read; a few packed bytes can be a great many.
const MOST_BYTES: u64 = 256 << 10;

/// What was heard of a file.
#[derive(Debug, Default)]
struct Heard {
    told: Vec<Told>,
    refused: Vec<Refusal>,
    warnings: Vec<Warning>,
}

/// Reads bytes as a format, or as what they are recognised as. Whatever they are, reading ends; what it says is
/// no more than there is to say; every row is told or refused; and what is told can be gathered.
pub fn are_read(format: Option<ImportFormat>, bytes: &[u8]) -> Vec<Told> {
    let (read_as, heard) = hear(format, bytes);
    let text = text_of(bytes);
    is_bounded(&heard, text.len());
    if read_as == Some(ImportFormat::JsonLines) {
        let lines = text.split(|byte| *byte == b'\n').map(json_of);
        let is_nothing =
            |json: &Result<Vec<u8>, _>| matches!(json, Ok(json) if json.trim_ascii().is_empty());
        let rows = lines.filter(|json| !is_nothing(json)).count();
        assert_eq!(heard.told.len() + heard.refused.len(), rows, "{heard:?}");
    }
    gathered(&heard.told)
}

/// The same, and what is told can be written as rows and read again as the same.
pub fn are_read_and_written(format: Option<ImportFormat>, bytes: &[u8]) {
    let told = are_read(format, bytes);
    for (export, import) in [
        (ExportFormat::JsonLines, ImportFormat::JsonLines),
        (ExportFormat::Csv, ImportFormat::Csv),
    ] {
        let bytes = written(&told, export);
        let again = gathered(&all_told(import, &bytes));
        assert_same(&written(&again, export), &bytes);
    }
}

/// Reads bytes as rows, and writes what they tell as Product Ingestion listings. The format does not hold all of
/// it, but what it holds is read again, and written as the same.
pub fn are_written_as_listings(bytes: &[u8]) {
    let told = are_read(Some(ImportFormat::JsonLines), bytes);
    let first = written(&told, ExportFormat::ProductIngestion);
    let held = gathered(&hear(Some(ImportFormat::ProductIngestion), &first).1.told);
    let second = written(&held, ExportFormat::ProductIngestion);
    let again = gathered(&all_told(ImportFormat::ProductIngestion, &second));
    assert_same(&written(&again, ExportFormat::ProductIngestion), &second);
}

fn how(format: Option<ImportFormat>) -> HowToRead {
    HowToRead {
        format,
        publisher: PublisherId::parse("contoso"),
        most_bytes: Some(MOST_BYTES),
        now: None,
    }
}

/// All that is said of bytes, and as what they were read to their end.
fn hear(format: Option<ImportFormat>, bytes: &[u8]) -> (Option<ImportFormat>, Heard) {
    let mut heard = Heard::default();
    let end = read(bytes, &how(format), &mut |said| {
        match said {
            Said::Told(told) => heard.told.push(told),
            Said::Refused(refusal) => heard.refused.push(refusal),
            Said::Warned(warning) => heard.warnings.push(warning),
            Said::Page(_) => {}
        }
        Ok(())
    });
    let read_as = match end {
        Ok(format) => Some(format),
        Err(Unread::Refused(reason)) => {
            assert!(!reason.is_empty());
            None
        }
        Err(Unread::Broken(_)) => None,
    };
    (read_as, heard)
}

/// What is told of bytes that the directory wrote: nothing in them is refused, and there is nothing to say but
/// that an id is long.
fn all_told(format: ImportFormat, bytes: &[u8]) -> Vec<Told> {
    let how = HowToRead {
        most_bytes: None,
        ..how(Some(format))
    };
    let mut all = Vec::new();
    let end = read(bytes, &how, &mut |said| {
        match said {
            Said::Told(told) => all.push(told),
            Said::Warned(warning) if warning.remark == Remark::IdLong => {}
            Said::Page(Page::Last) => {}
            other => panic!("{other:?} of {}", String::from_utf8_lossy(bytes)),
        }
        Ok(())
    });
    assert_eq!(end.ok(), Some(format), "{}", String::from_utf8_lossy(bytes));
    all
}

fn text_of(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    // What stands before an error is all that counts.
    let decoded = super::decoding::text(bytes, Some(MOST_BYTES));
    let _ = decoded.and_then(|mut decoded| io::Read::read_to_end(&mut decoded, &mut text));
    text
}

/// A remark needs something that it is about, and what is told is told by something.
fn is_bounded(heard: &Heard, length: usize) {
    let rows = heard.told.len() + heard.refused.len();
    assert!(rows <= length + 1, "{rows} rows of {length} bytes");
    let warnings = heard.warnings.len();
    assert!(warnings <= length, "{warnings} warnings of {length} bytes");
    let told = serde_json::to_vec(&heard.told).expect("it is written into memory");
    let most = 1_000 + 200 * length;
    assert!(told.len() <= most, "{} bytes told of {length}", told.len());
}

/// Gathers what is told: each row of it is of a thing, or refused.
fn gathered(told: &[Told]) -> Vec<Told> {
    let mut gathering = Gathering::onto(Heap::default());
    let rows: usize = told.iter().map(Told::rows).sum();
    for told in told {
        gathering.put(told).expect("memory");
    }
    let (mut refused, mut warnings) = (Vec::new(), Vec::new());
    let mut gathered = gathering.settle(&mut warnings);
    assert_eq!(gathered.rows(), rows);
    let mut things = Vec::new();
    while let Some(told) = gathered.next(&mut refused, &mut warnings).expect("memory") {
        things.push(told);
    }
    assert!(gathered.is_empty());
    let taken: usize = things.iter().map(Told::rows).sum();
    assert_eq!(taken + refused.len(), rows, "{refused:?}");
    things
}

/// What is told, as a format writes it.
pub(super) fn written(told: &[Told], format: ExportFormat) -> Vec<u8> {
    let (mut writing, mut out) = (Writing::of(format), Vec::new());
    writing.begin(&mut out);
    for told in told {
        writing.write(told, &mut out);
    }
    writing.end(&mut out);
    out
}

fn assert_same(again: &[u8], before: &[u8]) {
    let text = String::from_utf8_lossy;
    assert_eq!(text(again), text(before));
}
