//! `migrate`: brings the tables of the database up to date, or takes the last changes back.

use std::process::ExitCode;

use clap::Args;

use super::failure::Stopped;
use super::shared::Shared;
use crate::store::Store;

/// Bring the tables of the database up to date, or take the last changes back
#[derive(Args, Debug)]
pub struct Migrate {
    /// Take this many of the last migrations back; what is in their tables is deleted
    #[arg(long, value_name = "NUMBER")]
    down: Option<u32>,

    /// Confirm that what is in the tables may be deleted
    #[arg(long, requires = "down")]
    yes: bool,
}

impl Migrate {
    /// Does it.
    pub async fn run(self, shared: &Shared) -> Result<ExitCode, Stopped> {
        let url = &shared.url()?;
        if self.down.is_some() && !self.yes {
            return Err(Stopped::NotConfirmed);
        }
        let store = Store::connect(url, 1).await?;
        match self.down {
            Some(steps) => {
                let taken_back = store.unmigrate(url, steps).await?;
                println!("{}: {taken_back} migrations taken back", url.database());
            }
            None => match store.migrate(url).await? {
                0 => println!("{}: up to date", url.database()),
                applied => println!("{}: {applied} migrations applied", url.database()),
            },
        }
        store.close().await;
        Ok(ExitCode::SUCCESS)
    }
}
