//! Superscripts and subscripts, `x^2^` and `H~2~O`.

use crate::reader::cjk::is_cjk;

/// The longest superscript or subscript, in bytes.
const MAX_INDEX_BYTES: usize = 16;

/// The place of the mark that closes the superscript or subscript begun at `at`.
pub(super) fn end(src: &str, at: usize, end: usize) -> Option<usize> {
    let mark = src.as_bytes()[at];
    let rest = &src.as_bytes()[at + 1..end];
    let length = rest.iter().take(MAX_INDEX_BYTES + 1).position(|&b| b == mark)?;
    let inner = &rest[..length];
    let before = src[..at].chars().next_back()?;
    if rest.get(length + 1) == Some(&mark) {
        return None;
    }
    let fits = if mark == b'^' {
        (before.is_alphanumeric() || is_cjk(before) || ")]}”’\"%".contains(before))
            && inner.iter().all(|&b| b.is_ascii_alphanumeric() || b"+-.,()/*=".contains(&b))
            && inner.iter().any(u8::is_ascii_alphanumeric)
    } else {
        (before.is_ascii_alphabetic() || before == ')' || before == ']' || is_greek(before))
            && inner.iter().all(|&b| b.is_ascii_digit() || b.is_ascii_lowercase() || b"+-".contains(&b))
            && length <= 4
            && length > 0
    };
    fits.then_some(at + 1 + length)
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}')
}
