//! The way back: the pages that the steps of the best way make.

use super::{Done, Search, Step, float_lines};
use crate::page::compose::{Band, PagePlan};
use crate::page::flow::Seat;

impl Search<'_> {
    /// The pages of the best way.
    pub(super) fn read_back(self) -> Done {
        let mut steps = Vec::new();
        let mut at = self.best.as_ref().and_then(|b| b.last);
        let mut all: Vec<(Option<usize>, Option<Step>)> =
            self.steps.into_iter().map(|(last, step)| (last, Some(step))).collect();
        while let Some(n) = at {
            let (last, step) = &mut all[n];
            steps.extend(step.take());
            at = *last;
        }
        let grid = self.task.grid;
        let floats = &self.task.strip.floats;
        let segment = self.task.segment;
        let mut done = Done { pages: Vec::new(), line: self.task.first_line };
        let mut top = self.task.first_line;
        for step in steps.into_iter().rev() {
            match step {
                Step::Page { heads } => {
                    let mut page = PagePlan::default();
                    let mut line = std::mem::take(&mut top);
                    for float in heads {
                        let seat = if line == 0 { Seat::First } else { Seat::Middle };
                        let lines = float_lines(&floats[float], line == 0);
                        page.bands.push(Band::Float { line, lines, segment, float, seat });
                        line += lines;
                    }
                    done.line = line;
                    done.pages.push(page);
                }
                Step::Column { top, lines, fill } => {
                    let Some(page) = done.pages.last_mut() else { continue };
                    done.line = top + lines;
                    match page.bands.last_mut() {
                        Some(Band::Columns { fills, .. }) => fills.push(fill),
                        _ => page.bands.push(Band::Columns { line: top, lines, segment, fills: vec![fill] }),
                    }
                }
                Step::Foot { float } => {
                    let Some(page) = done.pages.last_mut() else { continue };
                    let lines = float_lines(&floats[float], true);
                    let line = grid.lines - lines.min(grid.lines);
                    done.line = grid.lines;
                    page.bands.push(Band::Float { line, lines, segment, float, seat: Seat::Last });
                }
                Step::Alone { float, notes } => {
                    top = 0;
                    done.line = grid.lines;
                    done.pages.push(self.task.alone_page(float, notes));
                }
                Step::Below { mut line, floats: below, notes } => {
                    let Some(page) = done.pages.last_mut() else { continue };
                    for float in below {
                        let seat = if line == 0 { Seat::First } else { Seat::Middle };
                        let lines = float_lines(&floats[float], line == 0);
                        page.bands.push(Band::Float { line, lines, segment, float, seat });
                        line += lines;
                    }
                    done.line = line + self.task.note_area(&notes);
                    page.bands.extend(self.task.note_band(line, notes));
                }
            }
        }
        done
    }
}
