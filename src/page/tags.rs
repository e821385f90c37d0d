//! The structure tree as it grows while an article is collected.

use crate::frame::{
    ArtifactKind, Attributes, ElementId, Item, Placed, Role, ShapeItem, SlotId, StructureTree, Tag,
};
use crate::geom::{Abs, LPoint, Stroke};
use crate::text::Tagger;

/// Builds the tree of a document; elements open and close as the article is walked.
#[derive(Debug, Default)]
pub(super) struct Tags {
    tree: StructureTree,
    open: Vec<ElementId>,
}

impl Tags {
    /// The finished tree.
    pub(super) fn finish(self) -> StructureTree {
        self.tree
    }

    /// The tree as far as it has grown.
    pub(super) fn tree(&self) -> &StructureTree {
        &self.tree
    }

    /// An element of the document that is filled later.
    pub(super) fn reserve(&mut self, role: Role) -> ElementId {
        self.tree.add(StructureTree::ROOT, role, Attributes::default())
    }

    /// Opens an element that is there already.
    pub(super) fn reopen(&mut self, element: ElementId) {
        self.open.push(element);
    }

    fn current(&self) -> ElementId {
        self.open.last().copied().unwrap_or(StructureTree::ROOT)
    }
}

impl Tagger for Tags {
    fn open(&mut self, role: Role, attributes: Attributes) {
        let id = self.tree.add(self.current(), role, attributes);
        self.open.push(id);
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn slot(&mut self) -> SlotId {
        self.tree.slot(self.current())
    }
}

/// Takes part in no tree: for running heads and other furniture, whose items become artifacts.
pub(super) struct NoTags;

impl Tagger for NoTags {
    fn open(&mut self, _: Role, _: Attributes) {}
    fn close(&mut self) {}
    fn slot(&mut self) -> SlotId {
        SlotId(u32::MAX)
    }
}

/// Makes items page furniture.
pub(super) fn as_artifact(items: &mut [Placed], kind: ArtifactKind) {
    for item in items {
        item.tag = Tag::Artifact(kind);
    }
}

/// A line along the text, as furniture.
pub(super) fn rule(length: Abs, stroke: Stroke) -> (Tag, Item) {
    let to = LPoint::new(length, Abs::ZERO);
    (Tag::Artifact(ArtifactKind::Layout), Item::Shape(ShapeItem::Line { to, stroke }))
}
