//! The files of a ZIP archive, each unpacked up to a limit.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive};
use std::cell::Cell;

/// The most bytes of one unpacked file.
const MAX_BYTES: usize = 64 << 20;
/// The most bytes of all files that are unpacked: what a long report with its pictures has. It bounds what an archive
/// grows to, whatever its ratio and however often it names one picture.
const MAX_ALL_BYTES: usize = 256 << 20;
/// The most files of an archive.
const MAX_FILES: usize = 10_000;

/// An archive in memory.
pub(super) struct Zip<'a> {
    bytes: &'a [u8],
    /// What may still be unpacked, in bytes.
    left: Cell<usize>,
    /// The first file that was too large.
    over: Cell<Option<String>>,
}

impl<'a> Zip<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Zip<'a> {
        Zip { bytes, left: Cell::new(MAX_ALL_BYTES), over: Cell::default() }
    }

    /// A file by its path. `None` if it is not there or damaged, larger than 64 MiB, or if all files together would be
    /// larger than 256 MiB; [`Zip::over`] tells the last two.
    pub(super) fn file(&self, path: &str) -> Option<Vec<u8>> {
        let file = self.unpacked(path, MAX_BYTES.min(self.left.get()))?;
        self.left.set(self.left.get() - file.len());
        Some(file)
    }

    /// The first file that was too large.
    pub(super) fn over(&self) -> Option<String> {
        self.over.take()
    }

    fn unpacked(&self, path: &str, limit: usize) -> Option<Vec<u8>> {
        let archive = ZipArchive::from_slice(self.bytes).ok()?;
        let mut entries = archive.entries();
        let mut looked_at = 0;
        let too_large = || {
            self.over.set(Some(self.over.take().unwrap_or_else(|| path.to_owned())));
            None
        };
        while let Ok(Some(entry)) = entries.next_entry() {
            looked_at += 1;
            if looked_at > MAX_FILES {
                return None;
            }
            if entry.file_path().as_bytes() != path.as_bytes() {
                continue;
            }
            let method = entry.compression_method();
            let found = archive.get_entry(entry.wayfinder()).ok()?;
            let data = found.data();
            return match method {
                CompressionMethod::STORE if data.len() <= limit => Some(data.to_vec()),
                CompressionMethod::STORE => too_large(),
                CompressionMethod::DEFLATE => match decompress_to_vec_with_limit(data, limit) {
                    Ok(file) => Some(file),
                    Err(e) if e.status == TINFLStatus::HasMoreOutput => too_large(),
                    Err(_) => None,
                },
                _ => None,
            };
        }
        None
    }
}
