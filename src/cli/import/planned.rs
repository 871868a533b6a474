//! What a person reads of a dry run: each change as it is planned.

use std::io::{self, Write};

use crate::actions::import_offers::{FieldChange, Planned};
use crate::domain::change::{Deed, ThingKind};
use crate::exchange::{Place, quote};

/// Writes what a dry run would do to one thing.
pub(super) fn write_planned(out: &mut impl Write, planned: &Planned) -> io::Result<()> {
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
    let before = match &planned.at {
        // What is missing is told nowhere.
        at if *at == Place::FILE => "in no file: ".to_owned(),
        at => format!("{at}: "),
    };
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

/// A field that differs: what it was, and what it becomes.
pub(super) fn differing(field: &FieldChange) -> String {
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
