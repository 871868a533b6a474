//! Resource links: reading and writing the pages about offers.

use std::collections::HashMap;

use entity::resource_link;
use sea_orm::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, Set};

use super::reading::Row;
use super::writing::{new_key, now};
use super::{Change, Doing, Result, Session};
use crate::domain::Id;
use crate::domain::link::{Cloud, LinkTarget, ResourceKind, ResourceLink};
use crate::domain::offer::Offer;

fn link(row: resource_link::Model) -> Result<ResourceLink> {
    let at = Row {
        table: "resource_link",
        key: row.id,
    };
    Ok(ResourceLink {
        id: Id::new(row.id),
        offer: Id::new(row.offer_id),
        target: LinkTarget {
            kind: at.read("kind", ResourceKind::from_code(&row.kind))?,
            cloud: at.read("cloud", Cloud::from_code(&row.cloud))?,
            url: row.url,
            title: row.title,
        },
        version: row.version,
        updated_at: row.updated_at,
    })
}

impl<C: ConnectionTrait> Session<C> {
    /// The link with this id.
    pub async fn link(&self, id: Id<ResourceLink>) -> Result<Option<ResourceLink>> {
        let row = resource_link::Entity::find_by_id(id.key())
            .one(self.connection())
            .await;
        row.doing("read a link")?.map(link).transpose()
    }

    /// The links of these offers, by offer, ordered by kind, cloud and id.
    pub async fn links_of(
        &self,
        offers: &[Id<Offer>],
    ) -> Result<HashMap<Id<Offer>, Vec<ResourceLink>>> {
        let rows = resource_link::Entity::find()
            .filter(resource_link::Column::OfferId.is_in(offers.iter().map(|id| id.key())))
            .order_by_asc(resource_link::Column::Id)
            .all(self.connection())
            .await
            .doing("read links")?;
        let mut by_offer: HashMap<Id<Offer>, Vec<ResourceLink>> = HashMap::new();
        for row in rows {
            let link = link(row)?;
            by_offer.entry(link.offer).or_default().push(link);
        }
        for links in by_offer.values_mut() {
            links.sort_by_key(|link| (link.target.kind, link.target.cloud, link.id));
        }
        Ok(by_offer)
    }
}

impl Change {
    /// Adds links to offers that are kept.
    pub async fn add_links(&self, new: Vec<(Id<Offer>, LinkTarget)>) -> Result<Vec<ResourceLink>> {
        let at = now();
        let rows: Vec<resource_link::Model> = new
            .into_iter()
            .map(|(offer, target)| resource_link::Model {
                id: new_key(),
                offer_id: offer.key(),
                kind: target.kind.code().to_owned(),
                cloud: target.cloud.code().to_owned(),
                url: target.url,
                title: target.title,
                version: 1,
                created_at: at,
                updated_at: at,
            })
            .collect();
        let models = rows.iter().cloned().map(IntoActiveModel::into_active_model);
        self.insert(models, "add links").await?;
        rows.into_iter().map(link).collect()
    }

    /// Gives a link another target.
    pub async fn change_link(
        &self,
        kept: &ResourceLink,
        target: LinkTarget,
    ) -> Result<ResourceLink> {
        let row = resource_link::ActiveModel {
            id: Set(kept.id.key()),
            kind: Set(target.kind.code().to_owned()),
            cloud: Set(target.cloud.code().to_owned()),
            url: Set(target.url),
            title: Set(target.title),
            version: Set(kept.version + 1),
            updated_at: Set(now()),
            ..Default::default()
        };
        link(row.update(self.connection()).await.doing("change a link")?)
    }

    /// Takes a link out of the directory.
    pub async fn remove_link(&self, kept: &ResourceLink) -> Result<()> {
        resource_link::Entity::delete_by_id(kept.id.key())
            .exec(self.connection())
            .await
            .doing("remove a link")?;
        Ok(())
    }
}
