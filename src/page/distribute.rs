//! Distribute: what a column takes gets its lines, and what is left over goes above heads and around pictures
//! by whole lines, so that the column ends flush and the line pitch never changes (A6, O12).

use super::compose::{Fill, header_lines};
use super::flow::{Row, Seat, Strip};
use std::ops::Range;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A row of the strip.
    Row(usize),
    /// A float of the strip.
    Float(usize),
    /// A row of a table head that is set again.
    Header(usize, usize),
}

/// A piece and its lines, counted from the top of the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seated {
    /// What.
    pub(super) piece: Piece,
    /// Its first line.
    pub(super) line: u32,
    /// How many it has, free ones around it included.
    pub(super) lines: u32,
    /// Where in the column it stands.
    pub(super) seat: Seat,
}

/// Seats everything in a column of so many lines, notes excepted. Also returns how many lines from the top
/// are taken, notes included.
pub(super) fn distribute(strip: &Strip, fill: &Fill, lines: u32) -> (Vec<Seated>, u32) {
    let mut out = Vec::new();
    let ends = fill.rows.end == strip.rows.len() && fill.foot.is_empty();
    let extra = shares(strip, fill, if ends { 0 } else { fill.slack });
    let mut share = extra.into_iter();
    let mut line = 0;
    let first = |line: u32| if line == 0 { Seat::First } else { Seat::Middle };
    for float in fill.head.clone() {
        let row = &strip.floats[float].row;
        let taken = own_lines(row, line) + share.next().unwrap_or(0);
        out.push(Seated { piece: Piece::Float(float), line, lines: taken, seat: first(line) });
        line += taken;
    }
    // A column that floats fill has no row to set the head of its table again for.
    let header = strip.rows[fill.rows.clone()].first().and_then(|r| r.header);
    if let (Some(header), true) = (header, header_lines(strip, fill.rows.start) > 0) {
        for (n, row) in strip.headers[header].iter().enumerate() {
            out.push(Seated { piece: Piece::Header(header, n), line, lines: row.lines, seat: Seat::Middle });
            line += row.lines;
        }
    }
    let text_end = lines.saturating_sub(fill.note_lines);
    for at in fill.rows.clone() {
        let row = &strip.rows[at];
        let more = share.next().unwrap_or(0);
        let at_top = at == fill.rows.start;
        let (before, own) = if at_top { (0, row.lines_first) } else { (row.before, row.lines) };
        line += before;
        let taken = own + more;
        let seat = match (at_top, at + 1 == fill.rows.end) {
            (true, _) => Seat::First,
            (_, true) if line + taken == text_end && fill.foot.is_empty() => Seat::Last,
            _ => Seat::Middle,
        };
        out.push(Seated { piece: Piece::Row(at), line, lines: taken, seat });
        line += taken;
    }
    let mut used = line;
    let foot: u32 = fill.foot.clone().map(|f| strip.floats[f].row.lines_first).sum();
    let mut line = text_end.saturating_sub(foot);
    for float in fill.foot.clone() {
        let taken = strip.floats[float].row.lines_first;
        out.push(Seated { piece: Piece::Float(float), line, lines: taken, seat: Seat::Last });
        line += taken;
        used = line;
    }
    (out, if fill.notes.is_empty() { used } else { lines })
}

/// Seats rows over all columns from a line of the page on, each with the lines that it has.
pub(super) fn in_line(strip: &Strip, rows: Range<usize>, mut line: u32) -> Vec<Seated> {
    let mut out = Vec::with_capacity(rows.len());
    for (at, row) in rows.clone().zip(&strip.rows[rows]) {
        let (before, lines, seat) = match line {
            0 => (0, row.lines_first, Seat::First),
            _ => (row.before, row.lines, Seat::Middle),
        };
        out.push(Seated { piece: Piece::Row(at), line: line + before, lines, seat });
        line += before + lines;
    }
    out
}

fn own_lines(row: &Row, line: u32) -> u32 {
    if line == 0 { row.lines_first } else { row.lines }
}

/// How many of the free lines each head float and each row takes, in order. What is left is for the floats at
/// the foot, or stays free above them.
fn shares(strip: &Strip, fill: &Fill, slack: u32) -> Vec<u32> {
    let floats = fill.head.len();
    let mut grow: Vec<u32> = fill.head.clone().map(|_| 1).collect();
    for at in fill.rows.clone() {
        grow.push(if at == fill.rows.start { 0 } else { strip.rows[at].grow });
    }
    let mut given = vec![0; grow.len()];
    // Above a float at the foot there is room for one line each, which needs no one to take it.
    let mut left = slack.saturating_sub(fill.foot.len() as u32);
    let mut order: Vec<usize> = (floats..grow.len()).chain(0..floats).collect();
    order.retain(|n| grow[*n] > 0);
    while left > 0 && order.iter().any(|n| given[*n] < grow[*n]) {
        for n in &order {
            if left > 0 && given[*n] < grow[*n] {
                given[*n] += 1;
                left -= 1;
            }
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(rows: &[(u32, u32)]) -> Strip {
        let rows = rows
            .iter()
            .map(|(lines, grow)| Row { lines: *lines, lines_first: *lines, grow: *grow, ..Row::default() })
            .collect();
        Strip { rows, ..Strip::default() }
    }

    #[test]
    fn free_lines_go_above_heads_and_the_column_ends_flush() {
        let strip = strip(&[(1, 0), (1, 0), (3, 2), (1, 0), (1, 0), (1, 0)]);
        let fill = Fill { rows: 0..5, slack: 2, ..Fill::default() };
        let (seated, used) = distribute(&strip, &fill, 9);
        let lines: Vec<(u32, u32)> = seated.iter().map(|s| (s.line, s.lines)).collect();
        assert_eq!(lines, [(0, 1), (1, 1), (2, 5), (7, 1), (8, 1)]);
        assert_eq!(used, 9);
    }

    #[test]
    fn the_last_column_is_not_stretched() {
        let strip = strip(&[(1, 0), (3, 2), (1, 0)]);
        let fill = Fill { rows: 0..3, slack: 4, ..Fill::default() };
        let (seated, used) = distribute(&strip, &fill, 9);
        assert_eq!(seated[1].lines, 3);
        assert_eq!(used, 5);
    }

    #[test]
    fn a_column_without_rows_repeats_no_table_head() {
        let mut strip = strip(&[(1, 0), (1, 0), (1, 0)]);
        strip.headers = vec![vec![Row { lines: 1, ..Row::default() }]];
        for row in &mut strip.rows {
            row.header = Some(0);
        }
        let empty = Fill { rows: 1..1, ..Fill::default() };
        assert!(distribute(&strip, &empty, 3).0.is_empty());
        let goes_on = Fill { rows: 1..3, ..Fill::default() };
        assert_eq!(distribute(&strip, &goes_on, 3).0.len(), 3);
    }

    #[test]
    fn a_head_that_begins_a_column_takes_nothing() {
        let strip = strip(&[(3, 2), (1, 0), (1, 0)]);
        let fill = Fill { rows: 0..2, slack: 2, ..Fill::default() };
        let (seated, _) = distribute(&strip, &fill, 6);
        assert_eq!(seated[0].lines, 3);
    }
}
