//! Ids as people write them: taken in the form of the marketplace, and said to be.

use super::remark::{Remark, Remarks, quote};
use crate::domain::offer::OfferId;
use crate::domain::publisher::{LONGEST_ID, PublisherId};

/// A publisher's id as it is given; `None`, and said so, when it is an address.
pub(super) fn publisher_id(
    field: &'static str,
    written: &str,
    remarks: &mut Remarks,
) -> Option<PublisherId> {
    let id = (!is_address(written))
        .then(|| PublisherId::parse(written).or_else(|| PublisherId::from_name(written)))
        .flatten();
    match &id {
        Some(id) => check_spelling(IdOf::Publisher, field, written, id.as_str(), remarks),
        None => remarks.say(field, written, Remark::IdUnsound),
    }
    id
}

/// An offer's id as it is given; `None`, and said so, when it is an address or nothing but signs.
pub(super) fn offer_id(
    field: &'static str,
    written: &str,
    remarks: &mut Remarks,
) -> Option<OfferId> {
    let id = (!is_address(written))
        .then(|| OfferId::parse(written).or_else(|| OfferId::from_name(written)))
        .flatten();
    match &id {
        Some(id) => check_spelling(IdOf::Offer, field, written, id.as_str(), remarks),
        None => remarks.say(field, written, Remark::IdUnsound),
    }
    id
}

/// The id that an offer without one gets from its name, and said so; `None` for a name of signs alone.
pub(super) fn made_offer_id(
    field: &'static str,
    name: &str,
    remarks: &mut Remarks,
) -> Option<OfferId> {
    let id = OfferId::from_name(name)?;
    remarks.say(field, "", Remark::OfferIdMade(quote(id.as_str())));
    Some(id)
}

/// Whether a text is a link or an e-mail address that slipped into the place of an id.
fn is_address(text: &str) -> bool {
    text.contains("://") || text.contains('@')
}

/// What an id is of: an offer's may have dots.
#[derive(Clone, Copy, PartialEq)]
enum IdOf {
    Publisher,
    Offer,
}

/// The longest id of the marketplace; real files have longer ones.
const LONGEST_OF_THE_MARKETPLACE: usize = 50;

fn check_spelling(
    of: IdOf,
    field: &'static str,
    written: &str,
    taken: &str,
    remarks: &mut Remarks,
) {
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
        if of == IdOf::Publisher && written.contains('.') {
            reasons.push("no dots".to_owned());
        }
        if is_cut {
            reasons.push(format!("at most {LONGEST_ID} characters"));
        }
        let remark = Remark::IdRespelt(quote(taken), reasons.join(" and "));
        remarks.say(field, written, remark);
    }
    if taken.chars().count() > LONGEST_OF_THE_MARKETPLACE && !is_cut {
        remarks.say(field, written, Remark::IdLong);
    }
}
