//! Imports, and everything that is said about them.

use std::fmt::Write;

use support_directory::actions::import_offers::{
    BrokenOff, Entry, Imported, Importing, Mode, Reading as Files, Source, Tally, Watch,
    import_offers, read_source,
};
use support_directory::domain::change::Cause;
use support_directory::domain::format::ImportFormat;
use support_directory::exchange::gathering::{Gathering, Heap};
use support_directory::exchange::{
    self, HowToRead, OfferDraft, Place, Refusal, Said, SourceFile, Told, Warning,
};
use support_directory::store::Store;

use super::TestService;

/// How many things were added, changed and left as they were.
pub(crate) fn tally(added: usize, changed: usize, unchanged: usize) -> Tally {
    Tally {
        added,
        changed,
        unchanged,
    }
}

/// Somebody who keeps everything there is to hear.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    pub(crate) entries: Vec<Entry>,
    pub(crate) done: Vec<usize>,
    /// After how many things the import is called off.
    pub(crate) called_off_after: Option<usize>,
}

impl Watch for Heard {
    fn done(&mut self, things: usize) {
        self.done.push(things);
    }

    fn hear(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    fn wants_changes(&self) -> bool {
        true
    }

    fn is_called_off(&self) -> bool {
        let done = self.done.last().copied().unwrap_or(0);
        self.called_off_after.is_some_and(|most| done >= most)
    }
}

impl Heard {
    /// Everything that was said about the rows, in their order; not what was planned.
    pub(crate) fn remarks(&self) -> String {
        let mut remarks: Vec<(&Place, String)> = self.entries.iter().filter_map(remark).collect();
        // A refused row comes before what else there is to say.
        remarks.sort_by_key(|(at, said)| (!said.contains(" refused: "), *at));
        remarks.into_iter().map(|(_, said)| said + "\n").collect()
    }

    /// What was or would be done: deed, thing, and the fields that differ.
    pub(crate) fn planned(&self) -> String {
        let mut said = String::new();
        for entry in &self.entries {
            let Entry::Planned(planned) = entry else {
                continue;
            };
            let (deed, kind) = (planned.deed, planned.kind);
            let _ = writeln!(said, "{} {deed} {kind} {}", planned.at, planned.name);
            for field in &planned.fields {
                let shown = |value: &Option<serde_json::Value>| {
                    value
                        .as_ref()
                        .map_or_else(|| "-".to_owned(), ToString::to_string)
                };
                let (before, after) = (shown(&field.before), shown(&field.after));
                let _ = writeln!(said, "    {} {before} -> {after}", field.field);
            }
        }
        said
    }
}

fn remark(entry: &Entry) -> Option<(&Place, String)> {
    Some(match entry {
        Entry::Refused(Refusal { at, reason }) => (at, format!("{at}: refused: {reason}")),
        Entry::Warned(warning) => (&warning.at, warned(warning)),
        Entry::Conflict(conflict) => {
            let (at, name, reason) = (&conflict.at, &conflict.name, conflict.reason);
            let fields = conflict.fields.iter().map(|field| field.field.as_str());
            let fields = fields.collect::<Vec<_>>().join(", ");
            (
                at,
                format!("{at}: conflict over {name}: {reason}: {fields}"),
            )
        }
        Entry::NothingRetired { at, why } => (at, format!("{at}: {why}")),
        Entry::Planned(_) => return None,
    })
}

fn warned(warning: &Warning) -> String {
    let Warning {
        at,
        field,
        value,
        remark,
    } = warning;
    format!("{at}: {field} `{value}`: {remark}")
}

/// Imports a file as it is meant by the test; what was done and heard, also when it broke off.
pub(crate) async fn try_import(
    store: &Store,
    bytes: &[u8],
    importing: Importing,
) -> (Result<Imported, BrokenOff>, Heard) {
    let mut heard = Heard::default();
    let source = read_source(bytes, &HowToRead::default(), &mut heard);
    let source = source.expect("the file can be read");
    import_source(store, source, importing, heard).await
}

async fn import_source(
    store: &Store,
    source: Source,
    importing: Importing,
    mut heard: Heard,
) -> (Result<Imported, BrokenOff>, Heard) {
    let cause = Cause::operator(Some("test"));
    let imported = import_offers(store, &cause, source, importing, &mut heard).await;
    (imported, heard)
}

/// Imports a file to its end; every row is accounted for.
pub(crate) async fn import(store: &Store, bytes: &[u8], importing: Importing) -> (Imported, Heard) {
    done(try_import(store, bytes, importing).await)
}

/// Imports what is told, as somebody who hears this; what was done and heard, also when it broke off.
pub(crate) async fn import_told(
    store: &Store,
    told: &[Told],
    importing: Importing,
    mut heard: Heard,
) -> (Result<Imported, BrokenOff>, Heard) {
    let mut reading = Files::begin();
    let things = told.iter().cloned();
    let taken = reading.take(None, ImportFormat::JsonLines, things);
    taken.expect("there is room");
    let source = reading.end(&mut heard).expect("a file was taken");
    import_source(store, source, importing, heard).await
}

/// Imports what is told to its end.
pub(crate) async fn import_all(
    store: &Store,
    told: &[Told],
    importing: Importing,
) -> (Imported, Heard) {
    done(import_told(store, told, importing, Heard::default()).await)
}

/// Imports what files of these names tell, together and to their end.
pub(crate) async fn import_files(
    store: &Store,
    files: &[(&str, Vec<Told>)],
    importing: Importing,
) -> (Imported, Heard) {
    let (mut reading, mut heard) = (Files::begin(), Heard::default());
    for (number, (name, told)) in files.iter().enumerate() {
        let file = SourceFile::new(number, name);
        let things = told.iter().cloned();
        let taken = reading.take(Some(&file), ImportFormat::JsonLines, things);
        taken.expect("there is room");
    }
    let source = reading.end(&mut heard).expect("a file was taken");
    done(import_source(store, source, importing, heard).await)
}

fn done((imported, heard): (Result<Imported, BrokenOff>, Heard)) -> (Imported, Heard) {
    let imported = imported.expect("the store works");
    assert_eq!(
        imported.taken + imported.refused,
        imported.rows,
        "every row is accounted for"
    );
    (imported, heard)
}

/// Imports what is told to its end: a dry run before has to plan the same and to write nothing, and the same import
/// after it has to find everything as it is.
pub(crate) async fn take_in(
    service: &TestService,
    told: &[Told],
    importing: Importing,
) -> (Imported, Heard) {
    let store = &service.store;
    take_in_by(service, importing, |importing| {
        import_all(store, told, importing)
    })
    .await
}

/// The same for what files of these names tell.
pub(crate) async fn take_in_files(
    service: &TestService,
    files: &[(&str, Vec<Told>)],
    importing: Importing,
) -> (Imported, Heard) {
    let store = &service.store;
    take_in_by(service, importing, |importing| {
        import_files(store, files, importing)
    })
    .await
}

async fn take_in_by<I: Future<Output = (Imported, Heard)>>(
    service: &TestService,
    importing: Importing,
    import: impl Fn(Importing) -> I,
) -> (Imported, Heard) {
    let dry = Importing {
        mode: Mode::DryRun,
        ..importing
    };
    let before = service.everything().await;
    let (mut planned, plan) = import(dry).await;
    assert_eq!(service.everything().await, before, "a dry run wrote");

    let (mut imported, heard) = import(importing).await;
    let variants = std::mem::take(&mut imported.variants);
    planned.variants.clear();
    assert_eq!(plan.planned(), heard.planned(), "another plan than done");
    assert_eq!(plan.remarks(), heard.remarks());
    assert_eq!(planned, imported);
    imported.variants = variants;

    let before = service.everything().await;
    let (_, again) = import(importing).await;
    assert_eq!(again.planned(), "", "the same again changes something");
    assert_eq!(service.everything().await, before);
    (imported, heard)
}

/// A file that was read and gathered, without any directory.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) rows: usize,
    pub(crate) offers: Vec<OfferDraft>,
    pub(crate) repeated: usize,
    pub(crate) refused: Vec<Refusal>,
    pub(crate) warnings: Vec<Warning>,
}

/// Reads the offers of a file.
pub(crate) fn read(bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    let mut gathering = Gathering::onto(Heap::default());
    exchange::read(bytes, &HowToRead::default(), &mut |said| {
        match said {
            Said::Told(told) => gathering.put(&told)?,
            Said::Refused(refusal) => reading.refused.push(refusal),
            Said::Warned(warning) => reading.warnings.push(warning),
            Said::Page(page) => panic!("rows come in no pages: {page:?}"),
        }
        Ok(())
    })
    .expect("the file can be read");
    let mut gathered = gathering.settle(&mut reading.warnings);
    reading.rows = gathered.rows() + reading.refused.len();
    let (refused, warnings) = (&mut reading.refused, &mut reading.warnings);
    while let Some(told) = gathered.next(refused, warnings).expect("memory") {
        let Told::Offer(offer) = told else {
            panic!("the file tells of offers only");
        };
        reading.repeated += offer.places.len() - 1;
        reading.offers.push(offer);
    }
    reading.refused.sort_by(|one, other| one.at.cmp(&other.at));
    reading.warnings.sort_by(|one, other| one.at.cmp(&other.at));
    reading
}
