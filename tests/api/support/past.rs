//! What the directory holds past the service: its history, and all of it to the last row.

use std::fmt::Debug;

use sea_orm::{DatabaseConnection, EntityTrait, QueryOrder};
use serde_json::{Value, json};
use support_directory::domain::actor::ContactScope;
use support_directory::domain::contact::{Contact, ContactOwner};

use super::TestService;

/// Every row of the directory and of its history: what a deed that was refused leaves as it was.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Everything(Vec<String>);

impl TestService {
    /// All that is kept.
    pub(crate) async fn everything(&self) -> Everything {
        let database = self.database().await;
        let mut rows = Vec::new();
        rows.extend(all::<entity::publisher::Entity>(&database).await);
        rows.extend(all::<entity::publisher_search::Entity>(&database).await);
        rows.extend(all::<entity::offer::Entity>(&database).await);
        rows.extend(all::<entity::offer_search::Entity>(&database).await);
        rows.extend(all::<entity::former_offer_id::Entity>(&database).await);
        rows.extend(all::<entity::contact::Entity>(&database).await);
        rows.extend(all::<entity::resource_link::Entity>(&database).await);
        rows.extend(all::<entity::service_notice::Entity>(&database).await);
        rows.extend(all::<entity::partner::Entity>(&database).await);
        rows.extend(all::<entity::partner_tie::Entity>(&database).await);
        rows.extend(all::<entity::indirect_split::Entity>(&database).await);
        rows.extend(all::<entity::responsibility_override::Entity>(&database).await);
        rows.extend(all::<entity::policy_edition::Entity>(&database).await);
        rows.extend(all::<entity::policy_clause::Entity>(&database).await);
        rows.extend(all::<entity::responsibility_rule::Entity>(&database).await);
        rows.extend(all::<entity::rule_clause::Entity>(&database).await);
        rows.extend(all::<entity::change_record::Entity>(&database).await);
        database.close().await.expect("the database closes");
        Everything(rows)
    }

    /// The contacts of somebody, in the order they came in.
    pub(crate) async fn contacts_of(&self, owner: ContactOwner) -> Vec<Contact> {
        let all = ContactScope::everything();
        let contacts = self.store.contacts_of(&[owner], &all).await;
        let contacts = contacts.expect("readable").remove(&owner);
        contacts.unwrap_or_default()
    }

    /// What was done since the first edition was loaded, in order: the deed, what it was done to, by whom and why, and what it was and became.
    pub(crate) async fn history(&self) -> Vec<Value> {
        let database = self.database().await;
        let records = entity::change_record::Entity::find()
            .order_by_asc(entity::change_record::Column::Id)
            .all(&database)
            .await
            .expect("records are read");
        database.close().await.expect("the database closes");
        let told = records.into_iter().skip(1).map(|record| {
            json!({
                "deed": format!("{} {}", record.deed, record.thing_kind),
                "actor": record.actor,
                "note": record.note,
                "before": record.before,
                "after": record.after,
            })
        });
        told.collect()
    }

    /// The deeds, each with why it was done.
    pub(crate) async fn causes(&self) -> Vec<String> {
        let history = self.history().await;
        let said = |record: &Value, of: &str| record[of].as_str().unwrap_or("-").to_owned();
        let causes = history
            .iter()
            .map(|record| format!("{}: {}", said(record, "deed"), said(record, "note")));
        causes.collect()
    }

    /// The deeds alone.
    pub(crate) async fn deeds(&self) -> Vec<String> {
        let history = self.history().await;
        let deeds = history.iter().filter_map(|record| record["deed"].as_str());
        deeds.map(str::to_owned).collect()
    }
}

async fn all<E: EntityTrait>(database: &DatabaseConnection) -> Vec<String>
where
    E::Model: Debug,
{
    let rows = E::find().all(database).await.expect("rows are read");
    let mut rows: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
    rows.sort();
    rows
}
