//! What lies outside any project: font files installed on this machine, and a raw text named on the command line.

use super::{MAX_FILE_BYTES, MAX_TEXT_BYTES, disk, too_large};
use crate::diag::Diag;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where systems keep the faces of all users.
const FOLDERS: [&str; 5] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
];

/// How deep folders are followed, and how many files are looked at.
const MAX_DEPTH: usize = 6;
const MAX_FILES: usize = 5_000;

/// Name and bytes of every font file installed for all users, sorted by path so that the same machine gives
/// the same order. Links are not followed; what cannot be read is left out.
pub fn system_fonts() -> impl Iterator<Item = (String, Arc<[u8]>)> {
    let mut files = Vec::new();
    for folder in FOLDERS {
        collect(Path::new(folder), 0, &mut files);
    }
    files.sort();
    files.into_iter().filter_map(|path| {
        #[expect(clippy::disallowed_methods, reason = "this room is the only reader of files")]
        let bytes = std::fs::read(&path).ok()?;
        Some((path.display().to_string(), bytes.into()))
    })
}

/// The bytes of a text, a web page or an archive that someone named, wherever it is.
///
/// Errors: a file that is not there, is no ordinary file, may not be read, or has more than [`MAX_FILE_BYTES`] if it is
/// an archive (a DOCX has its photos inside), and else more than [`MAX_TEXT_BYTES`].
pub fn raw_file(path: &Path) -> Result<Vec<u8>, Diag> {
    read(path, &|head| if head == ARCHIVE { MAX_FILE_BYTES } else { MAX_TEXT_BYTES })
}

/// The bytes of a file of at most [`MAX_FILE_BYTES`] that was named on the command line, wherever it lies: what someone
/// types may lead anywhere.
///
/// Errors: a file that is not there, is no ordinary file, may not be read, or is larger.
pub fn read_named(path: &Path) -> Result<Arc<[u8]>, Diag> {
    read(path, &|_| MAX_FILE_BYTES).map(Into::into)
}

/// Reads a file up to a limit that its first four bytes decide.
fn read(path: &Path, limit: &dyn Fn(&[u8]) -> u64) -> Result<Vec<u8>, Diag> {
    let shown = path.display().to_string();
    let found = std::fs::metadata(path).map_err(|e| disk::refusal_outside(path, &e))?;
    if !found.is_file() {
        let code = &crate::diag::codes::source::NOT_A_FILE;
        let kind =
            if found.is_dir() { ("a folder", "文件夹") } else { ("something else", "别的东西") };
        return Err(Diag::new(code).arg(shown).arg_both(kind.0, kind.1));
    }
    let failed = |e: std::io::Error| disk::refusal_outside(path, &e);
    #[expect(clippy::disallowed_methods, reason = "this room is the only reader of files")]
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    (&mut file).take(ARCHIVE.len() as u64).read_to_end(&mut bytes).map_err(failed)?;
    let limit = limit(&bytes);
    if found.len() > limit {
        return Err(too_large(&shown, found.len(), limit));
    }
    // It may grow while it is read.
    file.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(&shown, bytes.len() as u64, limit));
    }
    Ok(bytes)
}

/// How a ZIP archive begins (APPNOTE 4.3.7).
const ARCHIVE: &[u8] = b"PK\x03\x04";

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    #[expect(
        clippy::disallowed_methods,
        reason = "this room is the only reader of folders; the caller sorts"
    )]
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Ok(found) = entry.metadata() else { continue };
        let path = entry.path();
        if found.is_dir() && depth < MAX_DEPTH {
            collect(&path, depth + 1, files);
        } else if found.is_file()
            && found.len() <= MAX_FILE_BYTES
            && is_font(&path)
            && files.len() < MAX_FILES
        {
            files.push(path);
        }
    }
}

fn is_font(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    ["ttf", "otf", "ttc", "otc"].contains(&extension.as_str())
}
