//! Where the printed pages begin in the text, for the EPUB's list of pages. In: pages and their articles. Out: for
//! each page its folio and how many characters of running text stand before it ([`epub::counts`]).

use crate::article::Article;
use crate::epub::{Folio, counts};
use crate::frame::{Element, ElementId, Kid, PageItem, PagedDocument, Role, StructureTree, Tag};
use std::collections::BTreeSet;

/// The pages that show articles, in order.
pub(super) fn folios(document: &PagedDocument, articles: &[Article]) -> Vec<Folio> {
    let places = places(&document.tree, articles);
    let mut out = Vec::new();
    let (mut current, mut seen) = (None, 0);
    for page in &document.pages {
        let (mut article, mut characters) = (None, 0);
        for (tag, item) in &page.items {
            let Tag::Content(slot) = tag else { continue };
            if slot.0 as usize >= document.tree.slot_count() {
                continue;
            }
            let place = places[document.tree.element_of(*slot).0 as usize];
            article = article.or(place.article);
            if place.runs
                && let PageItem::Text(_, text) = item
            {
                characters += text.text.chars().filter(|c| counts(*c)).count();
            }
        }
        // A page without content of an article (a title page, a list of contents) has no place in the text.
        let Some(article) = article else { continue };
        if current != Some(article) {
            (current, seen) = (Some(article), 0);
        }
        out.push(Folio { label: page.label.clone(), article, characters: seen });
        seen += characters;
    }
    out
}

/// What an element is for the count.
#[derive(Clone, Copy, Default)]
struct Place {
    article: Option<usize>,
    /// Whether its text is running text.
    runs: bool,
}

/// The place of every element of the tree.
fn places(tree: &StructureTree, articles: &[Article]) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::with_capacity(tree.elements().len());
    let mut heads: BTreeSet<ElementId> = BTreeSet::new();
    let mut number = 0;
    for (at, element) in tree.elements().iter().enumerate() {
        // An element stands behind its parent.
        let above = element.parent.and_then(|p| out.get(p.0 as usize)).copied().unwrap_or_default();
        out.push(match element.role {
            Role::Art => {
                heads.extend(articles.get(number).into_iter().flat_map(|a| head_group(tree, element, a)));
                number += 1;
                Place { article: Some(number - 1), runs: true }
            }
            Role::Figure
            | Role::Caption
            | Role::Table
            | Role::Note
            | Role::Reference
            | Role::Lbl
            | Role::RT
            | Role::TOC
            | Role::Index => Place { runs: false, ..above },
            _ if heads.contains(&ElementId(at as u32)) => Place { runs: false, ..above },
            _ => above,
        });
    }
    out
}

/// The elements of the group at the head: what stands before the title, the title, and subtitle and writers
/// behind it.
fn head_group(tree: &StructureTree, element: &Element, article: &Article) -> Vec<ElementId> {
    let kids = element.kids.iter().filter_map(|k| match k {
        Kid::Element(id) => Some(*id),
        Kid::Slot(_) => None,
    });
    let mut kids: Vec<ElementId> = kids.collect();
    let title = kids.iter().position(|k| tree.get(*k).role == Role::H(1));
    let meta = &article.meta;
    let below = usize::from(meta.subtitle.is_some()) + usize::from(!meta.byline.is_empty());
    kids.truncate(title.map_or(0, |at| at + 1 + below));
    kids
}
