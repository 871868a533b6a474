//! The pile of an import: in memory while it is small, then in a file that nobody else sees.

use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

use crate::exchange::Told;
use crate::exchange::gathering::Pile;

/// What stays in memory, in bytes.
const IN_MEMORY: usize = 8 << 20;

/// How much is written and read at once, in bytes.
const BUFFER: usize = 256 << 10;

/// Told things, one after the other: the length of each in four bytes, then its JSON.
#[derive(Debug)]
pub(super) struct Spool {
    file: BufReader<SpooledTempFile>,
    /// What is not in the file yet.
    unwritten: Vec<u8>,
    /// How many bytes are in the file.
    written: u64,
    /// Where the file is read next.
    position: u64,
}

impl Spool {
    pub(super) fn new() -> Self {
        Self {
            file: BufReader::with_capacity(BUFFER, SpooledTempFile::new(IN_MEMORY)),
            unwritten: Vec::with_capacity(BUFFER),
            written: 0,
            position: 0,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(self.written))?;
        file.write_all(&self.unwritten)?;
        self.written += self.unwritten.len() as u64;
        self.unwritten.clear();
        // What was read ahead is elsewhere in the file now.
        self.file.seek(SeekFrom::Start(0))?;
        self.position = 0;
        Ok(())
    }
}

impl Pile for Spool {
    fn put(&mut self, told: &Told) -> io::Result<u64> {
        let begin = self.unwritten.len();
        self.unwritten.extend_from_slice(&[0; 4]);
        serde_json::to_writer(&mut self.unwritten, told)?;
        let length = self.unwritten.len() - begin - 4;
        let length = u32::try_from(length).map_err(|_| io::ErrorKind::FileTooLarge)?;
        self.unwritten[begin..begin + 4].copy_from_slice(&length.to_le_bytes());
        let at = self.written + begin as u64;
        if self.unwritten.len() >= BUFFER {
            self.flush()?;
        }
        Ok(at)
    }

    fn take(&mut self, at: u64) -> io::Result<Told> {
        if !self.unwritten.is_empty() {
            self.flush()?;
        }
        // A relative step keeps what was read ahead; most things lie one after the other.
        self.file
            .seek_relative(at.cast_signed() - self.position.cast_signed())?;
        let mut length = [0; 4];
        self.file.read_exact(&mut length)?;
        let length = u32::from_le_bytes(length);
        let mut told = vec![0; length as usize];
        self.file.read_exact(&mut told)?;
        self.position = at + 4 + u64::from(length);
        Ok(serde_json::from_slice(&told)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::partner::PartnerId;
    use crate::exchange::{Place, ToldTie};

    fn tie(line: u64) -> Told {
        let partner = |id: u64| PartnerId::parse(&id.to_string()).expect("digits");
        Told::Tie(ToldTie {
            place: Place::line(line),
            provider: partner(line),
            reseller: partner(line + 1),
        })
    }

    #[test]
    fn what_was_put_aside_is_taken_again_in_any_order() {
        let mut spool = Spool::new();
        let places: io::Result<Vec<u64>> = (0..20_000).map(|line| spool.put(&tie(line))).collect();
        let places = places.expect("there is room");

        for line in [0, 1, 2, 19_999, 7, 10_000, 10_001, 0] {
            let place = places[usize::try_from(line).expect("small")];
            assert_eq!(spool.take(place).expect("it is there"), tie(line));
        }
        let last = spool.put(&tie(20_000)).expect("there is room");
        assert_eq!(spool.take(last).expect("it is there"), tie(20_000));
        assert_eq!(spool.take(places[5]).expect("it is there"), tie(5));
    }
}
