//! Characters to glyphs: clusters, their classes, a face for each, then the shaper. A Han character or Chinese
//! mark that stands for itself takes the short way through `cmap` and `hmtx`; a test holds that the shaper gives
//! the same.

use super::collect::{Collected, Look, RubyText};
use super::shaper::{Nominal, Raw, Stack};
use super::{Cluster, Context, Flags, Paragraph, Run, ShapedGlyph, cluster};
use crate::clreq::{self, Bond, Class};
use crate::font::FaceId;
use crate::frame::{Orientation, SlotId};
use crate::geom::{Abs, Em};
use crate::theme::TextStyle;
use harfrust::{Buffer, Direction, Language, Script, ShapeOptions, ShaperFont};
use std::collections::BTreeMap;
use std::ops::Range;

/// White left on either side of a Western quotation mark that a Chinese face draws in a whole square.
const BEARING: Em = Em::micro(50_000);

/// Shapes what was collected.
pub(super) fn shape(collected: Collected, style: &TextStyle, cx: &Context<'_>) -> Shaped {
    let Collected { text, stretches, breaks, links, decorations, notes, rubies, folded } = collected;
    // Clusters; none goes over the end of a stretch.
    let mut starts = Vec::with_capacity(text.len() / 3 + 1);
    let mut ends = Vec::with_capacity(stretches.len());
    for stretch in &stretches {
        cluster::split(&text[stretch.bytes.clone()], stretch.bytes.start, &mut starts);
        ends.push(starts.len());
    }
    let (bytes, bases): (Vec<u32>, Vec<char>) = starts.into_iter().unzip();
    let chinese = |lang: &str| ["zh", "ja", "ko", "yue", "lzh"].iter().any(|l| lang.starts_with(l));
    let western: Vec<bool> = stretches
        .iter()
        .map(|s| {
            s.look.code
                || !s.look.lang.as_deref().unwrap_or(cx.lang).is_empty()
                    && !chinese(s.look.lang.as_deref().unwrap_or(cx.lang))
        })
        .collect();
    let western_at = |n: usize| western[ends.partition_point(|&e| e <= n).min(western.len() - 1)];
    let any_western = western.contains(&true);
    let classes = clreq::classes(&bases, |n| any_western && western_at(n));

    let lower = cx.lang.to_ascii_lowercase();
    let traditional = ["hant", "-tw", "-hk", "-mo"].iter().any(|t| lower.contains(t));
    let mut out = Out {
        paragraph: Paragraph {
            links,
            decorations,
            notes,
            size: style.size,
            traditional,
            // Nearly always one glyph each, and one more cluster for the end.
            clusters: Vec::with_capacity(bases.len() + 1),
            glyphs: Vec::with_capacity(bases.len()),
            ..Paragraph::default()
        },
        cx,
        missing: BTreeMap::new(),
        buffer: Some(Buffer::new()),
    };
    let mut first = 0;
    for (stretch, &end) in stretches.iter().zip(&ends) {
        let source = Source { text: &text, bytes: &bytes, bases: &bases, classes: &classes };
        if cx.vertical() {
            out.stretch_down(&source, first..end, &stretch.look, stretch.slot);
        } else {
            out.stretch(&source, first..end, &stretch.look, stretch.slot);
        }
        first = end;
    }
    let mut paragraph = out.finish(text.len());
    paragraph.text = text;
    for (n, bond) in clreq::bonds(&bases, &classes) {
        let found = paragraph.clusters[..paragraph.len()].binary_search_by_key(&bytes[n], |c| c.start);
        let Some(cluster) = found.ok().and_then(|at| paragraph.clusters.get_mut(at)) else { continue };
        if matches!(bond, Bond::Kept | Bond::Joins) {
            cluster.flags.add(Flags::KEPT);
        }
        if matches!(bond, Bond::Leads | Bond::Joins) {
            cluster.flags.add(Flags::LEADS);
        }
    }
    for at in breaks {
        let behind = paragraph.clusters_in(&(0..at)).end;
        if let Some(cluster) = behind.checked_sub(1).and_then(|n| paragraph.clusters.get_mut(n)) {
            cluster.flags.add(Flags::BREAK_AFTER);
        }
    }
    (paragraph, rubies, folded)
}

/// A paragraph, its ruby before it is shaped, and the bytes of inline notes that stand in two lines.
type Shaped = (Paragraph, Vec<RubyText>, Vec<Range<usize>>);

/// A paragraph's characters as clusters.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u32],
    pub(super) bases: &'a [char],
    pub(super) classes: &'a [Class],
}

impl Source<'_> {
    pub(super) fn range(&self, n: usize) -> Range<usize> {
        self.bytes[n] as usize..self.bytes.get(n + 1).map_or(self.text.len(), |&b| b as usize)
    }

    /// Whether a cluster is one character.
    pub(super) fn is_alone(&self, n: usize) -> bool {
        self.range(n).len() == self.bases[n].len_utf8()
    }
}

pub(super) struct Out<'a> {
    pub(super) paragraph: Paragraph,
    pub(super) cx: &'a Context<'a>,
    missing: BTreeMap<char, Option<crate::diag::Span>>,
    /// Always there between two calls.
    buffer: Option<Buffer>,
}

impl Out<'_> {
    /// Shapes the clusters of one look.
    fn stretch(&mut self, source: &Source<'_>, clusters: Range<usize>, look: &Look, slot: SlotId) {
        let stack = self.cx.shaper.stack(self.cx.book, look.role, look.weight);
        let mut at = clusters.start;
        // The face of the open run, and whether it allows the short way.
        let mut open = None;
        while at < clusters.end {
            let class = source.classes[at];
            // Most of a Chinese text: the next character of the open run.
            if let Some((face, true)) = open
                && short_class(class)
                && stack.han.first() == Some(&face)
                && source.is_alone(at)
            {
                let c = source.bases[at];
                let nominal = self.cx.shaper.nominal(self.cx.book, face, c);
                if nominal.0 != 0 {
                    self.square((c, source.bytes[at]), class, (face, nominal), look);
                    at += 1;
                    continue;
                }
            }
            let (face, covered) = self.face_of(source, at, &stack);
            let short_way = match open {
                Some((open, short_way)) if open == face => short_way,
                _ => {
                    self.run(face, Orientation::Horizontal, look, slot);
                    let short_way = self.short_way(face, look);
                    open = Some((face, short_way));
                    short_way
                }
            };
            if !covered {
                self.box_for(source, at, look);
                at += 1;
            } else if source.is_alone(at) && short_way && short_class(class) {
                let c = source.bases[at];
                let nominal = self.cx.shaper.nominal(self.cx.book, face, c);
                self.square((c, source.bytes[at]), class, (face, nominal), look);
                at += 1;
            } else {
                let mut end = at + 1;
                while !class.is_wide() && end < clusters.end && !source.classes[end].is_wide() {
                    let (next, covered) = self.face_of(source, end, &stack);
                    if !covered || next != face {
                        break;
                    }
                    end += 1;
                }
                self.shaped(source, at..end, face, look);
                at = end;
            }
        }
    }

    /// The short way needs a face that draws the text's language without being told (`locl`).
    fn short_way(&self, face: FaceId, look: &Look) -> bool {
        let lang = look.lang.as_deref().unwrap_or(self.cx.lang);
        matches!(lang, "zh" | "zh-Hans" | "zh-CN" | "zh-Hans-CN")
            || !self.cx.book.face(face).has_feature(*b"locl")
    }

    /// The face of a cluster, and whether it has all of it.
    pub(super) fn face_of(&self, source: &Source<'_>, n: usize, stack: &Stack) -> (FaceId, bool) {
        let (shaper, book) = (self.cx.shaper, self.cx.book);
        let faces = if source.classes[n].is_wide() { &stack.han } else { &stack.all };
        let base = source.bases[n];
        let cluster = &source.text[source.range(n)];
        let has = |id: FaceId, c: char| shaper.nominal(book, id, c).0 != 0 || draws_nothing(c);
        if cluster.len() == base.len_utf8() {
            if let Some(&id) = faces.iter().find(|&&id| has(id, base)) {
                return (id, true);
            }
        } else if let Some(&id) = faces.iter().find(|&&id| cluster.chars().all(|c| has(id, c))) {
            return (id, true);
        }
        // Rather the base without its accent's glyph than nothing of it.
        (faces.first().copied().unwrap_or(FaceId(0)), false)
    }

    /// Goes on in the last run, or begins one.
    pub(super) fn run(&mut self, face: FaceId, orientation: Orientation, look: &Look, slot: SlotId) {
        let run = Run {
            face,
            orientation,
            size: look.size,
            color: look.color,
            slot,
            lang: look.lang.clone(),
            tracking: look.tracking,
            code: look.code,
            span: look.span,
        };
        let goes_on = self.paragraph.runs.last().is_some_and(|r| {
            r.looks_like(&run) && r.code == run.code && r.tracking == run.tracking && r.span == run.span
        });
        if !goes_on {
            self.paragraph.runs.push(run);
        }
    }

    pub(super) fn push(&mut self, start: u32, class: Class, look: &Look, advance: Abs, cut: (Abs, Abs)) {
        let mut flags = Flags::default();
        if look.code {
            flags.add(Flags::NO_GAP);
        }
        self.paragraph.clusters.push(Cluster {
            start,
            glyph: self.paragraph.glyphs.len() as u32,
            run: (self.paragraph.runs.len() - 1) as u32,
            class: if look.raised && !class.is_space() { Class::NoteMark } else { class },
            flags,
            advance,
            lead: cut.0,
            trail: cut.1,
        });
    }

    /// A visible box for a character that no face has, and a word about it.
    pub(super) fn box_for(&mut self, source: &Source<'_>, n: usize, look: &Look) {
        let range = source.range(n);
        for c in source.text[range.clone()].chars().filter(|&c| !draws_nothing(c)) {
            self.missing.entry(c).or_insert(look.span);
        }
        let face = self.paragraph.runs.last().map_or(FaceId(0), |r| r.face);
        let advance = self.cx.book.face(face).advance(0).at(look.size);
        self.push(range.start as u32, source.classes[n], look, advance, (Abs::ZERO, Abs::ZERO));
        self.paragraph.glyphs.push(ShapedGlyph { id: 0, advance, dx: Abs::ZERO, dy: look.rise });
    }

    /// A Han character or Chinese mark.
    fn square(
        &mut self,
        (c, start): (char, u32),
        class: Class,
        (face, (id, advance)): (FaceId, Nominal),
        look: &Look,
    ) {
        if class == Class::Han {
            let advance = advance.at(look.size);
            self.push(start, class, look, advance, (Abs::ZERO, Abs::ZERO));
            self.paragraph.glyphs.push(ShapedGlyph { id, advance, dx: Abs::ZERO, dy: look.rise });
            return;
        }
        self.push(start, class, look, advance.at(look.size), (Abs::ZERO, Abs::ZERO));
        self.paragraph.glyphs.push(ShapedGlyph { id, advance: Abs::ZERO, dx: Abs::ZERO, dy: look.rise });
        self.place_mark(c, class, advance, face, look);
    }

    /// Puts the Chinese mark that was pushed last into its cell.
    fn place_mark(&mut self, c: char, class: Class, advance: Em, face: FaceId, look: &Look) {
        let traditional = self.paragraph.traditional;
        let Some(cluster) = self.paragraph.clusters.last_mut() else { return };
        let Some(glyph) = self.paragraph.glyphs.get_mut(cluster.glyph as usize) else { return };
        let mark = self.cx.shaper.mark(self.cx.book, face, (glyph.id, advance), (c, class), traditional);
        let at = |em: Em| em.at(look.size);
        (cluster.advance, cluster.lead, cluster.trail) = (at(mark.advance), at(mark.lead), at(mark.trail));
        *glyph =
            ShapedGlyph { advance: cluster.advance, dx: at(mark.dx), dy: look.rise + at(mark.dy), ..*glyph };
    }

    /// Clusters of one face through the shaper.
    pub(super) fn shaped(&mut self, source: &Source<'_>, clusters: Range<usize>, face: FaceId, look: &Look) {
        let from = source.bytes[clusters.start] as usize;
        let text = &source.text[from..source.range(clusters.end - 1).end];
        let wide = source.classes[clusters.start].is_wide();
        let lang = look.lang.as_deref().unwrap_or(self.cx.lang);
        let shaper = self.cx.shaper;
        let glyphs = shaper.word(face, (lang, wide), text, || self.through_shaper(text, face, lang, wide));
        let upem = self.cx.book.face(face).units_per_em();
        let length = |units: i32| Em::from_units(units, upem).at(look.size);
        let mut n = clusters.start;
        let mut g = 0;
        while n < clusters.end {
            // A ligature takes in the clusters behind it that have no glyphs of their own.
            let next =
                glyphs[g..].iter().find(|x| x.0 + from as u32 > source.bytes[n]).map(|x| x.0 + from as u32);
            let end = next
                .map_or(clusters.end, |b| source.bytes.partition_point(|&s| s < b))
                .clamp(n + 1, clusters.end);
            let count =
                glyphs[g..].iter().take_while(|x| next.is_none_or(|b| x.0 + (from as u32) < b)).count();
            let own = &glyphs[g..g + count];
            let advance = own.iter().map(|x| length(x.2)).sum();
            let class = source.classes[n];
            self.push(source.bytes[n], class, look, advance, (Abs::ZERO, Abs::ZERO));
            for &(_, id, advance, dx, dy) in own {
                let glyph =
                    ShapedGlyph { id, advance: length(advance), dx: length(dx), dy: look.rise + length(dy) };
                self.paragraph.glyphs.push(glyph);
            }
            if end == n + 1 && own.iter().skip(1).all(|x| x.2 == 0) {
                // One glyph, and perhaps the trace of a variation selector.
                if class.is_wide() && class != Class::Han && !own.is_empty() {
                    let advance = Em::from_units(own[0].2, upem);
                    self.place_mark(source.bases[n], class, advance, face, look);
                } else if own.len() == 1 {
                    self.narrow(source.bases[n], class, face, look);
                }
            }
            g += count;
            n = end;
        }
    }

    /// What the shaper makes of a text, in order.
    pub(super) fn through_shaper(&mut self, text: &str, face: FaceId, lang: &str, wide: bool) -> Vec<Raw> {
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.reset();
        buffer.push_str(text);
        let mut glyphs = Vec::new();
        if let Some(font) = self.cx.shaper.font(self.cx.book, face) {
            buffer.guess_segment_properties();
            // Lines run one way here; words of a script that runs the other way are still set whole.
            buffer.set_direction(Direction::LeftToRight);
            let script = if wide { Some(Script::HAN) } else { buffer.script().or(Some(Script::LATIN)) };
            buffer.set_script(script);
            let language = Language::new(lang);
            buffer.set_language(language.clone());
            let direction = Direction::LeftToRight;
            let plan = self.cx.shaper.plan(face, font, direction, script, language.as_ref(), &[]);
            let options = ShapeOptions::new().plan(Some(&plan));
            if harfrust::shape(&ShaperFont::new(font), &mut buffer, options).is_ok() {
                glyphs.extend(buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(|(i, p)| {
                    let id = u16::try_from(i.glyph_id).unwrap_or(0);
                    (i.cluster, id, p.x_advance, p.x_offset, p.y_offset)
                }));
            }
        }
        self.buffer = Some(buffer);
        glyphs
    }

    /// A Western mark that a Chinese face draws in a square: “ ’ as wide as its ink, … down on the baseline.
    fn narrow(&mut self, c: char, class: Class, face: FaceId, look: &Look) {
        if class != Class::LatinMark || !matches!(c, '“' | '”' | '‘' | '’' | '…') {
            return;
        }
        let (shaper, book) = (self.cx.shaper, self.cx.book);
        let (Some(glyph), Some(cluster)) =
            (self.paragraph.glyphs.last_mut(), self.paragraph.clusters.last_mut())
        else {
            return;
        };
        let Some([left, bottom, right, _]) = shaper.ink(book, face, glyph.id) else { return };
        if c == '…' {
            glyph.dy += -bottom.at(look.size);
        } else if glyph.advance > Em::new(0.7).at(look.size) {
            glyph.dx = (BEARING - left).at(look.size);
            glyph.advance = (right - left + BEARING + BEARING).at(look.size);
            cluster.advance = glyph.advance;
        }
    }

    fn finish(mut self, length: usize) -> Paragraph {
        self.paragraph.missing = self.missing.into_iter().collect();
        self.paragraph.clusters.push(Cluster {
            start: length as u32,
            glyph: self.paragraph.glyphs.len() as u32,
            run: (self.paragraph.runs.len().saturating_sub(1)) as u32,
            class: Class::ZeroWidthSpace,
            flags: Flags::default(),
            advance: Abs::ZERO,
            lead: Abs::ZERO,
            trail: Abs::ZERO,
        });
        self.paragraph
    }
}

/// Whether a class may take the short way. For dashes, connectors and ellipses faces keep a Western and a Chinese
/// glyph, and only the shaper knows which is which.
fn short_class(class: Class) -> bool {
    use Class::{Connector, Dash, DashTail, Ellipsis, EllipsisTail};
    class.is_wide() && !matches!(class, Connector | Dash | DashTail | Ellipsis | EllipsisTail)
}

/// Whether a character is meant to draw nothing, so that no face needs to have it.
fn draws_nothing(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Desk, Log, style, text};
    use super::*;
    use crate::article::{Inline, MarkKind, NoteId};
    use crate::diag::{FileId, Span};
    use crate::theme::FaceRole;

    fn span() -> Span {
        Span::new(FileId(0), 0..1)
    }

    /// The short way skips the shaper; this holds that the shaper would have said the same, for every character
    /// that may take it, each between two others.
    #[test]
    fn the_short_way_gives_what_the_shaper_gives() {
        let desk = Desk::new();
        desk.with(|cx| {
            for role in [FaceRole::Song, FaceRole::Hei, FaceRole::Kai] {
                let face = cx.book.select(cx.theme.faces.of(role), 400).expect("the theme's faces are here");
                let all = ('\u{3000}'..'\u{FFFF}').chain('\u{20000}'..'\u{2A6DF}').chain("“”‘’·①→".chars());
                let wide = |c: &char| short_class(clreq::class_of(*c)) || "“”‘’·".contains(*c);
                let covered = |c: &char| cx.shaper.nominal(cx.book, face, *c).0 != 0;
                let chars: Vec<char> = all.filter(|c| wide(c) && covered(c)).collect();
                let font = cx.shaper.font(cx.book, face).expect("it opens");
                for part in chars.chunks(500) {
                    let mut buffer = Buffer::new();
                    part.iter().for_each(|&c| buffer.push_str(&format!("汉{c}")));
                    buffer.set_direction(Direction::LeftToRight);
                    buffer.set_script(Some(Script::HAN));
                    buffer.set_language(Language::new("zh-Hans"));
                    harfrust::shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new())
                        .expect("it shapes");
                    let shaped = buffer.glyph_infos().iter().zip(buffer.glyph_positions()).skip(1).step_by(2);
                    for (&c, (info, place)) in part.iter().zip(shaped) {
                        let (glyph, advance) = cx.shaper.nominal(cx.book, face, c);
                        let units = Em::from_units(place.x_advance, cx.book.face(face).units_per_em());
                        assert_eq!((u32::from(glyph), advance), (info.glyph_id, units), "{role:?} {c}");
                    }
                }
            }
        });
    }

    /// Text and family of each run.
    fn runs(desk: &Desk, inlines: &[Inline]) -> Vec<(String, String)> {
        let p = desk.prepare(inlines);
        let mut out: Vec<(String, String)> = Vec::new();
        let mut last = None;
        for n in 0..p.len() {
            let run = p.clusters[n].run;
            let face = desk.book.face(p.runs[run as usize].face);
            if last != Some(run) {
                out.push((String::new(), face.postscript_name().to_owned()));
                last = Some(run);
            }
            out.last_mut().expect("one was pushed").0.push_str(&p.text[p.bytes(n..n + 1)]);
        }
        out
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn b1_b7_markup_chooses_faces_and_never_slants() {
        let desk = Desk::new();
        let inlines = [
            text("正"),
            Inline::Emphasis(vec![text("楷")]),
            Inline::Strong(vec![text("粗"), Inline::Emphasis(vec![text("黑")])]),
            Inline::Code { text: "ls".to_owned(), span: span() },
        ];
        let expected = [
            ("正", "NotoSerifSC-Regular"),
            ("楷", "LXGWWenKai-Regular"),
            ("粗", "NotoSerifSC-Bold"),
            ("黑", "LXGWWenKai-Regular"),
            ("ls", "SourceCodePro-Regular"),
        ];
        assert_eq!(runs(&desk, &inlines), pairs(&expected));
    }

    #[test]
    fn b3_b5_rare_characters_come_from_a_face_that_has_them() {
        let mut desk = Desk::new();
        // Latin from a face of its own; the marks beside Han still come from the Han face.
        desk.theme.faces.song.insert(0, "Source Code Pro".to_owned());
        desk.shaper = super::super::Shaper::new(&desk.book, &desk.theme.faces);
        let expected =
            [("说“", "NotoSerifSC-Regular"), ("Hi", "SourceCodePro-Regular"), ("”——", "NotoSerifSC-Regular")];
        assert_eq!(runs(&desk, &[text("说“Hi”——")]), pairs(&expected));
    }

    #[test]
    fn elements_nest_and_each_stretch_has_its_slot() {
        let desk = Desk::new();
        let mut log = Log::default();
        let inlines = [
            text("a"),
            Inline::Link {
                target: "https://a.b".to_owned(),
                content: vec![text("b"), Inline::Strong(vec![text("c")])],
            },
            text("d"),
            Inline::NoteMark { note: NoteId(0), span: span() },
            Inline::Ruby { base: "字".to_owned(), text: "zì".to_owned(), span: span() },
            Inline::Marked { kind: MarkKind::Dots, content: vec![text("e")] },
        ];
        let p = desk.with(|cx| super::super::prepare(&inlines, &style(), cx, &mut log));
        assert_eq!(log.said, "0Link(1Strong(2))3Reference(Link(4))Ruby(RB(5)RT(6))Span(7)");
        assert_eq!(p.text, "abcd①字e");
        assert_eq!(
            p.links.iter().map(|l| (l.0.clone(), l.2)).collect::<Vec<_>>(),
            [(1..3, SlotId(1)), (4..7, SlotId(4))]
        );
        assert_eq!(
            p.annotations.iter().map(|a| (a.base.clone(), a.slot)).collect::<Vec<_>>(),
            [(7..10, SlotId(6))]
        );
        assert_eq!(p.notes, [(4, NoteId(0))]);
    }

    #[test]
    fn a_superscript_is_smaller_raised_and_bound() {
        let desk = Desk::new();
        let p = desk.prepare(&[text("m"), Inline::Superscript(vec![text("2")])]);
        assert_eq!(p.clusters[1].class, Class::NoteMark);
        assert!(p.glyphs[1].dy > Abs::ZERO && p.runs[1].size < p.runs[0].size);
    }

    #[test]
    fn western_quotation_marks_from_a_han_face_are_narrow() {
        let desk = Desk::new();
        let p = desk.prepare(&[text("It’s “so” small…")]);
        let quotes =
            p.clusters.iter().filter(|c| "’“”".chars().any(|q| p.text[c.start as usize..].starts_with(q)));
        assert!(
            quotes.clone().count() == 3 && quotes.into_iter().all(|c| c.advance < Em::HALF.at(style().size))
        );
    }

    #[test]
    fn ruby_wider_than_its_base_makes_room() {
        let desk = Desk::new();
        let ruby = |text: &str| Inline::Ruby { base: "装".to_owned(), text: text.to_owned(), span: span() };
        let p = desk.prepare(&[ruby("zhuāng")]);
        assert!(p.annotations[0].width > style().size);
        assert!(p.clusters[0].advance > p.annotations[0].width);
        let p = desk.prepare(&[ruby("ā")]);
        assert_eq!(p.clusters[0].advance, style().size);
    }
}
