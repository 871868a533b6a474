//! Cursors: places in a list, opaque to clients.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::Id;
use crate::domain::change::ChangeRecord;
use crate::domain::contact::ContactType;
use crate::domain::gap::{GapKind, GapPosition, GapSeverity};
use crate::domain::import_job::{ImportJob, RemarkPlace};
use crate::domain::listing::{ListOrder, Position};
use crate::domain::partner::PartnerPosition;

/// Which list a cursor is of; a cursor of another list is foreign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum List {
    #[serde(rename = "o")]
    Offers,
    #[serde(rename = "p")]
    Publishers,
    #[serde(rename = "c")]
    Partners,
    #[serde(rename = "h")]
    Changes,
    #[serde(rename = "g")]
    Gaps,
    #[serde(rename = "i")]
    Imports,
    #[serde(rename = "r")]
    Remarks,
}

#[derive(Serialize, Deserialize)]
enum Place {
    #[serde(rename = "t")]
    Title(String, Uuid),
    #[serde(rename = "u")]
    Updated(i64, Uuid),
    #[serde(rename = "r")]
    Relevance(i32, String, Uuid),
    #[serde(rename = "k")]
    Key(Uuid),
    #[serde(rename = "g")]
    Gap(GapPlace),
    #[serde(rename = "n")]
    Number(u16),
}

impl Place {
    /// Whether every database can compare with it: PostgreSQL takes no text with a zero in it, and not every
    /// time that can be written down.
    fn is_sound(&self) -> bool {
        match self {
            Self::Title(text, _)
            | Self::Relevance(_, text, _)
            | Self::Gap((_, _, text, _, _, _)) => !text.contains('\0'),
            Self::Updated(millis, _) => DateTime::from_timestamp_millis(*millis)
                .is_some_and(|at| (0..=9999).contains(&at.year())),
            Self::Key(_) | Self::Number(_) => true,
        }
    }
}

/// The place of a gap: severity, kind and contact type by their codes, with name and keys between.
type GapPlace = (String, String, String, Uuid, Option<String>, Uuid);

/// The cursor of a place in a list.
pub(super) fn write(list: List, position: &Position) -> String {
    let place = match position {
        Position::Title { title, key } => Place::Title(title.clone(), *key),
        Position::Updated { at, key } => Place::Updated(at.timestamp_millis(), *key),
        Position::Relevance { rank, title, key } => Place::Relevance(*rank, title.clone(), *key),
    };
    encode(list, &place)
}

/// The place that a cursor of this list in this order names.
pub(super) fn read(list: List, order: ListOrder, cursor: &str) -> Option<Position> {
    let position = match decode(list, cursor)? {
        Place::Title(title, key) => Position::Title { title, key },
        Place::Updated(millis, key) => Position::Updated {
            at: DateTime::from_timestamp_millis(millis)?,
            key,
        },
        Place::Relevance(rank, title, key) => Position::Relevance { rank, title, key },
        Place::Key(_) | Place::Gap(_) | Place::Number(_) => return None,
    };
    let of = match position {
        Position::Title { .. } => ListOrder::Title,
        Position::Updated { .. } => ListOrder::Updated,
        Position::Relevance { .. } => ListOrder::Relevance,
    };
    (of == order).then_some(position)
}

/// The cursor of a place in the list of partners.
pub(super) fn write_partner(position: &PartnerPosition) -> String {
    encode(
        List::Partners,
        &Place::Title(position.name.clone(), position.key),
    )
}

/// The place that a cursor of the list of partners names.
pub(super) fn read_partner(cursor: &str) -> Option<PartnerPosition> {
    match decode(List::Partners, cursor)? {
        Place::Title(name, key) => Some(PartnerPosition { name, key }),
        _ => None,
    }
}

/// The cursor of a change: the same in every history that the change stands in.
pub(super) fn write_change(id: Id<ChangeRecord>) -> String {
    encode(List::Changes, &Place::Key(id.key()))
}

/// The change that a cursor of a history names.
pub(super) fn read_change(cursor: &str) -> Option<Id<ChangeRecord>> {
    read_key(List::Changes, cursor)
}

/// The cursor of an import.
pub(super) fn write_import(id: Id<ImportJob>) -> String {
    encode(List::Imports, &Place::Key(id.key()))
}

/// The import that a cursor of their list names.
pub(super) fn read_import(cursor: &str) -> Option<Id<ImportJob>> {
    read_key(List::Imports, cursor)
}

fn read_key<T>(list: List, cursor: &str) -> Option<Id<T>> {
    match decode(list, cursor)? {
        Place::Key(key) => Some(Id::new(key)),
        _ => None,
    }
}

/// The cursor of a remark of an import.
pub(super) fn write_remark(place: RemarkPlace) -> String {
    let number = u16::try_from(place.0).unwrap_or(u16::MAX);
    encode(List::Remarks, &Place::Number(number))
}

/// The place that a cursor of the remarks of an import names.
pub(super) fn read_remark(cursor: &str) -> Option<RemarkPlace> {
    match decode(List::Remarks, cursor)? {
        Place::Number(number) => Some(RemarkPlace(number.into())),
        _ => None,
    }
}

/// The cursor of a place in the list of gaps.
pub(super) fn write_gap(position: &GapPosition) -> String {
    let place = (
        position.severity.code().to_owned(),
        position.kind.code().to_owned(),
        position.name.clone(),
        position.subject,
        position.contact_type.map(|of| of.code().to_owned()),
        position.item,
    );
    encode(List::Gaps, &Place::Gap(place))
}

/// The place that a cursor of the list of gaps names.
pub(super) fn read_gap(cursor: &str) -> Option<GapPosition> {
    let Place::Gap((severity, kind, name, subject, contact_type, item)) =
        decode(List::Gaps, cursor)?
    else {
        return None;
    };
    Some(GapPosition {
        severity: GapSeverity::from_code(&severity)?,
        kind: GapKind::from_code(&kind)?,
        name,
        subject,
        contact_type: match contact_type {
            Some(code) => Some(ContactType::from_code(&code)?),
            None => None,
        },
        item,
    })
}

fn encode(list: List, place: &Place) -> String {
    let json = serde_json::to_vec(&(list, place)).expect("a place is made of texts and numbers");
    BASE64_URL_SAFE_NO_PAD.encode(json)
}

fn decode(list: List, cursor: &str) -> Option<Place> {
    let json = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (of, place): (List, Place) = serde_json::from_slice(&json).ok()?;
    (of == list && place.is_sound()).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position() -> Position {
        Position::Relevance {
            rank: 3,
            title: "contoso backup".into(),
            key: Uuid::from_u128(7),
        }
    }

    #[test]
    fn a_cursor_leads_back_to_its_place() {
        let cursor = write(List::Offers, &position());

        assert_eq!(
            read(List::Offers, ListOrder::Relevance, &cursor),
            Some(position())
        );
    }

    #[test]
    fn a_cursor_of_a_change_leads_back_to_it_and_into_no_other_list() {
        let id = Id::new(Uuid::from_u128(7));
        let cursor = write_change(id);

        assert_eq!(read_change(&cursor), Some(id));
        assert_eq!(read_partner(&cursor), None);
        assert_eq!(read_import(&cursor), None);
        assert_eq!(read(List::Offers, ListOrder::Title, &cursor), None);
    }

    #[test]
    fn cursors_of_imports_and_of_what_they_say_lead_back_and_into_no_other_list() {
        let id = Id::new(Uuid::from_u128(7));
        let (of_import, of_remark) = (write_import(id), write_remark(RemarkPlace(999)));

        assert_eq!(read_import(&of_import), Some(id));
        assert_eq!(read_remark(&of_remark), Some(RemarkPlace(999)));
        assert_eq!(read_change(&of_import), None);
        assert_eq!(read_remark(&of_import), None);
        assert_eq!(read_import(&of_remark), None);
    }

    #[test]
    fn a_cursor_of_another_list_or_order_is_foreign() {
        let cursor = write(List::Offers, &position());

        assert_eq!(read(List::Publishers, ListOrder::Relevance, &cursor), None);
        assert_eq!(read(List::Offers, ListOrder::Title, &cursor), None);
        assert_eq!(read_partner(&cursor), None);
        assert_eq!(read_change(&cursor), None);
        assert_eq!(read_gap(&cursor), None);
    }

    #[test]
    fn a_cursor_of_a_gap_leads_back_to_its_place() {
        for contact_type in [None, Some(ContactType::Engineering)] {
            let position = GapPosition {
                severity: GapSeverity::Medium,
                kind: GapKind::ContactStale,
                name: "contoso backup".into(),
                subject: Uuid::from_u128(7),
                contact_type,
                item: Uuid::from_u128(8),
            };

            let cursor = write_gap(&position);

            assert_eq!(read_gap(&cursor), Some(position));
            assert_eq!(read(List::Gaps, ListOrder::Title, &cursor), None);
        }
    }

    #[test]
    fn what_is_no_cursor_is_foreign() {
        for text in [
            "",
            "x",
            "bm8",
            "WyJvIix7InQiOlsiYSJdfV0",
            "%%%",
            &"A".repeat(10_000),
        ] {
            assert_eq!(read(List::Offers, ListOrder::Title, text), None, "{text}");
        }
    }
}
