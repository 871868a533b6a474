//! The text of a file: unpacked, and in UTF-8 whatever it was written in.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;

/// What stands at the beginning of everything that gzip packed.
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// A packed file that is unpacked to more than this is looked at for how tightly it was packed.
const HARMLESS: u64 = 64 << 20;

/// The times that honest text is longer than what it is packed into; a bomb has about a thousand.
const TIGHTEST: u64 = 200;

/// The text in these bytes: gzip is unpacked, UTF-16 becomes UTF-8, a byte-order mark is left out, and what is
/// no letter in either becomes U+FFFD. Reading fails with [`io::ErrorKind::FileTooLarge`] after `most` bytes
/// of text, and where a bomb is unpacked.
pub(super) fn text<'b>(
    bytes: impl Read + 'b,
    most: Option<u64>,
) -> io::Result<BufReader<Box<dyn Read + 'b>>> {
    let packed = Rc::new(Cell::new(0));
    let mut bytes = BufReader::with_capacity(
        BUFFER,
        Counted {
            bytes,
            count: Rc::clone(&packed),
        },
    );
    let unpacked: Box<dyn Read + 'b> = if bytes.fill_buf()?.starts_with(&GZIP) {
        Box::new(Limited {
            bytes: MultiGzDecoder::new(bytes),
            read: 0,
            most: None,
            packed: Some(packed),
        })
    } else {
        Box::new(bytes)
    };
    let mut unpacked = BufReader::with_capacity(BUFFER, unpacked);
    let encoding = unmarked_encoding(unpacked.fill_buf()?);
    let decoded = DecodeReaderBytesBuilder::new()
        .encoding(encoding)
        .bom_override(true)
        .strip_bom(true)
        .build(unpacked);
    let limited = Limited {
        bytes: decoded,
        read: 0,
        most,
        packed: None,
    };
    Ok(BufReader::with_capacity(BUFFER, Box::new(limited)))
}

const BUFFER: usize = 64 << 10;

/// UTF-16 without a mark: of the first two letters one half is zero, for they are brackets, quotes, letters or
/// blanks in every format. Everything else is UTF-8.
fn unmarked_encoding(begin: &[u8]) -> Option<&'static Encoding> {
    Some(match begin {
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => encoding_rs::UTF_16LE,
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => encoding_rs::UTF_16BE,
        _ => encoding_rs::UTF_8,
    })
}

/// Bytes that are counted while they are read.
struct Counted<R> {
    bytes: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// Bytes that end with an error where there are too many.
struct Limited<R> {
    bytes: R,
    read: u64,
    most: Option<u64>,
    /// How many bytes they were packed into, if they were.
    packed: Option<Rc<Cell<u64>>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.read += read as u64;
        let is_bomb =
            |packed: &Rc<Cell<u64>>| self.read > HARMLESS && self.read / TIGHTEST > packed.get();
        if self.most.is_some_and(|most| self.read > most)
            || self.packed.as_ref().is_some_and(is_bomb)
        {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn read(bytes: &[u8]) -> String {
        let mut read = String::new();
        let text = text(bytes, None).and_then(|mut text| text.read_to_string(&mut read));
        text.expect("a text");
        read
    }

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut packing = GzEncoder::new(Vec::new(), Compression::best());
        packing.write_all(text).expect("memory");
        packing.finish().expect("memory")
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_text_is_the_same_however_it_is_written_and_packed() {
        let written = "{\"publisherName\":\"Ünlü データ 🦀\"}\n";
        let marked = format!("\u{FEFF}{written}");
        for bytes in [
            written.as_bytes().to_vec(),
            marked.as_bytes().to_vec(),
            utf16(&marked, u16::to_le_bytes),
            utf16(&marked, u16::to_be_bytes),
            utf16(written, u16::to_le_bytes),
            utf16(written, u16::to_be_bytes),
            packed(written.as_bytes()),
            packed(&utf16(&marked, u16::to_le_bytes)),
            [
                packed(&written.as_bytes()[..9]),
                packed(&written.as_bytes()[9..]),
            ]
            .concat(),
        ] {
            assert_eq!(read(&bytes), written);
        }
        assert_eq!(read(b""), "");
    }

    #[test]
    fn what_is_no_letter_is_marked() {
        assert_eq!(read(b"M\xFCller"), "M\u{FFFD}ller");
    }

    #[test]
    fn a_text_that_is_too_long_is_not_read_to_its_end() {
        let kind = |bytes: &[u8], most| {
            let read = text(bytes, most).and_then(|mut text| io::copy(&mut text, &mut io::sink()));
            read.err().map(|error| error.kind())
        };
        let too_large = Some(io::ErrorKind::FileTooLarge);
        assert_eq!(kind(b"12345", Some(5)), None);
        assert_eq!(kind(b"123456", Some(5)), too_large);
        let bomb = packed(&vec![b' '; 80 << 20]);
        assert_eq!(kind(&bomb, None), too_large);
        let cut_off = packed(b"something that was cut off");
        assert!(kind(&cut_off[..20], None).is_some());
    }
}
