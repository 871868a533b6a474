//! What an import takes in: a file that was read to its end.

use std::io::{self, Read};

use super::spool::Spool;
use super::summary::Imported;
use super::watch::{Entry, Watch};
use crate::domain::format::ImportFormat;
use crate::exchange::gathering::{Gathered, Gathering};
use crate::exchange::{self, HowToRead, Said, Told, Unread};

/// A file that was read to its end and put aside.
#[derive(Debug)]
pub struct Source {
    format: ImportFormat,
    gathered: Gathered<Spool>,
    refused: usize,
    warned: usize,
}

/// Reads a file; `watch` hears what there is to say about its rows.
pub fn read_source(
    bytes: impl Read,
    how: &HowToRead,
    watch: &mut impl Watch,
) -> Result<Source, Unread> {
    let mut gathering = Gathering::onto(Spool::new());
    let (mut refused, mut warned) = (0, 0);
    let format = exchange::read(bytes, how, &mut |said| {
        match said {
            Said::Told(told) => gathering.put(&told)?,
            Said::Refused(refusal) => {
                refused += 1;
                watch.hear(Entry::Refused(refusal));
            }
            Said::Warned(warning) => {
                warned += 1;
                watch.hear(Entry::Warned(warning));
            }
            Said::Page(_) => {}
        }
        if watch.is_called_off() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        Ok(())
    })?;
    let source = Source::gathered(format, gathering, watch);
    Ok(Source {
        refused,
        warned: source.warned + warned,
        ..source
    })
}

impl Source {
    /// What a file of a format tells, when it was read by other means.
    pub fn told(
        format: ImportFormat,
        things: impl IntoIterator<Item = Told>,
        watch: &mut impl Watch,
    ) -> io::Result<Self> {
        let mut gathering = Gathering::onto(Spool::new());
        for told in things {
            gathering.put(&told)?;
        }
        Ok(Self::gathered(format, gathering, watch))
    }

    fn gathered(format: ImportFormat, gathering: Gathering<Spool>, watch: &mut impl Watch) -> Self {
        let mut warnings = Vec::new();
        let gathered = gathering.settle(&mut warnings);
        let warned = warnings.len();
        for warning in warnings {
            watch.hear(Entry::Warned(warning));
        }
        Self {
            format,
            gathered,
            refused: 0,
            warned,
        }
    }

    /// The format it is in.
    pub fn format(&self) -> ImportFormat {
        self.format
    }

    /// How many things it tells of.
    pub fn things(&self) -> usize {
        self.gathered.len()
    }

    /// An import of it that has done nothing yet.
    pub(super) fn begin(&self) -> Imported {
        Imported {
            rows: self.gathered.rows() + self.refused,
            refused: self.refused,
            warned: self.warned,
            ..Imported::default()
        }
    }

    /// The next things, at most so many; none at the end.
    pub(super) fn next_batch(
        &mut self,
        most: usize,
        entries: &mut Vec<Entry>,
        counted: &mut Imported,
    ) -> io::Result<Vec<Told>> {
        let (mut refused, mut warnings) = (Vec::new(), Vec::new());
        let mut batch = Vec::new();
        while batch.len() < most {
            let Some(told) = self.gathered.next(&mut refused, &mut warnings)? else {
                break;
            };
            batch.push(told);
        }
        counted.refused += refused.len();
        counted.warned += warnings.len();
        entries.extend(refused.into_iter().map(Entry::Refused));
        entries.extend(warnings.into_iter().map(Entry::Warned));
        Ok(batch)
    }
}
