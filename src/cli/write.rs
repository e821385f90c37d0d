//! Files are written aside and renamed: a reader sees the old file or the new one, never a part.

use super::interrupt::unfinished;
use super::place::Beside;
use crate::diag::{Diag, codes::export as codes};
use crate::export::{Outlet, Output, Place};
use std::collections::BTreeSet;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// Writes some files into a folder, which is made if it is not there (as are those that their names lead
/// through), and gives back their paths.
pub(super) fn write_all(folder: &Path, outputs: &[Output]) -> Result<Vec<PathBuf>, Diag> {
    let taken = BTreeSet::new();
    let mut aside = Aside::new(folder, &taken);
    for output in outputs {
        let mut place = aside.open(&output.name)?;
        // What goes wrong here is told when the place is closed.
        let _ = place.write_all(&output.bytes);
        place.close()?;
    }
    aside.keep().map_err(|(_, diag)| diag)
}

/// Files that are written beside their targets, to be renamed together. Those that are not kept are removed, and so
/// are the folders that were made for them.
pub(super) struct Aside<'a> {
    folder: PathBuf,
    /// Targets that the same run has written already.
    taken: &'a BTreeSet<PathBuf>,
    files: Vec<(NamedTempFile, PathBuf)>,
    folders: Vec<PathBuf>,
}

impl<'a> Aside<'a> {
    /// For files in a folder, but for those that are taken.
    pub(super) fn new(folder: &Path, taken: &'a BTreeSet<PathBuf>) -> Aside<'a> {
        Aside { folder: folder.to_owned(), taken, files: Vec::new(), folders: Vec::new() }
    }

    /// Renames all, in the order in which they were opened, and gives back their paths. All are written before the
    /// first is renamed, so that a full disk leaves either all of the old or, but for an accident between two
    /// renames, all of the new. After such an accident those that are renamed already are given back with what happened.
    ///
    /// What replaces a file may be read by whom that might be read.
    pub(super) fn keep(mut self) -> Result<Vec<PathBuf>, (Vec<PathBuf>, Diag)> {
        let mut written = Vec::new();
        for (file, target) in std::mem::take(&mut self.files) {
            // Renaming under the lock: the signal comes before it or after it.
            let mut unfinished = unfinished();
            let path = file.path().to_owned();
            unfinished.retain(|p| *p != path);
            if let Ok(old) = std::fs::metadata(&target) {
                // Not every file system has permissions.
                let _ = file.as_file().set_permissions(old.permissions());
            }
            if let Err(e) = file.persist(&target) {
                return Err((written, refusal(&target, &e.error)));
            }
            written.push(target);
        }
        Ok(written)
    }

    /// A new file beside a target. Its folders are made; another build may at that moment remove them with what it
    /// gave up.
    fn create(&mut self, beside: &Path) -> io::Result<NamedTempFile> {
        let mut tries = 0;
        loop {
            let mut unfinished = unfinished();
            let new: Vec<PathBuf> = beside
                .ancestors()
                .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
                .map(Path::to_owned)
                .collect();
            std::fs::create_dir_all(beside)?;
            unfinished.extend(new.iter().rev().cloned());
            self.folders.extend(new.into_iter().rev());
            tries += 1;
            match create(beside) {
                Err(e) if e.kind() == ErrorKind::NotFound && tries < 8 => {}
                result => {
                    let file = result?;
                    unfinished.push(file.path().to_owned());
                    return Ok(file);
                }
            }
        }
    }
}

impl Outlet for Aside<'_> {
    fn open(&mut self, name: &str) -> Result<Box<dyn Place>, Diag> {
        let target = self.folder.join(name);
        // On many file systems names that differ in case only are one.
        let folded = |path: &Path| path.to_string_lossy().to_lowercase();
        if self.taken.iter().any(|taken| folded(taken) == folded(&target)) {
            return Err(Diag::new(&codes::SAME_OUTPUT).arg(target.display().to_string()));
        }
        // Seen before anything is written, so that no file of several is replaced alone; a pipe or a device would be
        // replaced without a word.
        if std::fs::metadata(&target).is_ok_and(|found| !found.is_file()) {
            return Err(Diag::new(&codes::NOT_A_FOLDER).arg(target.display().to_string()));
        }
        let beside = target.parent().unwrap_or(&self.folder).to_owned();
        let file = self.create(&beside).map_err(|e| {
            // What is in the way of a folder is the folder's problem.
            let of = if beside.is_dir() { &target } else { &beside };
            refusal(of, &e)
        })?;
        let handle = file.as_file().try_clone().map_err(|e| refusal(&target, &e))?;
        self.files.push((file, target.clone()));
        Ok(Box::new(Beside::new(handle, target)))
    }
}

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        let files: Vec<PathBuf> = self.files.iter().map(|(file, _)| file.path().to_owned()).collect();
        let mut unfinished = unfinished();
        self.files.clear();
        // A folder that has something in it stays.
        for folder in self.folders.iter().rev() {
            let _ = std::fs::remove_dir(folder);
        }
        unfinished.retain(|p| !files.contains(p) && !self.folders.contains(p));
    }
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
pub(super) fn refusal(path: &Path, error: &io::Error) -> Diag {
    let code = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => &codes::WRITE_DENIED,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => &codes::DISK_FULL,
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory | ErrorKind::IsADirectory => &codes::NOT_A_FOLDER,
        _ => &codes::WRITE_FAILED,
    };
    let diag = Diag::new(code).arg(path.display().to_string());
    if code.id == codes::WRITE_FAILED.id { diag.arg_kind(error.kind()) } else { diag }
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
    fn what_is_given_up_leaves_nothing_and_what_is_kept_replaces_the_old() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/b");
        let none = BTreeSet::new();
        let mut aside = Aside::new(&folder, &none);
        let mut place = aside.open("x.epub").unwrap();
        place.write_all(b"half").unwrap();
        assert_eq!(inside(&folder).len(), 1);
        assert_eq!(unfinished().iter().filter(|p| p.starts_with(home.path())).count(), 3);
        drop(aside);
        // Whoever still writes writes to nowhere.
        place.write_all(b"more").unwrap();
        assert_eq!(inside(home.path()), [""; 0]);
        assert!(unfinished().iter().all(|p| !p.starts_with(home.path())));

        // Folders in which another build has something stay.
        let mut aside = Aside::new(&folder, &none);
        let place = aside.open("x.epub").unwrap();
        write_all(&folder, &outputs(&["x.pdf"])).unwrap();
        place.close().unwrap();
        drop(aside);
        assert_eq!(inside(&folder), ["x.pdf"]);
    }

    #[test]
    fn nothing_is_written_over_what_the_same_run_wrote() {
        let home = tempfile::tempdir().unwrap();
        let taken = BTreeSet::from([home.path().join("x.epub")]);
        let mut aside = Aside::new(home.path(), &taken);
        assert_eq!(aside.open("x.epub").err().unwrap().code.id, "K906");
        assert!(aside.open("x.pdf").is_ok());
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
