//! Compose: the rows of a flow find their columns and pages. In: a flow and a grid. Out: a [`Plan`] that says
//! which rows, floats and notes each column takes; nothing is drawn yet.
//!
//! Where columns end is chosen for a whole stretch of text at once, as `line` chooses breaks for a whole
//! paragraph (Plass 1981, "Optimal pagination techniques"): a hole, a widow or a picture far from its mention
//! costs, and the cheapest way through all pages wins. Only a bounded number of ways is followed, so work
//! grows with the length of the text alone.

mod fill;
mod plain;
mod search;

use super::flow::{Flow, Row, Seat, Segment, Strip};
use super::grid::Grid;
use crate::geom::Abs;
use crate::theme::Theme;
use std::ops::Range;

pub(super) use fill::{Fill, NotePart, header_lines, note_area};

/// The pages of an article.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// In order.
    pub(super) pages: Vec<PagePlan>,
}

/// What stands on a page, from top to foot.
#[derive(Debug, Default)]
pub(super) struct PagePlan {
    /// One below the other.
    pub(super) bands: Vec<Band>,
}

/// A part of a page over its whole width.
#[derive(Debug)]
pub(super) enum Band {
    /// Rows over all columns.
    Across {
        /// The first grid line.
        line: u32,
        /// Where the rows are.
        segment: usize,
        /// Which of them.
        rows: Range<usize>,
    },
    /// A picture over all columns.
    Float {
        /// The first grid line.
        line: u32,
        /// How many it has.
        lines: u32,
        /// Where it is.
        segment: usize,
        /// Which of its floats.
        float: usize,
        /// At the top of the page, at its foot, or between.
        seat: Seat,
    },
    /// Columns of text.
    Columns {
        /// The first grid line.
        line: u32,
        /// Grid lines of the highest column.
        lines: u32,
        /// Where the rows are.
        segment: usize,
        /// One for each column.
        fills: Vec<Fill>,
    },
}

/// The measures of notes that filling needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoteSpec {
    /// From baseline to baseline.
    pub(super) leading: Abs,
    /// Above the first note line, the rule included.
    pub(super) above: Abs,
}

impl NoteSpec {
    /// Those of a theme.
    pub(super) fn new(theme: &Theme) -> NoteSpec {
        let text = &theme.note.text;
        let leading = text.leading.max(text.size).max(Abs::pt(1.0));
        NoteSpec { leading, above: leading / 2 }
    }
}

/// Where composing has got to.
struct Cursor {
    plan: Plan,
    line: u32,
}

impl Cursor {
    fn add(&mut self, bands: impl IntoIterator<Item = Band>) {
        if let Some(page) = self.plan.pages.last_mut() {
            page.bands.extend(bands);
        }
    }

    fn new_page(&mut self) {
        self.plan.pages.push(PagePlan::default());
        self.line = 0;
    }
}

/// Finds a place for everything in a flow.
pub(super) fn compose(flow: &Flow, grid: &Grid, notes: NoteSpec) -> Plan {
    let mut at = Cursor { plan: Plan { pages: vec![PagePlan::default()] }, line: 0 };
    let mut carry = Vec::new();
    for (n, segment) in flow.segments.iter().enumerate() {
        match segment {
            Segment::Across(Strip { rows, .. }) => {
                let text_below = matches!(flow.segments.get(n + 1), Some(Segment::Columns(_)));
                across(&mut at, rows, n, grid, text_below);
                let marks = rows.iter().flat_map(|r| &r.notes);
                carry.extend(marks.filter_map(|id| NotePart::whole(*id, flow)));
            }
            Segment::Columns(strip) => {
                let above = n.checked_sub(1).and_then(|n| flow.segments.get(n));
                let keep =
                    matches!(above, Some(Segment::Across(strip)) if strip.rows.last().is_some_and(|r| r.keep));
                let sums = &fill::Sums::new(strip, flow);
                let task =
                    search::Task { strip, flow, grid, notes, sums, segment: n, first_line: at.line, keep };
                let done = search::run(&task, std::mem::take(&mut carry));
                for (n, page) in done.pages.into_iter().enumerate() {
                    if n > 0 {
                        at.new_page();
                    }
                    at.add(page.bands);
                }
                at.line = done.line;
            }
            Segment::PageBreak => {
                if at.line > 0 {
                    at.new_page();
                }
            }
        }
    }
    // A page that a break opened at the very end has nothing on it.
    if at.plan.pages.len() > 1 && at.plan.pages.last().is_some_and(|p| p.bands.is_empty()) {
        at.plan.pages.pop();
    }
    at.plan
}

/// Places rows over all columns: together if a page can hold them, and with two lines of text below.
fn across(at: &mut Cursor, rows: &[Row], segment: usize, grid: &Grid, text_below: bool) {
    let together = |from_top: bool| -> u32 {
        let lines = |(n, r): (usize, &Row)| match (n, from_top) {
            (0, true) => r.lines_first,
            _ => r.before + r.lines,
        };
        rows.iter().enumerate().map(lines).sum()
    };
    let below = if text_below { search::LEAST_LINES } else { 0 };
    if at.line > 0 && at.line + together(false) + below > grid.lines {
        at.new_page();
    }
    if at.line + together(at.line == 0) <= grid.lines {
        let line = at.line;
        at.line += together(line == 0);
        at.add([Band::Across { line, segment, rows: 0..rows.len() }]);
        return;
    }
    for (n, row) in rows.iter().enumerate() {
        let taken = if at.line == 0 { row.lines_first } else { row.before + row.lines };
        if at.line > 0 && at.line + taken > grid.lines {
            at.new_page();
        }
        let line = at.line;
        at.line += if line == 0 { row.lines_first } else { row.before + row.lines };
        at.add([Band::Across { line, segment, rows: n..n + 1 }]);
    }
}
