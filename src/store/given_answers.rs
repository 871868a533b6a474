//! Answers that are given again to who repeats a request under the same key.

use chrono::{DateTime, Utc};
use entity::{change_record, given_answer, import_job};
use sea_orm::prelude::*;
use sea_orm::{IntoActiveModel, PaginatorTrait, Set};

use super::writing::now;
use super::{Change, Doing, Result, Session};
use crate::domain::repeat::RequestKey;

/// A request that was given a key, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyedRequest {
    /// What was asked, as a digest.
    pub fingerprint: String,
    /// The request that carries it out.
    pub request: Uuid,
    /// The answer; absent while it is not known.
    pub answer: Option<String>,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
}

impl<C: ConnectionTrait> Session<C> {
    /// The request to which somebody gave this key.
    pub async fn keyed_request(
        &self,
        actor: &str,
        key: &RequestKey,
    ) -> Result<Option<KeyedRequest>> {
        let row = given_answer::Entity::find_by_id((actor.to_owned(), key.as_str().to_owned()))
            .one(self.connection())
            .await
            .doing("look for a repeated request")?;
        Ok(row.map(|row| KeyedRequest {
            fingerprint: row.fingerprint,
            request: row.request_id,
            answer: row.answer,
            asked_at: row.created_at,
        }))
    }

    /// Whether a request changed anything, or asked for an import that will.
    pub async fn has_changed_anything(&self, request: Uuid) -> Result<bool> {
        let imports = import_job::Entity::find()
            .filter(import_job::Column::RequestId.eq(request))
            .count(self.connection())
            .await;
        if imports.doing("look for what a request asked for")? > 0 {
            return Ok(true);
        }
        let records = change_record::Entity::find()
            .filter(change_record::Column::RequestId.eq(request))
            .count(self.connection())
            .await;
        Ok(records.doing("look for what a request changed")? > 0)
    }
}

impl Change {
    /// Writes down that a request with a key begins.
    pub async fn begin_keyed_request(
        &self,
        actor: &str,
        key: &RequestKey,
        fingerprint: &str,
        request: Uuid,
    ) -> Result<()> {
        let row = given_answer::Model {
            actor: actor.to_owned(),
            request_key: key.as_str().to_owned(),
            fingerprint: fingerprint.to_owned(),
            request_id: request,
            answer: None,
            created_at: now(),
        };
        given_answer::Entity::insert(row.into_active_model())
            .exec_without_returning(self.connection())
            .await
            .doing("begin a request with a key")?;
        Ok(())
    }

    /// Keeps the answer of a request, for when it is repeated.
    pub async fn keep_answer(
        &self,
        actor: &str,
        key: &RequestKey,
        request: Uuid,
        answer: String,
    ) -> Result<()> {
        given_answer::Entity::update_many()
            .set(given_answer::ActiveModel {
                answer: Set(Some(answer)),
                ..Default::default()
            })
            .filter(given_answer::Column::Actor.eq(actor))
            .filter(given_answer::Column::RequestKey.eq(key.as_str()))
            .filter(given_answer::Column::RequestId.eq(request))
            .exec(self.connection())
            .await
            .doing("keep the answer of a request")?;
        Ok(())
    }

    /// Forgets a request with a key; a later one under the key is left alone.
    pub async fn forget_keyed_request(
        &self,
        actor: &str,
        key: &RequestKey,
        request: Uuid,
    ) -> Result<()> {
        given_answer::Entity::delete_by_id((actor.to_owned(), key.as_str().to_owned()))
            .filter(given_answer::Column::RequestId.eq(request))
            .exec(self.connection())
            .await
            .doing("forget a request with a key")?;
        Ok(())
    }

    /// Forgets the requests that were asked before this.
    pub async fn forget_requests_before(&self, time: DateTime<Utc>) -> Result<()> {
        given_answer::Entity::delete_many()
            .filter(given_answer::Column::CreatedAt.lt(time))
            .exec(self.connection())
            .await
            .doing("forget old requests with keys")?;
        Ok(())
    }
}
