//! What an import takes in: files that were read to their end, and are one source.

use std::io::{self, Read};

use super::spool::Spool;
use super::summary::Imported;
use super::watch::{Entry, Watch};
use crate::domain::format::ImportFormat;
use crate::exchange::gathering::{Gathered, Gathering};
use crate::exchange::{self, HowToRead, Page, Place, Said, SourceFile, Told, Unread};

/// Files that were read to their end and put aside.
#[derive(Debug)]
pub struct Source {
    format: ImportFormat,
    gathered: Gathered<Spool>,
    refused: usize,
    warned: usize,
    lacks_files: bool,
    next_page: Option<Place>,
}

/// Files that are read one after the other. What one of them tells that cannot be read to its end is left out.
#[derive(Debug)]
pub struct Reading {
    gathering: Gathering<Spool>,
    /// The format of the first file that could be read.
    format: Option<ImportFormat>,
    refused: usize,
    warned: usize,
    lacks_files: bool,
    /// Where the last page that was read says that there is a next one.
    next_page: Option<Place>,
}

/// A file that was read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// The format it is in.
    pub format: ImportFormat,
    /// How many rows it has, those that cannot be taken included.
    pub rows: usize,
}

/// Reads the only file of a source; `watch` hears what there is to say about its rows.
pub fn read_source(
    bytes: impl Read,
    how: &HowToRead,
    watch: &mut impl Watch,
) -> Result<Source, Unread> {
    let mut reading = Reading::begin();
    let read = reading.read(None, bytes, how, watch)?;
    Ok(reading.settle(read.format, watch))
}

impl Reading {
    /// No file was read yet.
    pub fn begin() -> Self {
        Self {
            gathering: Gathering::onto(Spool::new()),
            format: None,
            refused: 0,
            warned: 0,
            lacks_files: false,
            next_page: None,
        }
    }

    /// Reads a file. After an error it has told nothing, and others can be read all the same; `watch` hears what
    /// there is to say about its rows either way.
    pub fn read(
        &mut self,
        file: Option<&SourceFile>,
        bytes: impl Read,
        how: &HowToRead,
        watch: &mut impl Watch,
    ) -> Result<FileRead, Unread> {
        let (mut refused, mut warned) = (0, 0);
        let mut next_page = self.next_page.clone();
        let read = exchange::read(bytes, how, &mut |mut said| {
            if let Some(file) = file {
                said.put_into(file);
            }
            match said {
                Said::Told(told) => self.gathering.put(&told)?,
                Said::Refused(refusal) => {
                    refused += 1;
                    watch.hear(Entry::Refused(refusal));
                }
                Said::Warned(warning) => {
                    warned += 1;
                    watch.hear(Entry::Warned(warning));
                }
                // Pages do not say which they are: the next one that is read is taken for the next one.
                Said::Page(Page::HasNext(at)) => next_page = Some(at),
                Said::Page(Page::Last) => next_page = None,
            }
            if watch.is_called_off() {
                return Err(io::ErrorKind::Interrupted.into());
            }
            Ok(())
        });
        let format = read.inspect_err(|_| {
            self.gathering.drop_file();
            self.lacks_files = true;
        })?;
        self.format.get_or_insert(format);
        self.refused += refused;
        self.warned += warned;
        self.next_page = next_page;
        let rows = self.gathering.keep_file() + refused;
        Ok(FileRead { format, rows })
    }

    /// Takes in what a file of a format tells that was read by other means.
    pub fn take(
        &mut self,
        file: Option<&SourceFile>,
        format: ImportFormat,
        things: impl IntoIterator<Item = Told>,
    ) -> io::Result<()> {
        for mut told in things {
            if let Some(file) = file {
                told.put_into(file);
            }
            self.gathering.put(&told)?;
        }
        self.gathering.keep_file();
        self.format.get_or_insert(format);
        Ok(())
    }

    /// All files were read: what they tell, unless none of them could be.
    pub fn end(self, watch: &mut impl Watch) -> Option<Source> {
        let format = self.format?;
        Some(self.settle(format, watch))
    }

    fn settle(self, format: ImportFormat, watch: &mut impl Watch) -> Source {
        let mut warnings = Vec::new();
        let gathered = self.gathering.settle(&mut warnings);
        let warned = self.warned + warnings.len();
        for warning in warnings {
            watch.hear(Entry::Warned(warning));
        }
        Source {
            format,
            gathered,
            refused: self.refused,
            warned,
            lacks_files: self.lacks_files,
            next_page: self.next_page,
        }
    }
}

impl Source {
    /// The format it is in; of several files the first one's.
    pub fn format(&self) -> ImportFormat {
        self.format
    }

    /// How many things it tells of.
    pub fn things(&self) -> usize {
        self.gathered.len()
    }

    /// Whether one of its files could not be read.
    pub(super) fn lacks_files(&self) -> bool {
        self.lacks_files
    }

    /// Where its last page says that there is a next one.
    pub(super) fn next_page(&self) -> Option<&Place> {
        self.next_page.as_ref()
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
    pub(super) fn next_batch(&mut self, most: usize) -> io::Result<Batch> {
        let (mut refused, mut warnings) = (Vec::new(), Vec::new());
        let mut batch = Batch::default();
        while batch.things.len() < most {
            let Some(told) = self.gathered.next(&mut refused, &mut warnings)? else {
                break;
            };
            batch.things.push(told);
        }
        batch.counted.refused = refused.len();
        batch.counted.warned = warnings.len();
        let refused = refused.into_iter().map(Entry::Refused);
        let warned = warnings.into_iter().map(Entry::Warned);
        batch.entries = refused.chain(warned).collect();
        Ok(batch)
    }
}

/// Things that go into one transaction.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) things: Vec<Told>,
    /// What there is to say about them already.
    pub(super) entries: Vec<Entry>,
    pub(super) counted: Imported,
}
