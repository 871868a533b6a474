//! The files of an import: those that are named, those in folders that are named, and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::cli::failure::Stopped;

/// Something to take in.
#[derive(Debug)]
pub(super) enum Input {
    /// A file.
    File(PathBuf),
    /// What comes over standard input.
    Standard,
}

impl Input {
    /// What it is called, also as the cause of changes.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Standard => "standard input".to_owned(),
        }
    }

    /// Its bytes, and how many there are where that is known.
    pub(super) fn open(&self) -> Result<(Box<dyn Read>, Option<u64>), Stopped> {
        match self {
            Self::File(path) => {
                let opened = File::open(path).and_then(|file| {
                    let length = file.metadata()?.len();
                    Ok((file, length))
                });
                let (file, length) = opened.map_err(|source| unreadable(path, source))?;
                Ok((Box::new(file), Some(length)))
            }
            Self::Standard => Ok((Box::new(io::stdin()), None)),
        }
    }
}

/// The files that are named, with folders opened. One that is not there, or that the report would overwrite, stops
/// the import before it begins; a report of before in a folder is none of its files.
pub(super) fn expand(named: &[PathBuf], report: Option<&Path>) -> Result<Vec<Input>, Stopped> {
    let report = report.and_then(|report| report.canonicalize().ok());
    let is_report = |path: &Path| {
        let real = path.canonicalize().ok();
        real.is_some() && real == report
    };
    let mut inputs = Vec::new();
    for path in named {
        if path == Path::new("-") {
            inputs.push(Input::Standard);
            continue;
        }
        let metadata = path.metadata().map_err(|source| unreadable(path, source))?;
        if metadata.is_dir() {
            let before = inputs.len();
            open_folder(path, &mut inputs)?;
            inputs.retain(|input| !matches!(input, Input::File(path) if is_report(path)));
            if inputs.len() == before {
                return Err(Stopped::NothingInFolder(path.clone()));
            }
        } else {
            if is_report(path) {
                return Err(Stopped::ReportOverInput(path.clone()));
            }
            File::open(path).map_err(|source| unreadable(path, source))?;
            inputs.push(Input::File(path.clone()));
        }
    }
    Ok(inputs)
}

/// The endings of files that a folder is searched for; any of them may be packed (`.gz`).
const ENDINGS: &[&str] = &["csv", "json", "jsonc", "jsonl", "ndjson", "tsv"];

fn open_folder(folder: &Path, inputs: &mut Vec<Input>) -> Result<(), Stopped> {
    let entries = folder.read_dir().and_then(Iterator::collect);
    let entries: Vec<std::fs::DirEntry> = entries.map_err(|source| unreadable(folder, source))?;
    let mut paths: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
    paths.sort();
    for path in paths {
        let kind = path
            .symlink_metadata()
            .map_err(|source| unreadable(&path, source))?;
        // A link to a folder may lead back to this one.
        if kind.is_dir() {
            open_folder(&path, inputs)?;
        } else if is_of_a_format(&path) {
            inputs.push(Input::File(path));
        }
    }
    Ok(())
}

fn is_of_a_format(path: &Path) -> bool {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| ENDINGS.contains(&ending)) && path.is_file()
}

fn unreadable(path: &Path, source: io::Error) -> Stopped {
    Stopped::Unreadable {
        path: path.to_owned(),
        source,
    }
}
