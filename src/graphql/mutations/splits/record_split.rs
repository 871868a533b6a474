//! `recordSplit`.

use async_graphql::{Context, InputObject, Object};

use crate::actions::splits::{self, Resellers, SplitToRecord};
use crate::domain::responsibility::SplitDraft;
use crate::graphql::context::{Answer, day, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::scalars::Date;
use crate::graphql::types::IndirectSplit;
use crate::graphql::types::keys::PartnerBy;
use crate::graphql::types::split::SplitParty;
use crate::graphql::user_errors::SplitUserError;
use crate::graphql::words::InquiryCategory;

#[derive(Default)]
pub(in crate::graphql) struct RecordSplit;

/// A split to put on record.
#[derive(InputObject)]
struct RecordSplitInput {
    /// Whose it is; an indirect provider.
    provider: PartnerBy,
    /// For which of its resellers; null for all of them. One for a reseller beats one for all.
    reseller: Option<PartnerBy>,
    /// The duty; one of the area `CUSTOMER_ACCOUNT`.
    inquiry: InquiryCategory,
    /// Who takes it.
    party: SplitParty,
    /// The first day on which it holds; null for today (UTC). From then on it beats those that began earlier.
    valid_from: Option<Date>,
    /// The last day on which it holds; null while no end is known.
    valid_through: Option<Date>,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of putting a split on record.
    RecordSplitPayload {
        /// The split; null when it was not put on record.
        split: IndirectSplit
    } or SplitUserError
}

/// Recording splits.
#[Object]
impl RecordSplit {
    /// Puts on record who takes a duty that an indirect provider and its resellers share; answers that name the
    /// provider, or a reseller of it, say so from then on. For admin agents of the provider, and administrators.
    async fn record_split(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The split.")] input: RecordSplitInput,
    ) -> Answer<RecordSplitPayload> {
        let resellers = match input.reseller {
            None => Resellers::All,
            Some(by) => Resellers::One(by.sought()?.key()),
        };
        let to_record = SplitToRecord {
            provider: input.provider.sought()?.key(),
            resellers,
            split: SplitDraft {
                category: input.inquiry.into(),
                party: input.party.into(),
                valid_from: day(input.valid_from),
                valid_through: input.valid_through.map(|last| last.0),
            },
        };
        let cause = cause(ctx, input.note);
        let outcome = splits::record_split(store(ctx), &cause, to_record).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
