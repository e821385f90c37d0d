//! Rows 7 to 18, 25 and 57 to 60: the package's metadata.

use super::{Verdict, ensure, row, upright_row};
use crate::book::{Book, build, build_files, epub_only, rich};
use crate::xml::{elements, named};
use std::collections::BTreeSet;

const OPF: &str = "OEBPS/content.opf";

#[expect(clippy::needless_pass_by_value, reason = "what is compared is made for the comparison")]
fn same<T: PartialEq + std::fmt::Debug>(what: &str, is: T, should: T) -> Verdict {
    ensure!(is == should, "{what}: {is:?}, not {should:?}");
    Ok(())
}

fn texts(book: &Book, name: &str, should: &[&str]) -> Verdict {
    same(name, book.metadata(name), should.iter().map(|s| (*s).to_owned()).collect())
}

fn refined(book: &Book, id: &str, property: &str, should: &str) -> Verdict {
    let found = book.refined(id, property).ok_or_else(|| format!("{id} has no {property}"))?;
    same(&format!("{property} of {id}"), found.text.as_str(), should)
}

#[test]
fn row_07_the_identifier_outlives_corrections() {
    fn check(book: &Book) -> Verdict {
        let package = &named(book.opf(), "package")[0];
        same("version", package.get("version"), "3.0")?;
        let id = &named(book.opf(), "dc:identifier")[0];
        same("unique-identifier", package.get("unique-identifier"), id.get("id"))?;
        let version_5 = id.text.starts_with("urn:uuid:") && id.text.as_bytes().get(23) == Some(&b'5');
        ensure!(version_5, "{}", id.text);
        let text = include_str!("../rich.md").replace("最后一段", "最后的一段").replace("副题在下", "副题");
        static CORRECTED: std::sync::OnceLock<Book> = std::sync::OnceLock::new();
        let corrected = CORRECTED.get_or_init(|| build(&text));
        same("after a correction", corrected.metadata("dc:identifier"), vec![id.text.clone()])
    }
    row(check, |book| book.edit(OPF, "urn:uuid:", "urn:uuid:0"));
    for (given, want) in [
        ("ISBN 978-7-02-000872-8", "urn:isbn:9787020008728"),
        ("urn:x-paper:2026:6", "urn:x-paper:2026:6"),
        ("6BA7B810-9DAD-11D1-80B4-00C04FD430C8", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
    ] {
        let book = build(&format!("---\ntitle: 题\nidentifier: \"{given}\"\n---\n\n文。\n"));
        texts(&book, "dc:identifier", &[want]).unwrap();
    }
}

#[test]
fn row_08_ids_are_unique_and_what_is_refined_is_there() {
    fn check(book: &Book) -> Verdict {
        for (name, xml) in book.documents().into_iter().chain([("opf", book.opf())]) {
            let mut ids = BTreeSet::new();
            for element in elements(xml) {
                let id = element.get("id").to_owned();
                ensure!(id.is_empty() || ids.insert(id.clone()), "{name}: {id} twice");
                let fine = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
                ensure!(fine && !id.starts_with(|c: char| c.is_ascii_digit()), "{name}: {id}");
            }
            for element in elements(xml) {
                let target = element.get("refines").trim_start_matches('#');
                ensure!(
                    target.is_empty() || ids.contains(target),
                    "{name}: {target} is refined and not there"
                );
            }
        }
        Ok(())
    }
    row(check, |book| book.edit(OPF, "refines=\"#creator-1\"", "refines=\"#creator-9\""));
    row(check, |book| book.edit(OPF, "id=\"contributor-1\"", "id=\"creator-1\""));
}

#[test]
fn row_09_the_first_title_is_the_title() {
    fn check(book: &Book) -> Verdict {
        texts(book, "dc:title", &["名字里有 & 和“引号” 走出路径", "副题在下"])?;
        refined(book, "title", "title-type", "main")?;
        refined(book, "subtitle", "title-type", "subtitle")
    }
    row(check, |book| book.edit(OPF, "“引号”", "\"引号\""));
}

#[test]
fn row_10_each_author_is_a_creator() {
    fn check(book: &Book) -> Verdict {
        texts(book, "dc:creator", &["沈砚", "周宁"])?;
        for id in ["creator-1", "creator-2"] {
            refined(book, id, "role", "aut")?;
            let scheme = book.refined(id, "role").map(|m| m.get("scheme").to_owned());
            same("scheme", scheme.as_deref(), Some("marc:relators"))?;
        }
        Ok(())
    }
    row(check, |book| book.edit(OPF, ">周宁</dc:creator>", ">周</dc:creator>"));
}

#[test]
fn row_11_people_are_sorted_and_have_their_latin_name() {
    fn check(book: &Book) -> Verdict {
        refined(book, "contributor-1", "file-as", "Evans, Mary Ann")?;
        refined(book, "creator-1", "file-as", "Shen, Yan")?;
        refined(book, "creator-1", "alternate-script", "Shen Yan")?;
        let script = book.refined("creator-1", "alternate-script").map(|m| m.get("xml:lang").to_owned());
        same("script", script.as_deref(), Some("zh-Latn-pinyin"))?;
        // Of one who gave no Latin name none is made up.
        ensure!(book.refined("creator-2", "alternate-script").is_none(), "a name was made up");
        Ok(())
    }
    row(check, |book| book.edit(OPF, "Shen, Yan", "沈砚"));
}

#[test]
fn row_12_others_are_contributors() {
    fn check(book: &Book) -> Verdict {
        texts(book, "dc:contributor", &["Mary Ann Evans", "林渡", "周禾"])?;
        for (n, role) in [(1, "trl"), (2, "ill"), (3, "pht")] {
            refined(book, &format!("contributor-{n}"), "role", role)?;
        }
        Ok(())
    }
    row(check, |book| book.edit(OPF, ">pht<", ">aut<"));
}

#[test]
fn row_13_the_language_keeps_its_script() {
    fn check(book: &Book) -> Verdict {
        texts(book, "dc:language", &["zh-Hans"])
    }
    row(check, |book| book.edit(OPF, "<dc:language>zh-Hans", "<dc:language>zh"));
}

#[test]
fn row_14_the_package_has_a_language_and_direction() {
    fn check(book: &Book) -> Verdict {
        let package = &named(book.opf(), "package")[0];
        same("xml:lang and dir", (package.get("xml:lang"), package.get("dir")), ("zh-Hans", "ltr"))
    }
    row(check, |book| book.edit(OPF, " dir=\"ltr\"", ""));
}

#[test]
fn row_15_it_was_modified_when_the_article_says() {
    fn check(book: &Book) -> Verdict {
        same("modified", book.property("dcterms:modified"), vec!["2026-06-05T00:00:00Z".to_owned()])
    }
    row(check, |book| book.edit(OPF, "T00:00:00Z", "T00:00:01Z"));
    let undated = build("---\ntitle: 题\n---\n\n文。\n");
    assert_eq!(undated.property("dcterms:modified"), ["2001-09-09T01:46:40Z"], "the caller's clock");
}

#[test]
fn row_16_the_rest_is_as_in_the_front_matter() {
    fn check(book: &Book) -> Verdict {
        texts(book, "dc:date", &["2026-06-05"])?;
        texts(book, "dc:publisher", &["测试社"])?;
        texts(book, "dc:description", &["A & B < C"])?;
        texts(book, "dc:subject", &["a&b", "词"])?;
        texts(book, "dc:source", &["测试报 第1期 第06版 2026年6月5日"])?;
        texts(book, "dc:rights", &["版权所有"])
    }
    row(check, |book| book.edit(OPF, "A &amp; B", "A B"));
}

#[test]
fn row_17_it_belongs_to_its_series() {
    fn check(book: &Book) -> Verdict {
        let names = book.property("belongs-to-collection");
        same("collections", names, vec!["测试系列".to_owned(), "测试报".to_owned()])?;
        refined(book, "series", "collection-type", "series")?;
        refined(book, "publication", "collection-type", "series")?;
        refined(book, "publication", "group-position", "1")
    }
    row(check, |book| book.edit(OPF, ">1</meta>", ">2</meta>"));
}

#[test]
fn row_18_only_known_prefixes_are_used() {
    fn check(book: &Book) -> Verdict {
        const RESERVED: [&str; 10] =
            ["a11y", "dcterms", "marc", "media", "onix", "rendition", "schema", "xsd", "msv", "prism"];
        for meta in elements(book.opf()) {
            for word in [meta.get("property"), meta.get("scheme")] {
                if let Some((prefix, _)) = word.split_once(':') {
                    ensure!(RESERVED.contains(&prefix), "{word}");
                }
            }
        }
        Ok(())
    }
    row(check, |book| book.edit(OPF, "property=\"dcterms:", "property=\"dc:"));
}

#[test]
fn row_25_vertical_writing_is_told_to_kindle() {
    fn check(book: &Book) -> Verdict {
        let metas = named(book.opf(), "meta");
        let mode = metas.iter().find(|m| m.get("name") == "primary-writing-mode");
        same("primary-writing-mode", mode.map(|m| m.get("content")), Some("vertical-rl"))
    }
    upright_row(check, |book| book.edit(OPF, "vertical-rl", "horizontal-lr"));
    assert!(check(rich()).is_err(), "a horizontal book does not say so");
}

fn says(book: &Book, property: &str, should: &[&str]) -> Verdict {
    let found = book.property(&format!("schema:{property}"));
    same(property, found, should.iter().map(|s| (*s).to_owned()).collect())
}

const ALWAYS: [&str; 4] =
    ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"];

#[test]
fn row_57_access_modes_are_what_the_book_has() {
    fn check(book: &Book) -> Verdict {
        says(book, "accessMode", &["textual", "visual"])?;
        says(book, "accessModeSufficient", &["textual", "textual,visual"])
    }
    row(check, |book| book.edit(OPF, ">textual,visual<", ">visual<"));
    let bare = build("---\ntitle: 题\n---\n\n文。\n");
    says(&bare, "accessMode", &["textual"]).unwrap();
    says(&bare, "accessModeSufficient", &["textual"]).unwrap();
}

#[test]
fn row_58_features_are_what_the_book_has() {
    fn check(book: &Book) -> Verdict {
        says(book, "accessibilityFeature", &[&ALWAYS[..], &["alternativeText", "rubyAnnotations"]].concat())
    }
    row(check, |book| book.edit(OPF, ">rubyAnnotations<", ">longDescription<"));
    let bare = build("---\ntitle: 题\n---\n\n文。\n");
    says(&bare, "accessibilityFeature", &ALWAYS).unwrap();
    let no_alt = build("---\ntitle: 题\n---\n\n![图注](photos/a.jpg)\n");
    says(&no_alt, "accessibilityFeature", &ALWAYS).unwrap();
}

#[test]
fn row_59_hazard_and_summary() {
    fn check(book: &Book) -> Verdict {
        says(book, "accessibilityHazard", &["none"])?;
        let summary = book.property("schema:accessibilitySummary");
        ensure!(summary.len() == 1 && summary[0].contains("图片均有替代文字"), "{summary:?}");
        Ok(())
    }
    row(check, |book| book.edit(OPF, "均有替代文字", "很多"));
    let no_alt = build("---\ntitle: 题\n---\n\n![图注](photos/a.jpg)\n");
    assert!(no_alt.property("schema:accessibilitySummary")[0].contains("无替代文字"));
}

#[test]
fn row_60_conformance_only_in_someones_name() {
    fn check(book: &Book) -> Verdict {
        same("conformsTo", book.property("dcterms:conformsTo"), Vec::new())
    }
    row(check, |book| {
        let claim = "<meta property=\"dcterms:conformsTo\">WCAG</meta></metadata>";
        book.edit(OPF, "</metadata>", claim);
    });
    let mut options = epub_only();
    options.certified_by = Some("某出版社 & 友".to_owned());
    let book = build_files(&[("source/a.md", "---\ntitle: 题\n---\n\n文。\n".as_bytes())], &options).unwrap();
    let claim = book.property("dcterms:conformsTo");
    assert_eq!(claim, ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]);
    refined(&book, "conformance", "a11y:certifiedBy", "某出版社 & 友").unwrap();
}
