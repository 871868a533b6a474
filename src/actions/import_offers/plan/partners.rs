//! The partners of a batch: added, renamed, retired, or left as they are.

use chrono::DateTime;
use uuid::Uuid;

use super::carried::{PartnerNow, Standing};
use super::contacts::{ContactStep, Owned};
use super::reasons::reason;
use super::{Planner, Retirement};
use crate::domain::Id;
use crate::domain::change::Deed;
use crate::domain::contact::ContactOwner;
use crate::domain::edit::Edit;
use crate::domain::partner::{NewPartner, Partner, PartnerChanges, PartnerDraft};
use crate::exchange::{Remark, SourceFile, ToldPartner};

/// What becomes of a partner.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct PartnerPlan {
    /// The file that tells it first.
    pub(in crate::actions::import_offers) file: Option<SourceFile>,
    /// The partner that is kept; absent when it is added.
    pub(in crate::actions::import_offers) kept: Option<Partner>,
    /// What it will be.
    pub(in crate::actions::import_offers) becomes: NewPartner,
    pub(in crate::actions::import_offers) retirement: Retirement,
    pub(in crate::actions::import_offers) contacts: Vec<ContactStep>,
}

impl Planner<'_> {
    /// Plans a partner. One that is retired stays as it is, unless the file tells whether it is.
    pub(super) fn partner(&mut self, told: &ToldPartner) {
        let kept = self.known.partners.get(&told.partner_id);
        let becomes = match becoming(told, kept) {
            Ok(becomes) => becomes,
            Err(reason) => return self.refuse(&told.places, &reason),
        };
        self.take(&told.places);
        let was_retired = kept.is_some_and(|kept| kept.retired_at.is_some());
        let standing = Standing::of(told.is_retired, was_retired);
        let now = PartnerNow {
            role: becomes.role,
            standing,
        };
        self.carried.partners.insert(told.partner_id.clone(), now);
        if let (Some(kept), Some(role)) = (kept, told.role)
            && kept.role != role
        {
            let remark = Remark::RoleKept(kept.role.code());
            self.warn(told.place(), "partnerRole", role.code(), remark);
        }
        if standing == Standing::Retired {
            let id = told.partner_id.as_str();
            self.warn(told.place(), "partnerId", id, Remark::IsRetired);
            self.plan.counted.partners.unchanged += 1;
            return;
        }
        let retirement = Retirement::of(told.is_retired, was_retired);
        self.count_partner(told, kept, &becomes, retirement);
        let contacts = self.contacts_of_partner(told, kept, &becomes.name);
        self.plan.partners.push(PartnerPlan {
            file: told.place().file.clone(),
            kept: kept.cloned(),
            becomes,
            retirement,
            contacts,
        });
    }

    fn count_partner(
        &mut self,
        told: &ToldPartner,
        kept: Option<&Partner>,
        becomes: &NewPartner,
        retirement: Retirement,
    ) {
        let (at, name) = (told.place(), told.partner_id.as_str());
        let before = kept.cloned().unwrap_or_else(|| prospective(becomes));
        let after = Partner {
            name: becomes.name.clone(),
            ..before.clone()
        };
        if kept.is_none() {
            self.plan.counted.partners.added += 1;
            self.added(at, name, || after.clone());
        } else if after == before && retirement == Retirement::Left {
            self.plan.counted.partners.unchanged += 1;
        } else {
            self.plan.counted.partners.changed += 1;
        }
        if after != before {
            self.changed(at, name, Deed::Changed, &before, &after);
        }
        let (deed, retired_at) = match retirement {
            Retirement::Left => return,
            Retirement::Retired => (Deed::Retired, Some(DateTime::UNIX_EPOCH)),
            Retirement::Restored => (Deed::Restored, None),
        };
        let moved = Partner {
            retired_at,
            ..after.clone()
        };
        self.changed(at, name, deed, &after, &moved);
    }

    fn contacts_of_partner(
        &mut self,
        told: &ToldPartner,
        kept: Option<&Partner>,
        name: &str,
    ) -> Vec<ContactStep> {
        let owner = kept.map(|kept| ContactOwner::Partner(kept.id));
        let known = self.known;
        self.contacts(
            &Owned {
                at: told.place(),
                owner,
                owner_id: told.partner_id.as_str(),
                lends: name,
                kept: owner.map_or(&[], |owner| known.contacts_of(owner)),
            },
            &told.contacts,
        )
    }
}

/// What a partner is from now on, or why the file does not say.
fn becoming(told: &ToldPartner, kept: Option<&Partner>) -> Result<NewPartner, String> {
    let Some(kept) = kept else {
        let (Some(name), Some(role)) = (&told.name, told.role) else {
            return Err(format!(
                "neither the directory nor the file knows name and role of a partner `{}`",
                told.partner_id.as_str()
            ));
        };
        return NewPartner::check(&PartnerDraft {
            partner_id: told.partner_id.as_str().to_owned(),
            name: name.clone(),
            role,
        })
        .map_err(reason);
    };
    let changes = PartnerChanges {
        name: told.name.clone().map_or(Edit::Keep, Edit::Set),
        role: Edit::Keep,
    };
    let changed = changes.applied_to(kept).map_err(reason)?;
    Ok(NewPartner {
        partner_id: changed.partner_id,
        name: changed.name,
        role: changed.role,
    })
}

/// A partner as it would be; its key names nothing yet.
fn prospective(new: &NewPartner) -> Partner {
    Partner {
        id: Id::new(Uuid::nil()),
        partner_id: new.partner_id.clone(),
        name: new.name.clone(),
        role: new.role,
        retired_at: None,
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}
