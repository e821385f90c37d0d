//! The package document, the navigation document and the NCX, written by us: epub-builder's cannot be made valid
//! from outside (its escaping, ids, languages and landmarks; see the room's documentation).

use super::body::Met;
use super::chapter::{Entry, date, iso_date};
use super::markup::legal;
use super::words::{Words, credited, file_as, relator};
use crate::article::{Article, Date, figures};
use crate::geom::WritingMode;
use crate::theme::Theme;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::collections::BTreeSet;
use uuid::Uuid;

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

/// What the three documents are made from.
pub(super) struct Package<'a> {
    pub(super) articles: &'a [Article],
    pub(super) theme: &'a Theme,
    pub(super) words: &'static Words,
    pub(super) items: &'a [Item],
    pub(super) entries: &'a [Entry],
    pub(super) met: Met,
    pub(super) epoch: Option<i64>,
}

type Xml = Writer<Vec<u8>>;

/// Says more of an element: its id, the property, a scheme, the text.
type Refine<'a> = dyn Fn(&mut Xml, &str, &str, &str, &str) -> std::io::Result<()> + 'a;

/// An element with text.
fn element(w: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) -> std::io::Result<()> {
    let shown = attributes.iter().copied().filter(|(_, v)| !v.is_empty());
    let text = legal(text);
    w.create_element(name).with_attributes(shown).write_text_content(BytesText::new(text.as_ref()))?;
    Ok(())
}

/// An element with elements in it.
fn within(
    w: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inside: impl FnOnce(&mut Xml) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let shown = attributes.iter().copied().filter(|(_, v)| !v.is_empty());
    w.create_element(name).with_attributes(shown).write_inner_content(inside)?;
    Ok(())
}

fn document(write: impl FnOnce(&mut Xml) -> std::io::Result<()>) -> std::io::Result<Vec<u8>> {
    let mut w = Writer::new_with_indent(Vec::new(), b' ', 2);
    w.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    write(&mut w)?;
    let mut bytes = w.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

impl Package<'_> {
    fn lang(&self) -> &str {
        self.articles.first().map_or("zh-Hans", |a| a.meta.lang.as_str())
    }

    fn vertical(&self) -> bool {
        self.theme.page.writing == WritingMode::VerticalRl
    }

    /// The book's title: the article's, or of several the publication and its issue.
    pub(super) fn title(&self) -> String {
        let Some(first) = self.articles.first().map(|a| &a.meta) else { return String::new() };
        if self.articles.len() > 1
            && let Some(publication) = &first.publication
        {
            let of_issue: Vec<&str> =
                [Some(publication.as_str()), first.issue.as_deref()].into_iter().flatten().collect();
            return of_issue.join(" ");
        }
        first.title.text()
    }

    /// The identity of the book over all rebuilds: what its author gave, or a UUID of version 5 from what does
    /// not change when a word is corrected: where and when it ran and the name of its file (row 7).
    pub(super) fn identifier(&self) -> String {
        let metas = || self.articles.iter().map(|a| &a.meta);
        let given = metas().find_map(|m| m.identifier.as_deref()).map(str::trim).filter(|i| !i.is_empty());
        if let Some(given) = given.filter(|_| self.articles.len() == 1) {
            let digits: String = given.chars().filter(|c| c.is_ascii_digit() || *c == 'X').collect();
            let low = given.to_ascii_lowercase();
            if let Ok(uuid) = Uuid::parse_str(low.trim_start_matches("urn:uuid:")) {
                return format!("urn:uuid:{uuid}");
            }
            return match digits.len() {
                _ if low.starts_with("urn:") || low.contains("://") => given.to_owned(),
                10 | 13 if low.starts_with("isbn") || low.starts_with(|c: char| c.is_ascii_digit()) => {
                    format!("urn:isbn:{digits}")
                }
                _ => given.to_owned(),
            };
        }
        let mut key = String::from("keben");
        for article in self.articles {
            let meta = &article.meta;
            let date = meta.date.map(iso_date);
            // Without a date the title has to tell two articles of one file name apart.
            let title = meta.date.is_none().then(|| meta.title.text());
            for part in
                [&meta.publication, &meta.issue, &date, &meta.page, &title, &Some(article.key.clone())]
            {
                key.push('\u{1f}');
                key.push_str(part.as_deref().unwrap_or_default());
            }
        }
        format!("urn:uuid:{}", Uuid::new_v5(&Uuid::NAMESPACE_URL, key.as_bytes()))
    }

    /// When it was made: the latest date of its articles, else the caller's "now", else the first of 1980, so
    /// that a rebuild has the same bytes (row 15).
    fn modified(&self) -> String {
        if let Some(d) = self.articles.iter().filter_map(|a| a.meta.date).max() {
            return format!("{:04}-{:02}-{:02}T00:00:00Z", d.year, d.month.unwrap_or(1), d.day.unwrap_or(1));
        }
        let seconds = self.epoch.unwrap_or(315_532_800).clamp(0, 253_402_300_799);
        let (d, rest) = (civil(seconds / 86_400), seconds % 86_400);
        let time = (rest / 3600, rest / 60 % 60, rest % 60);
        format!("{}T{:02}:{:02}:{:02}Z", iso_date(d), time.0, time.1, time.2)
    }

    /// `content.opf`.
    pub(super) fn opf(&self) -> std::io::Result<Vec<u8>> {
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
                        let shown = attributes.into_iter().filter(|(_, v)| !v.is_empty());
                        w.create_element("item").with_attributes(shown).write_empty()?;
                    }
                    Ok(())
                })?;
                let direction = if self.vertical() { "rtl" } else { "ltr" };
                let attributes = [("toc", "ncx"), ("page-progression-direction", direction)];
                within(w, "spine", &attributes, |w| {
                    for item in self.items.iter().filter(|i| i.in_spine) {
                        let idref = [("idref", item.id.as_str())];
                        w.create_element("itemref").with_attributes(idref).write_empty()?;
                    }
                    Ok(())
                })
            })
        })
    }

    fn metadata(&self, w: &mut Xml) -> std::io::Result<()> {
        let metas = || self.articles.iter().map(|a| &a.meta);
        let one = self.articles.first().filter(|_| self.articles.len() == 1).map(|a| &a.meta);
        within(w, "metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")], |w| {
            let refine = |w: &mut Xml, id: &str, property: &str, scheme: &str, text: &str| {
                let id = format!("#{id}");
                element(w, "meta", &[("refines", &id), ("property", property), ("scheme", scheme)], text)
            };
            element(w, "dc:identifier", &[("id", "book-id")], &self.identifier())?;
            element(w, "dc:title", &[("id", "title")], &self.title())?;
            refine(w, "title", "title-type", "", "main")?;
            if let Some(subtitle) = one.and_then(|m| m.subtitle.as_ref()) {
                element(w, "dc:title", &[("id", "subtitle")], &subtitle.text())?;
                refine(w, "subtitle", "title-type", "", "subtitle")?;
            }
            for lang in unique(metas().map(|m| m.lang.clone())) {
                element(w, "dc:language", &[], &lang)?;
            }
            self.people(w, &refine)?;
            if let Some(date) = metas().filter_map(|m| m.date).max() {
                element(w, "dc:date", &[], &iso_date(date))?;
            }
            let publisher = metas().find_map(|m| m.publisher.as_ref().or(m.publication.as_ref()));
            if let Some(publisher) = publisher {
                element(w, "dc:publisher", &[], publisher)?;
            }
            if let Some(source) = one.and_then(|m| self.source(m)) {
                element(w, "dc:source", &[], &source)?;
            }
            if let Some(summary) = one.and_then(|m| m.summary.as_ref()) {
                element(w, "dc:description", &[], summary)?;
            }
            for subject in unique(metas().flat_map(|m| m.keywords.iter().cloned())) {
                element(w, "dc:subject", &[], &subject)?;
            }
            for rights in unique(metas().filter_map(|m| m.rights.clone())) {
                element(w, "dc:rights", &[], &rights)?;
            }
            let series = one.and_then(|m| m.series.as_ref());
            if let Some(series) = series.filter(|s| !s.is_empty()) {
                let attributes = [("property", "belongs-to-collection"), ("id", "series")];
                element(w, "meta", &attributes, &series.text())?;
                refine(w, "series", "collection-type", "", "series")?;
            }
            element(w, "meta", &[("property", "dcterms:modified")], &self.modified())?;
            self.accessibility(w)?;
            // For readers of EPUB 2 and for Kindle (rows 22 and 25).
            if self.items.iter().any(|i| i.id == "cover-image") {
                let attributes = [("name", "cover"), ("content", "cover-image")];
                w.create_element("meta").with_attributes(attributes).write_empty()?;
            }
            if self.vertical() {
                let attributes = [("name", "primary-writing-mode"), ("content", "vertical-rl")];
                w.create_element("meta").with_attributes(attributes).write_empty()?;
            }
            Ok(())
        })
    }

    /// Who made it: writers as creators in their order, then editors, photographers and illustrators as
    /// contributors, those of the picture credits among them (rows 10 to 12).
    fn people(&self, w: &mut Xml, refine: &Refine<'_>) -> std::io::Result<()> {
        let mut seen: BTreeSet<(String, &str)> = BTreeSet::new();
        let (mut creators, mut others) = (Vec::new(), Vec::new());
        let writers = self.articles.iter().flat_map(|a| &a.meta.byline).map(|p| {
            let (role, is_creator) = relator(p.role.as_deref());
            (p.name.trim().to_owned(), role, is_creator)
        });
        let credits = self.articles.iter().flat_map(figures).filter_map(|f| f.credit.as_deref());
        let makers = credits.flat_map(credited).map(|(name, role)| (name, role, false));
        for (name, role, is_creator) in writers.chain(makers).filter(|(name, ..)| !name.is_empty()) {
            if seen.insert((name.clone(), role)) {
                if is_creator { &mut creators } else { &mut others }.push((name, role));
            }
        }
        for (tag, list) in [("creator", creators), ("contributor", others)] {
            for (n, (name, role)) in list.iter().enumerate() {
                let id = format!("{tag}-{}", n + 1);
                element(w, &format!("dc:{tag}"), &[("id", &id)], name)?;
                refine(w, &id, "role", "marc:relators", role)?;
                refine(w, &id, "file-as", "", &file_as(name))?;
            }
        }
        Ok(())
    }

    /// Where it ran in print: `刻本示例报 第128期 第06版 2026年6月5日`.
    fn source(&self, meta: &crate::article::Meta) -> Option<String> {
        let mut parts = vec![meta.publication.clone()?];
        parts.extend(meta.issue.clone());
        let [before, after] = self.words.issue_page;
        parts.extend(meta.page.as_ref().map(|p| format!("{before}{p}{after}")));
        parts.extend(meta.date.map(|d| date(d, &meta.lang)));
        Some(parts.join(" "))
    }

    /// What the book offers to those who do not see it, as it was found and nothing more (rows 57 to 59). That it
    /// conforms to WCAG a program cannot know, so it is not said.
    fn accessibility(&self, w: &mut Xml) -> std::io::Result<()> {
        let mut say = |property: &str, text: &str| {
            element(w, "meta", &[("property", &format!("schema:{property}"))], text)
        };
        say("accessMode", "textual")?;
        if self.met.pictures {
            say("accessMode", "visual")?;
        }
        if !self.met.lacks_alt {
            say("accessModeSufficient", "textual")?;
        }
        if self.met.pictures {
            say("accessModeSufficient", "textual,visual")?;
        }
        for feature in ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
        {
            say("accessibilityFeature", feature)?;
        }
        let features = [
            (self.met.pictures && !self.met.lacks_alt, "alternativeText"),
            (self.met.ruby, "rubyAnnotations"),
            (self.vertical(), "verticalWriting"),
        ];
        for (_, feature) in features.into_iter().filter(|(holds, _)| *holds) {
            say("accessibilityFeature", feature)?;
        }
        say("accessibilityHazard", "none")?;
        let chinese = self.lang().starts_with("zh");
        let traditional = self.articles.first().is_some_and(|a| a.meta.is_traditional());
        let summary = match (chinese, traditional, self.met.pictures, self.met.lacks_alt) {
            (true, false, false, _) => "本书为纯文字，可调整字号与字体，并有分级目录。",
            (true, false, true, false) => {
                "本书图文并茂，图片均有替代文字，文字可调整字号与字体，并有分级目录。"
            }
            (true, false, true, true) => {
                "本书图文并茂，部分图片只有图注而无替代文字，文字可调整字号与字体，并有分级目录。"
            }
            (true, true, false, _) => "本書為純文字，可調整字號與字體，並有分級目錄。",
            (true, true, true, false) => {
                "本書圖文並茂，圖片均有替代文字，文字可調整字號與字體，並有分級目錄。"
            }
            (true, true, true, true) => {
                "本書圖文並茂，部分圖片只有圖說而無替代文字，文字可調整字號與字體，並有分級目錄。"
            }
            (false, _, false, _) => "Text that can be resized and restyled, with a table of contents.",
            (false, _, true, false) => {
                "Text that can be resized and restyled, with a table of contents; all pictures have alternative texts."
            }
            (false, _, true, true) => {
                "Text that can be resized and restyled, with a table of contents; some pictures have captions but no alternative text."
            }
        };
        say("accessibilitySummary", summary)
    }

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
                    w.create_element("link").with_attributes(link).write_empty()?;
                    Ok(())
                })?;
                within(w, "body", &[], |w| {
                    let attributes =
                        [("epub:type", "toc"), ("role", "doc-toc"), ("aria-labelledby", "contents")];
                    within(w, "nav", &attributes, |w| {
                        element(w, "h1", &[("id", "contents")], words.contents)?;
                        self.list(w, self.entries)
                    })?;
                    let attributes =
                        [("epub:type", "landmarks"), ("aria-label", words.landmarks), ("hidden", "hidden")];
                    within(w, "nav", &attributes, |w| {
                        within(w, "ol", &[], |w| {
                            let first = self.items.iter().find(|i| i.in_spine && i.id != "cover");
                            let cover = self.items.iter().find(|i| i.id == "cover");
                            let marks = [(cover, "cover", words.cover), (first, "bodymatter", words.text)];
                            for (item, kind, label) in marks {
                                let Some(item) = item else { continue };
                                within(w, "li", &[], |w| {
                                    element(w, "a", &[("epub:type", kind), ("href", &item.href)], label)
                                })?;
                            }
                            Ok(())
                        })
                    })
                })
            })
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
        let depth = self.entries.iter().map(|e| e.rank).max().unwrap_or(1).to_string();
        document(|w| {
            let attributes = [
                ("xmlns", "http://www.daisy.org/z3986/2005/ncx/"),
                ("version", "2005-1"),
                ("xml:lang", self.lang()),
            ];
            within(w, "ncx", &attributes, |w| {
                within(w, "head", &[], |w| {
                    let id = self.identifier();
                    for (name, content) in [
                        ("dtb:uid", id.as_str()),
                        ("dtb:depth", &depth),
                        ("dtb:totalPageCount", "0"),
                        ("dtb:maxPageNumber", "0"),
                    ] {
                        let attributes = [("name", name), ("content", content)];
                        w.create_element("meta").with_attributes(attributes).write_empty()?;
                    }
                    Ok(())
                })?;
                within(w, "docTitle", &[], |w| element(w, "text", &[], &self.title()))?;
                let mut order = 0;
                within(w, "navMap", &[], |w| points(w, self.entries, &mut order))
            })
        })
    }
}

fn points(w: &mut Xml, entries: &[Entry], order: &mut u32) -> std::io::Result<()> {
    for (entry, below) in branches(entries) {
        *order += 1;
        let (id, place) = (format!("p{order}"), order.to_string());
        within(w, "navPoint", &[("id", &id), ("playOrder", &place)], |w| {
            within(w, "navLabel", &[], |w| element(w, "text", &[], &entry.label))?;
            w.create_element("content").with_attributes([("src", entry.href.as_str())]).write_empty()?;
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

fn unique(list: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for item in list {
        if !item.is_empty() && !out.contains(&item) {
            out.push(item);
        }
    }
    out
}

/// The date of a day counted from 1970-01-01 (the Gregorian calendar runs in cycles of 400 years of 146,097
/// days; years are taken to begin in March, so that the leap day comes last).
fn civil(day: i64) -> Date {
    let day = day + 719_468;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    Date { year: (year + era * 400 + carry) as i32, month: Some(month as u8), day: Some(day as u8) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        for (day, text) in
            [(0, "1970-01-01"), (3652, "1980-01-01"), (11_016, "2000-02-29"), (20_608, "2026-06-04")]
        {
            assert_eq!(iso_date(civil(day)), text);
        }
    }

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
