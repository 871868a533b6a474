//! Writing partners and their ties.

use super::Writing;
use crate::actions::import_offers::plan::{PartnerPlan, Retirement, TiePlan};
use crate::domain::change::{ChangeNote, Deed};
use crate::domain::contact::ContactOwner;
use crate::domain::partner::{Partner, Tie};
use crate::store::Result;

impl Writing<'_> {
    pub(super) async fn partners(&mut self, plans: Vec<PartnerPlan>) -> Result<()> {
        let new = plans.iter().filter(|plan| plan.kept.is_none());
        let new = new.map(|plan| plan.becomes.clone()).collect();
        let mut added = self.change.add_partners(new).await?.into_iter();
        for plan in plans {
            let kept = match &plan.kept {
                Some(kept) => Some(kept.clone()),
                None => added.next().inspect(|added| {
                    self.notes.push(ChangeNote::added(added));
                    self.partners.insert(added.partner_id.clone(), added.id);
                }),
            };
            let Some(kept) = kept else {
                continue;
            };
            let owner = ContactOwner::Partner(kept.id);
            self.partner(&plan, kept).await?;
            self.steps(owner, plan.contacts).await?;
        }
        Ok(())
    }

    async fn partner(&mut self, plan: &PartnerPlan, kept: Partner) -> Result<()> {
        let mut now = kept;
        if now.name != plan.becomes.name {
            let renamed = Partner {
                name: plan.becomes.name.clone(),
                ..now.clone()
            };
            let renamed = self.change.change_partner(&renamed).await?;
            self.notes.push(ChangeNote::changed(&now, &renamed));
            now = renamed;
        }
        let (deed, moved) = match plan.retirement {
            Retirement::Left => return Ok(()),
            Retirement::Retired => (Deed::Retired, self.change.retire_partner(&now).await?),
            Retirement::Restored => (Deed::Restored, self.change.restore_partner(&now).await?),
        };
        self.notes.push(ChangeNote::of(deed, &now, &moved));
        Ok(())
    }

    pub(super) async fn ties(&mut self, plans: &[TiePlan]) -> Result<()> {
        let key = |id| self.partners.get(id).copied();
        let ties: Vec<Tie> = plans
            .iter()
            .filter_map(|plan| {
                Some(Tie {
                    provider: key(&plan.provider)?,
                    reseller: key(&plan.reseller)?,
                })
            })
            .collect();
        self.change.tie_resellers(&ties).await?;
        self.notes.extend(ties.iter().map(ChangeNote::added));
        Ok(())
    }
}
