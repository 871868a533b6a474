//! Entities: things that other graphs refer to, and a gateway asks for by their keys (Apollo Federation 2).

use async_graphql::{
    Context, ID, InputValueError, InputValueResult, Scalar, ScalarType, SimpleObject, Union, Value,
};

use super::keys::{OfferBy, PartnerBy, PublisherBy, Sought};
use super::{Offer, Partner, Publisher};
use crate::domain::offer::OfferKey;
use crate::domain::partner::PartnerKey;
use crate::domain::publisher::{self, PublisherKey};
use crate::graphql::context::{Answer, loaders};
use crate::graphql::fault::Fault;

/// The keys by which a gateway finds each kind of thing: fields of it. `sdl` tells them as `@key`.
pub(in crate::graphql) const ENTITY_KEYS: [(&str, [&str; 2]); 3] = [
    ("Offer", ["id", "marketplaceId"]),
    ("Partner", ["id", "partnerId"]),
    ("Publisher", ["id", "publisherId"]),
];

/// What a gateway knows of a thing of this graph: the name of its type, and the fields of one of its keys.
pub(in crate::graphql) struct Representation(Value);

/// What a gateway knows of a thing of this graph: the name of its type as `__typename`, and the fields of one of its
/// keys.
#[Scalar(
    name = "_Any",
    specified_by_url = "https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec#scalar-_any"
)]
impl ScalarType for Representation {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::Object(_) => Ok(Self(value)),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn to_value(&self) -> Value {
        self.0.clone()
    }
}

/// A thing that other graphs refer to.
#[derive(Union)]
#[graphql(name = "_Entity")]
pub(in crate::graphql) enum Entity {
    /// An offer.
    Offer(Box<Offer>),
    /// A partner.
    Partner(Partner),
    /// A publisher.
    Publisher(Publisher),
}

/// This graph, as the composition of a supergraph takes it.
#[derive(SimpleObject)]
#[graphql(name = "_Service")]
pub(in crate::graphql) struct Subgraph {
    /// Its schema, with the keys of its entities.
    pub(in crate::graphql) sdl: String,
}

impl Representation {
    /// The thing, as the doors of its type find it by the same key; `None` when it is not there.
    pub(in crate::graphql) async fn find(&self, ctx: &Context<'_>) -> Answer<Option<Entity>> {
        match self.text("__typename") {
            Some("Offer") => {
                let key = self.key("marketplaceId", OfferBy::Id, OfferBy::MarketplaceId)?;
                offer(ctx, key.sought()?).await
            }
            Some("Partner") => {
                let key = self.key("partnerId", PartnerBy::Id, PartnerBy::PartnerId)?;
                partner(ctx, key.sought()?).await
            }
            Some("Publisher") => {
                let key = self.key("publisherId", PublisherBy::Id, PublisherBy::PublisherId)?;
                publisher(ctx, key.sought()?).await
            }
            _ => Err(Fault::BadRepresentation(
                "A representation has a `__typename`: Offer, Partner or Publisher.",
            )),
        }
    }

    /// The key that it holds: the id in this directory, or what people know.
    fn key<By>(
        &self,
        known: &str,
        by_id: impl FnOnce(ID) -> By,
        by_known: impl FnOnce(String) -> By,
    ) -> Answer<By> {
        match (self.text("id"), self.text(known)) {
            (Some(id), _) => Ok(by_id(ID::from(id))),
            (None, Some(known)) => Ok(by_known(known.to_owned())),
            (None, None) => Err(Fault::BadRepresentation(
                "A representation holds a key of its type as a text: `id`, or for an Offer `marketplaceId`, for a Partner \
                 `partnerId`, for a Publisher `publisherId`.",
            )),
        }
    }

    fn text(&self, name: &str) -> Option<&str> {
        match &self.0 {
            Value::Object(members) => match members.get(name) {
                Some(Value::String(text)) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }
}

async fn offer(ctx: &Context<'_>, sought: Sought<OfferKey>) -> Answer<Option<Entity>> {
    let found = match sought.key() {
        Some(OfferKey::Id(id)) => loaders(ctx).offers.load(id).await?,
        Some(OfferKey::Marketplace(id)) => loaders(ctx).offers_by_marketplace_id.load(id).await?,
        None => None,
    };
    Ok(found.map(|found| Entity::Offer(Box::new(Offer(found)))))
}

async fn partner(ctx: &Context<'_>, sought: Sought<PartnerKey>) -> Answer<Option<Entity>> {
    let found = match sought.key() {
        Some(PartnerKey::Id(id)) => loaders(ctx).partners.load(id).await?,
        Some(PartnerKey::Partner(id)) => loaders(ctx).partners_by_partner_id.load(id).await?,
        None => None,
    };
    Ok(found.map(|found| Entity::Partner(Partner(found))))
}

async fn publisher(ctx: &Context<'_>, sought: Sought<PublisherKey>) -> Answer<Option<Entity>> {
    let named = match sought.key() {
        Some(PublisherKey::Id(id)) => loaders(ctx).publishers.load(id).await?,
        Some(PublisherKey::Marketplace(id)) => {
            loaders(ctx).publishers_by_marketplace_id.load(id).await?
        }
        None => None,
    };
    let found = match named {
        Some(publisher::Publisher {
            merged_into: Some(other),
            ..
        }) => loaders(ctx).publishers.load(other).await?,
        itself => itself,
    };
    Ok(found.map(|found| Entity::Publisher(Publisher(found))))
}
