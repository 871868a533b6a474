//! `importOffers`.

use async_graphql::{Context, InputObject, Object};

use crate::actions::imports;
use crate::domain::import_job::ImportDraft;
use crate::graphql::context::{Answer, most_import_bytes, store};
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::ImportJob;
use crate::graphql::uploads::Upload;
use crate::graphql::user_errors::ImportUserError;
use crate::graphql::words::ImportFormat;

#[derive(Default)]
pub(in crate::graphql) struct ImportOffers;

/// What to import, and how: a `content` or an `upload`, and not both.
#[derive(InputObject)]
struct ImportOffersInput {
    /// What to import, as a text; for what is small, for a request's body is bounded.
    content: Option<String>,
    /// What to import, as a file that is sent with the request: UTF-8 or UTF-16, also packed with gzip.
    upload: Option<Upload>,
    /// The format; recognised by what stands in it when null.
    format: Option<ImportFormat>,
    /// The marketplace id of who publishes the offers that do not say by whom they are published, such as `contoso`.
    publisher: Option<String>,
    /// What the file is called, at most 255 characters; the name that an upload is sent with when null.
    file_name: Option<String>,
    /// Only say what would be done, field by field.
    #[graphql(default)]
    dry_run: bool,
    /// Overwrite contacts also if somebody verified or wrote them.
    #[graphql(default)]
    overwrite: bool,
    /// Retire the offers that the file does not have, of the publishers that it has offers of; restore those that it
    /// has again.
    #[graphql(default)]
    retire_missing: bool,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of asking for an import.
    ImportOffersPayload {
        /// The import, which has not begun yet; null when it was not taken on.
        job: ImportJob
    } or ImportUserError
}

/// Asking for imports.
#[Object]
impl ImportOffers {
    /// Asks for an import of offers, and answers at once: `importJob` tells how far it is. What can be taken in is,
    /// what cannot is told with its place and reason, and each change is recorded under the name of who asked.
    /// Importing the same again changes nothing. At most 20 wait for their turn. For administrators.
    async fn import_offers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to import, and how.")] input: ImportOffersInput,
    ) -> Answer<ImportOffersPayload> {
        let cause = cause(ctx, input.note);
        let draft = ImportDraft {
            content: input.content,
            upload: input.upload.map(|upload| upload.0),
            format: input.format.map(ImportFormat::into),
            publisher: input.publisher,
            file_name: input.file_name,
            is_dry_run: input.dry_run,
            overwrites: input.overwrite,
            retires_missing: input.retire_missing,
        };
        let most = most_import_bytes(ctx);
        let outcome = imports::queue_import(store(ctx), &cause, draft, most).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
