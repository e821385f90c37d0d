//! The only reader of files: a project on disk or in memory, confined to its folder. In: a path. Out: bytes and
//! names, or a refusal that names the path and the reason.
//!
//! A path is relative to the project, with `/` between folders. On disk every component of it is followed
//! under a handle of the project's folder, so that neither `..` nor a symbolic link leads out; what is no
//! ordinary file is not opened, and what is larger than a limit is not read.

mod disk;
mod encoding;
mod foreign;
mod path;
mod system;

pub use foreign::{Decoded, Evidence, decode_any, is_gb2312, is_gbk};
pub use path::is_file_name;
pub use system::{raw_file, read_named, system_fonts};

use crate::diag::{Diag, codes::source as codes, nearest};
use disk::Disk;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The most bytes of a text (TOML, CSS, templates, and what is brought in); `reader` takes less.
pub const MAX_TEXT_BYTES: u64 = 32 << 20;
/// The most bytes of any other file (photos, faces).
pub const MAX_FILE_BYTES: u64 = 512 << 20;
/// The most entries of one folder that are looked at: the first by name.
pub const MAX_FOLDER_ENTRIES: usize = 20_000;

/// A project: a folder with `source/`, `fonts/`, `templates/`, or a single article with what lies beside
/// it. All paths are relative to it, with `/` between folders.
#[derive(Debug)]
pub struct Project {
    store: Store,
    /// The article that was named, if one was.
    named: Option<String>,
}

#[derive(Debug)]
enum Store {
    Disk(Disk),
    Memory(BTreeMap<String, Arc<[u8]>>),
}

impl Project {
    /// Opens a folder, or the folder of a Markdown file, which then is the only article. A file in a folder
    /// `source` belongs to the project around that folder.
    pub fn open(path: &Path) -> Result<Project, Diag> {
        let (disk, named) = Disk::open(path)?;
        Ok(Project { store: Store::Disk(disk), named })
    }

    /// A project that lives in memory.
    pub fn in_memory(files: BTreeMap<String, Vec<u8>>) -> Project {
        let files = files.into_iter().map(|(path, bytes)| (path, bytes.into())).collect();
        Project { store: Store::Memory(files), named: None }
    }

    /// The article that was named, if one was.
    pub fn named(&self) -> Option<&str> {
        self.named.as_deref()
    }

    /// The articles: the file that was named, else `source/*.md`, else `*.md` but for a README, by name.
    pub fn articles(&self) -> Vec<String> {
        if let Some(named) = &self.named {
            return vec![named.clone()];
        }
        let inside = self.list("source").into_iter().filter(|p| path::is_markdown(p)).collect::<Vec<_>>();
        if !inside.is_empty() {
            return inside;
        }
        let is_readme = |p: &String| p.to_ascii_lowercase().starts_with("readme");
        self.list("").into_iter().filter(|p| path::is_markdown(p) && !is_readme(p)).collect()
    }

    /// The bytes of a file of at most [`MAX_FILE_BYTES`].
    pub fn read(&self, path: &str) -> Result<Arc<[u8]>, Diag> {
        self.read_up_to(path, MAX_FILE_BYTES)
    }

    /// Whether a file is as long as `bytes` and begins as they do, over the first 64 KiB. For a font file that
    /// says that both are the same, since its directory, with a checksum of every table, stands there.
    pub fn looks_like(&self, path: &str, bytes: &[u8]) -> bool {
        const LOOKED_AT: usize = 64 << 10;
        let head = &bytes[..bytes.len().min(LOOKED_AT)];
        path::normalize(path).is_ok_and(|path| match &self.store {
            Store::Disk(disk) => {
                disk.size(&path).is_ok_and(|size| size == bytes.len() as u64)
                    && disk.head(&path, head.len()).is_ok_and(|found| found == head)
            }
            Store::Memory(files) => files.get(&path).is_some_and(|found| **found == *bytes),
        })
    }

    /// A text of at most [`MAX_TEXT_BYTES`] in UTF-8, its byte order mark left out.
    pub fn text(&self, path: &str) -> Result<Arc<str>, Diag> {
        self.text_up_to(path, MAX_TEXT_BYTES)
    }

    /// The same with a limit of the caller's, in bytes.
    pub fn text_up_to(&self, path: &str, limit: u64) -> Result<Arc<str>, Diag> {
        encoding::decode(path, &self.read_up_to(path, limit.min(MAX_TEXT_BYTES))?)
    }

    /// Whether a file is there that could be read.
    pub fn has(&self, path: &str) -> bool {
        path::normalize(path).is_ok_and(|path| match &self.store {
            Store::Disk(disk) => disk.size(&path).is_ok(),
            Store::Memory(files) => files.contains_key(&path),
        })
    }

    /// Whether something is there under that name, but leads out of the project.
    pub fn is_refused(&self, path: &str) -> bool {
        let size = path::normalize(path).and_then(|path| self.size(&path));
        size.is_err_and(|diag| diag.code.id == codes::OUTSIDE.id)
    }

    /// The files of a folder (not of its subfolders) as paths of the project, by name; empty if it is not
    /// there. Files whose names are no UTF-8 or begin with a dot are left out.
    pub fn list(&self, folder: &str) -> Vec<String> {
        let Ok(folder) = path::normalize(folder) else { return Vec::new() };
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        match &self.store {
            Store::Disk(disk) => {
                disk.file_names(&folder).into_iter().map(|name| format!("{prefix}{name}")).collect()
            }
            Store::Memory(files) => files
                .range(prefix.clone()..)
                .map_while(|(path, _)| path.strip_prefix(&prefix).map(|name| (path, name)))
                .filter(|(_, name)| !name.contains('/') && !name.starts_with('.'))
                .map(|(path, _)| path.clone())
                .collect(),
        }
    }

    /// The names of the folders in a folder, by name; empty if it is not there. Hidden ones are left out.
    pub fn folders(&self, folder: &str) -> Vec<String> {
        let Ok(folder) = path::normalize(folder) else { return Vec::new() };
        match &self.store {
            Store::Disk(disk) => disk.folder_names(&folder),
            Store::Memory(files) => {
                let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
                let inside = files.keys().filter_map(|path| path.strip_prefix(&prefix)?.split_once('/'));
                let names = inside.map(|(name, _)| name.to_owned()).filter(|name| !name.starts_with('.'));
                names.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
            }
        }
    }

    /// What a path written in the file `from` means: first seen from the folder of that file, then from
    /// the project's. `photos/a.jpg` in `source/x.md` is `source/photos/a.jpg` if that is there, else
    /// `photos/a.jpg`. `%20` and its like, as some editors write them, are understood where the path as
    /// written is not there. The result is relative to the project; that the file is there and can be
    /// opened has been seen.
    pub fn resolve(&self, from: &str, written: &str) -> Result<String, Diag> {
        if path::is_remote(written) {
            return Err(Diag::new(&codes::REMOTE).arg(written));
        }
        let decoded = path::percent_decoded(written);
        let folder = path::folder(from);
        let mut refusal = None;
        for form in [Some(written), decoded.as_deref()].into_iter().flatten() {
            for candidate in [path::join(folder, form), form.to_owned()] {
                match path::normalize(&candidate).and_then(|p| self.size(&p).map(|_| p)) {
                    Ok(path) => return Ok(path),
                    // The first refusal tells most, and "not there" tells least.
                    Err(diag) if diag.code.id == codes::FILE_MISSING.id => {}
                    Err(mut diag) => {
                        // People know it as they wrote it.
                        if let Some(name) = diag.args.first_mut() {
                            *name = path::shown(written);
                        }
                        refusal = refusal.or(Some(diag));
                    }
                }
            }
        }
        Err(refusal.unwrap_or_else(|| self.missing(&path::join(folder, written), written)))
    }

    /// "Not there", with the file of that folder whose name is nearest.
    fn missing(&self, path: &str, written: &str) -> Diag {
        let beside = path::normalize(path).map(|p| self.list(path::folder(&p))).unwrap_or_default();
        let name = path::name(path);
        let names = || beside.iter().map(|p| path::name(p));
        // What would be refused is not proposed. That is asked of the one name first, and only then of each.
        let is_fine = |name: &&str| path::normalize(name).is_ok();
        let near = nearest(name, names()).and_then(|near| match is_fine(&near) {
            true => Some(near),
            false => nearest(name, names().filter(is_fine)),
        });
        let near = near.map(|n| path::join(path::folder(written), n));
        Diag::new(&codes::FILE_MISSING).arg(written).suggest(near.as_deref())
    }

    fn size(&self, path: &str) -> Result<u64, Diag> {
        match &self.store {
            Store::Disk(disk) => disk.size(path),
            Store::Memory(files) => match files.get(path) {
                Some(bytes) => Ok(bytes.len() as u64),
                None => Err(Diag::new(&codes::FILE_MISSING).arg(path)),
            },
        }
    }

    fn read_up_to(&self, path: &str, limit: u64) -> Result<Arc<[u8]>, Diag> {
        let normal = path::normalize(path)?;
        let found = match &self.store {
            Store::Disk(disk) => disk.read(&normal, limit),
            Store::Memory(files) => match files.get(&normal) {
                Some(bytes) if bytes.len() as u64 > limit => Err(too_large(path, bytes.len() as u64, limit)),
                Some(bytes) => Ok(bytes.clone()),
                None => Err(Diag::new(&codes::FILE_MISSING).arg(path)),
            },
        };
        match found {
            Err(diag) if diag.code.id == codes::FILE_MISSING.id => Err(self.missing(path, path)),
            other => other,
        }
    }
}

fn too_large(path: &str, size: u64, limit: u64) -> Diag {
    Diag::new(&codes::TOO_LARGE).arg(path).arg(size.to_string()).arg(limit.to_string())
}

#[cfg(test)]
mod tests;
