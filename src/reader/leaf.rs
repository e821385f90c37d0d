//! The running text of one leaf (a paragraph, a heading, a cell) while its events come in.

use super::node::{Cx, Kind, MAX_INLINE_DEPTH, Node, Wrap, between, wrap};
use super::scan::{Picture, scan};
use super::{address, attrs, html, links, tail};
use crate::diag::codes::reader as codes;
use pulldown_cmark::{Event, LinkType, Tag};
use std::ops::Range;

/// What the leaf is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LeafKind {
    Paragraph,
    /// Its level.
    Heading(u8),
    /// A term that is defined.
    Term,
    /// A cell of a table.
    Cell,
}

/// A leaf being collected.
pub(super) struct Leaf<'s> {
    pub(super) kind: LeafKind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The open wraps, the leaf itself at the bottom.
    stack: Vec<Open<'s>>,
    pictures: Vec<Picture<'s>>,
}

struct Open<'s> {
    kind: OpenKind,
    nodes: Vec<Node<'s>>,
    /// How many wraps are open in it that would nest too deep; what is in them goes to this one.
    too_deep: usize,
}

enum OpenKind {
    Leaf,
    Wrap(Wrap),
    /// Where it leads.
    Link(String),
    /// A picture: where it leads, its title.
    Picture(String, String),
    /// A link that is not kept.
    Through,
}

/// A leaf whose events have all come.
pub(super) struct Finished<'s> {
    pub(super) nodes: Vec<Node<'s>>,
    pub(super) pictures: Vec<Picture<'s>>,
    /// The id of a caption or a heading.
    pub(super) id: Option<String>,
}

impl Open<'_> {
    fn new(kind: OpenKind) -> Self {
        Open { kind, nodes: Vec::new(), too_deep: 0 }
    }
}

impl<'s> Leaf<'s> {
    pub(super) fn new(kind: LeafKind, start: usize) -> Leaf<'s> {
        let stack = vec![Open::new(OpenKind::Leaf)];
        Leaf { kind, start, end: start, stack, pictures: Vec::new() }
    }

    /// A wrap begins. `written` is where its address is written: there or in a definition.
    pub(super) fn start(
        &mut self,
        tag: Tag<'_>,
        at: &Range<usize>,
        written: &Range<usize>,
        cx: &mut Cx<'s, '_>,
    ) {
        let is_too_deep = self.stack.len() > usize::from(MAX_INLINE_DEPTH);
        let kind = match tag {
            Tag::Image { dest_url, title, .. } => {
                let (target, title) = cx.view.restore_target(&dest_url, &title, written);
                OpenKind::Picture(target, title)
            }
            _ if is_too_deep => {
                cx.too_deep(at);
                if let Some(last) = self.stack.last_mut() {
                    last.too_deep += 1;
                }
                return;
            }
            Tag::Strong => OpenKind::Wrap(Wrap::Strong),
            Tag::Emphasis => OpenKind::Wrap(Wrap::Emphasis),
            Tag::Link { link_type, dest_url, title, .. } => {
                let (mut target, title) = cx.view.restore_target(&dest_url, &title, written);
                if link_type == LinkType::Email && !target.starts_with("mailto:") {
                    target.insert_str(0, "mailto:");
                }
                match address::address(&target) {
                    Some(target) => {
                        // A page has no place for it, nor has a screen that is touched.
                        if !title.trim().is_empty() {
                            cx.report(&codes::LINK_TITLE, at, &[&address::shown(title.trim())]);
                        }
                        OpenKind::Link(target)
                    }
                    None => {
                        cx.report(&codes::LINK_DROPPED, at, &[&address::shown(&target)]);
                        OpenKind::Through
                    }
                }
            }
            _ => OpenKind::Through,
        };
        self.stack.push(Open::new(kind));
    }

    /// The innermost wrap ends.
    pub(super) fn end(&mut self, at: &Range<usize>, cx: &mut Cx<'s, '_>) {
        self.end = self.end.max(at.end);
        if let Some(last) = self.stack.last_mut()
            && last.too_deep > 0
        {
            last.too_deep -= 1;
            return;
        }
        if self.stack.len() < 2 {
            return;
        }
        let Some(open) = self.stack.pop() else { return };
        let nodes = scan(open.nodes, &mut self.pictures, cx);
        let nodes = match open.kind {
            OpenKind::Wrap(kind) => wrap(kind, nodes, at.clone(), cx),
            OpenKind::Link(target) => links::linked(target, nodes, at, cx),
            OpenKind::Picture(target, title) => {
                let attributes = attrs::Attributes::default();
                self.pictures.push(Picture { target, title, caption: nodes, attributes, at: at.clone() });
                vec![Node { kind: Kind::Picture(self.pictures.len() - 1), at: at.clone() }]
            }
            OpenKind::Leaf | OpenKind::Through => nodes,
        };
        if let Some(around) = self.stack.last_mut() {
            around.nodes.extend(nodes);
        }
    }

    /// A piece of text.
    pub(super) fn event(&mut self, event: Event<'_>, at: &Range<usize>, cx: &mut Cx<'s, '_>) {
        let last_end = self.end;
        self.end = self.end.max(at.end);
        let kind = match event {
            Event::Text(text) => {
                let (text, place) = cx.view.restore(&text, at);
                // A backslash that belongs to nothing before it escapes the first character here.
                let escaped = at.start > last_end.max(self.start)
                    && cx.src().as_bytes()[at.start - 1] == b'\\'
                    || at.start == self.start + 1 && cx.src().as_bytes()[self.start] == b'\\';
                let exact = place.as_ref() == Some(at);
                Kind::Text { text, exact, escaped }
            }
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                Kind::Code(cx.view.restore(&text, at).0)
            }
            Event::SoftBreak => Kind::Soft,
            Event::HardBreak => Kind::Hard,
            Event::FootnoteReference(label) => Kind::NoteMark(cx.view.restore(&label, at).0.into_owned()),
            Event::InlineHtml(_) => return html::report(at.clone(), cx),
            _ => return,
        };
        if let Some(open) = self.stack.last_mut() {
            open.nodes.push(Node { kind, at: at.clone() });
        }
    }

    /// If the leaf has the form of a table's caption, `: text {#id}`, where its text stands.
    pub(super) fn caption_range(&self, src: &str) -> Option<Range<usize>> {
        let text = src.get(self.start..self.end)?.trim_end();
        let inner = text.strip_prefix(": ").filter(|_| self.kind == LeafKind::Paragraph)?;
        Some(self.start + text.len() - inner.len()..self.start + text.len())
    }

    /// All events have come. With a caption's range only what lies in it is kept, and the attributes at its
    /// end are taken off.
    pub(super) fn finish(mut self, caption: Option<&Range<usize>>, cx: &mut Cx<'s, '_>) -> Finished<'s> {
        while self.stack.len() > 1 {
            let end = self.end;
            self.end(&(end..end), cx);
        }
        let mut nodes = self.stack.pop().map(|o| o.nodes).unwrap_or_default();
        let mut range = caption.cloned().unwrap_or(0..usize::MAX);
        let tail = match (caption, &self.kind) {
            (Some(at), _) => tail::of_caption(at, cx),
            (None, LeafKind::Heading(_)) => tail::of_heading(&nodes, cx),
            _ => None,
        };
        let mut id = None;
        if let Some(tail) = tail {
            id = tail.id;
            range.end = tail.cut.unwrap_or(range.end);
        }
        if range != (0..usize::MAX) {
            nodes = between(nodes, &range);
        }
        let nodes = scan(nodes, &mut self.pictures, cx);
        Finished { nodes, pictures: self.pictures, id }
    }
}

/// The paragraphs that running text is. Many who write Chinese begin a paragraph on a new line with two
/// ideographic spaces and leave no line empty; such a line is a paragraph of its own.
pub(super) fn paragraphs(nodes: Vec<Node<'_>>, at: Range<usize>) -> Vec<(Vec<Node<'_>>, Range<usize>)> {
    let mut out = vec![(Vec::new(), at.clone())];
    let mut nodes = nodes.into_iter().peekable();
    while let Some(node) = nodes.next() {
        let is_break = matches!(node.kind, Kind::Soft | Kind::Hard)
            && nodes.peek().is_some_and(
                |n| matches!(&n.kind, Kind::Text { text, .. } if text.starts_with("\u{3000}\u{3000}")),
            );
        if let Some((last, range)) = out.last_mut() {
            if is_break {
                range.end = node.at.start;
            } else {
                last.push(node);
                continue;
            }
        }
        out.push((Vec::new(), node.at.end..at.end));
    }
    out
}

/// Whether a node shows nothing.
pub(super) fn is_blank(node: &Node<'_>) -> bool {
    match &node.kind {
        Kind::Text { text, .. } => text.trim().is_empty(),
        Kind::Soft | Kind::Hard | Kind::Picture(_) => true,
        Kind::Wrap { content, .. } => content.iter().all(is_blank),
        Kind::Code(_) | Kind::NoteMark(_) | Kind::Reference(_) | Kind::Ruby { .. } => false,
    }
}
