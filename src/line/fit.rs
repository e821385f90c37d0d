//! Which of the places are taken: total fit, which weighs the paragraph as a whole (Knuth and Plass), or first
//! fit, line by line.
//!
//! Han text may break nearly everywhere, so candidates must be few: for each place only starts are looked at
//! whose line can be squeezed into the measure, up to where the line becomes too loose. The first start that
//! fits is always looked at, so a way to the end exists whatever the text. That bounds the work for a place by
//! the looseness allowed, not by the paragraph.

use super::adjust::sharing;
use super::breaks::{Break, Reason};
use super::cells::{Cells, Sum};
use crate::clreq::{self, Squeeze};
use crate::geom::Abs;
use crate::theme::Align;

/// The room for text on the first line and on the others.
pub(super) struct Room {
    pub(super) first: Abs,
    pub(super) rest: Abs,
}

// The costs were chosen on newspaper text at 15 to 30 em, so that no line is looser than it must be, nine of ten
// single marks stay wider than 0.87 em at 30 em, and Han–Latin spaces stay near a quarter.

/// A gap stretched by this, in em, costs 1; the cost grows with the square (G10).
const STRETCH_UNIT: f64 = 0.016;
/// Marks squeezed by this share of what they can give cost 1: ，。、 at 0.87 em, where an eye begins to see it.
const SQUEEZE_UNIT: f64 = 0.26;
/// Squeezing a kind of mark costs so many times its weight at most.
const STEEPEST: f64 = 60.0;
/// What it costs to use up what word spaces can give or take, …
const WORD_COST: f64 = 5.0;
/// … and what Han–Latin spaces can; those are to be a quarter of an em, more or less.
const HAN_LATIN_COST: f64 = 45.0;
/// At a measure of so many em a gap is a fault from this over its square on, in em: 0.02 at 30 em, 0.08 at 15 em
/// (G10).
const GOOD: f64 = 18.0;
/// What a fault costs, and from where it is a hole, in em, which costs a hundred times as much.
const FAULT: f64 = 1e3;
const HOLE: f64 = 0.1;
/// No stretching costs more than twice this: rather that than a break by force or a lone character.
const WORST: f64 = 2e6;
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
    let job = Job::new(cells, start, places, room, align);
    if !optimize {
        return job.first_fit();
    }
    // A line that is a fault costs FAULT at least. A way that costs less has none, and the best without any is the best
    // of all: most paragraphs need no look at loose lines.
    let tight = job.good.min(LOOSE);
    let (mut chosen, mut cost) = job.total_fit(tight, if tight < LOOSE { FAULT } else { f64::INFINITY });
    if cost >= FAULT && tight < LOOSE {
        let looser = job.total_fit(LOOSE, cost);
        if looser.1 < cost {
            (chosen, cost) = looser;
        }
    }
    // A lone character or a hole in the text: look farther, and if that cannot be, at everything.
    let (chosen, cost) = if cost >= BAD { job.total_fit(VERY_LOOSE, f64::INFINITY) } else { (chosen, cost) };
    if cost >= LONE { job.total_fit(f64::INFINITY, f64::INFINITY).0 } else { chosen }
}

pub(super) struct Job<'a> {
    cells: &'a Cells<'a>,
    pub(super) places: &'a [Break],
    room: &'a Room,
    align: Align,
    /// What a gap takes before Han–Latin spaces take part again (G7).
    most: i64,
    /// Where a line may begin: at the start, then behind each place.
    begins: Vec<Begin>,
    /// Where the same line may end.
    ends: Vec<End>,
    /// A gap wider than this is a fault at this measure, in em.
    good: f64,
}

/// What is known of a line's begin.
struct Begin {
    cluster: usize,
    /// The room on the line.
    measure: i64,
    /// The sums from which what can be squeezed is counted: behind an opening mark, which has given already.
    sum: usize,
    /// What is taken off the width up to its end.
    edge: i64,
    /// The same for a line squeezed as far as it will go.
    least: i64,
}

/// What is known of a line's end.
struct End {
    /// The last cluster that is no space.
    last: usize,
    /// The width from the start of the paragraph up to it, its edge trimmed.
    edge: i64,
    /// The width up to the last cluster, all squeezed as far as it will go.
    least: i64,
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

impl<'a> Job<'a> {
    pub(super) fn new(
        cells: &'a Cells<'a>,
        start: usize,
        places: &'a [Break],
        room: &'a Room,
        align: Align,
    ) -> Job<'a> {
        let begin = |(n, cluster): (usize, usize)| {
            let measure = if n == 0 { room.first } else { room.rest }.to_raw();
            let cut = cells.start_cut(cluster);
            let (width, gives) = cells.sums.get(cluster).map_or((0, 0), |s| (s.width, s.gives));
            let edge = width + cut.to_raw();
            let sum = cluster + usize::from(cut > Abs::ZERO);
            Begin { cluster, measure, sum, edge, least: edge - gives }
        };
        let end = |place: &Break| {
            let tail = cells.last_width(place.last) + place.hyphen.map_or(Abs::ZERO, |h| h.advance);
            let (width, gives) = cells.sums.get(place.last).map_or((0, 0), |s| (s.width, s.gives));
            End { last: place.last, edge: width + tail.to_raw(), least: width - gives }
        };
        let ems = room.rest.over(cells.paragraph.size).max(1.0);
        Job {
            cells,
            places,
            room,
            align,
            most: clreq::GAP_MAX.at(cells.paragraph.size).to_raw(),
            begins: std::iter::once(start)
                .chain(places.iter().map(|p| p.at))
                .enumerate()
                .map(begin)
                .collect(),
            ends: places.iter().map(end).collect(),
            good: GOOD / (ems * ems),
        }
    }

    /// The way of the least cost among those whose lines are no looser than that; ways that cost `enough` or more are
    /// not followed to their end.
    fn total_fit(&self, loose: f64, enough: f64) -> (Vec<usize>, f64) {
        let count = self.places.len();
        // By number of the place from 1; 0 is the start.
        let mut best: Vec<(f64, u32)> = vec![(f64::INFINITY, 0); count + 1];
        best[0].0 = 0.0;
        // The starts that a line may still begin at, in order: reached at a cost worth going on from, and near enough.
        let mut starts: Vec<u32> = vec![0];
        let mut nearest = 0;
        for to in 1..=count {
            while starts.get(nearest).is_some_and(|&from| self.hopeless(from as usize, to - 1)) {
                nearest += 1;
            }
            let mut found = false;
            for &start in &starts[nearest..] {
                let from = start as usize;
                // No line makes a way cheaper, so one that costs more already is not worth looking at.
                if best[from].0 >= best[to].0 {
                    continue;
                }
                match self.rate(from, to - 1, loose) {
                    Rating::TooWide => {}
                    Rating::Fits(cost) | Rating::Loose(cost) if best[from].0 + cost < best[to].0 => {
                        best[to] = (best[from].0 + cost, start);
                        found = true;
                    }
                    Rating::Fits(_) => found = true,
                    Rating::Loose(_) if found => break,
                    Rating::Loose(_) => found = true,
                }
            }
            if !best[to].0.is_finite() && (to == count || nearest == starts.len()) {
                // No good way leads on, which a wider search will mend.
                if loose < LOOSE {
                    return (Vec::new(), f64::INFINITY);
                }
                // One character wider than the measure: it stands alone.
                let from = (0..to).rev().find(|&f| best[f].0.is_finite()).unwrap_or(0);
                best[to] = (best[from].0 + IMPOSSIBLE, from as u32);
            }
            if best[to].0 < enough {
                starts.push(to as u32);
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

    /// The width of a line by itself: one subtraction, but for a mark that stands alone.
    #[inline]
    fn natural(&self, begin: &Begin, end: &End, to: usize) -> i64 {
        if end.last < begin.sum {
            return self.cells.natural(begin.cluster, &self.places[to]).to_raw();
        }
        end.edge - begin.edge
    }

    /// Whether this line and all that end farther on are too wide, squeezed as they may be: what stands before the last
    /// cluster is by itself, and no cluster is narrower than what it gives.
    #[inline]
    pub(super) fn hopeless(&self, from: usize, to: usize) -> bool {
        let (begin, end) = (&self.begins[from], &self.ends[to]);
        end.last >= begin.cluster && end.least - begin.least > begin.measure
    }

    #[inline]
    pub(super) fn rate(&self, from: usize, to: usize, loose: f64) -> Rating {
        let (begin, end) = (&self.begins[from], &self.ends[to]);
        let left = begin.measure - self.natural(begin, end, to);
        let last = to + 1 == self.places.len();
        let justified = matches!(self.align, Align::Justify | Align::Even);
        if left < 0 {
            if !justified {
                return Rating::TooWide;
            }
            return match self.squeezed(begin, end, -left) {
                Some(squeezed) => Rating::Fits(squeezed + self.place_cost(from, to, last)),
                None => Rating::TooWide,
            };
        }
        let mut cost = self.place_cost(from, to, last);
        if !justified {
            let lacks = left as f64 / begin.measure.max(1) as f64;
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

    #[inline]
    fn place_cost(&self, from: usize, to: usize, last: bool) -> f64 {
        let reason = self.places[to].reason;
        if reason == Reason::Free && !last {
            return 0.0;
        }
        let place = match reason {
            Reason::Free | Reason::End => 0.0,
            Reason::Poor => POOR,
            Reason::Hyphen => {
                let before = from.checked_sub(1).map(|p| self.places[p].reason);
                if before == Some(Reason::Hyphen) { HYPHENS_IN_A_ROW } else { HYPHEN }
            }
            Reason::Address => ADDRESS,
            Reason::Forced => FORCED,
        };
        // One line of one character is no last line.
        if last && from > 0 && self.is_lone(from, to) {
            let short = self.room.rest < self.cells.paragraph.size * SHORT;
            place + if short { LONE_IN_SHORT } else { LONE }
        } else {
            place
        }
    }

    fn is_lone(&self, from: usize, to: usize) -> bool {
        let begin = self.begins[from].cluster;
        let clusters = &self.cells.paragraph.clusters[begin..self.places[to].at.max(begin)];
        clreq::last_line_is_lone(clusters.iter().map(|c| c.class))
    }

    /// The sums before the first and before the last cell of a line; see [`super::adjust::bounds`].
    #[inline]
    fn bounds(&self, begin: &Begin, end: &End) -> (&Sum, &Sum) {
        let last = end.last.max(begin.cluster);
        (&self.cells.sums[begin.sum.min(last)], &self.cells.sums[last])
    }

    /// The cost of squeezing a line by `need`, in CLREQ's order (G3); `None` if it cannot be done.
    fn squeezed(&self, begin: &Begin, end: &End, need: i64) -> Option<f64> {
        let (a, b) = self.bounds(begin, end);
        if b.gives - a.gives < need {
            return None;
        }
        let mut need = need;
        let mut cost = 0.0;
        for kind in Squeeze::ALL {
            let give = b.give_since(a, kind);
            if give <= 0 {
                continue;
            }
            let share = if need >= give { 1.0 } else { need as f64 / give as f64 };
            cost += match kind {
                Squeeze::WordSpace => WORD_COST * share * share,
                Squeeze::HanLatin => HAN_LATIN_COST * share * share,
                Squeeze::Stop => 8.0 * steep(share / SQUEEZE_UNIT),
                // Brackets and · are seen less than commas.
                Squeeze::Bracket | Squeeze::Middle => 0.01 * steep(share / SQUEEZE_UNIT),
                Squeeze::Pause => 1.6 * steep(share / SQUEEZE_UNIT),
            };
            need -= give;
            if need <= 0 {
                return Some(cost);
            }
        }
        (need <= 0).then_some(cost)
    }

    /// How much each gap takes in the last step of stretching a line by `left`, in em; and what the steps before
    /// cost (G4).
    #[inline]
    fn gap(&self, begin: &Begin, end: &End, left: i64) -> (f64, f64) {
        let (a, b) = self.bounds(begin, end);
        let mut left = left;
        let mut cost = 0.0;
        for (take, price) in [(b.word_since(a), WORD_COST), (b.han_latin_since(a), HAN_LATIN_COST)] {
            if take > 0 {
                let share = if left >= take { 1.0 } else { left as f64 / take as f64 };
                cost += price * share * share;
                left = (left - take).max(0);
            }
        }
        let (gaps, _) = sharing(self.most, a, b, left, false);
        let em = self.cells.paragraph.size.to_raw().max(1) as f64;
        // A line without gaps stays short: as bad as if it had one.
        (left as f64 / em / gaps.max(1) as f64, cost)
    }

    /// The cost of stretching a line by `left`, and how much each gap takes, in em.
    fn stretched(&self, begin: &Begin, end: &End, left: i64) -> (f64, f64) {
        let (gap, cost) = self.gap(begin, end, left);
        let fault = match gap {
            g if g > HOLE => FAULT * 100.0 * (g / HOLE),
            g if g > self.good => FAULT * (g / self.good),
            _ => 0.0,
        };
        (cost + steeper(gap / STRETCH_UNIT).min(WORST) + fault.min(WORST), gap)
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

/// Square near the unit, much steeper beyond it, but never out of proportion: one bad line is worse than several
/// middling ones.
fn steep(x: f64) -> f64 {
    let square = x * x;
    (square * (1.0 + 4.0 * square * square)).min(STEEPEST)
}

/// Square, and steeper from twice the unit on.
fn steeper(x: f64) -> f64 {
    let square = x * x;
    square + square * square * square / 64.0
}

/// For a test: the least cost of all ways to break a short paragraph, and the cost of the way that is chosen.
#[cfg(test)]
pub(super) fn against_every_way(cells: &Cells<'_>, places: &[Break], room: &Room) -> (f64, f64) {
    let job = Job::new(cells, 0, places, room, Align::Justify);
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

/// For a test: over all ways to break a paragraph, the least that its loosest line can have, in em a gap; infinite
/// if there is no way. Whether a last line of one character and breaks by force count as ways is for the caller.
#[cfg(test)]
pub(super) fn least_loosest(
    (cells, start, places): (&Cells<'_>, usize, &[Break]),
    room: &Room,
    lone: bool,
    forced: bool,
) -> f64 {
    let job = Job::new(cells, start, places, room, Align::Justify);
    let count = places.len();
    let mut best = vec![f64::INFINITY; count + 1];
    best[0] = 0.0;
    for to in (1..=count).filter(|&to| forced || places[to - 1].reason != Reason::Forced) {
        for from in (0..to).rev() {
            let (begin, end) = (&job.begins[from], &job.ends[to - 1]);
            let left = begin.measure - job.natural(begin, end, to - 1);
            if left < 0 && job.hopeless(from, to - 1) {
                break;
            }
            let gap = match left {
                _ if to == count && left >= 0 => 0.0,
                0.. => job.gap(begin, end, left).0,
                _ if job.squeezed(begin, end, -left).is_some() => 0.0,
                _ => continue,
            };
            let alone = to == count && from > 0 && job.is_lone(from, to - 1);
            if !alone || lone {
                best[to] = best[to].min(best[from].max(gap));
            }
        }
    }
    best[count]
}
