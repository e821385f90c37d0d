//! Text cut into grapheme clusters (UAX 29).

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Characters that never combine with one another: the bulk of Chinese text and of ASCII.
fn simple(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | ' '..='~' | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}' | '\u{FF01}'..='\u{FF60}' | '\u{2010}'..='\u{2027}')
}

/// The clusters of a stretch of text: the byte where each begins and its first character. `from` is where the
/// stretch begins in the paragraph.
pub(super) fn split(text: &str, from: usize, out: &mut Vec<(u32, char)>) {
    let mut rest = 0..0;
    let mut chars = text.char_indices();
    let mut next = chars.next().map(|(at, c)| (at, c, simple(c)));
    while let Some((at, c, is_simple)) = next {
        next = chars.next().map(|(at, c)| (at, c, simple(c)));
        if is_simple && next.is_none_or(|n| n.2) {
            if !rest.is_empty() {
                flush(text, from, &mut rest, out);
            }
            out.push(((from + at) as u32, c));
        } else {
            if rest.is_empty() {
                rest.start = at;
            }
            rest.end = at + c.len_utf8();
        }
    }
    flush(text, from, &mut rest, out);
}

/// So many bytes are one cluster at most. A character with hundreds of marks on it is no writing, and costs as much as
/// its length squared.
const LONGEST: usize = 4_096;

/// Cuts what was put aside because something in it may combine.
fn flush(text: &str, from: usize, rest: &mut Range<usize>, out: &mut Vec<(u32, char)>) {
    let part = &text[rest.clone()];
    for (at, cluster) in part.grapheme_indices(true) {
        let mut full = 0;
        for (inside, c) in cluster.char_indices() {
            if inside >= full {
                out.push(((from + rest.start + at + inside) as u32, c));
                full = inside + LONGEST;
            }
        }
    }
    *rest = 0..0;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn starts(text: &str) -> Vec<u32> {
        let mut out = Vec::new();
        split(text, 0, &mut out);
        out.into_iter().map(|c| c.0).collect()
    }

    #[test]
    fn b6_d12_sequences_stay_whole() {
        assert_eq!(starts("葛\u{E0100}城"), [0, 7]);
        assert_eq!(starts("a\u{301}b"), [0, 3]);
        assert_eq!(starts("👨\u{200D}👩\u{200D}👧好"), [0, 18]);
        assert_eq!(starts("🇨🇳🇯🇵"), [0, 8]);
        assert_eq!(starts("汉字"), [0, 3]);
        assert_eq!(starts(&format!("a{}b", "\u{301}".repeat(3_000))), [0, 4_097, 6_001]);
    }

    proptest! {
        #[test]
        fn the_short_way_gives_what_uax29_gives(text in "[汉，a 1\u{301}\u{FE0F}\u{200D}👩👧각“\u{AD}·]{0,12}") {
            let expected: Vec<u32> = text.grapheme_indices(true).map(|g| g.0 as u32).collect();
            prop_assert_eq!(starts(&text), expected);
        }
    }
}
