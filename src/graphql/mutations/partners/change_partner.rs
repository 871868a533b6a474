//! `changePartner`.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use crate::actions::partners;
use crate::domain::partner;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, edit, payload, settle};
use crate::graphql::types::Partner;
use crate::graphql::user_errors::PartnerUserError;
use crate::graphql::words::PartnerRole;

#[derive(Default)]
pub(in crate::graphql) struct ChangePartner;

/// A partner to change.
#[derive(InputObject)]
struct ChangePartnerInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Partner.version`.
    expected_version: i32,
    /// What is to be different.
    changes: PartnerChanges,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

/// What is to be different about a partner: what is left out stays.
#[derive(InputObject)]
struct PartnerChanges {
    /// Its name, as it writes it; at most 500 characters. It cannot be emptied.
    name: MaybeUndefined<String>,
    /// As what it takes part in the program; fixed while ties, splits or overrides rely on it. It cannot be
    /// emptied.
    role: MaybeUndefined<PartnerRole>,
}

payload! {
    /// What came of changing a partner.
    ChangePartnerPayload {
        /// The partner as it is now, also when somebody else changed it first; null when it cannot be changed.
        partner: Partner
    } or PartnerUserError
}

/// Changing partners.
#[Object]
impl ChangePartner {
    /// Changes the name or the role of a partner that is not retired. For administrators.
    async fn change_partner(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The partner and its changes.")] input: ChangePartnerInput,
    ) -> Answer<ChangePartnerPayload> {
        let partner = seen(&input.id, input.expected_version)?;
        let changes = partner::PartnerChanges {
            name: edit(input.changes.name),
            role: edit(input.changes.role.map_value(Into::into)),
        };
        let cause = cause(ctx, input.note);
        let outcome = partners::change_partner(store(ctx), &cause, partner, changes).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
