//! Pages of the Marketplace Catalog, read item by item: a dump of any size needs the memory of one item.

mod item;
mod part;

#[cfg(test)]
mod tests;

use std::io::{BufRead, BufReader};
use std::rc::Rc;

use serde::de::DeserializeSeed;

use super::bounds::Bounds;
use super::jsonc::Jsonc;
use super::voice::Voice;
use super::whole;
use crate::exchange::{Hear, HowToRead, Unread};

use part::{Part, Telling};

/// Reads a text: pages with their items, lists of either, or items, one after the other. Where it cannot be
/// read on, the items before stand, and the rest is refused.
pub(in crate::exchange) fn read(
    text: impl BufRead,
    how: &HowToRead,
    hear: &mut Hear,
) -> Result<(), Unread> {
    read_within(Bounds::of_item(), text, how, hear)
}

fn read_within(
    bounds: Bounds,
    text: impl BufRead,
    how: &HowToRead,
    hear: &mut Hear,
) -> Result<(), Unread> {
    let bounds = Rc::new(bounds);
    let json = BufReader::new(Jsonc::of(text, Rc::clone(&bounds)));
    let mut json = serde_json::Deserializer::from_reader(json);
    let mut telling = Telling {
        how,
        bounds: &bounds,
        voice: Voice::to(hear),
        at: String::new(),
        unheard: None,
    };
    for number in 1.. {
        bounds.renew();
        telling.at = whole::path_of(number);
        match json.end() {
            Ok(()) if number == 1 => return Err(Unread::Refused(whole::NOTHING.to_owned())),
            Ok(()) => break,
            Err(error) if error.is_io() => {
                return whole::rest(whole::unread(error), telling.at, &mut telling.voice);
            }
            // Something follows.
            Err(_) => {}
        }
        let part = Part {
            path: telling.at.clone(),
            telling: &mut telling,
        };
        if let Err(error) = part.deserialize(&mut json) {
            if let Some(unheard) = telling.unheard.take() {
                return Err(unheard.into());
            }
            return whole::rest(whole::unread(error), telling.at, &mut telling.voice);
        }
    }
    Ok(())
}
