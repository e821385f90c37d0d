//! Pictures and the notes that their captions mark, where these do not stand in a column of text: K1 asks for the page
//! that has the mark.

use super::Task;
use crate::geom::Abs;
use crate::page::compose::fill::{Fill, NotePart, note_area};
use crate::page::compose::{Band, PagePlan};
use crate::page::flow::{Fit, Seat};
use std::ops::Range;

impl Task<'_> {
    /// The notes that the captions of some floats mark.
    pub(super) fn notes_of(&self, floats: Range<usize>) -> Vec<NotePart> {
        let rows = self.strip.floats[floats].iter().map(|f| &f.row);
        rows.flat_map(|r| &r.notes).filter_map(|id| NotePart::whole(*id, self.flow)).collect()
    }

    /// Grid lines that some notes need.
    pub(super) fn note_area(&self, notes: &[NotePart]) -> u32 {
        note_area(notes.iter().map(|n| n.lines.len()).sum(), self.notes, self.grid.pitch)
    }

    /// The notes of a float that find room on a page of its own, and those that do not.
    pub(super) fn alone(&self, float: usize) -> (Vec<NotePart>, Vec<NotePart>) {
        let notes = self.notes_of(float..float + 1);
        let height = match self.strip.floats[float].row.fit {
            Fit::Block { height } | Fit::Head { height, .. } => height,
            Fit::Grid => Abs::ZERO,
        };
        match self.grid.lines.checked_sub(self.note_area(&notes)) {
            Some(left) if self.grid.extent(left) >= height => (notes, Vec::new()),
            _ => (Vec::new(), notes),
        }
    }

    /// A page for a float and its notes.
    pub(super) fn alone_page(&self, float: usize, notes: Vec<NotePart>) -> PagePlan {
        let lines = self.grid.lines.saturating_sub(self.note_area(&notes));
        let (line, seat, segment) = (0, Seat::Middle, self.segment);
        let mut bands = vec![Band::Float { line, lines, segment, float, seat }];
        bands.extend(self.note_band(lines, notes));
        PagePlan { bands }
    }

    /// Notes in the first column from a line on, by themselves.
    pub(super) fn note_band(&self, line: u32, notes: Vec<NotePart>) -> Option<Band> {
        let (lines, end) = (self.note_area(&notes), self.strip.rows.len());
        let fill = Fill { rows: end..end, notes, note_lines: lines, ..Fill::default() };
        (lines > 0).then(|| Band::Columns { line, lines, segment: self.segment, fills: vec![fill] })
    }
}
