//! The end of a strip: its last columns at one height, with all floats or, where those find no room, without them.

use super::{Search, Step, WAIT, Way, float_lines};
use crate::page::flow::Reach;

/// Heights of the last columns tried beyond the least.
const HEIGHTS: u32 = 8;
/// A line more than the least in balanced columns.
const HIGHER: i64 = 10;
/// A line of a last page that is less than this share of a page full: four lines and a credit on a sheet of
/// their own look like a mistake, and a picture there mends it.
const STUB: i64 = 40;
const STUB_SHARE: u32 = 4;
/// One of the last columns that has nothing although others have two lines for it.
const EMPTY: i64 = 80;

impl Search<'_> {
    /// Ends the strip on the page that a way has begun, its columns balanced at the least height that holds
    /// everything.
    pub(super) fn try_to_finish(&mut self, way: &Way) {
        let grid = self.task.grid;
        let floats = &self.task.strip.floats;
        if way.foot.is_some() || floats.iter().skip(way.placed).any(|f| f.reach == Reach::Page) {
            return;
        }
        let first_span =
            floats.iter().enumerate().skip(way.placed).find(|(_, f)| f.reach == Reach::Span).map(|(n, _)| n);
        let below = first_span.unwrap_or(floats.len())..floats.len();
        if floats[below.clone()].iter().any(|f| f.reach != Reach::Span) {
            return;
        }
        let notes = self.task.notes_of(below.clone());
        let below_lines: u32 = floats[below.clone()].iter().map(|f| float_lines(f, false)).sum();
        let below_lines = below_lines + self.task.note_area(&notes);
        let beside: u32 = floats[way.placed..below.start].iter().map(|f| float_lines(f, true)).sum();
        let Some(room) = way.lines.checked_sub(below_lines) else { return };
        // Free lines at the top of columns fall away, so a little more may fit than the sum says.
        let rest = self.task.sums.rest(way.row) + beside;
        if rest > room * grid.columns + 4 * grid.columns {
            return;
        }
        let found = self.balance(way, room, rest, |w| {
            w.row == self.task.strip.rows.len() && w.placed == below.start && w.carry.is_empty()
        });
        if let Some(mut done) = found {
            let line = done.top + done.lines;
            let wanted = grid.lines / STUB_SHARE;
            if way.row > 0 {
                done.cost += STUB * i64::from(wanted.saturating_sub(line));
            }
            done.placed = below.end;
            done.last = self.add(done.last, Step::Below { line, floats: below, notes });
            self.offer(done);
        }
    }

    /// Ends the text on the page that a way has begun, in balanced columns (I9), where floats are left for the next pages.
    pub(super) fn try_to_end_text(&mut self, way: &Way) -> Option<Way> {
        let (grid, strip) = (self.task.grid, self.task.strip);
        let (rows, floats) = (strip.rows.len(), strip.floats.len());
        if grid.columns == 1 || way.foot.is_some() || way.row == rows || way.placed == floats {
            return None;
        }
        let rest = self.task.sums.rest(way.row);
        if rest > way.lines * grid.columns + 4 * grid.columns {
            return None;
        }
        let ends = |w: &Way| w.row == rows && w.placed < floats && w.carry.is_empty();
        let mut ended = self.balance(way, way.lines, rest, ends)?;
        ended.cost += self.left_over(&ended) + WAIT * self.waiting(&ended);
        Some(Way { balanced: false, ended: true, ..ended })
    }

    /// Fills the columns of a page at the least height, up to `room`, at which they hold what they should; `rest` are the
    /// lines of that.
    fn balance(&mut self, way: &Way, room: u32, rest: u32, holds: impl Fn(&Way) -> bool) -> Option<Way> {
        let grid = self.task.grid;
        let least = rest.div_ceil(grid.columns).saturating_sub(3).clamp(u32::from(rest > 0), room.max(1));
        let mut found: Option<Way> = None;
        let mut first_height = None;
        for lines in least..=room {
            // Nothing better can come of a way that costs more already, or of a height so much over the least.
            let higher = first_height.map_or(0, |first| lines - first);
            let bound = [&found, &self.best].into_iter().flatten().map(|w| w.cost).min();
            if higher > HEIGHTS || bound.is_some_and(|b| way.cost + HIGHER * i64::from(higher) >= b) {
                break;
            }
            let mut ways = vec![Way { lines, balanced: true, ..way.clone() }];
            for _ in 0..grid.columns {
                ways = self.column(&ways);
            }
            let empty = |w: &Way| EMPTY * i64::from(w.empty);
            let done = ways.into_iter().filter(&holds);
            let Some(mut done) = done.min_by_key(|w| w.cost + empty(w)) else { continue };
            if rest >= 2 * grid.columns {
                done.cost += empty(&done);
            }
            let first = *first_height.get_or_insert(lines);
            done.cost += HIGHER * i64::from(lines - first);
            if found.as_ref().is_none_or(|f| done.cost < f.cost) {
                found = Some(done);
            }
        }
        found
    }
}
