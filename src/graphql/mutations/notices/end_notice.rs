//! `endNotice`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::notices;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::scalars::DateTime;
use crate::graphql::types::ServiceNotice;
use crate::graphql::user_errors::NoticeUserError;

#[derive(Default)]
pub(in crate::graphql) struct EndNotice;

/// A service notice to end.
#[derive(InputObject)]
struct EndNoticeInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `ServiceNotice.version`.
    expected_version: i32,
    /// When it ends, or ended, which is after its begin; null for now.
    ends_at: Option<DateTime>,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of ending a service notice.
    EndNoticePayload {
        /// The notice as it is now, also when somebody else changed it first; null when it cannot be ended.
        notice: ServiceNotice
    } or NoticeUserError
}

/// Ending service notices.
#[Object]
impl EndNotice {
    /// Ends a service notice: what it tells of is over, or will be. Ended now, one that has not begun yet is
    /// called off: it counts as begun and ended at this moment, and nobody waits for it any longer. For editors of
    /// the publisher, and administrators.
    async fn end_notice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which notice, and when it ends.")] input: EndNoticeInput,
    ) -> Answer<EndNoticePayload> {
        let notice = seen(&input.id, input.expected_version)?;
        let ends_at = input.ends_at.map(|end| end.0);
        let cause = cause(ctx, input.note);
        let outcome = notices::end_notice(store(ctx), &cause, notice, ends_at).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
