//! `publishNotice`.

use async_graphql::{Context, InputObject, Object};

use crate::actions::notices::{self, NoticeToPublish};
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::scalars::DateTime;
use crate::graphql::types::ServiceNotice;
use crate::graphql::types::keys::NoticeAboutBy;
use crate::graphql::user_errors::NoticeUserError;
use crate::graphql::words::Severity;

#[derive(Default)]
pub(in crate::graphql) struct PublishNotice;

/// A service notice to publish.
#[derive(InputObject)]
struct PublishNoticeInput {
    /// What it is about.
    about: NoticeAboutBy,
    /// How bad it is.
    severity: Severity,
    /// What happens, and what partners can do meanwhile; at most 2,000 characters.
    text: String,
    /// When it begins, or began; null for now.
    begins_at: Option<DateTime>,
    /// When it ends, or ended, which is after its begin; null while nobody knows.
    ends_at: Option<DateTime>,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of publishing a service notice.
    PublishNoticePayload {
        /// The notice; null when it was not published.
        notice: ServiceNotice
    } or NoticeUserError
}

/// Publishing service notices.
#[Object]
impl PublishNotice {
    /// Publishes a service notice about an offer, or about all offers of a publisher. For editors of the
    /// publisher, and administrators.
    async fn publish_notice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The notice.")] input: PublishNoticeInput,
    ) -> Answer<PublishNoticePayload> {
        let to_publish = NoticeToPublish {
            about: input.about.sought()?,
            severity: input.severity.into(),
            text: input.text,
            begins_at: input.begins_at.map(|begin| begin.0),
            ends_at: input.ends_at.map(|end| end.0),
        };
        let cause = cause(ctx, input.note);
        let outcome = notices::publish_notice(store(ctx), &cause, to_publish).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
