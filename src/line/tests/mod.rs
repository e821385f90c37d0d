//! Case tests: paragraphs over measures, and what must hold of every line.

mod brute;
mod corpus;
mod evenness;
mod rules;
mod wild;

use super::*;
use crate::article::Inline;
use crate::clreq::{Class, Prohibition, never_first, never_last};
use crate::frame::{Item, TextItem};
use crate::geom::Em;
use crate::text::testing::{Desk, Log, style, text};

/// A tenth of a tenth of a point.
const HAIR: Abs = Abs::raw(127);

/// Sets a paragraph at so many em, the first line indented by two.
fn set_at(desk: &Desk, inlines: &[Inline], ems: f64, align: Align) -> (Paragraph, Vec<Line>, Diags) {
    let zero = Abs::ZERO;
    let em = style().size;
    let setting = Setting { measure: Em::new(ems).at(em), first: em * 2, start: zero, end: zero, align };
    set_in(desk, inlines, &setting)
}

fn set_in(desk: &Desk, inlines: &[Inline], setting: &Setting) -> (Paragraph, Vec<Line>, Diags) {
    desk.with(|cx| {
        let mut diags = Diags::new();
        let paragraph = crate::text::prepare(inlines, &style(), cx, &mut Log::default());
        let lines = set(&paragraph, setting, cx, &mut diags);
        (paragraph, lines, diags)
    })
}

fn texts(line: &Line) -> impl Iterator<Item = (&Placed, &TextItem)> {
    line.items.iter().filter_map(|p| match &p.item {
        Item::Text(t) if !t.text.is_empty() => Some((p, t)),
        _ => None,
    })
}

/// A cluster as it stands on a line: where its pen is, where its drawing begins, how far the pen goes on.
#[derive(Clone, Debug)]
struct Stands {
    text: String,
    class: Class,
    pen: Abs,
    drawn: Abs,
    advance: Abs,
    em: Abs,
    face: crate::font::FaceId,
}

/// The clusters of a line, glyphs put together by the text they stand for.
fn stand(paragraph: &Paragraph, line: &Line) -> Vec<Stands> {
    let mut out: Vec<Stands> = Vec::new();
    let mut byte = line.text.start;
    for (placed, item) in texts(line) {
        let mut pen = placed.at.inline;
        for glyph in &item.glyphs {
            let text = &item.text[glyph.text.start as usize..glyph.text.end as usize];
            if text.is_empty() {
                if let Some(last) = out.last_mut() {
                    last.advance += glyph.advance;
                }
            } else {
                let cluster = &paragraph.clusters[paragraph.clusters_in(&(byte..byte + 1)).start];
                out.push(Stands {
                    text: text.to_owned(),
                    class: cluster.class,
                    pen,
                    drawn: pen + glyph.shift,
                    advance: glyph.advance,
                    em: item.size,
                    face: item.face,
                });
                byte += text.len();
            }
            pen += glyph.advance;
        }
    }
    out
}

/// What must hold of every line of every paragraph at the basic level. `what` names the case.
fn check(desk: &Desk, paragraph: &Paragraph, lines: &[Line], measure: Abs, what: &str) {
    let level = desk.theme.lines.prohibition;
    // Every character arrives once, in order.
    let all: String = lines.iter().flat_map(texts).map(|(_, t)| t.text.as_str()).collect();
    assert_eq!(all, paragraph.text, "{what}: text");
    for (n, line) in lines.iter().enumerate() {
        let shown = &paragraph.text[line.text.clone()];
        let what = format!("{what}, line {n} `{shown}` ({})", line.report);
        for (_, item) in texts(line) {
            let mut at = 0;
            for glyph in &item.glyphs {
                assert_eq!(glyph.text.start, at, "{what}: glyphs stand for their text in order");
                at = glyph.text.end;
            }
            assert_eq!(at as usize, item.text.len(), "{what}: no text without a glyph");
        }
        let stands = stand(paragraph, line);
        let seen: Vec<&Stands> = stands.iter().filter(|s| !s.class.is_space()).collect();
        let (Some(first), Some(last)) = (seen.first(), seen.last()) else { continue };
        let forced = line.report.reason == Reason::Forced;
        let after_forced = n > 0 && lines[n - 1].report.reason == Reason::Forced;
        let after_break = n == 0 || lines[n - 1].report.reason == Reason::End;
        // C: edges.
        assert!(after_forced || after_break || !never_first(first.class, level), "{what}: begins badly");
        let ends_part = line.report.reason == Reason::End;
        assert!(forced || ends_part || !never_last(last.class, level), "{what}: ends badly");
        // D: units.
        if let Some(next) = lines.get(n + 1).filter(|_| !forced && !ends_part) {
            let next = paragraph.text[next.text.clone()].chars().next().unwrap_or(' ');
            let end = shown.chars().next_back().unwrap_or(' ');
            let number = |c: char| c.is_ascii_digit();
            assert!(!(number(end) && (number(next) || "%‰℃°′″,.".contains(next))), "{what}: number split");
            assert!(!("￥$№±".contains(end) && number(next)), "{what}: prefix split");
            let western = |c: char| c.is_alphabetic() && (c as u32) < 0x2E80;
            let hyphenated = line.report.reason == Reason::Hyphen;
            assert!(hyphenated || !(western(end) && western(next)), "{what}: word split");
        }
        // G1: nothing leaves the measure, and filled lines end on its edge.
        let end = last.pen + last.advance;
        let alone = seen.len() == 1;
        assert!(alone || end <= measure + HAIR, "{what}: leaves the measure by {:?}", end - measure);
        assert!(line.width <= measure + HAIR || alone, "{what}: width");
        let report = &line.report;
        if !ends_part && report.gaps > 0 || !report.squeezed.is_empty() {
            assert!((end - measure).abs() <= HAIR, "{what}: edge at {end:?}");
        }
        // E11: an opening mark at the start is flush; E10: a mark at the end takes half an em.
        let origin = line.items[0].at.inline;
        // (A space that begins a paragraph was asked for.)
        if first.class == Class::Open && !stands[0].class.is_space() {
            assert!(first.drawn < origin - Em::new(0.4).at(first.em), "{what}: opening mark not flush");
        }
        if matches!(last.class, Class::Close | Class::Pause | Class::Stop | Class::Exclaim) && !alone {
            let wide = (last.advance - Em::HALF.at(last.em)).abs();
            assert!(wide <= HAIR, "{what}: mark at the end takes {:?}", last.advance);
        }
        check_inside(desk, &stands, &what);
    }
}

/// What must hold between neighbours on a line.
fn check_inside(desk: &Desk, stands: &[Stands], what: &str) {
    for pair in stands.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let what = format!("{what}: {}{}", a.text, b.text);
        // G9: nothing overlaps.
        assert!(a.advance >= Abs::ZERO, "{what}: overlaps");
        // E5, E19: pairs take an em and a half at most.
        let bracket = |c: Class| matches!(c, Class::Open | Class::Close);
        let both = a.class.is_cuttable() && b.class.is_cuttable() && (bracket(a.class) || bracket(b.class));
        let kept = a.class == Class::Open && b.class != Class::Open;
        if both && !kept && a.em == b.em {
            let distance = (b.drawn + b.em) - a.drawn;
            let room = Em::new(1.5).at(a.em) + HAIR;
            let loosened = a.class != Class::Open && b.class == Class::Open;
            assert!(loosened || distance <= room, "{what}: takes {distance:?}");
        }
        // B3: a Chinese quotation mark is as wide as its face draws it, from a face with Han.
        if a.class == Class::Open && matches!(a.text.as_str(), "“" | "‘") {
            assert!(desk.book.face(a.face).glyph('一').is_some(), "{what}: quote from a Latin face");
        }
        // D1, D2: halves stand an em apart.
        if matches!(b.class, Class::DashTail | Class::EllipsisTail) {
            assert_eq!(b.pen - a.pen, a.em, "{what}: unit stretched");
        }
    }
}

#[test]
fn every_corpus_paragraph_holds_at_every_measure() {
    let desk = Desk::new();
    for (n, source) in corpus::CORPUS.iter().enumerate() {
        for ems in [8, 10, 11, 12, 13, 15, 17, 20, 22, 26, 30, 35, 40] {
            let what = format!("paragraph {n} at {ems} em");
            let (paragraph, lines, _) = set_at(&desk, &[text(source)], f64::from(ems), Align::Justify);
            check(&desk, &paragraph, &lines, style().size * i64::from(ems), &what);
        }
    }
}

#[test]
fn every_level_and_style_keeps_the_text() {
    use crate::clreq::Punctuation;
    let mut desk = Desk::new();
    for level in [Prohibition::None, Prohibition::Gb, Prohibition::Strict] {
        desk.theme.lines.prohibition = level;
        for source in corpus::CORPUS {
            let (paragraph, lines, _) = set_at(&desk, &[text(source)], 14.0, Align::Justify);
            check(&desk, &paragraph, &lines, style().size * 14, &format!("{level:?}"));
        }
    }
    desk.theme.lines.prohibition = Prohibition::Basic;
    for optimize in [true, false] {
        desk.theme.lines.optimize = optimize;
        for align in [Align::Start, Align::Center, Align::End, Align::Even, Align::Justify] {
            for source in corpus::CORPUS {
                let (paragraph, lines, _) = set_at(&desk, &[text(source)], 16.0, align);
                check(&desk, &paragraph, &lines, style().size * 16, &format!("{align:?} {optimize}"));
            }
        }
    }
    for punctuation in [
        Punctuation::Banjiao,
        Punctuation::Kaiming,
        Punctuation::LineEndHalf,
        Punctuation::Cct,
        Punctuation::Plain,
    ] {
        desk.theme.lines.punctuation = punctuation;
        for source in corpus::CORPUS {
            let (paragraph, lines, _) = set_at(&desk, &[text(source)], 16.0, Align::Justify);
            let all: String = lines.iter().flat_map(texts).map(|(_, t)| t.text.as_str()).collect();
            assert_eq!(all, paragraph.text);
            assert!(lines.iter().all(|l| l.width <= style().size * 16 + HAIR), "{punctuation:?} {source}");
        }
    }
}
