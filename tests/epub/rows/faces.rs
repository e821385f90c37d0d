//! Rows 50 to 54: the faces, and writing from top to bottom.

use super::{Verdict, ensure, row, upright_row};
use crate::book::{Book, build_with};
use crate::xml::named;
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeSet;

const CSS: &str = "OEBPS/stylesheet.css";

fn fonts(book: &Book) -> Vec<(&str, FontRef<'_>)> {
    let files = book.files.iter().filter(|(n, _)| n.starts_with("OEBPS/fonts/"));
    files.map(|(n, b)| (n.as_str(), FontRef::new(b).unwrap())).collect()
}

#[test]
fn row_50_faces_are_named_cut_and_cover_the_text() {
    fn check(book: &Book) -> Verdict {
        let css = book.css();
        let body = css.split("\nbody {").nth(1).and_then(|r| r.split('}').next()).ok_or("no body")?;
        ensure!(body.contains("font-family: \"Noto Serif SC\", "), "{body}");
        let all = fonts(book);
        ensure!(all.len() >= 5, "{}", all.len());
        let text: BTreeSet<char> =
            book.spine().iter().flat_map(|x| named(x, "body")[0].text.chars().collect::<Vec<_>>()).collect();
        let mut covered = BTreeSet::new();
        for (name, font) in &all {
            ensure!(css.contains(name.trim_start_matches("OEBPS/")), "{name} is not used");
            let mapped: BTreeSet<char> =
                font.charmap().mappings().filter_map(|(c, _)| char::from_u32(c)).collect();
            ensure!(mapped.len() <= (text.len() + 40) * 2, "{name} has {} characters", mapped.len());
            for c in text.iter().filter(|c| mapped.contains(c)) {
                let glyph = font.charmap().map(*c).ok_or("no glyph")?;
                let sizes = font.glyph_metrics(
                    skrifa::instance::Size::unscaled(),
                    skrifa::instance::LocationRef::default(),
                );
                let inked = sizes.bounds(glyph).is_some_and(|b| b.x_max > b.x_min);
                ensure!(inked || c.is_whitespace(), "{name}: {c} has no outline");
            }
            for id in [0, 13] {
                let says = font.localized_strings(StringId::new(id)).next().is_some();
                ensure!(says, "{name}: name {id} (copyright, licence) is gone");
            }
            covered.extend(mapped);
        }
        let bare: Vec<_> = text.iter().filter(|c| !c.is_control() && !covered.contains(c)).collect();
        ensure!(bare.is_empty(), "no face draws {bare:?}");
        Ok(())
    }
    row(check, |book| book.edit(CSS, "body {\n  margin: 0;", "body {\n  font-family: serif; }\nbody.x {"));
    row(check, |book| {
        book.files.retain(|n, _| !n.contains("NotoSerifSC-Regular"));
    });
    let none = build_with(include_str!("../rich.md"), "[epub]\nfonts = \"none\"\n");
    assert!(fonts(&none).is_empty() && !none.css().contains("@font-face"));
    assert!(none.css().contains("Songti SC") && none.bytes.len() < crate::book::rich().bytes.len());
}

#[test]
fn row_51_faces_are_opentype_and_plain() {
    fn check(book: &Book) -> Verdict {
        for name in book.files.keys().filter(|n| n.contains("/fonts/")) {
            ensure!(name.ends_with(".ttf") || name.ends_with(".otf"), "{name}");
        }
        ensure!(!book.files.contains_key("META-INF/encryption.xml"), "obfuscated");
        Ok(())
    }
    row(check, |book| {
        book.files.insert("META-INF/encryption.xml".to_owned(), Vec::new());
    });
}

#[test]
fn row_52_apple_books_is_asked_to_use_the_faces() {
    fn check(book: &Book) -> Verdict {
        let options = book.text("META-INF/com.apple.ibooks.display-options.xml");
        let asked = named(options, "option").into_iter().find(|o| o.get("name") == "specified-fonts");
        ensure!(asked.is_some_and(|o| o.text == "true"), "{options}");
        Ok(())
    }
    row(check, |book| book.edit("META-INF/com.apple.ibooks.display-options.xml", ">true<", ">false<"));
}

#[test]
fn row_53_faces_can_be_set_from_top_to_bottom() {
    fn check(book: &Book) -> Verdict {
        for (name, font) in fonts(book) {
            if name.contains("SourceCode") {
                continue;
            }
            for tag in [b"vhea", b"vmtx", b"GSUB"] {
                ensure!(font.table_data(Tag::new(tag)).is_some(), "{name}: no {}", Tag::new(tag));
            }
            let gsub = font.gsub().map_err(|e| e.to_string())?;
            let list = gsub.feature_list().map_err(|e| e.to_string())?;
            let turns = list.feature_records().iter().any(|f| f.feature_tag() == Tag::new(b"vert"));
            let marks =
                font.charmap().mappings().any(|(c, _)| "，。「」（）".chars().any(|m| u32::from(m) == c));
            ensure!(turns || !marks, "{name}: no vert");
        }
        Ok(())
    }
    upright_row(check, |book| {
        let latin = book.files.iter().find(|(n, _)| n.contains("SourceCode")).unwrap().1.clone();
        book.files.insert("OEBPS/fonts/NotoSerifSC-Regular.ttf".to_owned(), latin);
    });
}

#[test]
fn row_54_the_style_sheet_writes_from_top_to_bottom() {
    fn check(book: &Book) -> Verdict {
        let html = book.css().split("\nhtml {").nth(1).and_then(|r| r.split('}').next()).ok_or("no rule")?;
        for twin in ["-epub-writing-mode", "-webkit-writing-mode", " writing-mode"] {
            ensure!(html.contains(&format!("{twin}: vertical-rl")), "{twin}: {html}");
        }
        for rule in [
            "text-combine-upright: all",
            "-webkit-text-combine: horizontal",
            "-epub-text-combine: horizontal",
        ] {
            ensure!(book.css().contains(rule), "{rule}");
        }
        let xml = book.article_text();
        let upright: Vec<_> =
            named(xml, "span").into_iter().filter(|s| s.is("tcy")).map(|s| s.text).collect();
        ensure!(upright.iter().any(|t| t == "12") && !upright.iter().any(|t| t == "2026"), "{upright:?}");
        Ok(())
    }
    upright_row(check, |book| book.edit(CSS, "-epub-writing-mode: vertical-rl;", ""));
}
