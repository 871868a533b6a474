//! The row of an offer: with its publisher and, where people write all in one, its contacts and links.

use super::column::Column;
use super::row::Row;
use super::{contact, link};
use crate::domain::folding;
use crate::domain::offer::{ListingState, MarketplaceId, OfferId, OfferType, ResaleState};
use crate::domain::publisher::{LONGEST_ID, PublisherId};
use crate::exchange::remark::{Remark, Remarks, quote};
use crate::exchange::told::{OfferDraft, PublisherDraft, Telling, ToldFacts};

/// The offer of a row; the reason when it names none. Who publishes it may be told from outside.
pub(super) fn offer(
    row: &mut Row,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<OfferDraft, String> {
    let publisher = publisher_of(row, publisher, remarks)?;
    let title = row.text(Column::OfferName);
    let offer_id = offer_of(
        row.text(Column::OfferId).as_deref(),
        title.as_deref(),
        remarks,
    )?;
    Ok(OfferDraft {
        places: vec![remarks.at.clone()],
        publisher,
        offer_id,
        telling: Telling::Offer,
        facts: facts(title, row, remarks),
        contacts: contact::of_row(row, remarks),
        links: link::of_row(row, remarks),
    })
}

/// Who publishes the offer of a row: as the row says, else as is said from outside, else as its name leads to.
pub(super) fn publisher_of(
    row: &mut Row,
    publisher: Option<&PublisherId>,
    remarks: &mut Remarks,
) -> Result<PublisherDraft, String> {
    let name = row.text(Column::PublisherName);
    let written = row.text(Column::PublisherId);
    let given = publisher_id(written.as_deref(), remarks).or_else(|| publisher.cloned());
    if let Some(id) = given {
        return Ok(PublisherDraft::given(id, name));
    }
    let name =
        name.ok_or("the row names no publisher: give it a publisherId or a publisherName")?;
    PublisherDraft::named(name.clone()).ok_or_else(|| {
        format!(
            "no id can be made of the publisherName `{}`: give the row a publisherId",
            quote(&name)
        )
    })
}

/// The id of an offer that is named; the reason when no id comes of it.
pub(super) fn offer_of(
    given: Option<&str>,
    name: Option<&str>,
    remarks: &mut Remarks,
) -> Result<OfferId, String> {
    offer_id(given, name, remarks).ok_or_else(|| {
        "the row names no offer: give it an offerId or an offerName with a letter or digit"
            .to_owned()
    })
}

/// The publisher's id as it is given, if it is.
fn publisher_id(written: Option<&str>, remarks: &mut Remarks) -> Option<PublisherId> {
    let written = written?;
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
fn offer_id(given: Option<&str>, name: Option<&str>, remarks: &mut Remarks) -> Option<OfferId> {
    if let Some(address) = given.filter(|given| is_address(given)) {
        remarks.say("offerId", address, Remark::FormUnknown);
    }
    let Some(written) = given.filter(|given| !is_address(given)) else {
        let id = OfferId::from_name(name?)?;
        remarks.say("offerId", "", Remark::OfferIdMade(quote(id.as_str())));
        return Some(id);
    };
    let id = OfferId::parse(written).or_else(|| OfferId::from_name(written))?;
    check_spelling("offerId", written, id.as_str(), remarks);
    Some(id)
}

/// Whether a text is a link or an e-mail address that slipped into the column of an id.
pub(super) fn is_address(text: &str) -> bool {
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
fn facts(title: Option<String>, row: &mut Row, remarks: &mut Remarks) -> ToldFacts {
    ToldFacts {
        title,
        offer_type: offer_type(row.text(Column::OfferType).as_deref(), remarks),
        listing: listing(row, remarks),
        resale: resale(row.text(Column::Resale).as_deref(), remarks),
        website: link::followed(row, Column::Website, remarks),
        summary: row.text(Column::Summary),
        translations: row.wordings(remarks),
        categories: row.list(Column::Categories),
        is_retired: row.yes_no(Column::Retired, remarks),
        former_ids: former_ids(row, remarks),
    }
}

/// The ids that the offer had before it moved.
fn former_ids(row: &mut Row, remarks: &mut Remarks) -> Vec<MarketplaceId> {
    let column = Column::FormerIds;
    let mut ids = Vec::new();
    for written in row.list(column) {
        match MarketplaceId::parse(&written) {
            Some(id) if ids.contains(&id) => {}
            Some(id) => ids.push(id),
            None => remarks.say(column.name(), &written, Remark::FormUnknown),
        }
    }
    ids
}

/// Whether partners may sell the offer, however it is said. That nobody knows it says nothing.
fn resale(written: Option<&str>, remarks: &mut Remarks) -> Option<ResaleState> {
    let written = written?;
    let known = match folding::words(written).concat().as_str() {
        "all" | "any" | "allpartners" | "anypartner" | "true" | "yes" => ResaleState::All,
        "some" | "specific" | "somepartners" | "specificpartners" => ResaleState::Some,
        "none" | "nopartners" | "terminated" | "false" | "no" => ResaleState::None,
        "unknown" | "notset" => return None,
        _ => {
            remarks.say(Column::Resale.name(), written, Remark::ResaleUnknown);
            return None;
        }
    };
    Some(known)
}

/// The type of the offer, however it is spelt.
fn offer_type(written: Option<&str>, remarks: &mut Remarks) -> Option<OfferType> {
    let written = written?;
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
fn listing(row: &mut Row, remarks: &mut Remarks) -> Option<ListingState> {
    row.yes_no(Column::Published, remarks).map(|told| {
        if told {
            ListingState::Published
        } else {
            ListingState::NotPublished
        }
    })
}
