//! Rows 19 to 32: manifest, spine, contents, landmarks.

use super::{Verdict, ensure, row, upright_row};
use crate::book::{Book, rich};
use crate::xml::{attributes, elements, name, named, parse, text};
use std::collections::BTreeSet;

const OPF: &str = "OEBPS/content.opf";
const NAV: &str = "OEBPS/nav.xhtml";
const NCX: &str = "OEBPS/toc.ncx";
const HEADS: [&str; 5] = ["名字里有 & 和“引号” 走出路径", "第一 大节标题 尾巴", "小节", "更深", "末节"];

#[test]
fn row_19_the_manifest_lists_each_file_once_and_no_other() {
    fn check(book: &Book) -> Verdict {
        let items = named(book.opf(), "item");
        let listed: BTreeSet<String> = items.iter().map(|i| format!("OEBPS/{}", i.get("href"))).collect();
        ensure!(listed.len() == items.len(), "a file is listed twice");
        let files = book.files.keys().filter(|n| n.starts_with("OEBPS/") && !n.ends_with(".opf"));
        let there: BTreeSet<String> = files.cloned().collect();
        ensure!(listed == there, "{listed:?} are listed and {there:?} are there");
        Ok(())
    }
    row(check, |book| {
        book.files.insert("OEBPS/stray.css".to_owned(), Vec::new());
    });
    row(check, |book| book.edit(OPF, "href=\"cover.png\"", "href=\"https://example.org/cover.png\""));
}

#[test]
fn row_20_media_types_are_what_the_bytes_are() {
    fn check(book: &Book) -> Verdict {
        for item in named(book.opf(), "item") {
            let Some(bytes) = book.files.get(&format!("OEBPS/{}", item.get("href"))) else { continue };
            let starts: &[u8] = match item.get("media-type") {
                "font/ttf" => &[0, 1, 0, 0],
                "font/otf" => b"OTTO",
                "image/jpeg" => &[0xff, 0xd8],
                "image/png" => b"\x89PNG",
                "application/xhtml+xml" | "application/x-dtbncx+xml" => b"<?xml",
                "text/css" => b"@font-face",
                other => return Err(format!("{other} is no type of a book")),
            };
            ensure!(bytes.starts_with(starts), "{} is no {}", item.get("href"), item.get("media-type"));
        }
        Ok(())
    }
    row(check, |book| book.edit(OPF, "image/jpeg", "image/png"));
}

#[test]
fn row_21_properties_are_exact() {
    fn check(book: &Book) -> Verdict {
        let items = named(book.opf(), "item").into_iter().filter(|i| !i.get("properties").is_empty());
        let found: Vec<_> =
            items.map(|i| (i.get("href").to_owned(), i.get("properties").to_owned())).collect();
        let should = [("cover.png", "cover-image"), ("nav.xhtml", "nav")];
        ensure!(found == should.map(|(a, b)| (a.to_owned(), b.to_owned())), "{found:?}");
        for (name, xml) in book.documents() {
            let special = elements(xml).into_iter().find(|e| ["svg", "math", "script"].contains(&&*e.name));
            ensure!(special.is_none(), "{name} holds something that has to be announced");
        }
        Ok(())
    }
    row(check, |book| book.edit(OPF, "properties=\"nav\"", "properties=\"nav scripted\""));
}

#[test]
fn row_22_the_cover_is_a_large_upright_picture() {
    fn check(book: &Book) -> Verdict {
        let cover = book.item("cover-image").ok_or("no cover")?;
        let bytes = &book.files[&format!("OEBPS/{}", cover.get("href"))];
        let picture = image::load_from_memory(bytes).map_err(|e| e.to_string())?;
        let (width, height) = (picture.width(), picture.height());
        let shape = f64::from(height) / f64::from(width);
        ensure!(width >= 1000 && (1.25..=1.8).contains(&shape), "{width} × {height}");
        ensure!(width * height <= 5_600_000, "{width} × {height}");
        let legacy = named(book.opf(), "meta").into_iter().find(|m| m.get("name") == "cover");
        ensure!(legacy.is_some_and(|m| m.get("content") == cover.get("id")), "old readers do not find it");
        Ok(())
    }
    row(check, |book| book.edit(OPF, "name=\"cover\"", "name=\"covers\""));
    row(check, |book| {
        let small = crate::photo::plain(400, 600, [0, 0, 0]);
        book.files.insert("OEBPS/cover.png".to_owned(), small);
    });
}

#[test]
fn row_23_the_cover_has_a_page_with_an_alternative_text() {
    fn check(book: &Book) -> Verdict {
        let xml = book.text("OEBPS/cover.xhtml");
        let images = named(xml, "img");
        ensure!(images.len() == 1 && images[0].get("role") == "doc-cover", "no picture with the role");
        ensure!(images[0].get("alt").contains("走出路径"), "alt: {}", images[0].get("alt"));
        let others = elements(xml).into_iter().filter(|e| e.name != "img" && e.get("role") == "doc-cover");
        ensure!(others.count() == 0, "the role is not the picture's");
        ensure!(named(xml, "body")[0].text.trim().is_empty(), "only the cover is in that file");
        Ok(())
    }
    row(check, |book| book.edit("OEBPS/cover.xhtml", "role=\"doc-cover\"", ""));
}

#[test]
fn row_24_the_spine_has_all_documents_once_and_a_direction() {
    fn check(book: &Book) -> Verdict {
        let spine = &named(book.opf(), "spine")[0];
        ensure!(spine.get("page-progression-direction") == "ltr", "no direction");
        ensure!(spine.get("toc") == "ncx", "old readers find no contents");
        let refs = named(book.opf(), "itemref");
        let order: Vec<_> = refs.iter().map(|i| i.get("idref")).collect();
        ensure!(order == ["cover", "article-1"], "{order:?}");
        ensure!(refs.iter().all(|i| i.get("linear") != "no"), "something is out of the order");
        Ok(())
    }
    row(check, |book| book.edit(OPF, "<itemref idref=\"cover\"/>", ""));
    upright_row(
        |book| {
            let spine = &named(book.opf(), "spine")[0];
            ensure!(spine.get("page-progression-direction") == "rtl", "bound on the wrong side");
            Ok(())
        },
        |book| book.edit(OPF, "\"rtl\"", "\"ltr\""),
    );
}

#[test]
fn row_26_old_readers_have_the_same_contents() {
    fn check(book: &Book) -> Verdict {
        let ncx = book.text(NCX);
        let uid = named(ncx, "meta").into_iter().find(|m| m.get("name") == "dtb:uid").ok_or("no uid")?;
        ensure!(book.metadata("dc:identifier") == [uid.get("content")], "ids differ");
        let labels: Vec<_> = named(ncx, "text").into_iter().map(|t| t.text).collect();
        ensure!(labels[0] == HEADS[0], "the NCX is titled {}", labels[0]);
        ensure!(labels[1..] == HEADS, "{labels:?}");
        let depths: Vec<_> = named(ncx, "navPoint").iter().map(|p| p.path.len()).collect();
        ensure!(depths == [2, 3, 4, 5, 3], "{depths:?}");
        Ok(())
    }
    row(check, |book| book.edit(NCX, "urn:uuid:", "urn:uuid:1"));
}

/// Labels of the table of contents with their depths and links, read as nested lists.
fn contents(xml: &str) -> Vec<(usize, String, String)> {
    let document = parse(xml);
    let toc = document.descendants().find(|n| attributes(*n).get("epub:type").is_some_and(|t| t == "toc"));
    let links = toc.into_iter().flat_map(|t| t.descendants()).filter(|n| name(*n) == "a");
    links
        .map(|a| {
            let depth = a.ancestors().filter(|n| n.is_element() && name(*n) == "ol").count();
            (depth, text(a), attributes(a)["href"].clone())
        })
        .collect()
}

#[test]
fn row_27_the_contents_are_the_heads_nested_as_they_are() {
    fn check(book: &Book) -> Verdict {
        let found = contents(book.nav());
        let labels: Vec<_> = found.iter().map(|(_, label, _)| label.as_str()).collect();
        ensure!(labels == HEADS, "{labels:?}");
        let depths: Vec<_> = found.iter().map(|(depth, ..)| *depth).collect();
        ensure!(depths == [1, 2, 3, 4, 2], "{depths:?}");
        for (_, label, href) in &found {
            let (file, id) = href.split_once('#').unwrap_or((href, ""));
            let xml =
                book.files.get(&format!("OEBPS/{file}")).ok_or_else(|| format!("{href} is not there"))?;
            let xml = std::str::from_utf8(xml).map_err(|e| e.to_string())?;
            let head = elements(xml).into_iter().find(|e| !id.is_empty() && e.get("id") == id);
            ensure!(id.is_empty() || head.is_some_and(|h| h.text == *label), "{href} is not {label}");
        }
        let toc = &named(book.nav(), "nav")[0];
        ensure!(toc.get("role") == "doc-toc" && toc.get("epub:type") == "toc", "no role");
        ensure!(named(book.nav(), "h1").len() == 1, "no head");
        Ok(())
    }
    row(check, |book| book.edit(NAV, ">小节<", ">小结<"));
    row(check, |book| book.edit(NAV, " role=\"doc-toc\"", ""));
}

#[test]
fn row_28_three_levels_and_deeper_ones_are_shown() {
    fn check(book: &Book) -> Verdict {
        let deepest = contents(book.nav()).iter().map(|(depth, ..)| *depth).max();
        ensure!(deepest >= Some(3), "{deepest:?}");
        let depth = named(book.text(NCX), "meta").into_iter().find(|m| m.get("name") == "dtb:depth");
        ensure!(depth.map(|d| d.get("content").to_owned()) == deepest.map(|d| d.to_string()), "dtb:depth");
        Ok(())
    }
    row(check, |book| book.edit(NCX, "content=\"4\"", "content=\"1\""));
}

#[test]
fn row_29_landmarks_lead_to_cover_and_text() {
    fn check(book: &Book) -> Verdict {
        let navs = named(book.nav(), "nav");
        let landmarks = navs.iter().find(|n| n.get("epub:type") == "landmarks").ok_or("none")?;
        ensure!(!landmarks.get("aria-label").is_empty() && !landmarks.get("hidden").is_empty(), "label");
        let marks: Vec<_> = named(book.nav(), "a")
            .into_iter()
            .filter(|a| !a.get("epub:type").is_empty())
            .map(|a| (a.get("epub:type").to_owned(), a.get("href").to_owned()))
            .collect();
        let should = [("cover", "cover.xhtml"), ("bodymatter", "article-1.xhtml")];
        ensure!(marks == should.map(|(a, b)| (a.to_owned(), b.to_owned())), "{marks:?}");
        Ok(())
    }
    row(check, |book| {
        book.edit(NAV, "\"bodymatter\" href=\"article-1.xhtml\"", "\"toc\" href=\"nav.xhtml\"");
    });
}

#[test]
fn row_30_labels_are_in_the_books_language() {
    fn check(book: &Book) -> Verdict {
        ensure!(named(book.nav(), "h1")[0].text == "目录", "contents");
        ensure!(named(book.text("OEBPS/cover.xhtml"), "title")[0].text == "封面", "cover");
        for (name, xml) in book.documents() {
            for element in elements(xml) {
                for word in ["Table", "Contents", "Cover", "Notes", "Title Page", "Landmarks", "Back"] {
                    let labels = [element.get("aria-label"), element.get("title"), element.get("alt")];
                    ensure!(!labels.iter().any(|l| l.contains(word)), "{name}: {labels:?}");
                }
            }
        }
        let notes = elements(book.article_text()).into_iter().find(|e| e.get("epub:type") == "endnotes");
        ensure!(notes.is_some_and(|n| n.get("aria-label") == "注释"), "notes");
        Ok(())
    }
    row(check, |book| book.edit("OEBPS/article-1.xhtml", "\"注释\"", "\"Notes\""));
}

#[test]
fn row_31_every_document_names_its_language_twice() {
    fn check(book: &Book) -> Verdict {
        for (name, xml) in book.documents() {
            let html = &named(xml, "html")[0];
            let langs = (html.get("lang"), html.get("xml:lang"));
            ensure!(langs == ("zh-Hans", "zh-Hans"), "{name}: {langs:?}");
        }
        Ok(())
    }
    row(check, |book| book.edit("OEBPS/cover.xhtml", " xml:lang=\"zh-Hans\"", ""));
}

#[test]
fn row_32_documents_are_titled_as_what_they_hold() {
    fn check(book: &Book) -> Verdict {
        ensure!(named(book.article_text(), "title")[0].text == HEADS[0], "another title");
        Ok(())
    }
    row(check, |book| book.edit("OEBPS/article-1.xhtml", "<title>", "<title>article-1.xhtml"));
    assert_eq!(rich().spine().len(), 1);
}
