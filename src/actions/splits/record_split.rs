//! Recording how an indirect provider and its resellers split a duty.

use crate::actions::partners::known;
use crate::actions::refusal::{Outcome, Refused, admit, allow, note_flaws};
use crate::domain::actor::{Permission, Realm};
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::partner::{Partner, PartnerKey, PartnerRole, Tie};
use crate::domain::responsibility::{NewSplit, Split, SplitDraft, SplitProblem};
use crate::store::{self, Change, Store};

/// A split that is to be put on record.
#[derive(Clone, Debug)]
pub struct SplitToRecord {
    /// Whose it is to be; absent when nothing can have the key that was given.
    pub provider: Option<PartnerKey>,
    /// For which of its resellers.
    pub resellers: Resellers,
    /// What it says.
    pub split: SplitDraft,
}

/// For which resellers of a provider a split is to be.
#[derive(Clone, Debug)]
pub enum Resellers {
    /// For all of them.
    All,
    /// For this one; absent when nothing can have the key that was given.
    One(Option<PartnerKey>),
}

/// Puts a split on record, as its provider says.
pub async fn record_split(
    store: &Store,
    cause: &Cause,
    to_record: SplitToRecord,
) -> Outcome<Split, SplitProblem> {
    admit(&cause.actor, Permission::RecordSplits)?;
    let mut flaws = Flaws::default();
    let change = store.change().await?;
    let provider = known(&change, to_record.provider.as_ref()).await?;
    if let Some(provider) = &provider {
        let realm = Realm::Partner(&provider.partner_id, provider.role);
        allow(&cause.actor, Permission::RecordSplits, realm)?;
    }
    if let Some(problem) = unfit(provider.as_ref()) {
        flaws.push("provider", problem);
    }
    let reseller = match &to_record.resellers {
        Resellers::All => None,
        Resellers::One(key) => {
            let reseller = known(&change, key.as_ref()).await?;
            let problem = unfit_reseller(&change, provider.as_ref(), reseller.as_ref()).await?;
            if let Some(problem) = problem {
                flaws.push("reseller", problem);
            }
            reseller
        }
    };
    flaws.append(to_record.split.flaws());
    flaws.append(note_flaws(cause));
    let (Some(provider), true) = (provider, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let reseller = reseller.map(|reseller| reseller.id);
    let new = to_record.split.between(provider.id, reseller);
    if is_on_record(&change, &new).await? {
        flaws.push("valid_from", SplitProblem::AlreadyRecorded);
        return Err(Refused::Flawed(flaws));
    }
    let recorded = change.add_split(new).await?;
    let note = ChangeNote::added(&recorded);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(recorded)
}

/// Why a split cannot be of this provider.
fn unfit(provider: Option<&Partner>) -> Option<SplitProblem> {
    match provider {
        None => Some(SplitProblem::ProviderNotFound),
        Some(found) if found.role != PartnerRole::IndirectProvider => {
            Some(SplitProblem::NotAProvider)
        }
        Some(found) => found.retired_at.map(|_| SplitProblem::Retired),
    }
}

/// Why a split of this provider cannot be for this reseller. Who is tied to it is one.
async fn unfit_reseller(
    change: &Change,
    provider: Option<&Partner>,
    reseller: Option<&Partner>,
) -> store::Result<Option<SplitProblem>> {
    let Some(reseller) = reseller else {
        return Ok(Some(SplitProblem::ResellerNotFound));
    };
    if reseller.retired_at.is_some() {
        return Ok(Some(SplitProblem::Retired));
    }
    let Some(provider) = provider else {
        return Ok(None);
    };
    let tie = Tie {
        provider: provider.id,
        reseller: reseller.id,
    };
    let is_tied = change.ties_of(reseller.id).await?.contains(&tie);
    Ok((!is_tied).then_some(SplitProblem::NotTied))
}

async fn is_on_record(change: &Change, new: &NewSplit) -> store::Result<bool> {
    let recorded = change.splits_of(new.provider, new.category).await?;
    Ok(recorded.iter().any(|split| split.terms.repeats(new)))
}
