//! A book of parts, as `keben.toml` describes it.

use crate::book::Book;
use crate::golden;
use crate::xml::{elements, named, parse, text};
use std::collections::BTreeSet;

#[test]
fn a_book_says_what_its_project_file_says() {
    let book = golden::named("volume");
    assert_eq!(book.metadata("dc:identifier"), ["urn:isbn:9787020002207"]);
    assert_eq!(book.metadata("dc:title"), ["山河 故人", "十二个村庄的来信"]);
    assert_eq!(book.metadata("dc:creator"), ["林渡"]);
    assert_eq!(book.metadata("dc:contributor")[0], "沈砚");
    assert_eq!(book.refined("contributor-1", "role").unwrap().text, "edt");
    assert_eq!(book.refined("contributor-1", "file-as").unwrap().text, "Shen, Yan");
    assert_eq!(book.metadata("dc:publisher"), ["某某出版社 & 友"]);
    assert_eq!(book.metadata("dc:date"), ["2026-06-01"]);
    assert_eq!(book.metadata("dc:description"), ["一本示例。"]);
    assert_eq!(book.property("belongs-to-collection"), ["乡土丛书"]);
    assert_eq!(book.refined("series", "group-position").unwrap().text, "3");
    assert_eq!(book.property("dcterms:modified"), ["2026-06-01T00:00:00Z"]);
}

#[test]
fn parts_hold_their_articles() {
    let book = golden::named("volume");
    let order: Vec<_> = named(book.opf(), "itemref").iter().map(|i| i.get("idref").to_owned()).collect();
    let should = [
        "cover",
        "title-page",
        "nav",
        "article-1",
        "part-2",
        "article-2",
        "article-3",
        "part-3",
        "article-4",
        "colophon",
    ];
    assert_eq!(order, should);
    let points: Vec<(usize, String)> = named(book.text("OEBPS/toc.ncx"), "navPoint")
        .iter()
        .map(|p| (p.path.len() - 1, p.text.trim().lines().next().unwrap_or_default().to_owned()))
        .collect();
    let depth =
        |label: &str| points.iter().find(|(_, l)| l == label).unwrap_or_else(|| panic!("{points:?}")).0;
    assert_eq!(["题", "上编 山河", "一篇没有照片的长文", "第一节", "版权页"].map(depth), [1, 1, 2, 3, 1]);
    assert_eq!(named(book.text("OEBPS/part-2.xhtml"), "h1")[0].text, "上编 山河");
    let landmarks: Vec<_> =
        named(book.nav(), "a").into_iter().filter(|a| !a.get("epub:type").is_empty()).collect();
    let places: Vec<_> = landmarks.iter().map(|a| (a.get("epub:type"), a.get("href"))).collect();
    assert_eq!(places, [("cover", "cover.xhtml"), ("toc", "nav.xhtml"), ("bodymatter", "article-1.xhtml")]);
}

#[test]
fn the_colophon_has_every_line() {
    let book = golden::named("volume");
    let xml = book.text("OEBPS/colophon.xhtml");
    let all = elements(xml);
    let texts = |tag: &str| all.iter().filter(|e| e.name == tag).map(|e| e.text.clone()).collect::<Vec<_>>();
    let lines: Vec<_> = texts("dt").into_iter().zip(texts("dd")).map(|(a, b)| format!("{a} {b}")).collect();
    for line in [
        "书名 山河 故人——十二个村庄的来信",
        "著者 林渡",
        "主编 沈砚",
        "出版 某某出版社 & 友",
        "责任编辑 郑编",
        "定价 48.00元",
        "特约校对 某某",
        "版次 2026年6月第1版",
        "印次 2026年6月第1次印刷",
        "ISBN 978-7-02-000220-7",
        "字体 Noto Serif SC、Noto Sans SC、LXGW WenKai",
    ] {
        assert!(lines.iter().any(|l| l == line), "{line} is not among {lines:?}");
    }
    assert!(texts("p").contains(&"ISBN 978-7-02-000220-7".to_owned()), "CIP");
    assert!(texts("p").contains(&"版权所有".to_owned()));
    let title = book.text("OEBPS/title-page.xhtml");
    assert_eq!(named(title, "h1")[0].text, "山河 故人");
    assert!(named(title, "body")[0].text.contains("某某出版社 & 友"));
}

#[test]
fn pictures_and_tables_that_are_numbered_are_listed() {
    let book = golden::named("references");
    let lists: Vec<_> = named(book.nav(), "nav").into_iter().map(|n| n.get("epub:type").to_owned()).collect();
    assert_eq!(lists, ["toc", "loi", "lot", "landmarks"]);
    let labels: Vec<_> = named(book.nav(), "a").into_iter().map(|a| a.text).collect();
    for label in ["图1 第一图", "图2 第二图", "表1 一张表"] {
        assert!(labels.iter().any(|l| l == label), "{label}: {labels:?}");
    }
    assert!(!labels.iter().any(|l| l.contains("无号")));
}

/// An index: the words under each group, each with what its links say.
fn index(book: &Book, name: &str) -> Vec<(String, Vec<String>)> {
    let document = parse(book.text(name));
    let tag = |n: &roxmltree::Node<'_, '_>, tag: &str| n.is_element() && n.tag_name().name() == tag;
    let groups = document.descendants().filter(|n| tag(n, "section")).skip(1);
    groups
        .map(|group| {
            let head = group.descendants().find(|n| tag(n, "h2")).map(text).unwrap();
            let entries = group.descendants().filter(|n| tag(n, "li"));
            let shown = entries.map(|li| text(li).replace(['\u{3000}', '\u{2002}'], " "));
            (head, shown.collect())
        })
        .collect()
}

#[test]
fn the_index_is_sorted_and_leads_to_its_words() {
    let book = golden::named("indexed");
    let group = |name: &str, entries: &[&str]| {
        (name.to_owned(), entries.iter().map(|e| (*e).to_owned()).collect::<Vec<_>>())
    };
    let by_sound = [
        group("数字与西文", &["Rust 乙篇"]),
        group("C", &["重庆 甲篇 河边、乙篇"]),
        group("S", &["《山河》 甲篇 河边"]),
        group("X", &["鑫 甲篇 河边"]),
        group("Y", &["一江 甲篇 河边、乙篇"]),
    ];
    assert_eq!(index(book, "OEBPS/index-1.xhtml"), by_sound);
    let by_strokes = index(book, "OEBPS/index-2.xhtml");
    let heads: Vec<&str> = by_strokes.iter().map(|(head, _)| head.as_str()).collect();
    assert_eq!(heads, ["数字与西文", "1画", "3画", "9画", "24画"]);
    // Every link leads to its word.
    let mut met = 0;
    for name in ["OEBPS/index-1.xhtml", "OEBPS/index-2.xhtml"] {
        let document = parse(book.text(name));
        for link in document.descendants().filter(|n| n.tag_name().name() == "a") {
            let entry =
                link.parent().unwrap().children().find(roxmltree::Node::is_element).map(text).unwrap();
            let (file, id) = link.attribute("href").unwrap().split_once('#').unwrap();
            let target = elements(book.text(&format!("OEBPS/{file}")));
            let target = target.iter().find(|e| e.get("id") == id).unwrap_or_else(|| panic!("{file}#{id}"));
            assert_eq!(target.text, entry);
            met += 1;
        }
    }
    assert_eq!(met, 14);
    // It stands behind the text, in the contents too, and its characters are in the faces.
    let order: Vec<_> = named(book.opf(), "itemref").iter().map(|i| i.get("idref").to_owned()).collect();
    assert_eq!(order[order.len() - 4..], ["article-3", "index-1", "index-2", "colophon"]);
    let labels: Vec<_> = named(book.nav(), "a").into_iter().map(|a| a.text).collect();
    assert!(labels.contains(&"音序索引".to_owned()) && labels.contains(&"笔画索引".to_owned()), "{labels:?}");
    let fonts = book.files.iter().filter(|(n, _)| n.starts_with("OEBPS/fonts/"));
    let covered: BTreeSet<u32> = fonts
        .flat_map(|(_, bytes)| {
            use skrifa::MetadataProvider;
            let font = skrifa::FontRef::new(bytes).unwrap();
            font.charmap().mappings().map(|(c, _)| c).collect::<Vec<_>>()
        })
        .collect();
    let shown = &named(book.text("OEBPS/index-2.xhtml"), "body")[0].text;
    let bare: String = shown.chars().filter(|c| *c >= ' ' && !covered.contains(&u32::from(*c))).collect();
    assert_eq!(bare, "");
}

#[test]
fn a_book_in_english_speaks_english() {
    let book = golden::named("english");
    let groups = index(book, "OEBPS/index-1.xhtml");
    let shown: Vec<String> =
        groups.iter().map(|(head, list)| format!("{head}: {}", list.join("; "))).collect();
    let expected = [
        "Figures and other scripts: 3D The Bridge",
        "A: apple The Bridge, The Ferry",
        "E: east The Ferry; Élan The Bridge",
    ];
    assert_eq!(shown, expected);
    assert_eq!(named(book.text("OEBPS/index-1.xhtml"), "h1")[0].text, "Index");
    assert!(named(book.article_text(), "p").iter().any(|p| p.is("imprint") && p.text == "5 June 2026"));
    for (name, text) in book.documents() {
        let body = &named(text, "body")[0].text;
        let chinese: String = body.chars().filter(|c| *c >= '\u{2E80}' || "、：“”".contains(*c)).collect();
        assert_eq!(chinese, "", "{name}");
    }
}
