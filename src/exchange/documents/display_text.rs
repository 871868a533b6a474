//! What publishers call the pages that they link to, and which kind of page that is.

use crate::domain::folding;
use crate::domain::link::ResourceKind;

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::exchange) enum Meaning {
    /// The product's own page.
    Website,
    /// A page that helps.
    Page(ResourceKind),
}

use Meaning::{Page, Website};
use ResourceKind::{
    CspMarketing, CustomerAgreement, PrivacyPolicy, SalesCollateral, ServiceStatus, SupportWebsite,
    Training, UserDocumentation,
};

/// Words that tell what a page is; the first that occurs decides. `Status page documentation` is
/// documentation, but a `status` without it is none.
const WORDS: &[(Meaning, &[&str])] = &[
    (Page(PrivacyPolicy), &["privacy"]),
    (
        Page(CustomerAgreement),
        &[
            "agreement",
            "contract",
            "eula",
            "legal",
            "license",
            "licence",
            "sla",
            "terms",
        ],
    ),
    (
        Page(Training),
        &[
            "academy",
            "course",
            "courses",
            "learn",
            "learning",
            "training",
            "tutorial",
            "tutorials",
            "webinar",
            "workshop",
        ],
    ),
    (
        Page(UserDocumentation),
        &[
            "doc",
            "docs",
            "documentation",
            "documents",
            "faq",
            "guide",
            "guides",
            "handbook",
            "howto",
            "install",
            "installation",
            "knowledge",
            "manual",
            "quickstart",
            "readme",
            "reference",
            "setup",
            "started",
            "wiki",
        ],
    ),
    (
        Page(ServiceStatus),
        &["availability", "health", "incidents", "status", "uptime"],
    ),
    (Page(CspMarketing), &["csp", "reseller", "resellers"]),
    (
        Page(SalesCollateral),
        &[
            "brochure",
            "case",
            "collateral",
            "datasheet",
            "demo",
            "deck",
            "flyer",
            "pitch",
            "pricing",
            "sales",
            "whitepaper",
        ],
    ),
    (
        Page(SupportWebsite),
        &["contact", "helpdesk", "support", "ticket", "tickets"],
    ),
    (Website, &["homepage", "web", "website"]),
];

/// What a page of each kind is called that has no title.
fn plain(meaning: Meaning) -> &'static str {
    match meaning {
        Website => "Website",
        Page(UserDocumentation) => "Documentation",
        Page(Training) => "Training",
        Page(ServiceStatus) => "Service status",
        Page(SalesCollateral) => "Sales material",
        Page(CspMarketing) => "CSP marketing material",
        Page(SupportWebsite) => "Support",
        Page(PrivacyPolicy) => "Privacy policy",
        Page(CustomerAgreement) => "Customer agreement",
    }
}

/// What a page is by what it is called, and its title, if it is called more than what it is.
///
/// A page that no word tells of is taken for documentation: Partner Center asks for these links as
/// supplemental online documents about the offer.
pub(in crate::exchange) fn read(text: &str) -> (Meaning, Option<&str>) {
    for kind in ResourceKind::ALL {
        let meaning = Page(*kind);
        if let Some(rest) = text.strip_prefix(plain(meaning)) {
            if rest.is_empty() {
                return (meaning, None);
            }
            if let Some(title) = rest.strip_prefix(": ").filter(|title| !title.is_empty()) {
                return (meaning, Some(title));
            }
        }
    }
    if text == plain(Website) {
        return (Website, None);
    }
    let words = folding::words(text);
    let is_told =
        |told: &&(Meaning, &[&str])| told.1.iter().any(|word| words.iter().any(|w| w == word));
    let meaning = WORDS.iter().find(is_told);
    let meaning = meaning.map_or(Page(UserDocumentation), |(meaning, _)| *meaning);
    (meaning, Some(text))
}

/// What to call a page, so that it is read as what it is.
pub(in crate::exchange) fn written(meaning: Meaning, title: Option<&str>) -> String {
    match title {
        None => plain(meaning).to_owned(),
        Some(title) if read(title) == (meaning, Some(title)) => title.to_owned(),
        Some(title) => format!("{}: {title}", plain(meaning)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_is_known_by_what_it_is_called() {
        for (text, meaning) in [
            ("Product documentation", Page(UserDocumentation)),
            ("Support documentation", Page(UserDocumentation)),
            ("Getting started", Page(UserDocumentation)),
            ("Status page", Page(ServiceStatus)),
            ("Contoso Academy", Page(Training)),
            ("Datasheet (PDF)", Page(SalesCollateral)),
            ("License agreement", Page(CustomerAgreement)),
            ("SLA", Page(CustomerAgreement)),
            ("Privacy statement", Page(PrivacyPolicy)),
            ("For resellers", Page(CspMarketing)),
            ("Open a ticket", Page(SupportWebsite)),
            ("Company website", Website),
            ("Contoso Backup for Azure", Page(UserDocumentation)),
            ("データ", Page(UserDocumentation)),
        ] {
            assert_eq!(read(text), (meaning, Some(text)));
        }
    }

    #[test]
    fn what_is_called_by_its_kind_alone_has_no_title() {
        assert_eq!(read("Training"), (Page(Training), None));
        assert_eq!(read("Training: Docs"), (Page(Training), Some("Docs")));
        assert_eq!(read("Website"), (Website, None));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_what_it_is(
            kind in proptest::sample::select(ResourceKind::ALL),
            title in proptest::option::of("(Docs|Training|Support|: |Status|[a-zé ]{1,5}){1,4}"),
        ) {
            let text = written(Page(kind), title.as_deref());
            prop_assert_eq!(read(&text), (Page(kind), title.as_deref()));
        }
    }
}
