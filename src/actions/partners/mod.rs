//! What can be done to partners and their ties, a file per deed.

mod add_partner;
mod change_partner;
mod restore_partner;
mod retire_partner;
mod tie_reseller;
mod untie_reseller;

pub use add_partner::add_partner;
pub use change_partner::change_partner;
pub use restore_partner::restore_partner;
pub use retire_partner::retire_partner;
pub use tie_reseller::tie_reseller;
pub use untie_reseller::untie_reseller;

use super::refusal::{Refused, latest, not_found};
use super::seen::Seen;
use crate::domain::flaw::Flaws;
use crate::domain::partner::{Partner, PartnerKey, PartnerProblem};
use crate::store::{self, Change};

/// The partner that was seen: it is there, and still what they saw.
async fn seen(
    change: &Change,
    seen: Seen<Partner>,
    flaws: &mut Flaws<PartnerProblem>,
) -> Result<Partner, Refused<Partner, PartnerProblem>> {
    let Some(kept) = change.partner(&PartnerKey::Id(seen.id)).await? else {
        return Err(not_found(std::mem::take(flaws)));
    };
    latest(&kept, kept.version, seen.version)?;
    Ok(kept)
}

/// The two ends of a tie; each absent when nothing can have the key that was given.
#[derive(Clone, Debug)]
pub struct TieEnds {
    /// Who provides.
    pub provider: Option<PartnerKey>,
    /// Who resells.
    pub reseller: Option<PartnerKey>,
}

/// The provider and the reseller that are there; who is not is a flaw.
async fn ends(
    change: &Change,
    ends: &TieEnds,
    flaws: &mut Flaws<PartnerProblem>,
) -> store::Result<(Option<Partner>, Option<Partner>)> {
    let provider = known(change, ends.provider.as_ref()).await?;
    if provider.is_none() {
        flaws.push("provider", PartnerProblem::ProviderNotFound);
    }
    let reseller = known(change, ends.reseller.as_ref()).await?;
    if reseller.is_none() {
        flaws.push("reseller", PartnerProblem::ResellerNotFound);
    }
    Ok((provider, reseller))
}

/// The partner that is known by a key, if anything can have it.
pub(super) async fn known(
    change: &Change,
    key: Option<&PartnerKey>,
) -> store::Result<Option<Partner>> {
    match key {
        Some(key) => change.partner(key).await,
        None => Ok(None),
    }
}
