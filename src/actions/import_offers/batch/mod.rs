//! One batch of an import: what is kept about its offers, and what is written.

mod contacts;
mod links;
mod offers;
mod publishers;

use std::collections::{BTreeSet, HashMap};

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

/// A batch of drafts, with what the directory holds about them.
pub(super) struct Batch<'a> {
    change: &'a Change,
    drafts: &'a [OfferDraft],
    publishers: HashMap<PublisherId, Publisher>,
    offers: HashMap<MarketplaceId, Offer>,
    contacts: HashMap<ContactOwner, Vec<Contact>>,
    links: HashMap<Id<Offer>, Vec<ResourceLink>>,
    notes: Vec<ChangeNote>,
}

impl<'a> Batch<'a> {
    /// Reads what the directory holds about the drafts: four statements, whatever their number.
    pub(super) async fn open(change: &'a Change, drafts: &'a [OfferDraft]) -> Result<Self> {
        let mut publisher_ids: Vec<PublisherId> = drafts
            .iter()
            .map(|draft| draft.publisher.id.clone())
            .collect();
        publisher_ids.sort();
        publisher_ids.dedup();
        let publishers = change.publishers_by_marketplace_id(&publisher_ids).await?;
        let ids: Vec<MarketplaceId> = drafts.iter().map(OfferDraft::marketplace_id).collect();
        let offers = change.offers_by_marketplace_id(&ids).await?;
        let owners: Vec<ContactOwner> = offers
            .iter()
            .map(|offer| ContactOwner::Offer(offer.id))
            .chain(
                publishers
                    .iter()
                    .map(|publisher| ContactOwner::Publisher(publisher.id)),
            )
            .collect();
        let offer_ids: Vec<Id<Offer>> = offers.iter().map(|offer| offer.id).collect();
        Ok(Self {
            change,
            drafts,
            contacts: change
                .contacts_of(&owners, &ContactScope::everything())
                .await?,
            links: change.links_of(&offer_ids).await?,
            publishers: publishers
                .into_iter()
                .map(|kept| (kept.publisher_id.clone(), kept))
                .collect(),
            offers: offers
                .into_iter()
                .map(|kept| (kept.marketplace_id(), kept))
                .collect(),
            notes: Vec::new(),
        })
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
        for draft in self.drafts {
            let kept = self.publishers.get(&draft.publisher.id);
            match kept.and_then(|kept| draft.publisher.stranger_to(&kept.name)) {
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

fn note_added(notes: &mut Vec<ChangeNote>, tally: &mut Tally, added: &impl Recorded) {
    tally.added += 1;
    notes.push(ChangeNote::added(added));
}
