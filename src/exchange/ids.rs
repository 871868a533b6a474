//! Ids as people write them: taken in the form of the marketplace, and said to be.

use super::hole::is_hole;
use super::quote::quote;
use super::remark::{Remark, Remarks};
use crate::domain::offer::OfferId;
use crate::domain::publisher::{LONGEST_ID, PublisherId};

/// A publisher's id as it is given; `None`, and said so, when it is no id.
pub(super) fn publisher_id(
    field: &'static str,
    written: &str,
    remarks: &mut Remarks,
) -> Option<PublisherId> {
    let id = PublisherId::parse(written).or_else(|| PublisherId::from_name(written));
    let id = id.filter(|_| !is_something_else(written));
    let taken = id.as_ref().map(PublisherId::as_str);
    say_how_taken(IdOf::Publisher, field, written, taken, remarks);
    id
}

/// An offer's id as it is given; `None`, and said so, when it is no id.
pub(super) fn offer_id(
    field: &'static str,
    written: &str,
    remarks: &mut Remarks,
) -> Option<OfferId> {
    let id = OfferId::parse(written).or_else(|| OfferId::from_name(written));
    let id = id.filter(|_| !is_something_else(written));
    let taken = id.as_ref().map(OfferId::as_str);
    say_how_taken(IdOf::Offer, field, written, taken, remarks);
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

/// Whether a text is a link or an e-mail address that slipped into the place of an id, or a hole in a template.
fn is_something_else(text: &str) -> bool {
    text.contains("://") || text.contains('@') || is_hole(text)
}

/// What an id is of: an offer's may have dots.
#[derive(Clone, Copy, PartialEq)]
enum IdOf {
    Publisher,
    Offer,
}

/// The longest id of the marketplace; real files have longer ones.
const LONGEST_OF_THE_MARKETPLACE: usize = 50;

fn say_how_taken(
    of: IdOf,
    field: &'static str,
    written: &str,
    taken: Option<&str>,
    remarks: &mut Remarks,
) {
    let Some(taken) = taken else {
        return remarks.say(field, written, Remark::IdUnsound);
    };
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
