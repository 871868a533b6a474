//! What a watcher is concerned with.

use async_graphql::Context;
use uuid::Uuid;

use crate::domain::Id;
use crate::domain::change::Happening;
use crate::domain::publisher::Publisher;
use crate::graphql::context::{Answer, store};
use crate::graphql::fault::Fault;
use crate::graphql::types::{OfferBy, PublisherBy};

/// Of whom things are watched.
pub(super) enum Concern {
    /// Of everybody.
    Everybody,
    /// Of these owners, by their keys.
    Owners([Uuid; 2]),
    /// Of a publisher and its offers.
    Publisher(Id<Publisher>),
}

impl Concern {
    /// Reads what a client names: an offer, a publisher, or neither.
    pub(super) async fn of(
        ctx: &Context<'_>,
        offer: Option<OfferBy>,
        publisher: Option<PublisherBy>,
    ) -> Answer<Self> {
        match (offer, publisher) {
            (None, None) => Ok(Self::Everybody),
            (Some(by), None) => {
                let found = match by.sought()?.key() {
                    Some(key) => store(ctx).offer(&key).await?,
                    None => None,
                };
                let offer = found.ok_or(Fault::NotFound("offer"))?;
                Ok(Self::Owners([offer.id.key(), offer.publisher.id.key()]))
            }
            (None, Some(by)) => {
                let found = match by.sought()?.key() {
                    Some(key) => store(ctx).publisher(&key).await?,
                    None => None,
                };
                let publisher = found.ok_or(Fault::NotFound("publisher"))?;
                Ok(Self::Publisher(publisher.id))
            }
            (Some(_), Some(_)) => Err(Fault::BadArguments(
                "Name an offer or a publisher, not both.",
            )),
        }
    }

    /// Whether a change is of one of them.
    pub(super) fn is_with(&self, change: &Happening) -> bool {
        match self {
            Self::Everybody => true,
            Self::Owners(keys) => keys.contains(&change.owner),
            Self::Publisher(id) => change.is_of_publisher(*id),
        }
    }
}
