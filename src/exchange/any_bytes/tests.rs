//! The same for bytes near to files: each sample of a format, changed in a few places.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::*;

/// Words that formats are made of, put where they do not belong.
const WORDS: &[&str] = &[
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    ";",
    "\n",
    "\r\n",
    "\t",
    "'",
    "=",
    "//",
    "/*",
    "null",
    "true",
    "1e999",
    "-",
    "${x}",
    "\u{FFFD}",
    "\u{FEFF}",
    "\u{0}",
    "İ",
    "🦀",
    "\\ud800",
    "\\ufffd",
    "\"publisherId\":",
    "\"offerId\":",
    "\"items\":",
    "\"resources\":",
    "\"record\":\"contact\",",
    "sep=;\n",
    "\u{1f}\u{8b}",
];

/// Numbers that look like chance, the same every time.
struct Chance(u64);

impl Chance {
    /// A number below this one.
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }

    /// A file that was changed in up to four places.
    fn changed(&mut self, sample: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = sample.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            let end = (at + self.below(40)).min(bytes.len());
            match self.below(6) {
                0 => drop(bytes.drain(at..end)),
                1 => bytes.truncate(at),
                2 => bytes[at..end].fill(self.below(256) as u8),
                3 => insert(&mut bytes, at, WORDS[self.below(WORDS.len())].as_bytes()),
                4 => {
                    let again = bytes[at..end].to_vec();
                    insert(&mut bytes, end, &again);
                }
                _ => {
                    let from = self.below(other.len());
                    insert(&mut bytes, at, &other[from..(from + 60).min(other.len())]);
                }
            }
        }
        bytes
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, more: &[u8]) {
    bytes.splice(at..at, more.iter().copied());
}

/// Tries files that are near to samples: all are read, and what is told of every tenth is written, too.
fn try_near(format: impl Into<Option<ImportFormat>>, samples: &[&[u8]]) {
    let format = format.into();
    let read = |bytes: &[u8]| drop(are_read(format, bytes));
    let write = |bytes: &[u8]| are_read_and_written(format, bytes);
    hold_near(samples, TRIES, read);
    hold_near(samples, TRIES / 10, write);
}

const TRIES: usize = 400;

/// Holds a number of files that are near to samples to what has to hold.
fn hold_near(samples: &[&[u8]], tries: usize, holds: impl Fn(&[u8])) {
    let mut chance = Chance(tries as u64);
    for number in 0..tries {
        let (sample, other) = (samples[number % samples.len()], chance.below(samples.len()));
        let bytes = match number < samples.len() {
            true => sample.to_vec(),
            false => chance.changed(sample, samples[other]),
        };
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| holds(&bytes))) {
            eprintln!("of {:?}", String::from_utf8_lossy(&bytes));
            std::panic::resume_unwind(panic);
        }
    }
}

/// The samples of a folder.
macro_rules! samples {
    ($($file:literal),+ $(,)?) => {
        &[$(include_bytes!(concat!("../../../tests/formats/", $file)).as_slice()),+]
    };
}

const JSON_LINES: &[&[u8]] = samples!["json_lines/good.jsonl", "json_lines/dirty.jsonl"];
const CSV: &[&[u8]] = samples!["csv/good.csv", "csv/dirty.csv", "csv/spreadsheet.csv"];
const PRODUCT_INGESTION: &[&[u8]] = samples![
    "product-ingestion/tree.json",
    "product-ingestion/configure.json",
    "product-ingestion/configure-flat.json",
    "product-ingestion/list.json",
    "product-ingestion/dirty.json",
];
const CLOUD_PARTNER_PORTAL: &[&[u8]] = samples![
    "cloud-partner-portal/offer.json",
    "cloud-partner-portal/dirty.json"
];
const PARTNER_CENTER_INGESTION: &[&[u8]] = samples![
    "partner-center-ingestion/listings-camel.json",
    "partner-center-ingestion/listing-snake.json",
    "partner-center-ingestion/dirty.json",
];
const MARKETPLACE_CATALOG: &[&[u8]] = samples![
    "marketplace-catalog/page.json",
    "marketplace-catalog/pages.json",
    "marketplace-catalog/dirty.json",
];

#[test]
fn whatever_stands_in_json_lines_is_read_to_its_end() {
    try_near(ImportFormat::JsonLines, JSON_LINES);
}

#[test]
fn whatever_stands_in_a_table_is_read_to_its_end() {
    try_near(ImportFormat::Csv, CSV);
}

#[test]
fn whatever_stands_in_resources_of_product_ingestion_is_read_to_its_end() {
    try_near(ImportFormat::ProductIngestion, PRODUCT_INGESTION);
}

#[test]
fn whatever_stands_in_offers_of_the_cloud_partner_portal_is_read_to_its_end() {
    try_near(ImportFormat::CloudPartnerPortal, CLOUD_PARTNER_PORTAL);
}

#[test]
fn whatever_stands_in_listings_of_partner_center_ingestion_is_read_to_its_end() {
    try_near(
        ImportFormat::PartnerCenterIngestion,
        PARTNER_CENTER_INGESTION,
    );
}

#[test]
fn whatever_stands_in_pages_of_the_catalogue_is_read_to_its_end() {
    try_near(ImportFormat::MarketplaceCatalog, MARKETPLACE_CATALOG);
}

#[test]
fn whatever_comes_is_read_as_what_it_is_recognised_as() {
    let all = [
        JSON_LINES,
        CSV,
        PRODUCT_INGESTION,
        CLOUD_PARTNER_PORTAL,
        PARTNER_CENTER_INGESTION,
        MARKETPLACE_CATALOG,
    ];
    try_near(None, &all.concat());
}

#[test]
fn whatever_is_told_can_be_written_as_listings() {
    hold_near(JSON_LINES, TRIES / 10, are_written_as_listings);
}
