//! What goes with a line without taking room on it: links, 着重号, 专名号, 书名号甲式, strike-through, ruby
//! (CLREQ 3.4–3.6; section J). Everything stays within the white between lines.

use super::place::Extent;
use crate::frame::{ArtifactKind, Item, MIDDLE, Orientation, Placed, ShapeItem, Tag, TextItem};
use crate::geom::{Abs, Em, LPoint, LSize, Stroke};
use crate::text::{Beside, Context, Decoration, Paragraph};
use std::ops::Range;

/// The em box over and under the baseline; in a vertical line, at the right and the left of its middle (N10).
const LEVEL: (Em, Em) = (Em::micro(880_000), Em::micro(120_000));
const DOWN: (Em, Em) = (Em::HALF, Em::HALF);
/// From the em box to a line under it, and the width of that line.
const LINE_GAP: Em = Em::micro(70_000);
const LINE_WIDTH: Em = Em::micro(50_000);
/// A line under a name ends this far inside it, so that neighbours stay apart (J2).
const APART: Em = Em::micro(60_000);
/// The height of a wave's crest.
const CREST: Em = Em::micro(40_000);
/// From the em box to the middle of a 着重号, and how wide its ink is.
const DOT_MIDDLE: Em = Em::micro(170_000);
const DOT_INK: Em = Em::micro(160_000);
/// Where a dot stands when a line is under the text too: line first, then dot (J3).
const DOT_BELOW_LINE: Em = Em::micro(330_000);
/// A stroke through text, over the baseline.
const THROUGH: Em = Em::micro(350_000);

/// Whether anything goes with any line of a paragraph.
pub(super) fn any(paragraph: &Paragraph) -> bool {
    !(paragraph.links.is_empty() && paragraph.decorations.is_empty() && paragraph.annotations.is_empty())
}

/// Adds what goes with the clusters from `begin`, one extent each.
pub(super) fn add(
    paragraph: &Paragraph,
    begin: usize,
    extents: &[Extent],
    items: &mut Vec<Placed>,
    cx: &Context<'_>,
) {
    let vertical = cx.vertical();
    let (over, under) = if vertical { DOWN } else { LEVEL };
    let line = Stretch { paragraph, begin, extents, vertical, over, under };
    for (bytes, to, slot) in &paragraph.links {
        if let Some((_, x)) = line.part(bytes) {
            let em = paragraph.size;
            items.push(Placed {
                at: LPoint::new(x.start, -over.at(em)),
                tag: Tag::Content(*slot),
                item: Item::Link { size: LSize::new(x.end - x.start, em), to: to.clone() },
            });
        }
    }
    for (bytes, decoration) in &paragraph.decorations {
        if let Some((clusters, x)) = line.part(bytes) {
            line.decorate(*decoration, clusters, x, items, cx);
        }
    }
    for annotation in &paragraph.annotations {
        if let (Some((clusters, x)), Beside::Right(places)) =
            (line.part(&annotation.base), &annotation.beside)
        {
            // From the end of the character's square: what its cell has more is the annotation's room (J6).
            let advance = paragraph.clusters[clusters.start].advance;
            let square = x.start + advance - annotation.width;
            for (item, place) in annotation.items.iter().zip(places) {
                let at = LPoint::new(square + place.inline, place.block);
                let item = Item::Text(item.clone());
                items.push(Placed { at, tag: Tag::Content(annotation.slot), item });
            }
        } else if let Some((_, x)) = line.part(&annotation.base) {
            // Centred over the base, but not outside of the line (J5).
            let middle = (x.start + x.end - annotation.width) / 2;
            let mut at = LPoint::new(middle, -over.at(line.em(&annotation.base)));
            for item in &annotation.items {
                at.block = -over.at(line.em(&annotation.base)) - under.at(item.size);
                let width = item.width();
                items.push(Placed { at, tag: Tag::Content(annotation.slot), item: Item::Text(item.clone()) });
                at.inline += width;
            }
        }
    }
}

/// A line's clusters and where they stand.
struct Stretch<'a> {
    paragraph: &'a Paragraph,
    begin: usize,
    extents: &'a [Extent],
    vertical: bool,
    /// The em box at both sides of what the line stands on.
    over: Em,
    under: Em,
}

impl Stretch<'_> {
    /// The clusters of a stretch of bytes that stand on this line, and from where to where; spaces at the end of
    /// the line do not count.
    fn part(&self, bytes: &Range<usize>) -> Option<(Range<usize>, Extent)> {
        let on_line = self.paragraph.bytes(self.begin..self.begin + self.extents.len());
        if bytes.end <= on_line.start || bytes.start >= on_line.end {
            return None;
        }
        let all = self.paragraph.clusters_in(bytes);
        let clusters = all.start.max(self.begin)..all.end.min(self.begin + self.extents.len());
        let mut x =
            clusters.clone().filter_map(|n| self.extents.get(n - self.begin)).filter(|x| x.end > x.start);
        let first = x.next()?.clone();
        let end = x.next_back().map_or(first.end, |x| x.end);
        Some((clusters, first.start..end))
    }

    fn em(&self, bytes: &Range<usize>) -> Abs {
        let cluster = self.paragraph.clusters_in(bytes).start;
        let run = self.paragraph.clusters.get(cluster).and_then(|c| self.paragraph.runs.get(c.run as usize));
        run.map_or(self.paragraph.size, |r| r.size)
    }

    fn decorate(
        &self,
        decoration: Decoration,
        clusters: Range<usize>,
        x: Extent,
        items: &mut Vec<Placed>,
        cx: &Context<'_>,
    ) {
        let Some(run) = self.paragraph.runs.get(self.paragraph.clusters[clusters.start].run as usize) else {
            return;
        };
        let em = run.size;
        let stroke = Stroke { width: LINE_WIDTH.at(em), color: run.color };
        let apart = APART.at(em).min((x.end - x.start) / 4);
        let length = x.end - x.start - apart - apart;
        let below = (self.under + LINE_GAP).at(em);
        let mut shape = |inline, block, shape| {
            let tag = Tag::Artifact(ArtifactKind::Layout);
            items.push(Placed { at: LPoint::new(inline, block), tag, item: Item::Shape(shape) });
        };
        match decoration {
            Decoration::ProperName => {
                let to = LPoint::new(length, Abs::ZERO);
                shape(x.start + apart, below, ShapeItem::Line { to, stroke });
            }
            Decoration::BookTitle => {
                let height = CREST.at(em);
                shape(
                    x.start + apart,
                    below + height,
                    ShapeItem::Wave { length, height, mode: cx.writing, stroke },
                );
            }
            Decoration::Strike => {
                let to = LPoint::new(x.end - x.start, Abs::ZERO);
                let through = if self.vertical { Abs::ZERO } else { THROUGH.at(em) };
                shape(x.start, -through, ShapeItem::Line { to, stroke });
            }
            Decoration::Dots => self.dots(clusters, items, cx),
        }
    }

    /// One dot for each character, none under marks (J1).
    fn dots(&self, clusters: Range<usize>, items: &mut Vec<Placed>, cx: &Context<'_>) {
        for n in clusters {
            let cluster = &self.paragraph.clusters[n];
            let (Some(run), Some(x)) =
                (self.paragraph.runs.get(cluster.run as usize), self.extents.get(n - self.begin))
            else {
                continue;
            };
            if !cluster.class.is_character() {
                continue;
            }
            let face = cx.book.face(run.face);
            let Some(glyph) = face.glyph('•').or_else(|| face.glyph('·')) else { continue };
            let Some([left, bottom, right, top]) = face.ink(glyph) else { continue };
            let size = run.size.mul_div(DOT_INK.to_micro(), (right - left).to_micro().max(1)).min(run.size);
            let lined = self.paragraph.decorations.iter().any(|(bytes, d)| {
                matches!(d, Decoration::ProperName | Decoration::BookTitle)
                    && bytes.contains(&(cluster.start as usize))
            });
            let along = (x.start + x.end) / 2;
            let mut item = TextItem::new(run.face, size, run.color);
            let at = if self.vertical {
                // At the right; the glyph hangs from the middle of the top of its em box.
                item.orientation = Orientation::Upright;
                let off = ((left + right) / 2 - face.advance(glyph) / 2).at(size);
                let down = (MIDDLE + Em::HALF - (bottom + top) / 2).at(size);
                LPoint::new(along - down, off - (self.over + DOT_MIDDLE).at(run.size))
            } else {
                let middle = (self.under + if lined { DOT_BELOW_LINE } else { DOT_MIDDLE }).at(run.size);
                LPoint::new(along - ((left + right) / 2).at(size), middle + ((bottom + top) / 2).at(size))
            };
            item.push(glyph, face.advance(glyph).at(size), "");
            items.push(Placed { at, tag: Tag::Artifact(ArtifactKind::Layout), item: Item::Text(item) });
        }
    }
}
