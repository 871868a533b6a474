//! Untying a reseller from a provider that it does not buy from any more.

use super::{TieEnds, ends};
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::partner::{Partner, PartnerProblem, Tie};
use crate::store::{self, Change, Store};

/// Takes off the record that a reseller buys from a provider, and gives the reseller. What the provider split
/// for this reseller has to be removed first.
pub async fn untie_reseller(
    store: &Store,
    cause: &Cause,
    between: TieEnds,
) -> Outcome<Partner, PartnerProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = Flaws::default();
    let change = store.change().await?;
    let (provider, reseller) = ends(&change, &between, &mut flaws).await?;
    flaws.append(note_flaws(cause));
    let (Some(provider), Some(reseller), true) = (provider, reseller, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let tie = Tie {
        provider: provider.id,
        reseller: reseller.id,
    };
    if let Some(problem) = in_the_way(&change, tie).await? {
        flaws.push("reseller", problem);
        return Err(Refused::Flawed(flaws));
    }
    change.untie_reseller(tie).await?;
    change
        .record(cause, vec![ChangeNote::removed(&tie)])
        .await?;
    change.keep().await?;
    Ok(reseller)
}

/// Why the two cannot be untied.
async fn in_the_way(change: &Change, tie: Tie) -> store::Result<Option<PartnerProblem>> {
    if !change.ties_of(tie.reseller).await?.contains(&tie) {
        return Ok(Some(PartnerProblem::NotTied));
    }
    let has_splits = change.has_splits(tie).await?;
    Ok(has_splits.then_some(PartnerProblem::SplitsOnRecord))
}
