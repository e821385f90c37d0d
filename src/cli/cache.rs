//! Developed photos on disk, in the user's cache folder. Many processes may use it at once: a file is written aside
//! and renamed, and what is read back is checked by `photo`, so that a part of a file is no file. Nothing that goes
//! wrong here is a problem of the build.

use super::interrupt::unfinished;
use crate::export::PhotoStore;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tempfile::Builder;

/// The most bytes that stay from run to run; a newspaper's photos of some months.
const LIMIT: u64 = 1 << 30;
/// The most bytes of one variant.
const LIMIT_OF_ONE: u64 = 64 << 20;

/// The folder.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub(super) fn new(folder: &Path) -> Cache {
        Cache { folder: folder.join("photos") }
    }

    /// Lets go of what was not used for longest, until what is left is within bounds.
    pub(super) fn trim(&self) {
        self.trim_to(LIMIT);
    }

    #[expect(clippy::disallowed_methods, reason = "the cache is no input: it is read and written here alone")]
    fn trim_to(&self, limit: u64) {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return };
        let mut files: Vec<(SystemTime, PathBuf, u64)> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let about = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
                Some((about.modified().ok()?, entry.path(), about.len()))
            })
            .collect();
        let mut all: u64 = files.iter().map(|f| f.2).sum();
        if all <= limit {
            return;
        }
        // Down to three quarters, so that it is not trimmed at every run.
        files.sort();
        for (_, path, size) in files {
            if all <= limit / 4 * 3 {
                break;
            }
            if std::fs::remove_file(path).is_ok() {
                all -= size;
            }
        }
    }
}

impl PhotoStore for Cache {
    #[expect(clippy::disallowed_methods, reason = "the cache is no input: it is read and written here alone")]
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        let file = File::open(self.folder.join(name)).ok()?;
        let mut bytes = Vec::new();
        (&file).take(LIMIT_OF_ONE + 1).read_to_end(&mut bytes).ok()?;
        // Used today: it stays.
        let _ = file.set_modified(SystemTime::now());
        (bytes.len() as u64 <= LIMIT_OF_ONE).then_some(bytes)
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        if bytes.len() as u64 > LIMIT_OF_ONE {
            return;
        }
        let write = || {
            std::fs::create_dir_all(&self.folder)?;
            // Known to whoever cleans up after Ctrl-C, as outputs are.
            let mut file = {
                let mut unfinished = unfinished();
                let file = Builder::new().prefix(".").tempfile_in(&self.folder)?;
                unfinished.push(file.path().to_owned());
                file
            };
            let path = file.path().to_owned();
            let done = file.write_all(bytes);
            let mut unfinished = unfinished();
            unfinished.retain(|p| *p != path);
            // No fsync: a file that a crash of the machine left empty is made again, as any that is no variant.
            done.and_then(|()| file.persist(self.folder.join(name)).map_err(|e| e.error))
        };
        // A full or read-only disk: it is made again next time.
        let _ = write();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_replaces_and_lets_go() {
        let home = tempfile::tempdir().unwrap();
        let cache = Cache::new(home.path());
        assert_eq!(cache.get("00"), None);
        for n in 0..8 {
            cache.put(&format!("0{n}"), &[n; 1000]);
        }
        cache.put("00", b"new");
        assert_eq!(cache.get("00").as_deref(), Some(&b"new"[..]));
        // All were used in the same second or so; the oldest go first.
        let day = std::time::Duration::from_secs(86_400);
        for n in 1..8_u32 {
            let file = File::options().write(true).open(home.path().join(format!("photos/0{n}"))).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + day * n).unwrap();
        }
        cache.trim_to(4000);
        let left: Vec<u32> = (0..8).filter(|n| cache.get(&format!("0{n}")).is_some()).collect();
        assert_eq!(left, [0, 6, 7]);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_no_failure() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("photos");
        File::create_new(&file).unwrap();
        let cache = Cache::new(home.path());
        cache.put("00", b"x");
        cache.trim();
        assert_eq!(cache.get("00"), None);
    }
}
