//! What notes hold, as plain paragraphs: a note is a remark, not a page. A picture in it is left out, and told.

use super::Collector;
use crate::article::{Block, BlockKind, Inline};
use crate::diag::Diag;
use crate::diag::codes::layout::PICTURE_IN_NOTE;

impl Collector<'_> {
    /// The texts of some blocks, a paragraph each.
    pub(super) fn plain(&mut self, blocks: &[Block]) -> Vec<Vec<Inline>> {
        let mut out = Vec::new();
        self.plain_in(blocks, 0, &mut out);
        out
    }

    /// The same, inside so many lists.
    fn plain_in(&mut self, blocks: &[Block], depth: usize, out: &mut Vec<Vec<Inline>>) {
        let add = |text: Vec<Inline>, out: &mut Vec<Vec<Inline>>| {
            if !text.is_empty() {
                out.push(text);
            }
        };
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(p) => add(p.content.clone(), out),
                BlockKind::Heading(h) => add(self.inline(&h.text(), Some(block.span)), out),
                BlockKind::Verse(lines) => lines.iter().for_each(|line| add(line.clone(), out)),
                BlockKind::Code { text, .. } => {
                    text.lines().for_each(|line| add(self.inline(line, Some(block.span)), out));
                }
                BlockKind::Table(table) => {
                    table.caption.iter().for_each(|caption| add(caption.clone(), out));
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    cells.for_each(|cell| add(cell.clone(), out));
                }
                BlockKind::Figures(group) => {
                    for figure in group {
                        let told = Diag::new(&PICTURE_IN_NOTE).at(figure.photo_span);
                        self.desk.diags.push(told.arg(figure.photo.clone()));
                        add(figure.caption.clone(), out);
                        figure.credit.iter().for_each(|c| add(self.inline(c, Some(block.span)), out));
                    }
                }
                BlockKind::List { start, items } => {
                    let labels = self.labels(*start, items, depth);
                    for (label, item) in labels.into_iter().zip(items) {
                        let from = out.len();
                        self.plain_in(&item.blocks, depth + 1, out);
                        self.labelled(&label, block, from, out);
                    }
                }
                BlockKind::Definitions(list) => {
                    for (term, meanings) in list {
                        add(term.clone(), out);
                        meanings.iter().for_each(|m| self.plain_in(m, depth, out));
                    }
                }
                BlockKind::Quote(inner) | BlockKind::Vertical(inner) => self.plain_in(inner, depth, out),
                BlockKind::Boxed { title, blocks, .. } => {
                    title.iter().for_each(|title| add(title.clone(), out));
                    self.plain_in(blocks, depth, out);
                }
                BlockKind::Rule | BlockKind::PageBreak => {}
            }
        }
    }

    /// Puts a label before the first paragraph of its item; a full-width mark at its end has its own white.
    fn labelled(&self, label: &str, list: &Block, from: usize, out: &mut Vec<Vec<Inline>>) {
        let gap = if label.ends_with(['、', '）']) { "" } else { " " };
        let label = self.inline(&format!("{label}{gap}"), Some(list.span));
        match out.get_mut(from) {
            Some(first) => first.splice(0..0, label).for_each(drop),
            None => out.push(label),
        }
    }
}
