//! Which of the places are taken: total fit, which weighs the paragraph as a whole (Knuth and Plass), or first
//! fit, line by line.
//!
//! Han text may break nearly everywhere, so candidates must be few: for each place only starts are looked at
//! whose line can be squeezed into the measure, up to where the line becomes too loose. The first start that
//! fits is always looked at, so a way to the end exists whatever the text. That bounds the work for a place by
//! the looseness allowed, not by the paragraph.

use super::adjust::{bounds, sharing};
use super::breaks::{Break, Reason};
use super::cells::Cells;
use crate::clreq::{self, Squeeze};
use crate::geom::Abs;
use crate::theme::Align;

/// The room for text on the first line and on the others.
pub(super) struct Room {
    pub(super) first: Abs,
    pub(super) rest: Abs,
}

/// A gap stretched by this, in em, costs 1; the cost grows with the square. The bound that good work keeps at
/// 30 em (G10).
const STRETCH_UNIT: f64 = 0.01;
/// Marks squeezed by this share of what they can give cost 1: ，。、 at 0.87 em, where an eye begins to see it.
const SQUEEZE_UNIT: f64 = 0.26;
/// What it costs to use up what word spaces or Han–Latin spaces can give or take.
const SPACE_COST: f64 = 5.0;
/// Looser lines than this, in em a gap, are not looked at while there are others.
const LOOSE: f64 = 0.15;
/// The same when the first search found no good way.
const VERY_LOOSE: f64 = 1.0;
/// A ragged line may lack this share of its measure.
const RAGGED: f64 = 0.5;
/// Costs of places.
const POOR: f64 = 8.0;
const HYPHEN: f64 = 6.0;
const HYPHENS_IN_A_ROW: f64 = 40.0;
const ADDRESS: f64 = 2.0;
const FORCED: f64 = 1e7;
/// 孤字 (H4), where the measure is long enough to do something about it, and where it is not.
const LONE: f64 = 1e9;
const LONE_IN_SHORT: f64 = 1e3;
const SHORT: i64 = 10;
/// A paragraph that costs this much deserves a wider search.
const BAD: f64 = 1e6;
/// A line that is too wide even when squeezed; there is none unless a single character is.
const IMPOSSIBLE: f64 = 1e12;

/// The places where lines end, in order, the last of all among them.
pub(super) fn choose(
    cells: &Cells<'_>,
    start: usize,
    places: &[Break],
    room: &Room,
    align: Align,
    optimize: bool,
) -> Vec<usize> {
    let Some(end) = places.last() else { return Vec::new() };
    if cells.natural(start, end) <= room.first {
        return vec![places.len() - 1];
    }
    let job = Job { cells, start, places, room, align };
    if !optimize {
        return job.first_fit();
    }
    let (chosen, cost) = job.total_fit(LOOSE);
    // A lone character or a hole in the text: look farther.
    if cost >= BAD { job.total_fit(VERY_LOOSE).0 } else { chosen }
}

pub(super) struct Job<'a> {
    pub(super) cells: &'a Cells<'a>,
    pub(super) start: usize,
    pub(super) places: &'a [Break],
    pub(super) room: &'a Room,
    pub(super) align: Align,
}

/// What a line from one place to another would be.
pub(super) enum Rating {
    /// It cannot be squeezed enough.
    TooWide,
    /// It costs this much.
    Fits(f64),
    /// It costs this much and is looser than allowed; shorter ones are looser still.
    Loose(f64),
}

impl Job<'_> {
    /// The first cluster of a line that begins behind place `from`, counted from 1; 0 is the start.
    fn begin(&self, from: usize) -> usize {
        from.checked_sub(1).map_or(self.start, |p| self.places[p].at)
    }

    fn measure(&self, from: usize) -> Abs {
        if from == 0 { self.room.first } else { self.room.rest }
    }

    fn total_fit(&self, loose: f64) -> (Vec<usize>, f64) {
        let count = self.places.len();
        // By number of the place from 1; 0 is the start.
        let mut best: Vec<(f64, u32)> = vec![(f64::INFINITY, 0); count + 1];
        best[0].0 = 0.0;
        let mut lowest = 0;
        for to in 1..=count {
            let mut found = false;
            let mut from = lowest;
            while from < to {
                if best[from].0.is_finite() {
                    match self.rate(from, to - 1, loose) {
                        Rating::TooWide if !found && self.hopeless(from, to - 1) => lowest = from + 1,
                        Rating::TooWide => {}
                        Rating::Fits(cost) | Rating::Loose(cost) if best[from].0 + cost < best[to].0 => {
                            best[to] = (best[from].0 + cost, from as u32);
                            found = true;
                        }
                        Rating::Fits(_) => found = true,
                        Rating::Loose(_) if found => break,
                        Rating::Loose(_) => found = true,
                    }
                }
                from += 1;
            }
            if !best[to].0.is_finite() && (to == count || lowest == to) {
                // One character wider than the measure: it stands alone.
                let from = (0..to).rev().find(|&f| best[f].0.is_finite()).unwrap_or(0);
                best[to] = (best[from].0 + IMPOSSIBLE, from as u32);
                lowest = lowest.min(from);
            }
        }
        let mut chosen = Vec::new();
        let mut at = count;
        while at > 0 {
            chosen.push(at - 1);
            at = best[at].1 as usize;
        }
        chosen.reverse();
        (chosen, best[count].0)
    }

    /// Whether lines from here on can only be wider: by more than the marks at its end could ever give back.
    pub(super) fn hopeless(&self, from: usize, to: usize) -> bool {
        let (begin, end) = (self.begin(from), &self.places[to]);
        if end.last < begin {
            return false;
        }
        let sums = &self.cells.sums;
        let give: i64 = (0..Squeeze::COUNT).map(|k| sums[end.last].give[k] - sums[begin].give[k]).sum();
        let width = sums[end.last].width - sums[begin].width - give;
        Abs::raw(width) > self.measure(from) + self.cells.paragraph.size * 2
    }

    pub(super) fn rate(&self, from: usize, to: usize, loose: f64) -> Rating {
        let (begin, end) = (self.begin(from), &self.places[to]);
        let natural = self.cells.natural(begin, end);
        let measure = self.measure(from);
        let left = (measure - natural).to_raw();
        let last = to + 1 == self.places.len();
        let mut cost = self.place_cost(from, end, last);
        let justified = matches!(self.align, Align::Justify | Align::Even);
        if left < 0 {
            if !justified {
                return Rating::TooWide;
            }
            return match self.squeezed(begin, end, -left) {
                Some(squeezed) => Rating::Fits(cost + squeezed),
                None => Rating::TooWide,
            };
        }
        if !justified {
            let lacks = left as f64 / measure.to_raw().max(1) as f64;
            // Centred lines are balanced, the last with the others; ragged ones only fill up.
            if !last || matches!(self.align, Align::Center | Align::End) {
                cost += (lacks * 10.0).powi(2);
            }
            return if lacks > RAGGED.max(loose) { Rating::Loose(cost) } else { Rating::Fits(cost) };
        }
        if last && self.align == Align::Justify {
            return Rating::Fits(cost);
        }
        let (stretched, gap) = self.stretched(begin, end, left);
        if gap > loose { Rating::Loose(cost + stretched) } else { Rating::Fits(cost + stretched) }
    }

    fn place_cost(&self, from: usize, end: &Break, last: bool) -> f64 {
        let before = from.checked_sub(1).map(|p| self.places[p].reason);
        let place = match end.reason {
            Reason::Free | Reason::End => 0.0,
            Reason::Poor => POOR,
            Reason::Hyphen if before == Some(Reason::Hyphen) => HYPHENS_IN_A_ROW,
            Reason::Hyphen => HYPHEN,
            Reason::Address => ADDRESS,
            Reason::Forced => FORCED,
        };
        // One line of one character is no last line.
        if last && from > 0 && self.is_lone(self.begin(from), end) {
            let short = self.room.rest < self.cells.paragraph.size * SHORT;
            place + if short { LONE_IN_SHORT } else { LONE }
        } else {
            place
        }
    }

    fn is_lone(&self, begin: usize, end: &Break) -> bool {
        let clusters = &self.cells.paragraph.clusters[begin..end.at.max(begin)];
        clreq::last_line_is_lone(clusters.iter().map(|c| c.class))
    }

    /// The cost of squeezing a line by `need`, in CLREQ's order (G3); `None` if it cannot be done.
    fn squeezed(&self, begin: usize, end: &Break, need: i64) -> Option<f64> {
        let (a, b) = bounds(self.cells, begin, end);
        let mut need = need;
        let mut cost = 0.0;
        for kind in Squeeze::ALL {
            let give = b.give[kind as usize] - a.give[kind as usize];
            if give <= 0 {
                continue;
            }
            let share = need.min(give) as f64 / give as f64;
            cost += match kind {
                Squeeze::WordSpace => SPACE_COST * share * share,
                Squeeze::HanLatin => 4.0 * SPACE_COST * share * share,
                Squeeze::Stop => 4.0 * steep(share / SQUEEZE_UNIT),
                // Brackets and · are seen less than commas.
                Squeeze::Bracket | Squeeze::Middle => 0.03 * steep(share / SQUEEZE_UNIT),
                Squeeze::Pause => 1.5 * steep(share / SQUEEZE_UNIT),
            };
            need -= give;
            if need <= 0 {
                return Some(cost);
            }
        }
        (need <= 0).then_some(cost)
    }

    /// The cost of stretching a line by `left` (G4), and how much each gap takes in the last step, in em.
    fn stretched(&self, begin: usize, end: &Break, left: i64) -> (f64, f64) {
        let (a, b) = bounds(self.cells, begin, end);
        let mut left = left;
        let mut cost = 0.0;
        for take in [b.word - a.word, b.han_latin - a.han_latin] {
            if take > 0 {
                let share = left.min(take) as f64 / take as f64;
                cost += SPACE_COST * share * share;
                left = (left - take).max(0);
            }
        }
        let (gaps, _) = sharing(self.cells, a, b, left, false);
        let em = self.cells.paragraph.size.to_raw().max(1) as f64;
        // A line without gaps stays short: as bad as if it had one.
        let gap = left as f64 / em / gaps.max(1) as f64;
        (cost + steeper(gap / STRETCH_UNIT), gap)
    }

    /// Line by line: as much as can be squeezed in (先挤进), else the next line (后推出).
    fn first_fit(&self) -> Vec<usize> {
        let mut chosen = Vec::new();
        let mut from = 0;
        while from < self.places.len() {
            let mut take = from;
            for to in from..self.places.len() {
                match self.rate(from, to, VERY_LOOSE) {
                    Rating::Fits(_) | Rating::Loose(_) => take = to,
                    Rating::TooWide if self.hopeless(from, to) => break,
                    Rating::TooWide => {}
                }
            }
            chosen.push(take);
            from = take + 1;
        }
        chosen
    }
}

/// Square near the unit, steeper beyond it: one bad line is worse than several middling ones.
fn steep(x: f64) -> f64 {
    let square = x * x;
    square * (1.0 + square / 4.0)
}

/// The same, steeper still from twice the unit on.
fn steeper(x: f64) -> f64 {
    let square = x * x;
    square + square * square * square / 64.0
}

/// For a test: the least cost of all ways to break a short paragraph, and the cost of the way that is chosen.
#[cfg(test)]
pub(super) fn against_every_way(cells: &Cells<'_>, places: &[Break], room: &Room) -> (f64, f64) {
    let job = Job { cells, start: 0, places, room, align: Align::Justify };
    let cost = |from: usize, to: usize| match job.rate(from, to, f64::INFINITY) {
        Rating::TooWide => None,
        Rating::Fits(cost) | Rating::Loose(cost) => Some(cost),
    };
    // The least cost from each place to the end, without any of the shortcuts.
    let count = places.len();
    let mut least = vec![f64::INFINITY; count + 1];
    least[count] = 0.0;
    for from in (0..count).rev() {
        let ways = (from..count).filter_map(|to| cost(from, to).map(|c| c + least[to + 1]));
        least[from] = ways.fold(f64::INFINITY, f64::min);
    }
    let mut from = 0;
    let mut chosen = 0.0;
    for to in choose(cells, 0, places, room, Align::Justify, true) {
        chosen += cost(from, to).unwrap_or(f64::INFINITY);
        from = to + 1;
    }
    (least[0], chosen)
}
