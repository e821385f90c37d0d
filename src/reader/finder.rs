//! The files that an article names. To say what was meant by one that is not there takes a look through a folder; an
//! article of nothing but such is not worth many.

use crate::diag::{Diag, codes::source as codes, is_invisible};
use crate::source::Project;

/// For how many missing files the nearest name is looked up.
const MAX_SEARCHES: usize = 50;

/// Finds the files that one article names.
pub(super) struct Finder<'p> {
    project: &'p Project,
    /// The article's path in the project.
    path: &'p str,
    /// How many were missing so far.
    missing: usize,
}

impl<'p> Finder<'p> {
    pub(super) fn new(project: &'p Project, path: &'p str) -> Finder<'p> {
        Finder { project, path, missing: 0 }
    }

    /// What a path written in the article means in the project; what is wrong with it if nothing.
    pub(super) fn find(&mut self, written: &str) -> Result<String, Diag> {
        if self.missing >= MAX_SEARCHES && self.is_missing(written) {
            return Err(Diag::new(&codes::FILE_MISSING).arg(written));
        }
        let found = self.project.resolve(self.path, written);
        if found.as_ref().is_err_and(|diag| diag.code.id == codes::FILE_MISSING.id) {
            self.missing += 1;
        }
        found
    }

    /// The same where nobody asks why not.
    pub(super) fn find_quietly(&self, written: &str) -> Option<String> {
        if self.is_missing(written) { None } else { self.project.resolve(self.path, written).ok() }
    }

    /// Whether an ordinary path names nothing, which is seen without a look through its folder.
    fn is_missing(&self, written: &str) -> bool {
        let is_odd = |c: char| is_invisible(c) || matches!(c, '%' | ':' | '\\');
        let is_ordinary = !written.is_empty()
            && written.len() <= 200
            && !written.starts_with('/')
            && !written.contains(is_odd)
            && !written.split('/').any(|part| part == "..");
        let beside = self.path.rsplit_once('/').map(|(folder, _)| format!("{folder}/{written}"));
        let nowhere = |path: &str| !self.project.has(path) && !self.project.is_refused(path);
        is_ordinary && nowhere(written) && beside.is_none_or(|path| nowhere(&path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_without_many_searches() {
        let files = [("source/a.md", ""), ("source/photos/b.jpg", ""), ("photos/c d.jpg", "")];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        let project = Project::in_memory(files.into_iter().collect());
        let mut finder = Finder::new(&project, "source/a.md");
        for n in 0..MAX_SEARCHES * 2 {
            let diag = finder.find("photos/b.jpeg").unwrap_err();
            assert_eq!(
                (diag.code.id, diag.args.as_slice()),
                ("K101", ["photos/b.jpeg".to_owned()].as_slice())
            );
            assert_eq!(diag.did_you_mean.is_some(), n < MAX_SEARCHES, "{n}");
        }
        // What is there is found all the same, and what may not be read is told.
        assert_eq!(finder.find("photos/b.jpg").unwrap(), "source/photos/b.jpg");
        assert_eq!(finder.find("photos/c%20d.jpg").unwrap(), "photos/c d.jpg");
        assert_eq!(finder.find("../../a.jpg").unwrap_err().code.id, "K102");
        assert_eq!(finder.find("https://a.cn/a.jpg").unwrap_err().code.id, "K109");
        assert_eq!(finder.find_quietly("photos/b.jpg").as_deref(), Some("source/photos/b.jpg"));
        assert_eq!(finder.find_quietly("photos/x.jpg"), None);
    }
}
