//! Links around running text. A reference and the mark of a note are links of their own, and no link stands in
//! another: the link ends before them and goes on behind.

use super::address;
use super::node::{Cx, Holds, Kind, Node, Wrap, wrap};
use crate::article::MarkKind;
use crate::diag::codes::reader as codes;
use std::ops::Range;

/// Puts content into a link.
pub(super) fn linked<'s>(
    target: String,
    content: Vec<Node<'s>>,
    at: &Range<usize>,
    cx: &mut Cx<'s, '_>,
) -> Vec<Node<'s>> {
    if !content.iter().any(has_own) {
        return wrap(Wrap::Link(target), content, at.clone(), cx);
    }
    let parts = divided(content, cx);
    if parts.iter().all(|part| part.is_own || part.nodes.iter().all(super::leaf::is_blank)) {
        cx.report(&codes::LINK_DROPPED, at, &[&address::shown(&target)]);
        return parts.into_iter().flat_map(|part| part.nodes).collect();
    }
    let mut out = Vec::new();
    for Part { is_own, nodes } in parts {
        if is_own || !cx.copies.take(target.len(), at.start) {
            out.extend(nodes);
        } else {
            let at = range_of(&nodes);
            out.extend(wrap(Wrap::Link(target.clone()), nodes, at, cx));
        }
    }
    out
}

/// A stretch of a link's content.
struct Part<'s> {
    /// Whether it is a link of its own.
    is_own: bool,
    nodes: Vec<Node<'s>>,
}

fn divided<'s>(content: Vec<Node<'s>>, cx: &Cx<'s, '_>) -> Vec<Part<'s>> {
    let mut out: Vec<Part<'s>> = Vec::new();
    let mut add = |is_own: bool, node: Node<'s>| match out.last_mut() {
        Some(last) if last.is_own == is_own => last.nodes.push(node),
        _ => out.push(Part { is_own, nodes: vec![node] }),
    };
    for node in content {
        if !has_own(&node) {
            add(false, node);
            continue;
        }
        match node.kind {
            Kind::Wrap { wrap, content, .. } if !is_page(&wrap) => {
                for Part { is_own, nodes } in divided(content, cx) {
                    if cx.copies.take(wrap.cost(), node.at.start) {
                        let (at, mut holds) = (range_of(&nodes), Holds::of(&nodes));
                        holds.depth += 1;
                        add(
                            is_own,
                            Node { kind: Kind::Wrap { wrap: wrap.clone(), content: nodes, holds }, at },
                        );
                    } else {
                        nodes.into_iter().for_each(|node| add(is_own, node));
                    }
                }
            }
            kind => add(true, Node { kind, at: node.at }),
        }
    }
    out
}

/// Whether a node is a link of its own, or holds one.
fn has_own(node: &Node<'_>) -> bool {
    match &node.kind {
        Kind::Reference(_) | Kind::NoteMark(_) => true,
        Kind::Wrap { content, .. } => content.iter().any(has_own),
        _ => false,
    }
}

fn is_page(wrap: &Wrap) -> bool {
    *wrap == Wrap::Marked(MarkKind::Page)
}

fn range_of(nodes: &[Node<'_>]) -> Range<usize> {
    nodes.first().map_or(0, |n| n.at.start)..nodes.last().map_or(0, |n| n.at.end)
}
