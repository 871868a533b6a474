//! `restore`: puts a backup in the place of an embedded database that nobody uses.

mod candidate;
mod place;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::Utc;
use clap::Args;

use super::failure::Stopped;
use super::shared::Shared;
use super::signal::unless_stopped;
use crate::store::{Contents, Database, Opening, Unsound};
use candidate::Candidate;
use place::Place;

/// Put a backup in the place of the database, while no service runs on it
///
/// The backup is looked through first: a file that is damaged, is no directory or was made by a newer version
/// is refused, and nothing is changed. One of an older version is brought up to date. What was there is kept
/// beside it under another name. For SQLite; PostgreSQL has pg_restore.
#[derive(Args, Debug)]
pub struct Restore {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Confirm that the backup may take the place of what is there
    #[arg(long)]
    yes: bool,
}

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum NotRestored {
    /// The database has tools of its own for it.
    #[error("{0} is PostgreSQL, which restores its own backups: use pg_restore")]
    Postgres(Database),
    /// There is no backup of this name.
    #[error("there is no file {0}")]
    NotThere(PathBuf),
    /// It is no file.
    #[error("{0} is not a file")]
    NotAFile(PathBuf),
    /// It is what it should replace.
    #[error("{0} is the database itself: name a backup of it")]
    Itself(PathBuf),
    /// It has no bytes.
    #[error("{0} is empty")]
    Empty(PathBuf),
    /// It is a database that is in use, or was when its process was killed.
    #[error(
        "{file} is not whole, its last changes are in {log}: copy it with `support-directory backup --database-url sqlite:{file} COPY`, and restore the copy"
    )]
    NotWhole {
        /// The file.
        file: PathBuf,
        /// The file beside it.
        log: PathBuf,
    },
    /// What it holds is of no use.
    #[error("{file} cannot be restored: {why}")]
    Unsound {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        #[source]
        why: Unsound,
    },
    /// Its tables cannot be brought up to date.
    #[error("cannot bring the tables of {file} up to date")]
    NotMigrated {
        /// The file.
        file: PathBuf,
        /// What the store said.
        #[source]
        source: Box<Opening>,
    },
    /// Something is there, and taking its place was not confirmed.
    #[error(
        "{0} is there already: say --yes to put the backup in its place; what it holds is kept beside it"
    )]
    NotConfirmed(PathBuf),
    /// Somebody has the database open.
    #[error("{0} is in use: stop the service that runs on it, and restore then")]
    InUse(PathBuf),
    /// The folder of the database cannot be written.
    #[error("cannot write beside {path}: check that its folder exists and may be written")]
    NotWritable {
        /// The database.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

impl Restore {
    /// Restores it, or leaves everything as it is when told to stop.
    pub async fn run(
        self,
        shared: &Shared,
        stop: impl Future<Output = ()>,
    ) -> Result<ExitCode, Stopped> {
        let url = shared.url()?;
        let Database::Sqlite(path) = url.database() else {
            return Err(NotRestored::Postgres(url.database().clone()).into());
        };
        let restored = unless_stopped(stop, self.restore(path)).await?;
        let Contents {
            offers, publishers, ..
        } = restored.contents;
        println!(
            "{}: {offers} offers of {publishers} publishers, as in {}",
            path.display(),
            self.file.display()
        );
        if restored.migrated > 0 {
            println!(
                "  brought up to date: {} migrations applied",
                restored.migrated
            );
        }
        if let Some(aside) = restored.aside {
            println!("  what was there is kept as {}", aside.display());
        }
        if let Some(key) = shared.own_key()?.filter(|key| key.exists()) {
            println!(
                "  the key that signs tokens stays as it is: {}",
                key.display()
            );
        }
        Ok(ExitCode::SUCCESS)
    }

    async fn restore(&self, database: &Path) -> Result<Restored, Stopped> {
        let candidate = Candidate::open(&self.file, database)?;
        let place = Place::of(database);
        if place.is_taken() && !self.yes {
            return Err(NotRestored::NotConfirmed(database.to_owned()).into());
        }
        let held = place.hold().await?;
        let taken = async {
            let (copy, contents, migrated) = candidate.copy_beside(&place).await?;
            let aside = place.give_to(copy, Utc::now())?;
            Ok(Restored {
                contents,
                migrated,
                aside,
            })
        };
        let restored = taken.await;
        if let Some(held) = held {
            held.release().await;
        }
        restored
    }
}

/// What a restore did.
struct Restored {
    contents: Contents,
    migrated: usize,
    /// Where that is now which was there.
    aside: Option<PathBuf>,
}
