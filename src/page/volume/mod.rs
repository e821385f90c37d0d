//! A book around its articles: cover, title page, colophon, table of contents, parts, list of pictures, index. In:
//! a book and its articles. Out: the pages of the whole.
//!
//! The text comes first. Its folios begin at 1 on a recto, so that nothing in front of it can move them; the lists
//! that need them are made behind it, and their pages, an even number, are put in front.

mod cover;
mod front;
mod index;
mod list;
mod seen;
mod words;

use super::furniture::{Folios, Furniture};
use super::{Around, Press};
use crate::article::{Article, Book, Part, SenseText};
use crate::frame::{Attributes, Draft, OutlineEntry, PagedDocument, Role};
use crate::text::Tagger;
use crate::theme::Opening;
use words::Words;

/// What the names of a book's own places begin with. No name of an article's does: ids have no `/` in them, and paths
/// from the project do not begin with one.
const OWN: &str = "/";
/// The same for the title pages of parts.
const PART: &str = "/part-";

/// Lays out a whole book into the press, which is empty.
pub(super) fn lay_out(press: &mut Press<'_>, volume: &Book, articles: &[Article]) {
    // What stands in front is read first, although it is made last.
    let front_element = press.tags.reserve(Role::Part);
    body(press, volume, articles);
    let words = Words::of(&volume.lang);
    index::add(press, volume, &words);

    let text = std::mem::take(&mut press.document);
    let outline = front::make(press, volume, &text, front_element, &words);
    put_in_front(press, text, outline);
}

/// The articles, part by part.
fn body(press: &mut Press<'_>, volume: &Book, articles: &[Article]) {
    let title = volume.title.text();
    let everything = [Part { title: None, articles: 0..articles.len() }];
    let parts = if volume.parts.is_empty() { &everything[..] } else { &volume.parts };
    for (n, part) in parts.iter().enumerate() {
        let Some(inside) = articles.get(part.articles.clone()) else { continue };
        let part_title = part.title.as_ref().map(SenseText::text);
        if part.title.is_some() {
            press.open_page(press.theme.volume.part_start, Folios::Arabic);
            press.tags.open(Role::Part, Attributes::default());
            front::part_page(press, volume, part, n);
            // The back of a part's title stays empty.
            press.open_page(press.theme.volume.part_start, Folios::Arabic);
        }
        for article in inside {
            press.open_page(press.theme.volume.article_start, Folios::Arabic);
            let around = Around {
                book: Some(&title),
                part: part_title.as_deref(),
                below: u8::from(part.title.is_some()),
            };
            press.article(article, &around, articles.len() > 1);
        }
        if part.title.is_some() {
            press.tags.close();
        }
    }
}

/// Puts the front matter, which the press now holds, before the text.
fn put_in_front(press: &mut Press<'_>, text: PagedDocument, front_outline: Vec<OutlineEntry>) {
    let shift = press.document.pages.len();
    let PagedDocument { pages, outline, destinations, .. } = text;
    press.document.pages.extend(pages);
    press.document.outline = front_outline;
    press.document.outline.extend(outline);
    let named_later = std::mem::take(&mut press.later);
    press.document.destinations.extend(destinations.into_iter().chain(named_later).map(|mut place| {
        place.page += shift;
        place
    }));
}

impl Press<'_> {
    /// Adds an empty page where the next one has to be a recto and would not be.
    pub(super) fn open_page(&mut self, opening: Opening, folios: Folios) {
        let next = self.document.pages.len();
        if opening == Opening::Recto && self.theme.page.facing && !self.grid.is_recto(next) {
            let draft = Draft { label: folios.of(next), ..Draft::default() };
            self.document.pages.push(draft.finish(self.grid.mode, self.grid.page));
        }
    }
}

/// Furniture of pages that have none: titles, the colophon.
fn bare(folios: Folios) -> Furniture<'static> {
    Furniture { folios, bare: true, ..Furniture::default() }
}
