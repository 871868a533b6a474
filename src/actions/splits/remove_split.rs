//! Removing a split from the record.

use crate::actions::refusal::{
    Outcome, Refused, admit, allow, latest, not_found, note_flaws, sound,
};
use crate::actions::seen::Seen;
use crate::domain::actor::{Permission, Realm};
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::partner::PartnerKey;
use crate::domain::responsibility::{Split, SplitProblem};
use crate::store::{Change, Store};

/// Takes a split off the record; what it was stays in the history.
pub async fn remove_split(
    store: &Store,
    cause: &Cause,
    split: Seen<Split>,
) -> Outcome<Split, SplitProblem> {
    admit(&cause.actor, Permission::RecordSplits)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let kept = seen(&change, cause, split, &mut flaws).await?;
    sound(flaws)?;

    change.remove_split(&kept).await?;
    change
        .record(cause, vec![ChangeNote::removed(&kept)])
        .await?;
    change.keep().await?;
    Ok(kept)
}

/// The split that was seen: it is there, of a provider that this actor may speak for, and still what they
/// saw.
async fn seen(
    change: &Change,
    cause: &Cause,
    seen: Seen<Split>,
    flaws: &mut Flaws<SplitProblem>,
) -> Result<Split, Refused<Split, SplitProblem>> {
    let Some(kept) = change.split(seen.id).await? else {
        return Err(not_found(std::mem::take(flaws)));
    };
    let key = PartnerKey::Id(kept.terms.provider);
    let Some(provider) = change.partner(&key).await? else {
        return Err(not_found(std::mem::take(flaws)));
    };
    let realm = Realm::Partner(&provider.partner_id, provider.role);
    allow(&cause.actor, Permission::RecordSplits, realm)?;
    latest(&kept, kept.version, seen.version)?;
    Ok(kept)
}
