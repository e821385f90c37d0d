//! Characters to glyphs in vertical lines (直排; N2–N8): Chinese ones upright, each in its em, marks with the glyphs that a
//! face keeps for them; short numbers side by side in one cell; words on their side.

use super::collect::Look;
use super::shape::{Out, Source};
use super::{Flags, ShapedGlyph, mark};
use crate::clreq::{self, Class, Stands};
use crate::font::FaceId;
use crate::frame::{Orientation, SlotId};
use crate::geom::{Abs, Em};
use std::ops::Range;

/// What is wider than this lies on its side: in a cell of one em it would be too small to read along with the rest.
const CELL: Em = Em::micro(1_450_000);

impl Out<'_> {
    /// Shapes the clusters of one look.
    pub(super) fn stretch_down(
        &mut self,
        source: &Source<'_>,
        clusters: Range<usize>,
        look: &Look,
        slot: SlotId,
    ) {
        let stack = self.cx.shaper.stack(self.cx.book, look.role, look.weight);
        let mut at = clusters.start;
        while at < clusters.end {
            let class = source.classes[at];
            let (face, covered) = self.face_of(source, at, &stack);
            let mut end = at + 1;
            if !covered {
                self.run(face, Orientation::Upright, look, slot);
                self.box_for(source, at, look);
            } else if class.is_wide() {
                self.upright(source, at, face, look, slot);
            } else {
                while end < clusters.end && !source.classes[end].is_wide() {
                    let (next, covered) = self.face_of(source, end, &stack);
                    if !covered || next != face {
                        break;
                    }
                    end += 1;
                }
                self.western(source, at..end, face, look, slot);
            }
            at = end;
        }
    }

    /// A Chinese character or mark: upright, unless it is a mark that the face cannot set so.
    fn upright(&mut self, source: &Source<'_>, n: usize, face: FaceId, look: &Look, slot: SlotId) {
        let (c, class) = (source.bases[n], source.classes[n]);
        let (shaper, book, traditional) = (self.cx.shaper, self.cx.book, self.paragraph.traditional);
        if !source.is_alone(n) && class == Class::Han {
            self.run(face, Orientation::Upright, look, slot);
            self.shaped(source, n..n + 1, face, look);
            return;
        }
        let id = if matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}')
        {
            shaper.nominal(book, face, c).0
        } else {
            let stand_in = clreq::in_place_of(c, class, traditional);
            let (id, own) = shaper.upright(book, face, stand_in, traditional);
            if !own && clreq::turns(c, class) || id == 0 {
                self.run(face, Orientation::Sideways, look, slot);
                self.shaped(source, n..n + 1, face, look);
                return;
            }
            id
        };
        self.run(face, Orientation::Upright, look, slot);
        let (mut advance, mut dx, mut dy, mut cut) =
            (look.size, Abs::ZERO, look.rise, (Abs::ZERO, Abs::ZERO));
        if class != Class::Han {
            let across = book.face(face).advance(id);
            let place = mark::hang(class, c, across, shaper.ink(book, face, id), traditional);
            let at = |em: Em| em.at(look.size);
            (advance, dx, cut) = (at(place.advance), at(place.dx), (at(place.lead), at(place.trail)));
            dy += at(place.dy);
        }
        self.push(source.bytes[n], class, look, advance, cut);
        self.paragraph.glyphs.push(ShapedGlyph { id, advance, dx, dy });
    }

    /// What is no Chinese, all of one face. A short number and the like between Chinese stands upright, the rest lies.
    fn western(&mut self, source: &Source<'_>, all: Range<usize>, face: FaceId, look: &Look, slot: SlotId) {
        let space = |n: &usize| source.classes[*n].is_space();
        let start = all.clone().find(|n| !space(n)).unwrap_or(all.end);
        let end = all.clone().rev().find(|n| !space(n)).map_or(start, |n| n + 1);
        let chinese = |n: Option<usize>| n.and_then(|n| source.classes.get(n)).is_none_or(|c| c.is_wide());
        let among_chinese = chinese(all.start.checked_sub(1)) && chinese(Some(all.end));
        let word =
            if start < end { &source.text[source.range(start).start..source.range(end - 1).end] } else { "" };
        let free = among_chinese && !look.code && !look.raised;
        let stands = match if free { clreq::stands(word) } else { Stands::Turned } {
            Stands::InACell if self.width(word, face) > CELL => Stands::Turned,
            stands => stands,
        };
        let turned = |out: &mut Self, clusters: Range<usize>| {
            if !clusters.is_empty() {
                out.run(face, Orientation::Sideways, look, slot);
                out.shaped(source, clusters, face, look);
            }
        };
        match stands {
            Stands::Turned => turned(self, all),
            Stands::InACell => {
                turned(self, all.start..start);
                self.cell(source, start, word, face, look, slot);
                turned(self, end..all.end);
            }
            Stands::Letters => {
                turned(self, all.start..start);
                self.run(face, Orientation::Upright, look, slot);
                for n in start..end {
                    let id = self.cx.shaper.nominal(self.cx.book, face, source.bases[n]).0;
                    self.push(source.bytes[n], Class::Han, look, look.size, (Abs::ZERO, Abs::ZERO));
                    if let Some(cluster) = self.paragraph.clusters.last_mut().filter(|_| n > start) {
                        cluster.flags.add(Flags::GLUED);
                    }
                    let glyph = ShapedGlyph { id, advance: look.size, dx: Abs::ZERO, dy: look.rise };
                    self.paragraph.glyphs.push(glyph);
                }
                turned(self, end..all.end);
            }
        }
    }

    /// How wide a word is on one line.
    fn width(&self, word: &str, face: FaceId) -> Em {
        word.chars().fold(Em::ZERO, |sum, c| sum + self.cx.shaper.nominal(self.cx.book, face, c).1)
    }

    /// Characters side by side in a cell of an em, smaller if they have to be (N7).
    fn cell(&mut self, source: &Source<'_>, n: usize, word: &str, face: FaceId, look: &Look, slot: SlotId) {
        let (shaper, book) = (self.cx.shaper, self.cx.book);
        let glyphs: Vec<(u16, Em)> = word.chars().map(|c| shaper.nominal(book, face, c)).collect();
        let width = self.width(word, face);
        let em = Em::ONE.to_micro();
        let size = look.size.mul_div(em, width.to_micro().max(em));
        self.run(face, Orientation::Upright, &Look { size, ..look.clone() }, slot);
        // To its neighbours it is a Chinese character (F5).
        self.push(source.bytes[n], Class::Han, look, look.size, (Abs::ZERO, Abs::ZERO));
        let mut x = -width.at(size) / 2;
        let count = glyphs.len();
        for (i, (id, advance)) in glyphs.into_iter().enumerate() {
            let width = advance.at(size);
            self.paragraph.glyphs.push(ShapedGlyph {
                id,
                advance: if i + 1 == count { look.size } else { Abs::ZERO },
                dx: (look.size - size) / 2,
                dy: look.rise + x + width / 2,
            });
            x += width;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Paragraph;
    use super::super::testing::{Desk, style, text};
    use super::*;
    use crate::article::{Inline, MarkKind};
    use crate::geom::WritingMode;

    fn desk() -> Desk {
        let mut desk = Desk::new();
        desk.theme.page.writing = WritingMode::VerticalRl;
        desk
    }

    fn set(source: &str) -> Paragraph {
        desk().prepare(&[text(source)])
    }

    /// Each cluster's text, and how it stands.
    fn stand(p: &Paragraph) -> Vec<(&str, Orientation)> {
        let of = |n: usize| (&p.text[p.bytes(n..n + 1)], p.runs[p.clusters[n].run as usize].orientation);
        (0..p.len()).map(of).collect()
    }

    #[test]
    fn n7_n8_numbers_share_a_cell_acronyms_stand_words_lie() {
        use Orientation::{Sideways, Upright};
        let p = set("第22次AI热2026年");
        let years = "2026".chars().map(|_| Sideways);
        let found = stand(&p);
        assert_eq!(
            found[..6],
            [
                ("第", Upright),
                ("22", Upright),
                ("次", Upright),
                ("A", Upright),
                ("I", Upright),
                ("热", Upright)
            ]
        );
        assert!(found[6..10].iter().map(|f| f.1).eq(years) && found[10] == ("年", Upright));
        // Each an em, and to its neighbours a Chinese character: no space (F5), the acronym in one piece.
        let em = style().size;
        assert!(p.clusters[..6].iter().all(|c| c.class == Class::Han && c.advance == em));
        assert!(p.clusters[4].flags.has(Flags::GLUED) && !p.clusters[3].flags.has(Flags::GLUED));
        // The two digits stand left and right of the middle, in what is left of the em.
        let [one, two] = [p.glyphs[1], p.glyphs[2]];
        assert!(one.dy < Abs::ZERO && two.dy > Abs::ZERO, "{one:?} {two:?}");
        assert!((one.dy + two.dy).abs() <= Abs::raw(20), "{one:?} {two:?}");
        assert_eq!((one.advance, two.advance, one.dx), (Abs::ZERO, em, two.dx));
        // Within Western text a number lies as the words do.
        assert!(stand(&set("the 12 men")).iter().all(|f| f.1 == Sideways));
    }

    /// The ink of a character's glyph in its cell: from the top to the top and foot, from the middle to left and right.
    fn ink(p: &Paragraph, c: char) -> [f64; 4] {
        let desk = desk();
        let n = (0..p.len()).find(|&n| p.text[p.bytes(n..n + 1)].starts_with(c)).expect("it is there");
        let (glyph, run) = (p.glyphs_of(n)[0], &p.runs[p.clusters[n].run as usize]);
        let face = desk.book.face(run.face);
        let [left, bottom, right, top] = face.ink(glyph.id).expect("it has ink").map(Em::get);
        let half = face.advance(glyph.id).get() / 2.0;
        let [dx, dy] = [glyph.dx, glyph.dy].map(|d| d.over(run.size));
        [0.88 - top + dx, 0.88 - bottom + dx, left - half + dy, right - half + dy]
    }

    #[test]
    fn n3_n4_stops_stand_at_the_upper_right_others_keep_their_em() {
        let p = set("甲，乙。丙、丁：戊；己！庚？辛");
        for c in "，。、".chars() {
            let [top, foot, left, _] = ink(&p, c);
            assert!(top >= 0.0 && foot < 0.5 && left > 0.0, "{c} {:?}", ink(&p, c));
            let n = (0..p.len()).find(|&n| p.text[p.bytes(n..n + 1)].starts_with(c)).expect("it is there");
            let em = style().size;
            // N6: what is white below it may go.
            assert_eq!((p.clusters[n].lead, p.clusters[n].trail), (Abs::ZERO, em / 2), "{c}");
        }
        for c in "：；！？".chars() {
            // In the middle or to its right (GB/T 15834 5.2.1), and never hanging out.
            let [top, foot, left, right] = ink(&p, c);
            assert!(top >= 0.0 && foot <= 1.0 && left + right > -0.05 && right < 0.5, "{c} {:?}", ink(&p, c));
        }
        // They keep their em.
        let kept = |c: &&super::super::Cluster| c.lead + c.trail == Abs::ZERO;
        assert_eq!(p.clusters[..p.len()].iter().filter(kept).count(), p.len() - 3);
    }

    #[test]
    fn n2_n5_marks_have_their_vertical_forms() {
        let level = Desk::new().prepare(&[text("他“说‘是’”——（好）……《书》")]);
        let down = set("他“说‘是’”——（好）……《书》");
        assert_eq!(level.text, down.text, "what is read stays as it was written");
        let marks = |p: &Paragraph| -> Vec<u16> {
            let is = |n: &usize| p.clusters[*n].class != Class::Han;
            (0..p.len()).filter(is).map(|n| p.glyphs_of(n)[0].id).collect()
        };
        assert!(marks(&level).iter().zip(marks(&down)).all(|(a, b)| *a != b));
        // Two dashes meet.
        let n = (0..down.len()).find(|&n| down.clusters[n].class == Class::Dash).expect("it is there");
        let book = &desk().book;
        let run = &down.runs[down.clusters[n].run as usize];
        let edge = |n: usize, at: usize| {
            let glyph = down.glyphs_of(n)[0];
            let ink = book.face(run.face).ink(glyph.id).expect("it has ink");
            (crate::frame::MIDDLE + Em::HALF - ink[at]).at(run.size) + glyph.dx
        };
        assert!((edge(n, 1) - style().size - edge(n + 1, 3)).abs() <= Abs::raw(4));
    }

    #[test]
    fn n10_raised_marks_and_two_line_notes_keep_to_the_middle() {
        let p = desk().prepare(&[text("米"), Inline::Superscript(vec![text("2")])]);
        assert!(p.glyphs[1].dy > Abs::ZERO && p.glyphs[1].dy < style().size / 3);
        let content = vec![text("甲乙丙丁戊己庚")];
        let p = desk().prepare(&[text("江"), Inline::Marked { kind: MarkKind::InlineNote, content }]);
        let sides = [p.glyphs[1].dy, p.glyphs[7].dy];
        assert!(sides[0] > Abs::ZERO && sides[0] + sides[1] == Abs::ZERO, "{sides:?}");
    }
}
