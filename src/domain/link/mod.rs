//! Resource links: pages about an offer that help before anybody is asked.

mod draft;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

use super::id::{Id, Named};
use super::offer::Offer;

pub use draft::{LinkChanges, LinkDraft, LinkProblem};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// A page that helps with an inquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpfulLink {
    /// One that is kept with an offer.
    Kept(ResourceLink),
    /// One that the rules name.
    Stated(LinkTarget),
}

impl HelpfulLink {
    /// What the page is.
    pub fn target(&self) -> &LinkTarget {
        match self {
            Self::Kept(link) => &link.target,
            Self::Stated(target) => target,
        }
    }

    /// The link that is kept, if it is one.
    pub fn kept(&self) -> Option<&ResourceLink> {
        match self {
            Self::Kept(link) => Some(link),
            Self::Stated(_) => None,
        }
    }
}
/// The most links of one offer: as many as a list of them shows.
pub const MOST_LINKS: usize = 50;

/// The longest address of a page, in bytes: PostgreSQL keeps it in an index, which takes 2,704.
pub const LONGEST_URL: usize = 2_000;

/// Why an address is none that a person can follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// It is not `http` or `https` with a host that has a dot.
    NotFollowable,
    /// It names a user or a password.
    NamesUser,
    /// It is longer than [`LONGEST_URL`].
    TooLong,
}

/// Checks the address of a page. It stays as it is written, but for a scheme in lower case and
/// blanks that are encoded.
pub fn check_address(text: &str) -> Result<String, AddressProblem> {
    let (scheme, rest) = text
        .split_once("://")
        .ok_or(AddressProblem::NotFollowable)?;
    let address = format!("{}://{}", scheme.to_ascii_lowercase(), rest).replace(' ', "%20");
    let url = Url::parse(&address).map_err(|_| AddressProblem::NotFollowable)?;
    let has_host = url.host_str().is_some_and(|host| host.contains('.'));
    if !has_host || !(address.starts_with("http://") || address.starts_with("https://")) {
        return Err(AddressProblem::NotFollowable);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressProblem::NamesUser);
    }
    if address.len() > LONGEST_URL {
        return Err(AddressProblem::TooLong);
    }
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_spelling_but_for_scheme_and_blanks() {
        for (written, taken) in [
            ("http://contoso.example/Help", "http://contoso.example/Help"),
            ("HTTPS://Up.example/privacy", "https://Up.example/privacy"),
            (
                "https://contoso.example/privacy policy.pdf",
                "https://contoso.example/privacy%20policy.pdf",
            ),
            ("https://a.example/x@y:z", "https://a.example/x@y:z"),
        ] {
            assert_eq!(check_address(written).as_deref(), Ok(taken));
        }
    }

    #[test]
    fn an_address_that_nobody_can_follow_is_none() {
        for text in [
            "",
            "NA",
            "javascript:alert(1)",
            "mailto:help@contoso.example",
            "ftp://contoso.example",
            "http://",
            "https:///x",
            "https:contoso.example",
            "https:/contoso.example",
            "https:\\\\contoso.example",
            "https://localhost/x",
            " https://contoso.example",
        ] {
            assert_eq!(
                check_address(text),
                Err(AddressProblem::NotFollowable),
                "{text}"
            );
        }
    }

    #[test]
    fn an_address_names_no_user_and_is_not_too_long() {
        for text in [
            "https://user:pw@host.example/x",
            "https://user@host.example",
        ] {
            assert_eq!(
                check_address(text),
                Err(AddressProblem::NamesUser),
                "{text}"
            );
        }
        let long = |letters: usize| format!("https://a.example/{}", "x".repeat(letters - 18));
        assert_eq!(check_address(&long(2_000)), Ok(long(2_000)));
        assert_eq!(check_address(&long(2_001)), Err(AddressProblem::TooLong));
    }
}
