//! The publishers of a batch: added, renamed, retired, or left as they are.

use chrono::DateTime;
use uuid::Uuid;

use super::contacts::{ContactStep, Owned};
use super::{Planner, Retirement};
use crate::domain::Id;
use crate::domain::change::Deed;
use crate::domain::contact::ContactOwner;
use crate::domain::publisher::{NewPublisher, Publisher, PublisherId, is_microsoft};
use crate::exchange::{IdSource, Place, PublisherDraft, Remark, ToldPublisher};

/// What becomes of a publisher.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct PublisherPlan {
    /// The publisher that is kept; absent when it is added.
    pub(in crate::actions::import_offers) kept: Option<Publisher>,
    /// What it will be.
    pub(in crate::actions::import_offers) becomes: NewPublisher,
    pub(in crate::actions::import_offers) retirement: Retirement,
    /// The publisher that it becomes one with.
    pub(in crate::actions::import_offers) merged_into: Option<PublisherId>,
    pub(in crate::actions::import_offers) contacts: Vec<ContactStep>,
}

impl Planner<'_> {
    /// Plans a publisher, when the file names it first and when it tells of it alone.
    pub(super) fn publisher(
        &mut self,
        at: &Place,
        draft: &PublisherDraft,
        told: Option<&ToldPublisher>,
    ) {
        let is_first = self.carried.touched.insert(draft.id.clone());
        if !is_first && told.is_none() {
            return;
        }
        let kept = self.known.publishers.get(&draft.id);
        if is_first {
            self.remark_on_name(at, draft, kept);
        }
        let mut becomes = NewPublisher {
            publisher_id: draft.id.clone(),
            name: name_of(draft, kept),
            is_first_party: false,
        };
        becomes.is_first_party = told
            .and_then(|told| told.is_first_party)
            .unwrap_or_else(|| is_first_party(&becomes.name, kept));
        let retirement = told.map_or(Retirement::Left, |told| retirement(told, kept));
        let merged_into = told.and_then(|told| self.survivor(told, kept));

        let is_new = kept.is_none() && !self.carried.added.contains_key(&draft.id);
        if is_first || is_new {
            self.count_publisher(at, kept, &becomes, retirement);
        }
        if is_new {
            let name = becomes.name.clone();
            self.carried.added.insert(draft.id.clone(), name);
        }
        let contacts = told.map(|told| self.contacts_of_publisher(told, kept, &becomes.name));
        self.plan.publishers.push(PublisherPlan {
            kept: kept.cloned(),
            becomes,
            retirement,
            merged_into,
            contacts: contacts.unwrap_or_default(),
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
        let Some(kept) = kept else {
            self.plan.counted.publishers.added += 1;
            self.added(at, &name, || prospective(becomes));
            return;
        };
        let after = Publisher {
            name: becomes.name.clone(),
            is_first_party: becomes.is_first_party,
            ..kept.clone()
        };
        if after == *kept && retirement == Retirement::Left {
            self.plan.counted.publishers.unchanged += 1;
            return;
        }
        self.plan.counted.publishers.changed += 1;
        if after != *kept {
            self.changed(at, &name, Deed::Changed, kept, &after);
        }
        match retirement {
            Retirement::Left => {}
            Retirement::Retired => {
                let retired = Publisher {
                    retired_at: Some(DateTime::UNIX_EPOCH),
                    ..after.clone()
                };
                self.changed(at, &name, Deed::Retired, &after, &retired);
            }
            Retirement::Restored => {
                let restored = Publisher {
                    retired_at: None,
                    ..after.clone()
                };
                self.changed(at, &name, Deed::Restored, &after, &restored);
            }
        }
    }

    /// Whom a publisher that comes into the directory is one with. Two that are there become one only when a
    /// person says what becomes of what both have.
    fn survivor(&mut self, told: &ToldPublisher, kept: Option<&Publisher>) -> Option<PublisherId> {
        let survivor = told.merged_into.as_ref()?;
        let is_known = self.known.publishers.contains_key(survivor)
            || self.carried.added.contains_key(survivor);
        match kept {
            Some(kept) if kept.publisher_id == *survivor => None,
            None if is_known => Some(survivor.clone()),
            Some(_) | None => {
                let remark = Remark::NotMerged;
                self.warn(told.place(), "mergedInto", survivor.as_str(), remark);
                None
            }
        }
    }

    fn contacts_of_publisher(
        &mut self,
        told: &ToldPublisher,
        kept: Option<&Publisher>,
        name: &str,
    ) -> Vec<ContactStep> {
        if !told.contacts.is_empty() {
            self.carried.reachable.insert(told.publisher.id.clone());
        }
        let owner = kept.map(|kept| ContactOwner::Publisher(kept.id));
        let known = self.known;
        self.contacts(
            &Owned {
                at: told.place(),
                owner,
                owner_id: told.publisher.id.as_str(),
                lends: name,
                kept: owner.map_or(&[], |owner| known.contacts_of(owner)),
            },
            &told.contacts,
        )
    }
}

/// What it is called from now on. A name that only led to the id does not rename whoever has it, and the name of
/// a publisher that became one with another does not rename that one.
fn name_of(draft: &PublisherDraft, kept: Option<&Publisher>) -> String {
    let told = draft.name.clone();
    match kept {
        None => told.unwrap_or_else(|| draft.id.to_string()),
        Some(kept) => told
            .filter(|_| draft.name_source == IdSource::Given && kept.publisher_id == draft.id)
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

fn retirement(told: &ToldPublisher, kept: Option<&Publisher>) -> Retirement {
    let is_retired = kept.is_some_and(|kept| kept.retired_at.is_some());
    let is_merged = kept.is_some_and(|kept| kept.merged_into.is_some());
    match told.is_retired {
        Some(true) if !is_retired && told.merged_into.is_none() => Retirement::Retired,
        Some(false) if is_retired && !is_merged => Retirement::Restored,
        Some(_) | None => Retirement::Left,
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
