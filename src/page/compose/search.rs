//! The search for the cheapest way through the pages of a strip.
//!
//! A way is followed column by column; ways that stand at the same row with the same floats placed compete,
//! and the best few go on. Floats keep their order: each way knows only how many it has placed.

mod back;
mod ending;
mod noted;

use super::fill::{End, Fill, LATE_NOTE, NotePart, Room, STRETCH, Sums, ends, room_for_notes};
use super::{NoteSpec, PagePlan};
use crate::page::flow::{Float, Flow, Reach, Strip};
use crate::page::grid::Grid;
use std::ops::Range;

/// Ways that are followed at once.
const BEAM: usize = 24;
/// Floats tried at the head of a page or column.
const HEAD_FLOATS: usize = 2;
/// Fewer lines than this below or above pictures are not worth a row of columns.
pub(super) const LEAST_LINES: u32 = 4;
/// A float that waits, for each column and each page.
const WAIT: i64 = 120;
/// A float at the foot of the column in which the text ends, so that the end is not seen as one.
const BELOW_END: i64 = 50;
/// Free lines below what stands over all columns that may be added so that the columns end flush.
const START_LINES: u32 = 2;
/// Last columns that could not be balanced.
const UNEVEN: i64 = 500;
/// The text ends on a page and floats are left over for the next.
const LEFT_OVER: i64 = 800;
/// Nothing stands below a head over all columns.
const BARE: i64 = 100_000;

/// What is to be placed.
pub(super) struct Task<'a> {
    pub(super) strip: &'a Strip,
    pub(super) flow: &'a Flow,
    pub(super) grid: &'a Grid,
    pub(super) notes: NoteSpec,
    /// What its rows add up to.
    pub(super) sums: &'a Sums,
    /// Where the strip is in the flow.
    pub(super) segment: usize,
    /// The first free line of the first page.
    pub(super) first_line: u32,
    /// How many lines above that are free already.
    pub(super) free: u32,
    /// Whether what stands above it there may not be left without text.
    pub(super) keep: bool,
}

/// The pages of a strip, the first of which goes on where the page stood.
pub(super) struct Done {
    pub(super) pages: Vec<PagePlan>,
    /// The first free line of the last page.
    pub(super) line: u32,
}

/// A way so far.
#[derive(Clone, Debug)]
struct Way {
    row: usize,
    placed: usize,
    carry: Vec<NotePart>,
    /// The first row of this page.
    begun: usize,
    /// The float over all columns that the foot of this page is kept for.
    foot: Option<usize>,
    /// Whether these are the last columns, of one height.
    balanced: bool,
    /// Whether its text has ended on a page before, with floats left over, and what that costs is counted.
    ended: bool,
    /// Columns of this page that have nothing.
    empty: u32,
    /// The lines of this page's columns.
    top: u32,
    lines: u32,
    cost: i64,
    last: Option<usize>,
}

/// What a way did.
#[derive(Clone, Debug)]
enum Step {
    /// Began a page with floats at its head.
    Page { heads: Range<usize> },
    /// Filled a column of the columns from `top` over `lines`.
    Column { top: u32, lines: u32, fill: Fill },
    /// Put a float at the foot of the page.
    Foot { float: usize },
    /// Gave a float a page of its own, with the notes of its caption.
    Alone { float: usize, notes: Vec<NotePart> },
    /// Put the remaining floats below the last columns, and the notes of their captions below them.
    Below { line: u32, floats: Range<usize>, notes: Vec<NotePart> },
}

struct Search<'a> {
    task: &'a Task<'a>,
    steps: Vec<(Option<usize>, Step)>,
    best: Option<Way>,
    /// Whether the foot of a page may be kept for a float. Ways that keep it and then cannot use it end there;
    /// where all do, the page is tried again without.
    feet: bool,
}

/// Places a strip.
pub(super) fn run(task: &Task<'_>, carry: Vec<NotePart>) -> Done {
    let rows = &task.strip.rows;
    let mut search = Search { task, steps: Vec::new(), best: None, feet: true };
    let start = Way {
        row: 0,
        placed: 0,
        carry: carry.clone(),
        begun: 0,
        foot: None,
        balanced: false,
        ended: false,
        empty: 0,
        top: task.first_line,
        lines: 0,
        cost: 0,
        last: None,
    };
    // Every full page takes a row, a float or a line of a note, so this many are enough; the bound only
    // makes sure that a mistake here ends in a wrong page and not in a machine without memory.
    let notes: usize = task.flow.notes.iter().map(|n| n.lines.len()).sum();
    let most = rows.len() + task.strip.floats.len() + notes + 2;
    search.walk(start.clone(), most);
    if search.best.is_some() {
        return search.read_back();
    }
    // No way led to the end. Nothing may be lost: the text first, and behind it each float on its own page.
    let floats = task.strip.floats.len();
    search.walk(Way { placed: floats, ..start }, most);
    let mut done = match search.best {
        Some(_) => search.read_back(),
        None => super::plain::pages(task, 0, task.first_line, carry),
    };
    let mut late = Vec::new();
    for float in 0..floats {
        let (notes, rest) = task.alone(float);
        done.pages.push(task.alone_page(float, notes));
        done.line = task.grid.lines;
        late.extend(rest);
    }
    if !late.is_empty() {
        done.pages.extend(super::plain::pages(task, rows.len(), 0, late).pages);
    }
    done
}

impl Search<'_> {
    /// Follows ways page by page until all have ended, over at most so many pages.
    fn walk(&mut self, start: Way, most: usize) {
        let mut ways = vec![start];
        let mut first_line = self.task.first_line;
        for _ in 0..=most {
            let mut next = self.page(ways.clone(), first_line);
            if next.is_empty() && self.best.is_none() && !ways.is_empty() {
                self.feet = false;
                next = self.page(ways, first_line);
                self.feet = true;
            }
            ways = next;
            first_line = 0;
            if let Some(best) = &self.best {
                ways.retain(|w| w.cost < best.cost);
            }
        }
    }

    fn float(&self, at: usize) -> Option<&Float> {
        self.task.strip.floats.get(at)
    }

    fn add(&mut self, last: Option<usize>, step: Step) -> Option<usize> {
        self.steps.push((last, step));
        Some(self.steps.len() - 1)
    }

    fn is_done(&self, way: &Way) -> bool {
        way.row == self.task.strip.rows.len()
            && way.placed == self.task.strip.floats.len()
            && way.carry.is_empty()
    }

    fn offer(&mut self, way: Way) {
        if self.best.as_ref().is_none_or(|b| way.cost < b.cost) {
            self.best = Some(way);
        }
    }

    /// Takes ways over one page; finished ones are offered, the others are returned.
    fn page(&mut self, ways: Vec<Way>, first_line: u32) -> Vec<Way> {
        let grid_lines = self.task.grid.lines;
        let mut next = Vec::new();
        let mut begun = Vec::new();
        for way in ways {
            if first_line == 0 && self.is_done(&way) {
                // It got here without balanced columns.
                let uneven = self.task.grid.columns > 1 && !way.ended;
                let cost = way.cost + if uneven { UNEVEN } else { 0 };
                self.offer(Way { cost, ..way });
                continue;
            }
            let float = self.float(way.placed).filter(|f| f.reach == Reach::Page && f.mention <= way.row);
            if float.is_some() && first_line == 0 {
                let mut alone = way.clone();
                let (notes, late) = self.task.alone(way.placed);
                if !late.is_empty() {
                    alone.cost += LATE_NOTE;
                    alone.carry.extend(late);
                }
                alone.last = self.add(way.last, Step::Alone { float: way.placed, notes });
                alone.placed += 1;
                next.push(alone);
                continue;
            }
            self.begin(&way, first_line, &mut begun);
            if first_line > 0 {
                let free = self.task.free;
                for more in (1..=START_LINES).filter(|more| first_line + more + LEAST_LINES <= grid_lines) {
                    let all = free + more;
                    let cost = way.cost + STRETCH * i64::from(all * all - free * free);
                    self.begin(&Way { cost, ..way.clone() }, first_line + more, &mut begun);
                }
            }
        }
        let mut ways = best_of(begun);
        for way in &ways {
            self.try_to_finish(way);
            next.extend(self.try_to_end_text(way));
        }
        for _ in 0..self.task.grid.columns {
            ways = self.column(&ways);
        }
        for mut way in ways {
            if let Some(float) = way.foot.take() {
                let mention = self.task.strip.floats[float].mention;
                if way.placed != float || mention > way.row {
                    continue;
                }
                way.last = self.add(way.last, Step::Foot { float });
                way.placed += 1;
            }
            way.cost += WAIT * self.waiting(&way);
            let all = self.task.strip.rows.len();
            if way.row == all && way.begun < all && !self.is_done(&way) {
                way.cost += self.left_over(&way);
                if way.placed < self.task.strip.floats.len() && self.task.grid.columns > 1 {
                    way.cost += UNEVEN;
                    way.ended = true;
                }
            }
            if first_line > 0 && self.task.keep && way.row == 0 && all > 0 {
                way.cost += BARE;
            }
            next.push(way);
        }
        best_of(next)
    }

    /// Ways to begin a page: floats over all columns at its head, and one expected at its foot.
    fn begin(&mut self, way: &Way, first_line: u32, out: &mut Vec<Way>) {
        let grid = self.task.grid;
        let mut top = first_line;
        for heads in 0..=HEAD_FLOATS {
            if heads > 0 {
                let at = way.placed + heads - 1;
                let Some(float) = self.float(at) else { break };
                if float.reach != Reach::Span || float.mention > way.row {
                    break;
                }
                top += float_lines(float, top == 0);
                if top > grid.lines {
                    break;
                }
            }
            let heads = way.placed..way.placed + heads;
            let placed = heads.end;
            let lines = grid.lines - top;
            // Their notes stand at the foot of the first column, before its own.
            let notes = self.task.notes_of(heads.clone());
            let mut cost = way.cost;
            if let Some(first) = notes.first() {
                let fits = room_for_notes(lines, self.task.notes, grid.pitch);
                cost += if fits < first.lines.len().min(2) { LATE_NOTE } else { 0 };
            }
            let few = lines < LEAST_LINES && top > 0 && notes.is_empty();
            let mut carry = way.carry.clone();
            carry.extend(notes);
            let last = self.add(way.last, Step::Page { heads });
            let plain = Way {
                placed,
                carry,
                cost,
                top,
                lines: if few { 0 } else { lines },
                last,
                begun: way.row,
                empty: 0,
                foot: None,
                ..way.clone()
            };
            let spans = self.task.strip.floats.iter().enumerate().skip(placed);
            let foot = spans.clone().find(|(_, f)| f.reach != Reach::Column).map(|(n, _)| n);
            if let Some(foot) = foot.filter(|_| self.feet && way.row < self.task.strip.rows.len()) {
                let float = &self.task.strip.floats[foot];
                let taken = float_lines(float, true);
                // Notes stand below everything, so a picture that has some does not stand at the foot.
                let noted = self.task.sums.notes_of_floats(&(foot..foot + 1)) > 0;
                if float.reach == Reach::Span && !noted && taken + LEAST_LINES <= lines {
                    out.push(Way { foot: Some(foot), lines: lines - taken, ..plain.clone() });
                }
            }
            out.push(plain);
        }
    }

    /// Takes ways over one column.
    fn column(&mut self, ways: &[Way]) -> Vec<Way> {
        let mut out: Vec<(Way, Fill)> = Vec::new();
        for way in ways {
            self.fill_column(way, &mut out);
        }
        // Only what survives is written down.
        let bound = self.best.as_ref().map_or(i64::MAX, |b| b.cost);
        let mut order: Vec<usize> = (0..out.len()).filter(|n| out[*n].0.cost < bound).collect();
        order.sort_by_key(|n| out[*n].0.cost);
        let mut kept: Vec<Way> = Vec::new();
        for n in order {
            if kept.len() == BEAM {
                break;
            }
            let (way, fill) = &out[n];
            if kept.iter().any(|k| same_place(k, way)) {
                continue;
            }
            let mut way = way.clone();
            let step = Step::Column { top: way.top, lines: way.lines, fill: fill.clone() };
            way.last = self.add(way.last, step);
            kept.push(way);
        }
        kept
    }

    fn fill_column(&self, way: &Way, out: &mut Vec<(Way, Fill)>) {
        let limit = way.foot.unwrap_or(self.task.strip.floats.len());
        let column_float = |at: usize| self.float(at).filter(|f| at < limit && f.reach == Reach::Column);
        let mut head_lines = 0;
        for heads in 0..=HEAD_FLOATS {
            if heads > 0 {
                let Some(float) = column_float(way.placed + heads - 1) else { break };
                // Nothing stands before its mention (L2).
                if float.mention > way.row {
                    break;
                }
                head_lines += float_lines(float, heads == 1);
            }
            let middle = way.placed + heads;
            for feet in 0..=1 {
                let mut taken = head_lines;
                if feet == 1 {
                    let Some(float) = column_float(middle) else { break };
                    taken += float_lines(float, true);
                }
                if taken > way.lines {
                    break;
                }
                let room = Room {
                    lines: way.lines - taken,
                    head: way.placed..middle,
                    foot: middle..middle + feet,
                    must: heads + feet == 0 && way.lines == self.task.grid.lines,
                    balanced: way.balanced,
                };
                for end in ends(self.task, way.row, &way.carry, &room) {
                    let last_mention = (way.placed..middle + feet)
                        .map(|at| self.task.strip.floats[at].mention)
                        .max()
                        .unwrap_or(0);
                    if last_mention > end.row {
                        continue;
                    }
                    let head = way.placed..middle;
                    let ends = feet > 0 && end.row == self.task.strip.rows.len();
                    let cost = if ends { BELOW_END } else { 0 };
                    out.push(advance(way, end, head, middle..middle + feet, cost));
                }
            }
        }
    }

    /// What it costs that the text ends and something is left for the next page; a picture that has a page to itself
    /// stands there anyway.
    fn left_over(&self, way: &Way) -> i64 {
        let alone = self.float(way.placed).is_some_and(|f| f.reach == Reach::Page);
        if alone && way.carry.is_empty() { 0 } else { LEFT_OVER }
    }

    /// How many floats of a way have been mentioned and not placed.
    fn waiting(&self, way: &Way) -> i64 {
        let floats = self.task.strip.floats.iter().skip(way.placed);
        floats.take_while(|f| f.mention < way.row).count() as i64
    }
}

/// A way behind a column.
fn advance(way: &Way, end: End, head: Range<usize>, foot: Range<usize>, more: i64) -> (Way, Fill) {
    let placed = foot.end.max(head.end);
    let nothing = end.row == way.row && placed == way.placed && end.notes.is_empty();
    let cost = way.cost + end.cost + more;
    let empty = way.empty + u32::from(nothing);
    let next = Way { row: end.row, placed, carry: end.carry, cost, empty, ..way.clone() };
    let fill = Fill {
        head,
        rows: way.row..end.row,
        foot,
        notes: end.notes,
        note_lines: end.note_lines,
        slack: end.slack,
        longer: end.longer,
        shorter: end.shorter,
    };
    (next, fill)
}

/// Grid lines of a float; one at an edge of its page or column needs space on one side only.
pub(super) fn float_lines(float: &Float, at_edge: bool) -> u32 {
    if at_edge { float.row.lines_first } else { float.row.lines }
}

fn same_place(a: &Way, b: &Way) -> bool {
    (a.row, a.placed, a.foot, a.top, a.lines) == (b.row, b.placed, b.foot, b.top, b.lines)
        && a.carry == b.carry
}

/// The cheapest ways, one for each place.
fn best_of(mut ways: Vec<Way>) -> Vec<Way> {
    ways.sort_by_key(|w| w.cost);
    let mut kept: Vec<Way> = Vec::new();
    for way in ways {
        if kept.len() == BEAM {
            break;
        }
        if !kept.iter().any(|k| same_place(k, &way)) {
            kept.push(way);
        }
    }
    kept
}
