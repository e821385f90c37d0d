//! Where listed things came to stand: the entries of the index and the pictures. In: finished pages. Out: page and
//! height of each.

use crate::frame::{ElementId, PageItem, PagedDocument, Role, StructureTree, Tag};
use crate::geom::Abs;
use std::collections::BTreeMap;

/// A listed thing on its first page.
#[derive(Clone, Debug)]
pub(super) struct Sight {
    /// What the list says of it.
    pub(super) listed: String,
    /// Whether it is a picture; else it is an entry of the index.
    pub(super) is_figure: bool,
    /// The page, from 0.
    pub(super) page: usize,
    /// The height on that page.
    pub(super) y: Abs,
}

/// All listed things, in the order of the structure tree. One walk over the elements, one over the items.
pub(super) fn sights(document: &PagedDocument, tree: &StructureTree) -> Vec<Sight> {
    // An element belongs to the innermost listed one that holds it; parents come before their kids.
    let mut owners: Vec<Option<ElementId>> = Vec::with_capacity(tree.elements().len());
    for (place, element) in tree.elements().iter().enumerate() {
        let above = element.parent.and_then(|p| owners.get(p.0 as usize).copied().flatten());
        let here = element.attributes().listed.as_ref().map(|_| ElementId(place as u32));
        owners.push(here.or(above));
    }
    let mut seen: BTreeMap<ElementId, (usize, Abs)> = BTreeMap::new();
    for (page, sheet) in document.pages.iter().enumerate() {
        for (tag, item) in &sheet.items {
            let Tag::Content(slot) = tag else { continue };
            let Some(owner) = owners.get(tree.element_of(*slot).0 as usize).copied().flatten() else {
                continue;
            };
            let y = match item {
                PageItem::Text(at, text) => at.y - text.size,
                PageItem::Image(area, _) => area.origin.y,
                PageItem::Shape(..) | PageItem::Link(..) => continue,
            };
            seen.entry(owner).or_insert((page, y));
        }
    }
    seen.into_iter()
        .filter_map(|(id, (page, y))| {
            let element = tree.get(id);
            let listed = element.attributes().listed.clone()?;
            Some(Sight { listed, is_figure: element.role == Role::Figure, page, y })
        })
        .collect()
}
