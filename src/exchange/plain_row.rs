//! One plain row: an offer with its publisher, its support contact and its links.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::channel;
use super::reading::{Remark, Warning, quote};
use crate::domain::contact::{ContactDetails, ContactType};
use crate::domain::folding;
use crate::domain::link::{Cloud, LinkTarget, ResourceKind};
use crate::domain::offer::{ListingState, OfferId, OfferType};
use crate::domain::publisher::PublisherId;

/// The columns of a row. `source` and `supportTier` say where a row was found and are not kept.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PlainRow {
    #[serde(default)]
    pub(super) publisher_id: Option<String>,
    #[serde(default)]
    pub(super) publisher_name: Option<String>,
    #[serde(default)]
    pub(super) offer_id: Option<String>,
    #[serde(default)]
    pub(super) offer_name: Option<String>,
    #[serde(default)]
    pub(super) offer_type: Option<String>,
    #[serde(default)]
    pub(super) support_name: Option<String>,
    #[serde(default)]
    pub(super) support_email: Option<String>,
    #[serde(default)]
    pub(super) support_url: Option<String>,
    #[serde(default)]
    pub(super) privacy_url: Option<String>,
    #[serde(default)]
    pub(super) website: Option<String>,
    #[serde(default)]
    pub(super) published: Option<String>,
    #[serde(default)]
    pub(super) categories: Option<String>,
    #[serde(default, rename = "source")]
    _source: serde::de::IgnoredAny,
    #[serde(default, rename = "supportTier")]
    _support_tier: serde::de::IgnoredAny,
    /// Columns that this format does not have.
    #[serde(flatten)]
    pub(super) unknown: BTreeMap<String, serde_json::Value>,
}

/// Collects what there is to say about one line.
pub(super) struct Remarks<'a> {
    pub(super) line: usize,
    pub(super) warnings: &'a mut Vec<Warning>,
}

impl Remarks<'_> {
    pub(super) fn say(&mut self, column: &'static str, value: &str, remark: Remark) {
        self.warnings.push(Warning {
            line: Some(self.line),
            column,
            value: quote(value),
            remark,
        });
    }
}

/// A text that says something: not blank.
pub(super) fn said(text: &Option<String>) -> Option<&str> {
    text.as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

/// The publisher's id as it is given, if it is.
pub(super) fn publisher_id(row: &PlainRow, remarks: &mut Remarks) -> Option<PublisherId> {
    let written = said(&row.publisher_id)?;
    let id = PublisherId::parse(written).or_else(|| PublisherId::from_name(written))?;
    check_spelling("publisherId", written, id.as_str(), remarks);
    Some(id)
}

/// The offer's id: as given, or made from its name.
pub(super) fn offer_id(row: &PlainRow, remarks: &mut Remarks) -> Option<OfferId> {
    let Some(written) = said(&row.offer_id) else {
        let id = OfferId::from_name(said(&row.offer_name)?)?;
        remarks.say("offerId", "", Remark::OfferIdMade(id.as_str().to_owned()));
        return Some(id);
    };
    let id = OfferId::parse(written).or_else(|| OfferId::from_name(written))?;
    check_spelling("offerId", written, id.as_str(), remarks);
    Some(id)
}

fn check_spelling(column: &'static str, written: &str, taken: &str, remarks: &mut Remarks) {
    if written != taken {
        remarks.say(column, written, Remark::IdRespelt(taken.to_owned()));
    }
    if taken.chars().count() > 50 {
        remarks.say(column, written, Remark::IdLong);
    }
}

/// The type of the offer, however it is spelt.
pub(super) fn offer_type(row: &PlainRow, remarks: &mut Remarks) -> OfferType {
    let Some(written) = said(&row.offer_type) else {
        return OfferType::Other;
    };
    let known = match folding::words(written).concat().as_str() {
        "virtualmachine" | "azurevm" | "azurevirtualmachine" => Some(OfferType::VirtualMachine),
        "azureapplication" | "solutiontemplate" | "azureappsolution" => {
            Some(OfferType::AzureApplication)
        }
        "managedapplication" | "azuremanagedapplication" => Some(OfferType::ManagedApplication),
        "container" | "azurecontainer" | "containerapp" => Some(OfferType::Container),
        "iotedgemodule" => Some(OfferType::IotEdgeModule),
        "azuresolution" => Some(OfferType::AzureSolution),
        "saas" | "softwareasaservice" => Some(OfferType::Saas),
        "dynamics365" => Some(OfferType::Dynamics365),
        "powerplatform" | "powerplatformconnector" | "powerbiapp" | "powerapp" => {
            Some(OfferType::PowerPlatform)
        }
        "officeaddin" => Some(OfferType::OfficeAddIn),
        "consultingservice" => Some(OfferType::ConsultingService),
        "managedservice" => Some(OfferType::ManagedService),
        "other" => Some(OfferType::Other),
        _ => None,
    };
    known.unwrap_or_else(|| {
        remarks.say("offerType", written, Remark::TypeUnknown);
        OfferType::Other
    })
}

/// Whether the marketplace shows the offer.
pub(super) fn listing(row: &PlainRow, remarks: &mut Remarks) -> ListingState {
    match said(&row.published) {
        None => ListingState::Unknown,
        Some("true") => ListingState::Published,
        Some("false") => ListingState::NotPublished,
        Some(other) => {
            remarks.say("published", other, Remark::NotYesOrNo);
            ListingState::Unknown
        }
    }
}

/// What the offer is filed under.
pub(super) fn categories(row: &PlainRow) -> Vec<String> {
    let mut categories: Vec<String> = Vec::new();
    for category in row
        .categories
        .as_deref()
        .unwrap_or_default()
        .split([',', ';'])
        .map(str::trim)
    {
        if !category.is_empty() && !categories.iter().any(|known| known == category) {
            categories.push(category.to_owned());
        }
    }
    categories
}

/// The product's own page.
pub(super) fn website(row: &PlainRow, remarks: &mut Remarks) -> Option<String> {
    followed("website", &row.website, remarks)
}

/// The pages about the offer.
pub(super) fn links(row: &PlainRow, remarks: &mut Remarks) -> Vec<LinkTarget> {
    let privacy = followed("privacyUrl", &row.privacy_url, remarks);
    let target = |url| LinkTarget {
        kind: ResourceKind::PrivacyPolicy,
        cloud: Cloud::Global,
        url,
        title: None,
    };
    privacy.map(target).into_iter().collect()
}

/// The offer's own contacts; one without a name is called as its publisher is.
pub(super) fn contacts(
    row: &PlainRow,
    publisher: &str,
    remarks: &mut Remarks,
) -> Vec<(ContactType, ContactDetails)> {
    let written = said(&row.support_email);
    let email = written.and_then(|text| {
        channel::email(text)
            .map_err(|remark| remarks.say("supportEmail", text, remark))
            .ok()
    });
    let url = followed("supportUrl", &row.support_url, remarks);
    let name = said(&row.support_name);
    let details = ContactDetails {
        name: name.unwrap_or(publisher).to_owned(),
        email,
        phone: None,
        url,
        languages: Vec::new(),
        hours: None,
        time_zone: None,
    };
    if details.has_channel() {
        return vec![(ContactType::CustomerSupport, details)];
    }
    if let Some(name) = name {
        remarks.say("supportName", name, Remark::NoChannel);
    }
    Vec::new()
}

fn followed(column: &'static str, text: &Option<String>, remarks: &mut Remarks) -> Option<String> {
    let written = said(text)?;
    match channel::link(written) {
        Ok((url, remark)) => {
            if let Some(remark) = remark {
                remarks.say(column, written, remark);
            }
            Some(url)
        }
        Err(remark) => {
            remarks.say(column, written, remark);
            None
        }
    }
}
