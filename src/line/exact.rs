//! A paragraph in a given number of lines, one more or one fewer than is best for it by itself: what a page needs
//! now and then so that its columns end flush (TeX's looseness).

use super::breaks::{self, Break};
use super::cells::Cells;
use super::fit::{Job, Rating, Room};
use super::{Line, Setting, place};
use crate::text::{Context, Paragraph};

/// Looser lines than this, in em a gap, are worse than a column that is a line short.
const LOOSEST: f64 = 0.07;
/// Paragraphs that cost more are too: about two loose lines.
const MOST: f64 = 2500.0;
/// More lines than a column has, of a newspaper too: a paragraph this long does not stand in one, and the work grows
/// with lines × places.
const MOST_LINES: usize = 120;

/// Sets a paragraph in exactly so many lines. `None` if that cannot be done well, or if the author divided it.
pub fn set_in(paragraph: &Paragraph, setting: &Setting, lines: usize, cx: &Context<'_>) -> Option<Vec<Line>> {
    if lines > MOST_LINES {
        return None;
    }
    let cells = Cells::new(paragraph, &cx.theme.lines);
    let mut parts = breaks::parts(paragraph);
    let (part, None) = (parts.next()?, parts.next()) else { return None };
    let mut places = breaks::find(paragraph, &cells, part.clone(), cx);
    let narrowest = setting.room(true).min(setting.room(false));
    if !breaks::force(&cells, part.start, &mut places, narrowest).is_empty() {
        return None;
    }
    let room = Room { first: setting.room(true), rest: setting.room(false) };
    let job = Job::new(&cells, part.start, &places, &room, setting.align);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Abs;
    use crate::line::set;
    use crate::text::testing::{Desk, style, text};
    use crate::theme::Align;

    const TEXT: &str = "镇上的木匠只用一把尺。他量过门窗，量过桌椅，也量过孩子们的身高——每年春天，墙上便多出一道浅浅的线。\
                        线越来越高，墙却没有变；变的，是站在墙边的人。撑船的老人说：水认得路，人也认得水，这句话他说了四十年";

    /// For all lengths of a paragraph: what is set in a line more or fewer has that many lines, all of the text in
    /// order, and full lines but for the last.
    #[test]
    fn a_line_more_or_fewer_is_set_as_well_as_any() {
        let desk = Desk::new();
        let (zero, em) = (Abs::ZERO, style().size);
        let setting =
            Setting { measure: em * 22, first: em * 2, start: zero, end: zero, align: Align::Justify };
        let (mut longer, mut shorter) = (0, 0);
        for length in 60..TEXT.chars().count() {
            let all: String = TEXT.chars().take(length).collect();
            let paragraph = desk.prepare(&[text(&all)]);
            let count = desk.with(|cx| set(&paragraph, &setting, cx, &mut crate::diag::Diags::new()).len());
            for wanted in [count - 1, count, count + 1] {
                let Some(lines) = desk.with(|cx| set_in(&paragraph, &setting, wanted, cx)) else { continue };
                assert_eq!(lines.len(), wanted);
                longer += usize::from(wanted > count);
                shorter += usize::from(wanted < count);
                let mut at = 0;
                for line in &lines {
                    assert_eq!(line.text.start, at, "{length} characters");
                    at = line.text.end;
                }
                assert_eq!(at, all.len());
                for line in &lines[..wanted - 1] {
                    assert!(
                        (line.width - setting.measure).abs() <= Abs::raw(2),
                        "{length}: {:?}",
                        line.width
                    );
                    assert!(line.report.gap.over(em) <= LOOSEST, "{length}: {:?}", line.report.gap);
                }
            }
        }
        assert!(longer > 0 && shorter > 0, "{longer} longer, {shorter} shorter");
    }

    #[test]
    fn what_an_author_divided_stays() {
        let desk = Desk::new();
        let setting = Setting {
            measure: style().size * 22,
            first: Abs::ZERO,
            start: Abs::ZERO,
            end: Abs::ZERO,
            align: Align::Justify,
        };
        let inlines = [text(TEXT), crate::article::Inline::Break, text(TEXT)];
        let paragraph = desk.prepare(&inlines);
        assert!(desk.with(|cx| set_in(&paragraph, &setting, 12, cx)).is_none());
    }
}
