//! The navigation document and the NCX: contents, landmarks, pages, figures and tables (rows 26 to 31).

use super::identity::identifier;
use super::xml::{Xml, document, element, empty, within};
use super::{Entries, Entry, Package};
use crate::epub::folio::PageEntry;
use quick_xml::events::{BytesText, Event};
use std::collections::BTreeMap;

impl Package<'_> {
    /// `nav.xhtml`: contents, nested as the heads are, and landmarks (rows 27 to 31).
    pub(super) fn nav(&self) -> std::io::Result<Vec<u8>> {
        let words = self.words;
        let attributes = [
            ("xmlns", "http://www.w3.org/1999/xhtml"),
            ("xmlns:epub", "http://www.idpf.org/2007/ops"),
            ("lang", self.lang()),
            ("xml:lang", self.lang()),
        ];
        document(|w| {
            w.write_event(Event::DocType(BytesText::new("html")))?;
            within(w, "html", &attributes, |w| {
                within(w, "head", &[], |w| {
                    element(w, "title", &[], words.contents)?;
                    let link = [("rel", "stylesheet"), ("type", "text/css"), ("href", "stylesheet.css")];
                    empty(w, "link", &link)?;
                    Ok(())
                })?;
                within(w, "body", &[], |w| {
                    let attributes =
                        [("epub:type", "toc"), ("role", "doc-toc"), ("aria-labelledby", "contents")];
                    within(w, "nav", &attributes, |w| {
                        element(w, "h1", &[("id", "contents")], words.contents)?;
                        self.list(w, &self.entries.contents)
                    })?;
                    for (at, list) in self.entries.listed.iter().enumerate() {
                        self.listed(w, at, list)?;
                    }
                    self.pages(w)?;
                    self.landmarks(w)
                })
            })
        })
    }

    /// Where the cover, the contents and the text are. Only documents of the reading order may be among them
    /// (row 29).
    fn landmarks(&self, w: &mut Xml) -> std::io::Result<()> {
        let words = self.words;
        let attributes = [("epub:type", "landmarks"), ("aria-label", words.landmarks), ("hidden", "hidden")];
        within(w, "nav", &attributes, |w| {
            within(w, "ol", &[], |w| {
                let find = |id: &str| self.items.iter().find(|i| i.in_spine && i.id == id);
                let text =
                    self.items.iter().find(|i| i.id.starts_with("article-") || i.id.starts_with("part-"));
                let marks = [
                    (find("cover"), "cover", words.cover),
                    (find("nav"), "toc", words.contents),
                    (text, "bodymatter", words.text),
                ];
                for (item, kind, label) in marks {
                    let Some(item) = item else { continue };
                    within(w, "li", &[], |w| {
                        element(w, "a", &[("epub:type", kind), ("href", &item.href)], label)
                    })?;
                }
                Ok(())
            })
        })
    }

    /// The pages of the printed edition.
    fn pages(&self, w: &mut Xml) -> std::io::Result<()> {
        let pages = &self.entries.pages;
        if pages.is_empty() {
            return Ok(());
        }
        let attributes = [
            ("epub:type", "page-list"),
            ("role", "doc-pagelist"),
            ("aria-label", self.words.pages),
            ("hidden", "hidden"),
        ];
        let links = pages.iter().map(|p| (p.href.as_str(), p.label.as_str()));
        within(w, "nav", &attributes, |w| flat(w, links))
    }

    /// The numbered pictures or tables.
    fn listed(&self, w: &mut Xml, kind: usize, list: &[(String, String)]) -> std::io::Result<()> {
        if list.is_empty() {
            return Ok(());
        }
        let (mark, id) = [("loi", "figures"), ("lot", "tables")][kind];
        within(w, "nav", &[("epub:type", mark), ("aria-labelledby", id)], |w| {
            element(w, "h2", &[("id", id)], self.words.lists[kind])?;
            flat(w, list.iter().map(|(href, title)| (href.as_str(), title.as_str())))
        })
    }

    /// Entries of one rank, each with those below it inside.
    fn list(&self, w: &mut Xml, entries: &[Entry]) -> std::io::Result<()> {
        within(w, "ol", &[], |w| {
            for (entry, below) in branches(entries) {
                within(w, "li", &[], |w| {
                    element(w, "a", &[("href", &entry.href)], &entry.label)?;
                    if below.is_empty() { Ok(()) } else { self.list(w, below) }
                })?;
            }
            Ok(())
        })
    }

    /// `toc.ncx`, the contents as EPUB 2 knew them (row 26).
    pub(super) fn ncx(&self) -> std::io::Result<Vec<u8>> {
        let Entries { contents, pages, .. } = self.entries;
        let depth = contents.iter().map(|e| e.rank).max().unwrap_or(1).to_string();
        let highest = pages.iter().filter_map(|p| p.label.parse::<u32>().ok()).max().unwrap_or(0).to_string();
        document(|w| {
            let attributes = [
                ("xmlns", "http://www.daisy.org/z3986/2005/ncx/"),
                ("version", "2005-1"),
                ("xml:lang", self.lang()),
            ];
            within(w, "ncx", &attributes, |w| {
                within(w, "head", &[], |w| {
                    for (name, content) in [
                        ("dtb:uid", identifier(self.job).as_str()),
                        ("dtb:depth", &depth),
                        ("dtb:totalPageCount", &pages.len().to_string()),
                        ("dtb:maxPageNumber", &highest),
                    ] {
                        empty(w, "meta", &[("name", name), ("content", content)])?;
                    }
                    Ok(())
                })?;
                within(w, "docTitle", &[], |w| element(w, "text", &[], &self.job.front().title.text()))?;
                let mut order = Order::default();
                within(w, "navMap", &[], |w| points(w, contents, &mut order))?;
                if pages.is_empty() {
                    return Ok(());
                }
                within(w, "pageList", &[], |w| {
                    pages.iter().enumerate().try_for_each(|(n, page)| target(w, n, page, &mut order))
                })
            })
        })
    }
}

/// Places in the order in which they are played; one place has one number however often it is led to.
#[derive(Default)]
struct Order {
    known: BTreeMap<String, usize>,
}

impl Order {
    fn of(&mut self, href: &str) -> String {
        let next = self.known.len() + 1;
        self.known.entry(href.to_owned()).or_insert(next).to_string()
    }
}

/// A page of the printed edition, as EPUB 2 knew it.
fn target(w: &mut Xml, n: usize, page: &PageEntry, order: &mut Order) -> std::io::Result<()> {
    let number = page.label.parse::<u32>().ok().map_or(String::new(), |n| n.to_string());
    let kind = if number.is_empty() { "special" } else { "normal" };
    let (id, place) = (format!("pt{}", n + 1), order.of(&page.href));
    within(w, "pageTarget", &[("id", &id), ("type", kind), ("value", &number), ("playOrder", &place)], |w| {
        within(w, "navLabel", &[], |w| element(w, "text", &[], &page.label))?;
        empty(w, "content", &[("src", page.href.as_str())])
    })
}

/// A list without levels.
fn flat<'l>(w: &mut Xml, links: impl Iterator<Item = (&'l str, &'l str)>) -> std::io::Result<()> {
    within(w, "ol", &[], |w| {
        for (href, label) in links {
            within(w, "li", &[], |w| element(w, "a", &[("href", href)], label))?;
        }
        Ok(())
    })
}

fn points(w: &mut Xml, entries: &[Entry], order: &mut Order) -> std::io::Result<()> {
    for (entry, below) in branches(entries) {
        let place = order.of(&entry.href);
        within(w, "navPoint", &[("id", &format!("p{place}")), ("playOrder", &place)], |w| {
            within(w, "navLabel", &[], |w| element(w, "text", &[], &entry.label))?;
            empty(w, "content", &[("src", entry.href.as_str())])?;
            points(w, below, order)
        })?;
    }
    Ok(())
}

/// Each entry of the first one's rank with the deeper ones behind it.
fn branches(entries: &[Entry]) -> impl Iterator<Item = (&Entry, &[Entry])> {
    let mut rest = entries;
    std::iter::from_fn(move || {
        let (first, after) = rest.split_first()?;
        let below = after.iter().position(|e| e.rank <= first.rank).unwrap_or(after.len());
        let (inside, next) = after.split_at(below);
        rest = next;
        Some((first, inside))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeper_entries_hang_below() {
        let entry = |rank| Entry { rank, href: String::new(), label: String::new() };
        let list = [entry(1), entry(2), entry(3), entry(2), entry(1)];
        let tops: Vec<usize> = branches(&list).map(|(_, below)| below.len()).collect();
        assert_eq!(tops, [3, 0]);
        let jump = [entry(3), entry(1)];
        assert_eq!(branches(&jump).count(), 2);
    }
}
