//! A resource link.

use async_graphql::{ID, Object};

use crate::domain::link::{self, HelpfulLink};
use crate::graphql::words::{Cloud, ResourceKind};

/// A page that helps before anybody is asked.
#[derive(Clone)]
pub(in crate::graphql) struct ResourceLink(pub(in crate::graphql) HelpfulLink);

impl From<link::ResourceLink> for ResourceLink {
    fn from(kept: link::ResourceLink) -> Self {
        Self(HelpfulLink::Kept(kept))
    }
}

/// A page that helps before anybody is asked.
#[Object]
impl ResourceLink {
    /// Opaque; the same link has the same id for good. Null for Microsoft's support page, which comes from
    /// the rules.
    async fn id(&self) -> Option<ID> {
        self.0.kept().map(|link| link.id.into())
    }

    /// What the page is for.
    async fn kind(&self) -> ResourceKind {
        self.0.target().kind.into()
    }

    /// Which cloud it is meant for.
    async fn cloud(&self) -> Cloud {
        self.0.target().cloud.into()
    }

    /// Its address: `http` or `https`.
    async fn url(&self) -> &str {
        &self.0.target().url
    }

    /// What the page is called; null when its source does not say.
    async fn title(&self) -> Option<&str> {
        self.0.target().title.as_deref()
    }

    /// How often it was changed, from 1: what a change has to name. Null for Microsoft's support page,
    /// which comes from the rules.
    async fn version(&self) -> Option<i32> {
        self.0.kept().map(|link| link.version)
    }
}
