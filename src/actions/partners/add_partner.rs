//! Adding a partner.

use super::known;
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::partner::{
    NewPartner, Partner, PartnerDraft, PartnerId, PartnerKey, PartnerProblem,
};
use crate::store::Store;

/// Adds a partner that is not in the directory yet.
pub async fn add_partner(
    store: &Store,
    cause: &Cause,
    draft: &PartnerDraft,
) -> Outcome<Partner, PartnerProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = Flaws::default();
    let change = store.change().await?;
    let key = PartnerId::parse(&draft.partner_id).map(PartnerKey::Partner);
    if known(&change, key.as_ref()).await?.is_some() {
        flaws.push("partner_id", PartnerProblem::IdTaken);
    }
    let new = flaws.take(NewPartner::check(draft));
    flaws.append(note_flaws(cause));
    let (Some(new), true) = (new, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let added = change.add_partner(new).await?;
    change
        .record(cause, vec![ChangeNote::added(&added)])
        .await?;
    change.keep().await?;
    Ok(added)
}
