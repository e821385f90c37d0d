//! A passage in vertical lines on a page of horizontal ones (`:::vertical`): lines down from the right, in tiers (栏) one
//! below the other where there are more than the measure holds.

use super::Collector;
use crate::article::{Block, BlockKind, Inline, Paragraph, plain_text};
use crate::frame::{Attributes, Item, Placed, Role, ShapeItem};
use crate::geom::{Abs, LPoint, LRect, LSize, Placement, Size, WritingMode};
use crate::line::{Line, Setting, set};
use crate::page::flow::Row;
use crate::text::{Context, prepare};
use crate::theme::Align;

/// The longest line, in its characters; a tier is as high as its longest.
const LONGEST: i64 = 18;

/// A paragraph or a line of verse.
struct Text<'b> {
    inlines: &'b [Inline],
    verse: bool,
}

/// The texts of a passage that is nothing but paragraphs and verse; an empty one is white between stanzas.
fn texts(blocks: &[Block]) -> Option<Vec<Text<'_>>> {
    let mut out = Vec::new();
    for block in blocks {
        match &block.kind {
            // A paragraph with line breaks of its author's is verse too: no line of it is indented.
            BlockKind::Paragraph(p) => {
                out.push(Text { inlines: &p.content, verse: has_breaks(p) });
            }
            BlockKind::Verse(lines) => {
                out.extend(lines.iter().map(|inlines| Text { inlines, verse: true }));
            }
            _ => return None,
        }
    }
    Some(out)
}

/// Whether the author broke a paragraph's lines.
pub(super) fn has_breaks(paragraph: &Paragraph) -> bool {
    paragraph.content.iter().any(|inline| matches!(inline, Inline::Break))
}

impl Collector<'_> {
    /// Collects a passage, in the text and indents of what is open. Gives back whether it could: what else than text
    /// stands in it has no place in vertical lines.
    pub(super) fn passage(&mut self, blocks: &[Block]) -> bool {
        let Some(texts) = texts(blocks) else { return false };
        let style = self.within.text.clone();
        let (grid, room) = (self.desk.grid, self.inner());
        let pitch = style.leading.max(style.size);
        let longest = (style.size * LONGEST).min(grid.extent(grid.lines) / 2).max(style.size);
        let cx = Context { writing: WritingMode::VerticalRl, ..*self.desk.cx };
        let mut lines: Vec<Option<Line>> = Vec::new();
        for Text { inlines, verse } in texts {
            if plain_text(inlines).trim().is_empty() {
                lines.push(None);
                continue;
            }
            self.open(Role::P, Attributes::default());
            let text = prepare(inlines, &style, &cx, self.desk.tags);
            self.close();
            let (first, align) = if verse {
                (Abs::ZERO, Align::Start)
            } else {
                (self.within.first.at(style.size), style.align)
            };
            let setting = Setting { measure: longest, first, start: Abs::ZERO, end: Abs::ZERO, align };
            let own = set(&text, &setting, &cx, self.desk.diags);
            self.desk.watch.text(&text, &own, &cx);
            lines.extend(own.into_iter().map(Some));
        }
        let a_tier = usize::try_from((room + pitch - style.size).whole(pitch)).unwrap_or(1).max(1);
        // In the middle of the measure, as a poem stands; tiers begin below one another.
        let width = pitch * (lines.len().min(a_tier) as i64 - 1).max(0) + style.size;
        let right = self.within.start + (room + width) / 2;
        let mut lines = lines.into_iter().peekable();
        while lines.peek().is_some() {
            let tier: Vec<Option<Line>> = lines.by_ref().take(a_tier).collect();
            let (mut items, mut notes) = (Vec::new(), Vec::new());
            let mut height = style.size;
            for (n, line) in tier.into_iter().enumerate() {
                let Some(line) = line else { continue };
                let middle = right - style.size / 2 - pitch * n as i64;
                height = height.max(line.width);
                items.extend(line.items.into_iter().map(|placed| turned(placed, middle)));
                notes.extend(line.notes);
            }
            let mut row = Row::on_grid(grid.lines_for(height).max(1), items);
            row.notes = notes;
            // Between tiers a free line.
            row.before = self.strip.rows.last().map_or(0, |_| u32::from(self.after == 0));
            self.push(row);
        }
        self.last_text = None;
        true
    }
}

/// An item of a vertical line on a horizontal page. In: its place along the line and from the line's middle to the left.
/// Out: its place from the start of the column and from the top of the line.
fn turned(placed: Placed, middle: Abs) -> Placed {
    let Placed { at, tag, item } = placed;
    // A vertical page that has the line's middle at its right edge.
    let page = Size::new(middle, Abs::ZERO);
    let down = Placement { mode: WritingMode::VerticalRl, page };
    let point = |p: LPoint| {
        let p = down.point(p);
        LPoint::new(p.x, p.y)
    };
    let area = |size: LSize| {
        let area = down.rect(LRect::new(at, size));
        (LPoint::new(area.origin.x, area.origin.y), LSize::new(area.size.width, area.size.height))
    };
    let (at, item) = match item {
        Item::Link { size, to } => {
            let (at, size) = area(size);
            (at, Item::Link { size, to })
        }
        Item::Shape(ShapeItem::Fill { size, color }) => {
            let (at, size) = area(size);
            (at, Item::Shape(ShapeItem::Fill { size, color }))
        }
        Item::Shape(ShapeItem::Outline { size, stroke }) => {
            let (at, size) = area(size);
            (at, Item::Shape(ShapeItem::Outline { size, stroke }))
        }
        Item::Shape(ShapeItem::Line { to, stroke }) => {
            let to = LPoint::new(-to.block, to.inline);
            (point(at), Item::Shape(ShapeItem::Line { to, stroke }))
        }
        // Text knows how it stands, and a wave which way it runs.
        item => (point(at), item),
    };
    Placed { at, tag, item }
}
