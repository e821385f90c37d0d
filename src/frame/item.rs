//! What can stand on a page.

use super::{ArtifactKind, SlotId, TextItem};
use crate::geom::{Abs, Color, LPoint, LSize, Stroke, WritingMode};
use crate::photo::PhotoId;

/// A picture. Its place is the start corner.
#[derive(Clone, Debug, PartialEq)]
pub struct ImageItem {
    /// Which photo.
    pub photo: PhotoId,
    /// How large it stands.
    pub size: LSize,
    /// The part of the upright photo shown, in shares of its width and height: left, top, width, height.
    /// `[0, 0, 1, 1]` is all of it.
    pub part: [f64; 4],
}

/// A drawn shape. Its place is the start corner or the start of the line.
#[derive(Clone, Debug, PartialEq)]
pub enum ShapeItem {
    /// A filled area.
    Fill {
        /// How large.
        size: LSize,
        /// The colour.
        color: Color,
    },
    /// A frame; the stroke is centred on its edge.
    Outline {
        /// How large.
        size: LSize,
        /// The line.
        stroke: Stroke,
    },
    /// A straight line to a point relative to its start.
    Line {
        /// The end.
        to: LPoint,
        /// The line.
        stroke: Stroke,
    },
    /// 书名号甲式: a wave along the line.
    Wave {
        /// How long.
        length: Abs,
        /// Height of a crest over the middle.
        height: Abs,
        /// How the line runs, which need not be as the page's lines do.
        mode: WritingMode,
        /// The line.
        stroke: Stroke,
    },
}

/// Anything on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Glyphs.
    Text(TextItem),
    /// A picture.
    Image(ImageItem),
    /// A drawing.
    Shape(ShapeItem),
    /// An area that leads somewhere when clicked; draws nothing.
    Link {
        /// How large; its place is the start corner.
        size: LSize,
        /// Where to.
        to: LinkTarget,
    },
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Out of the document.
    Url(String),
    /// A [`super::Destination`] of this document, by name.
    Inside(String),
}

/// What an item is in the structure tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Part of the text: the content of this slot of an element.
    Content(SlotId),
    /// Page furniture that a reading aloud leaves out.
    Artifact(ArtifactKind),
}

/// An item at a logical place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Where, in the axes of what holds it.
    pub at: LPoint,
    /// What it is in the structure tree.
    pub tag: Tag,
    /// The item.
    pub item: Item,
}
