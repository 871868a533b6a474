//! Contacts in documents: a name and the ways to reach it, in members of their own.

use super::spot::Spot;
use crate::domain::contact::{ContactType, LONGEST_NAME};
use crate::exchange::channel;
use crate::exchange::remark::{Remark, Warning};
use crate::exchange::told::ToldContact;

/// The members that tell of one contact.
#[derive(Default)]
pub(super) struct Members<'d> {
    pub(super) name: Option<Spot<'d>>,
    pub(super) email: Option<Spot<'d>>,
    pub(super) phone: Option<Spot<'d>>,
    pub(super) url: Option<Spot<'d>>,
}

impl Members<'_> {
    /// The contact that they tell of; a name alone makes none.
    pub(super) fn contact(
        &self,
        contact_type: ContactType,
        warnings: &mut Vec<Warning>,
    ) -> Option<ToldContact> {
        let name = self.name.as_ref();
        let told = ToldContact {
            name: name.and_then(|spot| spot.line_of(LONGEST_NAME, warnings)),
            email: taken(self.email.as_ref(), channel::email, warnings),
            phone: taken(self.phone.as_ref(), channel::phone, warnings),
            url: taken(self.url.as_ref(), channel::link, warnings),
            ..ToldContact::of(contact_type)
        };
        if told.has_channel() {
            return Some(told);
        }
        if let (Some(spot), Some(name)) = (name, &told.name) {
            spot.say(name, Remark::NoChannel, warnings);
        }
        None
    }
}

fn taken(
    spot: Option<&Spot>,
    read: impl Fn(&str) -> channel::Taken,
    warnings: &mut Vec<Warning>,
) -> Option<String> {
    let spot = spot?;
    let written = spot.line(warnings)?;
    channel::taken(spot.field, &written, read, &mut spot.remarks(warnings))
}
