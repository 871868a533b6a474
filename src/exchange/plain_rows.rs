//! JSON Lines with one plain row a line: what spreadsheets and scripts give.

use std::collections::{BTreeMap, HashMap};

use super::plain_row::{self, PlainRow, Remarks, said};
use super::reading::{
    IdSource, OfferDraft, PublisherDraft, Reading, Refusal, Remark, Warning, quote,
};
use crate::domain::offer::{ListingState, MarketplaceId, OfferFacts, OfferType, ResaleState};
use crate::domain::publisher::{PublisherId, spelling_key};

/// Reads a file. What can be taken is taken; everything else is said, with its line and reason.
pub fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    let rows = rows(bytes, &mut reading);
    let names = names(&rows, &mut reading.warnings);
    let mut taken: HashMap<MarketplaceId, usize> = HashMap::new();
    for (line, row, publisher) in rows {
        let name = names.get(&publisher.0).cloned();
        if let Err(reason) = same_publisher(&row, &publisher, name.as_deref()) {
            reading.refused.push(Refusal { line, reason });
            continue;
        }
        match draft(line, &row, publisher, name, &mut reading.warnings) {
            Err(reason) => reading.refused.push(Refusal { line, reason }),
            Ok(draft) => match taken.get(&draft.marketplace_id()) {
                Some(&earlier) => {
                    reading.repeated += 1;
                    merge(&mut reading.offers[earlier], draft, &mut reading.warnings);
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

type Published = (PublisherId, IdSource);

/// The rows that name a publisher; the others are refused.
fn rows(bytes: &[u8], reading: &mut Reading) -> Vec<(usize, PlainRow, Published)> {
    let mut rows = Vec::new();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for (line, text) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        if text.trim_ascii().is_empty() {
            continue;
        }
        reading.rows += 1;
        let row: PlainRow = match serde_json::from_slice(text) {
            Ok(row) => row,
            Err(error) => {
                reading.refused.push(Refusal {
                    line,
                    reason: broken(&error),
                });
                continue;
            }
        };
        let mut remarks = Remarks {
            line,
            warnings: &mut reading.warnings,
        };
        for column in row.unknown.keys() {
            remarks.say("column", column, Remark::ColumnUnknown);
        }
        let given = plain_row::publisher_id(&row, &mut remarks).map(|id| (id, IdSource::Given));
        let made = || {
            Some((
                PublisherId::from_name(said(&row.publisher_name)?)?,
                IdSource::MadeFromName,
            ))
        };
        match given.or_else(made) {
            Some(publisher) => rows.push((line, row, publisher)),
            None => {
                let reason = "the row names no publisher: give it a publisherId or a publisherName"
                    .to_owned();
                reading.refused.push(Refusal { line, reason });
            }
        }
    }
    rows
}

/// Refuses a row whose publisher got an id from its name that belongs to a publisher of another name.
fn same_publisher(
    row: &PlainRow,
    (id, source): &Published,
    name: Option<&str>,
) -> Result<(), String> {
    let written = said(&row.publisher_name);
    match (source, written, name) {
        (IdSource::MadeFromName, Some(written), Some(name))
            if spelling_key(written) != spelling_key(name) =>
        {
            Err(format!(
                "the publisher id `{id}`, made from the name, belongs to `{name}`: give the row a publisherId"
            ))
        }
        _ => Ok(()),
    }
}

/// Why a line is no row. The place is within the line: every line is read by itself.
fn broken(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        serde_json::error::Category::Eof => "the line ends in the middle of a row".to_owned(),
        serde_json::error::Category::Data => {
            let text = error.to_string();
            let told = text
                .split(" at line ")
                .next()
                .unwrap_or_default()
                .to_owned();
            format!("a value has the wrong form: {told}")
        }
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => {
            "the line is not JSON".to_owned()
        }
    };
    format!("{what} (column {})", error.column())
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

/// The name of each publisher: what most of its rows say, the first said among equals. Rows that
/// give the id know whose it is; where there are any, only they count. What lost is said to have
/// been there.
fn names(
    rows: &[(usize, PlainRow, Published)],
    warnings: &mut Vec<Warning>,
) -> HashMap<PublisherId, String> {
    let mut names = HashMap::new();
    for (id, mut spellings) in spellings(rows) {
        if spellings.iter().any(|spelling| spelling.given > 0) {
            spellings.retain(|spelling| spelling.given > 0);
        }
        let most = spellings.iter().map(Spelling::times).max();
        let remark = match spellings
            .iter()
            .find(|spelling| Some(spelling.times()) == most)
        {
            None => Some(Remark::PublisherUnnamed),
            Some(chosen) => {
                names.insert(id.clone(), chosen.name.to_owned());
                let ways: Vec<String> = spellings
                    .iter()
                    .map(|spelling| format!("`{}` ({})", spelling.name, spelling.times()))
                    .collect();
                (ways.len() > 1).then(|| Remark::SpellingVariants(ways.join(", ")))
            }
        };
        warnings.extend(remark.map(|remark| Warning {
            line: None,
            column: "publisherName",
            value: id.to_string(),
            remark,
        }));
    }
    names
}

fn spellings(rows: &[(usize, PlainRow, Published)]) -> BTreeMap<&PublisherId, Vec<Spelling<'_>>> {
    let mut by_id: BTreeMap<&PublisherId, Vec<Spelling>> = BTreeMap::new();
    for (_, row, (id, source)) in rows {
        let spellings = by_id.entry(id).or_default();
        let Some(name) = said(&row.publisher_name) else {
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
        match source {
            IdSource::Given => spellings[place].given += 1,
            IdSource::MadeFromName => spellings[place].made += 1,
        }
    }
    by_id
}

fn draft(
    line: usize,
    row: &PlainRow,
    (id, id_source): Published,
    name: Option<String>,
    warnings: &mut Vec<Warning>,
) -> Result<OfferDraft, String> {
    let mut remarks = Remarks { line, warnings };
    let offer_id = plain_row::offer_id(row, &mut remarks).ok_or(
        "the row names no offer: give it an offerId or an offerName with a letter or digit",
    )?;
    let title = said(&row.offer_name).map_or_else(
        || {
            remarks.say("offerName", "", Remark::TitleMissing);
            offer_id.as_str().to_owned()
        },
        str::to_owned,
    );
    let facts = OfferFacts {
        title,
        summary: None,
        translations: BTreeMap::new(),
        offer_type: plain_row::offer_type(row, &mut remarks),
        resale: ResaleState::Unknown,
        listing: plain_row::listing(row, &mut remarks),
        website: plain_row::website(row, &mut remarks),
        categories: plain_row::categories(row),
    };
    let called = name.as_deref().unwrap_or(id.as_str());
    let contacts = plain_row::contacts(row, called, &mut remarks);
    let links = plain_row::links(row, &mut remarks);
    Ok(OfferDraft {
        line,
        publisher: PublisherDraft {
            id,
            id_source,
            name,
        },
        offer_id,
        facts,
        contacts,
        links,
    })
}

/// Takes a later row of the same offer into an earlier one: what is missing is filled in, what
/// differs stays as it was first said.
fn merge(kept: &mut OfferDraft, later: OfferDraft, warnings: &mut Vec<Warning>) {
    let first = kept.line;
    let mut remarks = Remarks {
        line: later.line,
        warnings,
    };
    let mut differs =
        |column, value: &str| remarks.say(column, value, Remark::DiffersFromEarlier(first));
    // A row without a name has its id for a title, one without a type is of no known kind: neither
    // says anything about the offer.
    let is_named = later.facts.title != later.offer_id.as_str();
    if is_named && kept.facts.title != later.facts.title {
        differs("offerName", &later.facts.title);
    }
    match (kept.facts.offer_type, later.facts.offer_type) {
        (OfferType::Other, told) => kept.facts.offer_type = told,
        (known, told) if told != OfferType::Other && told != known => {
            differs("offerType", told.code());
        }
        _ => {}
    }
    match (kept.facts.listing, later.facts.listing) {
        (ListingState::Unknown, told) => kept.facts.listing = told,
        (known, told) if told != ListingState::Unknown && told != known => {
            differs("published", told.code());
        }
        _ => {}
    }
    match (&kept.facts.website, later.facts.website) {
        (None, website) => kept.facts.website = website,
        (Some(kept), Some(later)) if *kept != later => differs("website", &later),
        (Some(_), _) => {}
    }
    for category in later.facts.categories {
        if !kept.facts.categories.contains(&category) {
            kept.facts.categories.push(category);
        }
    }
    for (contact_type, details) in later.contacts {
        match kept
            .contacts
            .iter()
            .find(|(known, _)| *known == contact_type)
        {
            None => kept.contacts.push((contact_type, details)),
            Some((_, known)) if *known != details => {
                let ways = [details.email, details.url]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ");
                differs("support", &quote(&format!("{} {ways}", details.name)));
            }
            Some(_) => {}
        }
    }
    for link in later.links {
        match kept.links.iter().find(|known| known.kind == link.kind) {
            None => kept.links.push(link),
            Some(known) if known.url != link.url => differs("privacyUrl", &link.url),
            Some(_) => {}
        }
    }
}
