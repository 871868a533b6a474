//! A gap with what there is to say of it: what it is about, and the contact in doubt.

use std::collections::HashMap;

use crate::domain::Id;
use crate::domain::actor::Actor;
use crate::domain::contact::Contact;
use crate::domain::gap::{Gap, GapKind, GapSubject};
use crate::domain::offer::Offer;
use crate::domain::publisher::Publisher;
use crate::store::{Failure, Store};

/// A gap with what there is to say of it.
pub(super) struct Noted {
    pub(super) gap: Gap,
    /// The publisher that it is about, or whose offer it is about.
    pub(super) publisher: Publisher,
    /// The offer that it is about.
    pub(super) offer: Option<Offer>,
    /// The contact in doubt.
    pub(super) contact: Option<Contact>,
    /// The publishers that may be the same.
    pub(super) variants: Vec<Publisher>,
}

/// Reads what there is to say of some gaps. One whose subject was removed since it was listed is left out.
pub(super) async fn note(store: &Store, gaps: Vec<Gap>) -> Result<Vec<Noted>, Failure> {
    let (mut offers, mut publishers, mut spelt_alike) = (Vec::new(), Vec::new(), Vec::new());
    for gap in &gaps {
        match gap.about {
            Some(GapSubject::Offer(id)) => offers.push(id),
            Some(GapSubject::Publisher(id)) => {
                publishers.push(id);
                if gap.kind == GapKind::SpellingVariant {
                    spelt_alike.push(id);
                }
            }
            None => {}
        }
    }
    let contacts: Vec<Id<Contact>> = gaps.iter().filter_map(|gap| gap.contact).collect();
    let everything = Actor::Operator.readable_contacts();
    let offers = by_id(store.offers_by_id(&offers).await?, |offer| offer.id);
    let publishers = by_id(store.publishers_by_id(&publishers).await?, |found| found.id);
    let contacts = by_id(
        store.contacts_by_id(&contacts, &everything).await?,
        |found| found.id,
    );
    let mut variants = store.spelling_variants_of(&spelt_alike).await?;
    let noted = gaps.into_iter().filter_map(|gap| {
        let (offer, publisher) = match gap.about? {
            GapSubject::Offer(id) => {
                let offer = offers.get(&id)?.clone();
                let publisher = offer.publisher.clone();
                (Some(offer), publisher)
            }
            GapSubject::Publisher(id) => (None, publishers.get(&id)?.clone()),
        };
        let variants = (gap.kind == GapKind::SpellingVariant)
            .then(|| variants.remove(&publisher.id))
            .flatten();
        Some(Noted {
            gap,
            publisher,
            offer,
            contact: gap.contact.and_then(|id| contacts.get(&id).cloned()),
            variants: variants.unwrap_or_default(),
        })
    });
    Ok(noted.collect())
}

fn by_id<T>(things: Vec<T>, id: impl Fn(&T) -> Id<T>) -> HashMap<Id<T>, T> {
    things
        .into_iter()
        .map(|thing| (id(&thing), thing))
        .collect()
}
