//! Emphasis beside East Asian text: the characters on both sides of a run of `*` are covered by letters or punctuation,
//! so that the Markdown parser, whose rule was made for words with spaces, opens and closes where it is meant to.

use super::cjk::{is_cjk, is_variation_selector};
use super::view::Edit;

/// Letters of three and four bytes that no article has, and punctuation of as many.
pub(super) const LETTERS: [char; 2] = ['\u{A015}', '\u{10000}'];
pub(super) const MARKS: [char; 2] = ['\u{2E3A}', '\u{10100}'];

/// The characters on both sides of each run of `*`. A colon that is covered is no mark any more.
pub(super) fn cover_flanks(src: &str, body: usize, colons: &[usize], edits: &mut Vec<Edit>) {
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
        let is_covered = before == Some(':') && colons.binary_search(&(start - 1)).is_ok();
        let mut as_mark = (east_before && !east_after && after.is_some_and(is_mark))
            || (east_after && !east_before && !is_covered && before.is_some_and(is_mark));
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
