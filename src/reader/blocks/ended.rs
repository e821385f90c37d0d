//! What a container or a leaf becomes when it ends.

use super::super::fence;
use super::super::figure;
use super::super::flow::{Mode, inlines, split_at_breaks};
use super::super::leaf::{LeafKind, is_blank, paragraphs};
use super::super::limits::too_long;
use super::super::node::Node;
use super::super::slips;
use super::{Builder, Frame, FrameKind, trimmed};
use crate::article::{Block, BlockKind, Cell, Heading, Inline, ListItem, Note, Paragraph, ParagraphRole};
use crate::diag::codes::reader as codes;
use std::ops::Range;

impl Builder<'_, '_, '_, '_> {
    /// A container that ended.
    pub(super) fn close(&mut self, frame: Frame, at: Range<usize>) {
        let Frame { kind, blocks, .. } = frame;
        match kind {
            FrameKind::Quote => self.push(BlockKind::Quote(blocks), at),
            FrameKind::List { start, items } => self.push(BlockKind::List { start, items }, at),
            FrameKind::Item { done } => match self.frames.last_mut() {
                Some(Frame { kind: FrameKind::List { items, .. }, .. }) => {
                    items.push(ListItem { done, blocks });
                }
                _ => self.keep(blocks),
            },
            FrameKind::Note { label } => {
                let span = self.cx.span(&trimmed(self.cx.src(), at));
                if !self.note_labels.insert(label.clone()) {
                    self.cx.report(&codes::DUPLICATE_NOTE, &span.range(), &[&label]);
                    self.keep(blocks);
                } else {
                    self.notes.push(Note { label, blocks, span });
                }
            }
            FrameKind::Definitions(list) => self.push(BlockKind::Definitions(list), at),
            FrameKind::Definition => match self.frames.last_mut() {
                Some(Frame { kind: FrameKind::Definitions(list), .. }) if !list.is_empty() => {
                    if let Some((_, definitions)) = list.last_mut() {
                        definitions.push(blocks);
                    }
                }
                _ => self.keep(blocks),
            },
            FrameKind::Table(table) => {
                let table = fence::take_caption_row(table, self.cx.src(), at.clone());
                self.push(BlockKind::Table(table), at);
                self.keep(blocks);
            }
            FrameKind::Through => self.keep(blocks),
            FrameKind::Fence(fence) => {
                let kept = fence.finish(blocks, at, self.cx);
                self.keep(kept);
            }
            FrameKind::Root => {}
        }
    }

    /// The leaf that ended.
    pub(super) fn close_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let at = leaf.start..leaf.end;
        let text = self.cx.src().get(at.clone()).unwrap_or_default();
        if let Some(diag) = too_long(text, || self.cx.span(&(at.start..at.start))) {
            self.cx.diags.push(diag);
        }
        let kind = leaf.kind.clone();
        let is_verse = self.is_in_verse();
        let caption = match self.frames.last().and_then(|f| f.blocks.last()) {
            Some(Block { kind: BlockKind::Table(t), .. }) if t.caption.is_none() => {
                leaf.caption_range(self.cx.src())
            }
            _ => None,
        };
        let finished = leaf.finish(caption.clone(), self.cx);
        let alone = finished.nodes.iter().all(is_blank);
        let pictures = finished.pictures;
        if !alone {
            for at in pictures.iter().map(|p| p.at.clone()) {
                // What is left of braces that could not be understood is no text of the author's.
                if !self.cx.src()[at.end..].starts_with('{') {
                    self.cx.report(&codes::PICTURE_IN_TEXT, &at, &[]);
                }
            }
        }
        let nodes = if alone { Vec::new() } else { finished.nodes };
        match kind {
            LeafKind::Paragraph if caption.is_some() => {
                let content = self.inlines(nodes, Mode::Prose);
                if let Some(Block { kind: BlockKind::Table(table), .. }) =
                    self.frames.last_mut().and_then(|f| f.blocks.last_mut())
                {
                    table.caption = Some(content).filter(|c| !c.is_empty());
                    table.id = finished.id;
                }
            }
            LeafKind::Paragraph if alone => {}
            LeafKind::Paragraph if is_verse => {
                let content = self.inlines(nodes, Mode::Verse);
                self.push(BlockKind::Verse(split_at_breaks(content)), at.clone());
            }
            LeafKind::Paragraph => {
                slips::in_paragraph(&at, self.cx);
                for (nodes, at) in paragraphs(nodes, at.clone()) {
                    let content = self.inlines(nodes, Mode::Prose);
                    self.paragraph(content, at);
                }
            }
            LeafKind::Heading(level, id) => {
                slips::in_heading(&at, self.cx);
                let mut parts = split_at_breaks(self.inlines(nodes, Mode::Heading));
                parts.retain(|p| !p.is_empty());
                if !parts.is_empty() {
                    let id = id.unwrap_or_default();
                    self.push(BlockKind::Heading(Heading { level, parts, id }), at.clone());
                }
            }
            LeafKind::Term => {
                let content = self.inlines(nodes, Mode::Prose);
                if let Some(Frame { kind: FrameKind::Definitions(list), .. }) = self.frames.last_mut() {
                    list.push((content, Vec::new()));
                } else {
                    self.paragraph(content, at.clone());
                }
            }
            LeafKind::Cell => {
                self.last_cell = at.end;
                let content = self.inlines(nodes, Mode::Prose);
                self.cell(content, &at);
            }
        }
        if !pictures.is_empty() {
            let figures = pictures
                .into_iter()
                .map(|p| figure::figure(p, alone, self.settings, &mut self.labels, self.cx))
                .collect();
            self.push(BlockKind::Figures(figures), at);
        }
    }

    fn inlines(&mut self, nodes: Vec<Node<'_>>, mode: Mode) -> Vec<Inline> {
        inlines(nodes, mode, &mut self.labels, self.cx)
    }

    fn paragraph(&mut self, content: Vec<Inline>, at: Range<usize>) {
        if !content.is_empty() {
            let role = ParagraphRole::Body;
            self.push(BlockKind::Paragraph(Paragraph { content, role }), at);
        }
    }

    /// Cells beyond the last column are dropped by the Markdown parser; here they are told.
    pub(super) fn row_end(&mut self, at: &Range<usize>) {
        let from = self.last_cell.max(at.start);
        let rest = self.cx.src().get(from..at.end).unwrap_or("").trim_end();
        let rest = rest.trim_start_matches(|c: char| c == '|' || c.is_whitespace());
        if !rest.is_empty() {
            let end = at.start + self.cx.src()[at.clone()].trim_end().len();
            let shown = rest.trim_end_matches(|c: char| c == '|' || c.is_whitespace());
            self.cx.report(&codes::EXTRA_CELLS, &(end - rest.len()..end), &[shown]);
        }
    }

    fn cell(&mut self, content: Cell, at: &Range<usize>) {
        if let Some(Frame { kind: FrameKind::Table(table), .. }) = self.frames.last_mut() {
            match table.rows.last_mut() {
                Some(row) => row.push(content),
                None => table.head.push(content),
            }
        } else {
            self.paragraph(content, at.clone());
        }
    }
}
