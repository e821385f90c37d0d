//! Lines of a head: broken at its sense breaks only, and balanced (I6, O6).

use super::Collector;
use crate::article::NoteId;
use crate::frame::Placed;
use crate::geom::{Abs, LPoint};
use crate::line::{Line, Setting, natural_width};
use crate::text::Paragraph;
use crate::theme::Align;

/// Steps of the search for a narrower measure: to a thousandth of it.
const TRIES: u32 = 10;

/// One line of a head.
pub(super) struct SenseLine {
    /// Its items from its own start, block from the baseline.
    pub(super) items: Vec<Placed>,
    /// How wide it is.
    pub(super) width: Abs,
    /// The notes whose marks stand on it.
    pub(super) notes: Vec<NoteId>,
}

/// Divides parts of these widths into the fewest lines of at most `measure`, with `gap` between parts on one
/// line, so that the lines differ as little as can be. A part wider than the measure has a line alone.
/// Returns how many parts each line has.
pub(in crate::page) fn divide(widths: &[Abs], gap: Abs, measure: Abs) -> Vec<usize> {
    let n = widths.len();
    let width = |from: usize, to: usize| -> Abs {
        widths[from..to].iter().copied().sum::<Abs>() + gap * (to - from - 1) as i64
    };
    // best[i]: for the first i parts, (lines, sum of squares of line widths in points, start of last line).
    // With the number of lines and the sum of widths given, the squares are least when lines are equal.
    let mut best: Vec<(usize, f64, usize)> = vec![(0, 0.0, 0)];
    for end in 1..=n {
        let mut choice = (usize::MAX, f64::MAX, 0);
        for start in (0..end).rev() {
            let w = width(start, end);
            if w > measure && start + 1 < end {
                break;
            }
            let (lines, squares, _) = best[start];
            let now = (lines + 1, squares + w.to_pt() * w.to_pt(), start);
            if (now.0, now.1) < (choice.0, choice.1) {
                choice = now;
            }
        }
        best.push(choice);
    }
    let mut counts = Vec::new();
    let mut end = n;
    while end > 0 {
        let start = best[end].2;
        counts.push(end - start);
        end = start;
    }
    counts.reverse();
    counts
}

impl Collector<'_> {
    /// Sets the parts of a head in lines no wider than `measure`: broken at sense breaks, and inside a part
    /// only if it is wider than the measure by itself.
    pub(super) fn sense_lines(&mut self, parts: &[Paragraph], gap: Abs, measure: Abs) -> Vec<SenseLine> {
        let widths: Vec<Abs> = parts.iter().map(|p| natural_width(p, self.desk.cx)).collect();
        let counts = divide(&widths, gap, measure);
        let mut out = Vec::new();
        let mut at = 0;
        for count in counts {
            if count == 1 {
                out.extend(self.balanced(&parts[at], measure));
            } else {
                let mut line = SenseLine { items: Vec::new(), width: Abs::ZERO, notes: Vec::new() };
                for part in &parts[at..at + count] {
                    for set in self.natural(part) {
                        if line.width > Abs::ZERO {
                            line.width += gap;
                        }
                        line.items.extend(super::moved(set.items, LPoint::new(line.width, Abs::ZERO)));
                        line.width += set.width;
                        line.notes.extend(set.notes);
                    }
                }
                out.push(line);
            }
            at += count;
        }
        out
    }

    /// Sets one text in as few lines as the measure allows, all about equally long: the narrowest measure
    /// that needs no further line.
    pub(super) fn balanced(&mut self, text: &Paragraph, measure: Abs) -> Vec<SenseLine> {
        let zero = Abs::ZERO;
        let setting = |measure| Setting { measure, first: zero, start: zero, end: zero, align: Align::Start };
        let wanted = self.tried(text, &setting(measure)).len();
        let mut chosen = measure;
        if wanted > 1 {
            let mut low = measure / (wanted as i64 + 1);
            for _ in 0..TRIES {
                let middle = (low + chosen) / 2;
                let lines = self.tried(text, &setting(middle));
                if lines.len() <= wanted && lines.iter().all(|l| l.width <= measure) {
                    chosen = middle;
                } else {
                    low = middle;
                }
            }
        }
        let lines = self.set(text, &setting(chosen));
        lines.into_iter().map(|l| SenseLine { items: l.items, width: l.width, notes: l.notes }).collect()
    }
}

/// The widest of some lines.
pub(super) fn widest(lines: &[Line]) -> Abs {
    lines.iter().map(|l| l.width).fold(Abs::ZERO, Abs::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(widths: &[f64], measure: f64) -> Vec<usize> {
        let widths: Vec<Abs> = widths.iter().map(|w| Abs::pt(*w)).collect();
        divide(&widths, Abs::pt(1.0), Abs::pt(measure))
    }

    #[test]
    fn one_line_where_all_fits() {
        assert_eq!(counts(&[6.0, 6.0], 13.0), [2]);
    }

    #[test]
    fn lines_are_balanced_and_as_few_as_can_be() {
        assert_eq!(counts(&[6.0, 6.0], 12.0), [1, 1]);
        assert_eq!(counts(&[4.0, 4.0, 4.0, 4.0], 14.0), [2, 2], "3 + 1 fits too, and is worse");
        assert_eq!(counts(&[9.0, 2.0, 7.0], 13.0), [1, 2]);
    }

    #[test]
    fn a_part_too_wide_stands_alone() {
        assert_eq!(counts(&[3.0, 30.0, 3.0], 12.0), [1, 1, 1]);
    }

    #[test]
    fn nothing_makes_no_line() {
        assert_eq!(counts(&[], 12.0), Vec::<usize>::new());
    }
}
