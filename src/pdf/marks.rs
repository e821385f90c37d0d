//! Which content belongs to which element. In: tags in the order of drawing. Out: numbers for marked content, and
//! where each slot's shares are.

use crate::frame::{ElementId, LinkTarget, SlotId, StructureTree};
use crate::geom::{Point, Rect};

/// A share of a slot: on a page (from 0), under a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    /// The page.
    pub(super) page: usize,
    /// Its marked-content id on that page.
    pub(super) id: u32,
}

/// A link's area.
#[derive(Debug)]
pub(super) struct Area {
    /// The page.
    pub(super) page: usize,
    /// Where.
    pub(super) rect: Rect,
    /// Where it leads.
    pub(super) to: LinkTarget,
    /// The element whose content it covers; `None` over page furniture.
    pub(super) element: Option<ElementId>,
}

/// Everything marked so far.
#[derive(Debug)]
pub(super) struct Marks {
    /// The shares of each slot, in the order of pages.
    pub(super) shares: Vec<Vec<Share>>,
    /// For each page the elements of its marked content, by number.
    pub(super) owners: Vec<Vec<ElementId>>,
    /// All link areas, in the order of pages.
    pub(super) links: Vec<Area>,
    /// What the pictures of an element cover on their first page.
    pub(super) pictures: Vec<Option<(usize, Rect)>>,
}

impl Marks {
    /// Nothing marked yet.
    pub(super) fn new(tree: &StructureTree) -> Marks {
        Marks {
            shares: vec![Vec::new(); tree.slot_count()],
            owners: Vec::new(),
            links: Vec::new(),
            pictures: vec![None; tree.elements().len()],
        }
    }

    /// The next page.
    pub(super) fn begin_page(&mut self) {
        self.owners.push(Vec::new());
    }

    /// A new share of a slot on the current page; its number.
    pub(super) fn share(&mut self, slot: SlotId, element: ElementId) -> u32 {
        let page = self.owners.len().saturating_sub(1);
        let Some(owners) = self.owners.last_mut() else { return 0 };
        let id = owners.len() as u32;
        owners.push(element);
        if let Some(shares) = self.shares.get_mut(slot.0 as usize) {
            shares.push(Share { page, id });
        }
        id
    }

    /// A picture of an element on the current page.
    pub(super) fn picture(&mut self, element: ElementId, area: Rect) {
        let page = self.owners.len().saturating_sub(1);
        let Some(known) = self.pictures.get_mut(element.0 as usize) else { return };
        *known = match *known {
            None => Some((page, area)),
            Some((first, old)) if first == page => Some((page, union(old, area))),
            other => other,
        };
    }
}

fn union(a: Rect, b: Rect) -> Rect {
    let corner = Point::new(a.origin.x.min(b.origin.x), a.origin.y.min(b.origin.y));
    let mut both = Rect::new(corner, a.size);
    both.size.width = a.right().max(b.right()) - corner.x;
    both.size.height = a.bottom().max(b.bottom()) - corner.y;
    both
}
