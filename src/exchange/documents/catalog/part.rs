//! A part of a catalogue while it is read: a list of parts, a page with items, or an item.

use std::fmt;
use std::io;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::item::{self, MEMBERS};
use crate::exchange::HowToRead;
use crate::exchange::documents::bounds::Bounds;
use crate::exchange::documents::paging;
use crate::exchange::documents::spot::{Spot, is_same_name};
use crate::exchange::documents::voice::Voice;
use crate::exchange::node::Node;

/// What is needed to tell of items while they are read.
pub(super) struct Telling<'t, 'h> {
    pub(super) how: &'t HowToRead,
    pub(super) bounds: &'t Bounds,
    pub(super) voice: Voice<'t, 'h>,
    /// What is being read.
    pub(super) at: String,
    /// Why nobody listens any more.
    pub(super) unheard: Option<io::Error>,
}

/// A part that is told of as it is read.
pub(super) struct Part<'p, 't, 'h> {
    pub(super) path: String,
    pub(super) telling: &'p mut Telling<'t, 'h>,
}

impl<'de> DeserializeSeed<'de> for Part<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.telling.at.clone_from(&self.path);
        deserializer.deserialize_any(self)
    }
}

impl Part<'_, '_, '_> {
    /// Reads the parts of a list.
    fn list<'de, A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        for number in 0_u64.. {
            self.telling.bounds.renew();
            let path = format!("{}[{number}]", self.path);
            // Where it is if there is an end of the text instead.
            self.telling.at.clone_from(&path);
            let telling = &mut *self.telling;
            if values.next_element_seed(Part { path, telling })?.is_none() {
                break;
            }
        }
        self.telling.at = self.path;
        Ok(())
    }

    /// Tells of an item that was read, or refuses what is none.
    fn tell<E: Error>(self, node: &Node) -> Result<(), E> {
        let spot = Spot::of(self.path, node);
        let Telling { how, voice, .. } = self.telling;
        let offer = match node {
            Node::Object(_) => item::offer_of(&spot, how, &mut voice.warnings),
            other => Err(spot.refusal(format!("it is not an item of a catalogue: {other}"))),
        };
        let heard = voice.offer(offer);
        self.telling.go_on(heard)
    }

    /// Says that a page is over, which had this in the place of the address of the next one.
    fn page<E: Error>(self, next: Option<&(String, Node)>) -> Result<(), E> {
        let page = Spot::of(self.path, &Node::Null);
        let next = next.map(|(name, address)| page.member(name, address));
        let heard = self.telling.voice.page(paging::page(next.as_ref()));
        self.telling.go_on(heard)
    }
}

impl Telling<'_, '_> {
    /// Ends the reading once nobody listens.
    fn go_on<E: Error>(&mut self, heard: io::Result<()>) -> Result<(), E> {
        heard.map_err(|error| {
            self.unheard = Some(error);
            E::custom("nobody listens")
        })
    }
}

impl<'de> Visitor<'de> for Part<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a page or an item of a catalogue")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, values: A) -> Result<(), A::Error> {
        self.list(values)
    }

    /// An object with `items` is a page, every other one an item.
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let (mut kept, mut is_page, mut next) = (Vec::new(), false, None);
        while let Some(name) = members.next_key::<String>()? {
            if is_same_name(&name, "items") {
                is_page = true;
                members.next_value_seed(Part {
                    path: format!("{}.{name}", self.path),
                    telling: &mut *self.telling,
                })?;
                self.telling.at.clone_from(&self.path);
            } else if paging::is_next(&name) {
                let address = members.next_value()?;
                next = Some((name, address));
            } else if MEMBERS.iter().any(|member| is_same_name(member, &name)) {
                kept.push((name, members.next_value::<Node>()?));
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        if is_page {
            return self.page(next.as_ref());
        }
        self.tell(&Node::Object(kept))
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<(), E> {
        self.tell(&Node::Truth(truth))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.tell(&Node::Number(number.to_string()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.tell(&Node::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.tell(&Node::Number(number.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.tell(&Node::Text(text.to_owned()))
    }
}
