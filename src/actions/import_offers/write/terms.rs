//! Writing splits, overrides and service notices.

use super::{Additions, Writing};
use crate::actions::import_offers::plan::{NoticePlan, OverridePlan, SplitPlan};
use crate::domain::change::ChangeNote;
use crate::domain::notice::{NewNotice, NoticeSubject, ServiceNotice};
use crate::domain::responsibility::{NewOverride, NewSplit, OverrideSubject};
use crate::exchange::Subject;
use crate::store::Result;

impl Writing<'_> {
    pub(super) async fn splits(&mut self, plans: Vec<SplitPlan>) -> Result<()> {
        let mut additions = Additions::nothing();
        for plan in plans {
            if let Some(new) = self.new_split(&plan) {
                additions.push(plan.file.as_ref(), new);
            }
        }
        let added = self.change.add_splits(additions.new).await?;
        self.note_added(&additions.files, &added);
        Ok(())
    }

    pub(super) async fn overrides(&mut self, plans: Vec<OverridePlan>) -> Result<()> {
        let mut additions = Additions::nothing();
        for plan in plans {
            if let Some(subject) = self.overridden(&plan.subject) {
                let new = NewOverride {
                    subject,
                    ..plan.terms
                };
                additions.push(plan.file.as_ref(), new);
            }
        }
        let added = self.change.add_overrides(additions.new).await?;
        self.note_added(&additions.files, &added);
        Ok(())
    }

    pub(super) async fn notices(&mut self, plans: Vec<NoticePlan>) -> Result<()> {
        let mut additions = Additions::nothing();
        for plan in plans {
            let Some(kept) = plan.kept else {
                if let Some(subject) = self.noticed(&plan.about) {
                    let new = NewNotice {
                        subject,
                        ..plan.becomes
                    };
                    additions.push(plan.file.as_ref(), new);
                }
                continue;
            };
            let changed = ServiceNotice {
                severity: plan.becomes.severity,
                ends_at: plan.becomes.ends_at,
                ..kept.clone()
            };
            let changed = self.change.change_notice(&changed).await?;
            self.note(plan.file.as_ref(), ChangeNote::changed(&kept, &changed));
        }
        let added = self.change.add_notices(additions.new).await?;
        self.note_added(&additions.files, &added);
        Ok(())
    }

    fn new_split(&self, plan: &SplitPlan) -> Option<NewSplit> {
        let provider = *self.partners.get(&plan.provider)?;
        let reseller = match &plan.reseller {
            None => None,
            Some(reseller) => Some(*self.partners.get(reseller)?),
        };
        Some(plan.terms.clone().between(provider, reseller))
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
