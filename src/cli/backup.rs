//! `backup`: a copy of an embedded database, taken while the service runs.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;

use super::failure::Stopped;
use super::shared::Shared;
use super::signal::unless_stopped;
use super::whole_file::WholeFile;
use crate::store::{Contents, Database, OneFile, Unsound};

/// Copy the database into a file, while the service runs and changes go on
///
/// The copy is the directory as it was at one moment. It takes its name when it is written and found sound;
/// a file that is there already is never overwritten. It holds everything, so only its owner may read it.
/// For SQLite; PostgreSQL has pg_dump.
#[derive(Args, Debug)]
pub struct Backup {
    /// The file to write
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum NotBackedUp {
    /// The database has tools of its own for it.
    #[error("{0} is PostgreSQL, which makes its own backups: use pg_dump")]
    Postgres(Database),
    /// The name is taken.
    #[error("{0} is there already, and a backup overwrites nothing: name another file")]
    Taken(PathBuf),
    /// What was written is of no use.
    #[error("no backup was made of {database}: {why}")]
    Unsound {
        /// The database.
        database: Database,
        /// What is wrong.
        #[source]
        why: Unsound,
    },
}

impl Backup {
    /// Makes it, or leaves nothing behind when told to stop.
    pub async fn run(
        self,
        shared: &Shared,
        stop: impl Future<Output = ()>,
    ) -> Result<ExitCode, Stopped> {
        let began = Instant::now();
        let url = shared.url()?;
        let Database::Sqlite(path) = url.database() else {
            return Err(NotBackedUp::Postgres(url.database().clone()).into());
        };
        let (contents, bytes) = unless_stopped(stop, self.copy(path)).await?;
        println!(
            "{}: {} offers of {} publishers, {:.1} MB, in {:.1} s",
            self.file.display(),
            contents.offers,
            contents.publishers,
            bytes as f64 / 1_000_000.0,
            began.elapsed().as_secs_f64()
        );
        Ok(ExitCode::SUCCESS)
    }

    /// Copies a database, and says what the copy holds and how many bytes it has.
    async fn copy(&self, database: &Path) -> Result<(Contents, u64), Stopped> {
        let original = OneFile::open_to_read(database).await?;
        if self.file.symlink_metadata().is_ok() {
            return Err(NotBackedUp::Taken(self.file.clone()).into());
        }
        let copy = WholeFile::begin(&self.file).map_err(|error| self.unwritable(error))?;
        original.copy_into(copy.path()).await?;
        original.close().await;
        let unsound = |why| NotBackedUp::Unsound {
            database: Database::Sqlite(database.to_owned()),
            why,
        };
        let written = OneFile::open(copy.path()).await.map_err(unsound)?;
        let contents = written.check().await;
        written.close().await;
        let contents = contents.map_err(unsound)?;
        let bytes = copy.path().metadata().map(|file| file.len());
        let kept = copy.keep_as_new().and(bytes);
        Ok((contents, kept.map_err(|error| self.unwritable(error))?))
    }

    fn unwritable(&self, source: io::Error) -> Stopped {
        let path = self.file.clone();
        match source.kind() {
            io::ErrorKind::AlreadyExists => NotBackedUp::Taken(path).into(),
            _ => Stopped::FileUnwritable { path, source },
        }
    }
}
