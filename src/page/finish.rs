//! Finish: pieces move to their places on the page. In: a flow and its plan. Out: pages and the places that
//! links lead to.

mod boxes;

use super::compose::{Band, Fill, NoteSpec, PagePlan, Plan};
use super::distribute::{Piece, Seated, distribute, in_line};
use super::flow::{Flow, Reach, Row, Seat, Segment, Strip};
use super::furniture::{self, Furniture};
use super::grid::Grid;
use super::tags::rule;
use crate::frame::{ArtifactKind, Destination, Draft, Item, PagedDocument, ShapeItem, Tag};
use crate::geom::{Abs, LPoint};
use crate::text::Context;

/// Adds the pages of an article to a document.
pub(super) fn finish(
    mut flow: Flow,
    plan: &Plan,
    furniture: &Furniture<'_>,
    grid: &Grid,
    cx: &Context<'_>,
    document: &mut PagedDocument,
) {
    let mut heading: Option<&str> = None;
    for (n, page) in plan.pages.iter().enumerate() {
        let index = document.pages.len();
        let mut sheet =
            Sheet { draft: Draft::default(), grid, cx, origin: grid.origin(index), places: Vec::new() };
        sheet.page(page, &mut flow);
        // A page stands under the first head that begins on it, or else under the last one before.
        let mut begun = sheet.places.iter().filter_map(|(name, _)| furniture.heads.get(name));
        let first = begun.next().map(String::as_str);
        let shown = first.or(heading);
        heading = begun.next_back().map(String::as_str).or(shown);
        if is_filled(page, &flow) {
            sheet.draft.label = furniture.folios.of(index);
        } else {
            furniture::add(&mut sheet.draft, furniture, grid, cx, index, n == 0, shown);
        }
        let placement = grid.placement();
        document.destinations.extend(sheet.places.into_iter().map(|(name, at)| Destination {
            name,
            page: index,
            y: placement.point(at).y,
        }));
        document.pages.push(sheet.draft.finish(grid.mode, grid.page));
    }
}

/// Whether a picture has the page to itself; then it has no running head and no folio (M5).
fn is_filled(page: &PagePlan, flow: &Flow) -> bool {
    let [Band::Float { segment, float, .. }, ..] = page.bands.as_slice() else { return false };
    let Some(strip) = flow.segments.get(*segment).and_then(Segment::strip) else { return false };
    strip.floats.get(*float).is_some_and(|f| f.reach == Reach::Page)
}

/// A page that is being filled.
struct Sheet<'a> {
    draft: Draft,
    grid: &'a Grid,
    cx: &'a Context<'a>,
    origin: LPoint,
    places: Vec<(String, LPoint)>,
}

impl Sheet<'_> {
    fn page(&mut self, page: &PagePlan, flow: &mut Flow) {
        for band in &page.bands {
            match band {
                Band::Across { line, segment, rows } => {
                    let Flow { segments, boxes, .. } = flow;
                    let Some(strip) = segments.get_mut(*segment).and_then(Segment::strip_mut) else {
                        continue;
                    };
                    let seated = in_line(strip, rows.clone(), *line);
                    self.grounds(strip, &seated, boxes, 0, Abs::ZERO);
                    for seat in seated {
                        self.seat(strip, seat, 0, Abs::ZERO);
                    }
                }
                Band::Float { line, lines, segment, float, seat } => {
                    let Some(Segment::Columns(strip)) = flow.segments.get_mut(*segment) else { continue };
                    self.row(&mut strip.floats[*float].row, *line, *lines, *seat, Abs::ZERO);
                }
                Band::Columns { line, lines, segment, fills } => {
                    let Flow { segments, notes, boxes } = flow;
                    let Some(strip) = segments.get_mut(*segment).and_then(Segment::strip_mut) else {
                        continue;
                    };
                    let mut ends = Vec::new();
                    for (column, fill) in (0u32..).zip(fills) {
                        let (seated, used) = distribute(strip, fill, *lines);
                        let inline = self.grid.column(column);
                        self.grounds(strip, &seated, boxes, *line, inline);
                        for seat in &seated {
                            self.seat(strip, *seat, *line, inline);
                        }
                        self.notes(fill, notes, line + lines, inline);
                        ends.push(used);
                    }
                    self.column_rules(*line, &ends);
                }
            }
        }
    }

    fn seat(&mut self, strip: &mut Strip, seated: Seated, top: u32, inline: Abs) {
        let Seated { piece, line, lines, seat } = seated;
        match piece {
            Piece::Row(at) => self.row(&mut strip.rows[at], top + line, lines, seat, inline),
            Piece::Float(at) => self.row(&mut strip.floats[at].row, top + line, lines, seat, inline),
            Piece::Header(header, at) => {
                let mut row = strip.headers[header][at].clone();
                self.row(&mut row, top + line, lines, seat, inline);
            }
        }
    }

    /// Moves a row to its place.
    fn row(&mut self, row: &mut Row, line: u32, lines: u32, seat: Seat, inline: Abs) {
        let block = self.grid.line(line) + row.offset(self.grid, seat, lines);
        let at = self.origin + LPoint::new(inline, block);
        self.places.extend(std::mem::take(&mut row.anchors).into_iter().map(|name| (name, at)));
        self.draft.extend_at(at, std::mem::take(&mut row.items));
    }

    /// Notes with the rule above them, the last line on the last grid line (K3).
    fn notes(&mut self, fill: &Fill, notes: &mut [super::flow::NoteLines], end: u32, inline: Abs) {
        let theme = self.cx.theme;
        let spec = NoteSpec::new(theme);
        let count: usize = fill.notes.iter().map(|p| p.lines.len()).sum();
        if count == 0 {
            return;
        }
        let last = self.grid.line(end - 1) + self.grid.ascent;
        let mut block = last - spec.leading * (count as i64 - 1);
        if let Some((length, stroke)) = theme.note.rule {
            let (tag, item) = rule(length.min(self.grid.measure), stroke);
            let above =
                block - self.grid.ascent.mul_div(theme.note.text.size.to_raw(), self.grid.size.to_raw());
            self.draft.push(self.origin + LPoint::new(inline, above - spec.above / 2), tag, item);
        }
        for part in &fill.notes {
            let note = &mut notes[part.note];
            if part.lines.start == 0 {
                let at = self.origin + LPoint::new(inline, block - spec.leading);
                self.places.push((std::mem::take(&mut note.anchor), at));
            }
            for line in part.lines.clone() {
                let at = self.origin + LPoint::new(inline, block);
                self.draft.extend_at(at, std::mem::take(&mut note.lines[line]));
                block += spec.leading;
            }
        }
    }

    /// 分栏线 between columns that both have something, as long as the longer of them.
    fn column_rules(&mut self, line: u32, ends: &[u32]) {
        let Some(stroke) = self.cx.theme.area.rule else { return };
        for (column, pair) in (1u32..).zip(ends.windows(2)) {
            if pair[1] == 0 {
                continue;
            }
            let inline = self.grid.column(column) - self.grid.gutter / 2;
            let at = self.origin + LPoint::new(inline, self.grid.line(line));
            let to = LPoint::new(Abs::ZERO, self.grid.extent(pair[0].max(pair[1])));
            let item = Item::Shape(ShapeItem::Line { to, stroke });
            self.draft.push(at, Tag::Artifact(ArtifactKind::Layout), item);
        }
    }
}
