//! Tying a reseller to a provider that it buys from.

use super::{TieEnds, ends};
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::partner::{MOST_PROVIDERS, Partner, PartnerProblem, PartnerRole, Tie};
use crate::store::{self, Change, Store};

/// Puts on record that a reseller buys from a provider, and gives the reseller.
pub async fn tie_reseller(
    store: &Store,
    cause: &Cause,
    between: TieEnds,
) -> Outcome<Partner, PartnerProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = Flaws::default();
    let change = store.change().await?;
    let (provider, reseller) = ends(&change, &between, &mut flaws).await?;
    for (field, found, role, other_role) in [
        (
            "provider",
            &provider,
            PartnerRole::IndirectProvider,
            PartnerProblem::NotAProvider,
        ),
        (
            "reseller",
            &reseller,
            PartnerRole::IndirectReseller,
            PartnerProblem::NotAReseller,
        ),
    ] {
        let problem = found
            .as_ref()
            .and_then(|partner| unfit(partner, role, other_role));
        if let Some(problem) = problem {
            flaws.push(field, problem);
        }
    }
    flaws.append(note_flaws(cause));
    let (Some(provider), Some(reseller), true) = (provider, reseller, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let tie = Tie {
        provider: provider.id,
        reseller: reseller.id,
    };
    if let Some(problem) = no_room(&change, tie).await? {
        flaws.push("reseller", problem);
        return Err(Refused::Flawed(flaws));
    }
    change.tie_reseller(tie.provider, tie.reseller).await?;
    change.record(cause, vec![ChangeNote::added(&tie)]).await?;
    change.keep().await?;
    Ok(reseller)
}

/// What keeps a partner from being the end of a tie that takes this role.
fn unfit(
    partner: &Partner,
    role: PartnerRole,
    other_role: PartnerProblem,
) -> Option<PartnerProblem> {
    if partner.role != role {
        return Some(other_role);
    }
    let is_retired = partner.retired_at.is_some();
    is_retired.then_some(PartnerProblem::Retired)
}

/// Why the reseller takes no such tie.
async fn no_room(change: &Change, tie: Tie) -> store::Result<Option<PartnerProblem>> {
    let ties = change.ties_of(tie.reseller).await?;
    Ok(if ties.contains(&tie) {
        Some(PartnerProblem::AlreadyTied)
    } else {
        (ties.len() >= MOST_PROVIDERS).then_some(PartnerProblem::TooManyProviders)
    })
}
