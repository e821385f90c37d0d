//! A paragraph in a given number of lines, one more or one fewer than is best for it by itself: what a page needs
//! now and then so that its columns end flush (TeX's looseness).

use super::breaks::{self, Break};
use super::cells::Cells;
use super::fit::{Job, Rating, Room};
use super::{Line, Setting, place};
use crate::text::{Context, Paragraph};

/// Looser lines than this, in em a gap, are worse than a column that is a line short.
const LOOSEST: f64 = 0.07;
/// Paragraphs that cost more are too.
const MOST: f64 = 400.0;

/// Sets a paragraph in exactly so many lines. `None` if that cannot be done well, or if the author divided it.
pub fn set_in(paragraph: &Paragraph, setting: &Setting, lines: usize, cx: &Context<'_>) -> Option<Vec<Line>> {
    let cells = Cells::new(paragraph, &cx.theme.lines);
    let mut parts = breaks::parts(paragraph);
    let (part, None) = (parts.next()?, parts.next()) else { return None };
    let mut places = breaks::find(paragraph, &cells, part.clone(), cx);
    let narrowest = setting.room(true).min(setting.room(false));
    if !breaks::force(&cells, part.start, &mut places, narrowest).is_empty() {
        return None;
    }
    let room = Room { first: setting.room(true), rest: setting.room(false) };
    let job = Job { cells: &cells, start: part.start, places: &places, room: &room, align: setting.align };
    let chosen = job.in_lines(lines)?;
    let mut start = part.start;
    let mut out = Vec::new();
    for (n, &at) in chosen.iter().enumerate() {
        let end: &Break = &places[at];
        out.push(place::line(&cells, start, end, setting, n == 0, n + 1 == chosen.len(), cx));
        start = end.at;
    }
    Some(out)
}

impl Job<'_> {
    /// The places where exactly so many lines end at the least cost.
    fn in_lines(&self, lines: usize) -> Option<Vec<usize>> {
        let count = self.places.len();
        // By number of the place from 1; 0 is the start. One layer a line, each with where its lines began.
        let mut costs = vec![f64::INFINITY; count + 1];
        costs[0] = 0.0;
        let mut begins: Vec<Vec<u32>> = Vec::with_capacity(lines);
        for _ in 0..lines {
            let mut next = vec![f64::INFINITY; count + 1];
            let mut begin = vec![0u32; count + 1];
            for from in (0..count).filter(|&f| costs[f].is_finite()) {
                for to in from + 1..=count {
                    match self.rate(from, to - 1, LOOSEST) {
                        Rating::Fits(cost) if costs[from] + cost < next[to] => {
                            (next[to], begin[to]) = (costs[from] + cost, from as u32);
                        }
                        Rating::TooWide if self.hopeless(from, to - 1) => break,
                        _ => {}
                    }
                }
            }
            costs = next;
            begins.push(begin);
        }
        if costs[count] > MOST {
            return None;
        }
        let mut at = count;
        let mut chosen = Vec::with_capacity(lines);
        for begin in begins.iter().rev() {
            chosen.push(at - 1);
            at = begin[at] as usize;
        }
        chosen.reverse();
        Some(chosen)
    }
}
