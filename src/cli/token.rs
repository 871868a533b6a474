//! `token`: makes a token of the service's own.

use std::io::{Write, stdout};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

use super::failure::Stopped;
use super::shared::Shared;
use crate::domain::actor::{Member, Role};
use crate::domain::partner::PartnerId;
use crate::domain::publisher::PublisherId;
use crate::identity::{Grant, OwnKey};

/// Make a token that the service takes when it goes by its own key
///
/// The token alone is printed, so that TOKEN=$(support-directory token --role DIRECTORY_ADMIN) keeps it;
/// send it in the header `Authorization: Bearer $TOKEN`. The key is the one beside a SQLite database, or the
/// one that --own-key names; it is made when it is not there yet. Who may read the key may make tokens.
#[derive(Args, Debug)]
pub struct Token {
    /// What the bearer may do: READER, ADMIN_AGENT, PUBLISHER_EDITOR or DIRECTORY_ADMIN; may be repeated
    #[arg(long = "role", required = true, value_name = "ROLE")]
    roles: Vec<String>,

    /// The id of a publisher that a PUBLISHER_EDITOR edits; may be repeated
    #[arg(long = "publisher", value_name = "ID")]
    publishers: Vec<String>,

    /// The PartnerID of a partner whose ADMIN_AGENT the bearer is; may be repeated
    #[arg(long = "partner", value_name = "ID")]
    partners: Vec<String>,

    /// Under which name the bearer's changes are recorded
    #[arg(long, value_name = "NAME", default_value = "me")]
    name: String,

    /// For how many hours the token is good
    #[arg(
        long,
        value_name = "NUMBER",
        default_value_t = 12,
        value_parser = clap::value_parser!(u64).range(1..=720)
    )]
    hours: u64,
}

impl Token {
    /// Makes it.
    pub fn run(self, shared: &Shared) -> Result<ExitCode, Stopped> {
        let lasts = Duration::from_secs(self.hours * 60 * 60);
        let grant = Grant::check(self.member()?, lasts)?;
        let file = shared.own_key()?.ok_or(Stopped::NoOwnKey)?;
        let token = OwnKey::open(&file)?.sign(&grant);
        writeln!(stdout().lock(), "{token}").map_err(Stopped::Unwritable)?;
        Ok(ExitCode::SUCCESS)
    }

    fn member(self) -> Result<Member, Stopped> {
        let role = |code: &String| {
            Role::from_code(code).ok_or_else(|| {
                let roles: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
                Stopped::UnknownRole(code.clone(), roles.join(", "))
            })
        };
        let publisher = |text: &String| {
            PublisherId::parse(text).ok_or_else(|| Stopped::UnsoundId {
                text: text.clone(),
                kind: "publisher",
                wanted: "it has no dots and no spaces, as contoso",
            })
        };
        let partner = |text: &String| {
            PartnerId::parse(text).ok_or_else(|| Stopped::UnsoundId {
                text: text.clone(),
                kind: "partner",
                wanted: "it has 1 to 20 digits, as 1234567",
            })
        };
        Ok(Member {
            roles: self.roles.iter().map(role).collect::<Result<_, _>>()?,
            publishers: self
                .publishers
                .iter()
                .map(publisher)
                .collect::<Result<_, _>>()?,
            partners: self
                .partners
                .iter()
                .map(partner)
                .collect::<Result<_, _>>()?,
            name: self.name,
        })
    }
}
