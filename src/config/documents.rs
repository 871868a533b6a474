//! How far documents may go, and how much of the schema they are told.

use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};

/// How far documents may go, and how much of the schema they are told.
#[derive(Args, Clone, Debug)]
pub struct DocumentSettings {
    /// How many tokens a document may have
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_TOKENS",
        value_name = "NUMBER",
        default_value_t = 10_000,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..)
    )]
    pub max_tokens: usize,

    /// How many fields and fragments a document may come to, those that are spread twice counted twice
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_SELECTIONS",
        value_name = "NUMBER",
        default_value_t = 10_000,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..)
    )]
    pub max_selections: usize,

    /// How many fragments a document may define
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_FRAGMENTS",
        value_name = "NUMBER",
        default_value_t = 200,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..)
    )]
    pub max_fragments: usize,

    /// How deep the fields of an operation may nest
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_DEPTH",
        value_name = "LEVELS",
        default_value_t = 20,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..)
    )]
    pub max_depth: usize,

    /// What an operation may cost: a field costs 1, those of a list count once for each item it may hold
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_COMPLEXITY",
        value_name = "COST",
        default_value_t = 50_000,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..)
    )]
    pub max_complexity: usize,

    /// How many aliases an operation may have
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_ALIASES",
        value_name = "NUMBER",
        default_value_t = 50,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..)
    )]
    pub max_aliases: usize,

    /// How many fields an operation may have at its root
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_ROOT_FIELDS",
        value_name = "NUMBER",
        default_value_t = 50,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..)
    )]
    pub max_root_fields: usize,

    /// How many directives an operation may carry
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_DIRECTIVES",
        value_name = "NUMBER",
        default_value_t = 100,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..)
    )]
    pub max_directives: usize,

    /// How many directives may stand in one place
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_DIRECTIVES_PER_PLACE",
        value_name = "NUMBER",
        default_value_t = 5,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..)
    )]
    pub max_directives_per_place: usize,

    /// The most bytes of the variables of an operation, as compact JSON
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_VARIABLES_BYTES",
        value_name = "BYTES",
        default_value_t = 262_144,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..)
    )]
    pub max_variables_bytes: usize,

    /// Whether the schema tells what it is (introspection)
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_INTROSPECTION",
        value_name = "SWITCH",
        default_value = "on"
    )]
    pub introspection: Switch,

    /// Whether a close name is suggested for one that is not there
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_SUGGESTIONS",
        value_name = "SWITCH",
        default_value = "on"
    )]
    pub suggestions: Switch,
}

/// Whether something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// It is.
    On,
    /// It is not.
    Off,
}
