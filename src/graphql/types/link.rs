//! A resource link.

use async_graphql::{ID, Object};

use crate::domain::link::{self, Cloud as DomainCloud, LinkTarget, ResourceKind as DomainKind};
use crate::graphql::words::{Cloud, ResourceKind};

/// A page that helps before anybody is asked.
#[derive(Clone)]
pub(in crate::graphql) struct ResourceLink {
    id: Option<ID>,
    target: LinkTarget,
}

impl ResourceLink {
    /// A link that the directory keeps for an offer.
    pub(super) fn kept(link: link::ResourceLink) -> Self {
        Self {
            id: Some(link.id.into()),
            target: link.target,
        }
    }

    /// The page where partners and publishers reach Microsoft, which an edition of the rules names.
    pub(super) fn support_page(url: String) -> Self {
        let target = LinkTarget {
            kind: DomainKind::SupportWebsite,
            cloud: DomainCloud::Global,
            url,
            title: None,
        };
        Self { id: None, target }
    }
}

/// A page that helps before anybody is asked.
#[Object]
impl ResourceLink {
    /// Opaque; the same link has the same id for good. Null for a page that the rules name: nobody edits it.
    async fn id(&self) -> Option<&ID> {
        self.id.as_ref()
    }

    /// What the page is for.
    async fn kind(&self) -> ResourceKind {
        self.target.kind.into()
    }

    /// Which cloud it is meant for.
    async fn cloud(&self) -> Cloud {
        self.target.cloud.into()
    }

    /// Its address: `http` or `https`.
    async fn url(&self) -> &str {
        &self.target.url
    }

    /// What the page is called; null when its source does not say.
    async fn title(&self) -> Option<&str> {
        self.target.title.as_deref()
    }
}
