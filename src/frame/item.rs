//! What can stand on a page.

use super::{ArtifactKind, SlotId};
use crate::font::FaceId;
use crate::geom::{Abs, Color, LPoint, LSize, Short, Stroke};
use crate::photo::PhotoId;
use std::ops::Range;

/// One glyph of a run. Lengths are along and across the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Glyph id in its face; 0 is the visible box of a missing character.
    pub id: u16,
    /// How far the pen moves on after it, adjustments of the line included.
    pub advance: Short,
    /// Drawn that far from the pen, along the line (a mark that gives up its left half is drawn at −1/2 em).
    pub shift: Short,
    /// Drawn that far above the baseline.
    pub rise: Short,
    /// The characters it stands for, in the run's text. Empty for a glyph that stands for none (an added
    /// hyphen, all but the first glyph of a cluster).
    pub text: Range<u32>,
}

/// How the glyphs of a run stand on their line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Orientation {
    /// In a horizontal line.
    #[default]
    Horizontal,
    /// Upright in a vertical line; the origin is the middle of the line.
    Upright,
    /// Turned by 90° clockwise in a vertical line; the origin is the middle of the line.
    Sideways,
}

/// A row of glyphs of one face, size and colour. Its place is the pen of the first glyph on the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextItem {
    /// The face.
    pub face: FaceId,
    /// The type size.
    pub size: Abs,
    /// The colour.
    pub color: Color,
    /// The glyphs in reading order.
    pub glyphs: Vec<Glyph>,
    /// All characters the run stands for, in order.
    pub text: String,
    /// How it stands.
    pub orientation: Orientation,
    /// Its language, if other than the article's (BCP 47).
    pub lang: Option<String>,
}

impl TextItem {
    /// The sum of all advances.
    pub fn width(&self) -> Abs {
        self.glyphs.iter().map(|g| g.advance.get()).sum()
    }
}

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
