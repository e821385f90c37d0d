//! Grounds and frames of boxes. In: what stands in a column. Out: what is drawn behind it, an outer box before
//! those in it.

use super::Sheet;
use crate::frame::{ArtifactKind, Item, ShapeItem, Tag};
use crate::geom::{Abs, LPoint, LSize};
use crate::page::distribute::{Piece, Seated};
use crate::page::flow::{BoxLook, Row, Strip, boxes_around};

/// A box in a column: its first and its last piece there.
struct Run {
    id: usize,
    first: usize,
    last: usize,
}

/// The row that a piece is or, of a table head that is set again, that it stands over.
fn row_of(seated: &[Seated], at: usize) -> Option<usize> {
    match seated[at].piece {
        Piece::Row(row) => Some(row),
        Piece::Header(..) => seated[at..].iter().find_map(|s| match s.piece {
            Piece::Row(row) => Some(row),
            _ => None,
        }),
        Piece::Float(_) => None,
    }
}

/// The boxes in a column, each before those that are in it.
fn runs(strip: &Strip, seated: &[Seated], boxes: &[BoxLook]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for at in 0..seated.len() {
        let innermost = row_of(seated, at).and_then(|row| strip.rows[row].boxed);
        let mut around: Vec<usize> = boxes_around(boxes, innermost).collect();
        around.reverse();
        let same = open.iter().zip(&around).take_while(|(run, id)| out[**run].id == **id).count();
        open.truncate(same);
        for id in &around[same..] {
            open.push(out.len());
            out.push(Run { id: *id, first: at, last: at });
        }
        for run in &open {
            out[*run].last = at;
        }
    }
    out
}

impl Sheet<'_> {
    /// Draws the boxes of a column. One that goes on in another column is open at the edge where it does.
    pub(super) fn grounds(
        &mut self,
        strip: &Strip,
        seated: &[Seated],
        boxes: &[BoxLook],
        top: u32,
        inline: Abs,
    ) {
        for Run { id, first, last } in runs(strip, seated, boxes) {
            let outside = |row: Option<&Row>| {
                row.is_none_or(|r| boxes_around(boxes, r.boxed).all(|around| around != id))
            };
            let before = row_of(seated, first).and_then(|n| n.checked_sub(1));
            let begins = outside(before.and_then(|n| strip.rows.get(n)));
            let ends = outside(row_of(seated, last).and_then(|n| strip.rows.get(n + 1)));
            self.frame(&boxes[id], [seated[first], seated[last]], [begins, ends], top, inline);
        }
    }

    fn frame(&mut self, look: &BoxLook, ends: [Seated; 2], closed: [bool; 2], top: u32, inline: Abs) {
        let grid = self.grid;
        let style = &self.cx.theme.boxed;
        let [first, last] = ends;
        // The free line at either end holds padding and frame: the frame keeps the padding to the text.
        let mut from = grid.line(top + first.line);
        if matches!(first.piece, Piece::Header(..)) {
            // As far up as the rule over the table's head.
            from -= grid.gap() / 2;
        }
        if closed[0] {
            from = grid.line(top + first.line + first.lines) - look.padding;
        }
        let mut to = grid.line(top + last.line + last.lines) - grid.gap();
        if closed[1] {
            to = grid.line(top + last.line) - grid.gap() + look.padding;
        }
        let at = self.origin + LPoint::new(inline + look.start, from);
        let size = LSize::new(look.width, to - from);
        let tag = Tag::Artifact(ArtifactKind::Layout);
        if let Some(color) = style.ground {
            self.draft.push(at, tag, Item::Shape(ShapeItem::Fill { size, color }));
        }
        let Some(stroke) = style.border else { return };
        if closed == [true, true] {
            self.draft.push(at, tag, Item::Shape(ShapeItem::Outline { size, stroke }));
            return;
        }
        let mut line = |from: LPoint, to: LPoint| {
            self.draft.push(at + from, tag, Item::Shape(ShapeItem::Line { to, stroke }));
        };
        let (along, down) = (LPoint::new(size.inline, Abs::ZERO), LPoint::new(Abs::ZERO, size.block));
        line(LPoint::default(), down);
        line(along, down);
        if closed[0] {
            line(LPoint::default(), along);
        }
        if closed[1] {
            line(down, along);
        }
    }
}
