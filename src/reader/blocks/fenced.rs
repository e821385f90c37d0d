//! Lines of `:::` as they come, and words where none belong.

use super::super::fence::{Fence, Line};
use super::{Builder, Frame, FrameKind};
use crate::article::{BlockKind, Inline};
use crate::diag::{Code, codes::reader as codes};
use std::ops::Range;

impl Builder<'_, '_, '_, '_> {
    pub(super) fn fence(&mut self, at: Range<usize>) {
        match Fence::read(at.clone(), self.cx) {
            Line::Open(fence) => self.open(Frame::new(FrameKind::Fence(fence), at.start)),
            Line::PageBreak(words) => self.page_break(words, at),
            Line::Close => {
                let is_open = matches!(self.frames.last(), Some(Frame { kind: FrameKind::Fence(_), .. }));
                match self.frames.pop_if(|_| is_open) {
                    Some(frame) => {
                        let whole = frame.start..at.end;
                        self.close(frame, whole);
                    }
                    None if self.after_page_break(at.start) => {}
                    None => self.cx.report(&codes::FENCE_STRAY, &at, &[]),
                }
            }
        }
    }

    /// A page break stands alone; words on its line begin the new page.
    fn page_break(&mut self, words: Range<usize>, at: Range<usize>) {
        self.push(BlockKind::PageBreak, at.start..words.start);
        if !words.is_empty() {
            self.told_text(&codes::PAGE_BREAK_WORDS, words);
        }
    }

    /// Words that stand where none belong, as a paragraph, and a word on that.
    pub(super) fn told_text(&mut self, code: &'static Code, at: Range<usize>) {
        let words = self.cx.src().get(at.clone()).unwrap_or_default();
        self.cx.report(code, &at, &[words]);
        let text = super::super::flow::visible(words).into_owned();
        let content = vec![Inline::Text { text, span: self.cx.span(&at) }];
        self.paragraph(content, at);
    }

    /// Whether nothing stands between the last block, a page break, and this place.
    fn after_page_break(&self, at: usize) -> bool {
        self.frames.last().and_then(|f| f.blocks.last()).is_some_and(|b| {
            matches!(b.kind, BlockKind::PageBreak)
                && self.cx.src().get(b.span.range().end..at).is_some_and(|s| s.trim().is_empty())
        })
    }

    /// Ends the fences that their container's end left open.
    pub(super) fn close_fences(&mut self, end: usize) {
        while matches!(self.frames.last(), Some(Frame { kind: FrameKind::Fence(_), .. })) {
            let Some(frame) = self.frames.pop() else { return };
            if let FrameKind::Fence(fence) = &frame.kind {
                self.cx.report(&codes::FENCE_UNCLOSED, &fence.at, &[&fence.name]);
            }
            let whole = frame.start..end;
            self.close(frame, whole);
        }
    }

    pub(super) fn is_in_verse(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { kind: FrameKind::Fence(f), .. }) if f.is_verse())
    }
}
