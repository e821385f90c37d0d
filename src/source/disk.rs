//! A folder on disk, seen through a handle that no path leads out of.

use super::{MAX_FOLDER_ENTRIES, path::is_markdown, too_large};
use crate::diag::{Diag, codes::source as codes, nearest};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, FileType};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

#[derive(Debug)]
pub(super) struct Disk {
    dir: Dir,
}

impl Disk {
    /// A folder, or the folder of a Markdown file and that file's name.
    pub(super) fn open(path: &Path) -> Result<(Disk, Option<String>), Diag> {
        let shown = path.display().to_string();
        let found = std::fs::metadata(path).map_err(|e| refusal_outside(path, &e))?;
        if found.is_dir() {
            let dir = Dir::open_ambient_dir(path, ambient_authority()).map_err(|e| refusal(&shown, &e))?;
            return Ok((Disk { dir }, None));
        }
        let name = path.file_name().and_then(|n| n.to_str()).filter(|n| found.is_file() && is_markdown(n));
        let Some(name) = name else {
            return Err(Diag::new(&codes::NO_PROJECT).arg(shown));
        };
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (folder, name) =
            match folder.parent().filter(|_| folder.file_name().is_some_and(|f| f == "source")) {
                Some(above) if above.as_os_str().is_empty() => (Path::new("."), format!("source/{name}")),
                Some(above) => (above, format!("source/{name}")),
                None => (folder, name.to_owned()),
            };
        let dir = Dir::open_ambient_dir(folder, ambient_authority()).map_err(|e| refusal(&shown, &e))?;
        Ok((Disk { dir }, Some(name)))
    }

    /// The size of an ordinary file.
    pub(super) fn size(&self, path: &str) -> Result<u64, Diag> {
        if path.is_empty() {
            return Err(Diag::new(&codes::NOT_A_FILE).arg(".").arg_both("a folder", "文件夹"));
        }
        let found = self.dir.metadata(path).map_err(|e| refusal(path, &e))?;
        if found.is_file() { Ok(found.len()) } else { Err(not_a_file(path, found.file_type())) }
    }

    /// The first bytes of an ordinary file.
    pub(super) fn head(&self, path: &str, length: usize) -> Result<Vec<u8>, Diag> {
        self.size(path)?;
        let file = self.dir.open(path).map_err(|e| refusal(path, &e))?;
        let mut bytes = Vec::with_capacity(length);
        file.take(length as u64).read_to_end(&mut bytes).map_err(|e| refusal(path, &e))?;
        Ok(bytes)
    }

    /// The bytes of an ordinary file. It is looked at before it is opened, for opening a pipe would wait for
    /// its writer, and once more through the open handle; a file that grows meanwhile is cut at the limit
    /// and refused.
    pub(super) fn read(&self, path: &str, limit: u64) -> Result<Arc<[u8]>, Diag> {
        let size = self.size(path)?;
        if size > limit {
            return Err(too_large(path, size, limit));
        }
        let file = self.dir.open(path).map_err(|e| refusal(path, &e))?;
        let found = file.metadata().map_err(|e| refusal(path, &e))?;
        if !found.is_file() {
            return Err(not_a_file(path, found.file_type()));
        }
        // Of the length that the file says, made where it is to stay: a photo is large, and a copy of it costs as much
        // as reading it.
        let length = usize::try_from(found.len().min(limit)).unwrap_or(0);
        let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, length).collect();
        let mut file = file.take(limit.saturating_add(1));
        let filled = fill(&mut file, Arc::get_mut(&mut bytes).unwrap_or_default());
        let filled = filled.map_err(|e| refusal(path, &e))?;
        let mut rest = Vec::new();
        if filled == length {
            file.read_to_end(&mut rest).map_err(|e| refusal(path, &e))?;
        }
        let all = filled as u64 + rest.len() as u64;
        if all > limit {
            return Err(too_large(path, all, limit));
        }
        if filled == length && rest.is_empty() {
            return Ok(bytes);
        }
        // It was cut or has grown since.
        Ok([&bytes[..filled], &rest].concat().into())
    }

    /// The names of the ordinary files of a folder, sorted.
    pub(super) fn file_names(&self, folder: &str) -> Vec<String> {
        self.names(folder, FileType::is_file)
    }

    /// The names of the folders in a folder, sorted.
    pub(super) fn folder_names(&self, folder: &str) -> Vec<String> {
        self.names(folder, FileType::is_dir)
    }

    fn names(&self, folder: &str, wanted: fn(&FileType) -> bool) -> Vec<String> {
        let folder = if folder.is_empty() { "." } else { folder };
        let Ok(entries) = self.dir.read_dir(folder) else { return Vec::new() };
        let mut names: Vec<(String, Option<FileType>)> = entries
            .filter_map(Result::ok)
            .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.file_type().ok())))
            .filter(|(name, _)| !name.starts_with('.'))
            .collect();
        // Sorted before it is cut, so that the order in which a disk keeps a folder decides nothing.
        names.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        names.truncate(MAX_FOLDER_ENTRIES);
        // The folder itself says what most are; a link has to be followed.
        let of = |name: &str| self.dir.metadata(format!("{folder}/{name}")).map(|found| found.file_type());
        let fits = |(name, kind): &(String, Option<FileType>)| match kind {
            Some(kind) if kind.is_file() || kind.is_dir() => wanted(kind),
            _ => of(name).is_ok_and(|kind| wanted(&kind)),
        };
        names.into_iter().filter(fits).map(|(name, _)| name).collect()
    }
}

/// Reads until the room is full or the file ends; how much there was.
fn fill(file: &mut impl Read, room: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < room.len() {
        match file.read(&mut room[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

/// What an error of the system means for a path as it was typed; where nothing is there, with the name beside it
/// that is nearest.
pub(super) fn refusal_outside(path: &Path, error: &io::Error) -> Diag {
    let shown = path.display().to_string();
    let diag = refusal(&shown, error);
    let name = path.file_name().and_then(|n| n.to_str());
    let (io::ErrorKind::NotFound, Some(name)) = (error.kind(), name) else { return diag };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    #[expect(clippy::disallowed_methods, reason = "this room is the only reader of folders; it sorts")]
    let Ok(entries) = std::fs::read_dir(folder) else { return diag };
    let names = entries
        .take(MAX_FOLDER_ENTRIES)
        .filter_map(Result::ok)
        .filter_map(|e| e.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|n| !n.starts_with('.')).collect();
    names.sort();
    let near =
        nearest(name, names.iter().map(String::as_str)).map(|n| path.with_file_name(n).display().to_string());
    diag.suggest(near.as_deref())
}

fn not_a_file(path: &str, kind: FileType) -> Diag {
    #[cfg(unix)]
    let special = {
        use cap_std::fs::FileTypeExt;
        if kind.is_fifo() {
            Some(("a pipe", "管道"))
        } else if kind.is_socket() {
            Some(("a socket", "套接字"))
        } else if kind.is_block_device() || kind.is_char_device() {
            Some(("a device", "设备"))
        } else {
            None
        }
    };
    #[cfg(not(unix))]
    let special = None;
    let folder = kind.is_dir().then_some(("a folder", "文件夹"));
    let (en, zh) = folder.or(special).unwrap_or(("something else", "别的东西"));
    Diag::new(&codes::NOT_A_FILE).arg(path).arg_both(en, zh)
}

/// What an error of the system means. The confined handle reports a path that leads out, or too long a chain
/// of links, as "permission denied" without a number of the system's own.
fn refusal(path: &str, error: &io::Error) -> Diag {
    match error.kind() {
        io::ErrorKind::NotFound => Diag::new(&codes::FILE_MISSING).arg(path),
        io::ErrorKind::PermissionDenied if error.raw_os_error().is_none() => {
            Diag::new(&codes::OUTSIDE).arg(path)
        }
        io::ErrorKind::PermissionDenied => {
            Diag::new(&codes::UNREADABLE).arg(path).arg_both("you are not allowed to", "没有读取权限")
        }
        kind => Diag::new(&codes::UNREADABLE).arg(path).arg_kind(kind),
    }
}
