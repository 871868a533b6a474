//! The publishers of a batch: added, renamed, retired, merged, or left as they are.

use chrono::DateTime;
use serde_json::Value;
use uuid::Uuid;

use super::carried::{PublisherNow, Standing};
use super::contacts::{ContactStep, Owned};
use super::{Planner, Retirement};
use crate::actions::import_offers::watch::FieldChange;
use crate::domain::Id;
use crate::domain::change::{Deed, ThingKind};
use crate::domain::contact::ContactOwner;
use crate::domain::publisher::{NewPublisher, Publisher, PublisherId, is_microsoft};
use crate::exchange::{self, IdSource, Place, PublisherDraft, Remark, SourceFile, ToldPublisher};

/// What becomes of a publisher.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct PublisherPlan {
    /// The file that tells it first.
    pub(in crate::actions::import_offers) file: Option<SourceFile>,
    /// The publisher that is kept; absent when it is added.
    pub(in crate::actions::import_offers) kept: Option<Publisher>,
    /// What it will be.
    pub(in crate::actions::import_offers) becomes: NewPublisher,
    pub(in crate::actions::import_offers) retirement: Retirement,
    /// The publisher that it becomes one with.
    pub(in crate::actions::import_offers) merged_into: Option<PublisherId>,
}

/// What becomes of the contacts of a publisher.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct PublisherContacts {
    /// The file that tells it first.
    pub(in crate::actions::import_offers) file: Option<SourceFile>,
    /// The id that it has from now on.
    pub(in crate::actions::import_offers) publisher: PublisherId,
    pub(in crate::actions::import_offers) steps: Vec<ContactStep>,
}

impl Planner<'_> {
    /// Plans a publisher, when the file names it first: what it tells of it alone comes before its offers.
    pub(super) fn publisher(
        &mut self,
        at: &Place,
        draft: &PublisherDraft,
        told: Option<&ToldPublisher>,
    ) {
        if !self.carried.touched.insert(draft.id.clone()) {
            return;
        }
        let kept = self.known.publishers.get(&draft.id);
        self.remark_on_name(at, draft, kept);
        let merged_into = told.and_then(|told| self.survivor(told, kept));
        if kept.is_some_and(|kept| kept.publisher_id != draft.id) {
            // What is told of one that became one with another is not told of that one.
            self.plan.counted.publishers.unchanged += 1;
            return;
        }
        let name = name_of(draft, kept);
        let told_first_party = told.and_then(|told| told.is_first_party);
        let becomes = NewPublisher {
            publisher_id: draft.id.clone(),
            is_first_party: told_first_party.unwrap_or_else(|| is_first_party(&name, kept)),
            name,
        };
        let was_retired = kept.is_some_and(|kept| kept.retired_at.is_some());
        // One that is told to be one with another leaves the lists thereby, or stays for somebody to merge.
        let told_retired = told.filter(|told| told.merged_into.is_none());
        let told_retired = told_retired.and_then(|told| told.is_retired);
        let retirement = Retirement::of(told_retired, was_retired);
        self.count_publisher(at, kept, &becomes, retirement);
        self.carried.publishers.insert(
            draft.id.clone(),
            PublisherNow {
                name: becomes.name.clone(),
                standing: Standing::of(told_retired, was_retired),
            },
        );
        if let Some(survivor) = &merged_into {
            self.merge(at, &draft.id, survivor);
        }
        self.plan.publishers.push(PublisherPlan {
            file: at.file.clone(),
            kept: kept.cloned(),
            becomes,
            retirement,
            merged_into,
        });
    }

    fn remark_on_name(&mut self, at: &Place, draft: &PublisherDraft, kept: Option<&Publisher>) {
        if draft.name.is_none() && kept.is_none_or(|kept| kept.name == draft.id.as_str()) {
            let remark = Remark::PublisherUnnamed;
            self.warn(at, "publisherName", draft.id.as_str(), remark);
        }
        self.plan.counted.ids_made += usize::from(draft.id_source == IdSource::MadeFromName);
    }

    fn count_publisher(
        &mut self,
        at: &Place,
        kept: Option<&Publisher>,
        becomes: &NewPublisher,
        retirement: Retirement,
    ) {
        let name = becomes.publisher_id.to_string();
        let before = kept.cloned().unwrap_or_else(|| prospective(becomes));
        let after = Publisher {
            name: becomes.name.clone(),
            is_first_party: becomes.is_first_party,
            ..before.clone()
        };
        if kept.is_none() {
            self.plan.counted.publishers.added += 1;
            self.added(at, &name, || after.clone());
        } else if after == before && retirement == Retirement::Left {
            self.plan.counted.publishers.unchanged += 1;
        } else {
            self.plan.counted.publishers.changed += 1;
        }
        if after != before {
            self.changed(at, &name, Deed::Changed, &before, &after);
        }
        let (deed, retired_at) = match retirement {
            Retirement::Left => return,
            Retirement::Retired => (Deed::Retired, Some(DateTime::UNIX_EPOCH)),
            Retirement::Restored => (Deed::Restored, None),
        };
        let moved = Publisher {
            retired_at,
            ..after.clone()
        };
        self.changed(at, &name, deed, &after, &moved);
    }

    /// Whom a publisher that comes into the directory is one with. Two that are there become one only when a
    /// person says what becomes of what both have.
    fn survivor(&mut self, told: &ToldPublisher, kept: Option<&Publisher>) -> Option<PublisherId> {
        let survivor = told.merged_into.as_ref()?;
        let today = self.publisher_today(survivor);
        if kept.is_some_and(|kept| kept.publisher_id == today && today != told.publisher.id) {
            return None;
        }
        let takes_it = self
            .publisher_now(survivor)
            .is_some_and(|now| now.standing != Standing::Retired);
        if kept.is_none() && takes_it {
            return Some(today);
        }
        let remark = Remark::NotMerged;
        self.warn(told.place(), "mergedInto", survivor.as_str(), remark);
        None
    }

    fn merge(&mut self, at: &Place, goes: &PublisherId, stays: &PublisherId) {
        if let Some(now) = self.publisher_now(stays) {
            self.carried.publishers.insert(stays.clone(), now);
        }
        self.carried.merged.insert(goes.clone(), stays.clone());
        let text = |id: &PublisherId| Value::from(id.as_str());
        let fields = vec![
            FieldChange {
                field: "isRetired".to_owned(),
                before: Some(false.into()),
                after: Some(true.into()),
            },
            FieldChange {
                field: "mergedInto".to_owned(),
                before: None,
                after: Some(text(stays)),
            },
        ];
        let (deed, kind) = (Deed::Merged, ThingKind::Publisher);
        self.announce(at, deed, kind, goes.as_str(), fields);
    }

    /// Plans the contacts of publishers; what the file tells of one under several ids is told of one.
    pub(super) fn contacts_of_publishers(&mut self, told: &[&ToldPublisher]) {
        let mut publishers: Vec<(PublisherId, ToldPublisher)> = Vec::new();
        for &told in told.iter().filter(|told| !told.contacts.is_empty()) {
            let today = self.publisher_today(&told.publisher.id);
            let Some((_, first)) = publishers.iter_mut().find(|(id, _)| *id == today) else {
                publishers.push((today, told.clone()));
                continue;
            };
            let mut warnings = Vec::new();
            exchange::merge_contacts(first, told.clone(), &mut warnings);
            self.warn_all(warnings);
        }
        for (publisher, told) in publishers {
            self.carried.reachable.insert(publisher.clone());
            let steps = self.contacts_of_publisher(&publisher, &told);
            self.plan.publisher_contacts.push(PublisherContacts {
                file: told.place().file.clone(),
                publisher,
                steps,
            });
        }
    }

    fn contacts_of_publisher(
        &mut self,
        id: &PublisherId,
        told: &ToldPublisher,
    ) -> Vec<ContactStep> {
        let known = self.known;
        let owner = known.publishers.get(id);
        let owner = owner.map(|kept| ContactOwner::Publisher(kept.id));
        let lends = self.publisher_now(id);
        let of = Owned {
            at: told.place(),
            owner,
            owner_id: id.as_str(),
            lends: &lends.map_or_else(|| id.to_string(), |now| now.name),
            kept: owner.map_or(&[], |owner| known.contacts_of(owner)),
        };
        self.contacts(&of, &told.contacts)
    }
}

/// What it is called from now on. A name that only led to the id does not rename whoever has it.
fn name_of(draft: &PublisherDraft, kept: Option<&Publisher>) -> String {
    let told = draft.name.clone();
    match kept {
        None => told.unwrap_or_else(|| draft.id.to_string()),
        Some(kept) => told
            .filter(|_| draft.name_source == IdSource::Given)
            .unwrap_or_else(|| kept.name.clone()),
    }
}

/// Whether it is Microsoft itself: by its name, unless somebody said otherwise than the name.
fn is_first_party(name: &str, kept: Option<&Publisher>) -> bool {
    match kept {
        Some(kept) if kept.is_first_party != is_microsoft(&kept.name) => kept.is_first_party,
        Some(_) | None => is_microsoft(name),
    }
}

/// A publisher as it would be; its key names nothing yet.
fn prospective(new: &NewPublisher) -> Publisher {
    Publisher {
        id: Id::new(Uuid::nil()),
        publisher_id: new.publisher_id.clone(),
        name: new.name.clone(),
        is_first_party: new.is_first_party,
        retired_at: None,
        merged_into: None,
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}
