//! Writing splits, overrides and service notices.

use super::Writing;
use crate::actions::import_offers::plan::{NoticePlan, OverridePlan, SplitPlan};
use crate::domain::change::ChangeNote;
use crate::domain::notice::{NewNotice, NoticeSubject, ServiceNotice};
use crate::domain::responsibility::{NewOverride, NewSplit, OverrideSubject};
use crate::exchange::Subject;
use crate::store::Result;

impl Writing<'_> {
    pub(super) async fn splits(&mut self, plans: Vec<SplitPlan>) -> Result<()> {
        let new: Vec<NewSplit> = plans
            .into_iter()
            .filter_map(|plan| {
                let provider = *self.partners.get(&plan.provider)?;
                let reseller = match &plan.reseller {
                    None => None,
                    Some(reseller) => Some(*self.partners.get(reseller)?),
                };
                Some(plan.terms.between(provider, reseller))
            })
            .collect();
        for added in self.change.add_splits(new).await? {
            self.notes.push(ChangeNote::added(&added));
        }
        Ok(())
    }

    pub(super) async fn overrides(&mut self, plans: Vec<OverridePlan>) -> Result<()> {
        let new: Vec<NewOverride> = plans
            .into_iter()
            .filter_map(|plan| {
                Some(NewOverride {
                    subject: self.overridden(&plan.subject)?,
                    ..plan.terms
                })
            })
            .collect();
        for added in self.change.add_overrides(new).await? {
            self.notes.push(ChangeNote::added(&added));
        }
        Ok(())
    }

    pub(super) async fn notices(&mut self, plans: Vec<NoticePlan>) -> Result<()> {
        let mut new = Vec::new();
        for plan in plans {
            let Some(kept) = plan.kept else {
                let subject = self.noticed(&plan.about);
                new.extend(subject.map(|subject| NewNotice {
                    subject,
                    ..plan.becomes
                }));
                continue;
            };
            let changed = ServiceNotice {
                severity: plan.becomes.severity,
                ends_at: plan.becomes.ends_at,
                ..kept.clone()
            };
            let changed = self.change.change_notice(&changed).await?;
            self.notes.push(ChangeNote::changed(&kept, &changed));
        }
        for added in self.change.add_notices(new).await? {
            self.notes.push(ChangeNote::added(&added));
        }
        Ok(())
    }

    fn overridden(&self, subject: &Subject) -> Option<OverrideSubject> {
        Some(match subject {
            Subject::Partner(id) => OverrideSubject::Partner(*self.partners.get(id)?),
            Subject::Publisher(id) => OverrideSubject::Publisher(self.publishers.get(id)?.id),
            Subject::Offer(id) => OverrideSubject::Offer(*self.offers.get(id)?),
        })
    }

    fn noticed(&self, subject: &Subject) -> Option<NoticeSubject> {
        Some(match subject {
            Subject::Partner(_) => return None,
            Subject::Publisher(id) => NoticeSubject::Publisher(self.publishers.get(id)?.id),
            Subject::Offer(id) => NoticeSubject::Offer(*self.offers.get(id)?),
        })
    }
}
