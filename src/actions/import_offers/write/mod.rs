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
use crate::domain::change::{ChangeNote, Recorded};
use crate::domain::contact::NewContact;
use crate::domain::link::LinkTarget;
use crate::domain::offer::{MarketplaceId, Offer};
use crate::domain::partner::{Partner, PartnerId};
use crate::domain::publisher::{Publisher, PublisherId};
use crate::exchange::SourceFile;
use crate::store::{Change, Result};

/// What was done of what one file tells.
pub(super) struct Done {
    pub(super) file: Option<SourceFile>,
    pub(super) notes: Vec<ChangeNote>,
}

/// Writes a plan, what others refer to first, and tells what was done, in that order.
pub(super) async fn write(
    change: &Change,
    plan: Plan,
    known: Known,
    seen: &mut Seen,
) -> Result<Vec<Done>> {
    let mut writing = Writing::begin(change, known);
    writing.publishers(plan.publishers).await?;
    writing
        .contacts_of_publishers(plan.publisher_contacts)
        .await?;
    writing.offers(plan.offers, seen).await?;
    writing.partners(plan.partners).await?;
    writing.add_contacts_and_links().await?;
    writing.ties(plan.ties).await?;
    writing.splits(plan.splits).await?;
    writing.overrides(plan.overrides).await?;
    writing.notices(plan.notices).await?;
    Ok(writing.done)
}

/// A batch that is being written. What is added is gathered, and written in a few statements.
struct Writing<'w> {
    change: &'w Change,
    /// Whom an id finds, as they are now.
    publishers: HashMap<PublisherId, Publisher>,
    offers: HashMap<MarketplaceId, Id<Offer>>,
    partners: HashMap<PartnerId, Id<Partner>>,
    contacts: Additions<NewContact>,
    links: Additions<(Id<Offer>, LinkTarget)>,
    done: Vec<Done>,
}

/// What is to be added, and beside it the file that tells each of it.
struct Additions<T> {
    files: Vec<Option<SourceFile>>,
    new: Vec<T>,
}

impl<T> Additions<T> {
    fn nothing() -> Self {
        Self {
            files: Vec::new(),
            new: Vec::new(),
        }
    }

    fn push(&mut self, file: Option<&SourceFile>, new: T) {
        self.files.push(file.cloned());
        self.new.push(new);
    }
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
            contacts: Additions::nothing(),
            links: Additions::nothing(),
            done: Vec::new(),
        }
    }

    /// Takes note of what was done of what a file tells.
    fn note(&mut self, file: Option<&SourceFile>, note: ChangeNote) {
        match self.done.last_mut() {
            Some(last) if last.file.as_ref() == file => last.notes.push(note),
            _ => self.done.push(Done {
                file: file.cloned(),
                notes: vec![note],
            }),
        }
    }

    /// Takes note of what was added, each of what its file tells.
    fn note_added<T: Recorded>(&mut self, files: &[Option<SourceFile>], added: &[T]) {
        for (file, added) in files.iter().zip(added) {
            self.note(file.as_ref(), ChangeNote::added(added));
        }
    }
}
