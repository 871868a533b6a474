//! Resource links: pages about an offer that help before anybody is asked.

use chrono::{DateTime, Utc};

use super::id::{Id, Named};
use super::offer::Offer;

closed_set! {
    /// What a page is for.
    pub enum ResourceKind {
        /// How to use the product.
        UserDocumentation = "USER_DOCUMENTATION",
        /// Courses and tutorials.
        Training = "TRAINING",
        /// Whether the product's service is up.
        ServiceStatus = "SERVICE_STATUS",
        /// Material for those who sell it.
        SalesCollateral = "SALES_COLLATERAL",
        /// Marketing material for partners of the CSP program.
        CspMarketing = "CSP_MARKETING",
        /// The page of the product's support.
        SupportWebsite = "SUPPORT_WEBSITE",
        /// What happens to personal data.
        PrivacyPolicy = "PRIVACY_POLICY",
        /// The agreement with the customer, service level included.
        CustomerAgreement = "CUSTOMER_AGREEMENT",
    }
}

closed_set! {
    /// Which cloud a page is meant for.
    pub enum Cloud {
        /// The public cloud.
        Global = "GLOBAL",
        /// The clouds for governments.
        Government = "GOVERNMENT",
    }
}

/// A page about an offer, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceLink {
    /// Its id in this directory.
    pub id: Id<ResourceLink>,
    /// Which offer it is about.
    pub offer: Id<Offer>,
    /// What the page is.
    pub target: LinkTarget,
    /// How often it was changed, from 1.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl Named for ResourceLink {
    const KIND: &'static str = "link";
}

/// Kind, address and title of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTarget {
    /// What it is for.
    pub kind: ResourceKind,
    /// Which cloud it is meant for.
    pub cloud: Cloud,
    /// Its address: `http` or `https`.
    pub url: String,
    /// What the page is called, where its source says so.
    pub title: Option<String>,
}
