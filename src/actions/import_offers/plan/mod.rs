//! The plan before the deed: what a batch would add and change, decided over what the directory holds.
//!
//! A plan asks nobody and writes nothing, so a dry run and the real run have the same one.

mod carried;
mod contacts;
mod former_ids;
mod links;
mod notices;
mod offers;
mod overrides;
mod partners;
mod publishers;
mod reasons;
mod splits;
mod standing;
mod ties;
mod told_notices;

use std::borrow::Cow;

use super::known::Known;
use super::summary::Imported;
use super::watch::{Conflict, Entry, FieldChange, Planned, differing};
use super::{Importing, Vouched};
use crate::domain::change::{ChangeNote, Deed, Recorded, ThingKind};
use crate::exchange::{Place, PublisherDraft, Refusal, Remark, Told, Warning};

pub(super) use carried::Carried;
pub(super) use contacts::ContactStep;
pub(super) use links::LinkStep;
pub(super) use notices::NoticePlan;
pub(super) use offers::OfferPlan;
pub(super) use overrides::OverridePlan;
pub(super) use partners::PartnerPlan;
pub(super) use publishers::{PublisherContacts, PublisherPlan};
pub(super) use splits::SplitPlan;
pub(super) use ties::TiePlan;

/// What a batch would do.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) publishers: Vec<PublisherPlan>,
    pub(super) publisher_contacts: Vec<PublisherContacts>,
    pub(super) offers: Vec<OfferPlan>,
    pub(super) partners: Vec<PartnerPlan>,
    pub(super) ties: Vec<TiePlan>,
    pub(super) splits: Vec<SplitPlan>,
    pub(super) overrides: Vec<OverridePlan>,
    pub(super) notices: Vec<NoticePlan>,
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

impl Retirement {
    /// Of something that the file tells this of.
    fn of(told_retired: Option<bool>, was_retired: bool) -> Self {
        match told_retired {
            Some(true) if !was_retired => Self::Retired,
            Some(false) if was_retired => Self::Restored,
            Some(_) | None => Self::Left,
        }
    }
}

impl Plan {
    /// Plans a batch: what others refer to comes first.
    pub(super) fn of(batch: &[Told], known: &Known, carried: &mut Carried, how: Importing) -> Self {
        let mut planner = Planner {
            known,
            carried,
            how,
            plan: Self::default(),
        };
        planner.owners(batch);
        let (mut ties, mut splits) = (Vec::new(), Vec::new());
        let (mut overrides, mut notices) = (Vec::new(), Vec::new());
        for told in batch {
            match told {
                Told::Offer(_) | Told::Publisher(_) => {}
                Told::Partner(told) => planner.partner(told),
                Told::Tie(told) => ties.push(told),
                Told::Split(told) => splits.push(told),
                Told::Override(told) => overrides.push(told),
                Told::Notice(told) => notices.push(told),
            }
        }
        for told in ties {
            planner.tie(told);
        }
        for told in splits {
            planner.split(told);
        }
        for told in overrides {
            planner.override_(told);
        }
        planner.notices(&notices);
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
    /// Plans publishers, then offers.
    fn owners(&mut self, batch: &[Told]) {
        let mut offers = Vec::new();
        let mut publishers = Vec::new();
        for told in batch {
            match told {
                Told::Offer(draft) if self.takes(&draft.publisher, &draft.places) => {
                    offers.push(draft);
                }
                Told::Publisher(told) if self.takes(&told.publisher, &told.places) => {
                    publishers.push(told);
                }
                _ => {}
            }
        }
        for told in &publishers {
            self.publisher(told.place(), &told.publisher, Some(told));
        }
        for draft in &offers {
            self.publisher(draft.place(), &draft.publisher, None);
        }
        self.contacts_of_publishers(&publishers);
        self.offers(&offers);
    }

    /// Whether what is told of a publisher is told of the one that has its id. If its id was made from its
    /// name and belongs to another, every row is refused.
    fn takes(&mut self, publisher: &PublisherDraft, places: &[Place]) -> bool {
        let bearer = self.known.bearers.get(&publisher.id);
        let stranger = bearer.and_then(|bearer| publisher.stranger_to(&bearer.name));
        match stranger {
            None => {
                self.take(places);
                true
            }
            Some(reason) => {
                self.refuse(places, &reason);
                false
            }
        }
    }

    fn take(&mut self, places: &[Place]) {
        self.plan.counted.taken += places.len();
        self.plan.counted.repeated += places.len() - 1;
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

    fn warn_all(&mut self, warnings: Vec<Warning>) {
        self.plan.counted.warned += warnings.len();
        let warnings = warnings.into_iter().map(Entry::Warned);
        self.plan.entries.extend(warnings);
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

    #[expect(
        clippy::needless_pass_by_value,
        reason = "a note is made to be given away"
    )]
    fn note(&mut self, at: &Place, name: &str, note: ChangeNote) {
        let fields = differing(note.before.as_ref(), note.after.as_ref());
        self.announce(at, note.deed, note.kind, name, fields);
    }

    fn announce(
        &mut self,
        at: &Place,
        deed: Deed,
        kind: ThingKind,
        name: &str,
        fields: Vec<FieldChange>,
    ) {
        self.plan.entries.push(Entry::Planned(Planned {
            at: at.clone(),
            deed,
            kind,
            name: name.to_owned(),
            fields,
        }));
    }

    fn overwrites(&self) -> bool {
        self.how.vouched == Vouched::Overwritten
    }
}
