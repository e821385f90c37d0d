//! 割注: an inline note in two small lines between brackets of the text's own size (JLREQ 3.4; J9). Short notes
//! are one piece, as ruby is; those too long for that, or too small to be read in two lines, run on in one.

use super::{Flags, Paragraph};
use crate::article::{Inline, plain_text};
use crate::clreq::{self, Between, Prohibition};
use crate::frame::MIDDLE;
use crate::geom::{Abs, Em};
use std::ops::Range;

/// The size of a note in two lines against the text's, and in one.
const IN_TWO: Em = Em::micro(580_000);
const IN_ONE: Em = Em::micro(750_000);
/// The smallest size of type that is set in two lines, in points.
const SMALLEST: f64 = 5.0;
/// Notes of more characters run on in one line: two lines of ten ems of the text.
const LONGEST: usize = 34;
/// Notes of fewer characters have nothing to gain.
const SHORTEST: usize = 4;
/// The em box over and under the baseline; in a vertical line, beside its middle.
const BOX: (Em, Em) = (Em::micro(880_000), Em::micro(120_000));
const BESIDE: (Em, Em) = (Em::HALF, Em::HALF);

/// The bracket that opens a note, what stands inside, and the bracket that closes it, if it is written so.
pub(super) struct Note<'a> {
    pub(super) open: &'a str,
    pub(super) inside: &'a str,
    pub(super) close: &'a str,
}

/// The parts of a note of plain text.
pub(super) fn parts(text: &str) -> Note<'_> {
    let inside = text.strip_prefix(['（', '〔', '［', '【']).unwrap_or(text);
    let open = &text[..text.len() - inside.len()];
    let bare = inside.strip_suffix(['）', '〕', '］', '】']).unwrap_or(inside);
    Note { open, inside: bare, close: &inside[bare.len()..] }
}

/// The size of a note's characters in a text of a size, and whether they stand in two lines.
pub(super) fn size(content: &[Inline], text: Abs) -> (Abs, bool) {
    let count = plain_text(content).chars().count();
    let plain = content.iter().all(is_plain);
    let small = IN_TWO.at(text);
    if plain && (SHORTEST..=LONGEST).contains(&count) && small >= Abs::pt(SMALLEST) {
        (small, true)
    } else {
        (IN_ONE.at(text), false)
    }
}

/// Whether an inline is nothing but characters of some look.
fn is_plain(inline: &Inline) -> bool {
    let looks = matches!(inline, Inline::Emphasis(_) | Inline::Strong(_) | Inline::Foreign { .. });
    matches!(inline, Inline::Text { .. }) || looks && inline.content().iter().all(is_plain)
}

/// Sets the clusters of a stretch in two lines, one over the other, as wide as the wider.
pub(super) fn fold(paragraph: &mut Paragraph, bytes: &Range<usize>, vertical: bool) {
    let clusters = paragraph.clusters_in(bytes);
    if clusters.len() < 2 {
        return;
    }
    let Some(second) = divide(paragraph, clusters.clone()) else { return };
    for n in clusters.clone() {
        half(paragraph, n);
    }
    let width = |paragraph: &Paragraph, range: Range<usize>| -> Abs {
        paragraph.clusters[range].iter().map(|c| c.advance).sum()
    };
    let first_width = width(paragraph, clusters.start..second);
    let second_width = width(paragraph, second..clusters.end);
    let small = paragraph.clusters[clusters.start].run as usize;
    let small = paragraph.runs.get(small).map_or(paragraph.size, |r| r.size);
    let (middle, (over, under)) =
        if vertical { (Abs::ZERO, BESIDE) } else { (MIDDLE.at(paragraph.size), BOX) };
    // From the pen, which stays at the end of the first line.
    let mut x = -first_width;
    for n in clusters.clone() {
        let lower = n >= second;
        let rise = middle + if lower { -over.at(small) } else { under.at(small) };
        let glyphs = paragraph.clusters[n].glyph as usize..paragraph.clusters[n + 1].glyph as usize;
        for glyph in &mut paragraph.glyphs[glyphs] {
            glyph.dy += rise;
            if lower {
                glyph.dx += x;
                x += std::mem::take(&mut glyph.advance);
            }
        }
        let cluster = &mut paragraph.clusters[n];
        cluster.flags.add(Flags::NO_GAP);
        if n > clusters.start {
            cluster.flags.add(Flags::GLUED);
        }
        if lower {
            cluster.advance = Abs::ZERO;
        }
    }
    // The last glyph makes up for a second line that is longer.
    let more = (second_width - first_width).max(Abs::ZERO);
    let last = clusters.end - 1;
    paragraph.clusters[last].advance += more;
    let glyphs = paragraph.clusters[last].glyph as usize..paragraph.clusters[last + 1].glyph as usize;
    if let Some(glyph) = paragraph.glyphs[glyphs].last_mut() {
        glyph.advance += more;
    }
}

/// Marks take half an em, once and for all.
fn half(paragraph: &mut Paragraph, n: usize) {
    let cluster = &mut paragraph.clusters[n];
    let (lead, trail) = (std::mem::take(&mut cluster.lead), std::mem::take(&mut cluster.trail));
    cluster.advance -= lead + trail;
    let first = cluster.glyph as usize;
    if let Some(glyph) = paragraph.glyphs.get_mut(first).filter(|_| lead + trail > Abs::ZERO) {
        glyph.dx -= lead;
        glyph.advance -= lead + trail;
    }
}

/// The cluster that begins the second line: the first line is the longer, but by as little as the rules allow.
fn divide(paragraph: &Paragraph, clusters: Range<usize>) -> Option<usize> {
    let advance = |n: usize| {
        let c = &paragraph.clusters[n];
        c.advance - c.lead - c.trail
    };
    let all: Abs = clusters.clone().map(advance).sum();
    let mut before = Abs::ZERO;
    let mut best: Option<(bool, Abs, usize)> = None;
    for n in clusters.start + 1..clusters.end {
        before += advance(n - 1);
        let (a, b) = (&paragraph.clusters[n - 1], &paragraph.clusters[n]);
        let allowed = clreq::between(a.class, b.class, false, Prohibition::Basic);
        if !matches!(allowed, Between::Allowed | Between::Poor) && !a.class.is_space() {
            continue;
        }
        let shorter = before + before < all;
        let candidate = (shorter, (before + before - all).abs(), n);
        if best.is_none_or(|b| candidate < b) {
            best = Some(candidate);
        }
    }
    best.map(|b| b.2)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Desk, style, text};
    use super::*;
    use crate::article::MarkKind;

    fn note(source: &str) -> Vec<Inline> {
        let content = vec![text(source)];
        vec![text("江"), Inline::Marked { kind: MarkKind::InlineNote, content }, text("水")]
    }

    #[test]
    fn j9_a_note_stands_in_two_small_lines_within_its_own_line() {
        let desk = Desk::new();
        let p = desk.prepare(&note("（甲乙丙丁戊己庚）"));
        assert_eq!(p.text, "江（甲乙丙丁戊己庚）水");
        let em = style().size;
        let small = IN_TWO.at(em);
        // Brackets of the text's size, characters smaller.
        let size = |n: usize| p.runs[p.clusters[n].run as usize].size;
        assert_eq!([size(1), size(2), size(8), size(9)], [em, small, small, em]);
        // Four over three: the first line is the longer.
        let rises: Vec<Abs> = p.glyphs[2..9].iter().map(|g| g.dy).collect();
        assert!(rises[..4].iter().all(|r| *r == rises[0]) && rises[4..].iter().all(|r| *r == rises[4]));
        assert!((rises[0] - rises[4] - small).abs() <= Abs::raw(1), "no gap between the lines");
        let width: Abs = p.clusters[2..9].iter().map(|c| c.advance).sum();
        assert_eq!(width, small * 4);
        // The second line begins under the first.
        assert_eq!(p.glyphs[6].dx, -small * 4);
        assert_eq!(p.glyphs[7].dx, -small * 3);
        // Both lie within the white around the line: no line is moved for them.
        let top = rises[0] + BOX.0.at(small);
        let foot = rises[4] - BOX.1.at(small);
        assert!(top <= Em::micro(970_000).at(em) && foot >= Em::micro(-210_000).at(em), "{top:?} {foot:?}");
        // One piece.
        assert!((3..9).all(|n| p.clusters[n].flags.has(Flags::GLUED)));
    }

    #[test]
    fn j9_long_notes_run_on_in_one_line() {
        let desk = Desk::new();
        let p = desk.prepare(&note(&"甲乙丙丁".repeat(20)));
        assert!(p.glyphs.iter().all(|g| g.dy == Abs::ZERO));
        assert_eq!(p.runs[1].size, IN_ONE.at(style().size));
    }

    #[test]
    fn j9_a_note_that_cannot_be_divided_keeps_its_marks_whole() {
        let desk = Desk::new();
        let p = desk.prepare(&note("“二’、"));
        let small = IN_TWO.at(style().size);
        assert!((1..5).all(|n| p.clusters[n].advance == small), "{:?}", &p.clusters[1..5]);
    }

    #[test]
    fn j9_no_line_of_a_note_begins_with_a_stop() {
        let desk = Desk::new();
        let p = desk.prepare(&note("甲乙丙，丁戊己"));
        let first = p.glyphs[1].dy;
        let lower = (1..8).find(|&n| p.glyphs[n].dy != first).expect("it has two lines");
        assert_eq!(&p.text[p.bytes(lower..lower + 1)], "丁");
    }
}
