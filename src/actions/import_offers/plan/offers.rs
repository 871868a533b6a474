//! The offers of a batch: added, changed, retired, or left as they are.

use std::borrow::Cow;
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
use crate::exchange::{self, OfferDraft, Remark, SourceFile, Telling};

/// What becomes of an offer.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct OfferPlan {
    /// The file that tells it first.
    pub(in crate::actions::import_offers) file: Option<SourceFile>,
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
        let new_former_ids = self.former_ids(drafts);
        let mut offers: Vec<(MarketplaceId, Cow<OfferDraft>)> = Vec::new();
        let mut places: HashMap<MarketplaceId, usize> = HashMap::new();
        for &draft in drafts {
            let today = self.offer_today(&draft.marketplace_id());
            if let Some(&place) = places.get(&today) {
                let first = offers[place].1.to_mut();
                // What is told under the id that it has today goes before what is told under old ones.
                let is_own = |draft: &OfferDraft| draft.marketplace_id() == today;
                if is_own(draft) && !is_own(first) {
                    let old = std::mem::replace(first, draft.clone());
                    self.merge_offers(first, old);
                } else {
                    self.merge_offers(first, draft.clone());
                }
                continue;
            }
            places.insert(today.clone(), offers.len());
            offers.push((today, Cow::Borrowed(draft)));
        }
        for (today, draft) in offers {
            let own = new_former_ids.iter().filter(|(_, of)| *of == today);
            let own = own.map(|(id, _)| id.clone()).collect();
            self.offer(today, &draft, own);
        }
    }

    fn merge_offers(&mut self, kept: &mut OfferDraft, later: OfferDraft) {
        let mut warnings = Vec::new();
        exchange::merge_offers(kept, later, &mut warnings);
        self.plan.counted.repeated += 1;
        self.warn_all(warnings);
    }

    fn offer(&mut self, today: MarketplaceId, draft: &OfferDraft, former_ids: Vec<MarketplaceId>) {
        let id = draft.marketplace_id();
        let known = self.known;
        let kept = self.kept_offer(&id, &today);
        if kept.is_none() && draft.telling == Telling::Part {
            return self.refuse_part(draft);
        }
        let facts = self.facts(&today, draft, kept);
        let is_retired = draft.facts.is_retired;
        let retirement = self.retirement(is_retired, kept);
        let was_retired = kept.is_some_and(|kept| kept.retired_at.is_some());
        let standing = match retirement {
            Retirement::Restored => Standing::Listed,
            Retirement::Left | Retirement::Retired => Standing::of(is_retired, was_retired),
        };
        self.carried.put_offer(&today, standing);
        if standing == Standing::Retired {
            self.warn(draft.place(), "offerId", &id.to_string(), Remark::IsRetired);
        }
        self.count_offer(draft, &today, kept, &facts, retirement);
        let contacts = self.contacts_of_offer(draft, kept);
        let links = kept.and_then(|kept| known.links.get(&kept.id));
        let links = links.map_or(&[][..], Vec::as_slice);
        let links = self.links(draft.place(), &id.to_string(), links, draft.links.iter());
        self.plan.offers.push(OfferPlan {
            file: draft.place().file.clone(),
            id: today,
            kept: kept.cloned(),
            facts,
            retirement,
            former_ids,
            contacts,
            links,
        });
    }

    /// Rows that tell something about an offer that nobody knows.
    fn refuse_part(&mut self, draft: &OfferDraft) {
        let (id, rows) = (draft.marketplace_id(), draft.places.len());
        self.plan.counted.taken -= rows;
        self.plan.counted.repeated -= rows - 1;
        let reason = format!(
            "neither the directory nor the file has an offer `{id}` that this could belong to"
        );
        self.refuse(&draft.places, &reason);
    }

    /// What is known of the offer from now on.
    fn facts(
        &mut self,
        today: &MarketplaceId,
        draft: &OfferDraft,
        kept: Option<&Offer>,
    ) -> OfferFacts {
        let facts = match kept {
            None => merge::new_facts(&today.offer_id, &draft.facts),
            Some(kept) => merge::facts(&kept.facts, &draft.facts),
        };
        let stands_in = facts.title == today.offer_id.as_str() && draft.facts.title.is_none();
        if stands_in && draft.telling == Telling::Offer {
            self.warn(draft.place(), "offerName", "", Remark::TitleMissing);
        }
        if draft.facts.listing == Some(ListingState::NotPublished) {
            self.plan.counted.not_published += 1;
        }
        facts
    }

    fn retirement(&self, is_retired: Option<bool>, kept: Option<&Offer>) -> Retirement {
        let was_retired = kept.is_some_and(|kept| kept.retired_at.is_some());
        let source_decides = self.how.missing == Missing::Retired;
        Retirement::of(is_retired.or(source_decides.then_some(false)), was_retired)
    }

    fn count_offer(
        &mut self,
        draft: &OfferDraft,
        today: &MarketplaceId,
        kept: Option<&Offer>,
        facts: &OfferFacts,
        retirement: Retirement,
    ) {
        let (at, name) = (draft.place(), draft.marketplace_id().to_string());
        let after = || Offer {
            facts: facts.clone(),
            ..kept.cloned().unwrap_or_else(|| prospective(today, facts))
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

    fn contacts_of_offer(&mut self, draft: &OfferDraft, kept: Option<&Offer>) -> Vec<ContactStep> {
        let known = self.known;
        let owner = kept.map(|kept| ContactOwner::Offer(kept.id));
        let own = owner.map_or(&[][..], |owner| known.contacts_of(owner));
        if draft.contacts.is_empty() && own.is_empty() && !self.is_reachable(draft, kept) {
            self.plan.counted.without_contact += 1;
            let remark = Remark::NobodyToReach;
            self.warn(draft.place(), "offerId", draft.offer_id.as_str(), remark);
        }
        let of = Owned {
            at: draft.place(),
            owner,
            owner_id: &draft.marketplace_id().to_string(),
            lends: &self.publisher_name(draft, kept),
            kept: own,
        };
        self.contacts(&of, &draft.contacts)
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
}

/// An offer as it would be; its keys name nothing yet.
fn prospective(id: &MarketplaceId, facts: &OfferFacts) -> Offer {
    Offer {
        id: Id::new(Uuid::nil()),
        publisher: Publisher {
            id: Id::new(Uuid::nil()),
            publisher_id: id.publisher_id.clone(),
            name: String::new(),
            is_first_party: false,
            retired_at: None,
            merged_into: None,
            version: 1,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
        },
        offer_id: id.offer_id.clone(),
        facts: facts.clone(),
        retired_at: None,
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}
