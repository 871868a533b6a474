//! A resource link.

use async_graphql::Object;

use crate::domain::link::LinkTarget;
use crate::graphql::words::{Cloud, ResourceKind};

/// A page that helps before anybody is asked.
#[derive(Clone)]
pub(in crate::graphql) struct ResourceLink(pub(in crate::graphql) LinkTarget);

/// A page that helps before anybody is asked.
#[Object]
impl ResourceLink {
    /// What the page is for.
    async fn kind(&self) -> ResourceKind {
        self.0.kind.into()
    }

    /// Which cloud it is meant for.
    async fn cloud(&self) -> Cloud {
        self.0.cloud.into()
    }

    /// Its address: `http` or `https`.
    async fn url(&self) -> &str {
        &self.0.url
    }

    /// What the page is called; null when its source does not say.
    async fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }
}
