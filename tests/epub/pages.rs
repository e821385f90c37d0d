//! The list of pages says where the pages of the PDF begin that was made in the same run.

use crate::book::{Book, build_files, epub_only, squeeze};
use crate::golden;
use crate::xml::{attributes, name, named, parse};
use keben::export::Options;
use std::process::Command;

/// An article of several pages with one of everything that stands beside the running text; no two of its
/// sentences are alike.
pub(crate) fn long() -> String {
    let mut text = String::from(
        "---\ntitle: 页码 相符\nsubtitle: 副题\nkicker: 引题\nbyline: [林渡, 沈砚]\ndate: 2026-06-05\nlead: 1\n---\n\n导语一段，说明来意。\n\n",
    );
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let number = |n: usize| n.to_string().bytes().map(|b| digits[usize::from(b - b'0')]).collect::<String>();
    for n in 0..240 {
        let sentence = |k: usize| format!("编号{}的句子写到这里为止，", number(n * 7 + k + 1000));
        text.push_str(&(0..5).map(sentence).collect::<String>());
        text.push_str("[东阳]{ruby=\"dōng yáng\"}。");
        if n % 40 == 7 {
            text.push_str(&format!("有注[^n{n}]。\n\n[^n{n}]: 注文第{n}条。"));
        }
        text.push_str("\n\n");
        match n % 24 {
            3 => text.push_str(&format!("# 第{}节 标题\n\n", number(n))),
            9 => text.push_str(&format!("![图注{n}](photos/a.jpg \"周禾 摄\"){{alt=\"红色\"}}\n\n")),
            14 => text.push_str(&format!("- 列表甲{n}\n- 列表乙{n}\n\n> 引文{n}一段。\n\n")),
            20 => text.push_str(&format!("| 甲{n} | 乙 |\n|---|---|\n| 1 | 2 |\n\n")),
            _ => {}
        }
    }
    text
}

/// The visible characters of the running text before and behind an element, as the PDF would have them.
fn around(xml: &str, id: &str) -> (String, String) {
    let document = parse(xml);
    let body = document.descendants().find(|n| name(*n) == "body").unwrap();
    let skip = |n: roxmltree::Node<'_, '_>| {
        n.ancestors().filter(roxmltree::Node::is_element).any(|a| {
            let class = attributes(a).get("class").cloned().unwrap_or_default();
            let tag = name(a);
            ["rt", "figure", "table", "aside", "header", "footer"].contains(&tag.as_str()) || class == "mark"
        })
    };
    let (mut before, mut behind, mut met) = (String::new(), String::new(), id.is_empty());
    for node in body.descendants() {
        met |= node.is_element() && attributes(node).get("id").is_some_and(|i| i == id);
        if let Some(text) = node.text().filter(|_| node.is_text() && !skip(node)) {
            if met { &mut behind } else { &mut before }.push_str(&squeeze(text));
        }
    }
    (before, behind)
}

fn pages(book: &Book) -> Vec<(String, String)> {
    let xml = book.nav();
    let list = named(xml, "nav").into_iter().find(|n| n.get("epub:type") == "page-list").unwrap();
    assert_eq!((list.get("role"), list.get("hidden")), ("doc-pagelist", "hidden"));
    let document = parse(xml);
    let nav = document
        .descendants()
        .find(|n| attributes(*n).get("epub:type").is_some_and(|t| t == "page-list"))
        .unwrap();
    let links = nav.descendants().filter(|n| name(*n) == "a");
    links.map(|a| (crate::xml::text(a), attributes(a)["href"].clone())).collect()
}

#[test]
fn the_pages_of_the_list_begin_where_those_of_the_pdf_do() {
    let both = Options { pdf: true, ..epub_only() };
    let text = long();
    let project = crate::book::project(&[("source/a.md", text.as_bytes())]);
    let outcome = keben::export::build(&project, &both, &crate::book::Quiet);
    let pdf = outcome.outputs.iter().find(|o| o.name.ends_with(".pdf")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, &pdf.bytes).unwrap();
    let shown =
        Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&path).arg("-").output().unwrap();
    // Ruby is no running text.
    let plain = String::from_utf8_lossy(&shown.stdout).replace("dōng", "").replace("yáng", "");
    let printed: Vec<String> = plain.split('\u{c}').map(squeeze).collect();

    let book = golden::named("pages");
    let listed = pages(book);
    assert_eq!(listed.len(), printed.len() - 1, "every page is listed");
    assert!(listed.len() >= 6, "{listed:?}");
    for (n, (label, href)) in listed.iter().enumerate() {
        assert_eq!(*label, (n + 1).to_string());
        let (file, id) = href.split_once('#').unwrap_or((href, ""));
        let xml = book.text(&format!("OEBPS/{file}"));
        let (before, behind) = around(xml, id);
        let first: String = behind.chars().take(6).collect();
        assert!(printed[n].contains(&first), "page {label} begins with {first}, and has {}", printed[n]);
        if n > 0 {
            let last: String = before.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
            assert!(printed[n - 1].contains(&last), "page {n} ends with {last}, and has {}", printed[n - 1]);
            let mark = named(xml, "span").into_iter().find(|s| s.get("id") == id).unwrap();
            assert_eq!(mark.get("epub:type"), "pagebreak");
            assert_eq!((mark.get("role"), mark.get("aria-label")), ("doc-pagebreak", label.as_str()));
        }
    }
    // Old readers have the list too, and the metadata says so.
    assert_eq!(named(book.text("OEBPS/toc.ncx"), "pageTarget").len(), listed.len());
    let features = book.property("schema:accessibilityFeature");
    assert!(
        features.contains(&"pageNavigation".to_owned()) && features.contains(&"pageBreakMarkers".to_owned())
    );
    assert_eq!(book.property("pageBreakSource"), ["页码 相符（PDF 版）"]);
}

#[test]
fn a_book_without_a_pdf_has_no_pages() {
    let book = golden::named("plain");
    assert!(!book.nav().contains("page-list") && book.property("pageBreakSource").is_empty());
    let only =
        build_files(&[("source/a.md", "---\ntitle: 题\n---\n\n文。\n".as_bytes())], &epub_only()).unwrap();
    assert!(!only.article_text().contains("pagebreak"));
}
