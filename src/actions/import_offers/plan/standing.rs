//! What ids of a file find: things that are there, or will be once the plan is done.

use chrono::NaiveDate;

use super::Planner;
use super::carried::{PartnerNow, PublisherNow, Standing};
use crate::domain::offer::{MarketplaceId, Offer};
use crate::domain::owner::Owner;
use crate::domain::partner::PartnerId;
use crate::domain::publisher::PublisherId;
use crate::exchange::Subject;

impl<'p> Planner<'p> {
    /// Whom an id of a publisher finds from now on: the id that this one has.
    pub(super) fn publisher_today(&self, id: &PublisherId) -> PublisherId {
        if let Some(survivor) = self.carried.merged.get(id) {
            return survivor.clone();
        }
        let kept = self.known.publishers.get(id);
        kept.map_or_else(|| id.clone(), |kept| kept.publisher_id.clone())
    }

    /// The publisher that an id finds.
    pub(super) fn publisher_now(&self, id: &PublisherId) -> Option<PublisherNow> {
        let today = self.publisher_today(id);
        let carried = self.carried.publishers.get(&today).cloned();
        carried.or_else(|| {
            let kept = self.known.publishers.get(id)?;
            Some(PublisherNow {
                name: kept.name.clone(),
                standing: Standing::of(None, kept.retired_at.is_some()),
            })
        })
    }

    /// The marketplace id that an offer of the file has today, or will have. An id of a publisher that became one
    /// with another is the same id of that one.
    pub(super) fn offer_today(&self, id: &MarketplaceId) -> MarketplaceId {
        let moved = MarketplaceId {
            publisher_id: self.publisher_today(&id.publisher_id),
            offer_id: id.offer_id.clone(),
        };
        let found = [id, &moved].into_iter().find_map(|id| {
            let former = self.carried.former.get(id).cloned();
            former.or_else(|| self.known.offers.get(id).map(Offer::marketplace_id))
        });
        found.unwrap_or(moved)
    }

    /// The offer that an id finds, which is the one that it has today, if it is there.
    pub(super) fn kept_offer(
        &self,
        id: &MarketplaceId,
        today: &MarketplaceId,
    ) -> Option<&'p Offer> {
        let known = [id, today].into_iter();
        let mut known = known.filter_map(|id| self.known.offers.get(id));
        known.find(|kept| kept.marketplace_id() == *today)
    }

    /// What overrides and notices are about, by its id in the file and the one that it has today, if it is there.
    pub(super) fn kept_subject(&self, told: &Subject, today: &Subject) -> Option<Owner> {
        match (told, today) {
            (Subject::Offer(id), Subject::Offer(today)) => {
                self.kept_offer(id, today).cloned().map(Owner::Offer)
            }
            _ => self
                .known
                .subject(today)
                .or_else(|| self.known.subject(told)),
        }
    }

    /// The partner that has an id.
    pub(super) fn partner_now(&self, id: &PartnerId) -> Option<PartnerNow> {
        let carried = self.carried.partners.get(id).copied();
        carried.or_else(|| {
            let kept = self.known.partners.get(id)?;
            Some(PartnerNow {
                role: kept.role,
                standing: Standing::of(None, kept.retired_at.is_some()),
            })
        })
    }

    /// What overrides and notices are about, by the id that it has today, and whether it is in the lists: an offer
    /// leaves them with its publisher too. `None` when nobody knows it.
    pub(super) fn about(&self, subject: &Subject) -> Option<(Subject, Standing)> {
        match subject {
            Subject::Partner(id) => {
                let standing = self.partner_now(id)?.standing;
                Some((subject.clone(), standing))
            }
            Subject::Publisher(id) => {
                let standing = self.publisher_now(id)?.standing;
                Some((Subject::Publisher(self.publisher_today(id)), standing))
            }
            Subject::Offer(id) => {
                let today = self.offer_today(id);
                let standing = self.offer_now(&today)?;
                Some((Subject::Offer(today), standing))
            }
        }
    }

    fn offer_now(&self, today: &MarketplaceId) -> Option<Standing> {
        let known = self.known.offers.values();
        let mut known = known.filter(|kept| kept.marketplace_id() == *today);
        let known = known.next();
        let was_retired = known.map(|kept| kept.retired_at.is_some());
        let was = was_retired.map(|was_retired| Standing::of(None, was_retired));
        let own = self.carried.offer(today).or(was)?;
        let publisher = self.publisher_now(&today.publisher_id);
        let publisher = publisher.map(|publisher| publisher.standing);
        let publisher = publisher.or_else(|| {
            let is_retired = known?.publisher.retired_at.is_some();
            Some(Standing::of(None, is_retired))
        });
        Some(match (own, publisher) {
            (Standing::Listed, Some(standing)) => standing,
            (_, Some(Standing::Retired)) => Standing::Retired,
            (own, _) => own,
        })
    }
}

/// What something is about, in the words of a report.
pub(super) fn in_words(subject: &Subject) -> String {
    match subject {
        Subject::Partner(id) => format!("partner `{}`", id.as_str()),
        Subject::Publisher(id) => format!("publisher `{id}`"),
        Subject::Offer(id) => format!("offer `{id}`"),
    }
}

/// The id of what something is about.
pub(super) fn name(subject: &Subject) -> String {
    match subject {
        Subject::Partner(id) => id.as_str().to_owned(),
        Subject::Publisher(id) => id.to_string(),
        Subject::Offer(id) => id.to_string(),
    }
}

/// A last day, in the words of a report.
pub(super) fn day(last: Option<NaiveDate>) -> String {
    last.map_or_else(|| "no end".to_owned(), |last| last.to_string())
}
