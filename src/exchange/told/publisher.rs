//! Publishers as files name them.

use serde::{Deserialize, Serialize};

use super::ToldContact;
use crate::domain::publisher::{PublisherId, spelling_key};
use crate::exchange::place::Place;
use crate::exchange::quote::quote;

/// A publisher as a row names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublisherDraft {
    /// Its id in the marketplace.
    pub id: PublisherId,
    /// Where the id comes from.
    pub id_source: IdSource,
    /// Its name: as the row says it, and after the whole file was read as the file says it.
    pub name: Option<String>,
    /// Whether the name stands in rows that give the id, or only in rows whose name led to it: such
    /// a name does not rename whoever holds the id.
    pub name_source: IdSource,
}

/// Where a publisher's id comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdSource {
    /// The file gives it.
    Given,
    /// Who imports the file says it. What the file calls the publisher does not rename whoever holds the id.
    SaidOutside,
    /// It was made from the name.
    MadeFromName,
}

impl PublisherDraft {
    /// A publisher whose id is given.
    pub fn given(id: PublisherId, name: Option<String>) -> Self {
        Self {
            id,
            id_source: IdSource::Given,
            name,
            name_source: IdSource::Given,
        }
    }

    /// A publisher that is known by its name alone: its id is made of it. `None` when no id can be.
    pub fn named(name: String) -> Option<Self> {
        Some(Self {
            id: PublisherId::from_name(&name)?,
            id_source: IdSource::MadeFromName,
            name: Some(name),
            name_source: IdSource::MadeFromName,
        })
    }

    /// Who publishes something: known by the id that the file gives, else by the one that is said outside, else by
    /// what a name leads to; the reason when it is known by none.
    pub(in crate::exchange) fn found(
        id: Option<PublisherId>,
        said_outside: Option<&PublisherId>,
        name: Option<String>,
    ) -> Result<Self, String> {
        if let Some(id) = id {
            return Ok(Self::given(id, name));
        }
        if let Some(id) = said_outside {
            return Ok(Self {
                id_source: IdSource::SaidOutside,
                name_source: IdSource::SaidOutside,
                ..Self::given(id.clone(), name)
            });
        }
        let name = name.ok_or(
            "no publisher is named: give it a publisherId or a publisherName, or import it for one \
             (--publisher)",
        )?;
        Self::named(name.clone()).ok_or_else(|| {
            format!(
                "no id can be made of the publisherName `{}`: give it a publisherId",
                quote(&name)
            )
        })
    }

    /// Why it is not the publisher that holds its id under the name `holder`: the id was made from
    /// the name, and the holder is called otherwise. `None` when it may be that one.
    pub fn stranger_to(&self, holder: &str) -> Option<String> {
        let name = self.name.as_deref()?;
        let is_stranger =
            self.id_source == IdSource::MadeFromName && spelling_key(name) != spelling_key(holder);
        is_stranger.then(|| {
            format!(
                "the publisher id `{}`, made from the name, belongs to `{}`: give the row a publisherId",
                self.id,
                quote(holder)
            )
        })
    }
}

/// What a file tells of a publisher apart from its offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldPublisher {
    /// Where, in order; at least one place.
    pub places: Vec<Place>,
    /// Which publisher it is, and what it is called.
    pub publisher: PublisherDraft,
    /// Whether Microsoft itself publishes under it.
    pub is_first_party: Option<bool>,
    /// Whether it left the lists.
    pub is_retired: Option<bool>,
    /// The publisher that it became one with.
    pub merged_into: Option<PublisherId>,
    /// Its own contacts.
    pub contacts: Vec<ToldContact>,
}

impl ToldPublisher {
    /// Where it is told of first.
    pub fn place(&self) -> &Place {
        self.places.first().unwrap_or(&Place::FILE)
    }
}
