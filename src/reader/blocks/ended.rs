//! What a container or a leaf becomes when it ends.

use super::super::fence;
use super::super::figure;
use super::super::flow::{Mode, inlines};
use super::super::fold::folded;
use super::super::leaf::{LeafKind, is_blank, paragraphs};
use super::super::limits::too_long;
use super::super::node::Node;
use super::super::scan::Picture;
use super::super::slips;
use super::super::split::split_at_breaks;
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
            FrameKind::List { start, items } => {
                self.push(BlockKind::List { start, items }, at);
                self.keep(blocks);
            }
            FrameKind::Item { done } => match self.frames.last_mut() {
                Some(Frame { kind: FrameKind::List { items, .. }, .. }) => {
                    items.push(ListItem { done, blocks });
                }
                _ => self.keep(blocks),
            },
            FrameKind::Note { label } => {
                let span = self.cx.span(&trimmed(self.cx.src(), at));
                if !self.note_labels.insert(folded(&label)) {
                    self.cx.report(&codes::DUPLICATE_NOTE, &span.range(), &[&label]);
                    self.keep(blocks);
                } else {
                    self.notes.push(Note { label, blocks, span });
                }
            }
            FrameKind::Definitions(list) => {
                self.keep(blocks);
                if !list.is_empty() {
                    self.push(BlockKind::Definitions(list), at);
                }
            }
            FrameKind::Definition => match self.frames.last_mut() {
                Some(Frame { kind: FrameKind::Definitions(list), .. }) if !list.is_empty() => {
                    if let Some((_, definitions)) = list.last_mut() {
                        definitions.push(blocks);
                    }
                }
                _ => self.keep(blocks),
            },
            FrameKind::Table(table) => {
                let table = fence::take_caption_row(table, at.clone(), self.cx);
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
        let finished = leaf.finish(caption.as_ref(), self.cx);
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
                let mut lines = split_at_breaks(content, at.start, &self.cx.copies);
                lines.truncate(1 + self.more_blocks(lines.len() - 1, &at));
                self.push(BlockKind::Verse(lines), at.clone());
            }
            LeafKind::Paragraph => {
                slips::in_paragraph(&at, self.cx);
                let mut all = paragraphs(nodes, at.clone());
                all.truncate(1 + self.more_blocks(all.len() - 1, &at));
                for (nodes, at) in all {
                    let content = self.inlines(nodes, Mode::Prose);
                    self.paragraph(content, at);
                }
            }
            LeafKind::Heading(level) => {
                slips::in_heading(&at, self.cx);
                let content = self.inlines(nodes, Mode::Heading);
                let mut parts = split_at_breaks(content, at.start, &self.cx.copies);
                parts.retain(|p| !p.is_empty());
                if !parts.is_empty() {
                    let id = finished.id.unwrap_or_default();
                    self.push(BlockKind::Heading(Heading { level, parts, id }), at.clone());
                }
            }
            LeafKind::Term => return self.term(nodes, pictures, alone, at),
            LeafKind::Cell => {
                self.last_cell = at.end;
                let content = self.inlines(nodes, Mode::Prose);
                self.cell(content, &at);
            }
        }
        self.figures(pictures, alone, at);
    }

    fn figures(&mut self, pictures: Vec<Picture<'_>>, alone: bool, at: Range<usize>) {
        if pictures.is_empty() {
            return;
        }
        let mut figures = Vec::with_capacity(pictures.len());
        for picture in pictures {
            figures.push(figure::figure(picture, alone, self.settings, &mut self.labels, self.cx));
        }
        self.push(BlockKind::Figures(figures), at);
    }

    /// A term that is defined by what follows. A picture is none: it is a figure, and what follows a paragraph.
    fn term(&mut self, nodes: Vec<Node<'_>>, pictures: Vec<Picture<'_>>, alone: bool, at: Range<usize>) {
        if alone && !pictures.is_empty() {
            self.cx.report(&codes::PICTURE_DEFINED, &at, &[]);
            self.end_definitions(at.start);
            return self.figures(pictures, alone, at);
        }
        let content = self.inlines(nodes, Mode::Prose);
        match self.frames.last_mut() {
            Some(Frame { kind: FrameKind::Definitions(list), .. }) => list.push((content, Vec::new())),
            _ => self.paragraph(content, at.clone()),
        }
        // Set behind the term, its pictures are the first of what is said of it.
        let before = self.frames.last().map_or(0, |frame| frame.blocks.len());
        self.figures(pictures, alone, at);
        if let Some(Frame { kind: FrameKind::Definitions(list), blocks, .. }) = self.frames.last_mut()
            && let Some((_, meanings)) = list.last_mut()
            && blocks.len() > before
        {
            meanings.push(blocks.split_off(before));
        }
    }

    /// Puts the terms so far, with what is said of them, into a list of their own that ends before a place.
    fn end_definitions(&mut self, end: usize) {
        if let Some(Frame { kind: FrameKind::Definitions(list), start, .. }) = self.frames.last_mut()
            && !list.is_empty()
        {
            let (list, start) = (std::mem::take(list), *start);
            self.push(BlockKind::Definitions(list), start..end);
        }
    }

    /// How many of further blocks fit in the article; says so if not all do.
    fn more_blocks(&mut self, more: usize, at: &Range<usize>) -> usize {
        let (fit, refusal) = self.tally.count_blocks(more, || self.cx.span(&(at.start..at.start)));
        if let Some(diag) = refusal {
            self.cx.diags.push(diag);
            self.is_full = true;
        }
        fit
    }

    fn inlines(&mut self, nodes: Vec<Node<'_>>, mode: Mode) -> Vec<Inline> {
        inlines(nodes, mode, &mut self.labels, self.cx)
    }

    pub(super) fn paragraph(&mut self, content: Vec<Inline>, at: Range<usize>) {
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
