//! One plain row: an offer with its publisher, its support contact and its links.

use serde_json::Value;

use super::columns::{Columns, cut, text};
use crate::domain::contact::{ContactType, LONGEST_NAME};
use crate::domain::folding;
use crate::domain::link::{Cloud, LinkTarget, ResourceKind};
use crate::domain::offer::{
    LONGEST_CATEGORY, LONGEST_TITLE, ListingState, MOST_CATEGORIES, OfferId, OfferType,
};
use crate::domain::publisher::{LONGEST_ID, PublisherId};
use crate::exchange::channel;
use crate::exchange::remark::{Remark, Remarks, quote};
use crate::exchange::told::{OfferDraft, PublisherDraft, Telling, ToldContact, ToldFacts};

/// The columns of a row, as texts that say something.
#[derive(Debug, Default)]
pub(super) struct PlainRow {
    publisher_id: Option<String>,
    pub(super) publisher_name: Option<String>,
    offer_id: Option<String>,
    offer_name: Option<String>,
    offer_type: Option<String>,
    support_name: Option<String>,
    support_email: Option<String>,
    support_url: Option<String>,
    privacy_url: Option<String>,
    website: Option<String>,
    published: Option<String>,
    categories: Vec<String>,
}

impl PlainRow {
    /// Takes the columns of a line; says which of them it cannot take.
    pub(super) fn read(columns: Columns, remarks: &mut Remarks) -> Self {
        let mut row = Self::default();
        for (name, value) in columns.0 {
            match name.as_str() {
                // They say where a row was found, and are not kept.
                "source" | "supportTier" => {}
                "categories" => row.add_categories(&value, remarks),
                name => row.set(name, &value, remarks),
            }
        }
        row
    }

    fn set(&mut self, name: &str, value: &Value, remarks: &mut Remarks) {
        let Some((column, place)) = self.place(name) else {
            remarks.say("column", name, Remark::ColumnUnknown);
            return;
        };
        let told = match value {
            Value::Bool(told) if column == "published" => Some(told.to_string()),
            value => text(column, value, remarks),
        };
        let told = match longest(column) {
            Some(longest) => told.map(|told| cut(column, told, longest, remarks)),
            None => told,
        };
        match (place.is_some(), told) {
            (true, Some(told)) => remarks.say(column, &told, Remark::ColumnTwice),
            (false, told) => *place = told,
            (true, None) => {}
        }
    }

    /// A column of text, as this format names it, and where its value is kept.
    fn place(&mut self, name: &str) -> Option<(&'static str, &mut Option<String>)> {
        Some(match name {
            "publisherId" => ("publisherId", &mut self.publisher_id),
            "publisherName" => ("publisherName", &mut self.publisher_name),
            "offerId" => ("offerId", &mut self.offer_id),
            "offerName" => ("offerName", &mut self.offer_name),
            "offerType" => ("offerType", &mut self.offer_type),
            "supportName" => ("supportName", &mut self.support_name),
            "supportEmail" => ("supportEmail", &mut self.support_email),
            "supportUrl" => ("supportUrl", &mut self.support_url),
            "privacyUrl" => ("privacyUrl", &mut self.privacy_url),
            "website" => ("website", &mut self.website),
            "published" => ("published", &mut self.published),
            _ => return None,
        })
    }

    /// What the offer is filed under: a list, or a text with commas or semicolons between.
    fn add_categories(&mut self, value: &Value, remarks: &mut Remarks) {
        const COLUMN: &str = "categories";
        let told: Vec<String> = match value {
            Value::Array(values) => values
                .iter()
                .filter_map(|value| text(COLUMN, value, remarks))
                .collect(),
            value => text(COLUMN, value, remarks)
                .iter()
                .flat_map(|text| text.split([',', ';']))
                .map(|part| part.trim().to_owned())
                .collect(),
        };
        for category in told {
            let category = cut(COLUMN, category, LONGEST_CATEGORY, remarks);
            if category.is_empty() || self.categories.contains(&category) {
                continue;
            }
            if self.categories.len() < MOST_CATEGORIES {
                self.categories.push(category);
            } else {
                remarks.say(COLUMN, &category, Remark::TooMany(MOST_CATEGORIES));
            }
        }
    }
}

/// The most characters of a column that are kept; the others are checked by what they mean.
fn longest(column: &str) -> Option<usize> {
    match column {
        "publisherName" | "supportName" => Some(LONGEST_NAME),
        "offerName" => Some(LONGEST_TITLE),
        _ => None,
    }
}

/// The offer of a row; the reason when it names none. Who publishes it may be told from outside.
pub(super) fn offer(
    row: &PlainRow,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<OfferDraft, String> {
    let publisher = publisher_of(row, publisher, remarks)?;
    let offer_id = offer_id(row, remarks).ok_or(
        "the row names no offer: give it an offerId or an offerName with a letter or digit",
    )?;
    Ok(OfferDraft {
        places: vec![remarks.at.clone()],
        publisher,
        offer_id,
        telling: Telling::Offer,
        facts: facts(row, remarks),
        contacts: contacts(row, remarks),
        links: links(row, remarks),
    })
}

/// Who publishes the offer of a row: as the row says, else as is said from outside, else as its name leads to.
fn publisher_of(
    row: &PlainRow,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<PublisherDraft, String> {
    let name = row.publisher_name.as_deref();
    let given = publisher_id(row, remarks).or_else(|| publisher.cloned());
    if let Some(id) = given {
        return Ok(PublisherDraft::given(id, name.map(str::to_owned)));
    }
    let name =
        name.ok_or("the row names no publisher: give it a publisherId or a publisherName")?;
    PublisherDraft::named(name.to_owned()).ok_or_else(|| {
        format!(
            "no id can be made of the publisherName `{}`: give the row a publisherId",
            quote(name)
        )
    })
}

/// The publisher's id as it is given, if it is.
fn publisher_id(row: &PlainRow, remarks: &mut Remarks) -> Option<PublisherId> {
    let written = row.publisher_id.as_deref()?;
    let id = (!is_address(written))
        .then(|| PublisherId::parse(written).or_else(|| PublisherId::from_name(written)))
        .flatten();
    match &id {
        Some(id) => check_spelling("publisherId", written, id.as_str(), remarks),
        None => remarks.say("publisherId", written, Remark::FormUnknown),
    }
    id
}

/// The offer's id: as given, or made from its name.
fn offer_id(row: &PlainRow, remarks: &mut Remarks) -> Option<OfferId> {
    let given = row.offer_id.as_deref();
    if let Some(address) = given.filter(|given| is_address(given)) {
        remarks.say("offerId", address, Remark::FormUnknown);
    }
    let Some(written) = given.filter(|given| !is_address(given)) else {
        let id = OfferId::from_name(row.offer_name.as_deref()?)?;
        remarks.say("offerId", "", Remark::OfferIdMade(quote(id.as_str())));
        return Some(id);
    };
    let id = OfferId::parse(written).or_else(|| OfferId::from_name(written))?;
    check_spelling("offerId", written, id.as_str(), remarks);
    Some(id)
}

/// Whether a text is a link or an e-mail address that slipped into the column of an id.
fn is_address(text: &str) -> bool {
    text.contains("://") || text.contains('@')
}

/// The longest id of the marketplace; real files have longer ones.
const LONGEST_OF_THE_MARKETPLACE: usize = 50;

fn check_spelling(column: &'static str, written: &str, taken: &str, remarks: &mut Remarks) {
    let lower = written.to_lowercase();
    let is_cut = lower.chars().count() > LONGEST_ID;
    if written != taken {
        let mut reasons = Vec::new();
        if lower != written {
            reasons.push("no capitals".to_owned());
        }
        if written.contains(char::is_whitespace) {
            reasons.push("no blanks".to_owned());
        }
        if column == "publisherId" && written.contains('.') {
            reasons.push("no dots".to_owned());
        }
        if is_cut {
            reasons.push(format!("at most {LONGEST_ID} characters"));
        }
        let remark = Remark::IdRespelt(quote(taken), reasons.join(" and "));
        remarks.say(column, written, remark);
    }
    if taken.chars().count() > LONGEST_OF_THE_MARKETPLACE && !is_cut {
        remarks.say(column, written, Remark::IdLong);
    }
}

/// What the row tells of the offer itself.
fn facts(row: &PlainRow, remarks: &mut Remarks) -> ToldFacts {
    ToldFacts {
        title: row.offer_name.clone(),
        offer_type: offer_type(row, remarks),
        listing: listing(row, remarks),
        website: followed("website", row.website.as_deref(), remarks),
        categories: row.categories.clone(),
        ..ToldFacts::default()
    }
}

/// The type of the offer, however it is spelt.
fn offer_type(row: &PlainRow, remarks: &mut Remarks) -> Option<OfferType> {
    let written = row.offer_type.as_deref()?;
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
    if known.is_none() {
        remarks.say("offerType", written, Remark::TypeUnknown);
    }
    known
}

/// Whether the marketplace shows the offer.
fn listing(row: &PlainRow, remarks: &mut Remarks) -> Option<ListingState> {
    let written = row.published.as_deref()?;
    match written.to_ascii_lowercase().as_str() {
        "true" => Some(ListingState::Published),
        "false" => Some(ListingState::NotPublished),
        _ => {
            remarks.say("published", written, Remark::NotYesOrNo);
            None
        }
    }
}

/// The pages about the offer.
fn links(row: &PlainRow, remarks: &mut Remarks) -> Vec<LinkTarget> {
    let privacy = followed("privacyUrl", row.privacy_url.as_deref(), remarks);
    let target = |url| LinkTarget {
        kind: ResourceKind::PrivacyPolicy,
        cloud: Cloud::Global,
        url,
        title: None,
    };
    privacy.map(target).into_iter().collect()
}

/// The offer's own contacts.
fn contacts(row: &PlainRow, remarks: &mut Remarks) -> Vec<ToldContact> {
    let written = row.support_email.as_deref();
    let told = ToldContact {
        name: row.support_name.clone(),
        email: written.and_then(|text| taken("supportEmail", text, channel::email, remarks)),
        url: followed("supportUrl", row.support_url.as_deref(), remarks),
        ..ToldContact::of(ContactType::CustomerSupport)
    };
    if told.has_channel() {
        return vec![told];
    }
    if let Some(name) = &told.name {
        remarks.say("supportName", name, Remark::NoChannel);
    }
    Vec::new()
}

fn followed(column: &'static str, text: Option<&str>, remarks: &mut Remarks) -> Option<String> {
    text.and_then(|text| taken(column, text, channel::link, remarks))
}

fn taken(
    column: &'static str,
    written: &str,
    read: impl Fn(&str) -> Result<(String, Option<Remark>), Remark>,
    remarks: &mut Remarks,
) -> Option<String> {
    let (channel, remark) = match read(written) {
        Ok((channel, remark)) => (Some(channel), remark),
        Err(remark) => (None, Some(remark)),
    };
    if let Some(remark) = remark {
        remarks.say(column, written, remark);
    }
    channel
}
