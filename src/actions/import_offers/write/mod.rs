//! Writing what was planned: the rows of a batch, and what history says of them.

mod contacts;
mod offers;
mod partners;
mod publishers;
mod terms;

use std::collections::HashMap;

use super::known::Known;
use super::missing::Seen;
use super::plan::Plan;
use crate::domain::Id;
use crate::domain::change::ChangeNote;
use crate::domain::contact::NewContact;
use crate::domain::link::LinkTarget;
use crate::domain::offer::{MarketplaceId, Offer};
use crate::domain::partner::{Partner, PartnerId};
use crate::domain::publisher::{Publisher, PublisherId};
use crate::store::{Change, Result};

/// Writes a plan, what others refer to first, and tells what was done.
pub(super) async fn write(
    change: &Change,
    plan: Plan,
    known: Known,
    seen: &mut Seen,
) -> Result<Vec<ChangeNote>> {
    let mut writing = Writing::begin(change, known);
    writing.publishers(plan.publishers).await?;
    writing
        .contacts_of_publishers(plan.publisher_contacts)
        .await?;
    writing.offers(plan.offers, seen).await?;
    writing.partners(plan.partners).await?;
    writing.add_contacts_and_links().await?;
    writing.ties(&plan.ties).await?;
    writing.splits(plan.splits).await?;
    writing.overrides(plan.overrides).await?;
    writing.notices(plan.notices).await?;
    Ok(writing.notes)
}

/// A batch that is being written. What is added is gathered, and written in a few statements.
struct Writing<'w> {
    change: &'w Change,
    /// Whom an id finds, as they are now.
    publishers: HashMap<PublisherId, Publisher>,
    offers: HashMap<MarketplaceId, Id<Offer>>,
    partners: HashMap<PartnerId, Id<Partner>>,
    contacts: Vec<NewContact>,
    links: Vec<(Id<Offer>, LinkTarget)>,
    notes: Vec<ChangeNote>,
}

impl<'w> Writing<'w> {
    fn begin(change: &'w Change, known: Known) -> Self {
        let offers = known.offers.values();
        let offers = offers.map(|kept| (kept.marketplace_id(), kept.id));
        let partners = known.partners.into_iter();
        Self {
            change,
            offers: offers.collect(),
            partners: partners.map(|(id, kept)| (id, kept.id)).collect(),
            publishers: known.publishers,
            contacts: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
        }
    }
}
