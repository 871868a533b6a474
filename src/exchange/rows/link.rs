//! Pages about an offer: in a row of their own, or in the row of the offer.

use super::column::Column;
use super::owner::{Owner, owner, unread};
use super::row::Row;
use crate::domain::link::{Cloud, LinkTarget, ResourceKind};
use crate::domain::publisher::PublisherId;
use crate::exchange::channel;
use crate::exchange::remark::{Remark, Remarks};
use crate::exchange::told::{OfferDraft, Telling, ToldFacts};

/// Where the row of an offer has place for its pages, one of each.
const OFFER_COLUMNS: &[(Column, ResourceKind, Cloud)] = &[
    (
        Column::DocumentationUrl,
        ResourceKind::UserDocumentation,
        Cloud::Global,
    ),
    (Column::TrainingUrl, ResourceKind::Training, Cloud::Global),
    (
        Column::StatusUrl,
        ResourceKind::ServiceStatus,
        Cloud::Global,
    ),
    (
        Column::SalesUrl,
        ResourceKind::SalesCollateral,
        Cloud::Global,
    ),
    (
        Column::CspMarketingUrl,
        ResourceKind::CspMarketing,
        Cloud::Global,
    ),
    (
        Column::SupportWebsiteUrl,
        ResourceKind::SupportWebsite,
        Cloud::Global,
    ),
    (
        Column::GovernmentSupportUrl,
        ResourceKind::SupportWebsite,
        Cloud::Government,
    ),
    (
        Column::PrivacyUrl,
        ResourceKind::PrivacyPolicy,
        Cloud::Global,
    ),
    (
        Column::TermsUrl,
        ResourceKind::CustomerAgreement,
        Cloud::Global,
    ),
];

/// The pages in the row of an offer.
pub(super) fn of_row(row: &mut Row, remarks: &mut Remarks) -> Vec<LinkTarget> {
    let mut links = Vec::new();
    for &(column, kind, cloud) in OFFER_COLUMNS {
        links.extend(followed(row, column, remarks).map(|url| LinkTarget {
            kind,
            cloud,
            url,
            title: None,
        }));
    }
    links
}

/// What a row of a link tells of its offer.
pub(super) fn of_offer(
    row: &mut Row,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<OfferDraft, String> {
    let Owner::Offer(publisher, offer_id) = owner(row, publisher, remarks)? else {
        return Err("the row names no offer: a link is about one".to_owned());
    };
    let kind = row.word(Column::LinkKind, ResourceKind::ALL, ResourceKind::code)?;
    let kind = kind.ok_or("the row does not say what the page is for: give it a linkKind")?;
    // A page of the other cloud is another page.
    if let Some(column) = row.lost(&[Column::Cloud]) {
        return Err(unread(column));
    }
    let cloud = row.word(Column::Cloud, Cloud::ALL, Cloud::code)?;
    let url = followed(row, Column::Url, remarks)
        .ok_or("the row has no url that can be followed: nothing is left of the link")?;
    let link = LinkTarget {
        kind,
        cloud: cloud.unwrap_or(Cloud::Global),
        url,
        title: row.text(Column::LinkTitle),
    };
    Ok(OfferDraft {
        places: vec![remarks.at.clone()],
        publisher,
        offer_id,
        telling: Telling::Part,
        facts: ToldFacts::default(),
        contacts: Vec::new(),
        links: vec![link],
    })
}

/// An address in a column that somebody can follow.
pub(super) fn followed(row: &mut Row, column: Column, remarks: &mut Remarks) -> Option<String> {
    taken(row, column, channel::link, remarks)
}

/// A way to reach somebody in a column; says what is wrong with it.
pub(super) fn taken(
    row: &mut Row,
    column: Column,
    read: impl Fn(&str) -> Result<(String, Option<Remark>), Remark>,
    remarks: &mut Remarks,
) -> Option<String> {
    let written = row.text(column)?;
    let (channel, remark) = match read(&written) {
        Ok((channel, remark)) => (Some(channel), remark),
        Err(remark) => (None, Some(remark)),
    };
    if let Some(remark) = remark {
        remarks.say(column.name(), &written, remark);
    }
    channel
}
