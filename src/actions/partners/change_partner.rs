//! Changing the name or the role of a partner.

use super::seen;
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::partner::{Partner, PartnerChanges, PartnerProblem};
use crate::store::Store;

/// Changes a partner that is not retired. A role that something relies on stays; changes that change nothing
/// leave the partner, and its version, as they are.
pub async fn change_partner(
    store: &Store,
    cause: &Cause,
    partner: Seen<Partner>,
    changes: PartnerChanges,
) -> Outcome<Partner, PartnerProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let kept = seen(&change, partner, &mut flaws).await?;
    if kept.retired_at.is_some() {
        flaws.push("id", PartnerProblem::Retired);
    }
    let mut unfit = Flaws::default();
    let changed = unfit.take(changes.applied_to(&kept));
    let has_other_role = changed.as_ref().is_some_and(|now| now.role != kept.role);
    if has_other_role && change.relies_on_role(kept.id).await? {
        unfit.push("role", PartnerProblem::RoleInUse);
    }
    flaws.append(unfit.inside("changes"));
    let (Some(changed), true) = (changed, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };
    if changed == kept {
        return Ok(kept);
    }

    let changed = change.change_partner(&changed).await?;
    let note = ChangeNote::changed(&kept, &changed);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(changed)
}
