//! A file that is there whole or not at all: it is written under another name beside its own, and takes that
//! when it is done.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file that is being written. What was written is gone when this is dropped.
#[derive(Debug)]
pub(super) struct WholeFile {
    draft: NamedTempFile,
    folder: PathBuf,
    name: PathBuf,
}

impl WholeFile {
    /// Begins a file that only its owner may read.
    pub(super) fn begin(name: &Path) -> io::Result<Self> {
        Self::begin_with(name, |_| {})
    }

    /// Begins a file in the folder of its name.
    fn begin_with(name: &Path, grant: impl FnOnce(&mut tempfile::Builder)) -> io::Result<Self> {
        let file = name.file_name().ok_or(io::ErrorKind::IsADirectory)?;
        let folder = name.parent().filter(|path| !path.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize()?;
        let prefix = format!(".{}.", file.display());
        let mut builder = tempfile::Builder::new();
        grant(builder.prefix(&prefix).suffix(".part"));
        Ok(Self {
            draft: builder.tempfile_in(&folder)?,
            name: folder.join(file),
            folder,
        })
    }

    /// Where it is written.
    pub(super) fn path(&self) -> &Path {
        self.draft.path()
    }

    /// Gives it its name, which nothing has yet.
    pub(super) fn keep_as_new(self) -> io::Result<()> {
        self.draft.as_file().sync_all()?;
        self.draft.persist_noclobber(&self.name)?;
        sync(&self.folder)
    }
}

/// Makes sure that a folder outlives a power cut as it is now.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
