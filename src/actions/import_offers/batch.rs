//! One batch of an import: what is kept about its offers, and what is written.

use std::collections::{BTreeSet, HashMap};

use super::merge;
use super::summary::{Imported, Tally};
use crate::domain::Id;
use crate::domain::change::{ChangeNote, Recorded};
use crate::domain::contact::{Contact, ContactDetails, ContactOwner, ContactType, NewContact};
use crate::domain::link::{LinkTarget, ResourceLink};
use crate::domain::offer::{ListingState, MarketplaceId, NewOffer, Offer};
use crate::domain::publisher::{NewPublisher, Publisher, PublisherId, is_microsoft};
use crate::exchange::{IdSource, OfferDraft, Refusal, Remark, Warning};
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
            contacts: change.contacts_of(&owners, ContactType::ALL).await?,
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

    async fn write_publishers(
        &mut self,
        drafts: &[&OfferDraft],
        imported: &mut Imported,
        touched: &mut BTreeSet<PublisherId>,
    ) -> Result<()> {
        let mut new = Vec::new();
        for (line, draft) in drafts.iter().map(|draft| (draft.line(), &draft.publisher)) {
            if !touched.insert(draft.id.clone()) {
                continue;
            }
            let kept = self.publishers.get(&draft.id);
            if draft.name.is_none() && kept.is_none_or(|kept| kept.name == draft.id.as_str()) {
                let (column, remark) = ("publisherName", Remark::PublisherUnnamed);
                let warning = Warning::new(line, column, draft.id.as_str(), remark);
                imported.warnings.push(warning);
            }
            imported.ids_made += usize::from(draft.id_source == IdSource::MadeFromName);
            let Some(kept) = kept else {
                let name = draft.name.clone().unwrap_or_else(|| draft.id.to_string());
                let is_first_party = is_microsoft(&name);
                new.push(NewPublisher {
                    publisher_id: draft.id.clone(),
                    name,
                    is_first_party,
                });
                continue;
            };
            match &draft.name {
                // A name that only led to the id does not rename whoever has it.
                Some(name) if *name != kept.name && draft.name_source == IdSource::Given => {
                    let renamed = self
                        .change
                        .rename_publisher(kept, name, is_microsoft(name))
                        .await?;
                    self.notes.push(ChangeNote::changed(kept, &renamed));
                    // An offer that changes too is indexed under the name its publisher has now.
                    for offer in self.offers.values_mut() {
                        if offer.publisher.id == renamed.id {
                            offer.publisher = renamed.clone();
                        }
                    }
                    self.publishers.insert(draft.id.clone(), renamed);
                    imported.publishers.changed += 1;
                }
                _ => imported.publishers.unchanged += 1,
            }
        }
        for added in self.change.add_publishers(new).await? {
            note_added(&mut self.notes, &mut imported.publishers, &added);
            self.publishers.insert(added.publisher_id.clone(), added);
        }
        Ok(())
    }

    async fn write_offers(
        &mut self,
        drafts: &[&OfferDraft],
        imported: &mut Imported,
    ) -> Result<()> {
        let (mut new, tally) = (Vec::new(), &mut imported.offers);
        for draft in drafts {
            let (id, told) = (draft.marketplace_id(), &draft.facts);
            let facts = match self.offers.get(&id) {
                None => merge::new_facts(&draft.offer_id, told),
                Some(kept) => merge::facts(&kept.facts, told),
            };
            if told.title.is_none() && facts.title == draft.offer_id.as_str() {
                let warning = Warning::new(draft.line(), "offerName", "", Remark::TitleMissing);
                imported.warnings.push(warning);
            }
            let Some(kept) = self.offers.get(&id) else {
                let Some(publisher) = self.publishers.get(&id.publisher_id) else {
                    continue;
                };
                let offer = NewOffer {
                    publisher: publisher.id,
                    offer_id: draft.offer_id.clone(),
                    facts,
                };
                new.push((offer, publisher.clone()));
                continue;
            };
            if facts == kept.facts {
                tally.unchanged += 1;
                continue;
            }
            let changed = self.change.change_offer(kept, facts).await?;
            tally.changed += 1;
            self.notes.push(ChangeNote::changed(kept, &changed));
            self.offers.insert(id, changed);
        }
        for added in self.change.add_offers(new).await? {
            note_added(&mut self.notes, tally, &added);
            self.offers.insert(added.marketplace_id(), added);
        }
        Ok(())
    }

    async fn write_contacts(
        &mut self,
        drafts: &[&OfferDraft],
        imported: &mut Imported,
    ) -> Result<()> {
        let (mut new, tally) = (Vec::new(), &mut imported.contacts);
        for draft in drafts {
            let Some(offer) = self.offers.get(&draft.marketplace_id()) else {
                continue;
            };
            let owner = ContactOwner::Offer(offer.id);
            let own: &[Contact] = self.contacts.get(&owner).map_or(&[], Vec::as_slice);
            let inherited = self
                .contacts
                .contains_key(&ContactOwner::Publisher(offer.publisher.id));
            if draft.contacts.is_empty() && own.is_empty() && !inherited {
                imported.without_contact += 1;
                let (column, id) = ("offerId", draft.offer_id.as_str());
                let warning = Warning::new(draft.line(), column, id, Remark::NobodyToReach);
                imported.warnings.push(warning);
            }
            for (contact_type, told) in &draft.contacts {
                let details = merge::new_details(&offer.publisher.name, told);
                let Some(kept) = same_contact(own, *contact_type, &details) else {
                    new.push(NewContact {
                        owner,
                        contact_type: *contact_type,
                        details,
                    });
                    continue;
                };
                let details = merge::details(&kept.details, told);
                if details == kept.details {
                    tally.unchanged += 1;
                    continue;
                }
                let changed = self.change.change_contact(kept, details).await?;
                tally.changed += 1;
                self.notes.push(ChangeNote::changed(kept, &changed));
            }
        }
        for added in self.change.add_contacts(new).await? {
            note_added(&mut self.notes, tally, &added);
        }
        Ok(())
    }

    async fn write_links(&mut self, drafts: &[&OfferDraft], tally: &mut Tally) -> Result<()> {
        let mut new = Vec::new();
        for draft in drafts {
            let Some(offer) = self.offers.get(&draft.marketplace_id()) else {
                continue;
            };
            let own: &[ResourceLink] = self.links.get(&offer.id).map_or(&[], Vec::as_slice);
            for told in &draft.links {
                let Some(kept) = same_link(own, told) else {
                    new.push((offer.id, told.clone()));
                    continue;
                };
                let title = told.title.clone().or_else(|| kept.target.title.clone());
                let target = LinkTarget {
                    title,
                    ..told.clone()
                };
                if target == kept.target {
                    tally.unchanged += 1;
                    continue;
                }
                let changed = self.change.change_link(kept, target).await?;
                tally.changed += 1;
                self.notes.push(ChangeNote::changed(kept, &changed));
            }
        }
        for added in self.change.add_links(new).await? {
            note_added(&mut self.notes, tally, &added);
        }
        Ok(())
    }
}

fn note_added(notes: &mut Vec<ChangeNote>, tally: &mut Tally, added: &impl Recorded) {
    tally.added += 1;
    notes.push(ChangeNote::added(added));
}

/// The kept contact that a draft speaks of: one with the same channels, or the only one of its type.
fn same_contact<'c>(
    own: &'c [Contact],
    contact_type: ContactType,
    told: &ContactDetails,
) -> Option<&'c Contact> {
    let of_type: Vec<&Contact> = own
        .iter()
        .filter(|kept| kept.contact_type == contact_type)
        .collect();
    let same_channels = of_type
        .iter()
        .find(|kept| kept.details.fingerprint() == told.fingerprint())
        .copied();
    same_channels.or_else(|| of_type.first().copied().filter(|_| of_type.len() == 1))
}

/// The kept link that a draft speaks of: one with the same address, or the only one of its kind.
fn same_link<'l>(own: &'l [ResourceLink], told: &LinkTarget) -> Option<&'l ResourceLink> {
    let of_kind: Vec<&ResourceLink> = own
        .iter()
        .filter(|kept| kept.target.kind == told.kind && kept.target.cloud == told.cloud)
        .collect();
    let same_address = of_kind
        .iter()
        .find(|kept| kept.target.url == told.url)
        .copied();
    same_address.or_else(|| of_kind.first().copied().filter(|_| of_kind.len() == 1))
}
