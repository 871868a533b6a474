//! Gaps as a table. All columns but the last hold words of closed sets, so that their widths are known
//! before the first line, and a list of any length is printed as it is read.

use std::fmt::Write;

use super::noted::Noted;
use crate::domain::contact::ContactType;
use crate::domain::gap::{GapCounts, GapKind, GapSeverity};
use crate::domain::publisher::Publisher;
use crate::exchange::quote;
use crate::locale::Locale;

const ENGLISH: Locale = Locale::ENGLISH;

/// The names of the columns.
pub(super) fn head() -> String {
    row("SEVERITY", "GAP", "CONTACT", "ABOUT")
}

/// A gap.
pub(super) fn line(noted: &Noted) -> String {
    let contact_type = noted.gap.contact_type.map(|of| ENGLISH.contact_type(of));
    row(
        &ENGLISH.gap_severity(noted.gap.severity()),
        &ENGLISH.gap_kind(noted.gap.kind),
        &contact_type.unwrap_or_default(),
        &about(noted),
    )
}

/// How many gaps there are, and of which kinds, where this many were listed.
pub(super) fn counts(listed: u64, counts: &GapCounts) -> String {
    let all: u64 = counts.values().sum();
    let mut text = match (listed, all) {
        (_, 0) => "\nNo gaps.\n".to_owned(),
        (_, 1) => "\n1 gap:\n".to_owned(),
        _ if listed < all => format!("\n{listed} of {all} gaps are listed:\n"),
        _ => format!("\n{all} gaps:\n"),
    };
    let digits = all.to_string().len();
    for ((severity, kind), count) in counts {
        let (severity, kind) = (ENGLISH.gap_severity(*severity), ENGLISH.gap_kind(*kind));
        let width = severity_width();
        writeln!(text, "{count:>digits$}  {severity:<width$}  {kind}")
            .expect("a text takes whatever is written");
    }
    text
}

fn row(severity: &str, kind: &str, contact: &str, about: &str) -> String {
    let (first, second, third) = (severity_width(), kind_width(), contact_width());
    format!("{severity:<first$}  {kind:<second$}  {contact:<third$}  {about}\n")
}

/// The title or name, the id that people know, and which contact or whom else it concerns.
fn about(noted: &Noted) -> String {
    let mut text = match &noted.offer {
        Some(offer) => format!("{} ({})", quote(&offer.facts.title), offer.marketplace_id()),
        None => named(&noted.publisher),
    };
    if let Some(contact) = &noted.contact {
        text = format!("{text}: {}", quote(&contact.details.name));
    }
    if !noted.variants.is_empty() {
        let others: Vec<String> = noted.variants.iter().map(named).collect();
        text = format!("{text}: also {}", others.join(", "));
    }
    text
}

fn named(publisher: &Publisher) -> String {
    format!("{} ({})", quote(&publisher.name), publisher.publisher_id)
}

fn severity_width() -> usize {
    let words = GapSeverity::ALL.iter().map(|&of| ENGLISH.gap_severity(of));
    widest(words.chain(["SEVERITY".to_owned()]))
}

fn kind_width() -> usize {
    let listed = GapKind::ALL.iter().filter(|kind| kind.is_listed());
    widest(listed.map(|&of| ENGLISH.gap_kind(of)))
}

fn contact_width() -> usize {
    widest(ContactType::ALL.iter().map(|&of| ENGLISH.contact_type(of)))
}

fn widest(words: impl Iterator<Item = String>) -> usize {
    words.map(|word| word.chars().count()).max().unwrap_or(0)
}
