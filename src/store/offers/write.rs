//! Writing offers, and the words they are found by.

use std::collections::BTreeMap;

use entity::{offer, offer_search};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{IntoActiveModel, JsonValue, QuerySelect, QueryTrait, Set};

use crate::domain::Id;
use crate::domain::folding::fold;
use crate::domain::language::Language;
use crate::domain::offer::{NewOffer, Offer, OfferFacts, Wording};
use crate::domain::publisher::Publisher;
use crate::store::writing::{new_key, now, one_more};
use crate::store::{Change, Doing, Result};

impl Change {
    /// Adds offers of publishers that are kept, together with the words they are found by. An id that an
    /// offer had before it moved away finds the new one from now on.
    pub async fn add_offers(&self, new: Vec<(NewOffer, Publisher)>) -> Result<Vec<Offer>> {
        let at = now();
        let rows: Vec<(offer::Model, Publisher)> = new
            .into_iter()
            .map(|(new, publisher)| {
                let row = offer::Model {
                    id: new_key(),
                    publisher_id: new.publisher.key(),
                    offer_id: new.offer_id.as_str().to_owned(),
                    title_key: fold(&new.facts.title),
                    translations: write_translations(&new.facts.translations),
                    title: new.facts.title,
                    summary: new.facts.summary,
                    offer_type: new.facts.offer_type.code().to_owned(),
                    resale: new.facts.resale.code().to_owned(),
                    listing: new.facts.listing.code().to_owned(),
                    website: new.facts.website,
                    categories: new.facts.categories.into(),
                    retired_at: None,
                    version: 1,
                    created_at: at,
                    updated_at: at,
                };
                (row, publisher)
            })
            .collect();
        let models = rows.iter().map(|(row, _)| row.clone().into_active_model());
        self.insert(models, "add offers").await?;
        let offers: Result<Vec<Offer>> = rows
            .into_iter()
            .map(|(row, publisher)| super::offer(row, publisher))
            .collect();
        let offers = offers?;
        self.index_offers(&offers).await?;
        self.forget_former_ids_in_use().await?;
        Ok(offers)
    }

    /// Gives an offer other facts, also in the words it is found by.
    pub async fn change_offer(&self, kept: &Offer, facts: OfferFacts) -> Result<Offer> {
        let row = offer::ActiveModel {
            id: Set(kept.id.key()),
            title_key: Set(fold(&facts.title)),
            translations: Set(write_translations(&facts.translations)),
            title: Set(facts.title),
            summary: Set(facts.summary),
            offer_type: Set(facts.offer_type.code().to_owned()),
            resale: Set(facts.resale.code().to_owned()),
            listing: Set(facts.listing.code().to_owned()),
            website: Set(facts.website),
            categories: Set(facts.categories.into()),
            version: Set(kept.version + 1),
            updated_at: Set(now()),
            ..Default::default()
        };
        let row = row
            .update(self.connection())
            .await
            .doing("change an offer")?;
        let changed = super::offer(row, kept.publisher.clone())?;
        // The publisher's name stays as it is kept: the one at hand may have been changed since.
        offer_search::Entity::update_many()
            .col_expr(
                offer_search::Column::Title,
                Expr::value(title_words(&changed.facts)),
            )
            .filter(offer_search::Column::OfferId.eq(kept.id.key()))
            .exec(self.connection())
            .await
            .doing("make a changed offer findable")?;
        Ok(changed)
    }

    /// Takes an offer out of the lists.
    pub async fn retire_offer(&self, kept: &Offer) -> Result<Offer> {
        self.set_offer_retired(kept, Some(now())).await
    }

    /// Brings an offer back into the lists, if its publisher is in them.
    pub async fn restore_offer(&self, kept: &Offer) -> Result<Offer> {
        self.set_offer_retired(kept, None).await
    }

    async fn set_offer_retired(&self, kept: &Offer, at: Option<DateTimeUtc>) -> Result<Offer> {
        let row = offer::ActiveModel {
            id: Set(kept.id.key()),
            retired_at: Set(at),
            version: Set(kept.version + 1),
            updated_at: Set(at.unwrap_or_else(now)),
            ..Default::default()
        };
        let row = row.update(self.connection()).await;
        let row = row.doing("retire or restore an offer")?;
        super::offer(row, kept.publisher.clone())
    }

    /// Moves offers to a publisher that has none of their ids, also in the words they are found by.
    pub async fn move_offers(&self, kept: Vec<Offer>, to: &Publisher) -> Result<Vec<Offer>> {
        let at = now();
        let set = [
            (offer::Column::PublisherId, Expr::value(to.id.key())),
            (offer::Column::Version, one_more()),
            (offer::Column::UpdatedAt, Expr::value(at)),
        ];
        let keys = kept.iter().map(|offer| offer.id.key()).collect();
        self.set_for(offer::Column::Id, keys, &set, "move offers")
            .await?;
        self.name_publisher_of_offers(to.id, &to.name).await?;
        self.forget_former_ids_in_use().await?;
        let moved = |kept: Offer| Offer {
            publisher: to.clone(),
            version: kept.version + 1,
            updated_at: at,
            ..kept
        };
        Ok(kept.into_iter().map(moved).collect())
    }

    /// Writes the name of a publisher into the words that its offers are found by.
    pub(in crate::store) async fn name_publisher_of_offers(
        &self,
        publisher: Id<Publisher>,
        name: &str,
    ) -> Result<()> {
        let offers = offer::Entity::find()
            .select_only()
            .column(offer::Column::Id)
            .filter(offer::Column::PublisherId.eq(publisher.key()))
            .into_query();
        offer_search::Entity::update_many()
            .col_expr(offer_search::Column::Publisher, Expr::value(fold(name)))
            .filter(offer_search::Column::OfferId.in_subquery(offers))
            .exec(self.connection())
            .await
            .doing("name the publisher of offers")?;
        Ok(())
    }

    /// Writes the words that offers are found by.
    pub(in crate::store) async fn index_offers(&self, offers: &[Offer]) -> Result<()> {
        let words = offers.iter().map(|offer| offer_search::ActiveModel {
            offer_id: Set(offer.id.key()),
            title: Set(title_words(&offer.facts)),
            publisher: Set(fold(&offer.publisher.name)),
            ..Default::default()
        });
        self.insert(words, "make offers findable").await
    }
}

/// The words of an offer's title in every language, those of the main title first.
fn title_words(facts: &OfferFacts) -> String {
    let translated = facts
        .translations
        .values()
        .map(|wording| wording.title.as_str());
    let titles: Vec<String> = std::iter::once(facts.title.as_str())
        .chain(translated)
        .map(fold)
        .collect();
    titles.join(" ")
}

fn write_translations(translations: &BTreeMap<Language, Wording>) -> JsonValue {
    translations
        .iter()
        .map(|(language, wording)| {
            let value = serde_json::json!({ "title": wording.title, "summary": wording.summary });
            (language.tag().to_owned(), value)
        })
        .collect()
}
