//! The links of an offer: added, changed, or left as they are.

use chrono::DateTime;
use uuid::Uuid;

use super::Planner;
use crate::domain::Id;
use crate::domain::change::Deed;
use crate::domain::link::{LinkTarget, MOST_LINKS, ResourceLink};
use crate::domain::offer::Offer;
use crate::exchange::{Place, Remark};

/// What becomes of a link.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct LinkStep {
    /// The link that is kept; absent when it is added.
    pub(in crate::actions::import_offers) kept: Option<ResourceLink>,
    pub(in crate::actions::import_offers) target: LinkTarget,
}

impl Planner<'_> {
    /// Plans the links of an offer that has these.
    pub(super) fn links<'l>(
        &mut self,
        at: &Place,
        name: &str,
        kept: &[ResourceLink],
        told: impl Iterator<Item = &'l LinkTarget>,
    ) -> Vec<LinkStep> {
        let mut steps: Vec<LinkStep> = Vec::new();
        let mut count = kept.len();
        let told = self.links_once(at, told);
        for (told, kept) in pair(kept, &told) {
            let Some(kept) = kept else {
                if count >= MOST_LINKS {
                    self.warn(at, "link", &told.url, Remark::TooMany(MOST_LINKS));
                    continue;
                }
                count += 1;
                self.plan.counted.links.added += 1;
                self.added(at, name, || prospective(told.clone()));
                steps.push(LinkStep {
                    kept: None,
                    target: told.clone(),
                });
                continue;
            };
            let title = told.title.clone().or_else(|| kept.target.title.clone());
            let target = LinkTarget {
                title,
                ..told.clone()
            };
            if target == kept.target {
                self.plan.counted.links.unchanged += 1;
                continue;
            }
            self.plan.counted.links.changed += 1;
            let after = ResourceLink {
                target: target.clone(),
                ..kept.clone()
            };
            self.changed(at, name, Deed::Changed, kept, &after);
            steps.push(LinkStep {
                kept: Some(kept.clone()),
                target,
            });
        }
        steps
    }

    /// Each page once, with the title that it is given first.
    fn links_once<'l>(
        &mut self,
        at: &Place,
        told: impl Iterator<Item = &'l LinkTarget>,
    ) -> Vec<LinkTarget> {
        let mut pages: Vec<LinkTarget> = Vec::new();
        for told in told {
            let Some(page) = pages.iter_mut().find(|page| is_same(page, told)) else {
                pages.push(told.clone());
                continue;
            };
            match (&page.title, &told.title) {
                (None, title) => page.title.clone_from(title),
                (Some(first), Some(other)) if first != other => {
                    self.warn(
                        at,
                        "link",
                        other,
                        Remark::DiffersFromEarlier(at.seen_from(at)),
                    );
                }
                (Some(_), _) => {}
            }
        }
        pages
    }
}

/// Whether two links cannot stand beside each other.
fn is_same(one: &LinkTarget, other: &LinkTarget) -> bool {
    (one.kind, one.cloud, &one.url) == (other.kind, other.cloud, &other.url)
}

/// Which kept link each told one speaks of: one with the same address, else the only one of its kind when only
/// one of it is told.
fn pair<'l>(
    kept: &'l [ResourceLink],
    told: &'l [LinkTarget],
) -> Vec<(&'l LinkTarget, Option<&'l ResourceLink>)> {
    let of_kind =
        |one: &LinkTarget, other: &LinkTarget| (one.kind, one.cloud) == (other.kind, other.cloud);
    let of_address = |told: &LinkTarget| kept.iter().find(|kept| is_same(&kept.target, told));
    let only = |target: &LinkTarget| {
        let is_only = told.iter().filter(|told| of_kind(told, target)).count() == 1;
        let mut kept = kept.iter().filter(|kept| of_kind(&kept.target, target));
        let first = kept.next().filter(|_| is_only);
        first.filter(|_| kept.next().is_none())
    };
    told.iter()
        .map(|told| (told, of_address(told).or_else(|| only(told))))
        .collect()
}

/// A link as it would be; its keys name nothing yet.
fn prospective(target: LinkTarget) -> ResourceLink {
    ResourceLink {
        id: Id::new(Uuid::nil()),
        offer: Id::<Offer>::new(Uuid::nil()),
        target,
        version: 1,
        updated_at: DateTime::UNIX_EPOCH,
    }
}
