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
//! - A note's mark in a picture's caption is covered, since the parser takes no picture around one.
//!
//! What the parser hands back is put right from the file by [`View::restore`].

use super::cjk::{is_cjk, is_variation_selector};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// A text and what the parser sees of it.
pub(super) struct View<'s> {
    /// The file.
    pub(super) src: &'s str,
    /// What the parser sees.
    pub(super) seen: String,
    /// The labels of the notes that are written, if a picture's caption has marks of notes.
    labels: BTreeSet<&'s str>,
}

/// Letters of three and four bytes that no article has, and punctuation of as many.
const LETTERS: [char; 2] = ['\u{A015}', '\u{10000}'];
const MARKS: [char; 2] = ['\u{2E3A}', '\u{10100}'];
/// Stands for each byte of a note's mark in a caption.
const NOTE: char = '\u{2}';

impl<'s> View<'s> {
    /// Covers up what precedes `body` and what would mislead the parser after it.
    pub(super) fn new(src: &'s str, body: usize) -> View<'s> {
        let mut edits = Vec::new();
        cover_fences(src, body, &mut edits);
        cover_flanks(src, body, &mut edits);
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
        View { src, seen, labels }
    }

    /// Whether a note is written that a mark in a caption may stand for.
    pub(super) fn has_note(&self, label: &str) -> bool {
        self.labels.contains(label)
    }

    /// What the file has where the parser read `piece`, which came from within `range`.
    pub(super) fn restore(&self, piece: &str, range: &Range<usize>) -> (Cow<'s, str>, Option<Range<usize>>) {
        // A piece that the parser did not change is a slice of what it saw.
        let offset = (piece.as_ptr() as usize).wrapping_sub(self.seen.as_ptr() as usize);
        if offset <= self.seen.len() && piece.len() <= self.seen.len() - offset {
            let at = offset..offset + piece.len();
            if let Some(original) = self.src.get(at.clone()) {
                return (Cow::Borrowed(original), Some(at));
            }
        }
        if !piece.contains(is_cover) {
            return (Cow::Owned(piece.to_owned()), None);
        }
        // It decoded entities or joined lines. The covers in it come in the order of the file.
        let seen = self.seen.get(range.clone()).unwrap_or("");
        let mut covers = seen.char_indices().filter(|&(_, c)| is_cover(c));
        let restored = piece.chars().map(|c| {
            if !is_cover(c) {
                return c;
            }
            let at = covers.by_ref().find(|&(_, cover)| cover == c).map(|(at, _)| range.start + at);
            at.and_then(|at| self.src.get(at..)?.chars().next()).unwrap_or(c)
        });
        (Cow::Owned(restored.collect()), None)
    }
}

fn is_cover(c: char) -> bool {
    LETTERS.contains(&c) || MARKS.contains(&c) || c == NOTE
}

type Edit = (Range<usize>, char);

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

/// The marks of notes between the brackets of pictures; whether there are any.
fn cover_notes(src: &str, body: usize, edits: &mut Vec<Edit>) -> bool {
    let bytes = src.as_bytes();
    let count = edits.len();
    let mut at = body;
    // A single character is looked for many bytes at a time.
    while let Some(found) = src[at..].find('!') {
        at += found + 1;
        if bytes.get(at) != Some(&b'[') {
            continue;
        }
        at += 1;
        let (mut open, mut note, first) = (1, None, edits.len());
        while open > 0 {
            match bytes.get(at) {
                Some(b'\\') => at += 1,
                Some(b'[') => {
                    note = (bytes.get(at + 1) == Some(&b'^')).then_some(at);
                    open += 1;
                }
                Some(b']') => {
                    open -= 1;
                    edits.extend(note.take().map(|start| (start..at + 1, NOTE)));
                }
                Some(b'\n') if matches!(bytes.get(at + 1), Some(b'\n' | b'\r')) => break,
                None => break,
                _ => {}
            }
            at += 1;
        }
        if open > 0 || bytes.get(at) != Some(&b'(') {
            edits.truncate(first);
        }
        at = src.ceil_char_boundary(at);
    }
    edits.len() > count
}

/// The labels of all notes.
fn labels(src: &str, body: usize) -> BTreeSet<&str> {
    let label = |line| Some(behind_markers(line).strip_prefix("[^")?.split_once("]:")?.0);
    src[body..].lines().filter_map(label).collect()
}

/// A line without what containers put before their content.
fn behind_markers(line: &str) -> &str {
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

/// The characters on both sides of each run of `*`.
fn cover_flanks(src: &str, body: usize, edits: &mut Vec<Edit>) {
    let bytes = src.as_bytes();
    let mut at = body;
    // Where the last paragraph break and the last edit were, and whether the last run opened something.
    let mut last: Option<(usize, bool)> = None;
    let mut opens = true;
    while let Some(found) = src[at..].find('*') {
        let start = at + found;
        let gap = &src[at..start];
        if gap.contains("\n\n") || gap.contains("\n\r\n") {
            opens = true;
        }
        let mut end = start;
        while bytes.get(end) == Some(&b'*') {
            end += 1;
        }
        // An escaped `*` is text, and a mark to what follows it.
        let backslashes = src[body..start].bytes().rev().take_while(|&b| b == b'\\').count();
        let start = start + backslashes % 2;
        if start == end {
            at = end;
            continue;
        }
        let before = src[body..start].chars().next_back();
        let after = src[end..].chars().next();
        let (east_before, east_after) = (is_east_before(src, body, start), after.is_some_and(is_cjk));
        let mut as_mark = (east_before && !east_after && after.is_some_and(is_mark))
            || (east_after && !east_before && before.is_some_and(is_mark));
        if let Some(c) = before.filter(|_| east_before) {
            let place = start - c.len_utf8();
            match last {
                // A single character between two runs serves both. As a mark it suits this run too if white
                // space or another mark follows; where that is not so, the second of a pair closes.
                Some((p, true)) if p == place && !as_mark => {
                    if east_after {
                        as_mark = true;
                    } else if after.is_some_and(|c| !c.is_whitespace()) && !opens {
                        edits.pop();
                        push_cover(edits, place, c, false);
                    }
                }
                Some((p, false)) if p == place && as_mark => {
                    if opens {
                        edits.pop();
                        push_cover(edits, place, c, true);
                    }
                }
                Some((p, _)) if p == place => {}
                _ => push_cover(edits, place, c, as_mark),
            }
        }
        last = None;
        if let Some(c) = after.filter(|_| east_after) {
            push_cover(edits, end, c, as_mark);
            last = edits.last().filter(|e| e.0.start == end).map(|_| (end, as_mark));
        }
        // `****` between two bold passages closes and opens.
        opens ^= end - start != 4;
        at = end;
    }
}

fn push_cover(edits: &mut Vec<Edit>, at: usize, c: char, as_mark: bool) {
    let covers = if as_mark { MARKS } else { LETTERS };
    if let Some(&cover) = covers.iter().find(|cover| cover.len_utf8() == c.len_utf8()) {
        edits.push((at..at + c.len_utf8(), cover));
    }
}

/// Whether the character before a place is East Asian; a variation selector is what it varies.
fn is_east_before(src: &str, body: usize, at: usize) -> bool {
    let mut before = src[body..at].chars().rev();
    match before.next() {
        Some(c) if is_variation_selector(c) => before.next().is_some_and(is_cjk),
        c => c.is_some_and(is_cjk),
    }
}

/// Punctuation that is not East Asian, as CommonMark understands it.
fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{A1}'..='\u{BF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{20A0}'..='\u{20C0}')
}
