//! The last resort, for pages too small for what must stand together on them: row after row, and notes in the
//! columns behind their marks. Not well made, but nothing is lost.

use super::fill::{Fill, NotePart, note_area, room_for_notes};
use super::search::{Done, Task};
use super::{Band, PagePlan};
use std::collections::VecDeque;

/// The rows of a strip from one on, and all notes, floats left out; the first page goes on at a line.
pub(super) fn pages(task: &Task<'_>, mut row: usize, mut line: u32, carry: Vec<NotePart>) -> Done {
    let (rows, grid, segment) = (&task.strip.rows, task.grid, task.segment);
    let mut waiting = VecDeque::from(carry);
    line = line.min(grid.lines);
    let mut done = Done { pages: Vec::new(), line };
    while row < rows.len() || !waiting.is_empty() {
        let room = grid.lines - line;
        let mut fills = Vec::new();
        for _ in 0..grid.columns {
            let mut fill = Fill { rows: row..row, ..Fill::default() };
            let fits = room_for_notes(room, task.notes, grid.pitch);
            // A page that goes on from something else may be full; a fresh one takes a line at least.
            let most = if line == 0 { fits.max(1) } else { fits };
            let taken = take(&mut waiting, most, &mut fill.notes);
            fill.note_lines = note_area(taken, task.notes, grid.pitch);
            let mut used = fill.note_lines;
            while waiting.is_empty() && row < rows.len() {
                let first = fill.rows.is_empty();
                let lines = if first { rows[row].lines_first } else { rows[row].before + rows[row].lines };
                let must = first && taken == 0 && line == 0;
                if used + lines > room && !must {
                    break;
                }
                used += lines;
                waiting.extend(rows[row].notes.iter().filter_map(|id| NotePart::whole(*id, task.flow)));
                row += 1;
                fill.rows.end = row;
            }
            fills.push(fill);
        }
        done.pages.push(PagePlan { bands: vec![Band::Columns { line, lines: room, segment, fills }] });
        done.line = grid.lines;
        line = 0;
    }
    done
}

/// Takes up to so many lines of waiting notes; gives back how many.
fn take(waiting: &mut VecDeque<NotePart>, most: usize, into: &mut Vec<NotePart>) -> usize {
    let mut taken = 0;
    while taken < most {
        let Some(part) = waiting.front_mut() else { break };
        let end = part.lines.end.min(part.lines.start + most - taken);
        into.push(NotePart { note: part.note, lines: part.lines.start..end });
        taken += end - part.lines.start;
        part.lines.start = end;
        if part.lines.is_empty() {
            waiting.pop_front();
        }
    }
    taken
}
