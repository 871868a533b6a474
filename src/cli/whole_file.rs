//! A file that is there whole or not at all: it is written under another name beside its own, and takes that
//! when it is done.

use std::fs::{File, Permissions};
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
        Self::begin_with(name, None)
    }

    /// Begins a file that those may read who may read other new files.
    pub(super) fn begin_as_usual(name: &Path) -> io::Result<Self> {
        #[cfg(unix)]
        let rights = Some(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        #[cfg(not(unix))]
        let rights = None;
        Self::begin_with(name, rights)
    }

    /// Begins a file in the folder of its name.
    fn begin_with(name: &Path, rights: Option<Permissions>) -> io::Result<Self> {
        let file = name.file_name().ok_or(io::ErrorKind::IsADirectory)?;
        let folder = name.parent().filter(|path| !path.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize()?;
        let prefix = format!(".{}.", file.display());
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(".part");
        if let Some(rights) = rights {
            builder.permissions(rights);
        }
        let draft = builder.tempfile_in(&folder)?;
        Ok(Self {
            draft,
            name: folder.join(file),
            folder,
        })
    }

    /// Where it is written.
    pub(super) fn path(&self) -> &Path {
        self.draft.path()
    }

    /// The file that is written.
    pub(super) fn file(&mut self) -> &mut File {
        self.draft.as_file_mut()
    }

    /// Gives it owner and rights of a file that it is to replace.
    pub(super) fn take_after(&self, other: &Path) -> io::Result<()> {
        let kept = other.metadata()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};

            let own = self.draft.as_file().metadata()?;
            if (own.uid(), own.gid()) != (kept.uid(), kept.gid()) {
                fchown(self.draft.as_file(), Some(kept.uid()), Some(kept.gid()))?;
            }
        }
        let rights: Permissions = kept.permissions();
        self.draft.as_file().set_permissions(rights)
    }

    /// Gives it its name, which nothing has yet.
    pub(super) fn keep_as_new(self) -> io::Result<()> {
        self.draft.as_file().sync_all()?;
        self.draft.persist_noclobber(&self.name)?;
        sync(&self.folder)
    }

    /// Gives it its name, in the place of what had it.
    pub(super) fn keep(self) -> io::Result<()> {
        self.draft.as_file().sync_all()?;
        self.draft.persist(&self.name)?;
        sync(&self.folder)
    }
}

/// Makes sure that a folder outlives a power cut as it is now.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
