//! Writing partners and their ties.

use super::{Additions, Writing};
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
                    self.note(plan.file.as_ref(), ChangeNote::added(added));
                    self.partners.insert(added.partner_id.clone(), added.id);
                }),
            };
            let Some(kept) = kept else {
                continue;
            };
            let owner = ContactOwner::Partner(kept.id);
            self.partner(&plan, kept).await?;
            self.steps(owner, plan.contacts, plan.file.as_ref()).await?;
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
            self.note(plan.file.as_ref(), ChangeNote::changed(&now, &renamed));
            now = renamed;
        }
        let (deed, moved) = match plan.retirement {
            Retirement::Left => return Ok(()),
            Retirement::Retired => (Deed::Retired, self.change.retire_partner(&now).await?),
            Retirement::Restored => (Deed::Restored, self.change.restore_partner(&now).await?),
        };
        self.note(plan.file.as_ref(), ChangeNote::of(deed, &now, &moved));
        Ok(())
    }

    pub(super) async fn ties(&mut self, plans: Vec<TiePlan>) -> Result<()> {
        let key = |id| self.partners.get(id).copied();
        let mut ties = Additions::nothing();
        for plan in &plans {
            if let (Some(provider), Some(reseller)) = (key(&plan.provider), key(&plan.reseller)) {
                ties.push(plan.file.as_ref(), Tie { provider, reseller });
            }
        }
        self.change.tie_resellers(&ties.new).await?;
        self.note_added(&ties.files, &ties.new);
        Ok(())
    }
}
