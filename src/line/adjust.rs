//! Filling a line (G2–G8): how much each kind of place is squeezed or stretched, and from that how much each
//! cell and gap; all places of a kind alike, and the sum exact.

use super::breaks::Break;
use super::cells::{Cells, Space, Sum};
use super::report::Report;
use crate::clreq::{self, Squeeze};
use crate::geom::Abs;

/// A part of a whole, dealt out so that the parts add up to exactly what is to be dealt.
#[derive(Clone, Copy, Debug, Default)]
struct Deal {
    part: i64,
    whole: i64,
    seen: i64,
    given: i64,
}

impl Deal {
    fn new(part: i64, whole: i64) -> Deal {
        Deal { part, whole, seen: 0, given: 0 }
    }

    /// The share of a place that weighs this much.
    fn next(&mut self, weight: i64) -> Abs {
        if self.part == 0 || self.whole <= 0 {
            return Abs::ZERO;
        }
        self.seen += weight;
        let due = Abs::raw(self.part).mul_div(self.seen, self.whole).to_raw();
        let share = due - self.given;
        self.given = due;
        Abs::raw(share)
    }
}

/// How a line is filled.
#[derive(Clone, Debug, Default)]
pub(super) struct Filling {
    squeeze: [Deal; Squeeze::COUNT],
    word: Deal,
    han_latin: Deal,
    loose: Deal,
    /// Whether Han–Latin spaces take part in the last step.
    all: bool,
}

impl Filling {
    /// Nothing changed.
    pub(super) fn none() -> Filling {
        Filling::default()
    }

    /// Fills a line that lacks `left`, or has so much too much if negative. `everywhere` is even spacing (G12).
    pub(super) fn new(cells: &Cells<'_>, begin: usize, end: &Break, left: Abs, everywhere: bool) -> Filling {
        let (a, b) = bounds(cells, begin, end);
        let mut filling = Filling::none();
        let mut left = left.to_raw();
        if left < 0 {
            for kind in Squeeze::ALL {
                let give = b.give_since(a, kind);
                let part = give.min(-left).max(0);
                filling.squeeze[kind as usize] = Deal::new(part, give);
                left += part;
            }
            return filling;
        }
        if !everywhere {
            let word = b.word_since(a).clamp(0, left);
            filling.word = Deal::new(word, b.word_since(a));
            left -= word;
            let han_latin = b.han_latin_since(a).clamp(0, left);
            filling.han_latin = Deal::new(han_latin, b.han_latin_since(a));
            left -= han_latin;
        }
        let most = clreq::GAP_MAX.at(cells.paragraph.size).to_raw();
        let (gaps, all) = sharing(most, a, b, left, everywhere);
        filling.loose = Deal::new(left, gaps);
        filling.all = all;
        filling
    }

    /// What a cell gives up, and what is added behind it. Called for every cell from the first (or the second,
    /// if the first is an opening mark) to the last but one, in order.
    pub(super) fn next(&mut self, cells: &Cells<'_>, n: usize) -> (Abs, Abs) {
        let cell = &cells.list[n];
        let squeeze = match cell.kind {
            Some(kind) => self.squeeze[kind as usize].next(cell.give.to_raw()),
            None => Abs::ZERO,
        };
        let own = match cell.space {
            Space::Word => self.word.next(cell.take.to_raw()),
            Space::HanLatin => self.han_latin.next(cell.take.to_raw()),
            Space::Loose | Space::Solid => Abs::ZERO,
        };
        let shares = match cell.space {
            Space::Solid => false,
            Space::HanLatin => self.all,
            Space::Loose | Space::Word => true,
        };
        let shared = if shares { self.loose.next(1) } else { Abs::ZERO };
        (squeeze, own + shared)
    }

    /// What was done, for people.
    pub(super) fn tell(&self, report: &mut Report) {
        for kind in Squeeze::ALL {
            let deal = self.squeeze[kind as usize];
            if deal.part != 0 {
                report.squeezed.push((kind, Abs::raw(deal.part), Abs::raw(deal.whole)));
            }
        }
        report.words = Abs::raw(self.word.part);
        report.han_latin = Abs::raw(self.han_latin.part);
        report.gaps = if self.loose.part == 0 { 0 } else { self.loose.whole as usize };
        report.gap = if report.gaps == 0 { Abs::ZERO } else { Abs::raw(self.loose.part) / self.loose.whole };
    }
}

/// How many gaps share what is left in the last step of stretching, and whether Han–Latin spaces, which then are
/// at their widest (F4), are among them: only where the others would have to take more than `most`, which is what
/// X4051 allows (G7).
pub(super) fn sharing(most: i64, a: &Sum, b: &Sum, left: i64, everywhere: bool) -> (i64, bool) {
    let gaps = b.loose_since(a);
    if everywhere || left > most * gaps { (gaps + b.han_latins_since(a), true) } else { (gaps, false) }
}

/// The sums before the first and before the last cell of a line. An opening mark that begins it has given
/// already.
pub(super) fn bounds<'a>(cells: &'a Cells<'_>, begin: usize, end: &Break) -> (&'a Sum, &'a Sum) {
    let skip = usize::from(cells.start_cut(begin) > Abs::ZERO);
    let last = end.last.max(begin);
    (&cells.sums[(begin + skip).min(last)], &cells.sums[last])
}
