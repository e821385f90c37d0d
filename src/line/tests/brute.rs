//! Total fit against every way there is, on short paragraphs.

use super::*;
use crate::line::{breaks, cells::Cells, fit};

/// The least cost over all ways to break, and the cost of the way that was chosen.
fn both(desk: &Desk, source: &str, ems: f64) -> (f64, f64) {
    desk.with(|cx| {
        let paragraph = crate::text::prepare(&[text(source)], &style(), cx, &mut Log::default());
        let cells = Cells::new(&paragraph, &cx.theme.lines);
        let measure = Em::new(ems).at(style().size);
        let mut places = breaks::find(&paragraph, &cells, 0..paragraph.len(), cx);
        breaks::force(&cells, 0, &mut places, measure);
        let room = fit::Room { first: measure, rest: measure };
        fit::against_every_way(&cells, &places, &room)
    })
}

#[test]
fn total_fit_finds_the_best_of_all_ways() {
    let desk = Desk::new();
    for source in [
        "江水向东，一去不回；“山”不动，人在走。",
        "2025年，GDP增长5.8%，好于预期（见表1）。",
        "他说：“走吧！”——于是走了……",
        "用Rust写的tool很快，真快。",
    ] {
        for ems in [5.0, 6.0, 7.0, 8.0] {
            let (best, chosen) = both(&desk, source, ems);
            assert!((best - chosen).abs() < 1e-6, "{source} at {ems}: {chosen} instead of {best}");
        }
    }
}

/// The least that the loosest line of any way can have, in em, and whether every way leaves a lone character in the
/// last line. A lone character counts as a way only where there is no other, a break by force never.
pub(super) fn least_loosest(desk: &Desk, paragraph: &Paragraph, setting: &Setting) -> (f64, bool) {
    desk.with(|cx| {
        let cells = Cells::new(paragraph, &cx.theme.lines);
        let mut first = setting.room(true);
        let (mut loosest, mut lone) = (0.0f64, false);
        for part in breaks::parts(paragraph) {
            let mut places = breaks::find(paragraph, &cells, part.clone(), cx);
            breaks::force(&cells, part.start, &mut places, setting.room(true).min(setting.room(false)));
            let room = fit::Room { first, rest: setting.room(false) };
            first = setting.room(false);
            let part = (&cells, part.start, places.as_slice());
            lone = fit::least_loosest(part, &room, false, true).is_infinite();
            let best = fit::least_loosest(part, &room, lone, false);
            loosest = loosest.max(best);
        }
        (loosest, lone)
    })
}
