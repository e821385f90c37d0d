//! A line's clusters as items at fixed places.

use super::adjust::Filling;
use super::breaks::Break;
use super::cells::Cells;
use super::report::Report;
use super::{Line, Setting, under};
use crate::frame::{Glyph, Item, Orientation, Placed, Tag, TextItem};
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
    let mut pen = Pen { cells, x: origin, items: Vec::new(), extents: Vec::new() };
    pen.clusters(begin, end, filling);
    let Pen { x, mut items, extents, .. } = pen;
    under::add(cells.paragraph, begin, &extents, &mut items, cx);
    let text = cells.paragraph.bytes(begin..end.at);
    let noted = cells.paragraph.notes.iter().filter(|n| text.contains(&n.0));
    Line { items, width: x, notes: noted.map(|n| n.1).collect(), text, report }
}

struct Pen<'a> {
    cells: &'a Cells<'a>,
    x: Abs,
    items: Vec<Placed>,
    /// One a cluster.
    extents: Vec<Extent>,
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
                self.begin_run(run, cluster.run);
                run = Some(cluster.run);
            }
            self.cluster(n, width, gap, n > end.last);
            if n == end.last {
                self.hyphen(end);
            }
        }
    }

    /// Begins an item, unless the last can go on.
    fn begin_run(&mut self, before: Option<u32>, run: u32) {
        let runs = &self.cells.paragraph.runs;
        let look = &runs[run as usize];
        if before.is_some_and(|b| runs[b as usize].looks_like(look)) {
            return;
        }
        self.items.push(Placed {
            at: LPoint::new(self.x, Abs::ZERO),
            tag: Tag::Content(look.slot),
            item: Item::Text(empty(look)),
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
        self.extents.push(x..x + width);
        self.x = x + width + gap;
        let excess = cluster.lead + cluster.trail;
        let cut = cluster.advance - width;
        let lead = cluster.lead.mul_div(cut.to_raw(), excess.to_raw());
        let text = &paragraph.text[paragraph.bytes(n..n + 1)];
        let glyphs = paragraph.glyphs_of(n);
        let Some(item) = self.item() else { return };
        let start = item.text.len() as u32;
        item.text.push_str(text);
        let end = item.text.len() as u32;
        let mut text = start..end;
        if glyphs.is_empty() {
            // Nothing to draw: its characters go with the glyph before.
            if let Some(glyph) = item.glyphs.last_mut() {
                glyph.text.end = end;
                glyph.advance += width + gap;
            }
            return;
        }
        let count = glyphs.len();
        for (i, glyph) in glyphs.iter().enumerate() {
            let mut advance = if vanished { Abs::ZERO } else { glyph.advance };
            if i + 1 == count && !vanished {
                advance += width - cluster.advance + gap;
            }
            item.glyphs.push(Glyph {
                id: glyph.id,
                advance,
                shift: glyph.dx - lead,
                rise: glyph.dy,
                text: std::mem::replace(&mut text, end..end),
            });
        }
    }

    fn hyphen(&mut self, end: &Break) {
        let Some(hyphen) = end.hyphen else { return };
        self.x += hyphen.advance;
        let Some(item) = self.item() else { return };
        let at = item.text.len() as u32;
        item.glyphs.push(Glyph {
            id: hyphen.glyph,
            advance: hyphen.advance,
            shift: Abs::ZERO,
            rise: Abs::ZERO,
            text: at..at,
        });
    }
}

/// Whether what a cell gives up comes out of the gap behind it (or the space it is), not out of a mark.
fn out_of_gap(kind: crate::clreq::Squeeze) -> bool {
    use crate::clreq::Squeeze;
    matches!(kind, Squeeze::HanLatin | Squeeze::WordSpace)
}

fn empty(look: &Run) -> TextItem {
    TextItem {
        face: look.face,
        size: look.size,
        color: look.color,
        glyphs: Vec::new(),
        text: String::new(),
        orientation: Orientation::Horizontal,
        lang: look.lang.as_deref().map(str::to_owned),
    }
}
