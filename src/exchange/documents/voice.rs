//! The voice of a reader of documents: what it says of an offer is said at once, remarks first.

use std::io;

use crate::exchange::Hear;
use crate::exchange::remark::{Refusal, Warning};
use crate::exchange::told::{OfferDraft, Page, Said, Told};

/// Says what a document tells.
pub(super) struct Voice<'v, 'h> {
    hear: &'v mut Hear<'h>,
    /// What there is to say about what is told next.
    pub(super) warnings: Vec<Warning>,
    /// How often something was told or refused.
    pub(super) told: usize,
}

impl<'v, 'h> Voice<'v, 'h> {
    /// Nothing was said yet.
    pub(super) fn to(hear: &'v mut Hear<'h>) -> Self {
        Self {
            hear,
            warnings: Vec::new(),
            told: 0,
        }
    }

    /// Says what became of an offer, behind what there is to say about it.
    pub(super) fn offer(&mut self, read: Result<OfferDraft, Refusal>) -> io::Result<()> {
        self.warn()?;
        self.told += 1;
        (self.hear)(match read {
            Ok(offer) => Said::Told(Told::Offer(offer)),
            Err(refusal) => Said::Refused(refusal),
        })
    }

    /// Says that a page of a list is over.
    pub(super) fn page(&mut self, page: Page) -> io::Result<()> {
        self.warn()?;
        (self.hear)(Said::Page(page))
    }

    /// Says what there is to say.
    pub(super) fn warn(&mut self) -> io::Result<()> {
        for warning in self.warnings.drain(..) {
            (self.hear)(Said::Warned(warning))?;
        }
        Ok(())
    }
}
