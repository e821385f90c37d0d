//! Ruby (CLREQ 3.6; J5–J8): the annotation is shaped here, and a base narrower than its annotation is given
//! room, so that it never reaches over its neighbours. `line` places it over the base.

use super::collect::{Collected, Look, RubyText, Stretch};
use super::{Annotation, Beside, Context, Flags, Paragraph, bopomofo, shape};
use crate::frame::{Orientation, TextItem};
use crate::geom::{Abs, Em};
use crate::theme::{Align, TextStyle};
use std::ops::Range;

/// The size of ruby against its base (J5).
const SIZE: Em = Em::HALF;
/// The least white between two annotations, in the em of the base.
const APART: Em = Em::micro(125_000);

/// Shapes annotations and makes room for them.
pub(super) fn annotate(paragraph: &mut Paragraph, rubies: Vec<RubyText>, cx: &Context<'_>) {
    for ruby in rubies {
        for (base, text) in parts(paragraph, &ruby) {
            one(paragraph, base, text, &ruby, cx);
        }
    }
}

/// Parts of the annotation go to the base's characters one by one if their numbers agree, else the whole stands
/// over the whole.
fn parts<'a>(paragraph: &Paragraph, ruby: &'a RubyText) -> Vec<(Range<usize>, &'a str)> {
    let clusters = paragraph.clusters_in(&ruby.base);
    let words: Vec<&str> = ruby.text.split_whitespace().collect();
    if words.len() == clusters.len() && words.len() > 1 {
        clusters.map(|n| paragraph.bytes(n..n + 1)).zip(words).collect()
    } else {
        vec![(ruby.base.clone(), ruby.text.trim())]
    }
}

fn one(paragraph: &mut Paragraph, base: Range<usize>, text: &str, ruby: &RubyText, cx: &Context<'_>) {
    let clusters = paragraph.clusters_in(&base);
    if clusters.is_empty() || text.is_empty() {
        return;
    }
    let beside = clusters.len() == 1 && bopomofo::is_bopomofo(text);
    let size = if beside { bopomofo::SYMBOL } else { SIZE }.at(ruby.look.size);
    let look = Look { size, tracking: Em::ZERO, ..ruby.look.clone() };
    let style = TextStyle {
        face: look.role,
        weight: look.weight,
        size: look.size,
        leading: look.size,
        color: look.color,
        align: Align::Start,
        tracking: Em::ZERO,
    };
    let stretch = Stretch { bytes: 0..text.len(), look, slot: ruby.slot };
    let collected = Collected { text: text.to_owned(), stretches: vec![stretch], ..Collected::default() };
    let mut shaped = shape::shape(collected, &style, cx).0;
    if beside {
        if cx.vertical() {
            shaped.runs.iter_mut().for_each(|run| run.orientation = Orientation::Upright);
        }
        let places = bopomofo::places(&shaped, ruby.look.size, cx);
        let items = (0..shaped.len()).flat_map(|n| plain_items(&shaped, n..n + 1)).collect();
        // In a vertical line it stands in the white between lines.
        let width = if cx.vertical() { Abs::ZERO } else { bopomofo::WIDTH.at(ruby.look.size) };
        behind(paragraph, clusters.start, width);
        let beside = Beside::Right(places);
        paragraph.annotations.push(Annotation { base, items, beside, width, slot: ruby.slot });
        return;
    }
    let items = plain_items(&shaped, 0..shaped.len());
    let width: Abs = items.iter().map(TextItem::width).sum();

    for n in clusters.clone().skip(1) {
        paragraph.clusters[n].flags.add(Flags::GLUED);
    }
    let own: Abs = paragraph.clusters[clusters.clone()].iter().map(|c| c.advance).sum();
    let lacking = (width + APART.at(ruby.look.size) - own).max(Abs::ZERO);
    spread(paragraph, clusters, lacking);
    paragraph.annotations.push(Annotation { base, items, beside: Beside::Over, width, slot: ruby.slot });
}

/// Gives a cluster room at its end.
fn behind(paragraph: &mut Paragraph, n: usize, more: Abs) {
    paragraph.clusters[n].advance += more;
    let glyphs = paragraph.clusters[n].glyph as usize..paragraph.clusters[n + 1].glyph as usize;
    if let Some(glyph) = paragraph.glyphs[glyphs].last_mut() {
        glyph.advance += more;
    }
}

/// Gives each cluster its share of `more`, half before and half behind it.
fn spread(paragraph: &mut Paragraph, clusters: Range<usize>, more: Abs) {
    let share = more / clusters.len() as i64;
    if share == Abs::ZERO {
        return;
    }
    for n in clusters {
        let glyphs = paragraph.clusters[n].glyph as usize..paragraph.clusters[n + 1].glyph as usize;
        paragraph.clusters[n].advance += share;
        let count = glyphs.len();
        for (i, glyph) in paragraph.glyphs[glyphs].iter_mut().enumerate() {
            glyph.dx += share / 2;
            if i + 1 == count {
                glyph.advance += share;
            }
        }
    }
}

/// Clusters of a paragraph as items, nothing adjusted.
fn plain_items(paragraph: &Paragraph, clusters: Range<usize>) -> Vec<TextItem> {
    let mut items: Vec<TextItem> = Vec::new();
    let mut last_run = None;
    for n in clusters {
        let cluster = paragraph.clusters[n];
        let run = &paragraph.runs[cluster.run as usize];
        if last_run != Some(cluster.run) {
            last_run = Some(cluster.run);
            let lang = run.lang.as_deref().map(Box::from);
            let item = TextItem::new(run.face, run.size, run.color);
            items.push(TextItem { lang, orientation: run.orientation, ..item });
        }
        let Some(item) = items.last_mut() else { continue };
        let mut text = &paragraph.text[paragraph.bytes(n..n + 1)];
        for glyph in paragraph.glyphs_of(n) {
            item.push(glyph.id, glyph.advance, std::mem::take(&mut text));
            item.move_last(glyph.dx, glyph.dy);
        }
        item.add_to_last(text, Abs::ZERO);
    }
    items
}
