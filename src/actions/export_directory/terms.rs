//! What is said of publishers, offers and partners: ties, splits, overrides and service notices.
//!
//! They have no ids that people know, so they go by what they are about, and then by what they say.

use std::collections::HashMap;

use super::Export;
use super::things::under;
use crate::domain::Id;
use crate::domain::export::Having;
use crate::domain::inquiry::{Inquirer, PartnerModel};
use crate::domain::notice::{NoticeSubject, ServiceNotice};
use crate::domain::partner::{Partner, PartnerId};
use crate::domain::responsibility::{Override, OverrideSubject, Split};
use crate::exchange::{Subject, Told, ToldNotice, ToldOverride, ToldSplit, ToldTie};
use crate::store::Failure;

/// What the next page tells; `None` at the end.
type ToldPage = Result<Option<Vec<Told>>, Failure>;

impl Export {
    pub(super) async fn ties(&mut self) -> ToldPage {
        let Some(page) = self.next_partners(Having::Anything).await? else {
            return Ok(None);
        };
        let ids: Vec<Id<Partner>> = page.iter().map(|provider| provider.id).collect();
        let resellers = self.picture.reseller_ids_of(&ids).await?;
        let of = |provider: &Partner| {
            let tie = |reseller: &PartnerId| {
                Told::Tie(ToldTie::of_kept(
                    provider.partner_id.clone(),
                    reseller.clone(),
                ))
            };
            let ties: Vec<Told> = under(&resellers, &provider.id).iter().map(tie).collect();
            ties
        };
        Ok(Some(page.iter().flat_map(of).collect()))
    }

    pub(super) async fn splits(&mut self) -> ToldPage {
        let Some(page) = self.next_partners(Having::Anything).await? else {
            return Ok(None);
        };
        let ids: Vec<Id<Partner>> = page.iter().map(|provider| provider.id).collect();
        let mut splits = self.picture.splits_by_provider(&ids).await?;
        let resellers: Vec<Id<Partner>> = splits
            .values()
            .flatten()
            .filter_map(|split| split.terms.reseller)
            .collect();
        let resellers = self.picture.partners_by_id(&resellers).await?;
        let resellers: HashMap<Id<Partner>, PartnerId> = resellers
            .into_iter()
            .map(|found| (found.id, found.partner_id))
            .collect();
        let mut told = Vec::new();
        for provider in &page {
            let mut own: Vec<(Option<PartnerId>, Split)> = splits
                .remove(&provider.id)
                .unwrap_or_default()
                .into_iter()
                .map(|split| (split.terms.reseller, split))
                .map(|(id, split)| (id.and_then(|id| resellers.get(&id).cloned()), split))
                .collect();
            own.sort_by_cached_key(|(reseller, split)| {
                let terms = &split.terms;
                (reseller.clone(), terms.category.code(), terms.valid_from)
            });
            told.extend(own.into_iter().map(|(reseller, split)| {
                let provider = provider.partner_id.clone();
                Told::Split(ToldSplit::of_kept(&split, provider, reseller))
            }));
        }
        Ok(Some(told))
    }

    pub(super) async fn overrides_of_partners(&mut self) -> ToldPage {
        let Some(page) = self.next_partners(Having::Overrides).await? else {
            return Ok(None);
        };
        let subjects = page.into_iter().map(|partner| {
            let subject = Subject::Partner(partner.partner_id);
            (OverrideSubject::Partner(partner.id), subject)
        });
        self.overrides(subjects.collect()).await.map(Some)
    }

    pub(super) async fn overrides_of_publishers(&mut self) -> ToldPage {
        let Some(page) = self.next_publishers(Having::Overrides).await? else {
            return Ok(None);
        };
        let subjects = page.into_iter().map(|publisher| {
            let subject = Subject::Publisher(publisher.publisher_id);
            (OverrideSubject::Publisher(publisher.id), subject)
        });
        self.overrides(subjects.collect()).await.map(Some)
    }

    pub(super) async fn overrides_of_offers(&mut self) -> ToldPage {
        let Some(page) = self.next_offers(Having::Overrides).await? else {
            return Ok(None);
        };
        let subjects = page.iter().map(|offer| {
            let subject = Subject::Offer(offer.marketplace_id());
            (OverrideSubject::Offer(offer.id), subject)
        });
        self.overrides(subjects.collect()).await.map(Some)
    }

    async fn overrides(
        &self,
        subjects: Vec<(OverrideSubject, Subject)>,
    ) -> Result<Vec<Told>, Failure> {
        let ids: Vec<OverrideSubject> = subjects.iter().map(|(id, _)| *id).collect();
        let mut overrides = self.picture.overrides_for(&ids).await?;
        let mut told = Vec::new();
        for (id, subject) in subjects {
            let mut own: Vec<Override> = overrides.remove(&id).unwrap_or_default();
            own.sort_by_key(|found| {
                let terms = &found.terms;
                let model = terms.model.map(PartnerModel::code);
                let inquirer = terms.inquirer.map(Inquirer::code);
                (terms.category.code(), model, inquirer, terms.valid_from)
            });
            let tell = |found| Told::Override(ToldOverride::of_kept(found, subject.clone()));
            told.extend(own.iter().map(tell));
        }
        Ok(told)
    }

    pub(super) async fn notices_of_publishers(&mut self) -> ToldPage {
        let Some(page) = self.next_publishers(Having::Notices).await? else {
            return Ok(None);
        };
        let subjects = page.into_iter().map(|publisher| {
            let subject = Subject::Publisher(publisher.publisher_id);
            (NoticeSubject::Publisher(publisher.id), subject)
        });
        self.notices(subjects.collect()).await.map(Some)
    }

    pub(super) async fn notices_of_offers(&mut self) -> ToldPage {
        let Some(page) = self.next_offers(Having::Notices).await? else {
            return Ok(None);
        };
        let subjects = page.iter().map(|offer| {
            let subject = Subject::Offer(offer.marketplace_id());
            (NoticeSubject::Offer(offer.id), subject)
        });
        self.notices(subjects.collect()).await.map(Some)
    }

    async fn notices(&self, subjects: Vec<(NoticeSubject, Subject)>) -> Result<Vec<Told>, Failure> {
        let ids: Vec<NoticeSubject> = subjects.iter().map(|(id, _)| *id).collect();
        let mut notices = self.picture.notices_about(&ids).await?;
        let mut told = Vec::new();
        for (id, subject) in subjects {
            let mut own: Vec<ServiceNotice> = notices.remove(&id).unwrap_or_default();
            own.sort_by(|one, other| order(one).cmp(&order(other)));
            let tell = |found| Told::Notice(ToldNotice::of_kept(found, subject.clone()));
            told.extend(own.iter().map(tell));
        }
        Ok(told)
    }
}

/// Notices go by all that they say, the first to begin first.
fn order(notice: &ServiceNotice) -> impl Ord + '_ {
    let severity = notice.severity.code();
    (
        notice.begins_at,
        notice.ends_at,
        severity,
        notice.text.as_str(),
    )
}
