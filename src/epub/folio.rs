//! The pages of the printed edition in the book: where each begins in the running text of its article. Whoever
//! laid out the pages counts characters, and this room puts a mark behind as many (EPUB Accessibility 1.1,
//! page navigation).
//!
//! What counts on both sides: the visible characters of paragraphs, section heads, lists, quotations, verse, code
//! and boxes. What does not: pictures with their captions, tables, notes and their marks, the words that
//! references show, ruby, the terms of definition lists, and the group at the head.

use super::body::Writer;
use super::markup::Markup;

/// A page of the printed edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folio {
    /// What is printed on it, or what a viewer calls it.
    pub label: String,
    /// The article that it shows, from 0.
    pub article: usize,
    /// How many characters of the article's running text stand before it.
    pub characters: usize,
}

/// An entry of the list of pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageEntry {
    pub(super) label: String,
    pub(super) href: String,
}

/// The pages of one article that are still to come.
#[derive(Debug, Default)]
pub(super) struct Pages<'a> {
    /// Those to be marked, in order, each with its number in the book.
    due: Vec<(usize, &'a Folio)>,
    next: usize,
    /// Characters of running text so far.
    seen: usize,
    /// How many blocks are open whose text does not count.
    outside: usize,
}

impl<'a> Pages<'a> {
    /// The pages of an article. Its first is where its document begins, and needs no mark.
    pub(super) fn of(folios: &'a [Folio], article: usize) -> Pages<'a> {
        let own = folios.iter().enumerate().filter(|(_, f)| f.article == article);
        Pages { due: own.skip(1).collect(), ..Pages::default() }
    }
}

/// Whether a character is one of the running text.
pub fn counts(c: char) -> bool {
    !c.is_whitespace() && !c.is_control()
}

/// The id of a page's mark.
pub(super) fn page_id(number: usize) -> String {
    format!("page-{}", number + 1)
}

impl Writer<'_> {
    /// Text that counts, with the marks of the pages that begin in it.
    pub(super) fn running(&mut self, m: &mut Markup, text: &str) {
        let mut done = 0;
        if self.pages.outside == 0 && self.pages.next < self.pages.due.len() {
            for (at, _) in text.char_indices().filter(|(_, c)| counts(*c)) {
                if self.page_is_due() {
                    self.text(m, &text[done..at]);
                    done = at;
                    self.mark_pages(m);
                }
                self.pages.seen += 1;
            }
        }
        self.text(m, &text[done..]);
    }

    /// The same for a text that cannot be interrupted: the marks stand before it.
    pub(super) fn pages_before(&mut self, m: &mut Markup, text: &str) {
        if self.pages.outside == 0 && self.pages.next < self.pages.due.len() {
            self.mark_pages(m);
            self.pages.seen += text.chars().filter(|c| counts(*c)).count();
        }
    }

    /// Writes something whose text does not count.
    pub(super) fn not_running(&mut self, write: impl FnOnce(&mut Self)) {
        self.pages.outside += 1;
        write(self);
        self.pages.outside -= 1;
    }

    /// Marks the pages that hold no more running text: notes or credits alone.
    pub(super) fn last_pages(&mut self, m: &mut Markup) {
        self.pages.seen = usize::MAX;
        self.mark_pages(m);
    }

    fn page_is_due(&self) -> bool {
        self.pages.due.get(self.pages.next).is_some_and(|(_, f)| f.characters <= self.pages.seen)
    }

    fn mark_pages(&mut self, m: &mut Markup) {
        while self.page_is_due() {
            let (number, folio) = self.pages.due[self.pages.next];
            self.pages.next += 1;
            let id = page_id(number);
            let attributes = [
                ("id", id.as_str()),
                ("epub:type", "pagebreak"),
                ("role", "doc-pagebreak"),
                ("aria-label", &folio.label),
            ];
            m.open("span", &attributes);
            m.close("span");
        }
    }
}
