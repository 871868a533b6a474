//! One batch of an import: what is kept about its offers, and what is written.

mod contacts;
mod links;
mod offers;
mod publishers;

use std::collections::{BTreeSet, HashMap, HashSet};

use super::summary::{Imported, Tally};
use crate::domain::Id;
use crate::domain::actor::ContactScope;
use crate::domain::change::{ChangeNote, Recorded};
use crate::domain::contact::{Contact, ContactOwner};
use crate::domain::link::ResourceLink;
use crate::domain::offer::{ListingState, MarketplaceId, Offer};
use crate::domain::publisher::{Publisher, PublisherId};
use crate::exchange::{OfferDraft, Refusal};
use crate::store::{Change, Result};

/// A batch of drafts, with what the directory holds about them: by the ids that the file names, which may
/// be old ones.
pub(super) struct Batch<'a> {
    change: &'a Change,
    drafts: Vec<&'a OfferDraft>,
    /// Who has an id.
    bearers: HashMap<PublisherId, Publisher>,
    /// Who an id finds: whom its bearer became one with, or the bearer.
    publishers: HashMap<PublisherId, Publisher>,
    offers: HashMap<MarketplaceId, Offer>,
    contacts: HashMap<ContactOwner, Vec<Contact>>,
    links: HashMap<Id<Offer>, Vec<ResourceLink>>,
    notes: Vec<ChangeNote>,
}

impl<'a> Batch<'a> {
    /// Reads what the directory holds about the drafts: a handful of statements, whatever their number.
    /// Drafts that speak of the offer of an earlier one under another id are given back, to be taken after it.
    pub(super) async fn open(
        change: &'a Change,
        drafts: Vec<&'a OfferDraft>,
    ) -> Result<(Self, Vec<&'a OfferDraft>)> {
        let (bearers, publishers) = publishers_of(change, &drafts).await?;
        let ids: Vec<MarketplaceId> = drafts.iter().map(|draft| draft.marketplace_id()).collect();
        let offers = change.offers_by_marketplace_id(&ids).await?;
        let owners: Vec<ContactOwner> = offers
            .values()
            .flat_map(|offer| {
                [
                    ContactOwner::Offer(offer.id),
                    ContactOwner::Publisher(offer.publisher.id),
                ]
            })
            .chain(
                publishers
                    .values()
                    .map(|kept| ContactOwner::Publisher(kept.id)),
            )
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let offer_ids: Vec<Id<Offer>> = offers.values().map(|offer| offer.id).collect();
        let mut batch = Self {
            change,
            drafts,
            contacts: change
                .contacts_of(&owners, &ContactScope::everything())
                .await?,
            links: change.links_of(&offer_ids).await?,
            bearers,
            publishers,
            offers,
            notes: Vec::new(),
        };
        let later = batch.put_off_repeated();
        Ok((batch, later))
    }

    /// Takes out drafts of offers that an earlier draft names otherwise.
    fn put_off_repeated(&mut self) -> Vec<&'a OfferDraft> {
        let mut seen = HashSet::new();
        let (now, later) = std::mem::take(&mut self.drafts)
            .into_iter()
            .partition(|draft| seen.insert(self.id_today(draft)));
        self.drafts = now;
        later
    }

    /// The marketplace id that the offer of a draft has, or will have.
    fn id_today(&self, draft: &OfferDraft) -> MarketplaceId {
        let id = draft.marketplace_id();
        if let Some(offer) = self.offers.get(&id) {
            return offer.marketplace_id();
        }
        let publisher = self.publishers.get(&id.publisher_id);
        MarketplaceId {
            publisher_id: publisher.map_or(id.publisher_id, |kept| kept.publisher_id.clone()),
            offer_id: id.offer_id,
        }
    }

    /// Writes what differs, and counts; `touched` are the publishers of the file that were counted.
    pub(super) async fn write(
        &mut self,
        imported: &mut Imported,
        touched: &mut BTreeSet<PublisherId>,
    ) -> Result<()> {
        let drafts = self.refuse_strangers(imported);
        self.write_publishers(&drafts, imported, touched).await?;
        self.write_offers(&drafts, imported).await?;
        self.write_contacts(&drafts, imported).await?;
        self.write_links(&drafts, &mut imported.links).await?;
        let hidden = |draft: &&&OfferDraft| draft.facts.listing == Some(ListingState::NotPublished);
        imported.not_published += drafts.iter().filter(hidden).count();
        Ok(())
    }

    /// What was changed, for the record.
    pub(super) fn into_notes(self) -> Vec<ChangeNote> {
        self.notes
    }

    /// Refuses drafts whose publisher's id was made from its name and belongs to another publisher:
    /// every row of them.
    fn refuse_strangers(&self, imported: &mut Imported) -> Vec<&'a OfferDraft> {
        let mut drafts = Vec::new();
        for &draft in &self.drafts {
            let bearer = self.bearers.get(&draft.publisher.id);
            match bearer.and_then(|bearer| draft.publisher.stranger_to(&bearer.name)) {
                None => {
                    imported.taken += draft.lines.len();
                    imported.repeated += draft.lines.len() - 1;
                    drafts.push(draft);
                }
                Some(reason) => imported
                    .refused
                    .extend(draft.lines.iter().map(|&line| Refusal {
                        line,
                        reason: reason.clone(),
                    })),
            }
        }
        drafts
    }
}

/// Who has the publisher ids of these drafts, and whom they find.
async fn publishers_of(
    change: &Change,
    drafts: &[&OfferDraft],
) -> Result<(
    HashMap<PublisherId, Publisher>,
    HashMap<PublisherId, Publisher>,
)> {
    let ids: BTreeSet<&PublisherId> = drafts.iter().map(|draft| &draft.publisher.id).collect();
    let ids: Vec<PublisherId> = ids.into_iter().cloned().collect();
    let bearers = change.publishers_by_marketplace_id(&ids).await?;
    let merged: Vec<Id<Publisher>> = bearers.iter().filter_map(|kept| kept.merged_into).collect();
    let others = if merged.is_empty() {
        Vec::new()
    } else {
        change.publishers_by_id(&merged).await?
    };
    let found = |bearer: &Publisher| {
        let other = others
            .iter()
            .find(|other| Some(other.id) == bearer.merged_into);
        (bearer.publisher_id.clone(), other.unwrap_or(bearer).clone())
    };
    let publishers = bearers.iter().map(found).collect();
    let bearers = bearers
        .into_iter()
        .map(|kept| (kept.publisher_id.clone(), kept))
        .collect();
    Ok((bearers, publishers))
}

fn note_added(notes: &mut Vec<ChangeNote>, tally: &mut Tally, added: &impl Recorded) {
    tally.added += 1;
    notes.push(ChangeNote::added(added));
}
