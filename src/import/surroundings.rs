//! What the elements of a DOCX's text stand in, found in one pass: asked of each element anew, a file of nested elements
//! would take minutes.

use super::symbol::{self, Face, Rise};
use super::tree::{Node, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// What an element stands in, by places in [`Tree::all`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// The nearest paragraph.
    pub(super) paragraph: Option<u32>,
    /// The nearest frame of a picture.
    pub(super) frame: Option<u32>,
    /// The nearest characters with a reading.
    pub(super) ruby: Option<u32>,
    /// Whether it is of that reading.
    pub(super) reading: bool,
    /// Whether a tracked change deleted it or moved it away.
    pub(super) deleted: bool,
    /// Whether it repeats for old programs what stands beside it for new ones.
    pub(super) fallback: bool,
    pub(super) look: Look,
}

/// How the nearest run looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// Whether it is not shown.
    pub(super) hidden: bool,
    /// Whether it is struck out.
    pub(super) struck: bool,
    pub(super) rise: Rise,
    /// Its face, if that has signs for characters.
    pub(super) face: Option<Face>,
}

impl Around {
    /// Whether what it says is said to a reader.
    pub(super) fn is_shown(self) -> bool {
        !self.deleted && !self.fallback && !self.look.hidden
    }
}

/// What each element stands in.
pub(super) fn of(tree: &Tree) -> Vec<Around> {
    let mut out: Vec<Around> = Vec::new();
    // The alternatives of which one was met.
    let mut met: BTreeSet<usize> = BTreeSet::new();
    for node in tree.all() {
        // What is around an element comes before it.
        let parent = node.parent();
        let mut around = parent.map_or_else(Around::default, |parent| within(out[parent.index()], parent));
        if let Some(parent) = parent {
            let is_choice = parent.is("AlternateContent") && (node.is("Choice") || node.is("Fallback"));
            around.fallback |= is_choice && !met.insert(parent.index());
            if let Some(run) = run_of(parent) {
                change(&mut out[run.index()].look, node);
            }
        }
        out.push(around);
    }
    out
}

fn within(around: Around, parent: Node<'_>) -> Around {
    // A tree is of two million elements at most.
    let at = u32::try_from(parent.index()).ok();
    match parent.name() {
        "p" => Around { paragraph: at, ruby: None, reading: false, look: Look::default(), ..around },
        "inline" | "anchor" => Around { frame: at, ..around },
        "ruby" => Around { ruby: at, ..around },
        "rt" => Around { reading: true, ..around },
        "del" | "moveFrom" => Around { deleted: true, ..around },
        _ => around,
    }
}

/// The run that an element has the properties of. They come before what the run says.
fn run_of(properties: Node<'_>) -> Option<Node<'_>> {
    properties.parent().filter(|run| properties.is("rPr") && run.is("r"))
}

/// Takes in one property of a run.
fn change(look: &mut Look, property: Node<'_>) {
    let value = property.attribute("val");
    let is_on = !matches!(value, Some("0" | "false" | "off"));
    match property.name() {
        "vanish" => look.hidden = is_on,
        "strike" | "dstrike" => look.struck |= is_on,
        "vertAlign" => {
            look.rise = match value {
                Some("superscript") => Rise::Raised,
                Some("subscript") => Rise::Lowered,
                _ => Rise::Line,
            };
        }
        "rFonts" => {
            let name = property.attribute("ascii").or_else(|| property.attribute("hAnsi"));
            look.face = name.and_then(symbol::face);
        }
        _ => {}
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
