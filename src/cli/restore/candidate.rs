//! The file that is to be restored: looked at before anything is done, and copied before it is believed.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::NotRestored;
use super::place::{Place, begins_as_database, beside};
use crate::cli::failure::Stopped;
use crate::cli::whole_file::WholeFile;
use crate::store::{Contents, OneFile, Store, StoreUrl, Unsound};

/// A file that may be a backup.
pub(super) struct Candidate {
    path: PathBuf,
    file: File,
}

impl Candidate {
    /// Opens it, unless it is none at first sight.
    pub(super) fn open(path: &Path, database: &Path) -> Result<Self, Stopped> {
        let unreadable = |source: io::Error| {
            let path = path.to_owned();
            match source.kind() {
                io::ErrorKind::NotFound => NotRestored::NotThere(path).into(),
                _ => Stopped::Unreadable { path, source },
            }
        };
        let real = path.canonicalize().map_err(unreadable)?;
        if !real.is_file() {
            return Err(NotRestored::NotAFile(path.to_owned()).into());
        }
        if database.canonicalize().is_ok_and(|target| target == real) {
            return Err(NotRestored::Itself(path.to_owned()).into());
        }
        let mut file = File::open(&real).map_err(unreadable)?;
        if real.metadata().map_err(unreadable)?.len() == 0 {
            return Err(NotRestored::Empty(path.to_owned()).into());
        }
        let is_database = begins_as_database(&mut file).map_err(unreadable)?;
        let candidate = Self {
            path: path.to_owned(),
            file,
        };
        if !is_database {
            return Err(candidate.unsound(Unsound::NotADatabase).into());
        }
        for ending in ["-wal", "-journal"] {
            let log = beside(&real, ending);
            if log.metadata().is_ok_and(|log| log.len() > 0) {
                let file = candidate.path;
                let log = if file.is_symlink() {
                    log
                } else {
                    beside(&file, ending)
                };
                return Err(NotRestored::NotWhole { file, log }.into());
            }
        }
        Ok(candidate)
    }

    /// Copies it beside the database, looks the copy through and brings it up to date; says what it holds and
    /// how many migrations that took. What was checked is what will be taken: the copy.
    pub(super) async fn copy_beside(
        mut self,
        place: &Place,
    ) -> Result<(WholeFile, Contents, usize), Stopped> {
        let not_writable = |source| place.not_writable(source);
        let mut copy = WholeFile::begin(&place.path).map_err(not_writable)?;
        io::Seek::rewind(&mut self.file)
            .and_then(|()| io::copy(&mut self.file, copy.file()))
            .map_err(not_writable)?;
        let contents = async {
            let written = OneFile::open(copy.path()).await?;
            let contents = written.check().await;
            written.close().await;
            contents
        };
        let contents = contents.await.map_err(|why| self.unsound(why))?;
        let url = StoreUrl::of_file(copy.path());
        let opened = Store::open(&url, 1).await;
        let opened = opened.map_err(|source| NotRestored::NotMigrated {
            file: self.path.clone(),
            source: Box::new(source),
        })?;
        // Whoever closes a database last leaves one file.
        opened.store.close().await;
        Ok((copy, contents, opened.migrated))
    }

    fn unsound(&self, why: Unsound) -> NotRestored {
        let file = self.path.clone();
        NotRestored::Unsound { file, why }
    }
}
