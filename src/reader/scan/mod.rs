//! keben's own marks in running text: `[…]{…}` spans, `[@id]` references, `~~…~~`, `x^2^` and `H~2~O`, and the
//! attributes behind a picture. In: the nodes of one level. Out: the same with these resolved.
//!
//! Strikethrough is not left to the Markdown parser, which takes a single `~` for it as well: in Chinese `3~5天`
//! is a range. For the same reason sub- and superscripts are recognized only where nothing else can be meant:
//! no white space and no East Asian character inside, and something before it that can carry an index.

mod closed;
mod index;

use super::attrs::{self, Attributes};
use super::node::{Cx, Holds, Kind, Node, Wrap, between, wrap};
use crate::article::places;
use crate::diag::codes::reader as codes;
use std::ops::Range;

/// A picture of a leaf, before it is a figure.
#[derive(Debug)]
pub(super) struct Picture<'s> {
    pub(super) target: String,
    pub(super) title: String,
    pub(super) caption: Vec<Node<'s>>,
    pub(super) attributes: Attributes,
    pub(super) at: Range<usize>,
}

/// Resolves one level.
pub(super) fn scan<'s>(
    nodes: Vec<Node<'s>>,
    pictures: &mut [Picture<'s>],
    cx: &mut Cx<'s, '_>,
) -> Vec<Node<'s>> {
    let mut level =
        Level { out: Vec::with_capacity(nodes.len()), openers: Vec::new(), counts: [0; 2], skip: 0 };
    for node in nodes {
        if node.at.start >= level.skip {
            level.node(node, pictures, cx);
        } else if node.at.end > level.skip {
            for rest in between(vec![node], &(level.skip..usize::MAX)) {
                level.node(rest, pictures, cx);
            }
        }
    }
    join_neighbours(level.out, cx)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Opener {
    Bracket = 0,
    Strike = 1,
}

/// What might still close.
#[derive(Clone, Copy)]
struct Opened {
    kind: Opener,
    /// Its place in `out`.
    place: usize,
    /// Its place in the file.
    start: usize,
    /// What stands behind it, up to the next opener.
    holds: Holds,
}

struct Level<'s> {
    out: Vec<Node<'s>>,
    openers: Vec<Opened>,
    /// How many of each kind are open, so that no search for one is in vain.
    counts: [usize; 2],
    /// Everything before this place of the file has been used.
    skip: usize,
}

impl<'s> Level<'s> {
    fn node(&mut self, node: Node<'s>, pictures: &mut [Picture<'s>], cx: &mut Cx<'s, '_>) {
        match node.kind {
            Kind::Text { exact: true, escaped, .. } => self.text(node.at, escaped, cx),
            Kind::Picture(index) => {
                let end = node.at.end;
                let rest = &cx.src()[end..];
                let brace = end + rest.len() - rest.trim_start_matches(' ').len();
                self.push(node);
                if let Some((found, behind)) = attrs::parse(cx.src(), brace) {
                    if let Some(picture) = pictures.get_mut(index) {
                        picture.attributes = found;
                        picture.at.end = behind;
                    }
                    self.skip = behind;
                } else if brace == end && cx.src()[brace..].starts_with('{') {
                    let line = cx.src()[brace..].lines().next().map_or(1, str::len);
                    cx.report(&codes::BAD_ATTRIBUTES, &(brace..brace + line), &[]);
                }
            }
            _ => self.push(node),
        }
    }

    fn push(&mut self, node: Node<'s>) {
        self.holding(node.holds());
        self.out.push(node);
    }

    /// Notes what has come behind the last opener.
    fn holding(&mut self, holds: Holds) {
        if let Some(last) = self.openers.last_mut() {
            last.holds.add(holds);
        }
    }

    fn text(&mut self, at: Range<usize>, escaped: bool, cx: &mut Cx<'s, '_>) {
        let src = cx.src();
        if !places::has_byte(&src[at.clone()], |b| (b == b'[') | (b == b']') | (b == b'~') | (b == b'^')) {
            self.literal(at, src);
            return;
        }
        let first = src[at.clone()].chars().next().filter(|_| escaped).map_or(0, char::len_utf8);
        // What lies between `literal` and `i` is plain text that is not yet in `out`.
        let (mut literal, mut i) = (at.start, at.start + first);
        let is_mark = |byte: &u8| matches!(byte, b'[' | b']' | b'~' | b'^');
        while let Some(found) = src.as_bytes()[i.min(at.end)..at.end].iter().position(is_mark) {
            i += found;
            let mark = src.as_bytes()[i];
            match mark {
                b'[' => {
                    self.literal(literal..i, src);
                    self.open(Opener::Bracket, i..i + 1, src);
                    i += 1;
                    literal = i;
                }
                b']' => {
                    if self.counts[Opener::Bracket as usize] > 0 {
                        self.literal(literal..i, src);
                        let behind = self.close_bracket(i, cx);
                        // An unused `]` stays text.
                        literal = if behind == i { i } else { behind };
                        i = behind.max(i + 1);
                    } else {
                        i += 1;
                    }
                }
                b'~' if src[i..at.end].starts_with("~~") => {
                    let run = src[i..].bytes().take_while(|&b| b == b'~').count();
                    if run == 2 {
                        self.literal(literal..i, src);
                        literal = self.strike(i, cx);
                    }
                    i += run;
                }
                _ => match index::end(src, i, at.end) {
                    Some(end) => {
                        self.literal(literal..i, src);
                        let kind = if mark == b'^' { Wrap::Superscript } else { Wrap::Subscript };
                        let content = vec![Node::text(src, i + 1..end)];
                        wrap(kind, content, i..end + 1, cx).into_iter().for_each(|node| self.push(node));
                        i = end + 1;
                        literal = i;
                    }
                    None => i += 1,
                },
            }
            if i >= at.end {
                break;
            }
        }
        if literal < at.end {
            self.literal(literal..at.end, src);
        }
        self.skip = self.skip.max(literal.min(at.end));
    }

    fn literal(&mut self, at: Range<usize>, src: &'s str) {
        if at.start < at.end {
            self.out.push(Node::text(src, at));
        }
    }

    fn open(&mut self, kind: Opener, at: Range<usize>, src: &'s str) {
        let (place, start) = (self.out.len(), at.start);
        self.openers.push(Opened { kind, place, start, holds: Holds::default() });
        self.counts[kind as usize] += 1;
        self.out.push(Node::text(src, at));
    }
}

/// Neighbouring slices of the file as one.
fn join_neighbours<'s>(nodes: Vec<Node<'s>>, cx: &Cx<'s, '_>) -> Vec<Node<'s>> {
    let mut out: Vec<Node<'s>> = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let Kind::Text { exact: true, .. } = node.kind
            && let Some(last) = out.last_mut()
            && let Kind::Text { exact: true, .. } = last.kind
            && last.at.end == node.at.start
        {
            *last = Node::text(cx.src(), last.at.start..node.at.end);
        } else {
            out.push(node);
        }
    }
    out
}
