//! Notes numbered anew on each page. Which page a note is on follows from the pages, and the pages follow (a
//! little) from the numbers, so both are made until they agree.

use super::collect::{Desk, collect};
use super::compose::{Band, NoteSpec, Plan, compose};
use super::flow::{Flow, Segment};
use super::grid::Grid;
use super::tags::Tags;
use super::{Nobody, Watch};
use crate::article::{Article, Labels, NoteId, note_mark};
use crate::diag::codes::layout::NOTES_UNSETTLED;
use crate::diag::{Diag, Diags, Span};
use crate::photo::Album;
use crate::text::Context;

/// Pages are made this often at most before the numbers are taken as they are.
const TRIES: usize = 4;

/// The number of each note of an article on its page, from 1. Numbers that do not settle are told.
pub(super) fn by_page(
    article: &Article,
    grid: &Grid,
    album: &Album,
    cx: &Context<'_>,
    labels: &Labels,
    diags: &mut Diags,
) -> Vec<u32> {
    let mut numbers: Vec<u32> = (1..).take(article.notes.len()).collect();
    for _ in 0..TRIES {
        let mark = |note: NoteId| {
            let number = numbers.get(note.0 as usize).copied();
            note_mark(&cx.theme.note.mark, number.unwrap_or(note.0 + 1))
        };
        let cx = Context { note_mark: &mark, ..*cx };
        let nobody: &mut dyn Watch = &mut Nobody;
        let desk = Desk {
            theme: cx.theme,
            grid,
            album,
            cx: &cx,
            labels,
            tags: &mut Tags::default(),
            outline: &mut Vec::new(),
            watch: nobody,
            diags: &mut Diags::new(),
            scope: "",
        };
        let flow = collect(article, desk);
        let plan = compose(&flow, grid, NoteSpec::new(cx.theme));
        let found = count(&flow, &plan);
        if found == numbers {
            return numbers;
        }
        numbers = found;
    }
    let here = Span::new(article.file, 0..0);
    diags.push(Diag::new(&NOTES_UNSETTLED).at(here).arg(article.key.clone()));
    numbers
}

/// Numbers the notes of a plan page by page, in the order of their marks.
fn count(flow: &Flow, plan: &Plan) -> Vec<u32> {
    let mut numbers = vec![0; flow.notes.len()];
    for page in &plan.pages {
        let mut last = 0;
        let mut mark = |marks: Vec<NoteId>| {
            for id in marks {
                if let Some(number @ 0) = numbers.get_mut(id.0 as usize) {
                    last += 1;
                    *number = last;
                }
            }
        };
        for band in &page.bands {
            let (Band::Across { segment, .. } | Band::Columns { segment, .. } | Band::Float { segment, .. }) =
                band;
            let Some(strip) = flow.segments.get(*segment).and_then(Segment::strip) else { continue };
            match band {
                Band::Across { rows, .. } => mark(strip.marks(0..0, rows.clone(), 0..0)),
                Band::Columns { fills, .. } => {
                    fills
                        .iter()
                        .for_each(|f| mark(strip.marks(f.head.clone(), f.rows.clone(), f.foot.clone())));
                }
                Band::Float { float, .. } => mark(strip.marks(*float..float + 1, 0..0, 0..0)),
            }
        }
    }
    numbers
}
