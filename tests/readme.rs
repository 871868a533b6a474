//! The README tells the truth about the settings.

use support_directory::cli::Cli;
use support_directory::config::{Setting, settings};

#[test]
fn the_readme_lists_every_setting() {
    let readme = std::fs::read_to_string("README.md").expect("there is a README");
    let listed: Vec<&str> = readme
        .lines()
        .filter(|line| line.starts_with("| `--"))
        .collect();

    let rows: Vec<String> = settings::<Cli>().iter().map(row).collect();

    assert_eq!(
        listed,
        rows,
        "the rows of the table are:\n{}",
        rows.join("\n")
    );
}

fn row(setting: &Setting) -> String {
    let default = if setting.default.is_empty() {
        String::new()
    } else {
        format!("`{}`", setting.default)
    };
    format!(
        "| `{}` | `{}` | {default} | {} |",
        setting.flag, setting.variable, setting.help
    )
}

#[test]
fn the_readme_names_every_code_of_a_fault() {
    let faults = std::fs::read_to_string("src/graphql/fault.rs").expect("faults have a file");
    let readme = std::fs::read_to_string("README.md").expect("there is a README");
    let codes: Vec<&str> = faults
        .lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("pub const ")?
                .split(": &str")
                .next()
        })
        .filter(|name| !name.ends_with("_MESSAGE"))
        .collect();
    assert!(codes.len() > 10, "the codes were not found: {codes:?}");

    let unnamed: Vec<&str> = codes
        .into_iter()
        .filter(|code| !readme.contains(&format!("`{code}`")))
        .collect();

    assert_eq!(unnamed, Vec::<&str>::new());
}
