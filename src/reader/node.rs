//! Running text between the Markdown parser and the article: what the parser understood, in a tree that still
//! knows its place in the file.

use super::limits::Copies;
use super::view::View;
use crate::article::MarkKind;
use crate::diag::{Code, Diag, Diags, FileId, Span, codes::reader as codes};
use std::borrow::Cow;
use std::ops::Range;

/// How deep running text nests: emphasis in links in spans.
pub(super) const MAX_INLINE_DEPTH: u16 = 24;

/// What the stages of reading a body share.
pub(super) struct Cx<'s, 'd> {
    pub(super) view: &'s View<'s>,
    pub(super) file: FileId,
    /// Whether no character of the file has to be made visible.
    pub(super) is_clean: bool,
    /// What dividing wraps has cost so far.
    pub(super) copies: Copies,
    /// Whether it was told that running text nests too deep.
    pub(super) told_deep: bool,
    pub(super) diags: &'d mut Diags,
}

impl<'s> Cx<'s, '_> {
    pub(super) fn src(&self) -> &'s str {
        self.view.src
    }

    pub(super) fn span(&self, at: &Range<usize>) -> Span {
        Span::new(self.file, at.clone())
    }

    pub(super) fn report(&mut self, code: &'static Code, at: &Range<usize>, args: &[&str]) {
        let diag = args.iter().fold(Diag::new(code).at(self.span(at)), |d, arg| d.arg(*arg));
        self.diags.push(diag);
    }

    /// Says once that running text nests too deep.
    pub(super) fn too_deep(&mut self, at: &Range<usize>) {
        if !self.told_deep {
            self.told_deep = true;
            self.report(&codes::TOO_DEEP, at, &[&MAX_INLINE_DEPTH.to_string()]);
        }
    }
}

/// A piece of running text.
#[derive(Debug)]
pub(super) struct Node<'s> {
    pub(super) kind: Kind<'s>,
    pub(super) at: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Kind<'s> {
    /// Characters. `exact` if they are those of the file at that place.
    Text {
        text: Cow<'s, str>,
        exact: bool,
        /// The first character was escaped and means only itself.
        escaped: bool,
    },
    /// A line break of the source.
    Soft,
    /// A line break the author asked for.
    Hard,
    Code(Cow<'s, str>),
    Wrap {
        wrap: Wrap,
        content: Vec<Node<'s>>,
        holds: Holds,
    },
    /// The mark of the note with that label.
    NoteMark(String),
    Reference(String),
    Ruby {
        base: String,
        text: String,
    },
    /// A picture, by its place among those of the leaf.
    Picture(usize),
}

/// What a stretch of running text is wrapped in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrap {
    Emphasis,
    Strong,
    Strike,
    Superscript,
    Subscript,
    Link(String),
    Marked(MarkKind),
    Foreign(String),
}

impl Wrap {
    /// About how many bytes a further one of it takes.
    pub(super) fn cost(&self) -> usize {
        let text = match self {
            Wrap::Link(text) | Wrap::Foreign(text) => text.len(),
            _ => 0,
        };
        size_of::<Node<'_>>() + text
    }
}

/// What a stretch of nodes holds at any depth, so that nobody has to look through it again.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Holds {
    /// How deep wraps nest in it.
    pub(super) depth: u16,
    pub(super) has_ruby: bool,
}

impl Holds {
    pub(super) fn of(nodes: &[Node<'_>]) -> Holds {
        let mut all = Holds::default();
        nodes.iter().for_each(|node| all.add(node.holds()));
        all
    }

    /// With what stands beside it.
    pub(super) fn add(&mut self, more: Holds) {
        self.depth = self.depth.max(more.depth);
        self.has_ruby |= more.has_ruby;
    }
}

impl<'s> Node<'s> {
    /// A slice of the file.
    pub(super) fn text(src: &'s str, at: Range<usize>) -> Node<'s> {
        let text = Cow::Borrowed(&src[at.clone()]);
        Node { kind: Kind::Text { text, exact: true, escaped: false }, at }
    }

    pub(super) fn holds(&self) -> Holds {
        match &self.kind {
            Kind::Wrap { holds, .. } => *holds,
            Kind::Ruby { .. } => Holds { depth: 0, has_ruby: true },
            _ => Holds::default(),
        }
    }
}

/// Puts nodes into a wrap; where that would nest too deep, they stay as they are.
pub(super) fn wrap<'s>(
    wrap: Wrap,
    content: Vec<Node<'s>>,
    at: Range<usize>,
    cx: &mut Cx<'s, '_>,
) -> Vec<Node<'s>> {
    let mut holds = Holds::of(&content);
    holds.depth += 1;
    if holds.depth > MAX_INLINE_DEPTH {
        cx.too_deep(&at);
        return content;
    }
    vec![Node { kind: Kind::Wrap { wrap, content, holds }, at }]
}

/// The nodes, or parts of them, that lie between two places of the file. Wraps that reach across an edge
/// come undone.
pub(super) fn between<'s>(nodes: Vec<Node<'s>>, range: &Range<usize>) -> Vec<Node<'s>> {
    let mut out = Vec::with_capacity(nodes.len());
    for mut node in nodes {
        if node.at.end <= range.start || node.at.start >= range.end {
            continue;
        }
        if node.at.start >= range.start && node.at.end <= range.end {
            out.push(node);
            continue;
        }
        match node.kind {
            Kind::Wrap { content, .. } => out.extend(between(content, range)),
            Kind::Text { text: Cow::Borrowed(text), exact: true, escaped } => {
                let from = range.start.saturating_sub(node.at.start);
                let to = text.len() - node.at.end.saturating_sub(range.end);
                let Some(kept) = text.get(from..to) else { continue };
                node.at = node.at.start + from..node.at.start + to;
                let kind =
                    Kind::Text { text: Cow::Borrowed(kept), exact: true, escaped: escaped && from == 0 };
                out.push(Node { kind, at: node.at });
            }
            _ => {}
        }
    }
    out
}

/// The characters of some nodes.
pub(super) fn plain(nodes: &[Node<'_>]) -> String {
    let mut out = String::new();
    for node in nodes {
        match &node.kind {
            Kind::Text { text, .. } | Kind::Code(text) => out.push_str(text),
            Kind::Wrap { content, .. } => out.push_str(&plain(content)),
            Kind::Ruby { base, .. } => out.push_str(base),
            Kind::Soft | Kind::Hard | Kind::NoteMark(_) | Kind::Reference(_) | Kind::Picture(_) => {}
        }
    }
    out
}
