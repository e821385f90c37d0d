//! The texts that problems point into.

use std::sync::Arc;

/// A text file that was read, by its place in [`Files`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u16);

/// A stretch of a file, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// From a range of bytes; a file is at most 4 GiB, as `source` makes sure.
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Span {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { file, start: clip(range.start), end: clip(range.end) }
    }

    /// As a range of bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Names and texts of the files that were read. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Files {
    list: Vec<(Arc<str>, Arc<str>)>,
}

impl Files {
    /// Takes up a file under the name that people know it by (relative to the project, `/` between
    /// folders).
    ///
    /// After 65,535 files all further ones share the last place; only messages suffer.
    pub fn add(&mut self, name: &str, text: Arc<str>) -> FileId {
        let id = FileId(u16::try_from(self.list.len()).unwrap_or(u16::MAX));
        self.list.push((name.into(), text));
        id
    }

    /// Puts a folder (empty, or ending in `/`) before all names, so that they are seen from where a command
    /// was typed.
    pub fn set_folder(&mut self, folder: &str) {
        for (name, _) in &mut self.list {
            *name = format!("{folder}{name}").into();
        }
    }

    /// The name of a file.
    pub fn name(&self, id: FileId) -> &str {
        self.list.get(usize::from(id.0)).map_or("?", |f| &f.0)
    }

    /// The text of a file.
    pub fn text(&self, id: FileId) -> &str {
        self.list.get(usize::from(id.0)).map_or("", |f| &f.1)
    }

    /// Line and column (from 1, in characters) of a byte of a file.
    pub fn line_column(&self, id: FileId, byte: u32) -> (usize, usize) {
        let text = self.text(id);
        let mut end = (byte as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut files = Files::default();
        let id = files.add("a.md", "标题\n正文，x".into());
        assert_eq!(files.line_column(id, 0), (1, 1));
        assert_eq!(files.line_column(id, 7), (2, 1));
        assert_eq!(files.line_column(id, 16), (2, 4));
        assert_eq!(files.line_column(id, 8), (2, 1), "inside a character: its own column");
        assert_eq!(files.line_column(id, 999), (2, 5));
    }
}
