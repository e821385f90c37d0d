//! Which content belongs to which element. In: tags in the order of drawing. Out: numbers for marked content, and
//! where each slot's shares are.

use crate::frame::{ElementId, Kid, LinkTarget, Role, SlotId, StructureTree};
use crate::geom::{Point, Rect};
use std::collections::BTreeMap;

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
    /// The words of that element on the page, of a link inside the document.
    pub(super) own: String,
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
    /// The level of each heading.
    levels: BTreeMap<ElementId, u8>,
}

impl Marks {
    /// Nothing marked yet.
    pub(super) fn new(tree: &StructureTree) -> Marks {
        Marks {
            shares: vec![Vec::new(); tree.slot_count()],
            owners: Vec::new(),
            links: Vec::new(),
            pictures: vec![None; tree.elements().len()],
            levels: heading_levels(tree),
        }
    }

    /// The role of an element, headings at the level they are written with.
    pub(super) fn role(&self, tree: &StructureTree, element: ElementId) -> Role {
        self.levels.get(&element).map_or(tree.get(element).role, |&level| Role::H(level))
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

/// Levels of headings so that none is skipped and the first is 1 (PDF/UA-1, 7.4.2), whatever the author wrote:
/// a heading that is deeper than the last one goes exactly one level down.
fn heading_levels(tree: &StructureTree) -> BTreeMap<ElementId, u8> {
    let mut levels = BTreeMap::new();
    let mut open: Vec<u8> = Vec::new();
    let mut walk = vec![StructureTree::ROOT];
    while let Some(id) = walk.pop() {
        let element = tree.get(id);
        if let Role::H(level) = element.role {
            while open.last().is_some_and(|&last| last >= level) {
                open.pop();
            }
            open.push(level);
            levels.insert(id, open.len().min(6) as u8);
        }
        walk.extend(element.kids.iter().rev().filter_map(|kid| match kid {
            Kid::Element(kid) => Some(*kid),
            Kid::Slot(_) => None,
        }));
    }
    levels
}
