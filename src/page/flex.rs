//! Flex: paragraphs that are set in a line more or a line fewer than is best for them, where a column would else
//! end short. Compose says how many a column needs; here they are chosen and set.

use super::compose::{Band, Fill, Plan};
use super::flow::{Flexible, Flow, Row, Segment, Strip};
use super::grid::Grid;
use crate::article::NoteId;
use crate::geom::{Abs, LPoint};
use crate::line::{Line, Setting, set_in};
use crate::text::{Context, Paragraph};
use std::collections::BTreeMap;

/// More white than this between two characters, in thousandths of an em, is worse than a column that is a line
/// short.
const MOST: i64 = 50;
/// A last line of more characters than this finds no room in the others.
const SHORT: i64 = 3;
/// Characters that a new last line needs (H4 asks for two).
const LAST: i64 = 3;
/// Fewer lines than this have nothing to give.
const LINES: usize = 3;

impl Flexible {
    /// A paragraph, if it could be set in a line more or fewer; `lines` are its own.
    pub(super) fn new(
        paragraph: Paragraph,
        setting: Setting,
        lines: &[Line],
        row: usize,
        cx: &Context<'_>,
    ) -> Option<Flexible> {
        let count = lines.len();
        let last = lines.last()?;
        if count < LINES || !cx.theme.lines.optimize {
            return None;
        }
        let size = paragraph.size.max(Abs::raw(1));
        let missing = (setting.measure - setting.end - last.width).max(Abs::ZERO) + size * LAST;
        // About one place to the character.
        let places = (setting.measure - setting.start - setting.end).whole(size) * count as i64;
        let more = missing.mul_div(1000, size.to_raw()).to_raw() / places.max(1);
        let less = last.width - setting.start <= size * SHORT
            && count > LINES
            && set_in(&paragraph, &setting, count - 1, cx).is_some();
        let more = (more <= MOST).then_some(more);
        let rows = row..row + count;
        (less || more.is_some()).then_some(Flexible { paragraph, setting, rows, more, less })
    }
}

/// Sets what the plan asks for. A column whose paragraphs turn out not to stretch stays short.
pub(super) fn apply(flow: &mut Flow, plan: &mut Plan, grid: &Grid, cx: &Context<'_>) {
    for band in plan.pages.iter_mut().flat_map(|p| &mut p.bands) {
        let Band::Columns { segment, fills, .. } = band else { continue };
        let Some(strip) = flow.segments.get_mut(*segment).and_then(Segment::strip_mut) else { continue };
        for fill in fills {
            stretch(strip, fill, grid, cx);
            shrink(strip, fill, grid, cx);
        }
    }
}

fn stretch(strip: &mut Strip, fill: &mut Fill, grid: &Grid, cx: &Context<'_>) {
    if fill.longer == 0 {
        return;
    }
    let mut candidates: Vec<(i64, usize)> =
        inside(strip, fill).filter_map(|n| Some((strip.flexible[n].more?, n))).collect();
    candidates.sort_unstable();
    let mut left = fill.longer;
    for (_, n) in candidates {
        if left == 0 {
            break;
        }
        if reset(strip, n, 1, grid, cx).is_some() {
            left -= 1;
        }
    }
    fill.slack += left;
}

fn shrink(strip: &mut Strip, fill: &Fill, grid: &Grid, cx: &Context<'_>) {
    let candidates: Vec<usize> = inside(strip, fill).filter(|n| strip.flexible[*n].less).collect();
    for n in candidates.into_iter().take(fill.shorter as usize) {
        reset(strip, n, -1, grid, cx);
    }
}

/// The paragraphs that stand in a column from their first line to their last.
fn inside<'s>(strip: &'s Strip, fill: &'s Fill) -> impl Iterator<Item = usize> + 's {
    let rows = &fill.rows;
    let first = strip.flexible.partition_point(|f| f.rows.start < rows.start);
    (first..strip.flexible.len()).take_while(|n| strip.flexible[*n].rows.end <= rows.end)
}

/// Sets a paragraph in another number of lines, if that can be done well, and tells where its last line ends. Its
/// rows stay as many: the last of them takes two lines, or none.
pub(super) fn reset(strip: &mut Strip, n: usize, by: i32, grid: &Grid, cx: &Context<'_>) -> Option<Abs> {
    let Flexible { paragraph, setting, rows, .. } = &strip.flexible[n];
    let count = rows.len();
    let wanted = count.saturating_add_signed(by as isize);
    let lines = set_in(paragraph, setting, wanted, cx)?;
    let width = lines.last()?.width;
    let rows = &mut strip.rows[rows.clone()];
    for row in rows.iter_mut() {
        row.items.clear();
    }
    move_notes(rows, &lines);
    for (n, line) in lines.into_iter().enumerate() {
        let row: &mut Row = &mut rows[n.min(count - 1)];
        let down = grid.ascent + if n >= count { grid.pitch } else { Abs::ZERO };
        row.items.extend(line.items.into_iter().map(|mut p| {
            p.at = p.at + LPoint::new(Abs::ZERO, down);
            p
        }));
    }
    let last = &mut rows[count - 1];
    last.lines = last.lines.saturating_add_signed(by);
    last.lines_first = last.lines;
    Some(width)
}

/// Gives each row the notes whose marks its line has now, since a note stands in the column of its mark (K1). One that is
/// marked in another note stays behind that one.
fn move_notes(rows: &mut [Row], lines: &[Line]) {
    let marks = lines.iter().enumerate().flat_map(|(n, line)| line.notes.iter().map(move |id| (*id, n)));
    let line_of: BTreeMap<NoteId, usize> = marks.collect();
    let notes: Vec<NoteId> = rows.iter_mut().flat_map(|row| std::mem::take(&mut row.notes)).collect();
    let mut at = 0;
    for id in notes {
        at = line_of.get(&id).map_or(at, |n| (*n).min(rows.len() - 1));
        rows[at].notes.push(id);
    }
}
