//! The place of the database: who has it, and how it changes hands without ever being empty.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::NotRestored;
use crate::cli::failure::Stopped;
use crate::cli::whole_file::{WholeFile, sync};
use crate::store::{Alone, Opening, hold_alone};

/// Where a database is or will be.
pub(super) struct Place {
    /// The file itself, should the name be a link to it.
    pub(super) path: PathBuf,
    /// How people are told of it.
    shown: PathBuf,
    /// Whether something had the name to begin with: what has it only since then, somebody made to use it.
    was_there: bool,
}

impl Place {
    pub(super) fn of(database: &Path) -> Self {
        let path = database.canonicalize();
        let path = path.or_else(|_| std::path::absolute(database));
        let path = path.unwrap_or_else(|_| database.to_owned());
        let shown = if database.is_symlink() {
            path.clone()
        } else {
            database.to_owned()
        };
        Self {
            was_there: path.symlink_metadata().is_ok(),
            path,
            shown,
        }
    }

    /// Whether anything is there.
    pub(super) fn is_taken(&self) -> bool {
        self.path.metadata().is_ok_and(|there| there.len() > 0)
    }

    /// Keeps everybody else out; `None` where there is nothing that anybody could use.
    pub(super) async fn hold(&self) -> Result<Option<Alone>, Stopped> {
        let begins = match fs::File::open(&self.path) {
            Ok(mut there) => begins_as_database(&mut there),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        };
        // What is no database is not shown to SQLite, which would tidy up beside it.
        if !begins.map_err(|source| self.not_writable(source))? {
            return Ok(None);
        }
        match hold_alone(&self.path).await {
            Err(Opening::Busy { .. }) => Err(NotRestored::InUse(self.shown.clone()).into()),
            held => Ok(held?),
        }
    }

    /// Gives the place to a file, and says under which name that is kept which was there. At every moment one
    /// of the two has the place, whole.
    pub(super) fn give_to(
        &self,
        file: WholeFile,
        at: DateTime<Utc>,
    ) -> Result<Option<PathBuf>, Stopped> {
        if self.path.exists() && !self.was_there {
            return Err(NotRestored::InUse(self.shown.clone()).into());
        }
        let given = || {
            let aside = self.set_aside(at)?;
            if self.path.exists() {
                file.take_after(&self.path)?;
            }
            if self.was_there {
                file.keep()?;
            } else {
                file.keep_as_new()?;
            }
            Ok(aside)
        };
        given().map_err(|source: io::Error| match source.kind() {
            io::ErrorKind::AlreadyExists => NotRestored::InUse(self.shown.clone()).into(),
            _ => self.not_writable(source).into(),
        })
    }

    /// Gives what is there a second name. A log that is left beside a database which cannot be read moves with
    /// it: beside another one it would be taken for its own.
    fn set_aside(&self, at: DateTime<Utc>) -> io::Result<Option<PathBuf>> {
        let ending = format!(".before-restore-{}", at.format("%Y-%m-%dT%H-%M-%S%.3fZ"));
        let aside = beside(&self.path, &ending);
        let is_taken = self.is_taken();
        if is_taken {
            fs::hard_link(&self.path, &aside)
                .or_else(|_| fs::copy(&self.path, &aside).map(|_| ()))?;
        }
        for log in ["-wal", "-shm", "-journal"] {
            match fs::rename(beside(&self.path, log), beside(&aside, log)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        sync(self.path.parent().unwrap_or(Path::new("/")))?;
        Ok(is_taken.then(|| beside(&self.shown, &ending)))
    }

    pub(super) fn not_writable(&self, source: io::Error) -> NotRestored {
        let path = self.shown.clone();
        NotRestored::NotWritable { path, source }
    }
}

/// Whether a file begins as every SQLite database does.
pub(super) fn begins_as_database(file: &mut impl Read) -> io::Result<bool> {
    const HEADER: &[u8] = b"SQLite format 3\0";
    let mut beginning = Vec::new();
    let read = file.take(HEADER.len() as u64).read_to_end(&mut beginning);
    read.map(|_| beginning == HEADER)
}

/// The path of a file whose name goes on with this ending.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn what_a_service_made_meanwhile_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("directory.db");
        let place = Place::of(&path);
        let mut file = WholeFile::begin(&path).expect("a file can be made");
        file.file().write_all(b"the backup").expect("it is written");
        fs::write(&path, "of a service").expect("a file can be made");
        fs::write(beside(&path, "-wal"), "its log").expect("a file can be made");

        let given = place.give_to(file, Utc::now());

        let said = given.expect_err("it is in use").to_string();
        let expected = format!(
            "{} is in use: stop the service that runs on it, and restore then",
            path.display()
        );
        assert_eq!(said, expected);
        let read = |path| fs::read_to_string(path).expect("it is there");
        assert_eq!(read(path.clone()), "of a service");
        assert_eq!(read(beside(&path, "-wal")), "its log");
    }
}
