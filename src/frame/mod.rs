//! Finished pages: items at fixed places, the text they stand for, and their place in the structure tree.
//! In: what layout decided, in logical axes. Out: [`PagedDocument`], from which a writer needs to decide
//! nothing more.

mod dump;
mod item;
mod page;
mod tree;

pub use dump::dump;
pub use item::{Glyph, ImageItem, Item, LinkTarget, Orientation, Placed, ShapeItem, Tag, TextItem};
pub use page::{Destination, Draft, OutlineEntry, Page, PageItem, PagedDocument};
pub use tree::{ArtifactKind, Attributes, Element, ElementId, Kid, Role, SlotId, StructureTree};
