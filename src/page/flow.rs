//! The flow: an article as rows that take whole lines of the grid, and the figures that float beside them.
//! `collect` makes it, `compose` decides where its rows go, `distribute` and `finish` put them there.

use super::grid::Grid;
use crate::article::NoteId;
use crate::frame::Placed;
use crate::geom::Abs;
use crate::line::Setting;
use crate::text::Paragraph;
use std::ops::Range;

/// An article, collected.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// In reading order.
    pub(super) segments: Vec<Segment>,
    /// The notes' lines; [`NoteId`] is the place.
    pub(super) notes: Vec<NoteLines>,
    /// Boxes that rows name.
    pub(super) boxes: Vec<BoxLook>,
}

/// A stretch of a flow.
#[derive(Debug)]
pub(super) enum Segment {
    /// Rows for the columns.
    Columns(Strip),
    /// Rows over all columns, kept together where a page can hold them.
    Across(Strip),
    /// The rest of the page stays free.
    PageBreak,
}

impl Segment {
    /// Its rows and floats; a break has none.
    pub(super) fn strip(&self) -> Option<&Strip> {
        match self {
            Segment::Columns(strip) | Segment::Across(strip) => Some(strip),
            Segment::PageBreak => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn strip_mut(&mut self) -> Option<&mut Strip> {
        match self {
            Segment::Columns(strip) | Segment::Across(strip) => Some(strip),
            Segment::PageBreak => None,
        }
    }
}

/// Rows that fill columns one after the other, and the floats mentioned in them.
#[derive(Debug, Default)]
pub(super) struct Strip {
    /// In reading order.
    pub(super) rows: Vec<Row>,
    /// In the order of mention, in which they are also placed.
    pub(super) floats: Vec<Float>,
    /// Head rows of tables, set again where a table goes on in another column.
    pub(super) headers: Vec<Vec<Row>>,
    /// Paragraphs that a column may ask to be a line longer or shorter, in order.
    pub(super) flexible: Vec<Flexible>,
    /// Over all columns: free lines below the last row, if anything follows on the page.
    pub(super) after: u32,
}

impl Strip {
    /// Rows without anything beside them.
    pub(super) fn of(rows: Vec<Row>) -> Strip {
        Strip { rows, ..Strip::default() }
    }

    /// Rows and floats in the order of the article: a float before the row that follows its mention.
    pub(super) fn in_order(&mut self) -> Vec<&mut Row> {
        let mut out = Vec::with_capacity(self.rows.len() + self.floats.len());
        let mut floats = self.floats.iter_mut().peekable();
        for (n, row) in self.rows.iter_mut().enumerate() {
            while let Some(float) = floats.next_if(|f| f.mention <= n) {
                out.push(&mut float.row);
            }
            out.push(row);
        }
        out.extend(floats.map(|f| &mut f.row));
        out
    }

    /// The notes whose marks stand in a column with these floats and rows, in the order in which they stand at its foot:
    /// those of a float at the foot where the article mentions it.
    pub(super) fn marks(&self, head: Range<usize>, rows: Range<usize>, foot: Range<usize>) -> Vec<NoteId> {
        let mut out: Vec<NoteId> = self.floats[head].iter().flat_map(|f| &f.row.notes).copied().collect();
        let mut feet = self.floats[foot].iter().peekable();
        for (n, row) in rows.clone().zip(&self.rows[rows]) {
            while let Some(float) = feet.next_if(|f| f.mention <= n) {
                out.extend(&float.row.notes);
            }
            out.extend(&row.notes);
        }
        out.extend(feet.flat_map(|f| &f.row.notes));
        out
    }
}

/// A paragraph that could be set in a line more or fewer.
#[derive(Debug)]
pub(super) struct Flexible {
    /// The text.
    pub(super) paragraph: Paragraph,
    /// Into what it is set.
    pub(super) setting: Setting,
    /// Its rows in [`Strip::rows`], one a line.
    pub(super) rows: Range<usize>,
    /// How much white a line more would put between two characters, in thousandths of an em; `None` if that is
    /// too much. An estimate: it is set only where a column asks for it.
    pub(super) more: Option<i64>,
    /// Whether it can be set in a line fewer.
    pub(super) less: bool,
}

/// What cannot be divided: a line of text, a head, a picture.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Whole lines of the grid that it takes, free lines above not included.
    pub(super) lines: u32,
    /// The same at the top of a column, where heads and pictures need no space above.
    pub(super) lines_first: u32,
    /// How it stands in its lines.
    pub(super) fit: Fit,
    /// What is on it; inline from the start of the column, block from the top of its content.
    pub(super) items: Vec<Placed>,
    /// Notes whose marks stand on it.
    pub(super) notes: Vec<NoteId>,
    /// Whether it has to be on the same column as the next row.
    pub(super) keep: bool,
    /// Whole free lines above it; none at the top of a column.
    pub(super) before: u32,
    /// How many lines more the space above (of a picture: around) it may take so that a column ends flush.
    pub(super) grow: u32,
    /// Names of the places at its top that links lead to.
    pub(super) anchors: Vec<String>,
    /// The innermost box that it is in, in [`Flow::boxes`].
    pub(super) boxed: Option<usize>,
    /// The paragraph that ends with it, in [`Strip::flexible`].
    pub(super) flexible: Option<usize>,
    /// The table head to set again if a column starts with it, in [`Strip::headers`].
    pub(super) header: Option<usize>,
}

/// How a row's content stands in the row's lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fit {
    /// Lines on the grid.
    #[default]
    Grid,
    /// A picture or another thing with a height of its own: in the middle of its lines, at the very top or
    /// foot where a column starts or ends with it.
    Block {
        /// Its height.
        height: Abs,
    },
    /// A head: with that percentage of the free height above it.
    Head {
        /// Its height.
        height: Abs,
        /// In percent.
        above: u32,
    },
}

/// Where in a column a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seat {
    /// At the top.
    First,
    /// Between others.
    Middle,
    /// On the last lines of a column.
    Last,
}

impl Row {
    /// A line of text on the grid, or several that cannot be divided.
    pub(super) fn on_grid(lines: u32, items: Vec<Placed>) -> Row {
        Row { lines, lines_first: lines, items, ..Row::default() }
    }

    /// A thing with a height of its own and at least `around` free above and below (L9).
    pub(super) fn block(grid: &Grid, height: Abs, around: Abs, items: Vec<Placed>) -> Row {
        let lines = grid.lines_for(height + around * 2 - grid.gap()).max(1);
        let lines_first = grid.lines_for(height + around).max(1).min(lines);
        Row { lines, lines_first, fit: Fit::Block { height }, items, grow: 1, ..Row::default() }
    }

    /// A head over `lines` whole lines; one higher than a line of text takes as many more as it is higher
    /// (I3).
    pub(super) fn head(grid: &Grid, height: Abs, lines: u32, above: u32, items: Vec<Placed>) -> Row {
        let more = (height - grid.pitch).max(Abs::ZERO);
        let least = grid.lines_for(height + grid.gap()).max(1);
        let lines = (lines + grid.lines_for(more)).max(least);
        let above = above.min(100);
        let free = grid.pitch * i64::from(lines) + grid.gap() - height;
        let below = free.mul_div(i64::from(100 - above), 100);
        let first = (height + below).whole_up(grid.pitch);
        let lines_first = u32::try_from(first).unwrap_or(1).max(least).min(lines);
        Row {
            lines,
            lines_first,
            fit: Fit::Head { height, above },
            items,
            keep: true,
            grow: 2,
            ..Row::default()
        }
    }

    /// From the top of the row's first line to the top of its content, if it stands on `lines` lines.
    pub(super) fn offset(&self, grid: &Grid, seat: Seat, lines: u32) -> Abs {
        let extent = grid.pitch * i64::from(lines);
        match (self.fit, seat) {
            (Fit::Grid, _) => grid.pitch * i64::from(lines.saturating_sub(self.lines)),
            (_, Seat::First) => Abs::ZERO,
            (Fit::Block { height }, Seat::Last) => extent - grid.gap() - height,
            (Fit::Block { height }, Seat::Middle) => (extent - grid.gap() - height) / 2,
            (Fit::Head { height, above }, _) => {
                // Lines beyond its own stand above it: a head belongs to what follows.
                let own = grid.pitch * i64::from(self.lines.min(lines));
                extent - own + (own + grid.gap() - height).mul_div(i64::from(above), 100) - grid.gap()
            }
        }
    }

    /// Whether it is a line of text, which must not be left alone beside a picture (L3).
    pub(super) fn is_text(&self) -> bool {
        self.fit == Fit::Grid && self.lines == 1
    }
}

/// A figure with its caption and credit, one piece.
#[derive(Debug)]
pub(super) struct Float {
    /// Its items from its start corner, and the notes that its caption marks: they stand where it stands (K1).
    pub(super) row: Row,
    /// How wide it goes.
    pub(super) reach: Reach,
    /// The rows of the strip that come before its mention; it may stand where these have been set.
    pub(super) mention: usize,
}

/// How wide a float goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// One column.
    Column,
    /// All columns.
    Span,
    /// A page of its own.
    Page,
}

/// A note, set for the foot of a column.
#[derive(Debug, Default)]
pub(super) struct NoteLines {
    /// One row a line; block is counted from the baseline.
    pub(super) lines: Vec<Vec<Placed>>,
    /// The name of the place that its mark leads to.
    pub(super) anchor: String,
}

/// How a box looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct BoxLook {
    /// Where its frame starts along the line, from the start of the column.
    pub(super) start: Abs,
    /// How wide its frame is.
    pub(super) width: Abs,
    /// From the frame to the text.
    pub(super) padding: Abs,
    /// The box that it is in itself; a row in a box is in that one too.
    pub(super) outer: Option<usize>,
}

/// The boxes that a row is in, the innermost first.
pub(super) fn boxes_around(boxes: &[BoxLook], innermost: Option<usize>) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(innermost, |id| boxes.get(*id)?.outer)
}
