//! The offers of a batch: added, changed, retired, or left as they are.

use std::collections::HashMap;

use chrono::DateTime;
use uuid::Uuid;

use super::carried::Standing;
use super::contacts::{ContactStep, Owned};
use super::links::LinkStep;
use super::{Planner, Retirement};
use crate::actions::import_offers::{Missing, merge};
use crate::domain::Id;
use crate::domain::change::Deed;
use crate::domain::contact::ContactOwner;
use crate::domain::offer::{ListingState, MarketplaceId, Offer, OfferFacts};
use crate::domain::publisher::Publisher;
use crate::exchange::{OfferDraft, Remark, Telling, ToldContact};

/// What becomes of an offer.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct OfferPlan {
    /// The id that it has, or will have.
    pub(in crate::actions::import_offers) id: MarketplaceId,
    /// The offer that is kept; absent when it is added.
    pub(in crate::actions::import_offers) kept: Option<Offer>,
    pub(in crate::actions::import_offers) facts: OfferFacts,
    pub(in crate::actions::import_offers) retirement: Retirement,
    /// Ids that it had before it moved, and that find it from now on too.
    pub(in crate::actions::import_offers) former_ids: Vec<MarketplaceId>,
    pub(in crate::actions::import_offers) contacts: Vec<ContactStep>,
    pub(in crate::actions::import_offers) links: Vec<LinkStep>,
}

impl Planner<'_> {
    /// Plans offers; what the file tells of one under several ids is told of one.
    pub(super) fn offers(&mut self, drafts: &[&OfferDraft]) {
        let mut groups: Vec<(MarketplaceId, Vec<&OfferDraft>)> = Vec::new();
        let mut places: HashMap<MarketplaceId, usize> = HashMap::new();
        for &draft in drafts {
            let id = self.offer_today(&draft.marketplace_id());
            let place = *places.entry(id.clone()).or_insert_with(|| {
                groups.push((id, Vec::new()));
                groups.len() - 1
            });
            groups[place].1.push(draft);
        }
        for (today, drafts) in groups {
            self.offer(&today, &drafts);
        }
    }

    fn offer(&mut self, today: &MarketplaceId, drafts: &[&OfferDraft]) {
        let Some(&first) = drafts.first() else {
            return;
        };
        let id = first.marketplace_id();
        let known = self.known;
        let kept = known.offers.get(&id).or_else(|| known.offers.get(today));
        let is_told = drafts.iter().any(|draft| draft.telling == Telling::Offer);
        if kept.is_none() && !is_told {
            self.refuse_parts(drafts);
            return;
        }
        let Some(facts) = self.facts(drafts, kept) else {
            return;
        };
        let is_retired = drafts.iter().find_map(|draft| draft.facts.is_retired);
        let retirement = self.retirement(is_retired, kept);
        let was_retired = kept.is_some_and(|kept| kept.retired_at.is_some());
        let standing = match retirement {
            Retirement::Restored => Standing::Listed,
            Retirement::Left | Retirement::Retired => Standing::of(is_retired, was_retired),
        };
        self.carried.put_offer(today, standing);
        if standing == Standing::Retired {
            self.warn(first.place(), "offerId", &id.to_string(), Remark::IsRetired);
        }
        self.count_offer(first, kept, &facts, retirement);
        let contacts = self.contacts_of_offer(drafts, kept);
        let name = id.to_string();
        let links = kept.and_then(|kept| known.links.get(&kept.id));
        let links = links.map_or(&[][..], Vec::as_slice);
        let told = drafts.iter().flat_map(|draft| &draft.links);
        let links = self.links(first.place(), &name, links, told);
        let former_ids = self.former_ids(drafts);
        self.plan.offers.push(OfferPlan {
            former_ids,
            id: today.clone(),
            kept: kept.cloned(),
            facts,
            retirement,
            contacts,
            links,
        });
    }

    /// Rows that tell something about an offer that nobody knows.
    fn refuse_parts(&mut self, drafts: &[&OfferDraft]) {
        for draft in drafts {
            let (id, rows) = (draft.marketplace_id(), draft.places.len());
            self.plan.counted.taken -= rows;
            self.plan.counted.repeated -= rows - 1;
            let reason = format!(
                "neither the directory nor the file has an offer `{id}` that this could belong to"
            );
            self.refuse(&draft.places, &reason);
        }
    }

    /// What is known of the offer after all of them.
    fn facts(&mut self, drafts: &[&OfferDraft], kept: Option<&Offer>) -> Option<OfferFacts> {
        drafts
            .iter()
            .fold(kept.map(|kept| kept.facts.clone()), |facts, draft| {
                let facts = match facts {
                    None => merge::new_facts(&draft.offer_id, &draft.facts),
                    Some(facts) => merge::facts(&facts, &draft.facts),
                };
                let stands_in =
                    facts.title == draft.offer_id.as_str() && draft.facts.title.is_none();
                if stands_in && draft.telling == Telling::Offer {
                    self.warn(draft.place(), "offerName", "", Remark::TitleMissing);
                }
                if draft.facts.listing == Some(ListingState::NotPublished) {
                    self.plan.counted.not_published += 1;
                }
                Some(facts)
            })
    }

    fn retirement(&self, is_retired: Option<bool>, kept: Option<&Offer>) -> Retirement {
        let was_retired = kept.is_some_and(|kept| kept.retired_at.is_some());
        let source_decides = self.how.missing == Missing::Retired;
        Retirement::of(is_retired.or(source_decides.then_some(false)), was_retired)
    }

    fn count_offer(
        &mut self,
        draft: &OfferDraft,
        kept: Option<&Offer>,
        facts: &OfferFacts,
        retirement: Retirement,
    ) {
        let (at, name) = (draft.place(), draft.marketplace_id().to_string());
        let after = || Offer {
            facts: facts.clone(),
            ..kept.cloned().unwrap_or_else(|| prospective(draft, facts))
        };
        match kept {
            None => {
                self.plan.counted.offers.added += 1;
                self.added(at, &name, after);
            }
            Some(kept) if kept.facts != *facts => {
                self.plan.counted.offers.changed += 1;
                self.changed(at, &name, Deed::Changed, kept, &after());
            }
            Some(_) => self.plan.counted.offers.unchanged += 1,
        }
        let (deed, retired_at) = match retirement {
            Retirement::Left => return,
            Retirement::Retired => (Deed::Retired, Some(DateTime::UNIX_EPOCH)),
            Retirement::Restored => (Deed::Restored, None),
        };
        match deed {
            Deed::Retired => self.plan.counted.retired += 1,
            _ => self.plan.counted.restored += 1,
        }
        let before = after();
        let moved = Offer {
            retired_at,
            ..before.clone()
        };
        self.changed(at, &name, deed, &before, &moved);
    }

    fn contacts_of_offer(
        &mut self,
        drafts: &[&OfferDraft],
        kept: Option<&Offer>,
    ) -> Vec<ContactStep> {
        let Some(first) = drafts.first() else {
            return Vec::new();
        };
        let known = self.known;
        let owner = kept.map(|kept| ContactOwner::Offer(kept.id));
        let own = owner.map_or(&[][..], |owner| known.contacts_of(owner));
        let mut told: Vec<ToldContact> = Vec::new();
        for contact in drafts.iter().flat_map(|draft| &draft.contacts) {
            if !told.contains(contact) {
                told.push(contact.clone());
            }
        }
        let name = first.marketplace_id().to_string();
        if told.is_empty() && own.is_empty() && !self.is_reachable(first, kept) {
            self.plan.counted.without_contact += 1;
            let remark = Remark::NobodyToReach;
            self.warn(first.place(), "offerId", first.offer_id.as_str(), remark);
        }
        let lends = self.publisher_name(first, kept);
        let of = Owned {
            at: first.place(),
            owner,
            owner_id: &name,
            lends: &lends,
            kept: own,
        };
        self.contacts(&of, &told)
    }

    /// Whether its publisher has contacts, or gets some.
    fn is_reachable(&self, draft: &OfferDraft, kept: Option<&Offer>) -> bool {
        let publisher = kept.map(|kept| &kept.publisher);
        let publisher = publisher.or_else(|| self.known.publishers.get(&draft.publisher.id));
        let has_contacts = |publisher: &Publisher| {
            let owner = ContactOwner::Publisher(publisher.id);
            !self.known.contacts_of(owner).is_empty()
        };
        let today = self.publisher_today(&draft.publisher.id);
        publisher.is_some_and(has_contacts) || self.carried.reachable.contains(&today)
    }

    /// The name that its publisher has from now on.
    fn publisher_name(&self, draft: &OfferDraft, kept: Option<&Offer>) -> String {
        let id = kept.map_or(&draft.publisher.id, |kept| &kept.publisher.publisher_id);
        let named = self.publisher_now(id).map(|now| now.name);
        let named = named.or_else(|| kept.map(|kept| kept.publisher.name.clone()));
        named.unwrap_or_else(|| id.to_string())
    }

    fn former_ids(&mut self, drafts: &[&OfferDraft]) -> Vec<MarketplaceId> {
        let mut former = Vec::new();
        for draft in drafts {
            for id in &draft.facts.former_ids {
                let is_bearer_known = self.known.bearers.contains_key(&id.publisher_id)
                    || self.carried.publishers.contains_key(&id.publisher_id);
                let is_in_use = self.known.offers.contains_key(id);
                if is_bearer_known && !is_in_use {
                    former.push(id.clone());
                } else if !is_bearer_known {
                    let remark = Remark::FormerPublisherUnknown;
                    self.warn(draft.place(), "formerIds", &id.to_string(), remark);
                }
            }
        }
        former
    }
}

/// An offer as it would be; its keys name nothing yet.
fn prospective(draft: &OfferDraft, facts: &OfferFacts) -> Offer {
    Offer {
        id: Id::new(Uuid::nil()),
        publisher: Publisher {
            id: Id::new(Uuid::nil()),
            publisher_id: draft.publisher.id.clone(),
            name: String::new(),
            is_first_party: false,
            retired_at: None,
            merged_into: None,
            version: 1,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
        },
        offer_id: draft.offer_id.clone(),
        facts: facts.clone(),
        retired_at: None,
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}
