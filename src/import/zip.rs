//! The files of a ZIP archive, each unpacked up to a limit.

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::{CompressionMethod, ZipArchive};

/// The most bytes of one unpacked file.
const MAX_BYTES: usize = 64 << 20;
/// The most files of an archive.
const MAX_FILES: usize = 10_000;

/// An archive in memory.
pub(super) struct Zip<'a> {
    bytes: &'a [u8],
}

impl<'a> Zip<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Zip<'a> {
        Zip { bytes }
    }

    /// A file by its path. `None` if it is not there, damaged or larger than 64 MiB.
    pub(super) fn file(&self, path: &str) -> Option<Vec<u8>> {
        let archive = ZipArchive::from_slice(self.bytes).ok()?;
        let mut entries = archive.entries();
        let mut looked_at = 0;
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
                CompressionMethod::STORE if data.len() <= MAX_BYTES => Some(data.to_vec()),
                CompressionMethod::DEFLATE => decompress_to_vec_with_limit(data, MAX_BYTES).ok(),
                _ => None,
            };
        }
        None
    }
}
