//! Files are written aside and renamed: a reader sees the old file or the new one, never a part.

use super::interrupt::unfinished;
use crate::diag::{Diag, codes::export as codes};
use crate::export::Output;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// Writes some files into a folder, which is made if it is not there (as are those that their names lead
/// through), and gives back their paths. All are
/// written aside before the first is renamed, so that a full disk leaves either all of the old or, but for
/// an accident between two renames, all of the new.
pub(super) fn write_all(folder: &Path, outputs: &[Output]) -> Result<Vec<PathBuf>, Diag> {
    std::fs::create_dir_all(folder).map_err(|e| refusal(folder, &e))?;
    let mut aside = Vec::new();
    for output in outputs {
        let target = folder.join(&output.name);
        let beside = target.parent().unwrap_or(folder);
        std::fs::create_dir_all(beside).map_err(|e| refusal(beside, &e))?;
        let file = write_aside(beside, &output.bytes).map_err(|e| refusal(&target, &e))?;
        aside.push((file, target));
    }
    let mut written = Vec::new();
    for (file, target) in aside {
        // Renaming under the lock: the signal comes before it or after it.
        let mut unfinished = unfinished();
        let path = file.path().to_owned();
        file.persist(&target).map_err(|e| refusal(&target, &e.error))?;
        unfinished.retain(|p| *p != path);
        written.push(target);
    }
    Ok(written)
}

fn write_aside(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = {
        let mut unfinished = unfinished();
        let file = create(folder)?;
        unfinished.push(file.path().to_owned());
        file
    };
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn create(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".keben-").suffix(".tmp");
    // A temporary file is private by default; an output is as readable as the user's other files.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// What an error of the system means for someone who wants a file.
fn refusal(path: &Path, error: &io::Error) -> Diag {
    let code = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => &codes::WRITE_DENIED,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => &codes::DISK_FULL,
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory | ErrorKind::IsADirectory => &codes::NOT_A_FOLDER,
        _ => &codes::WRITE_FAILED,
    };
    let diag = Diag::new(code).arg(path.display().to_string());
    // The system's own sentence differs from machine to machine; the kind does not.
    if code.id == codes::WRITE_FAILED.id { diag.arg(error.kind().to_string()) } else { diag }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(names: &[&str]) -> Vec<Output> {
        names.iter().map(|name| Output { name: (*name).into(), bytes: name.as_bytes().to_vec() }).collect()
    }

    #[expect(clippy::disallowed_methods, reason = "the test looks at what is in the folder")]
    fn inside(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_are_whole_and_nothing_else_is_left() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/b");
        let written = write_all(&folder, &outputs(&["x.pdf", "x.epub"])).unwrap();
        assert_eq!(written, [folder.join("x.pdf"), folder.join("x.epub")]);
        write_all(&folder, &outputs(&["x.pdf"])).unwrap();
        assert_eq!(inside(&folder), ["x.epub", "x.pdf"]);
        assert!(unfinished().iter().all(|p| !p.starts_with(home.path())));
    }

    #[test]
    fn a_folder_in_the_way_is_named_and_nothing_is_left() {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(home.path().join("x.pdf/full")).unwrap();
        let diag = write_all(home.path(), &outputs(&["x.pdf"])).unwrap_err();
        assert_eq!(diag.code.id, "K905");
        assert_eq!(inside(home.path()), ["x.pdf"]);
    }
}
