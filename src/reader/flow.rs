//! Nodes to the article's inlines: line breaks of the source resolved, white space cleared up, invisible
//! characters made visible, breaks placed.

use super::cjk::{is_cjk, is_hangul, is_shared_mark};
use super::fold::folded;
use super::node::{Cx, Kind, Node, Wrap};
use crate::article::{Inline, NoteId, places};
use crate::diag::{is_hidden, unhidden};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// What line breaks and spaces mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A line break of the source is a space between two letters and nothing beside an East Asian character.
    Prose,
    /// A line break of the source is a line break.
    Verse,
    /// As prose, and a space beside an East Asian character is a sense break.
    Heading,
}

/// The labels of notes, folded, in the order of their first mark.
#[derive(Default)]
pub(super) struct Labels {
    pub(super) order: Vec<String>,
    places: BTreeMap<String, u32>,
}

impl Labels {
    fn id(&mut self, label: &str) -> NoteId {
        let label = folded(label);
        if let Some(&place) = self.places.get(&label) {
            return NoteId(place);
        }
        let place = u32::try_from(self.order.len()).unwrap_or(u32::MAX);
        self.places.insert(label.clone(), place);
        self.order.push(label);
        NoteId(place)
    }
}

/// Resolves the nodes of one leaf.
pub(super) fn inlines(nodes: Vec<Node<'_>>, mode: Mode, labels: &mut Labels, cx: &Cx<'_, '_>) -> Vec<Inline> {
    let mut flat = String::new();
    if mode == Mode::Heading || has_breaks(&nodes) {
        flatten(&nodes, &mut flat);
    }
    let mut flow = Flow { at: 0, mode, breaks: LineBreaks { flat: &flat }, labels, cx, any: false };
    let mut out = flow.level(nodes);
    trim_end(&mut out, cx.src());
    out
}

/// A text of several lines as one.
pub(super) fn lines_joined(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let breaks = LineBreaks { flat: text };
    let ends = text.match_indices('\n').map(|(at, _)| if breaks.is_space(at) { " " } else { "" });
    Cow::Owned(text.split('\n').zip(ends.chain([""])).flat_map(|(line, end)| [line, end]).collect())
}

/// Hidden characters as marks that can be seen.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !has_invisible(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(unhidden).collect())
}

/// Whether a text has such characters.
pub(super) fn has_invisible(text: &str) -> bool {
    let may_be = |a: u8, b: u8, c: u8| {
        let low = (a < b' ') & (a != b'\t') & (a != b'\n') & (a != b'\r');
        let turning = (a == 0xE2) & ((b == 0x81) | ((b == 0x80) & (0xAA..=0xAE).contains(&c)));
        let special = (a == 0xEF) & ((b == 0xB7) | (b == 0xBB) | (b == 0xBF));
        low | (a == 0x7F) | ((a == 0xC2) & (b < 0xA0)) | turning | special | (a >= 0xF0)
    };
    places::has(text, may_be, is_hidden)
}

/// Stands for what is a character of its own in the line but no text: a reference, a picture.
const OBJECT: char = '\u{FFFC}';
/// Stands for a line break that the author asked for.
const HARD: char = '\u{2028}';

/// Whether lines end in the source, at any depth: all that [`LineBreaks`] of prose looks at.
fn has_breaks(nodes: &[Node<'_>]) -> bool {
    nodes.iter().any(|node| match &node.kind {
        Kind::Soft => true,
        Kind::Wrap { content, .. } => has_breaks(content),
        _ => false,
    })
}

fn flatten(nodes: &[Node<'_>], flat: &mut String) {
    for node in nodes {
        match &node.kind {
            Kind::Text { text, .. } | Kind::Code(text) => flat.push_str(text),
            Kind::Soft => flat.push('\n'),
            Kind::Hard => flat.push(HARD),
            Kind::Wrap { content, .. } => flatten(content, flat),
            Kind::Ruby { base, .. } => flat.push_str(base),
            Kind::Reference(_) => flat.push(OBJECT),
            Kind::NoteMark(_) | Kind::Picture(_) => {}
        }
    }
}

/// What a line break of the source is.
struct LineBreaks<'f> {
    flat: &'f str,
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Side {
    Edge,
    East,
    Letter,
}

impl LineBreaks<'_> {
    /// Whether the break at a byte of the flat text is a space. Marks that both scripts share are what stands
    /// on their far side.
    fn is_space(&self, at: usize) -> bool {
        let skip = |c: &char| is_shared_mark(*c) || c.is_whitespace();
        let before = side(self.flat[..at].chars().rev().take(64).find(|c| !skip(c)));
        let after = side(self.flat[at + 1..].chars().take(64).find(|c| !skip(c)));
        before == Side::Letter && after == Side::Letter
    }

    /// Whether a space between two characters of a heading is a sense break.
    fn is_sense_break(&self, from: usize, to: usize) -> bool {
        let wide = |c: Option<char>| c.is_some_and(|c| c == OBJECT || is_shared_mark(c) || c >= '\u{2E80}');
        wide(self.flat[..from].chars().next_back()) || wide(self.flat[to..].chars().next())
    }
}

fn side(c: Option<char>) -> Side {
    match c {
        None | Some(HARD) => Side::Edge,
        Some(OBJECT) => Side::East,
        Some(c) if is_cjk(c) && !is_hangul(c) => Side::East,
        Some(_) => Side::Letter,
    }
}

struct Flow<'f, 's, 'd> {
    /// Where in the flat text the walk is.
    at: usize,
    mode: Mode,
    breaks: LineBreaks<'f>,
    labels: &'f mut Labels,
    cx: &'f Cx<'s, 'd>,
    /// Whether anything has been put out yet; white space before it is dropped.
    any: bool,
}

impl Flow<'_, '_, '_> {
    fn level(&mut self, nodes: Vec<Node<'_>>) -> Vec<Inline> {
        let mut out = Vec::with_capacity(nodes.len());
        for node in nodes {
            let span = self.cx.span(&node.at);
            match node.kind {
                Kind::Text { text, exact, .. } => {
                    self.text(&text, exact, node.at.start, node.at.end, &mut out);
                    continue;
                }
                Kind::Soft => {
                    let at = self.at;
                    self.at += 1;
                    if self.mode == Mode::Verse {
                        out.push(Inline::Break);
                    } else if self.any && self.breaks.is_space(at) {
                        out.push(Inline::Text { text: " ".to_owned(), span });
                    }
                    continue;
                }
                Kind::Hard => {
                    self.at += HARD.len_utf8();
                    out.push(Inline::Break);
                }
                Kind::Code(text) => {
                    self.at += text.len();
                    out.push(Inline::Code { text: visible(&text).into_owned(), span });
                }
                Kind::Wrap { wrap, content, .. } => {
                    let content = self.level(content);
                    if !content.is_empty() {
                        out.push(wrapped(wrap, content));
                    }
                    continue;
                }
                Kind::NoteMark(label) => out.push(Inline::NoteMark { note: self.labels.id(&label), span }),
                Kind::Reference(target) => {
                    self.at += OBJECT.len_utf8();
                    out.push(Inline::Reference { target, span });
                }
                Kind::Ruby { base, text } => {
                    self.at += base.len();
                    let (base, text) = (visible(&base).into_owned(), visible(&text).into_owned());
                    out.push(Inline::Ruby { base, text, span });
                }
                Kind::Picture(_) => continue,
            }
            self.any = true;
        }
        out
    }

    /// Text with its white space cleared up: none at the edges of a paragraph (also no ideographic space, with
    /// which authors indent), runs of spaces as one. The pieces keep their exact places.
    fn text(&mut self, text: &str, exact: bool, start: usize, end: usize, out: &mut Vec<Inline>) {
        let base = self.at;
        self.at += text.len();
        let mut from = 0;
        if !self.any && self.mode != Mode::Verse {
            from = text.len() - text.trim_start().len();
        }
        let blanks = [' ', '\t', '\n', '\r'];
        let is_blank = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let cx = self.cx;
        let piece = |range: Range<usize>| {
            let at = if exact { start + range.start..start + range.end } else { start..end };
            let shown = &text[range];
            let shown = if exact && cx.is_clean { shown.to_owned() } else { visible(shown).into_owned() };
            Inline::Text { text: shown, span: cx.span(&at) }
        };
        let mut i = from;
        if !places::has_byte(text, |b| (b == b' ') | (b == b'\t') | (b == b'\n') | (b == b'\r')) {
            i = text.len();
        }
        while let Some(found) = text.as_bytes()[i..].iter().position(|b| is_blank(*b)) {
            let blank = i + found;
            let behind = text.len() - text[blank..].trim_start_matches(blanks).len();
            let sense = self.mode == Mode::Heading
                && (self.any || blank > from)
                && self.breaks.is_sense_break(base + blank, base + behind);
            if sense || behind > blank + 1 {
                let kept = if sense { blank } else { blank + 1 };
                if from < kept {
                    out.push(piece(from..kept));
                }
                if sense {
                    out.push(Inline::Break);
                }
                from = behind;
            }
            i = behind;
        }
        if from < text.len() {
            out.push(piece(from..text.len()));
        }
        self.any |= !text.trim().is_empty();
    }
}

/// Takes white space off the end.
fn trim_end(out: &mut Vec<Inline>, src: &str) {
    while let Some(last) = out.last_mut() {
        let Inline::Text { text, span } = last else { break };
        let kept = text.trim_end().len();
        if kept == text.len() {
            break;
        }
        if let Some(written) = src.get(span.range()).filter(|w| w.ends_with(&text[kept..])) {
            let cut = u32::try_from(written.len() - written.trim_end().len()).unwrap_or(0);
            span.end -= cut;
        }
        text.truncate(kept);
        if !text.is_empty() {
            break;
        }
        out.pop();
    }
}

fn wrapped(wrap: Wrap, content: Vec<Inline>) -> Inline {
    match wrap {
        Wrap::Emphasis => Inline::Emphasis(content),
        Wrap::Strong => Inline::Strong(content),
        Wrap::Strike => Inline::Strike(content),
        Wrap::Superscript => Inline::Superscript(content),
        Wrap::Subscript => Inline::Subscript(content),
        Wrap::Link(target) => Inline::Link { target, content },
        Wrap::Marked(kind) => Inline::Marked { kind, content },
        Wrap::Foreign(lang) => Inline::Foreign { lang, content },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_look_for_invisible_characters_misses_none() {
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            assert_eq!(has_invisible(&format!("字{c}a")), is_hidden(c), "U+{:04X}", u32::from(c));
        }
    }
}
