//! Imports as somebody asked for them: what is wrong with them, and what they become.

use super::ImportTerms;
use crate::domain::flaw::Flaws;
use crate::domain::format::ImportFormat;
use crate::domain::publisher::PublisherId;
use crate::domain::text::{is_longer, optional_line};

/// The longest name of a file, in characters.
const LONGEST_FILE_NAME: usize = 255;

/// The most imports that may wait for their turn.
pub const MOST_WAITING: usize = 20;

problems! {
    /// What can be wrong with an import that somebody asks for, or calls off.
    pub enum ImportProblem without versions {
        /// It is not there.
        NotFound = "NOT_FOUND",
        /// There is nothing to import.
        ContentMissing = "CONTENT_MISSING",
        /// There are two things to import.
        ContentTwice = "CONTENT_TWICE",
        /// It is larger than what is taken.
        ContentTooLarge = "CONTENT_TOO_LARGE" (More),
        /// No publisher can have this id.
        IdInvalid = "ID_INVALID",
        /// The name of the file is too long.
        FileNameTooLong = "FILE_NAME_TOO_LONG" (Limit(LONGEST_FILE_NAME)),
        /// Enough others wait already.
        TooManyWaiting = "TOO_MANY_WAITING" (Limit(MOST_WAITING)),
        /// It is over already.
        ImportEnded = "IMPORT_ENDED",
    }
}

/// A file as somebody sent it.
#[derive(Clone, PartialEq, Eq)]
pub struct SentFile {
    /// What it is called, if that was said.
    pub name: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl SentFile {
    /// What it is called: nobody typed that, so that it is cut where it is too long.
    fn short_name(&self) -> Option<String> {
        let name = self.name.as_ref()?;
        Some(name.chars().take(LONGEST_FILE_NAME).collect())
    }
}

impl std::fmt::Debug for SentFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a file of {} bytes", self.bytes.len())
    }
}

/// An import as somebody asked for it.
#[derive(Clone, Debug, Default)]
pub struct ImportDraft {
    /// What to import, as a text.
    pub content: Option<String>,
    /// What to import, as a file.
    pub upload: Option<SentFile>,
    /// The format; recognised when absent.
    pub format: Option<ImportFormat>,
    /// Who publishes the offers that do not say by whom they are published.
    pub publisher: Option<String>,
    /// What the file is called; the name that it was sent with when absent.
    pub file_name: Option<String>,
    /// Whether it only says what it would do.
    pub is_dry_run: bool,
    /// Whether it overwrites contacts that somebody stands for.
    pub overwrites: bool,
    /// Whether it retires the offers that the file does not have.
    pub retires_missing: bool,
}

/// An import that was checked.
#[derive(Clone, Debug)]
pub struct NewImport {
    /// What is imported, and how.
    pub terms: ImportTerms,
    /// The file.
    pub content: Vec<u8>,
}

impl NewImport {
    /// Checks a draft, and names everything that is wrong with it; a file may have this many bytes.
    pub fn check(draft: ImportDraft, most_bytes: usize) -> Result<Self, Flaws<ImportProblem>> {
        let mut flaws = Flaws::default();
        let sent_as = draft.upload.as_ref().and_then(SentFile::short_name);
        let content = flaws.take(check_content(draft.content, draft.upload, most_bytes));
        let publisher = draft.publisher.map(|text| PublisherId::parse(&text));
        if publisher == Some(None) {
            flaws.push("publisher", ImportProblem::IdInvalid);
        }
        let file_name = optional_line(draft.file_name).or(optional_line(sent_as));
        if let Some(name) = &file_name
            && is_longer(name, LONGEST_FILE_NAME)
        {
            flaws.push("file_name", ImportProblem::FileNameTooLong);
        }
        let terms = ImportTerms {
            file_name,
            format: draft.format,
            publisher: publisher.flatten(),
            is_dry_run: draft.is_dry_run,
            overwrites: draft.overwrites,
            retires_missing: draft.retires_missing,
        };
        let content = content.unwrap_or_default();
        flaws.unless_flawed(|| Self { terms, content })
    }
}

/// The one thing that is to be imported.
fn check_content(
    content: Option<String>,
    upload: Option<SentFile>,
    most_bytes: usize,
) -> Result<Vec<u8>, Flaws<ImportProblem>> {
    let mut flaws = Flaws::default();
    let (field, bytes) = match (content, upload) {
        (Some(_), Some(_)) => {
            flaws.push("upload", ImportProblem::ContentTwice);
            return Err(flaws);
        }
        (Some(text), None) => ("content", text.into_bytes()),
        (None, Some(file)) => ("upload", file.bytes),
        (None, None) => ("content", Vec::new()),
    };
    if bytes.is_empty() {
        flaws.push(field, ImportProblem::ContentMissing);
    }
    if bytes.len() > most_bytes {
        let most = most_bytes.to_string();
        flaws.push_telling(field, ImportProblem::ContentTooLarge, &most);
    }
    flaws.unless_flawed(|| bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::flaw::Step;

    fn wrong(draft: ImportDraft) -> Vec<(&'static str, ImportProblem)> {
        let flaws = NewImport::check(draft, 4).expect_err("something is wrong with it");
        let told = flaws.into_iter().map(|flaw| match flaw.at[..] {
            [Step::Field(field)] => (field, flaw.problem),
            _ => panic!("{flaw:?} is in no field"),
        });
        told.collect()
    }

    fn file(name: &str, bytes: &[u8]) -> SentFile {
        SentFile {
            name: Some(name.to_owned()),
            bytes: bytes.to_vec(),
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let draft = ImportDraft {
            content: Some("12345".to_owned()),
            publisher: Some("con.toso".to_owned()),
            file_name: Some("x".repeat(256)),
            ..ImportDraft::default()
        };

        let expected = [
            ("content", ImportProblem::ContentTooLarge),
            ("publisher", ImportProblem::IdInvalid),
            ("file_name", ImportProblem::FileNameTooLong),
        ];
        assert_eq!(wrong(draft), expected);
    }

    #[test]
    fn one_thing_is_imported_at_a_time() {
        let both = ImportDraft {
            content: Some("1".to_owned()),
            upload: Some(file("offers.csv", b"1")),
            ..ImportDraft::default()
        };
        let empty = ImportDraft {
            upload: Some(file("offers.csv", b"")),
            ..ImportDraft::default()
        };

        assert_eq!(wrong(both), [("upload", ImportProblem::ContentTwice)]);
        assert_eq!(wrong(empty), [("upload", ImportProblem::ContentMissing)]);
        assert_eq!(
            wrong(ImportDraft::default()),
            [("content", ImportProblem::ContentMissing)]
        );
    }

    #[test]
    fn a_file_is_called_what_is_said_or_else_what_it_was_sent_as() {
        let named = |said: Option<&str>| {
            let draft = ImportDraft {
                upload: Some(file(" offers\r\n.csv ", b"1")),
                file_name: said.map(str::to_owned),
                ..ImportDraft::default()
            };
            let new = NewImport::check(draft, 4).expect("nothing is wrong");
            new.terms.file_name
        };

        assert_eq!(named(Some("june.csv")).as_deref(), Some("june.csv"));
        assert_eq!(named(Some(" ")).as_deref(), Some("offers .csv"));
        assert_eq!(named(None).as_deref(), Some("offers .csv"));
    }
}
