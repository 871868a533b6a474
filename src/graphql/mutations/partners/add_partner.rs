//! `addPartner`.

use async_graphql::{Context, InputObject, Object};

use crate::actions::partners;
use crate::domain::partner::PartnerDraft;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Partner;
use crate::graphql::user_errors::PartnerUserError;
use crate::graphql::words::PartnerRole;

#[derive(Default)]
pub(in crate::graphql) struct AddPartner;

/// A partner to add.
#[derive(InputObject)]
struct AddPartnerInput {
    /// Its Microsoft PartnerID (also MPN ID): one to twenty digits. It cannot be changed later.
    partner_id: String,
    /// Its name, as it writes it; at most 500 characters.
    name: String,
    /// As what it takes part in the program. A company that takes part in several ways has an id for each.
    role: PartnerRole,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of adding a partner.
    AddPartnerPayload {
        /// The partner; null when it was not added.
        partner: Partner
    } or PartnerUserError
}

/// Adding partners.
#[Object]
impl AddPartner {
    /// Adds a partner of the CSP program. For administrators.
    async fn add_partner(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The partner.")] input: AddPartnerInput,
    ) -> Answer<AddPartnerPayload> {
        let draft = PartnerDraft {
            partner_id: input.partner_id,
            name: input.name,
            role: input.role.into(),
        };
        let cause = cause(ctx, input.note);
        let outcome = partners::add_partner(store(ctx), &cause, &draft).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
