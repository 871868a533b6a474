//! Links as somebody typed them: what is wrong with them, and what they become.

use super::{
    AddressProblem, Cloud, LONGEST_URL, LinkTarget, MOST_LINKS, ResourceKind, check_address,
};
use crate::domain::edit::Edit;
use crate::domain::flaw::Flaws;
use crate::domain::offer::LONGEST_TITLE;
use crate::domain::text::{is_longer, one_line, optional_line};

problems! {
    /// What can be wrong with what is to be done to a link.
    pub enum LinkProblem {
        /// The offer that it is to be about is not there.
        OfferNotFound = "OFFER_NOT_FOUND",
        /// The offer that it is about, or is to be about, is retired.
        OfferRetired = "OFFER_RETIRED",
        /// Who publishes that offer is retired.
        PublisherRetired = "PUBLISHER_RETIRED",
        /// Nobody says what the page is for.
        KindMissing = "KIND_MISSING",
        /// Nobody can follow the address.
        UrlInvalid = "URL_INVALID",
        /// The address names a user or a password.
        UrlNamesUser = "URL_NAMES_USER",
        /// The address is too long.
        UrlTooLong = "URL_TOO_LONG" (Limit(LONGEST_URL)),
        /// The title is too long.
        TitleTooLong = "TITLE_TOO_LONG" (Limit(LONGEST_TITLE)),
        /// The offer has a link of this kind to this page for this cloud.
        AlreadyListed = "ALREADY_LISTED",
        /// The offer has too many links.
        TooManyLinks = "TOO_MANY_LINKS" (Limit(MOST_LINKS)),
    }
}

/// A link as somebody typed it.
#[derive(Clone, Debug)]
pub struct LinkDraft {
    /// What the page is for.
    pub kind: Option<ResourceKind>,
    /// Which cloud it is meant for.
    pub cloud: Cloud,
    /// Its address.
    pub url: String,
    /// What it is called.
    pub title: Option<String>,
}

/// What is to become of the fields of a link.
#[derive(Clone, Debug, Default)]
pub struct LinkChanges {
    /// What the page is for.
    pub kind: Edit<ResourceKind>,
    /// Which cloud it is meant for; emptied, the public one.
    pub cloud: Edit<Cloud>,
    /// Its address.
    pub url: Edit<String>,
    /// What it is called.
    pub title: Edit<String>,
}

impl LinkChanges {
    /// The link as it would be with these changes.
    pub fn applied_to(self, kept: &LinkTarget) -> LinkDraft {
        LinkDraft {
            kind: self.kind.of(Some(kept.kind)),
            cloud: self.cloud.of(Some(kept.cloud)).unwrap_or(Cloud::Global),
            url: self.url.or_empty(kept.url.clone()),
            title: self.title.of(kept.title.clone()),
        }
    }
}

impl LinkTarget {
    /// Checks a draft, and names everything that is wrong with it. An empty title is an absent one.
    pub fn check(draft: LinkDraft) -> Result<Self, Flaws<LinkProblem>> {
        let mut flaws = Flaws::default();
        if draft.kind.is_none() {
            flaws.push("kind", LinkProblem::KindMissing);
        }
        let url = flaws.take(check_url(&draft.url));
        let title = optional_line(draft.title);
        if title
            .as_deref()
            .is_some_and(|title| is_longer(title, LONGEST_TITLE))
        {
            flaws.push("title", LinkProblem::TitleTooLong);
        }
        match (draft.kind, url) {
            (Some(kind), Some(url)) => flaws.unless_flawed(|| Self {
                kind,
                cloud: draft.cloud,
                url,
                title,
            }),
            _ => Err(flaws),
        }
    }

    /// Whether it leads to the same page as another of its offer, for the same end and cloud.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.kind, self.cloud, &self.url) == (other.kind, other.cloud, &other.url)
    }
}

fn check_url(url: &str) -> Result<String, Flaws<LinkProblem>> {
    check_address(&one_line(url)).map_err(|problem| {
        let problem = match problem {
            AddressProblem::NotFollowable => LinkProblem::UrlInvalid,
            AddressProblem::NamesUser => LinkProblem::UrlNamesUser,
            AddressProblem::TooLong => LinkProblem::UrlTooLong,
        };
        let mut flaws = Flaws::default();
        flaws.push("url", problem);
        flaws
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn training() -> LinkDraft {
        LinkDraft {
            kind: Some(ResourceKind::Training),
            cloud: Cloud::Government,
            url: " https://contoso.example/learn ".to_owned(),
            title: Some(" Courses ".to_owned()),
        }
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once() {
        let draft = LinkDraft {
            kind: None,
            url: "contoso.example".to_owned(),
            title: Some("t".repeat(LONGEST_TITLE + 1)),
            ..training()
        };

        let flaws = LinkTarget::check(draft).expect_err("all of it is wrong");

        let problems: Vec<LinkProblem> = flaws.into_iter().map(|flaw| flaw.problem).collect();
        assert_eq!(
            problems,
            [
                LinkProblem::KindMissing,
                LinkProblem::UrlInvalid,
                LinkProblem::TitleTooLong
            ]
        );
    }

    #[test]
    fn changes_leave_what_they_do_not_name() {
        let kept = LinkTarget::check(training()).expect("it is sound");
        let changes = LinkChanges {
            cloud: Edit::Clear,
            title: Edit::Clear,
            ..LinkChanges::default()
        };

        let same = LinkTarget::check(LinkChanges::default().applied_to(&kept));
        let changed = LinkTarget::check(changes.applied_to(&kept));

        let expected = LinkTarget {
            cloud: Cloud::Global,
            title: None,
            ..kept.clone()
        };
        assert_eq!(same, Ok(kept));
        assert_eq!(changed, Ok(expected));
    }
}
