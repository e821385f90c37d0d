//! Where composing has got to: segments come one below the other, and what goes over all columns stays whole where
//! a page can hold it.

use super::fill::{NotePart, Sums, note_area};
use super::search::{LEAST_LINES, Task, run};
use super::{Band, NoteSpec, PagePlan, Plan};
use crate::page::flow::{Flow, Segment, Strip};
use crate::page::grid::Grid;

/// Pages so far, and the next free line of the last.
pub(super) struct Cursor<'a> {
    flow: &'a Flow,
    grid: &'a Grid,
    /// The type area as one column, for what is more than a page over all columns.
    wide: Grid,
    notes: NoteSpec,
    plan: Plan,
    line: u32,
    /// Free lines above that, which what stands there asked for.
    free: u32,
    /// Notes whose marks stand over all columns of this page; the next columns on it have them at their foot.
    owed: Vec<NotePart>,
    /// The segment with the last of those marks.
    marked: usize,
}

impl<'a> Cursor<'a> {
    /// At the top of the first page.
    pub(super) fn new(flow: &'a Flow, grid: &'a Grid, notes: NoteSpec) -> Cursor<'a> {
        let plan = Plan { pages: vec![PagePlan::default()] };
        let wide = grid.with_columns(1);
        Cursor { flow, grid, wide, notes, plan, line: 0, free: 0, owed: Vec::new(), marked: 0 }
    }

    /// Places rows for the columns.
    pub(super) fn columns(&mut self, strip: &Strip, segment: usize) {
        let above = segment.checked_sub(1).and_then(|n| self.flow.segments.get(n));
        let keep = matches!(above, Some(Segment::Across(above)) if above.rows.last().is_some_and(|r| r.keep));
        self.fill(strip, segment, self.grid, keep);
    }

    /// Places rows over all columns: together if a page can hold them and little of this one stays free for it, or else
    /// from here on as one column. A head has lines of text below it.
    pub(super) fn across(&mut self, strip: &Strip, segment: usize) {
        let Some((first, rest)) = strip.rows.split_first() else { return };
        let rest: u32 = rest.iter().map(|r| r.before + r.lines).sum();
        let above = |line: u32| if line == 0 { 0 } else { first.before + first.lines - first.lines_first };
        let whole = |line: u32| above(line) + first.lines_first + rest;
        let marks = strip.rows.iter().flat_map(|r| &r.notes);
        let notes: Vec<NotePart> = marks.filter_map(|id| NotePart::whole(*id, self.flow)).collect();

        let has_text = matches!(self.flow.segments.get(segment + 1), Some(Segment::Columns(_)));
        let holds = strip.rows.last().is_some_and(|r| r.keep) && has_text;
        let owed = self.owed.iter().chain(&notes).map(|n| n.lines.len()).sum();
        let below = note_area(owed, self.notes, self.grid.pitch).max(if holds { LEAST_LINES } else { 0 });
        let lines = self.grid.lines;
        if self.line > 0 && self.line + whole(self.line) + below > lines {
            // A page of which more than half stays free is worse than a table in two parts.
            let fits = whole(0) <= lines && lines.saturating_sub(self.line) * 2 <= lines;
            if fits || self.line + above(self.line) + LEAST_LINES > lines {
                self.settle();
                self.new_page();
            }
        }
        // At the top of a page nothing is gained by another; but several rows can make room for their notes.
        let below = match self.line {
            0 if strip.rows.len() == 1 => 0,
            0 => note_area(owed, self.notes, self.grid.pitch),
            _ => below,
        };
        if self.line + whole(self.line) + below <= lines {
            let (line, rows) = (self.line, 0..strip.rows.len());
            self.line += whole(line);
            self.add([Band::Across { line, segment, rows }]);
            self.owed.extend(notes);
            self.marked = segment;
        } else {
            self.free = above(self.line);
            self.line += self.free;
            let wide = self.wide.clone();
            self.fill(strip, segment, &wide, false);
        }
        self.free = strip.after.min(lines.saturating_sub(self.line));
        self.line += self.free;
    }

    /// Leaves the rest of the page free.
    pub(super) fn page_break(&mut self) {
        self.settle();
        if self.line > 0 {
            self.new_page();
        }
    }

    /// The pages, all notes placed.
    pub(super) fn finish(mut self) -> Plan {
        self.settle();
        // A page that a break opened at the very end has nothing on it.
        if self.plan.pages.len() > 1 && self.plan.pages.last().is_some_and(|p| p.bands.is_empty()) {
            self.plan.pages.pop();
        }
        self.plan
    }

    /// Places notes whose marks stand over all columns and below which no columns follow on their page.
    fn settle(&mut self) {
        if !self.owed.is_empty() {
            self.fill(&Strip::default(), self.marked, self.grid, false);
        }
    }

    /// Fills columns from here on.
    fn fill(&mut self, strip: &Strip, segment: usize, grid: &Grid, keep: bool) {
        let carry = std::mem::take(&mut self.owed);
        let sums = &Sums::new(strip, self.flow);
        // A head higher than its page leaves nothing on it.
        let (flow, notes, first_line) = (self.flow, self.notes, self.line.min(grid.lines));
        let free = std::mem::take(&mut self.free);
        let done = run(&Task { strip, flow, grid, notes, sums, segment, first_line, free, keep }, carry);
        for (n, page) in done.pages.into_iter().enumerate() {
            if n > 0 {
                self.new_page();
            }
            self.add(page.bands);
        }
        self.line = done.line;
    }

    fn add(&mut self, bands: impl IntoIterator<Item = Band>) {
        if let Some(page) = self.plan.pages.last_mut() {
            page.bands.extend(bands);
        }
    }

    fn new_page(&mut self) {
        self.plan.pages.push(PagePlan::default());
        (self.line, self.free) = (0, 0);
    }
}
