//! One column: where it may end, and what each end costs.

use super::NoteSpec;
use crate::article::NoteId;
use crate::geom::Abs;
use crate::page::compose::search::Task;
use crate::page::flow::{Fit, Flow, Row, Strip, boxes_around};
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
/// A note that begins behind the page of its mark, since a picture leaves it no room there.
pub(super) const LATE_NOTE: i64 = 5_000;
/// A box that goes on in the next column, for each line that it is shorter than half a column.
const SPLIT_BOX: i64 = 60;
/// A table that does.
const SPLIT_TABLE: i64 = 100;
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
pub(in crate::page) fn note_area(lines: usize, spec: NoteSpec, pitch: Abs) -> u32 {
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
#[derive(Clone, Debug)]
pub(super) struct Room {
    /// Grid lines for rows and notes.
    pub(super) lines: u32,
    /// Floats at its head.
    pub(super) head: Range<usize>,
    /// Floats at its foot.
    pub(super) foot: Range<usize>,
    /// Whether a row that does not fit is put here all the same, since no page has more room.
    pub(super) must: bool,
    /// Whether the columns are the last and of one height, chosen to hold all that is left.
    pub(super) balanced: bool,
}

impl Room {
    /// How many floats there are; each can take a free line.
    fn floats(&self) -> u32 {
        (self.head.len() + self.foot.len()) as u32
    }
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
pub(super) fn ends(task: &Task<'_>, row: usize, carry: &[NotePart], room: &Room) -> Vec<End> {
    let rows = &task.strip.rows;
    let mut allowed: Vec<End> = Vec::new();
    let mut forced: Option<End> = None;
    let float_notes = task.sums.notes_of_floats(&room.head) + task.sums.notes_of_floats(&room.foot);
    let content = Content { task, row, carry, room, header: header_lines(task.strip, row), float_notes };
    allowed.extend(content.end(row));
    // Far from full there is nothing to choose, unless the text ends.
    let near = content.first_near();
    for at in near.min(rows.len().saturating_sub(1)).max(row)..rows.len() {
        let used = content.used(at);
        if used > room.lines && !(room.must && at == row) {
            // What is a line or two too much may be mended by shorter paragraphs.
            if used > room.lines + MOST_FLEXED {
                break;
            }
            if used > room.lines + content.stretch(at).shorter {
                continue;
            }
        }
        let Some(end) = content.end(at + 1) else { continue };
        if rows[at].keep && at + 1 < rows.len() {
            forced = Some(end);
        } else {
            allowed.push(end);
        }
    }
    if !allowed.iter().any(|e| e.row > row) {
        // A place far from the foot, for want of a better one; one where none is allowed is better than none.
        let before = row..near.min(rows.len());
        match before.clone().rev().find(|at| !rows[*at].keep) {
            Some(at) => allowed.extend(content.end(at + 1)),
            None if forced.is_none() => forced = before.last().and_then(|at| content.end(at + 1)),
            None => {}
        }
    }
    choose(allowed, forced, row)
}

/// What the rows of a strip add up to, each counted from the start of the strip.
#[derive(Debug)]
pub(super) struct Sums {
    /// Lines, free ones above included.
    lines: Vec<u32>,
    /// See [`Stretch`].
    grow: Vec<u32>,
    points: Vec<u32>,
    /// Lines of the notes whose marks stand in them.
    note_lines: Vec<usize>,
    /// Lines of the notes that the captions of its floats mark.
    float_notes: Vec<usize>,
    /// Of the strip's flexible paragraphs: those that can be a line longer, and a line shorter.
    longer: Vec<u32>,
    shorter: Vec<u32>,
}

impl Sums {
    /// Those of a strip.
    pub(super) fn new(strip: &Strip, flow: &Flow) -> Sums {
        let note_lines = |row: &Row| -> usize {
            row.notes.iter().filter_map(|id| flow.notes.get(id.0 as usize)).map(|n| n.lines.len()).sum()
        };
        Sums {
            lines: sums(&strip.rows, |r| r.before + r.lines),
            grow: sums(&strip.rows, |r| r.grow),
            points: sums(&strip.rows, |r| u32::from(r.grow > 0)),
            note_lines: sums(&strip.rows, note_lines),
            float_notes: sums(&strip.floats, |f| note_lines(&f.row)),
            longer: sums(&strip.flexible, |f| u32::from(f.more.is_some())),
            shorter: sums(&strip.flexible, |f| u32::from(f.less)),
        }
    }

    /// Lines of the notes that some floats mark.
    pub(super) fn notes_of_floats(&self, floats: &Range<usize>) -> usize {
        self.float_notes[floats.end] - self.float_notes[floats.start]
    }

    /// Lines from a row to the end.
    pub(super) fn rest(&self, row: usize) -> u32 {
        self.lines.last().map_or(0, |all| all - self.lines[row])
    }
}

/// The sums of a list, the sum of nothing first.
fn sums<T, N: Copy + Default + std::ops::Add<Output = N>>(list: &[T], of: impl Fn(&T) -> N) -> Vec<N> {
    let mut sum = N::default();
    std::iter::once(sum)
        .chain(list.iter().map(|item| {
            sum = sum + of(item);
            sum
        }))
        .collect()
}

/// What a column that starts with a row has up to another.
struct Content<'a, 't> {
    task: &'a Task<'t>,
    row: usize,
    carry: &'a [NotePart],
    room: &'a Room,
    header: u32,
    /// Lines of the notes that its floats mark.
    float_notes: usize,
}

impl Content<'_, '_> {
    /// Lines of the rows up to `at`, notes not included.
    fn used(&self, at: usize) -> u32 {
        let lines = &self.task.sums.lines;
        self.header + self.task.strip.rows[self.row].lines_first + lines[at + 1] - lines[self.row + 1]
    }

    /// Lines of all notes of the rows before `to`.
    fn note_lines(&self, to: usize) -> usize {
        let lines = &self.task.sums.note_lines;
        line_count(self.carry) + self.float_notes + lines[to] - lines[self.row]
    }

    fn stretch(&self, at: usize) -> Stretch {
        let Sums { grow, points, longer, shorter, .. } = self.task.sums;
        let flexible = &self.task.strip.flexible;
        let from = flexible.partition_point(|f| f.rows.start < self.row);
        let to = from + flexible[from..].partition_point(|f| f.rows.end <= at + 1);
        Stretch {
            grow: self.room.floats() + grow[at + 1] - grow[self.row + 1],
            points: self.room.floats() + points[at + 1] - points[self.row + 1],
            longer: (longer[to] - longer[from]).min(MOST_FLEXED),
            shorter: (shorter[to] - shorter[from]).min(MOST_FLEXED),
        }
    }

    /// The first row with which the column is full or nearly so.
    fn first_near(&self) -> usize {
        let is_near = |at: usize| {
            let notes = note_area(self.note_lines(at + 1), self.task.notes, self.task.grid.pitch);
            self.used(at) + notes + SLACK + self.stretch(at).grow >= self.room.lines
        };
        let (mut low, mut high) = (self.row, self.task.strip.rows.len());
        while low < high {
            let middle = (low + high) / 2;
            if is_near(middle) { high = middle } else { low = middle + 1 }
        }
        low
    }

    /// The end before row `to`, if its notes have room.
    fn end(&self, to: usize) -> Option<End> {
        let (used, stretch) = match to.checked_sub(1).filter(|at| *at >= self.row) {
            Some(at) => (self.used(at), self.stretch(at)),
            None => {
                let grow = self.room.floats();
                (0, Stretch { grow, points: grow, longer: 0, shorter: 0 })
            }
        };
        let mut notes = self.carry.to_vec();
        if self.note_lines(to) > line_count(self.carry) {
            let Room { head, foot, .. } = self.room.clone();
            let marks = self.task.strip.marks(head, self.row..to, foot);
            notes.extend(marks.into_iter().filter_map(|id| NotePart::whole(id, self.task.flow)));
        }
        finish(self.task, self.row..to, used, &notes, self.carry.len(), self.room, stretch)
    }
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

/// The end behind some rows, if its notes have room, of which the first `owed` are carried from before; what of the last
/// note has none is carried on.
fn finish(
    task: &Task<'_>,
    rows: Range<usize>,
    used: u32,
    notes: &[NotePart],
    owed: usize,
    room: &Room,
    stretch: Stretch,
) -> Option<End> {
    let to = rows.end;
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
        let begins = fits >= settled + 2.min(last.lines.len());
        if !begins && !rows.is_empty() {
            return None;
        }
        cost += SPLIT_NOTE;
        if !begins && notes.len() > owed {
            cost += LATE_NOTE;
        }
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
    cost += stranded(task, rows, room.floats() > 0) + splits(task, to);
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

/// What it costs to end a column before a row inside a box or a table.
fn splits(task: &Task<'_>, to: usize) -> i64 {
    let rows = &task.strip.rows;
    let (Some(last), Some(next)) = (to.checked_sub(1).and_then(|n| rows.get(n)), rows.get(to)) else {
        return 0;
    };
    let mut cost = 0;
    // Of boxes in each other the outermost counts.
    let outermost = |r: &Row| boxes_around(&task.flow.boxes, r.boxed).last();
    if next.boxed.is_some() && outermost(last) == outermost(next) {
        let id = outermost(next);
        let inside = |r: &&Row| outermost(r) == id;
        let half = task.grid.lines / 2;
        let mut lines = 0;
        for row in rows[to..].iter().take_while(inside).chain(rows[..to].iter().rev().take_while(inside)) {
            if lines >= half {
                break;
            }
            lines += row.before + row.lines;
        }
        cost += SPLIT_BOX * i64::from(half.saturating_sub(lines));
    }
    if next.header.is_some() && last.header == next.header {
        cost += SPLIT_TABLE;
    }
    cost
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
