//! The plan before the deed: what a batch would add and change, decided over what the directory holds.
//!
//! A plan asks nobody and writes nothing, so a dry run and the real run have the same one.

mod contacts;
mod links;
mod offers;
mod publishers;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::known::Known;
use super::summary::Imported;
use super::watch::{Conflict, Entry, Planned, differing};
use super::{Importing, Vouched};
use crate::domain::change::{ChangeNote, Deed, Recorded};
use crate::domain::publisher::PublisherId;
use crate::exchange::{Place, PublisherDraft, Refusal, Remark, Told, ToldPublisher, Warning};

pub(super) use contacts::ContactStep;
pub(super) use links::LinkStep;
pub(super) use offers::OfferPlan;
pub(super) use publishers::PublisherPlan;

/// What a batch would do.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) publishers: Vec<PublisherPlan>,
    pub(super) offers: Vec<OfferPlan>,
    entries: Vec<Entry>,
    counted: Imported,
}

/// What becomes of the place of a thing in the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Retirement {
    /// It stays as it is.
    Left,
    /// It leaves them.
    Retired,
    /// It comes back into them.
    Restored,
}

/// What one batch of a file tells the next.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// Publishers that were counted.
    touched: BTreeSet<PublisherId>,
    /// Publishers that the file adds, and their names: after a dry run the directory does not have them.
    added: HashMap<PublisherId, String>,
    /// Publishers that the file gives contacts.
    reachable: HashSet<PublisherId>,
    /// Whether somebody wants to hear of every change.
    tells_changes: bool,
}

impl Carried {
    /// What the first batch begins with.
    pub(super) fn begin(tells_changes: bool) -> Self {
        Self {
            tells_changes,
            ..Self::default()
        }
    }

    /// The publishers of the file.
    pub(super) fn touched(&self) -> &BTreeSet<PublisherId> {
        &self.touched
    }
}

impl Plan {
    /// Plans a batch.
    pub(super) fn of(batch: &[Told], known: &Known, carried: &mut Carried, how: Importing) -> Self {
        let mut planner = Planner {
            known,
            carried,
            how,
            plan: Self::default(),
        };
        let mut publishers: Vec<(&Place, &PublisherDraft, Option<&ToldPublisher>)> = Vec::new();
        let mut offers = Vec::new();
        for told in batch {
            match told {
                Told::Offer(draft) => {
                    if planner.takes(&draft.publisher, &draft.places) {
                        publishers.push((draft.place(), &draft.publisher, None));
                        offers.push(draft);
                    }
                }
                Told::Publisher(told) => {
                    if planner.takes(&told.publisher, &told.places) {
                        publishers.push((told.place(), &told.publisher, Some(told)));
                    }
                }
                Told::Partner(_)
                | Told::Tie(_)
                | Told::Split(_)
                | Told::Override(_)
                | Told::Notice(_) => {}
            }
        }
        for (place, draft, told) in publishers {
            planner.publisher(place, draft, told);
        }
        planner.offers(&offers);
        planner.plan
    }

    /// What there is to say.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What it does, in numbers.
    pub(super) fn counted(&self) -> &Imported {
        &self.counted
    }
}

/// Plans what a batch tells, one thing after the other.
struct Planner<'p> {
    known: &'p Known,
    carried: &'p mut Carried,
    how: Importing,
    plan: Plan,
}

impl Planner<'_> {
    /// Whether what is told of a publisher is told of the one that has its id. If its id was made from its
    /// name and belongs to another, every row is refused.
    fn takes(&mut self, publisher: &PublisherDraft, places: &[Place]) -> bool {
        let bearer = self.known.bearers.get(&publisher.id);
        let stranger = bearer.and_then(|bearer| publisher.stranger_to(&bearer.name));
        match stranger {
            None => {
                self.plan.counted.taken += places.len();
                self.plan.counted.repeated += places.len() - 1;
                true
            }
            Some(reason) => {
                self.refuse(places, &reason);
                false
            }
        }
    }

    fn refuse(&mut self, places: &[Place], reason: &str) {
        self.plan.counted.refused += places.len();
        let refusals = places.iter().map(|at| {
            Entry::Refused(Refusal {
                at: at.clone(),
                reason: reason.to_owned(),
            })
        });
        self.plan.entries.extend(refusals);
    }

    fn warn(
        &mut self,
        at: &Place,
        field: impl Into<Cow<'static, str>>,
        value: &str,
        remark: Remark,
    ) {
        self.plan.counted.warned += 1;
        let warning = Warning::new(at.clone(), field, value, remark);
        self.plan.entries.push(Entry::Warned(warning));
    }

    fn clash(&mut self, conflict: Conflict) {
        self.plan.counted.conflicts += 1;
        self.plan.entries.push(Entry::Conflict(conflict));
    }

    fn added<T: Recorded>(&mut self, at: &Place, name: &str, thing: impl FnOnce() -> T) {
        if self.carried.tells_changes {
            self.note(at, name, ChangeNote::added(&thing()));
        }
    }

    fn changed<T: Recorded>(&mut self, at: &Place, name: &str, deed: Deed, before: &T, after: &T) {
        if self.carried.tells_changes {
            self.note(at, name, ChangeNote::of(deed, before, after));
        }
    }

    fn note(&mut self, at: &Place, name: &str, note: ChangeNote) {
        self.plan.entries.push(Entry::Planned(Planned {
            at: at.clone(),
            deed: note.deed,
            kind: note.kind,
            name: name.to_owned(),
            fields: differing(note.before.as_ref(), note.after.as_ref()),
        }));
    }

    fn overwrites(&self) -> bool {
        self.how.vouched == Vouched::Overwritten
    }
}
