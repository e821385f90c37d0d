//! The files of a ZIP archive, each unpacked up to a limit.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder};
use std::cell::Cell;
use std::collections::BTreeMap;

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
    /// Where the files are, by path; the first of a path counts.
    places: BTreeMap<Vec<u8>, (CompressionMethod, ZipArchiveEntryWayfinder)>,
    /// What may still be unpacked, in bytes.
    left: Cell<usize>,
    /// The first file that was too large.
    over: Cell<Option<String>>,
}

impl<'a> Zip<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Zip<'a> {
        let mut places = BTreeMap::new();
        if let Ok(archive) = ZipArchive::from_slice(bytes) {
            let mut entries = archive.entries();
            for _ in 0..MAX_FILES {
                let Ok(Some(entry)) = entries.next_entry() else { break };
                let place = (entry.compression_method(), entry.wayfinder());
                places.entry(entry.file_path().as_bytes().to_vec()).or_insert(place);
            }
        }
        Zip { bytes, places, left: Cell::new(MAX_ALL_BYTES), over: Cell::default() }
    }

    /// A file by its path. `None` if it is not there or damaged, larger than 64 MiB, or if all files together would be
    /// larger than 256 MiB; [`Zip::over`] tells the last two.
    pub(super) fn file(&self, path: &str) -> Option<Vec<u8>> {
        let file = self.unpacked(path, MAX_BYTES.min(self.left.get()))?;
        self.left.set(self.left.get() - file.len());
        Some(file)
    }

    /// Whether there is a file of that path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.places.contains_key(path.as_bytes())
    }

    /// The first file that was too large.
    pub(super) fn over(&self) -> Option<String> {
        self.over.take()
    }

    fn unpacked(&self, path: &str, limit: usize) -> Option<Vec<u8>> {
        let (method, place) = *self.places.get(path.as_bytes())?;
        let archive = ZipArchive::from_slice(self.bytes).ok()?;
        let found = archive.get_entry(place).ok()?;
        let data = found.data();
        let too_large = || {
            self.over.set(Some(self.over.take().unwrap_or_else(|| path.to_owned())));
            None
        };
        match method {
            CompressionMethod::STORE if data.len() <= limit => Some(data.to_vec()),
            CompressionMethod::STORE => too_large(),
            CompressionMethod::DEFLATE => match decompress_to_vec_with_limit(data, limit) {
                Ok(file) => Some(file),
                Err(e) if e.status == TINFLStatus::HasMoreOutput => too_large(),
                Err(_) => None,
            },
            _ => None,
        }
    }
}
