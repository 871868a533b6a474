//! JSON Lines with one plain row a line: what spreadsheets and scripts give.

use std::collections::{BTreeMap, HashMap};

use super::columns::{Columns, Remarks};
use super::plain_row::{self, PlainRow};
use super::reading::{
    IdSource, OfferDraft, PublisherDraft, Reading, Refusal, Remark, Warning, quote,
};
use super::repeated_offer;
use crate::domain::offer::MarketplaceId;
use crate::domain::publisher::PublisherId;

/// Reads a file. What can be taken is taken; everything else is said, with its line and reason.
pub fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    let rows = rows(bytes, &mut reading);
    let names = names(&rows, &mut reading.warnings);
    let mut taken: HashMap<MarketplaceId, usize> = HashMap::new();
    for row in rows {
        let line = row.line;
        match draft(row, &names, &mut reading.warnings) {
            Err(reason) => reading.refused.push(Refusal { line, reason }),
            Ok(draft) => match taken.get(&draft.marketplace_id()) {
                Some(&earlier) => {
                    reading.repeated += 1;
                    let earlier = &mut reading.offers[earlier];
                    repeated_offer::merge(earlier, draft, &mut reading.warnings);
                }
                None => {
                    taken.insert(draft.marketplace_id(), reading.offers.len());
                    reading.offers.push(draft);
                }
            },
        }
    }
    reading.refused.sort_by_key(|refusal| refusal.line);
    reading.warnings.sort_by_key(|warning| warning.line);
    reading
}

/// A row that names its publisher.
struct PublishedRow {
    line: usize,
    row: PlainRow,
    /// The publisher, called as this row calls it.
    publisher: PublisherDraft,
}

/// The rows that name a publisher; the others are refused.
fn rows(bytes: &[u8], reading: &mut Reading) -> Vec<PublishedRow> {
    let mut rows = Vec::new();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for (line, text) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        if text.trim_ascii().is_empty() {
            continue;
        }
        reading.rows += 1;
        let mut remarks = Remarks {
            line,
            warnings: &mut reading.warnings,
        };
        match published_row(text, &mut remarks) {
            Ok(row) => rows.push(row),
            Err(reason) => reading.refused.push(Refusal { line, reason }),
        }
    }
    rows
}

fn published_row(text: &[u8], remarks: &mut Remarks) -> Result<PublishedRow, String> {
    let row = PlainRow::read(Columns::read(text)?, remarks);
    let given = plain_row::publisher_id(&row, remarks).map(|id| (id, IdSource::Given));
    let made = || {
        let id = PublisherId::from_name(row.publisher_name.as_deref()?)?;
        Some((id, IdSource::MadeFromName))
    };
    let (id, id_source) =
        given
            .or_else(made)
            .ok_or_else(|| match row.publisher_name.as_deref() {
                None => "the row names no publisher: give it a publisherId or a publisherName"
                    .to_owned(),
                Some(name) => {
                    format!(
                        "no id can be made of the publisherName `{}`: give the row a publisherId",
                        quote(name)
                    )
                }
            })?;
    Ok(PublishedRow {
        line: remarks.line,
        publisher: PublisherDraft {
            id,
            id_source,
            name: row.publisher_name.clone(),
            name_source: id_source,
        },
        row,
    })
}

/// A way in which a publisher's name is written, and how often.
struct Spelling<'a> {
    name: &'a str,
    /// In rows that give the publisher's id.
    given: usize,
    /// In rows whose name merely leads to the id.
    made: usize,
}

impl Spelling<'_> {
    fn times(&self) -> usize {
        self.given + self.made
    }
}

/// What each publisher is called, and in which rows it is.
type Names = HashMap<PublisherId, (String, IdSource)>;

/// The name of each publisher: what most of its rows say, the first said among equals. Rows that
/// give the id know whose it is; where there are any, only they count. What lost is said to have
/// been there, at the publisher's first line.
fn names(rows: &[PublishedRow], warnings: &mut Vec<Warning>) -> Names {
    let mut names = HashMap::new();
    for (id, (line, mut spellings)) in spellings(rows) {
        if spellings.iter().any(|spelling| spelling.given > 0) {
            spellings.retain(|spelling| spelling.given > 0);
        }
        let most = spellings.iter().map(Spelling::times).max();
        let chosen = spellings
            .iter()
            .find(|spelling| Some(spelling.times()) == most);
        if let Some(chosen) = chosen {
            let source = if chosen.given > 0 {
                IdSource::Given
            } else {
                IdSource::MadeFromName
            };
            names.insert(id.clone(), (chosen.name.to_owned(), source));
        }
        if spellings.len() > 1 {
            let ways: Vec<String> = spellings
                .iter()
                .map(|spelling| format!("`{}` ({})", quote(spelling.name), spelling.times()))
                .collect();
            let remark = Remark::SpellingVariants(ways.join(", "));
            warnings.push(Warning::new(line, "publisherName", id.as_str(), remark));
        }
    }
    names
}

/// The first line of each publisher, and the ways in which its name is written.
fn spellings(rows: &[PublishedRow]) -> BTreeMap<&PublisherId, (usize, Vec<Spelling<'_>>)> {
    let mut by_id: BTreeMap<&PublisherId, (usize, Vec<Spelling>)> = BTreeMap::new();
    for row in rows {
        let publisher = &row.publisher;
        let (_, spellings) = by_id.entry(&publisher.id).or_insert((row.line, Vec::new()));
        let Some(name) = publisher.name.as_deref() else {
            continue;
        };
        let place = spellings
            .iter()
            .position(|spelling| spelling.name == name)
            .unwrap_or_else(|| {
                spellings.push(Spelling {
                    name,
                    given: 0,
                    made: 0,
                });
                spellings.len() - 1
            });
        match publisher.id_source {
            IdSource::Given => spellings[place].given += 1,
            IdSource::MadeFromName => spellings[place].made += 1,
        }
    }
    by_id
}

/// The offer of a row, its publisher called as the file calls it.
fn draft(
    row: PublishedRow,
    names: &Names,
    warnings: &mut Vec<Warning>,
) -> Result<OfferDraft, String> {
    let PublishedRow {
        line,
        row,
        mut publisher,
    } = row;
    if let Some((name, source)) = names.get(&publisher.id) {
        if let Some(reason) = publisher.stranger_to(name) {
            return Err(reason);
        }
        publisher.name = Some(name.clone());
        publisher.name_source = *source;
    }
    let mut remarks = Remarks { line, warnings };
    let offer_id = plain_row::offer_id(&row, &mut remarks).ok_or(
        "the row names no offer: give it an offerId or an offerName with a letter or digit",
    )?;
    Ok(OfferDraft {
        lines: vec![line],
        publisher,
        offer_id,
        facts: plain_row::facts(&row, &mut remarks),
        contacts: plain_row::contacts(&row, &mut remarks),
        links: plain_row::links(&row, &mut remarks),
    })
}
