//! Items and lines as readable text, for `keben inspect`.

use super::Line;
use super::breaks::{self, Reason};
use super::cells::{Cells, Space};
use crate::geom::Abs;
use crate::text::{Context, Paragraph};
use std::fmt::Write;

/// The boxes, glue and penalties of a paragraph, a box a row: its text, class and width, what it can give up
/// and to which kind of squeezing; the glue behind it; and whether a line may end there, and why.
pub fn dump_items(paragraph: &Paragraph, cx: &Context<'_>) -> String {
    let cells = Cells::new(paragraph, &cx.theme.lines);
    let mut reasons: Vec<Option<Reason>> = vec![None; paragraph.len() + 1];
    for part in breaks::parts(paragraph) {
        for place in breaks::find(paragraph, &cells, part, cx) {
            reasons[place.at] = Some(place.reason);
        }
    }
    let mut out = String::new();
    for (n, cell) in cells.list.iter().enumerate() {
        let text = &paragraph.text[paragraph.bytes(n..n + 1)];
        let class = format!("{:?}", cells.cluster(n).class);
        let _ = write!(out, "  “{text}” {class} {:?}", cell.width);
        if let Some(kind) = cell.kind.filter(|_| cell.give > Abs::ZERO) {
            let _ = write!(out, " gives {:?} ({kind:?})", cell.give);
        }
        if cell.space != Space::Loose || cell.gap != Abs::ZERO {
            let _ = write!(out, "; {:?} {:?}", cell.space, cell.gap);
        }
        if let Some(reason) = reasons[n + 1] {
            let _ = write!(out, "; may end: {reason:?}");
        }
        out.push('\n');
    }
    out
}

/// The lines of a paragraph, two rows a line: its number and text; and how wide it was by itself, what was squeezed
/// or stretched by kind, and why it ends where it does.
pub fn dump_lines(paragraph: &Paragraph, lines: &[Line]) -> String {
    lines.iter().zip(1..).fold(String::new(), |mut out, (line, n)| {
        let _ =
            writeln!(out, "  {n:3} {}\n      {}", paragraph.text[line.text.clone()].trim_end(), line.report);
        out
    })
}
