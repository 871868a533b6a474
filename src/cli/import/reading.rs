//! Reading a file, shown as it goes.

use std::io::{self, Read};

use super::files::Input;
use super::watching::Watching;
use crate::actions::import_offers::{FileRead, Reading};
use crate::cli::failure::Stopped;
use crate::cli::progress::Progress;
use crate::exchange::{HowToRead, SourceFile, Unread};

/// Reads a file; the reason when nothing in it can be trusted.
pub(super) fn read(
    file: &SourceFile,
    input: &Input,
    how: &HowToRead,
    reading: &mut Reading,
    watching: &mut Watching,
) -> Result<Result<FileRead, String>, Stopped> {
    let (bytes, length) = input.open()?;
    let what = format!("reading {}", file.name());
    let bytes = Shown {
        bytes,
        read: 0,
        progress: Progress::begin(&what, length.unwrap_or(0), "bytes"),
    };
    let read = reading.read(Some(file), bytes, how, watching);
    watching.unbroken()?;
    match read {
        Ok(read) => Ok(Ok(read)),
        Err(Unread::Refused(reason)) => Ok(Err(reason)),
        Err(Unread::Broken(source)) if source.kind() == io::ErrorKind::Interrupted => {
            Err(Stopped::CalledOff)
        }
        Err(Unread::Broken(source)) => match spoilt(source.kind()) {
            Some(reason) => Ok(Err(reason.to_owned())),
            None => Err(Stopped::Unreadable {
                path: file.name().into(),
                source,
            }),
        },
    }
}

/// Why nothing in a file can be trusted whose bytes are there and cannot be unpacked; nothing for what fails
/// otherwise.
fn spoilt(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::FileTooLarge => Some("it is packed so tightly that it can only be a bomb"),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Some("it is packed with gzip and cannot be unpacked: it is damaged")
        }
        io::ErrorKind::UnexpectedEof => {
            Some("it is packed with gzip and ends too soon: it was cut off")
        }
        _ => None,
    }
}

/// Bytes that are shown while they are read.
struct Shown<R> {
    bytes: R,
    read: u64,
    progress: Progress,
}

impl<R: Read> Read for Shown<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.read += read as u64;
        self.progress.set(self.read);
        Ok(read)
    }
}
