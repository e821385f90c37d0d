//! Tables: columns as wide as their contents ask, three rules (三线表), the head again in every column that the
//! table goes on in, title above (L6).

use super::Collector;
use crate::article::{self, Align as CellAlign, Table};
use crate::frame::{Attributes, Placed, Role};
use crate::geom::{Abs, Em, LPoint, Stroke};
use crate::line::{Setting, natural_width};
use crate::page::flow::Row;
use crate::page::tags::rule;
use crate::text::Paragraph;
use crate::theme::{Align, TextStyle};

/// Between two columns of a table.
const GUTTER: Em = Em::ONE;
/// No column is narrower than this.
const NARROWEST: Em = Em::micro(2_000_000);

impl Collector<'_> {
    /// Collects a table.
    pub(super) fn table(&mut self, table: &Table) {
        let spans = self.desk.theme.table.span && self.within.outermost && self.desk.grid.columns > 1;
        if spans {
            self.across(|c| c.table_rows(table));
        } else {
            self.table_rows(table);
        }
        self.last_text = None;
    }

    fn table_rows(&mut self, table: &Table) {
        let style = &self.desk.theme.table;
        self.space(1);
        if let Some(id) = &table.id {
            let name = self.name(id);
            self.anchors.push(name);
        }
        self.open(Role::Table, Attributes::default());
        if let Some(caption) = &table.caption {
            self.open(Role::Caption, Attributes::default());
            let mut content = Vec::new();
            if let Some(label) = self.desk.labels.caption(table.id.as_deref()) {
                content.extend(self.inline(&format!("{label}\u{3000}"), None));
            }
            content.extend(caption.iter().cloned());
            let text = self.prepare(&content, &style.caption);
            self.close();
            let measure = self.inner();
            let lines = self.balanced(&text, measure);
            self.small_head(lines, &style.caption);
            if let Some(row) = self.strip.rows.last_mut() {
                row.grow = 1;
            }
        }
        let head = (!table.head.is_empty()).then(|| {
            self.open(Role::THead, Attributes::default());
            let cells = self.cells(&table.head, &style.head, Role::TH);
            self.close();
            cells
        });
        self.open(Role::TBody, Attributes::default());
        let body: Vec<Vec<Paragraph>> =
            table.rows.iter().map(|r| self.cells(r, &style.text, Role::TD)).collect();
        self.close();
        self.close();

        let widths = self.column_widths(table, head.as_ref(), &body);
        let header = head.map(|cells| {
            let mut rows = self.table_row(&cells, &widths, table, &style.head);
            self.ruled(&mut rows, style.outer, Edge::Above);
            self.ruled(&mut rows, style.inner, Edge::Below);
            rows.iter_mut().for_each(|r| r.keep = true);
            rows
        });
        let from = self.strip.rows.len();
        let index = header.map(|rows| {
            for row in rows.clone() {
                self.push(row);
            }
            self.strip.headers.push(rows.into_iter().map(without_tags).collect());
            self.strip.headers.len() - 1
        });
        for (n, cells) in body.iter().enumerate() {
            let mut rows = self.table_row(cells, &widths, table, &style.text);
            if n == 0 && index.is_none() {
                self.ruled(&mut rows, style.outer, Edge::Above);
            }
            if n + 1 == body.len() {
                self.ruled(&mut rows, style.outer, Edge::Below);
            }
            // The first two rows stay with the head, and the last is not left alone.
            let keep = n == 0 && body.len() > 1 || n + 2 == body.len();
            let count = rows.len();
            for (line, mut row) in rows.into_iter().enumerate() {
                row.header = index;
                row.keep = keep || line + 1 < count;
                self.push(row);
            }
        }
        if let Some(row) = self.strip.rows.get_mut(from) {
            row.grow = row.grow.max(u32::from(table.caption.is_none()));
        }
        self.space(1);
    }

    fn cells(&mut self, row: &[article::Cell], style: &TextStyle, role: Role) -> Vec<Paragraph> {
        self.open(Role::TR, Attributes::default());
        let mut out = Vec::new();
        for cell in row {
            self.open(role, Attributes::default());
            out.push(self.prepare(cell, style));
            self.close();
        }
        self.close();
        out
    }

    /// Where each column starts and how wide it is.
    fn column_widths(
        &mut self,
        table: &Table,
        head: Option<&Vec<Paragraph>>,
        body: &[Vec<Paragraph>],
    ) -> Vec<(Abs, Abs)> {
        let columns = table.columns.len().max(table.head.len()).max(1);
        let size = self.desk.theme.table.text.size;
        let mut natural = vec![NARROWEST.at(size); columns];
        for row in head.into_iter().chain(body) {
            for (n, cell) in row.iter().enumerate().take(columns) {
                natural[n] = natural[n].max(natural_width(cell, self.desk.cx));
            }
        }
        let gutter = GUTTER.at(size).min(self.inner() / (columns as i64 * 4));
        let room = (self.inner() - gutter * (columns as i64 - 1)).max(Abs::raw(columns as i64));
        let widths = share(&natural, room);
        let mut at = self.within.start;
        widths
            .into_iter()
            .map(|width| {
                let column = (at, width);
                at += width + gutter;
                column
            })
            .collect()
    }

    /// One row of a table: the lines of its cells stand side by side, one below the other in their own leading, and take
    /// whole lines together. One too high to stay whole has its lines on the grid, each a row.
    fn table_row(
        &mut self,
        cells: &[Paragraph],
        widths: &[(Abs, Abs)],
        table: &Table,
        style: &TextStyle,
    ) -> Vec<Row> {
        let grid = self.desk.grid;
        let mut set = Vec::new();
        for (n, (cell, (at, width))) in cells.iter().zip(widths).enumerate() {
            let align = match table.columns.get(n).copied().unwrap_or_default() {
                CellAlign::Auto if style.align == Align::Justify => Align::Start,
                CellAlign::Auto => style.align,
                CellAlign::Start => Align::Start,
                CellAlign::Center => Align::Center,
                CellAlign::End => Align::End,
            };
            let zero = Abs::ZERO;
            let setting = Setting { measure: *width, first: zero, start: zero, end: zero, align };
            set.push((*at, self.set(cell, &setting)));
        }
        // Smaller text stands on the baseline of the body's.
        let own = self.ascent().at(style.size);
        let ascent = grid.ascent.max(own);
        let leading = style.leading.max(style.size);
        let most = set.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0).max(1);
        let height = ascent + leading * (most as i64 - 1) + style.size - own;
        let whole = grid.lines_for(height + grid.gap());
        let (each, count, leading) = match whole <= (grid.lines / 2).max(1) {
            true => (whole, 1, leading),
            false => (grid.lines_for(ascent + style.size - own + grid.gap()).max(1), most, Abs::ZERO),
        };
        let mut rows = vec![Row::on_grid(each, Vec::new()); count];
        for (at, lines) in set {
            for (n, line) in lines.into_iter().enumerate() {
                let row = &mut rows[n.min(count - 1)];
                let down = ascent + leading * n as i64;
                row.items.extend(super::moved(line.items, LPoint::new(at, down)));
                row.notes.extend(line.notes);
            }
        }
        rows
    }

    /// A rule over the table in the middle of the gap above the first or below the last of some rows.
    fn ruled(&self, rows: &mut [Row], stroke: Stroke, edge: Edge) {
        let grid = self.desk.grid;
        let (tag, item) = rule(self.inner(), stroke);
        let inline = self.within.start;
        let half = grid.gap() / 2;
        let row = match edge {
            Edge::Above => rows.first_mut(),
            Edge::Below => rows.last_mut(),
        };
        if let Some(row) = row {
            let block = match edge {
                Edge::Above => -half,
                Edge::Below => grid.extent(row.lines) + half,
            };
            row.items.push(Placed { at: LPoint::new(inline, block), tag, item });
        }
    }
}

/// Where a rule stands.
#[derive(Clone, Copy)]
enum Edge {
    Above,
    Below,
}

/// A head that is set again is furniture: it was read already.
fn without_tags(mut row: Row) -> Row {
    crate::page::tags::as_artifact(&mut row.items, crate::frame::ArtifactKind::Layout);
    row.items.retain(|p| !matches!(p.item, crate::frame::Item::Link { .. }));
    row.notes.clear();
    row.anchors.clear();
    row
}

/// Divides `room` among columns that would like to be `natural` wide: what is left over goes to all alike;
/// what is lacking is taken from the widest, so that narrow columns keep their single lines.
pub(super) fn share(natural: &[Abs], room: Abs) -> Vec<Abs> {
    let count = natural.len() as i64;
    let total: Abs = natural.iter().copied().sum();
    if total <= room {
        let more = (room - total) / count.max(1);
        return natural.iter().map(|w| *w + more).collect();
    }
    // The level above which columns are cut: the narrow ones leave their rest to the others.
    let mut sorted = natural.to_vec();
    sorted.sort_unstable();
    let (mut left, mut columns) = (room, count);
    for width in sorted {
        if width * columns > left {
            break;
        }
        left -= width;
        columns -= 1;
    }
    let level = left / columns.max(1);
    natural.iter().map(|w| (*w).min(level)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(natural: &[f64], room: f64) -> Vec<f64> {
        let natural: Vec<Abs> = natural.iter().map(|w| Abs::pt(*w)).collect();
        share(&natural, Abs::pt(room)).into_iter().map(Abs::to_pt).collect()
    }

    #[test]
    fn narrow_columns_keep_their_width() {
        assert_eq!(shared(&[20.0, 100.0, 300.0], 220.0), [20.0, 100.0, 100.0]);
        assert_eq!(shared(&[20.0, 200.0, 300.0], 220.0), [20.0, 100.0, 100.0]);
    }

    #[test]
    fn a_rest_goes_to_all_alike() {
        assert_eq!(shared(&[10.0, 20.0], 50.0), [20.0, 30.0]);
    }
}
