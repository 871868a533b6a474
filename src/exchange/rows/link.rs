//! Pages about an offer: in a row of their own, or in the row of the offer.

use super::column::Column;
use super::owner::{Owner, owner, unread};
use super::row::Row;
use crate::domain::link::{Cloud, LinkTarget, ResourceKind};
use crate::domain::publisher::PublisherId;
use crate::exchange::remark::Remarks;
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
        links.extend(row.page(column, remarks).map(|url| LinkTarget {
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
    let url = row
        .page(Column::Url, remarks)
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
