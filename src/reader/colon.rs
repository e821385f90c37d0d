//! Keys of the front matter whose colon is full-width or lacks its space: the slips of an input method.

use crate::diag::{Diag, Diags, FileId, Span, codes::reader as codes};

/// A key with a colon that is none to YAML.
pub(super) struct Slip<'s> {
    pub(super) key: &'s str,
    /// Where in its line the colon stands.
    colon: usize,
    /// Whether it is full-width; else it lacks its space.
    is_wide: bool,
}

impl Slip<'_> {
    /// Says which colon it is.
    pub(super) fn report(&self, line: usize, file: FileId, diags: &mut Diags) {
        let at = line + self.colon;
        let (code, length) =
            if self.is_wide { (&codes::FULL_WIDTH_COLON, '：'.len_utf8()) } else { (&codes::NO_SPACE, 1) };
        diags.push(Diag::new(code).at(Span::new(file, at..at + length)).arg(self.key));
    }
}

/// The slip that a line begins with.
pub(super) fn slip(line: &str) -> Option<Slip<'_>> {
    let colon = line.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').filter(|end| *end > 0)?;
    let (key, rest) = line.split_at(colon);
    let mut chars = rest.chars();
    match (chars.next()?, chars.next()) {
        ('：', _) => Some(Slip { key, colon, is_wide: true }),
        (':', Some(next)) if !next.is_whitespace() => Some(Slip { key, colon, is_wide: false }),
        _ => None,
    }
}
