//! The baseline grid of a theme: where lines, columns and pages stand. In: a theme. Out: lengths in logical axes.

use crate::geom::{Abs, Em, LPoint, Placement, Size, WritingMode};
use crate::theme::Theme;

/// From the top of the Han em box to the baseline, in horizontal lines (the ideographic em box of CJK faces
/// reaches from −0.12 to 0.88 em).
const HAN_ASCENT: Em = Em::micro(880_000);

/// The type area (版心) and the lines in it. Line `n` of a column has the top of its em box at `n` pitches
/// from the head of the type area, so the area ends with the em box of its last line (A2).
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// From baseline to baseline, the same on every page (A4).
    pub(super) pitch: Abs,
    /// The body size.
    pub(super) size: Abs,
    /// From the top of a line's em box to its baseline (in vertical lines: to its middle).
    pub(super) ascent: Abs,
    /// Lines a column.
    pub(super) lines: u32,
    /// Columns a page.
    pub(super) columns: u32,
    /// The width of a column, a whole number of characters (A1).
    pub(super) measure: Abs,
    /// Between columns.
    pub(super) gutter: Abs,
    /// How lines run.
    pub(super) mode: WritingMode,
    /// The trimmed page.
    pub(super) page: Size,
    facing: bool,
    top: Abs,
    inside: Abs,
}

impl Grid {
    /// The grid of a theme. Impossible numbers are raised to the least that can be set.
    pub(super) fn new(theme: &Theme) -> Grid {
        let size = theme.body.size.max(Abs::pt(1.0));
        let pitch = theme.body.leading.max(size);
        let ascent = match theme.page.writing {
            WritingMode::Horizontal => HAN_ASCENT.at(size),
            WritingMode::VerticalRl => size / 2,
        };
        Grid {
            pitch,
            size,
            ascent,
            lines: theme.area.lines.max(1),
            columns: theme.area.columns.max(1),
            measure: size * i64::from(theme.area.chars.max(1)),
            gutter: theme.area.gutter,
            mode: theme.page.writing,
            page: theme.page.size,
            facing: theme.page.facing,
            top: theme.area.top,
            inside: theme.area.inside,
        }
    }

    /// The same type area in another number of columns, each as many whole characters wide as leave a gutter of
    /// about two.
    pub(super) fn with_columns(&self, columns: u32) -> Grid {
        let columns = columns.max(1);
        if columns == self.columns {
            return self.clone();
        }
        let between = i64::from(columns) - 1;
        let room = self.full() - self.size * 2 * between;
        let measure = self.size * (room / i64::from(columns)).whole(self.size).max(1);
        let rest = self.full() - measure * i64::from(columns);
        let (measure, gutter) =
            if columns == 1 { (self.full(), Abs::ZERO) } else { (measure, rest / between) };
        Grid { columns, measure, gutter, ..self.clone() }
    }

    /// Between the em boxes of two lines (行距).
    pub(super) fn gap(&self) -> Abs {
        self.pitch - self.size
    }

    /// The type area along the line: all columns and what is between them.
    pub(super) fn full(&self) -> Abs {
        let columns = i64::from(self.columns);
        self.measure * columns + self.gutter * (columns - 1)
    }

    /// The extent of some lines, without the gap behind the last.
    pub(super) fn extent(&self, lines: u32) -> Abs {
        if lines == 0 { Abs::ZERO } else { self.pitch * i64::from(lines) - self.gap() }
    }

    /// The top of the em box of a line.
    pub(super) fn line(&self, line: u32) -> Abs {
        self.pitch * i64::from(line)
    }

    /// The smallest number of whole lines that a height fills.
    pub(super) fn lines_for(&self, height: Abs) -> u32 {
        u32::try_from(height.whole_up(self.pitch)).unwrap_or(0)
    }

    /// Where a column starts along the line.
    pub(super) fn column(&self, column: u32) -> Abs {
        (self.measure + self.gutter) * i64::from(column)
    }

    /// Whether a page, counted from 0, is a right page of a horizontal book (I8).
    pub(super) fn is_recto(&self, page: usize) -> bool {
        page.is_multiple_of(2)
    }

    /// Whether the outer edge of a page is at its right.
    pub(super) fn outside_is_right(&self, page: usize) -> bool {
        let recto = !self.facing || self.is_recto(page);
        recto == (self.mode == WritingMode::Horizontal)
    }

    /// The start corner of the type area on a page. Vertical books are bound on the right (N1).
    pub(super) fn origin(&self, page: usize) -> LPoint {
        let at_binding = !self.facing || self.is_recto(page);
        let across = match self.mode {
            WritingMode::Horizontal => self.full(),
            WritingMode::VerticalRl => self.extent(self.lines),
        };
        let from_binding = if at_binding { self.inside } else { self.page.width - self.inside - across };
        match self.mode {
            WritingMode::Horizontal => LPoint::new(from_binding, self.top),
            WritingMode::VerticalRl => LPoint::new(self.top, from_binding),
        }
    }

    /// How logical places become physical ones.
    pub(super) fn placement(&self) -> Placement {
        Placement { mode: self.mode, page: self.page }
    }
}
