//! A ZIP archive (PKWARE APPNOTE 6.3.3, as EPUB 3.3, 4.3 allows it), written front to back: what an entry's header says of
//! its content is known before it is written, so nothing is gone back to and nothing has to be said behind it.

use super::fail;
use crate::diag::{Diag, codes::epub as codes};
use crate::packing::{Packer, crc32};
use std::io::{Error, Write};

/// Year, month and day of all entries: 1980-01-01, the format's zero. Their time is midnight.
const DAY: u16 = (1 << 5) | 1;
/// A plain file that all may read, as Unix says it.
const ATTRIBUTES: u32 = 0o100_644 << 16;
/// Unix, and the version of the format that knows what we use.
const MADE_BY: u16 = (3 << 8) | VERSION;
const VERSION: u16 = 20;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// A file, packed: it can be made anywhere, and an archive takes it as it is.
#[derive(Debug)]
pub(super) struct Packed {
    name: String,
    crc: u32,
    length: usize,
    bytes: Vec<u8>,
}

impl Packed {
    pub(super) fn new(name: String, content: &[u8], packer: &mut Packer) -> Packed {
        Packed { name, crc: crc32(content), length: content.len(), bytes: packer.pack(content) }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// An archive under construction.
pub(super) struct Zip<'o> {
    out: &'o mut (dyn Write + Send),
    /// Bytes that are written.
    length: u64,
    /// The directory that stands at the end.
    directory: Vec<u8>,
    entries: usize,
}

impl<'o> Zip<'o> {
    pub(super) fn new(out: &'o mut (dyn Write + Send)) -> Zip<'o> {
        Zip { out, length: 0, directory: Vec::new(), entries: 0 }
    }

    /// A file as it is.
    pub(super) fn store(&mut self, name: &str, bytes: &[u8]) -> Result<(), Diag> {
        self.put(name, STORED, crc32(bytes), bytes.len(), bytes)
    }

    /// A file that is packed.
    pub(super) fn add(&mut self, file: &Packed) -> Result<(), Diag> {
        self.put(&file.name, DEFLATED, file.crc, file.length, &file.bytes)
    }

    /// Local header and content (APPNOTE 4.3.7), and the directory's entry (4.3.12).
    fn put(&mut self, name: &str, method: u16, crc: u32, length: usize, bytes: &[u8]) -> Result<(), Diag> {
        debug_assert!(name.is_ascii(), "other names need a flag");
        let at = small(self.length)?;
        // Flags and time are zero.
        let mut about = [VERSION, 0, method, 0, DAY].map(u16::to_le_bytes).concat();
        about.extend([crc, small(bytes.len() as u64)?, small(length as u64)?].map(u32::to_le_bytes).concat());
        // Without an extra field.
        about.extend([name.len() as u16, 0].map(u16::to_le_bytes).concat());
        self.write(&[b"PK\x03\x04", &about, name.as_bytes(), bytes])?;
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(MADE_BY.to_le_bytes());
        self.directory.extend(about);
        // Without a comment, on the first disk, of no known kind.
        self.directory.extend([0; 6]);
        self.directory.extend([ATTRIBUTES, at].map(u32::to_le_bytes).concat());
        self.directory.extend(name.as_bytes());
        self.entries += 1;
        Ok(())
    }

    /// Ends the archive (APPNOTE 4.3.16), and tells its length in bytes.
    pub(super) fn finish(mut self) -> Result<u64, Diag> {
        let entries = u16::try_from(self.entries).map_err(|_| fail(format!("{} > 65,535", self.entries)))?;
        let (at, directory) = (small(self.length)?, std::mem::take(&mut self.directory));
        let counts = [0, 0, entries, entries].map(u16::to_le_bytes).concat();
        let places = [small(directory.len() as u64)?, at].map(u32::to_le_bytes).concat();
        self.write(&[&directory, b"PK\x05\x06", &counts, &places, &[0; 2]])?;
        self.out.flush().map_err(|e| refused(&e))?;
        Ok(self.length)
    }

    fn write(&mut self, pieces: &[&[u8]]) -> Result<(), Diag> {
        for piece in pieces {
            self.out.write_all(piece).map_err(|e| refused(&e))?;
            self.length += piece.len() as u64;
        }
        Ok(())
    }
}

/// What the place of the bytes said.
fn refused(error: &Error) -> Diag {
    Diag::new(&codes::EPUB_FAILED).arg_kind(error.kind())
}

/// A number of bytes in the format's 32 bits. Reading systems do not know the form for larger ones.
fn small(bytes: u64) -> Result<u32, Diag> {
    u32::try_from(bytes).map_err(|_| fail("> 4 GiB"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn another_reader_finds_every_file_as_it_was() {
        let long = "长文".repeat(50_000);
        let files = [("mimetype", "application/epub+zip"), ("a/b.xhtml", &long), ("empty", "")];
        let mut out = Vec::new();
        let mut zip = Zip::new(&mut out);
        let mut packer = Packer::bare();
        for (name, text) in files {
            match name {
                "mimetype" => zip.store(name, text.as_bytes()).unwrap(),
                _ => zip.add(&Packed::new(name.to_owned(), text.as_bytes(), &mut packer)).unwrap(),
            }
        }
        let length = zip.finish().unwrap();
        assert_eq!(length, out.len() as u64);
        assert!(out.len() < 2000, "{} bytes", out.len());
        let mut archive = ::zip::ZipArchive::new(Cursor::new(out)).unwrap();
        assert_eq!(archive.len(), 3);
        for (at, (name, text)) in files.into_iter().enumerate() {
            let mut file = archive.by_index(at).unwrap();
            let mut back = String::new();
            file.read_to_string(&mut back).unwrap();
            assert_eq!((file.name(), file.unix_mode()), (name, Some(0o100_644)));
            assert!(back == text, "{name}");
        }
    }
}
