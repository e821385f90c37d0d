//! Pages, and the one step from logical to physical axes.

use super::{ArtifactKind, ImageItem, Item, Placed, ShapeItem, StructureTree, Tag, TextItem};
use crate::frame::LinkTarget;
use crate::geom::{Abs, LPoint, LRect, LSize, Placement, Point, Rect, Size, WritingMode};

/// A page as layout fills it, in logical axes from the start corner of the trimmed page.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What stands on it, in the order of drawing.
    pub items: Vec<Placed>,
    /// The folio as printed or, if none is printed, as a viewer should call the page.
    pub label: String,
}

impl Draft {
    /// Adds an item.
    pub fn push(&mut self, at: LPoint, tag: Tag, item: Item) {
        self.items.push(Placed { at, tag, item });
    }

    /// Adds items that were placed relative to `origin`.
    pub fn extend_at(&mut self, origin: LPoint, items: impl IntoIterator<Item = Placed>) {
        self.items.extend(items.into_iter().map(|mut p| {
            p.at = p.at + origin;
            p
        }));
    }

    /// The finished page, in reading order.
    pub fn finish(mut self, mode: WritingMode, size: Size) -> Page {
        let placement = Placement { mode, page: size };
        self.items = in_reading_order(self.items);
        let mut items = Vec::with_capacity(self.items.len());
        items.extend(self.items.into_iter().map(|p| (p.tag, physical(p.at, p.item, placement))));
        Page { size, mode, items, label: self.label }
    }
}

/// Content in the order of the article, in which slots are numbered, whatever stands where on the page: programs
/// that read a page as it is drawn find each paragraph whole. Grounds go first, so that they lie behind; rules
/// and marks keep their place before the content that they were placed before; running heads and folios are last.
fn in_reading_order(items: Vec<Placed>) -> Vec<Placed> {
    let mut next = (2, 0);
    let mut turns = Vec::with_capacity(items.len());
    for placed in items.into_iter().rev() {
        let turn = match (placed.tag, &placed.item) {
            (Tag::Artifact(_), Item::Shape(ShapeItem::Fill { .. })) => (0, 0),
            (Tag::Artifact(ArtifactKind::Layout), _) => next,
            (Tag::Artifact(_), _) => (3, 0),
            (Tag::Content(slot), _) => {
                next = (1, slot.0);
                next
            }
        };
        turns.push((turn, placed));
    }
    turns.reverse();
    turns.sort_by_key(|(turn, _)| *turn);
    let mut items = Vec::with_capacity(turns.len());
    items.extend(turns.into_iter().map(|(_, placed)| placed));
    items
}

/// An item with its physical place.
#[derive(Clone, Debug, PartialEq)]
pub enum PageItem {
    /// Glyphs from the pen of the first; the line runs to the right or, in vertical lines, downwards.
    Text(Point, TextItem),
    /// A picture that fills an area.
    Image(Rect, ImageItem),
    /// A shape at a point, its lengths physical; a wave says itself which way it runs.
    Shape(Point, ShapeItem),
    /// An area that leads somewhere.
    Link(Rect, LinkTarget),
}

fn physical(at: LPoint, item: Item, placement: Placement) -> PageItem {
    let area = |size: LSize| placement.rect(LRect::new(at, size));
    let as_physical = |size: LSize| {
        let r = placement.rect(LRect::new(LPoint::default(), size));
        LSize::new(r.size.width, r.size.height)
    };
    match item {
        Item::Text(text) => PageItem::Text(placement.point(at), text),
        Item::Image(image) => PageItem::Image(area(image.size), image),
        Item::Link { size, to } => PageItem::Link(area(size), to),
        Item::Shape(ShapeItem::Fill { size, color }) => {
            PageItem::Shape(area(size).origin, ShapeItem::Fill { size: as_physical(size), color })
        }
        Item::Shape(ShapeItem::Outline { size, stroke }) => {
            PageItem::Shape(area(size).origin, ShapeItem::Outline { size: as_physical(size), stroke })
        }
        Item::Shape(ShapeItem::Line { to, stroke }) => {
            let start = placement.point(at);
            let end = placement.point(at + to);
            let to = LPoint::new(end.x - start.x, end.y - start.y);
            PageItem::Shape(start, ShapeItem::Line { to, stroke })
        }
        Item::Shape(wave @ ShapeItem::Wave { .. }) => PageItem::Shape(placement.point(at), wave),
    }
}

/// A finished page: physical places, y downwards from the top left corner of the trimmed page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The trimmed page.
    pub size: Size,
    /// How its lines run.
    pub mode: WritingMode,
    /// What stands on it, in the order of drawing.
    pub items: Vec<(Tag, PageItem)>,
    /// The folio, or what a viewer should call the page.
    pub label: String,
}

/// A named place that links and the outline lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Its name, unique in the document.
    pub name: String,
    /// The page, from 0.
    pub page: usize,
    /// How far down the page.
    pub y: Abs,
}

/// An entry of the outline (bookmarks).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// What it says.
    pub title: String,
    /// Its depth from 1; a deeper entry belongs to the last shallower one.
    pub level: u8,
    /// Where it leads, the name of a [`Destination`].
    pub to: String,
}

/// A document whose every page is finished.
#[derive(Clone, Debug, Default)]
pub struct PagedDocument {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// What belongs to what.
    pub tree: StructureTree,
    /// The outline in order.
    pub outline: Vec<OutlineEntry>,
    /// The named places.
    pub destinations: Vec<Destination>,
}
