//! Exporting the directory: what is kept becomes a file that an import takes back.
//!
//! It is read from one picture of the directory, a page at a time, and every page is written before the next
//! one is read: an export of any size needs the memory of a page, and goes no faster than who takes it.

mod terms;
mod things;
mod walk;

use crate::domain::actor::{Actor, ContactScope, Permission, Realm};
use crate::domain::export::ExportFilter;
use crate::domain::format::ExportFormat;
use crate::domain::offer::OfferType;
use crate::domain::publisher::{Publisher, PublisherId, PublisherKey};
use crate::exchange::Told;
use crate::exchange::writing::Writing;
use crate::store::{Failure, Snapshot, Store};
use walk::{Step, Walk};

/// What is asked for; lists that are empty do not narrow.
#[derive(Clone, Debug)]
pub struct ExportWanted {
    /// In which format.
    pub format: ExportFormat,
    /// Only these publishers, and what is theirs.
    pub publishers: Vec<PublisherId>,
    /// Only offers of these types.
    pub types: Vec<OfferType>,
    /// Only offers with these words in title or publisher name.
    pub search: Option<String>,
}

/// Why nothing is exported.
#[derive(Debug, thiserror::Error)]
pub enum NotExported {
    /// Who wanted it did not sign in.
    #[error("who exports has to sign in")]
    NotSignedIn,
    /// Who wanted it may not.
    #[error("administrators may export all of it, editors their own publishers")]
    NotAllowed,
    /// No publisher has this id.
    #[error("no publisher in the directory has the id {0}")]
    NoSuchPublisher(PublisherId),
    /// The format does not name the publisher.
    #[error("the format names no publisher, so it holds the offers of exactly one")]
    NotOnePublisher,
    /// The store failed.
    #[error(transparent)]
    Broken(#[from] Failure),
}

/// How much was written so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Publishers, apart from their offers.
    pub publishers: u64,
    /// Offers.
    pub offers: u64,
    /// Partners.
    pub partners: u64,
    /// Contacts of all of them.
    pub contacts: u64,
}

/// An export that is under way. Dropping it ends it.
#[derive(Debug)]
pub struct Export {
    picture: Snapshot,
    filter: ExportFilter,
    readable: ContactScope,
    writing: Writing,
    walk: Walk,
    exported: Exported,
}

impl Export {
    /// Begins an export of the directory as it is at this moment.
    pub async fn begin(
        store: &Store,
        actor: &Actor,
        wanted: ExportWanted,
    ) -> Result<Self, NotExported> {
        admit(actor, &wanted.publishers)?;
        let names_no_publisher = wanted.format == ExportFormat::ProductIngestion;
        if names_no_publisher && wanted.publishers.len() != 1 {
            return Err(NotExported::NotOnePublisher);
        }
        let picture = store.snapshot().await?;
        let mut publishers = Vec::new();
        for id in &wanted.publishers {
            publishers.push(publisher(&picture, actor, id).await?.id);
        }
        let given = |list: &[_]| (!list.is_empty()).then(|| list.to_vec());
        let filter = ExportFilter {
            publishers: (!publishers.is_empty()).then_some(publishers),
            types: given(&wanted.types),
            search: wanted.search.filter(|text| !text.trim().is_empty()),
        };
        Ok(Self {
            walk: Walk::begin(wanted.format, &filter),
            picture,
            filter,
            readable: actor.readable_contacts(),
            writing: Writing::of(wanted.format),
            exported: Exported::default(),
        })
    }

    /// The next bytes; `None` once everything was given. After a failure what was given is not whole.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let mut bytes = Vec::new();
        if self.walk.sets_out() {
            self.writing.begin(&mut bytes);
        }
        while let Some(step) = self.walk.step() {
            if let Some(told) = self.page(step).await? {
                for told in &told {
                    self.exported.count(told);
                    self.writing.write(told, &mut bytes);
                }
            } else {
                self.walk.go_on();
                if self.walk.step().is_none() {
                    self.writing.end(&mut bytes);
                }
            }
            if !bytes.is_empty() {
                break;
            }
        }
        Ok((!bytes.is_empty()).then_some(bytes))
    }

    /// What the next page of a step tells; `None` when there is none.
    async fn page(&mut self, step: Step) -> Result<Option<Vec<Told>>, Failure> {
        match step {
            Step::Publishers => self.publishers().await,
            Step::Offers => self.offers().await,
            Step::OffersInTheLists => self.offers_in_the_lists().await,
            Step::Partners => self.partners().await,
            Step::Ties => self.ties().await,
            Step::Splits => self.splits().await,
            Step::OverridesOfPartners => self.overrides_of_partners().await,
            Step::OverridesOfPublishers => self.overrides_of_publishers().await,
            Step::OverridesOfOffers => self.overrides_of_offers().await,
            Step::NoticesOfPublishers => self.notices_of_publishers().await,
            Step::NoticesOfOffers => self.notices_of_offers().await,
        }
    }

    /// How much was written so far.
    pub fn exported(&self) -> Exported {
        self.exported
    }
}

impl Exported {
    fn count(&mut self, told: &Told) {
        let (things, contacts) = match told {
            Told::Offer(offer) => (&mut self.offers, offer.contacts.len()),
            Told::Publisher(publisher) => (&mut self.publishers, publisher.contacts.len()),
            Told::Partner(partner) => (&mut self.partners, partner.contacts.len()),
            Told::Tie(_) | Told::Split(_) | Told::Override(_) | Told::Notice(_) => return,
        };
        *things += 1;
        self.contacts += contacts as u64;
    }
}

/// Lets through who may export anything, before anything is looked up.
fn admit(actor: &Actor, publishers: &[PublisherId]) -> Result<(), NotExported> {
    let may = match publishers {
        [] => actor.may(Permission::Administer, Realm::Directory),
        _ => publishers.iter().all(|id| may_export(actor, id)),
    };
    match (may, actor.is_signed_in()) {
        (true, _) => Ok(()),
        (false, true) => Err(NotExported::NotAllowed),
        (false, false) => Err(NotExported::NotSignedIn),
    }
}

/// Who keeps the contacts of a publisher may take them out.
fn may_export(actor: &Actor, publisher: &PublisherId) -> bool {
    actor.may(Permission::EditContacts, Realm::Publisher(publisher))
}

/// The publisher that an id finds: one that became one with another stands for that.
async fn publisher(
    picture: &Snapshot,
    actor: &Actor,
    id: &PublisherId,
) -> Result<Publisher, NotExported> {
    let key = PublisherKey::Marketplace(id.clone());
    let Some(found) = picture.publisher(&key).await? else {
        return Err(NotExported::NoSuchPublisher(id.clone()));
    };
    if may_export(actor, &found.publisher_id) {
        Ok(found)
    } else {
        Err(NotExported::NotAllowed)
    }
}
