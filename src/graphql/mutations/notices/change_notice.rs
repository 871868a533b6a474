//! `changeNotice`.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object};

use crate::actions::notices;
use crate::domain::notice;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, edit, payload, settle};
use crate::graphql::scalars::DateTime;
use crate::graphql::types::ServiceNotice;
use crate::graphql::user_errors::NoticeUserError;
use crate::graphql::words::Severity;

#[derive(Default)]
pub(in crate::graphql) struct ChangeNotice;

/// A service notice to change.
#[derive(InputObject)]
struct ChangeNoticeInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `ServiceNotice.version`.
    expected_version: i32,
    /// What is to be different.
    changes: NoticeChanges,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

/// What is to be different about a service notice: what is left out stays, null empties a field.
#[derive(InputObject)]
struct NoticeChanges {
    /// How bad it is. It cannot be emptied.
    severity: MaybeUndefined<Severity>,
    /// What happens, and what partners can do meanwhile; at most 2,000 characters. It cannot be emptied.
    text: MaybeUndefined<String>,
    /// When it begins, or began. It cannot be emptied.
    begins_at: MaybeUndefined<DateTime>,
    /// When it ends, or ended, which is after its begin; null while nobody knows.
    ends_at: MaybeUndefined<DateTime>,
}

payload! {
    /// What came of changing a service notice.
    ChangeNoticePayload {
        /// The notice as it is now, also when somebody else changed it first; null when it cannot be changed.
        notice: ServiceNotice
    } or NoticeUserError
}

/// Changing service notices.
#[Object]
impl ChangeNotice {
    /// Changes a service notice, also one that is over, unless what it is about is retired. For editors of the
    /// publisher, and administrators.
    async fn change_notice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The notice and its changes.")] input: ChangeNoticeInput,
    ) -> Answer<ChangeNoticePayload> {
        let notice = seen(&input.id, input.expected_version)?;
        let changes = notice::NoticeChanges {
            severity: edit(input.changes.severity.map_value(Into::into)),
            text: edit(input.changes.text),
            begins_at: edit(input.changes.begins_at.map_value(|begin| begin.0)),
            ends_at: edit(input.changes.ends_at.map_value(|end| end.0)),
        };
        let cause = cause(ctx, input.note);
        let outcome = notices::change_notice(store(ctx), &cause, notice, changes).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
