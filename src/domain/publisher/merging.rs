//! Publishers that become one: what becomes of what both have.

use std::collections::BTreeSet;

use super::Publisher;
use crate::domain::Id;
use crate::domain::contact::Contact;
use crate::domain::inquiry::InquiryCategory;
use crate::domain::offer::{Offer, OfferId};
use crate::domain::responsibility::{NewOverride, Override, OverrideSubject};

/// What becomes of the contacts of two publishers that become one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JoinedContacts {
    /// Those that move to the publisher that stays.
    pub moved: Vec<Contact>,
    /// Those of either that another was judged after.
    pub removed: Vec<Contact>,
    /// How many there are in the end.
    pub count: usize,
}

/// Joins the contacts of the publisher that stays with those that come to it. A contact that both have
/// is not doubled: the one that was judged last is kept, whatever was found, so that no dead one comes back to
/// life; the one that was there when nobody tried either.
pub fn join_contacts(there: &[Contact], coming: Vec<Contact>) -> JoinedContacts {
    let mut joined = JoinedContacts {
        count: there.len() + coming.len(),
        ..JoinedContacts::default()
    };
    for contact in coming {
        let Some(same) = there.iter().find(|other| is_same(other, &contact)) else {
            joined.moved.push(contact);
            continue;
        };
        joined.count -= 1;
        if contact.verification.at > same.verification.at {
            joined.removed.push(same.clone());
            joined.moved.push(contact);
        } else {
            joined.removed.push(contact);
        }
    }
    joined
}

fn is_same(one: &Contact, other: &Contact) -> bool {
    one.contact_type == other.contact_type
        && one.details.fingerprint() == other.details.fingerprint()
}

/// The offer ids that both publishers have, in their order.
pub fn shared_offer_ids<'o>(one: &'o [Offer], other: &[Offer]) -> BTreeSet<&'o OfferId> {
    let others: BTreeSet<&OfferId> = other.iter().map(|offer| &offer.offer_id).collect();
    let ids = one.iter().map(|offer| &offer.offer_id);
    ids.filter(|id| others.contains(id)).collect()
}

/// The categories in which an override that comes to a publisher would repeat one that is there, in their order.
pub fn clashing_categories(
    there: &[Override],
    coming: &[Override],
    to: Id<Publisher>,
) -> BTreeSet<InquiryCategory> {
    let moved = |coming: &Override| NewOverride {
        subject: OverrideSubject::Publisher(to),
        ..coming.terms.clone()
    };
    let repeats = |terms: &NewOverride| there.iter().any(|other| other.terms.repeats(terms));
    let moved = coming.iter().map(moved).filter(repeats);
    moved.map(|terms| terms.category).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::domain::Id;
    use crate::domain::contact::{
        ContactDetails, ContactOwner, ContactType, Verification, VerificationState, WrittenBy,
    };
    use VerificationState::{Dead, ReportedBad, Verified};

    type Judgement = (VerificationState, Option<DateTime<Utc>>);

    const NEVER: Judgement = (VerificationState::Never, None);

    /// A contact was found to be so, at this second.
    fn found(state: VerificationState, at: i64) -> Judgement {
        (state, DateTime::from_timestamp(at, 0))
    }

    fn contact(key: u128, email: &str, (state, at): Judgement) -> Contact {
        Contact {
            id: Id::new(Uuid::from_u128(key)),
            owner: ContactOwner::Publisher(Id::new(Uuid::from_u128(100))),
            contact_type: ContactType::CustomerSupport,
            details: ContactDetails {
                name: "Support desk".into(),
                email: Some(email.to_owned()),
                phone: None,
                url: None,
                languages: vec![],
                hours: None,
                time_zone: None,
            },
            phone_e164: None,
            written_by: WrittenBy::Person,
            verification: Verification {
                state,
                at,
                by: None,
                reason: None,
            },
            version: 1,
            updated_at: DateTime::UNIX_EPOCH,
        }
    }

    fn keys(contacts: &[Contact]) -> Vec<u128> {
        let key = |contact: &Contact| contact.id.key().as_u128();
        contacts.iter().map(key).collect()
    }

    #[test]
    fn of_a_contact_that_both_have_the_one_that_was_judged_last_stays() {
        let there = [
            contact(1, "a@x.example", found(Verified, 1)),
            contact(2, "b@x.example", NEVER),
            contact(3, "c@x.example", NEVER),
            contact(4, "d@x.example", found(Dead, 2)),
            contact(5, "e@x.example", found(Verified, 1)),
            contact(6, "f@x.example", NEVER),
        ];
        let coming = vec![
            contact(11, "A@x.example", found(Dead, 2)),
            contact(12, "b@x.example", NEVER),
            contact(13, "c@x.example", found(ReportedBad, 1)),
            contact(14, "d@x.example", found(Verified, 1)),
            contact(15, "e@x.example", found(Dead, 1)),
            contact(17, "g@x.example", found(Dead, 1)),
        ];

        let joined = join_contacts(&there, coming);

        assert_eq!(keys(&joined.moved), [11, 13, 17]);
        assert_eq!(keys(&joined.removed), [1, 12, 3, 14, 15]);
        assert_eq!(joined.count, 7);
    }

    #[test]
    fn contacts_of_two_types_are_two() {
        let there = [contact(1, "a@x.example", NEVER)];
        let coming = vec![Contact {
            contact_type: ContactType::Engineering,
            ..contact(2, "a@x.example", NEVER)
        }];

        let joined = join_contacts(&there, coming);

        assert_eq!(keys(&joined.moved), [2]);
        assert_eq!(joined.removed, []);
        assert_eq!(joined.count, 2);
    }
}
