//! The contacts that were told of a thing so far: a list of thousands is gone through once, however it is told.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::exchange::told::ToldContact;

/// Where contacts stand in the list of those that were told of one thing.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Those of a list, by what is told of them.
    listed: HashMap<u64, Vec<usize>>,
    /// Those for which the file has one place: a few, and what is told of them grows.
    placed: Vec<usize>,
}

/// What was told before of a contact.
pub(super) enum Found {
    /// The same.
    Itself,
    /// Something else about the contact of its type, which stands here: the file has one place for it.
    ItsPlace(usize),
    /// Nothing.
    Nothing,
}

impl Index {
    /// Where these stand.
    pub(super) fn of(contacts: &[ToldContact]) -> Self {
        let mut index = Self::default();
        for (place, contact) in contacts.iter().enumerate() {
            index.add(place, contact);
        }
        index
    }

    /// A contact comes to stand here.
    pub(super) fn add(&mut self, place: usize, contact: &ToldContact) {
        if contact.is_listed {
            self.listed.entry(hash(contact)).or_default().push(place);
        } else {
            self.placed.push(place);
        }
    }

    /// What was told before of a contact, among those that this is the index of.
    pub(super) fn find(&self, contacts: &[ToldContact], told: &ToldContact) -> Found {
        let is_same = |place: &&usize| contacts[**place] == *told;
        if told.is_listed {
            let alike = self.listed.get(&hash(told));
            return match alike.and_then(|places| places.iter().find(is_same)) {
                Some(_) => Found::Itself,
                None => Found::Nothing,
            };
        }
        let of_type = |place: &&usize| contacts[**place].contact_type == told.contact_type;
        match self.placed.iter().find(of_type) {
            _ if self.placed.iter().any(|place| is_same(&place)) => Found::Itself,
            Some(&place) => Found::ItsPlace(place),
            None => Found::Nothing,
        }
    }
}

fn hash(contact: &ToldContact) -> u64 {
    let mut hasher = DefaultHasher::new();
    contact.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::contact::ContactType;

    fn contacts() -> impl Strategy<Value = Vec<ToldContact>> {
        let contact = (0..ContactType::ALL.len(), any::<bool>(), 0..3, 0..2);
        let contact = contact.prop_map(|(of, is_listed, mailbox, desk)| ToldContact {
            is_listed,
            name: Some(format!("Desk {desk}")),
            email: Some(format!("help-{mailbox}@contoso.example")),
            ..ToldContact::of(ContactType::ALL[of])
        });
        prop::collection::vec(contact, 0..40)
    }

    /// What a look through the whole list finds.
    fn looked_up(contacts: &[ToldContact], told: &ToldContact) -> Option<Option<usize>> {
        if contacts.contains(told) {
            return Some(None);
        }
        let place = contacts.iter().position(|known| {
            known.contact_type == told.contact_type && !known.is_listed && !told.is_listed
        });
        place.map(Some)
    }

    proptest! {
        #[test]
        fn a_contact_is_found_where_a_look_through_the_whole_list_finds_it(told in contacts()) {
            let mut kept: Vec<ToldContact> = Vec::new();
            let mut index = Index::default();
            for told in told {
                let found = match index.find(&kept, &told) {
                    Found::Itself => Some(None),
                    Found::ItsPlace(place) => Some(Some(place)),
                    Found::Nothing => None,
                };
                prop_assert_eq!(found, looked_up(&kept, &told));
                match found {
                    Some(None) => {}
                    Some(Some(place)) => kept[place].name = told.name,
                    None => {
                        index.add(kept.len(), &told);
                        kept.push(told);
                    }
                }
            }
        }
    }
}
