//! The prepared paragraph.

use crate::article::NoteId;
use crate::clreq::Class;
use crate::diag::Span;
use crate::font::FaceId;
use crate::frame::{LinkTarget, Orientation, SlotId, TextItem};
use crate::geom::{Abs, Color, Em, LPoint};
use std::ops::Range;
use std::sync::Arc;

/// A paragraph ready to be set in lines of any measure.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// All its characters, the marks of notes and the words of references among them. Annotations are not.
    pub text: String,
    /// Its clusters in order, and behind them one without text that ends the last.
    pub clusters: Vec<Cluster>,
    /// The glyphs of all clusters.
    pub glyphs: Vec<ShapedGlyph>,
    /// Stretches of equal look.
    pub runs: Vec<Run>,
    /// Stretches that lead somewhere.
    pub links: Vec<(Range<usize>, LinkTarget, SlotId)>,
    /// Stretches that are marked under, over or through.
    pub decorations: Vec<(Range<usize>, Decoration)>,
    /// Ruby.
    pub annotations: Vec<Annotation>,
    /// Marks of notes, by the byte where they begin.
    pub notes: Vec<(usize, NoteId)>,
    /// Characters that no face has, each once, with its first place.
    pub missing: Vec<(char, Option<Span>)>,
    /// The type size of the paragraph.
    pub size: Abs,
    /// Whether it is in traditional characters.
    pub traditional: bool,
}

/// The smallest thing a line is made of: a character with all that combines with it, or a ligature.
#[derive(Clone, Copy, Debug)]
pub struct Cluster {
    /// The first byte.
    pub start: u32,
    /// The first glyph.
    pub glyph: u32,
    /// The run, by its place in [`Paragraph::runs`].
    pub run: u32,
    /// What it is to composition.
    pub class: Class,
    /// What else is known of it.
    pub flags: Flags,
    /// How wide it is before anything is squeezed.
    pub advance: Abs,
    /// What it may give up at its start, if it is a mark; together with `trail` this makes it half an em wide.
    pub lead: Abs,
    /// What it may give up at its end.
    pub trail: Abs,
}

/// Properties of a cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u8);

impl Flags {
    /// No line ends before it: it is one piece with the cluster before.
    pub const GLUED: Flags = Flags(1);
    /// A word may be divided before it, with a hyphen.
    pub const HYPHEN_BEFORE: Flags = Flags(2);
    /// It belongs to an address, which is divided at its own places (D11).
    pub const ADDRESS: Flags = Flags(4);
    /// The line ends behind it: a break that the author asked for.
    pub const BREAK_AFTER: Flags = Flags(8);
    /// No Han–Latin space beside it: code (F5).
    pub const NO_GAP: Flags = Flags(16);
    /// No line ends before it, but the place may be stretched: the digit behind a sign (D6), 至 of a range (D9).
    pub const KEPT: Flags = Flags(32);
    /// A line ends behind it only for want of better: 至 of a range (D9), an enumerator such as （1） (D10).
    pub const LEADS: Flags = Flags(64);

    /// Whether all of `other` hold.
    pub fn has(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Adds properties.
    pub fn add(&mut self, other: Flags) {
        self.0 |= other.0;
    }
}

/// A glyph before lines are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapedGlyph {
    /// Its id in the face of the run.
    pub id: u16,
    /// How far the pen moves on.
    pub advance: Abs,
    /// Drawn that far from the pen, along the line.
    pub dx: Abs,
    /// Drawn that far above the baseline.
    pub dy: Abs,
}

/// A stretch of equal look.
#[derive(Clone, Debug)]
pub struct Run {
    /// The face.
    pub face: FaceId,
    /// How its glyphs stand on the line.
    pub orientation: Orientation,
    /// The type size.
    pub size: Abs,
    /// The colour.
    pub color: Color,
    /// Its place in the structure tree.
    pub slot: SlotId,
    /// Its language, if other than the article's.
    pub lang: Option<Arc<str>>,
    /// Extra space after each Han character.
    pub tracking: Em,
    /// Whether it is code.
    pub code: bool,
    /// Where it stands in the source.
    pub span: Option<Span>,
}

impl Run {
    /// Whether two runs can share one item.
    pub fn looks_like(&self, other: &Run) -> bool {
        self.face == other.face
            && self.orientation == other.orientation
            && self.size == other.size
            && self.color == other.color
            && self.slot == other.slot
            && self.lang == other.lang
    }
}

/// What is drawn under, over or through a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoration {
    /// 着重号.
    Dots,
    /// 专名号.
    ProperName,
    /// 书名号甲式.
    BookTitle,
    /// Struck through.
    Strike,
}

/// Where the items of ruby stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Over the base, one behind the other.
    Over,
    /// At its right (J6): where each item's pen stands, from the end of the base's square on the baseline (in a
    /// vertical line: on its middle).
    Right(Vec<LPoint>),
}

/// Ruby of a base.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// The bytes it belongs to; no line ends inside.
    pub base: Range<usize>,
    /// Its glyphs.
    pub items: Vec<TextItem>,
    /// Where they stand.
    pub beside: Beside,
    /// How wide it is.
    pub width: Abs,
    /// Its place in the structure tree.
    pub slot: SlotId,
}

impl Paragraph {
    /// How many clusters there are.
    pub fn len(&self) -> usize {
        self.clusters.len().saturating_sub(1)
    }

    /// Whether there is nothing to set.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of a stretch of clusters.
    pub fn bytes(&self, clusters: Range<usize>) -> Range<usize> {
        let at = |n: usize| self.clusters.get(n).map_or(self.text.len(), |c| c.start as usize);
        at(clusters.start)..at(clusters.end)
    }

    /// The places of the glyphs of a stretch of clusters.
    pub fn glyph_range(&self, clusters: Range<usize>) -> Range<usize> {
        let at = |n: usize| self.clusters.get(n).map_or(self.glyphs.len(), |c| c.glyph as usize);
        at(clusters.start)..at(clusters.end)
    }

    /// The glyphs of a cluster.
    pub fn glyphs_of(&self, cluster: usize) -> &[ShapedGlyph] {
        self.glyphs.get(self.glyph_range(cluster..cluster + 1)).unwrap_or_default()
    }

    /// The clusters that begin in a stretch of bytes.
    pub fn clusters_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let clusters = &self.clusters[..self.len()];
        let first = clusters.partition_point(|c| (c.start as usize) < bytes.start);
        first..clusters.partition_point(|c| (c.start as usize) < bytes.end).max(first)
    }
}
