//! The only reader of files: a project on disk or in memory, confined to its folder. In: a path. Out: bytes and
//! names, or a refusal that names the path and the reason.

use crate::diag::Diag;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// A project: a folder with `source/`, `fonts/`, `templates/`, or a single article with what lies beside
/// it. All paths are relative to it, with `/` between folders.
#[derive(Debug)]
pub struct Project {}

impl Project {
    /// Opens a folder, or the folder of a Markdown file.
    pub fn open(path: &Path) -> Result<Project, Diag> {
        let _ = path;
        Ok(Project {})
    }

    /// A project that lives in memory.
    pub fn in_memory(files: BTreeMap<String, Vec<u8>>) -> Project {
        let _ = files;
        Project {}
    }

    /// The articles: the file that was named, else `source/*.md`, else `*.md`, by name.
    pub fn articles(&self) -> Vec<String> {
        Vec::new()
    }

    /// The bytes of a file.
    pub fn read(&self, path: &str) -> Result<Arc<[u8]>, Diag> {
        Err(Diag::new(&crate::diag::codes::source::FILE_MISSING).arg(path))
    }

    /// The files of a folder (not of its subfolders), by name; empty if it is not there.
    pub fn list(&self, folder: &str) -> Vec<String> {
        let _ = folder;
        Vec::new()
    }
}
