//! Documents that are read as a whole, for their parts refer to each other: one after the other in a file.

use std::io::{self, BufRead, BufReader};
use std::rc::Rc;

use serde_json::error::Category;

use super::bounds::{Bounds, TooMuch};
use super::jsonc::Jsonc;
use super::spot::Spot;
use super::voice::Voice;
use crate::exchange::node::Node;
use crate::exchange::place::Place;
use crate::exchange::remark::Refusal;
use crate::exchange::{Hear, Unread};

/// Reads the documents of a text, and has what each of them tells told. Where no further one can be read, those
/// before it stand, and the rest is refused.
pub(super) fn each(
    text: impl BufRead,
    bounds: Bounds,
    hear: &mut Hear,
    tell: impl Fn(&Spot, &mut Voice) -> io::Result<()>,
) -> Result<(), Unread> {
    let bounds = Rc::new(bounds);
    let json = BufReader::new(Jsonc::of(text, Rc::clone(&bounds)));
    let mut documents = serde_json::Deserializer::from_reader(json).into_iter::<Node>();
    let mut voice = Voice::to(hear);
    for number in 1.. {
        bounds.renew();
        let path = path_of(number);
        match documents.next() {
            None if number == 1 => return Err(Unread::Refused(NOTHING.to_owned())),
            None => break,
            Some(Ok(document)) => tell(&Spot::of(path, &document), &mut voice)?,
            Some(Err(error)) => return rest(unread(error), path, &mut voice),
        }
        voice.warn()?;
    }
    Ok(())
}

/// Why a text without a value is no document.
pub(super) const NOTHING: &str = "there is nothing in it";

/// Where a document of a file begins: `$` is the first, `$#2` the second.
pub(super) fn path_of(number: usize) -> String {
    match number {
        1 => "$".to_owned(),
        number => format!("$#{number}"),
    }
}

/// What cannot be read from here on: the whole file if nothing was told before, else the rest of it.
pub(super) fn rest(why: Unread, path: String, voice: &mut Voice) -> Result<(), Unread> {
    match why {
        Unread::Refused(reason) if voice.told > 0 => {
            let at = Place::path(path);
            Ok(voice.offer(Err(Refusal { at, reason }))?)
        }
        why => Err(why),
    }
}

/// Why a document cannot be read.
pub(super) fn unread(error: serde_json::Error) -> Unread {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => Unread::Refused(format!(
            "it is cut off: the JSON ends in the middle, at line {line}, column {column}"
        )),
        Category::Syntax | Category::Data => Unread::Refused(format!(
            "it is not JSON from line {line}, column {column} on"
        )),
        Category::Io => {
            let error = io::Error::from(error);
            let bound = error
                .get_ref()
                .and_then(|inner| inner.downcast_ref::<TooMuch>());
            match bound {
                Some(bound) => Unread::Refused(bound.to_string()),
                None => Unread::Broken(error),
            }
        }
    }
}
