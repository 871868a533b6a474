//! The walk through the directory: what comes after what, and how far it is.
//!
//! Who is referred to comes before who refers: publishers before their offers, both and partners before what
//! is said of them.

use crate::domain::export::ExportFilter;
use crate::domain::format::ExportFormat;
use crate::domain::offer::MarketplaceId;
use crate::domain::page::Page;
use crate::domain::partner::PartnerId;
use crate::domain::publisher::PublisherId;

/// How many things are read at once.
const PAGE: u32 = 500;

/// What the walk comes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Publishers,
    Offers,
    OffersInTheLists,
    Partners,
    Ties,
    Splits,
    OverridesOfPartners,
    OverridesOfPublishers,
    OverridesOfOffers,
    NoticesOfPublishers,
    NoticesOfOffers,
}

const EVERYTHING: &[Step] = &[
    Step::Publishers,
    Step::Offers,
    Step::Partners,
    Step::Ties,
    Step::Splits,
    Step::OverridesOfPartners,
    Step::OverridesOfPublishers,
    Step::OverridesOfOffers,
    Step::NoticesOfPublishers,
    Step::NoticesOfOffers,
];

/// Partners belong to no publisher.
const OF_PUBLISHERS: &[Step] = &[
    Step::Publishers,
    Step::Offers,
    Step::OverridesOfPublishers,
    Step::OverridesOfOffers,
    Step::NoticesOfPublishers,
    Step::NoticesOfOffers,
];

/// Offers alone. A listing cannot say that its offer is retired, so those that are would come back as if they
/// were not.
const LISTINGS: &[Step] = &[Step::OffersInTheLists];

/// How far a walk is: the steps that are left, and in the first of them what was last.
#[derive(Debug)]
pub(super) struct Walk {
    left: &'static [Step],
    has_begun: bool,
    /// Where it is among publishers.
    pub(super) publishers: Page<PublisherId>,
    /// Where it is among offers.
    pub(super) offers: Page<MarketplaceId>,
    /// Where it is among partners.
    pub(super) partners: Page<PartnerId>,
}

impl Walk {
    /// A walk through what a format can hold of what is wanted.
    pub(super) fn begin(format: ExportFormat, filter: &ExportFilter) -> Self {
        let left = match format {
            ExportFormat::ProductIngestion => LISTINGS,
            ExportFormat::JsonLines | ExportFormat::Csv if filter.is_everything() => EVERYTHING,
            ExportFormat::JsonLines | ExportFormat::Csv => OF_PUBLISHERS,
        };
        Self {
            left,
            has_begun: false,
            publishers: Page::first(PAGE),
            offers: Page::first(PAGE),
            partners: Page::first(PAGE),
        }
    }

    /// Whether it sets out only now.
    pub(super) fn sets_out(&mut self) -> bool {
        !std::mem::replace(&mut self.has_begun, true)
    }

    /// The step it is at; `None` at its end.
    pub(super) fn step(&self) -> Option<Step> {
        self.left.first().copied()
    }

    /// Goes on to the next step, from its beginning.
    pub(super) fn go_on(&mut self) {
        self.left = self.left.get(1..).unwrap_or_default();
        self.publishers.after = None;
        self.offers.after = None;
        self.partners.after = None;
    }
}
