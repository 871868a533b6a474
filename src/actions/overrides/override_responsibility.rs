//! Overriding the rules for an offer, a publisher or a partner.

use crate::actions::owners::owner;
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::owner::{Owner, OwnerKey};
use crate::domain::responsibility::{
    MOST_OVERRIDES, NewOverride, Override, OverrideDraft, OverrideProblem,
};
use crate::store::{self, Change, Store};

/// An override that is to be made.
#[derive(Clone, Debug)]
pub struct OverrideToMake {
    /// What it is to be made for; absent when nothing can have the key that was given.
    pub subject: Option<OwnerKey>,
    /// What it says.
    pub terms: OverrideDraft,
}

/// Makes an override that leaves every question with exactly one answer.
pub async fn override_responsibility(
    store: &Store,
    cause: &Cause,
    to_make: &OverrideToMake,
) -> Outcome<Override, OverrideProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = Flaws::default();
    let change = store.change().await?;
    let subject = match &to_make.subject {
        Some(key) => owner(&change, key).await?,
        None => None,
    };
    if subject.as_ref().is_some_and(Owner::is_retired) {
        flaws.push("subject", OverrideProblem::SubjectRetired);
    }
    if let (Some(Owner::Partner(partner)), Some(model)) = (&subject, to_make.terms.model)
        && partner.role.model() != model
    {
        flaws.push("partner_model", OverrideProblem::PartnerNotInModel);
    }
    let made_for = subject.as_ref().map(Owner::of_overrides);
    let new = flaws.take(NewOverride::check(&to_make.terms, made_for));
    flaws.append(note_flaws(cause));
    let (Some(new), true) = (new, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    if let Some((field, problem)) = no_room(&change, &new).await? {
        flaws.push(field, problem);
        return Err(Refused::Flawed(flaws));
    }
    let made = change.add_override(new).await?;
    change.record(cause, vec![ChangeNote::added(&made)]).await?;
    change.keep().await?;
    Ok(made)
}

/// Why the subject takes no such override, and where that is wrong.
async fn no_room(
    change: &Change,
    new: &NewOverride,
) -> store::Result<Option<(&'static str, OverrideProblem)>> {
    let mut found = change.overrides_for(&[new.subject]).await?;
    let others = found.remove(&new.subject).unwrap_or_default();
    Ok(if others.iter().any(|other| other.terms.repeats(new)) {
        Some(("valid_from", OverrideProblem::AlreadyOverridden))
    } else {
        (others.len() >= MOST_OVERRIDES).then_some(("subject", OverrideProblem::TooManyOverrides))
    })
}
