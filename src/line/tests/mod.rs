//! Case tests: paragraphs over measures, and what must hold of every line.

mod brute;
mod check;
mod corpus;
mod evenness;
mod rules;
mod uax14;
mod wild;

use super::*;
use crate::article::Inline;
use crate::clreq::{Class, Prohibition};
use crate::frame::{Item, Tag, TextItem};
use crate::geom::Em;
use crate::text::Flags;
use crate::text::testing::{Desk, Log, style, text};
use check::check;

/// A hundredth of a point.
const HAIR: Abs = Abs::raw(127);

/// Sets a paragraph at so many em, the first line indented by two.
fn set_at(desk: &Desk, inlines: &[Inline], ems: f64, align: Align) -> (Paragraph, Vec<Line>, Diags) {
    set_in(desk, inlines, &setting(ems, align))
}

fn setting(ems: f64, align: Align) -> Setting {
    let (em, zero) = (style().size, Abs::ZERO);
    Setting { measure: Em::new(ems).at(em), first: em * 2, start: zero, end: zero, align }
}

fn set_in(desk: &Desk, inlines: &[Inline], setting: &Setting) -> (Paragraph, Vec<Line>, Diags) {
    desk.with(|cx| {
        let mut diags = Diags::new();
        let paragraph = crate::text::prepare(inlines, &style(), cx, &mut Log::default());
        let lines = set(&paragraph, setting, cx, &mut diags);
        (paragraph, lines, diags)
    })
}

/// The items of a line's own text: dots under it and ruby left out.
fn texts<'a>(paragraph: &Paragraph, line: &'a Line) -> impl Iterator<Item = (&'a Placed, &'a TextItem)> {
    let ruby: Vec<Tag> = paragraph.annotations.iter().map(|a| Tag::Content(a.slot)).collect();
    line.items.iter().filter_map(move |p| match &p.item {
        Item::Text(t) if !t.text.is_empty() && !ruby.contains(&p.tag) => Some((p, t)),
        _ => None,
    })
}

/// The text of all lines, as it was set.
fn all_text(paragraph: &Paragraph, lines: &[Line]) -> String {
    lines.iter().flat_map(|l| texts(paragraph, l)).map(|(_, t)| t.text.as_str()).collect()
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
    flags: Flags,
}

/// The clusters of a line, glyphs put together by the text they stand for.
fn stand(paragraph: &Paragraph, line: &Line) -> Vec<Stands> {
    let mut out: Vec<Stands> = Vec::new();
    let mut byte = line.text.start;
    for (placed, item) in texts(paragraph, line) {
        let mut pen = placed.at.inline;
        for (n, (glyph, text)) in item.told().enumerate() {
            if text.is_empty() {
                if let Some(last) = out.last_mut() {
                    last.advance += glyph.advance.get();
                }
            } else {
                let cluster = &paragraph.clusters[paragraph.clusters_in(&(byte..byte + 1)).start];
                out.push(Stands {
                    text: text.to_owned(),
                    class: cluster.class,
                    pen,
                    drawn: pen + item.moved(n).0,
                    advance: glyph.advance.get(),
                    em: item.size,
                    face: item.face,
                    flags: cluster.flags,
                });
                byte += text.len();
            }
            pen += glyph.advance.get();
        }
    }
    out
}

#[test]
fn every_corpus_paragraph_holds_at_every_measure() {
    let desk = Desk::new();
    for (n, source) in corpus::CORPUS.iter().enumerate() {
        for ems in 8..=40 {
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
    let css = [Prohibition::CssLoose, Prohibition::CssNormal, Prohibition::CssStrict];
    for level in [Prohibition::None, Prohibition::Gb, Prohibition::Strict].into_iter().chain(css) {
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
                check::each_line(
                    &desk,
                    &paragraph,
                    &lines,
                    style().size * 16,
                    &format!("{align:?} {optimize}"),
                );
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
            assert_eq!(all_text(&paragraph, &lines), paragraph.text);
            assert!(lines.iter().all(|l| l.width <= style().size * 16 + HAIR), "{punctuation:?} {source}");
        }
    }
}
