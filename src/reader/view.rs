//! The text as the Markdown parser is to see it: of the same length byte for byte, so that every place it
//! names is a place of the file, but with what would mislead it covered up.
//!
//! - The front matter is blank.
//! - A line `:::name` is a line of `_`, which the parser takes for a thematic break: that ends a paragraph and
//!   stands in any container, just as a fence does.
//! - Characters beside a run of `*` are covered so that CommonMark's flanking rule finds what the rule for East
//!   Asian text would (<https://github.com/tats-u/markdown-cjk-friendly>, specification.md): an East Asian
//!   mark counts as a letter, and an East Asian character on one side excuses punctuation on the other.
//!   `**强调。**后` closes.
//! - A note's mark in a picture's caption or a link's text is covered, since the parser takes no picture and no link
//!   around one.
//! - The colon of a line that only looks like the definition of a link is covered ([`definitions`]).
//!
//! What the parser hands back is put right from the file by [`View::restore`].

use super::definitions::{self, Definitions};
use super::flanks::{LETTERS, MARKS, cover_flanks};
use super::fold::folded;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// A text and what the parser sees of it.
pub(super) struct View<'s> {
    /// The file.
    pub(super) src: &'s str,
    /// What the parser sees.
    pub(super) seen: String,
    /// Definitions of links that no link uses; they stay text.
    pub(super) unused: Vec<Range<usize>>,
    /// The labels of the notes that are written, folded, if a picture's caption or a link has marks of notes.
    labels: BTreeSet<String>,
}

/// Stands for each byte of a note's mark in a caption, and for a colon that defines nothing.
const BYTE: char = '\u{2}';

impl<'s> View<'s> {
    /// Covers up what precedes `body` and what would mislead the parser after it.
    pub(super) fn new(src: &'s str, body: usize) -> View<'s> {
        let mut edits = Vec::new();
        cover_fences(src, body, &mut edits);
        let Definitions { colons, unused } = definitions::find(src, body);
        edits.extend(colons.iter().map(|&colon| (colon..colon + 1, BYTE)));
        cover_flanks(src, body, &colons, &mut edits);
        let labels = if cover_notes(src, body, &mut edits) { labels(src, body) } else { BTreeSet::new() };
        edits.sort_by_key(|e| e.0.start);
        let mut seen = String::with_capacity(src.len());
        seen.extend(src[..body].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        let mut done = body;
        for (range, cover) in edits {
            // A flank inside a fence line is covered already.
            if range.start >= done {
                seen.push_str(&src[done..range.start]);
                let length = range.len();
                seen.extend(std::iter::repeat_n(cover, length / cover.len_utf8()));
                done = range.end;
            }
        }
        seen.push_str(&src[done..]);
        View { src, seen, unused, labels }
    }

    /// Whether a note is written that a mark in a caption or a link may stand for.
    pub(super) fn has_note(&self, label: &str) -> bool {
        self.labels.contains(&folded(label))
    }

    /// What the file has where the parser read `piece`, which came from within `range`.
    pub(super) fn restore(&self, piece: &str, range: &Range<usize>) -> (Cow<'s, str>, Option<Range<usize>>) {
        if let Some((original, at)) = self.slice(piece) {
            return (Cow::Borrowed(original), Some(at));
        }
        if !piece.contains(is_cover) {
            return (Cow::Owned(piece.to_owned()), None);
        }
        // It decoded entities or joined lines. The covers in it come in the order of the file.
        let seen = self.seen.get(range.clone()).unwrap_or("");
        let mut covers = seen.char_indices().filter(|&(_, c)| is_cover(c));
        let restored = piece.chars().filter_map(|c| {
            if !is_cover(c) {
                return Some(c);
            }
            match covers.by_ref().find(|&(_, cover)| cover == c) {
                Some((at, _)) => self.original(range.start + at),
                None => Some(c),
            }
        });
        (Cow::Owned(restored.collect()), None)
    }

    /// The same for the address and the title of a link, which stand at the end of `range`: what is covered before
    /// them belongs to the words of the link.
    pub(super) fn restore_target(
        &self,
        address: &str,
        title: &str,
        range: &Range<usize>,
    ) -> (String, String) {
        let mut end = range.end;
        let title = self.restore_back(title, range.start, &mut end);
        (self.restore_back(address, range.start, &mut end), title)
    }

    /// What the file has for a piece that ends before `end`, which moves to where the piece begins, as far as that
    /// can be told.
    fn restore_back(&self, piece: &str, start: usize, end: &mut usize) -> String {
        if piece.is_empty() {
            return String::new();
        }
        if let Some((original, at)) = self.slice(piece) {
            if (start..*end).contains(&at.start) {
                *end = at.start;
            }
            return original.to_owned();
        }
        let seen = self.seen.get(start..*end).unwrap_or("");
        let mut covers = seen.char_indices().rev().filter(|&(_, c)| is_cover(c));
        let mut restored: Vec<char> = Vec::with_capacity(piece.len());
        for c in piece.chars().rev() {
            if !is_cover(c) {
                restored.push(c);
            } else if let Some((at, _)) = covers.by_ref().find(|&(_, cover)| cover == c) {
                *end = start + at;
                restored.extend(self.original(*end));
            } else {
                restored.push(c);
            }
        }
        restored.into_iter().rev().collect()
    }

    /// What the file has for a piece that the parser did not change: then it is a slice of what the parser saw.
    fn slice(&self, piece: &str) -> Option<(&'s str, Range<usize>)> {
        let offset = (piece.as_ptr() as usize).wrapping_sub(self.seen.as_ptr() as usize);
        if offset > self.seen.len() || piece.len() > self.seen.len() - offset {
            return None;
        }
        let at = offset..offset + piece.len();
        self.src.get(at.clone()).map(|original| (original, at))
    }

    /// The character of the file at a place; none within a character, whose first byte has brought it.
    fn original(&self, at: usize) -> Option<char> {
        self.src.get(at..)?.chars().next()
    }
}

fn is_cover(c: char) -> bool {
    LETTERS.contains(&c) || MARKS.contains(&c) || c == BYTE
}

/// A place, and what stands there instead.
pub(super) type Edit = (Range<usize>, char);

/// Lines that begin with `:::` behind nothing but space, quotation marks and list markers.
fn cover_fences(src: &str, body: usize, edits: &mut Vec<Edit>) {
    let mut start = body;
    for line in src[body..].split_inclusive('\n') {
        let inner = behind_markers(line);
        if inner.starts_with(":::") {
            let at = start + line.len() - inner.len();
            edits.push((at..at + inner.trim_end().len(), '_'));
        }
        start += line.len();
    }
}

/// The marks of notes between the brackets of pictures and links; whether there are any.
fn cover_notes(src: &str, body: usize, edits: &mut Vec<Edit>) -> bool {
    let bytes = src.as_bytes();
    let count = edits.len();
    // Where brackets are open, and the marks of notes that may stand in what is open.
    let (mut open, mut notes): (Vec<usize>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    let mut at = body;
    while let Some(found) = bytes[at..].iter().position(|b| matches!(b, b'[' | b']' | b'\\' | b'\n')) {
        at += found + 1;
        match bytes[at - 1] {
            b'\\' if bytes.get(at).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b'[' => open.push(at - 1),
            b']' => {
                let Some(start) = open.pop() else { continue };
                if bytes.get(start + 1) == Some(&b'^') {
                    // No label has another in it.
                    let has_other = notes.last().is_some_and(|note| note.start > start);
                    notes.extend((!open.is_empty() && !has_other).then_some(start..at));
                    continue;
                }
                // `[text](address)` and `[text][label]`; `[text][^1]` is a text and a note's mark.
                let is_link = match bytes.get(at) {
                    Some(b'(') => true,
                    Some(b'[') => bytes.get(at + 1) != Some(&b'^'),
                    _ => false,
                };
                let first = notes.partition_point(|note| note.start < start);
                if is_link {
                    edits.extend(notes.drain(first..).map(|note| (note, BYTE)));
                } else if open.is_empty() {
                    notes.clear();
                }
            }
            // An empty line ends everything.
            b'\n' if matches!(bytes.get(at), Some(b'\n' | b'\r')) => {
                open.clear();
                notes.clear();
            }
            _ => {}
        }
    }
    edits.len() > count
}

/// The labels of all notes, folded.
fn labels(src: &str, body: usize) -> BTreeSet<String> {
    let label = |line| Some(folded(behind_markers(line).strip_prefix("[^")?.split_once("]:")?.0));
    src[body..].lines().filter_map(label).collect()
}

/// A line without what containers put before their content.
pub(super) fn behind_markers(line: &str) -> &str {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '>']);
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let behind = match rest.strip_prefix(['-', '+', '*']) {
            Some(behind) => behind,
            None if number.len() < rest.len() => number.strip_prefix(['.', ')']).unwrap_or(""),
            None => return rest,
        };
        if !behind.starts_with([' ', '\t']) {
            return rest;
        }
        rest = behind;
    }
}
