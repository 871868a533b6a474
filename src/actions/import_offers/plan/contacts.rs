//! The contacts of somebody: added, changed, left as they are, or in conflict with a person's word.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::{DateTime, SubsecRound};
use uuid::Uuid;

use super::Planner;
use crate::actions::import_offers::merge;
use crate::actions::import_offers::watch::{Conflict, Reason, differing};
use crate::domain::Id;
use crate::domain::change::{Deed, Recorded};
use crate::domain::contact::{
    Contact, ContactDetails, ContactOwner, ContactType, MOST_CONTACTS, Verification,
    VerificationState, WrittenBy,
};
use crate::domain::offer::Offer;
use crate::exchange::{Place, Remark, ToldContact};

/// What becomes of a contact.
#[derive(Debug)]
pub(in crate::actions::import_offers) struct ContactStep {
    /// The contact that is kept; absent when it is added.
    pub(in crate::actions::import_offers) kept: Option<Contact>,
    pub(in crate::actions::import_offers) contact_type: ContactType,
    pub(in crate::actions::import_offers) details: ContactDetails,
    pub(in crate::actions::import_offers) written_by: WrittenBy,
    /// What is found of it; absent when that stays as it is.
    pub(in crate::actions::import_offers) verification: Option<Verification>,
}

/// Somebody who has contacts, or will have.
pub(super) struct Owned<'o> {
    /// Where the file tells of it.
    pub(super) at: &'o Place,
    /// Absent when it is added.
    pub(super) owner: Option<ContactOwner>,
    /// Its id in the world, such as `contoso.backup`.
    pub(super) owner_id: &'o str,
    /// The name that a contact without one gets.
    pub(super) lends: &'o str,
    /// The contacts that it has.
    pub(super) kept: &'o [Contact],
}

impl Planner<'_> {
    /// Plans the contacts of somebody.
    pub(super) fn contacts(&mut self, of: &Owned, told: &[ToldContact]) -> Vec<ContactStep> {
        let told = self.contacts_once(of, told);
        let pairs = pair(of, &told);
        let mut steps: Vec<ContactStep> = Vec::new();
        let mut count = of.kept.len();
        for (told, kept) in pairs {
            let details = match kept {
                None => merge::new_details(of.lends, told),
                Some(kept) => merge::details(&kept.details, told),
            };
            if is_listed_twice(of, &steps, told.contact_type, &details, kept) {
                self.warn(of.at, "contact", &details.name, Remark::ContactListed);
                continue;
            }
            let step = match kept {
                Some(kept) => self.change_of(of, kept, told, details),
                None if count >= MOST_CONTACTS => {
                    let remark = Remark::TooMany(MOST_CONTACTS);
                    self.warn(of.at, "contact", &details.name, remark);
                    None
                }
                None => {
                    count += 1;
                    Some(self.addition(of, told, details))
                }
            };
            steps.extend(step);
        }
        steps
    }

    /// Each contact once: those of one type with the same channels are one.
    fn contacts_once<'t>(&mut self, of: &Owned, told: &'t [ToldContact]) -> Vec<&'t ToldContact> {
        let mut contacts: Vec<&ToldContact> = Vec::new();
        let mut places = HashMap::new();
        for told in told {
            match places.entry((told.contact_type, fingerprint(told))) {
                Entry::Vacant(free) => {
                    free.insert(contacts.len());
                    contacts.push(told);
                }
                Entry::Occupied(taken) if contacts[*taken.get()] == told => {}
                Entry::Occupied(_) => {
                    let name = merge::new_details(of.lends, told).name;
                    self.warn(of.at, "contact", &name, Remark::ContactListed);
                }
            }
        }
        contacts
    }

    fn addition(&mut self, of: &Owned, told: &ToldContact, details: ContactDetails) -> ContactStep {
        self.plan.counted.contacts.added += 1;
        let step = ContactStep {
            kept: None,
            contact_type: told.contact_type,
            details,
            written_by: written_by(told),
            verification: found(told),
        };
        self.added(of.at, of.owner_id, || step.prospective(of.owner));
        step
    }

    /// What becomes of a contact that is kept; nothing when it is left as it is.
    fn change_of(
        &mut self,
        of: &Owned,
        kept: &Contact,
        told: &ToldContact,
        details: ContactDetails,
    ) -> Option<ContactStep> {
        // Other channels are channels that nobody has tried yet.
        let stays = if details.fingerprint() == kept.details.fingerprint() {
            kept.verification.clone()
        } else {
            Verification::NEVER
        };
        let verification = found(told).filter(|found| *found != stays);
        if details == kept.details && verification.is_none() {
            self.plan.counted.contacts.unchanged += 1;
            return None;
        }
        let step = ContactStep {
            kept: Some(kept.clone()),
            contact_type: kept.contact_type,
            details,
            written_by: written_by(told),
            verification,
        };
        let after = step.prospective(of.owner);
        if kept.is_vouched_for() && !self.overwrites() {
            self.plan.counted.contacts.unchanged += 1;
            self.clash(Conflict {
                at: of.at.clone(),
                name: of.owner_id.to_owned(),
                reason: match kept.verification.state {
                    VerificationState::Verified => Reason::Verified,
                    _ => Reason::EditedByHand,
                },
                fields: differing(Some(&kept.picture()), Some(&after.picture())),
            });
            return None;
        }
        self.plan.counted.contacts.changed += 1;
        self.changed(of.at, of.owner_id, Deed::Changed, kept, &after);
        Some(step)
    }
}

impl ContactStep {
    /// The contact as it would be; the key of one that is added names nothing yet.
    fn prospective(&self, owner: Option<ContactOwner>) -> Contact {
        let nobody = ContactOwner::Offer(Id::<Offer>::new(Uuid::nil()));
        let kept = self.kept.as_ref();
        let stays = kept
            .filter(|kept| kept.details.fingerprint() == self.details.fingerprint())
            .map(|kept| kept.verification.clone());
        let found = self.verification.clone().or(stays);
        Contact {
            id: kept.map_or(Id::new(Uuid::nil()), |kept| kept.id),
            owner: owner.unwrap_or(nobody),
            contact_type: self.contact_type,
            // History does not tell it, and to find it takes long.
            phone_e164: None,
            details: self.details.clone(),
            written_by: self.written_by,
            verification: found.unwrap_or(Verification::NEVER),
            version: kept.map_or(1, |kept| kept.version + 1),
            updated_at: DateTime::UNIX_EPOCH,
        }
    }
}

/// What is told to have been found of a contact, to the millisecond as it is kept. Without a time nobody found it.
fn found(told: &ToldContact) -> Option<Verification> {
    let found = told.verification.clone()?;
    let at = found.at?.trunc_subsecs(3);
    (found.state != VerificationState::Never).then_some(Verification {
        at: Some(at),
        ..found
    })
}

fn written_by(told: &ToldContact) -> WrittenBy {
    if told.is_typed {
        WrittenBy::Person
    } else {
        WrittenBy::Import
    }
}

/// Which kept contact each told one speaks of: one with the same channels, else one that has them among its own,
/// else the only one of its type that is left when only one is told.
fn pair<'c>(
    of: &Owned<'c>,
    told: &[&'c ToldContact],
) -> Vec<(&'c ToldContact, Option<&'c Contact>)> {
    let mut free: Vec<&Contact> = of.kept.iter().collect();
    let mut pairs: Vec<(&ToldContact, Option<&Contact>)> =
        told.iter().map(|&told| (told, None)).collect();
    let ways: [fn(&ToldContact, &Contact) -> bool; 2] = [has_same_channels, has_channels_among];
    for is_same in ways {
        for (told, found) in pairs.iter_mut().filter(|(_, found)| found.is_none()) {
            let place = free
                .iter()
                .position(|kept| kept.contact_type == told.contact_type && is_same(told, kept));
            *found = place.map(|place| free.remove(place));
        }
    }
    for &contact_type in ContactType::ALL {
        let mut alone = pairs
            .iter_mut()
            .filter(|(told, found)| found.is_none() && told.contact_type == contact_type);
        let (Some((_, found)), None) = (alone.next(), alone.next()) else {
            continue;
        };
        let of_type = |kept: &&&Contact| kept.contact_type == contact_type;
        let all = of
            .kept
            .iter()
            .filter(|kept| kept.contact_type == contact_type);
        if let (Some(kept), 1) = (free.iter().find(of_type), all.count()) {
            *found = Some(kept);
        }
    }
    pairs
}

fn channels(told: &ToldContact) -> [&Option<String>; 3] {
    [&told.email, &told.phone, &told.url]
}

fn has_same_channels(told: &ToldContact, kept: &Contact) -> bool {
    fingerprint(told) == kept.details.fingerprint()
}

fn fingerprint(told: &ToldContact) -> String {
    merge::new_details("", told).fingerprint()
}

/// Whether every channel that is told is one of a kept contact, which may have others besides.
fn has_channels_among(told: &ToldContact, kept: &Contact) -> bool {
    let details = &kept.details;
    let kept = [&details.email, &details.phone, &details.url];
    let told = channels(told).into_iter().zip(kept);
    told.clone().any(|(told, _)| told.is_some())
        && told.into_iter().all(|(told, kept)| match (told, kept) {
            (None, _) => true,
            (Some(told), Some(kept)) => told.to_lowercase() == kept.to_lowercase(),
            (Some(_), None) => false,
        })
}

/// Whether its owner would have two contacts of a type with the same channels.
fn is_listed_twice(
    of: &Owned,
    steps: &[ContactStep],
    contact_type: ContactType,
    details: &ContactDetails,
    kept: Option<&Contact>,
) -> bool {
    let fingerprint = details.fingerprint();
    let of_another = |other: &Contact| {
        kept.is_none_or(|kept| kept.id != other.id)
            && other.contact_type == contact_type
            && other.details.fingerprint() == fingerprint
    };
    let of_step = |step: &ContactStep| {
        step.contact_type == contact_type && step.details.fingerprint() == fingerprint
    };
    of.kept.iter().any(of_another) || steps.iter().any(of_step)
}
