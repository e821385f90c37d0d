//! The package document, the navigation document and the NCX, written by us: epub-builder's cannot be made valid
//! from outside (its escaping, ids, languages and landmarks; see the room's documentation).

mod access;
mod identity;
mod metadata;
mod nav;
mod xml;

use self::xml::{document, empty, within};
use super::Job;
use super::body::Met;
use super::folio::PageEntry;
use super::index::Mark;
use super::words::Words;
use crate::geom::WritingMode;

/// A file of the book, seen from the package document.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) media_type: &'static str,
    /// Such as `nav` or `cover-image`; empty for most.
    pub(super) properties: &'static str,
    /// Whether it has a place in the reading order.
    pub(super) in_spine: bool,
}

/// One entry of the table of contents.
#[derive(Debug)]
pub(super) struct Entry {
    /// 1 for the article, 2 for its first heads.
    pub(super) rank: usize,
    /// File and place.
    pub(super) href: String,
    /// The words.
    pub(super) label: String,
}

/// Everything that the navigation leads to.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// The table of contents.
    pub(super) contents: Vec<Entry>,
    /// The pages of the printed edition.
    pub(super) pages: Vec<PageEntry>,
    /// The numbered pictures and tables: place and title.
    pub(super) listed: [Vec<(String, String)>; 2],
    /// The words for the index.
    pub(super) marks: Vec<Mark>,
}

impl Entries {
    /// Adds those of the next chapter.
    pub(super) fn add(&mut self, more: Entries) {
        self.contents.extend(more.contents);
        self.pages.extend(more.pages);
        self.marks.extend(more.marks);
        for (list, more) in self.listed.iter_mut().zip(more.listed) {
            list.extend(more);
        }
    }
}

/// What the three documents are made from.
pub(super) struct Package<'a> {
    pub(super) job: &'a Job<'a>,
    pub(super) words: &'static Words,
    pub(super) items: &'a [Item],
    pub(super) entries: &'a Entries,
    pub(super) met: Met,
}

/// The package, navigation and NCX documents.
pub(super) struct Frame {
    pub(super) opf: Vec<u8>,
    pub(super) nav: Vec<u8>,
    pub(super) ncx: Vec<u8>,
}

impl Package<'_> {
    /// Writes all three.
    pub(super) fn documents(&self) -> std::io::Result<Frame> {
        Ok(Frame { opf: self.opf()?, nav: self.nav()?, ncx: self.ncx()? })
    }

    fn lang(&self) -> &str {
        self.job.lang()
    }

    fn vertical(&self) -> bool {
        self.job.theme.page.writing == WritingMode::VerticalRl
    }

    /// `content.opf`.
    fn opf(&self) -> std::io::Result<Vec<u8>> {
        document(|w| {
            let attributes = [
                ("xmlns", "http://www.idpf.org/2007/opf"),
                ("version", "3.0"),
                ("unique-identifier", "book-id"),
                ("xml:lang", self.lang()),
                ("dir", "ltr"),
            ];
            within(w, "package", &attributes, |w| {
                self.metadata(w)?;
                within(w, "manifest", &[], |w| {
                    for item in self.items {
                        let attributes = [
                            ("id", item.id.as_str()),
                            ("href", &item.href),
                            ("media-type", item.media_type),
                            ("properties", item.properties),
                        ];
                        empty(w, "item", &attributes)?;
                    }
                    Ok(())
                })?;
                let direction = if self.vertical() { "rtl" } else { "ltr" };
                let attributes = [("toc", "ncx"), ("page-progression-direction", direction)];
                within(w, "spine", &attributes, |w| {
                    for item in self.items.iter().filter(|i| i.in_spine) {
                        empty(w, "itemref", &[("idref", item.id.as_str())])?;
                    }
                    Ok(())
                })
            })
        })
    }
}
