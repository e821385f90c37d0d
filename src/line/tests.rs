//! Case tests: paragraphs over measures, and what must hold of every line.

use super::*;
use crate::article::Inline;
use crate::frame::{Item, TextItem};
use crate::text::testing::{Desk, Log, style, text};

/// Sets a paragraph at so many em.
fn lines_of(desk: &Desk, inlines: &[Inline], ems: f64, align: Align) -> (Paragraph, Vec<Line>, Diags) {
    desk.with(|cx| {
        let mut diags = Diags::new();
        let paragraph = crate::text::prepare(inlines, &style(), cx, &mut Log::default());
        let em = style().size;
        let zero = Abs::ZERO;
        let setting = Setting {
            measure: crate::geom::Em::new(ems).at(em),
            first: em * 2,
            start: zero,
            end: zero,
            align,
        };
        let lines = set(&paragraph, &setting, cx, &mut diags);
        (paragraph, lines, diags)
    })
}

fn texts(line: &Line) -> impl Iterator<Item = (&Placed, &TextItem)> {
    line.items.iter().filter_map(|p| match &p.item {
        Item::Text(t) => Some((p, t)),
        _ => None,
    })
}

#[test]
fn show() {
    let desk = Desk::new();
    let source = "“东阳市”的GDP在2025年增长了98.1%，比2024年多5个百分点；他说：“这是‘木雕之都’的春天——”（见图1）。记者在横店影视城看到，来自world各地的游客……络绎不绝！！！";
    for ems in [12.0, 20.0] {
        let (p, lines, _) = lines_of(&desk, &[text(source)], ems, Align::Justify);
        for line in &lines {
            println!("{} | {}", &p.text[line.text.clone()], line.report);
        }
    }
}
