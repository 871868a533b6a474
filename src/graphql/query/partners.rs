//! Partners: looked up and listed.

use async_graphql::{Context, InputObject, Object};

use crate::domain::folding;
use crate::domain::page::Slice;
use crate::domain::partner::{self, PartnerPosition};
use crate::graphql::context::{Answer, Nullable, store};
use crate::graphql::cursor;
use crate::graphql::fault::Fault;
use crate::graphql::guard::may_read;
use crate::graphql::page::PageArguments;
use crate::graphql::types::Partner;
use crate::graphql::types::keys::{PartnerBy, Sought};
use crate::graphql::types::partner::PartnerConnection;
use crate::graphql::words::{PartnerRole, domain_words};

#[derive(Default)]
pub(super) struct PartnerQuery;

/// Which partners are wanted; what is absent does not narrow, what is there narrows together.
#[derive(InputObject, Default)]
struct PartnerFilter {
    /// In one of these roles.
    roles: Option<Vec<PartnerRole>>,
    /// The resellers of this provider.
    provider: Option<PartnerBy>,
}

/// Partners.
#[Object(guard = "may_read")]
impl PartnerQuery {
    /// One partner; null when it is not in the directory.
    async fn partner(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one.")] by: PartnerBy,
    ) -> Nullable<Partner> {
        let found = match by.sought() {
            Ok(Sought::Key(key)) => store(ctx).partner(&key).await.map_err(Fault::from),
            Ok(Sought::Nothing) => Ok(None),
            Err(fault) => Err(fault),
        };
        found.transpose().map(|found| found.map(Partner))
    }

    /// Partners by name, page by page.
    async fn partners(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all if not given.")] filter: Option<PartnerFilter>,
        #[graphql(desc = "At most this many; 20 if not given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
    ) -> Answer<PartnerConnection> {
        let filter = filter.unwrap_or_default();
        let page = PageArguments::forward(first, after).page(cursor::read_partner)?;
        let mut wanted = partner::PartnerFilter {
            roles: domain_words(filter.roles),
            provider: None,
        };
        match filter.provider.map(|by| by.sought()).transpose()? {
            None => {}
            Some(Sought::Key(key)) => wanted.provider = Some(key),
            Some(Sought::Nothing) => {
                wanted.roles = Some(Vec::new());
                let slice = Slice {
                    items: Vec::new(),
                    has_previous: false,
                    has_next: false,
                };
                return Ok(PartnerConnection::new(slice, wanted));
            }
        }
        let slice = store(ctx).partners(&wanted, &page).await?;
        let edge = |partner: partner::Partner| {
            let at = PartnerPosition {
                name: folding::fold(&partner.name),
                key: partner.id.key(),
            };
            (cursor::write_partner(&at), Partner(partner))
        };
        Ok(PartnerConnection::new(slice.map(edge), wanted))
    }
}
