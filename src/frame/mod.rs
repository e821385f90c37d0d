//! Finished pages: items at fixed places, the text they stand for, and their place in the structure tree.
//! In: what layout decided, in logical axes. Out: [`PagedDocument`], from which a writer needs to decide
//! nothing more.

mod dump;
mod glyph;
mod item;
mod page;
mod tree;

pub use dump::dump;
pub use glyph::{Glyph, MIDDLE, MOST_BYTES, Moved, Orientation, TextItem};
pub use item::{ImageItem, Item, LinkTarget, Placed, ShapeItem, Tag};
pub use page::{Destination, Draft, OutlineEntry, Page, PageItem, PagedDocument};
pub use tree::{ArtifactKind, Attributes, Element, ElementId, Kid, Role, SlotId, StructureTree};
