//! `metadata` of the package document: who made what, when, and under which rights (rows 8 to 18).

use super::Package;
use super::identity::{identifier, modified};
use super::xml::{Refine, Xml, element, empty, within};
use crate::article::{Meta, Person, SenseText, figures};
use crate::epub::words::{credited, file_as, relator};
use std::collections::BTreeSet;

/// How a Chinese name is written in Latin letters (BCP 47).
const PINYIN: &str = "zh-Latn-pinyin";

/// Someone who made something, for the package.
struct Maker {
    name: String,
    latin: Option<String>,
    /// A MARC relator.
    role: &'static str,
    is_creator: bool,
}

impl Package<'_> {
    pub(super) fn metadata(&self, w: &mut Xml) -> std::io::Result<()> {
        let metas = || self.job.articles.iter().map(|a| &a.meta);
        let (front, volume) = (self.job.front(), self.job.volume);
        let one = match (volume, self.job.articles) {
            (None, [one]) => Some(&one.meta),
            _ => None,
        };
        within(w, "metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")], |w| {
            let refine = |w: &mut Xml, id: &str, property: &str, scheme: &str, text: &str| {
                let id = format!("#{id}");
                element(w, "meta", &[("refines", &id), ("property", property), ("scheme", scheme)], text)
            };
            element(w, "dc:identifier", &[("id", "book-id")], &identifier(self.job))?;
            element(w, "dc:title", &[("id", "title")], &front.title.text())?;
            refine(w, "title", "title-type", "", "main")?;
            if let Some(subtitle) = &front.subtitle {
                element(w, "dc:title", &[("id", "subtitle")], &subtitle.text())?;
                refine(w, "subtitle", "title-type", "", "subtitle")?;
            }
            for lang in unique([front.lang.clone()].into_iter().chain(metas().map(|m| m.lang.clone()))) {
                element(w, "dc:language", &[], &lang)?;
            }
            self.people(w, &refine)?;
            if let Some(date) = front.date.or(metas().filter_map(|m| m.date).max()) {
                element(w, "dc:date", &[], &date.iso())?;
            }
            let publisher = match volume {
                Some(volume) => volume.publisher.as_ref(),
                None => metas().find_map(|m| m.publisher.as_ref().or(m.publication.as_ref())),
            };
            if let Some(publisher) = publisher {
                element(w, "dc:publisher", &[], publisher)?;
            }
            if let Some(source) = one.and_then(|m| self.source(m)) {
                element(w, "dc:source", &[], &source)?;
            }
            let summary = volume.and_then(|v| v.summary.as_ref()).or(one.and_then(|m| m.summary.as_ref()));
            if let Some(summary) = summary {
                element(w, "dc:description", &[], summary)?;
            }
            let own = volume.map_or(&[][..], |v| &v.keywords).iter().cloned();
            for subject in unique(own.chain(metas().flat_map(|m| m.keywords.iter().cloned()))) {
                element(w, "dc:subject", &[], &subject)?;
            }
            let own = volume.and_then(|v| v.rights.clone()).into_iter();
            for rights in unique(own.chain(metas().filter_map(|m| m.rights.clone()))) {
                element(w, "dc:rights", &[], &rights)?;
            }
            self.collections(w, &refine)?;
            element(w, "meta", &[("property", "dcterms:modified")], &modified(self.job))?;
            self.accessibility(w)?;
            if !self.entries.pages.is_empty() {
                let source = format!("{}{}", front.title.text(), self.words.pdf);
                element(w, "meta", &[("property", "pageBreakSource")], &source)?;
            }
            // For readers of EPUB 2 and for Kindle (rows 22 and 25).
            if self.items.iter().any(|i| i.id == "cover-image") {
                let attributes = [("name", "cover"), ("content", "cover-image")];
                empty(w, "meta", &attributes)?;
            }
            if self.vertical() {
                let attributes = [("name", "primary-writing-mode"), ("content", "vertical-rl")];
                empty(w, "meta", &attributes)?;
            }
            Ok(())
        })
    }

    /// What it is part of: the series that its strap names, and the publication with the number of the issue
    /// (row 17).
    fn collections(&self, w: &mut Xml, refine: &Refine<'_>) -> std::io::Result<()> {
        let mut all: Vec<(&str, String, Option<String>)> = Vec::new();
        match (self.job.volume, self.job.articles) {
            (Some(volume), _) => {
                let collection = volume.collection.iter();
                all.extend(
                    collection
                        .map(|c| ("series", c.title.clone(), c.number.as_deref().and_then(last_number))),
                );
            }
            (None, [one]) => {
                let meta = &one.meta;
                let series = meta.series.as_ref().map(SenseText::text).filter(|s| !s.is_empty());
                all.extend(series.map(|s| ("series", s, None)));
                let number = meta.issue.as_deref().and_then(last_number);
                all.extend(meta.publication.clone().map(|p| ("publication", p, number)));
            }
            (None, _) => {}
        }
        for (id, name, number) in all {
            element(w, "meta", &[("property", "belongs-to-collection"), ("id", id)], &name)?;
            refine(w, id, "collection-type", "", "series")?;
            if let Some(number) = number {
                refine(w, id, "group-position", "", &number)?;
            }
        }
        Ok(())
    }

    /// Who made it: writers as creators in their order, then editors, photographers and illustrators as
    /// contributors, those of the picture credits among them (rows 10 to 12).
    fn people(&self, w: &mut Xml, refine: &Refine<'_>) -> std::io::Result<()> {
        let maker = |p: &Person, may_create: bool| {
            let (role, is_creator) = relator(p.role.as_deref());
            let is_creator = is_creator && may_create;
            Maker { name: p.name.trim().to_owned(), latin: p.latin.clone(), role, is_creator }
        };
        let authors = self.job.volume.map_or(&[][..], |v| &v.authors);
        let mut own: Vec<Maker> = authors.iter().map(|p| maker(p, true)).collect();
        // A book that was edited and not written has its editors for creators.
        let none_wrote = own.iter().all(|m| !m.is_creator);
        own.iter_mut().for_each(|m| m.is_creator |= none_wrote);
        let writers = self.job.articles.iter().flat_map(|a| &a.meta.byline);
        let writers = own.into_iter().chain(writers.map(|p| maker(p, authors.is_empty())));
        let credits = self.job.articles.iter().flat_map(figures).filter_map(|f| f.credit.as_deref());
        let makers = credits.flat_map(credited);
        let makers = makers.map(|(name, role)| Maker { name, latin: None, role, is_creator: false });
        let mut seen: BTreeSet<(String, &str)> = BTreeSet::new();
        let all: Vec<Maker> = writers
            .chain(makers)
            .filter(|m| !m.name.is_empty() && seen.insert((m.name.clone(), m.role)))
            .collect();
        for (tag, is_creator) in [("creator", true), ("contributor", false)] {
            for (n, maker) in all.iter().filter(|m| m.is_creator == is_creator).enumerate() {
                let id = format!("{tag}-{}", n + 1);
                let latin = maker.latin.as_deref();
                element(w, &format!("dc:{tag}"), &[("id", &id)], &maker.name)?;
                refine(w, &id, "role", "marc:relators", maker.role)?;
                refine(w, &id, "file-as", "", &file_as(&maker.name, latin))?;
                if let Some(latin) = latin {
                    let to = format!("#{id}");
                    let attributes =
                        [("refines", to.as_str()), ("property", "alternate-script"), ("xml:lang", PINYIN)];
                    element(w, "meta", &attributes, &latin.replace(',', ""))?;
                }
            }
        }
        Ok(())
    }

    /// Where it ran in print: `刻本示例报 第128期 第06版 2026年6月5日`.
    fn source(&self, meta: &Meta) -> Option<String> {
        let mut parts = vec![meta.publication.clone()?];
        parts.extend(meta.issue.clone());
        let [before, after] = self.words.issue_page;
        parts.extend(meta.page.as_ref().map(|p| format!("{before}{p}{after}")));
        parts.extend(meta.date.map(|d| d.shown(&meta.lang)));
        Some(parts.join(" "))
    }
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

/// The last number in a text: 128 of `第128期`, 3 of `2026年第3期`.
fn last_number(text: &str) -> Option<String> {
    let number = text.rsplit(|c: char| !c.is_ascii_digit()).find(|n| !n.is_empty())?.trim_start_matches('0');
    (!number.is_empty()).then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issues_have_numbers() {
        assert_eq!(last_number("第128期").as_deref(), Some("128"));
        assert_eq!(last_number("2026年第03期").as_deref(), Some("3"));
        assert_eq!(last_number("创刊号"), None);
    }
}
