//! What the elements of a DOCX's text stand in, found in one pass: asked of each element anew, a file of nested elements
//! would take minutes.

use super::tree::{Node, Tree};
use std::collections::BTreeMap;

/// What an element stands in, by places in [`Tree::all`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// The nearest paragraph.
    pub(super) paragraph: Option<u32>,
    /// The nearest frame of a picture.
    pub(super) frame: Option<u32>,
    /// Whether a tracked change deleted it or moved it away.
    pub(super) deleted: bool,
    /// Whether it repeats for old programs what stands beside it for new ones.
    pub(super) fallback: bool,
}

/// What each element stands in.
pub(super) fn of(tree: &Tree) -> Vec<Around> {
    let mut out: Vec<Around> = Vec::new();
    for node in tree.all() {
        // What is around an element comes before it.
        let around = node.parent().map_or_else(Around::default, |parent| within(out[parent.index()], parent));
        out.push(around);
    }
    out
}

fn within(around: Around, parent: Node<'_>) -> Around {
    // A tree is of two million elements at most.
    let at = u32::try_from(parent.index()).ok();
    match parent.name() {
        "p" => Around { paragraph: at, ..around },
        "inline" | "anchor" => Around { frame: at, ..around },
        "del" | "moveFrom" => Around { deleted: true, ..around },
        "Fallback" => Around { fallback: true, ..around },
        _ => around,
    }
}

/// What the frames of pictures say for readers who cannot see them, by the frame: the first description inside it.
pub(super) fn described(tree: &Tree, around: &[Around]) -> BTreeMap<u32, Option<String>> {
    let mut out = BTreeMap::new();
    for node in tree.all().filter(|n| n.is("docPr")) {
        let alt = node.attribute("descr").map(str::trim).filter(|d| !d.is_empty());
        // A frame that has one is in frames that have one.
        let mut frame = around[node.index()].frame;
        while let Some(at) = frame.filter(|at| !out.contains_key(at)) {
            out.insert(at, alt.map(str::to_owned));
            frame = around[at as usize].frame;
        }
    }
    out
}
