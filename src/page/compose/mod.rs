//! Compose: the rows of a flow find their columns and pages. In: a flow and a grid. Out: a [`Plan`] that says
//! which rows, floats and notes each column takes; nothing is drawn yet.
//!
//! Where columns end is chosen for a whole stretch of text at once, as `line` chooses breaks for a whole
//! paragraph (Plass 1981, "Optimal pagination techniques"): a hole, a widow or a picture far from its mention
//! costs, and the cheapest way through all pages wins. Only a bounded number of ways is followed, so work
//! grows with the length of the text alone.

mod cursor;
mod fill;
mod plain;
mod search;

use super::flow::{Flow, Seat, Segment};
use super::grid::Grid;
use crate::geom::Abs;
use crate::theme::Theme;
use cursor::Cursor;
use std::ops::Range;

pub(super) use fill::{Fill, header_lines, note_area};

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
    /// Rows over all columns that stay together; those that do not are columns of which there is one.
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
    /// Columns of text; one, if they are rows over all columns.
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

/// Finds a place for everything in a flow.
pub(super) fn compose(flow: &Flow, grid: &Grid, notes: NoteSpec) -> Plan {
    let mut cursor = Cursor::new(flow, grid, notes);
    for (n, segment) in flow.segments.iter().enumerate() {
        match segment {
            Segment::Across(strip) => cursor.across(strip, n),
            Segment::Columns(strip) => cursor.columns(strip, n),
            Segment::PageBreak => cursor.page_break(),
        }
    }
    cursor.finish()
}
