//! A line's clusters as items at fixed places.

use super::adjust::Filling;
use super::breaks::Break;
use super::cells::Cells;
use super::report::Report;
use super::{Line, Setting, under};
use crate::frame::{Item, Placed, Tag, TextItem};
use crate::geom::{Abs, LPoint};
use crate::text::{Context, Run};
use crate::theme::Align;
use std::ops::Range;

/// Where the cell of a cluster stands on its line.
pub(super) type Extent = Range<Abs>;

/// Sets the line from a cluster to a break.
pub(super) fn line(
    cells: &Cells<'_>,
    begin: usize,
    end: &Break,
    setting: &Setting,
    first: bool,
    last: bool,
    cx: &Context<'_>,
) -> Line {
    let room = setting.room(first);
    let natural = cells.natural(begin, end);
    let left = room - natural;
    let fill = match setting.align {
        Align::Justify => !last || left < Abs::ZERO,
        Align::Even => true,
        Align::Start | Align::Center | Align::End => false,
    };
    let filling = if fill {
        Filling::new(cells, begin, end, left, setting.align == Align::Even)
    } else {
        Filling::none()
    };
    let mut report = Report {
        natural,
        room,
        squeezed: Vec::new(),
        words: Abs::ZERO,
        han_latin: Abs::ZERO,
        gaps: 0,
        gap: Abs::ZERO,
        reason: end.reason,
    };
    filling.tell(&mut report);
    let origin = setting.origin(first)
        + match setting.align {
            Align::Center => (left / 2).max(Abs::ZERO),
            Align::End => left.max(Abs::ZERO),
            Align::Justify | Align::Start | Align::Even => Abs::ZERO,
        };
    let extents = under::any(cells.paragraph).then(Vec::new);
    let mut pen = Pen { cells, x: origin, items: Vec::new(), extents };
    pen.clusters(begin, end, filling);
    let Pen { x, mut items, extents, .. } = pen;
    if let Some(extents) = extents {
        under::add(cells.paragraph, begin, &extents, &mut items, cx);
    }
    let text = cells.paragraph.bytes(begin..end.at);
    let noted = cells.paragraph.notes.iter().filter(|n| text.contains(&n.0));
    Line { items, width: x, notes: noted.map(|n| n.1).collect(), text, report }
}

struct Pen<'a> {
    cells: &'a Cells<'a>,
    x: Abs,
    items: Vec<Placed>,
    /// One a cluster, where something goes with the text.
    extents: Option<Vec<Extent>>,
}

impl Pen<'_> {
    fn clusters(&mut self, begin: usize, end: &Break, mut filling: Filling) {
        let skip = self.cells.start_cut(begin) > Abs::ZERO;
        let mut run = None;
        for n in begin..end.at {
            let cluster = self.cells.cluster(n);
            let cell = &self.cells.list[n];
            // What the mark gives up, and what stands behind the cell.
            let (width, gap) = if n > end.last {
                (Abs::ZERO, Abs::ZERO)
            } else {
                let edge = if n == begin { self.cells.start_cut(n) } else { Abs::ZERO };
                if n == end.last {
                    let hung = self.cells.hangs(n);
                    let cut = if edge > Abs::ZERO { edge } else { self.cells.end_cut(n) };
                    let width = if hung { Abs::ZERO } else { cell.width - cut };
                    (width, Abs::ZERO)
                } else {
                    let squeezed =
                        if n == begin && skip { (Abs::ZERO, Abs::ZERO) } else { filling.next(self.cells, n) };
                    let from_gap = cell.kind.is_none_or(out_of_gap);
                    if from_gap {
                        (cell.width, cell.gap - squeezed.0 + squeezed.1)
                    } else {
                        (cell.width - edge - squeezed.0, cell.gap + squeezed.1)
                    }
                }
            };
            if run != Some(cluster.run) {
                self.begin_run(run, n..end.at);
                run = Some(cluster.run);
            }
            self.cluster(n, width, gap, n > end.last);
            if n == end.last {
                self.hyphen(end);
            }
        }
    }

    /// Begins an item with the first of some clusters, unless the last can go on.
    fn begin_run(&mut self, before: Option<u32>, clusters: Range<usize>) {
        let paragraph = self.cells.paragraph;
        let runs = &paragraph.runs;
        let run = self.cells.cluster(clusters.start).run;
        let look = &runs[run as usize];
        if before.is_some_and(|b| runs[b as usize].looks_like(look)) {
            return;
        }
        // Room for all that will come, so that nothing is copied about: there are as many lines as there is text.
        let alike = |&n: &usize| {
            let other = self.cells.cluster(n).run;
            other == run || runs[other as usize].looks_like(look)
        };
        let end = clusters.start + clusters.clone().take_while(alike).count();
        let glyphs = paragraph.glyph_range(clusters.start..end).len() + 1;
        let text = paragraph.bytes(clusters.start..end).len();
        self.items.push(Placed {
            at: LPoint::new(self.x, Abs::ZERO),
            tag: Tag::Content(look.slot),
            item: Item::Text(empty(look, glyphs, text)),
        });
    }

    fn item(&mut self) -> Option<&mut TextItem> {
        match self.items.last_mut().map(|p| &mut p.item) {
            Some(Item::Text(item)) => Some(item),
            _ => None,
        }
    }

    /// A cluster whose cell is `width` wide. What it gives up goes off its start and end in the proportion that
    /// its ink asks for.
    fn cluster(&mut self, n: usize, width: Abs, gap: Abs, vanished: bool) {
        let paragraph = self.cells.paragraph;
        let cluster = self.cells.cluster(n);
        let x = self.x;
        if let Some(extents) = &mut self.extents {
            extents.push(x..x + width);
        }
        self.x = x + width + gap;
        let cut = cluster.advance - width;
        let lead = if cut == Abs::ZERO || cluster.lead == Abs::ZERO {
            Abs::ZERO
        } else {
            cluster.lead.mul_div(cut.to_raw(), (cluster.lead + cluster.trail).to_raw())
        };
        let text = &paragraph.text[paragraph.bytes(n..n + 1)];
        let glyphs = paragraph.glyphs_of(n);
        let Some(item) = self.item() else { return };
        if glyphs.is_empty() {
            // Nothing to draw: its characters go with the glyph before.
            item.add_to_last(text, width + gap);
            return;
        }
        let mut text = text;
        let count = glyphs.len();
        for (i, glyph) in glyphs.iter().enumerate() {
            let mut advance = if vanished { Abs::ZERO } else { glyph.advance };
            if i + 1 == count && !vanished {
                advance += width - cluster.advance + gap;
            }
            item.push(glyph.id, advance, std::mem::take(&mut text));
            item.move_last(glyph.dx - lead, glyph.dy);
        }
    }

    fn hyphen(&mut self, end: &Break) {
        let Some(hyphen) = end.hyphen else { return };
        self.x += hyphen.advance;
        let Some(item) = self.item() else { return };
        item.push(hyphen.glyph, hyphen.advance, "");
    }
}

/// Whether what a cell gives up comes out of the gap behind it (or the space it is), not out of a mark.
fn out_of_gap(kind: crate::clreq::Squeeze) -> bool {
    use crate::clreq::Squeeze;
    matches!(kind, Squeeze::HanLatin | Squeeze::WordSpace)
}

/// An item of no text yet, with room for so many glyphs and bytes.
fn empty(look: &Run, glyphs: usize, text: usize) -> TextItem {
    TextItem {
        glyphs: Vec::with_capacity(glyphs),
        text: String::with_capacity(text),
        lang: look.lang.as_deref().map(Box::from),
        orientation: look.orientation,
        ..TextItem::new(look.face, look.size, look.color)
    }
}
