//! What a person reads of an import: the plan of a dry run as it comes, then every remark by its place, then
//! the sums.

use std::io::{self, Write};

use crate::actions::import_offers::{Conflict, Entry, FieldChange, Imported, Planned, Tally};
use crate::domain::change::{Deed, ThingKind};
use crate::exchange::{Place, Warning, Within, quote};

/// The most remarks of a file that are listed: a report holds all of them.
const MOST_LISTED: usize = 1_000;

/// The remarks about a file.
#[derive(Debug, Default)]
pub(super) struct Listing {
    remarks: Vec<Remark>,
    more: usize,
}

/// What there is to say about a place. Rows that were refused come before everything else.
#[derive(Debug)]
struct Remark {
    urgency: Urgency,
    at: Place,
    said: String,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Urgency {
    Refused,
    Conflict,
    Warned,
}

impl Listing {
    /// Takes a remark in; what is planned is none.
    pub(super) fn hear(&mut self, entry: &Entry) {
        let (urgency, at, said) = match entry {
            Entry::Planned(_) => return,
            Entry::Refused(refusal) => {
                let said = format!("refused: {}", refusal.reason);
                (Urgency::Refused, &refusal.at, said)
            }
            Entry::Conflict(conflict) => (Urgency::Conflict, &conflict.at, conflicting(conflict)),
            Entry::Warned(warning) => (Urgency::Warned, &warning.at, warned(warning)),
        };
        if self.remarks.len() < MOST_LISTED {
            self.remarks.push(Remark {
                urgency,
                at: at.clone(),
                said,
            });
        } else {
            self.more += 1;
        }
    }

    /// Writes the remarks, each kind in the order of the file.
    pub(super) fn write(mut self, out: &mut impl Write, file: &str) -> io::Result<()> {
        // What was said of one place stays in the order in which it was said.
        self.remarks
            .sort_by(|one, other| (&one.urgency, &one.at).cmp(&(&other.urgency, &other.at)));
        for Remark { at, said, .. } in self.remarks {
            writeln!(out, "{}{said}", before(file, &at))?;
        }
        if self.more > 0 {
            writeln!(
                out,
                "{file}: and {} more; --report FILE holds all of them",
                self.more
            )?;
        }
        Ok(())
    }
}

/// What stands before a line about a place.
fn before(file: &str, at: &Place) -> String {
    match at.within {
        Within::File => format!("{file}: "),
        Within::Line(_) | Within::Path(_) => format!("{file}:{at}: "),
    }
}

fn warned(warning: &Warning) -> String {
    let (field, remark) = (&warning.field, &warning.remark);
    match warning.value.as_str() {
        "" => format!("{field}: {remark}"),
        value => format!("{field} `{value}`: {remark}"),
    }
}

fn conflicting(conflict: &Conflict) -> String {
    let fields = conflict.fields.iter().map(differing).collect::<Vec<_>>();
    format!(
        "conflict: a contact of {} is left as it is, for {}; the file has {} (--overwrite takes it)",
        quote(&conflict.name),
        conflict.reason,
        fields.join(", ")
    )
}

/// Writes what a dry run would do to one thing.
pub(super) fn write_planned(out: &mut impl Write, file: &str, planned: &Planned) -> io::Result<()> {
    let what = format!("{} {}", verb(planned.deed), noun(planned.kind));
    let of = match planned.kind {
        ThingKind::Contact | ThingKind::ResourceLink | ThingKind::IndirectSplit => " of",
        ThingKind::ResponsibilityOverride => " for",
        ThingKind::ServiceNotice => " about",
        ThingKind::Publisher
        | ThingKind::Offer
        | ThingKind::Partner
        | ThingKind::PartnerTie
        | ThingKind::PolicyEdition => "",
    };
    let before = before(file, &planned.at);
    let name = quote(&planned.name);
    if planned.deed == Deed::Added && planned.fields.is_empty() {
        return writeln!(out, "{before}{what}{of} {name}");
    }
    if planned.deed == Deed::Added {
        let fields = planned.fields.iter().map(said).collect::<Vec<_>>();
        return writeln!(out, "{before}{what}{of} {name}: {}", fields.join(", "));
    }
    writeln!(out, "{before}{what}{of} {name}")?;
    for field in &planned.fields {
        writeln!(out, "    {}", differing(field))?;
    }
    Ok(())
}

fn said(field: &FieldChange) -> String {
    format!("{} {}", field.field, value(field.after.as_ref()))
}

fn differing(field: &FieldChange) -> String {
    let (before, after) = (value(field.before.as_ref()), value(field.after.as_ref()));
    format!("{} {before} -> {after}", field.field)
}

fn value(value: Option<&serde_json::Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), |value| quote(&value.to_string()))
}

fn verb(deed: Deed) -> &'static str {
    match deed {
        Deed::Added => "add",
        Deed::Changed => "change",
        Deed::Retired => "retire",
        Deed::Restored => "restore",
        Deed::Merged => "merge",
        Deed::Moved => "move",
        Deed::Verified => "verify",
        Deed::Reported => "report",
        Deed::FoundDead => "find dead",
        Deed::Ended => "end",
        Deed::Removed => "remove",
    }
}

fn noun(kind: ThingKind) -> &'static str {
    match kind {
        ThingKind::Publisher => "publisher",
        ThingKind::Offer => "offer",
        ThingKind::Contact => "contact",
        ThingKind::ResourceLink => "link",
        ThingKind::Partner => "partner",
        ThingKind::PartnerTie => "tie",
        ThingKind::IndirectSplit => "split",
        ThingKind::ResponsibilityOverride => "override",
        ThingKind::PolicyEdition => "edition",
        ThingKind::ServiceNotice => "notice",
    }
}

/// Writes the sums of a file, or of several.
pub(super) fn write_sums(out: &mut impl Write, of: &str, imported: &Imported) -> io::Result<()> {
    for variant in &imported.variants {
        let names: Vec<String> = variant
            .publishers
            .iter()
            .map(|(id, name)| format!("`{}` ({id})", quote(name)))
            .collect();
        writeln!(
            out,
            "{of}: these publishers may be one: {}",
            names.join(", ")
        )?;
    }
    let rows = if imported.rows == 1 { "row" } else { "rows" };
    writeln!(out, "{of}: {} {rows}", imported.rows)?;
    write!(out, "  taken       {:>6}", imported.taken)?;
    if imported.repeated > 0 {
        let again = imported.repeated;
        write!(
            out,
            "  of which {again} tell more of an earlier row's offer"
        )?;
    }
    writeln!(out)?;
    writeln!(out, "  refused     {:>6}", imported.refused)?;
    if imported.not_reached() > 0 {
        let rows = imported.not_reached();
        writeln!(out, "  not reached {rows:>6}  because the import broke off")?;
    }
    writeln!(out, "  warnings    {:>6}", imported.warned)?;
    if imported.conflicts > 0 {
        writeln!(out, "  conflicts   {:>6}", imported.conflicts)?;
    }
    write_tallies(out, imported)?;
    if imported.retired + imported.restored > 0 {
        writeln!(
            out,
            "  offers retired: {}, restored: {}",
            imported.retired, imported.restored
        )?;
    }
    writeln!(
        out,
        "  publisher ids made from names: {}",
        imported.ids_made
    )?;
    writeln!(
        out,
        "  offers the marketplace does not show: {}",
        imported.not_published
    )?;
    writeln!(
        out,
        "  offers with nobody to reach (a gap): {}",
        imported.without_contact
    )
}

/// Writes what became of the things: of those that not every file tells of only if this one does.
fn write_tallies(out: &mut impl Write, imported: &Imported) -> io::Result<()> {
    let always = [
        ("publishers", imported.publishers),
        ("offers", imported.offers),
        ("contacts", imported.contacts),
        ("links", imported.links),
    ];
    let others = [
        ("partners", imported.partners),
        ("ties", imported.ties),
        ("splits", imported.splits),
        ("overrides", imported.overrides),
        ("notices", imported.notices),
    ];
    let others = others
        .into_iter()
        .filter(|(_, tally)| *tally != Tally::default());
    for (what, tally) in always.into_iter().chain(others) {
        let Tally {
            added,
            changed,
            unchanged,
        } = tally;
        writeln!(
            out,
            "  {what:<11} {added:>6} added, {changed} changed, {unchanged} unchanged"
        )?;
    }
    Ok(())
}
