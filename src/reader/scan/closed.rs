//! What the marks that close a bracket or a struck passage make of the nodes behind the mark that opened it.

use super::{Level, Opened, Opener};
use crate::article::MarkKind;
use crate::diag::codes::reader as codes;
use crate::reader::attrs::{self, Attributes};
use crate::reader::node::{Cx, Holds, Kind, MAX_INLINE_DEPTH, Node, Wrap, plain, wrap};
use crate::reader::span::{self, Wanted};
use std::ops::Range;

/// The longest content of a span that may be a reference with marks in it, in bytes.
const MAX_REFERENCE_BYTES: usize = 400;

impl<'s> Level<'s> {
    /// Takes the last opener of a kind, and those behind it, which now stay text.
    fn take(&mut self, kind: Opener) -> Option<Opened> {
        if self.counts[kind as usize] == 0 {
            return None;
        }
        let mut holds = Holds::default();
        while let Some(last) = self.openers.pop() {
            self.counts[last.kind as usize] -= 1;
            holds.add(last.holds);
            if last.kind == kind {
                return Some(Opened { holds, ..last });
            }
        }
        None
    }

    /// Resolves a `]`; the place behind what it closed, or its own place if it is text.
    pub(super) fn close_bracket(&mut self, at: usize, cx: &mut Cx<'s, '_>) -> usize {
        let src = cx.src();
        let Some(opened) = self.take(Opener::Bracket) else { return at };
        let (place, start) = (opened.place, opened.start);
        if let Some((found, behind)) = attrs::parse(src, at + 1) {
            self.span(opened, at, found, start..behind, cx);
            self.skip = behind;
            return behind;
        }
        let inner = &src[start + 1..at];
        if let Some(id) = referred(inner) {
            self.out.truncate(place);
            self.out.push(Node { kind: Kind::Reference(id), at: start..at + 1 });
            return at + 1;
        }
        self.holding(opened.holds);
        if let Some(label) = inner.strip_prefix('^')
            && !label.is_empty()
            && label.len() <= 200
            && !label.contains(char::is_whitespace)
        {
            if cx.view.has_note(label) {
                self.out.truncate(place);
                self.out.push(Node { kind: Kind::NoteMark(label.to_owned()), at: start..at + 1 });
                return at + 1;
            }
            cx.report(&codes::NO_NOTE, &(start..at + 1), &[label]);
        }
        at
    }

    /// `[content]{attributes}`, whose content ends at `end`.
    fn span(
        &mut self,
        mut opened: Opened,
        end: usize,
        found: Attributes,
        whole: Range<usize>,
        cx: &mut Cx<'s, '_>,
    ) {
        let Wanted { ruby, page, mut wraps } = span::wanted(found, cx);
        if let Some(class) = page {
            let inner = &cx.src()[opened.start + 1..end];
            let content = match inner.len() {
                ..=MAX_REFERENCE_BYTES => plain(&self.out[opened.place + 1..]),
                _ => inner.chars().take(40).chain(['…']).collect(),
            };
            if let Some(id) = referred(&content) {
                self.out.truncate(opened.place + 1);
                self.out.push(Node { kind: Kind::Reference(id), at: whole.clone() });
                opened.holds = Holds::default();
                wraps.insert(0, Wrap::Marked(MarkKind::Page));
            } else {
                span::report_page(&class, &content, cx);
            }
        }
        match ruby {
            // Ruby has no ruby of its own.
            Some((key, _)) if opened.holds.has_ruby => {
                cx.report(&codes::UNKNOWN_ATTRIBUTE, &key.at, &[&key.text]);
            }
            Some(ruby) => {
                let content = self.out.split_off(opened.place + 1);
                let nodes = span::ruby(content, ruby, whole.clone(), cx);
                // Also where there was nothing to stand over: it is not tried again at every level.
                opened.holds = Holds { has_ruby: true, ..Holds::of(&nodes) };
                self.out.extend(nodes);
            }
            None => {}
        }
        self.enclose(opened, &whole, wraps, cx);
    }

    /// Puts what follows an opener into wraps, the innermost first, and takes the opener away. What has no wrap, or
    /// would nest too deep, stays in its place: moved at every level, a deep nest would cost its square.
    fn enclose(&mut self, opened: Opened, whole: &Range<usize>, wraps: Vec<Wrap>, cx: &mut Cx<'s, '_>) {
        let room = usize::from(MAX_INLINE_DEPTH.saturating_sub(opened.holds.depth));
        if wraps.len() > room {
            cx.too_deep(whole);
        }
        if room == 0 || wraps.is_empty() {
            let behind = self.out[opened.place].at.end;
            self.out[opened.place] = Node::text(cx.src(), behind..behind);
            self.holding(opened.holds);
            return;
        }
        let mut content = self.out.split_off(opened.place + 1);
        self.out.pop();
        for kind in wraps.into_iter().take(room) {
            content = wrap(kind, content, whole.clone(), cx);
        }
        content.into_iter().for_each(|node| self.push(node));
    }

    /// Resolves a `~~`; the place from which the text goes on as plain.
    pub(super) fn strike(&mut self, at: usize, cx: &mut Cx<'s, '_>) -> usize {
        let src = cx.src();
        let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let closes = !spaced(src[..at].chars().next_back());
        let opens = !spaced(src[at + 2..].chars().next());
        if closes && let Some(opened) = self.take(Opener::Strike) {
            self.enclose(opened, &(opened.start..at + 2), vec![Wrap::Strike], cx);
            return at + 2;
        }
        if opens {
            self.open(Opener::Strike, at..at + 2, src);
            return at + 2;
        }
        at
    }
}

/// The id that `@id` refers to.
fn referred(text: &str) -> Option<String> {
    let id = text.strip_prefix('@')?;
    (!id.is_empty() && id.len() <= 200 && id.chars().all(attrs::is_id_char)).then(|| id.to_owned())
}
