//! One column: where it may end, and what each end costs.

use super::NoteSpec;
use crate::article::NoteId;
use crate::geom::Abs;
use crate::page::compose::search::Task;
use crate::page::flow::{Fit, Flow, Strip};
use std::ops::Range;

/// A line that stays free at the foot of a column although it should not.
pub(super) const HOLE: i64 = 400;
/// The same, squared, in balanced columns.
const HOLE_BALANCED: i64 = 60;
/// A line that the very last of balanced columns is shorter by, squared.
const SHORT: i64 = 6;
/// A line of free space put above a head or around a picture, squared over the places that share it.
pub(super) const STRETCH: i64 = 12;
/// A single line of text above or below a picture (L3), or alone in a column.
const STRANDED: i64 = 600;
/// A paragraph set a line longer or shorter than is best for it.
const FLEXED: i64 = 90;
/// As many of them as a column may ask for.
const MOST_FLEXED: u32 = 2;
/// A note that goes on in the next column.
const SPLIT_NOTE: i64 = 150;
/// A break where none is allowed: a widow, an orphan, a head without text.
const FORCED: i64 = 100_000;
/// Ends with more free lines than this are not looked at while fuller ones exist.
const SLACK: u32 = 5;

/// What a column takes.
#[derive(Clone, Debug, Default)]
pub(in crate::page) struct Fill {
    /// Floats at its top.
    pub(in crate::page) head: Range<usize>,
    /// Rows of the strip.
    pub(in crate::page) rows: Range<usize>,
    /// Floats at its foot.
    pub(in crate::page) foot: Range<usize>,
    /// Notes at its very foot.
    pub(in crate::page) notes: Vec<NotePart>,
    /// Grid lines that notes need.
    pub(in crate::page) note_lines: u32,
    /// Grid lines to be given away above heads and around pictures.
    pub(in crate::page) slack: u32,
    /// How many paragraphs are to be set a line longer.
    pub(in crate::page) longer: u32,
    /// How many are to be set a line shorter.
    pub(in crate::page) shorter: u32,
}

/// Some lines of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::page) struct NotePart {
    /// Which note.
    pub(in crate::page) note: usize,
    /// Which of its lines.
    pub(in crate::page) lines: Range<usize>,
}

impl NotePart {
    /// All lines of a note, if there is such a note.
    pub(super) fn whole(id: NoteId, flow: &Flow) -> Option<NotePart> {
        let note = id.0 as usize;
        flow.notes.get(note).map(|n| NotePart { note, lines: 0..n.lines.len() })
    }
}

/// Grid lines that some lines of notes need, rule and all.
pub(super) fn note_area(lines: usize, spec: NoteSpec, pitch: Abs) -> u32 {
    if lines == 0 {
        return 0;
    }
    let height = spec.leading * lines as i64 + spec.above;
    u32::try_from(height.whole_up(pitch)).unwrap_or(u32::MAX / 4)
}

/// Lines of notes that so many grid lines hold.
pub(super) fn room_for_notes(area: u32, spec: NoteSpec, pitch: Abs) -> usize {
    let height = pitch * i64::from(area) - spec.above;
    if height < spec.leading { 0 } else { usize::try_from(height.whole(spec.leading)).unwrap_or(0) }
}

/// Grid lines of the table head that is set again above a row, if it is.
pub(in crate::page) fn header_lines(strip: &Strip, row: usize) -> u32 {
    let header = strip.rows.get(row).and_then(|r| r.header);
    let goes_on = row.checked_sub(1).and_then(|before| strip.rows.get(before));
    match (header, goes_on) {
        // The row before belongs to the same table: to its body, or to its head, which has no header itself
        // but is kept with the first row of the body and so never ends a column unless forced.
        (Some(h), Some(before)) if before.header == Some(h) => strip.headers[h].iter().map(|r| r.lines).sum(),
        _ => 0,
    }
}

/// The room that a column has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Grid lines for rows and notes.
    pub(super) lines: u32,
    /// Free lines that floats at its head and foot can take.
    pub(super) grow: u32,
    /// Whether it has floats.
    pub(super) floats: bool,
    /// Whether a row that does not fit is put here all the same, since no page has more room.
    pub(super) must: bool,
    /// Whether the columns are the last and of one height, chosen to hold all that is left.
    pub(super) balanced: bool,
}

/// One way to end a column.
#[derive(Clone, Debug)]
pub(super) struct End {
    /// One past its last row.
    pub(super) row: usize,
    /// Its notes.
    pub(super) notes: Vec<NotePart>,
    /// See [`Fill::note_lines`].
    pub(super) note_lines: u32,
    /// Notes that go on in the next column.
    pub(super) carry: Vec<NotePart>,
    /// Free lines.
    pub(super) slack: u32,
    /// See [`Fill::longer`].
    pub(super) longer: u32,
    /// See [`Fill::shorter`].
    pub(super) shorter: u32,
    /// What it costs.
    pub(super) cost: i64,
}

/// All sensible ends of a column that starts with `row` and owes the notes `carry`. Never empty.
pub(super) fn ends(task: &Task<'_>, row: usize, carry: &[NotePart], room: Room) -> Vec<End> {
    let rows = &task.strip.rows;
    let mut allowed: Vec<End> = Vec::new();
    let mut forced: Option<End> = None;
    let mut reserve = None;
    let mut notes = carry.to_vec();
    let mut used = header_lines(task.strip, row);
    let mut stretch = Stretch { grow: room.grow, points: room.grow, longer: 0, shorter: 0 };
    if let Some(end) = finish(task, row, row, 0, &notes, room, stretch) {
        allowed.push(end);
    }
    for (at, next) in rows.iter().enumerate().skip(row) {
        if at == row {
            used += next.lines_first;
        } else {
            used += next.before + next.lines;
            stretch.grow += next.grow;
            stretch.points += u32::from(next.grow > 0);
        }
        if let Some(flexible) = next.flexible.map(|n| &task.strip.flexible[n])
            && flexible.rows.start >= row
        {
            stretch.longer = (stretch.longer + u32::from(flexible.more.is_some())).min(MOST_FLEXED);
            stretch.shorter = (stretch.shorter + u32::from(flexible.less)).min(MOST_FLEXED);
        }
        notes.extend(next.notes.iter().filter_map(|id| NotePart::whole(*id, task.flow)));
        if used > room.lines && !(room.must && at == row) {
            // What is a line or two too much may be mended by shorter paragraphs.
            if used > room.lines + MOST_FLEXED {
                break;
            }
            if used > room.lines + stretch.shorter {
                continue;
            }
        }
        let last = at + 1 == rows.len();
        // Far from full there is nothing to choose, unless notes take the room or the text ends; the last
        // such end is kept in case nothing nearer is allowed.
        let near = used + note_area(line_count(&notes), task.notes, task.grid.pitch) + SLACK + stretch.grow
            >= room.lines;
        if !near && !last {
            // A place where none is allowed is better than no end at all.
            if !next.keep || reserve.as_ref().is_none_or(|r: &Reserve| r.forced) {
                reserve =
                    Some(Reserve { to: at + 1, used, notes: notes.clone(), stretch, forced: next.keep });
            }
            continue;
        }
        let Some(end) = finish(task, row, at + 1, used, &notes, room, stretch) else { continue };
        if next.keep && !last {
            forced = Some(end);
        } else {
            allowed.push(end);
        }
    }
    if let (None, Some(r)) = (allowed.iter().find(|e| e.row > row), reserve) {
        let end = finish(task, row, r.to, r.used, &r.notes, room, r.stretch);
        match (r.forced, &forced) {
            (false, _) => allowed.extend(end),
            (true, None) => forced = end,
            (true, Some(_)) => {}
        }
    }
    choose(allowed, forced, row)
}

/// An end far from the foot of the column, for want of a better one.
struct Reserve {
    to: usize,
    used: u32,
    notes: Vec<NotePart>,
    stretch: Stretch,
    forced: bool,
}

/// Drops ends that fuller ones make needless.
fn choose(mut allowed: Vec<End>, forced: Option<End>, row: usize) -> Vec<End> {
    let best = allowed.iter().filter(|e| e.row > row).map(|e| e.slack).min();
    match (best, forced) {
        (Some(best), _) => {
            allowed.retain(|e| e.row > row && e.slack <= best.saturating_add(SLACK));
        }
        (None, Some(mut end)) => {
            end.cost += FORCED;
            allowed.push(end);
        }
        (None, None) => {}
    }
    allowed
}

/// What the rows of a column can take and give.
#[derive(Clone, Copy)]
struct Stretch {
    /// Free lines.
    grow: u32,
    /// Places that share them.
    points: u32,
    /// Paragraphs that can be a line longer.
    longer: u32,
    /// Paragraphs that can be a line shorter.
    shorter: u32,
}

fn line_count(notes: &[NotePart]) -> usize {
    notes.iter().map(|n| n.lines.len()).sum()
}

/// The end behind `to`, if its notes have room; what of the last note has none is carried on.
fn finish(
    task: &Task<'_>,
    from: usize,
    to: usize,
    used: u32,
    notes: &[NotePart],
    room: Room,
    stretch: Stretch,
) -> Option<End> {
    let shorter = used.saturating_sub(room.lines).min(stretch.shorter);
    let free = room.lines.saturating_sub(used);
    let pitch = task.grid.pitch;
    let wanted = line_count(notes);
    let mut cost = 0;
    let (here, carry) = if note_area(wanted, task.notes, pitch) <= free {
        (notes.to_vec(), Vec::new())
    } else {
        let fits = room_for_notes(free, task.notes, pitch);
        // Every note begins on the column of its mark (K1); only what is owed from before may wait whole.
        let (last, before) = notes.split_last()?;
        let settled = line_count(before);
        let least = if to == from { 0 } else { 2.min(last.lines.len()) };
        if fits < settled + least && to > from {
            return None;
        }
        cost += SPLIT_NOTE;
        split(notes, fits)
    };
    let note_lines = note_area(line_count(&here), task.notes, pitch);
    let slack = free.saturating_sub(note_lines);
    let ends_text = to == task.strip.rows.len() && carry.is_empty();
    let hole = if ends_text { 0 } else { slack.saturating_sub(stretch.grow) };
    let longer = hole.min(stretch.longer);
    let slack = slack - longer;
    cost += FLEXED * i64::from(longer * longer + shorter * shorter);
    cost += slack_cost(slack, stretch, ends_text, room.balanced);
    cost += stranded(task, from..to, room.floats);
    Some(End { row: to, notes: here, note_lines, carry, slack, longer, shorter, cost })
}

/// Divides notes after that many lines.
fn split(notes: &[NotePart], lines: usize) -> (Vec<NotePart>, Vec<NotePart>) {
    let (mut here, mut rest) = (Vec::new(), Vec::new());
    let mut left = lines;
    for part in notes {
        let now = part.lines.len().min(left);
        left -= now;
        let middle = part.lines.start + now;
        if now > 0 {
            here.push(NotePart { note: part.note, lines: part.lines.start..middle });
        }
        if middle < part.lines.end {
            rest.push(NotePart { note: part.note, lines: middle..part.lines.end });
        }
    }
    (here, rest)
}

/// What free lines cost: little where heads and pictures can take them, much as a hole, next to nothing where
/// the text ends. In balanced columns a line less in one of them is better than all of it in the last.
fn slack_cost(slack: u32, stretch: Stretch, ends_text: bool, balanced: bool) -> i64 {
    let slack = i64::from(slack);
    if ends_text {
        return if balanced { SHORT * slack * slack } else { slack };
    }
    let taken = slack.min(i64::from(stretch.grow));
    let hole = slack - taken;
    let points = i64::from(stretch.points.max(1));
    let hole = if balanced { HOLE_BALANCED * hole * hole } else { HOLE * hole };
    STRETCH * taken * taken / points + hole
}

/// What lines of text alone in a column or beside a picture cost.
fn stranded(task: &Task<'_>, range: Range<usize>, floats: bool) -> i64 {
    let rows = &task.strip.rows[range];
    if rows.is_empty() {
        return 0;
    }
    let picture = |at: usize| matches!(rows[at].fit, Fit::Block { .. });
    let count = rows.len();
    let mut cost = 0;
    // Neither beside a picture nor by itself in a column, unless there is hardly more.
    let more = task.strip.rows.len() > task.grid.columns as usize * 2;
    if (floats || more) && count == 1 && rows[0].is_text() {
        cost += STRANDED;
    }
    if count > 1 && rows[count - 1].is_text() && picture(count - 2) {
        cost += STRANDED;
    }
    if count > 1 && rows[0].is_text() && picture(1) {
        cost += STRANDED;
    }
    cost
}
