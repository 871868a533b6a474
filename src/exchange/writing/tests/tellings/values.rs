//! The values that things are told by: texts that are traps, ids, addresses, days and times.

use chrono::{DateTime, NaiveDate, Utc};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::domain::language::Language;
use crate::domain::offer::{MarketplaceId, OfferId};
use crate::domain::partner::PartnerId;
use crate::domain::publisher::PublisherId;

/// Texts that formats, spreadsheets and readers could trip over.
const TRAPS: &[&str] = &[
    "=1+1",
    "'=1+1",
    "''-1",
    "+1",
    "-",
    "@SUM(A1)",
    "＝1",
    "＠x",
    "'",
    "''",
    "'tis",
    "\"",
    "\"\"",
    "a\"b",
    "a,b",
    "a;b",
    ";=1",
    "[",
    "[1]",
    "[\"a\"]",
    "{}",
    "null",
    "true",
    "NA",
    "#",
    "sep=;",
    "\\",
    "\\n",
    "Ünlü データ 🦀",
    "a  b",
    "a\u{A0}b",
    "\u{200F}x",
    "offer",
    "0",
    "1e5",
    "${title}",
    "{{ title }}",
    "<your title>",
    "M\u{FFFD}ller",
    "\u{FFFD}",
    "\\\u{FFFD}",
    "\\ufffd",
    "\\\\ufffd",
];

/// Nobody tells what is empty.
fn is_told(text: &String) -> bool {
    !text.is_empty() && text.trim() == text
}

pub(super) fn text() -> impl Strategy<Value = String> {
    let trap = select(TRAPS).prop_map(str::to_owned);
    let any = "\\PC{1,30}".prop_map(|text| text.trim().to_owned());
    prop_oneof![trap, any].prop_filter("it says something", is_told)
}

/// A text of several lines, indents and blanks at their ends included.
pub(super) fn lines() -> impl Strategy<Value = String> {
    let line =
        (" {0,2}", text(), " {0,2}").prop_map(|(before, text, after)| before + &text + &after);
    vec(prop_oneof![line, Just(String::new())], 1..4)
        .prop_map(|lines| lines.join("\n").trim().to_owned())
        .prop_filter("it says something", is_told)
}

pub(super) fn one_of<T: Copy + std::fmt::Debug + 'static>(
    all: &'static [T],
) -> impl Strategy<Value = T> {
    select(all)
}

pub(super) fn publisher_id() -> impl Strategy<Value = PublisherId> {
    let id = prop_oneof!["[a-z0-9=+'-][a-z0-9_;,\"-]{0,9}", "[ğüşöçдャ]{1,5}"];
    id.prop_filter_map("it is an id", |id| PublisherId::parse(&id))
}

pub(super) fn offer_id() -> impl Strategy<Value = OfferId> {
    let id = prop_oneof!["[a-z0-9=+'\\[-][a-z0-9._;,\"-]{0,9}", "[ğüşöçдャ]{1,5}"];
    id.prop_filter_map("it is an id", |id| OfferId::parse(&id))
}

pub(super) fn marketplace_id() -> impl Strategy<Value = MarketplaceId> {
    (publisher_id(), offer_id()).prop_map(|(publisher_id, offer_id)| MarketplaceId {
        publisher_id,
        offer_id,
    })
}

pub(super) fn partner_id() -> impl Strategy<Value = PartnerId> {
    "[0-9]{1,20}".prop_filter_map("it is an id", |id| PartnerId::parse(&id))
}

pub(super) fn language() -> impl Strategy<Value = Language> {
    const TAGS: &[&str] = &["en", "de", "tr", "pt-BR", "zh-Hans-CN", "sr-Latn", "kok"];
    select(TAGS).prop_filter_map("it is a tag", Language::parse)
}

pub(super) fn url() -> impl Strategy<Value = String> {
    "https?://contoso\\.example/[a-zA-Z0-9,;'\"=+@ş-]{0,12}".prop_map(|url| url)
}

pub(super) fn time() -> impl Strategy<Value = DateTime<Utc>> {
    let nanos = select(&[0, 250_000_000, 1_000, 123_456_789][..]);
    (0_i64..4_000_000_000, nanos).prop_filter_map("it is a time", |(seconds, nanos)| {
        DateTime::from_timestamp(seconds, nanos)
    })
}

fn day() -> impl Strategy<Value = NaiveDate> {
    time().prop_map(|time| time.date_naive())
}

/// A first day and, if there is one, a last.
pub(super) fn validity() -> impl Strategy<Value = (NaiveDate, Option<NaiveDate>)> {
    (day(), option::of(0_u64..900))
        .prop_map(|(first, days)| (first, days.map(|days| first + chrono::Days::new(days))))
}

pub(super) fn unique<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut unique: Vec<T> = Vec::new();
    for one in all {
        if !unique.contains(&one) {
            unique.push(one);
        }
    }
    unique
}
