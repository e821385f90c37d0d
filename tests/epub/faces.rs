//! Faces of a project's own: PostScript outlines (CFF) beside TrueType ones, and a file that has both kinds. Each
//! character is drawn by a face of the book, and two reading systems take the faces.

use crate::book::{Book, VERTICAL, build_files, epub_only};
use crate::xml::named;
use crate::{otf, viewers};
use skrifa::raw::types::Tag;
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeSet;

const ARTICLE: &str = "---\ntitle: 刻本字体\n---\n\n（刻本）用自带的宋体，「缺的字」由程序补上。\n";
/// What the project's face has of it.
const OWN: &str = "（刻本）用自带的宋体，「」。";

fn book(both: bool, theme: &str) -> Book {
    let font = otf::face(OWN, both);
    let files: [(&str, &[u8]); 3] = [
        ("source/a.md", ARTICLE.as_bytes()),
        ("fonts/own.otf", &font),
        ("templates/feature/theme.toml", theme.as_bytes()),
    ];
    build_files(&files, &epub_only()).unwrap_or_else(|d| panic!("{d:?}"))
}

/// The faces of Noto Serif SC Regular in a book: file name, bytes.
fn faces(book: &Book) -> Vec<(&str, &[u8])> {
    let files = book.files.iter().filter(|(n, _)| n.contains("fonts/NotoSerifSC-Regular"));
    files.map(|(n, bytes)| (n.as_str(), bytes.as_slice())).collect()
}

/// What a face maps, all of it with ink.
fn drawn(bytes: &[u8]) -> BTreeSet<char> {
    use skrifa::instance::{LocationRef, Size};
    let font = FontRef::new(bytes).unwrap();
    let sizes = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let mut out = BTreeSet::new();
    for (c, glyph) in font.charmap().mappings() {
        let c = char::from_u32(c).unwrap();
        let inked = sizes.bounds(glyph).is_some_and(|b| b.x_max > b.x_min);
        assert!(inked || c.is_whitespace(), "{c} has no outline");
        out.insert(c);
    }
    out
}

fn has(bytes: &[u8], table: &[u8; 4]) -> bool {
    FontRef::new(bytes).unwrap().table_data(Tag::new(table)).is_some()
}

#[test]
fn postscript_outlines_come_along_beside_truetype_ones() {
    let book = book(false, VERTICAL);
    let [(name, bytes)] = faces(&book)[..] else { panic!("{:?}", book.files.keys()) };
    assert!(bytes.starts_with(b"OTTO") && has(bytes, b"CFF ") && !has(bytes, b"glyf"));
    for table in [b"GSUB", b"vhea", b"vmtx", b"name", b"OS/2"] {
        assert!(has(bytes, table), "{} is gone", Tag::new(table));
    }
    let items = named(book.opf(), "item");
    let item = items.iter().find(|i| name.ends_with(i.get("href")) && !i.get("href").is_empty()).unwrap();
    assert_eq!(item.get("media-type"), "font/otf");
    // The project's face draws what it has, another of the book's faces the rest.
    let own = drawn(bytes);
    assert!(OWN.chars().all(|c| own.contains(&c)), "{own:?}");
    let others = book.files.iter().filter(|(n, _)| n.ends_with(".ttf"));
    let all: BTreeSet<char> = others.flat_map(|(_, bytes)| drawn(bytes)).chain(own).collect();
    let text = &named(book.article_text(), "p")[0].text;
    let bare: String = text.chars().filter(|c| !all.contains(c)).collect();
    assert_eq!(bare, "");
    // Chromium's sanitizer refuses a face that is not sound.
    viewers::check_faces(&book, "otf", "vertical-rl", &["Noto Serif SC"]);
}

#[test]
fn a_face_with_both_kinds_of_outlines_keeps_one() {
    let book = book(true, "");
    let own = faces(&book).into_iter().find(|(_, bytes)| drawn(bytes).contains(&'（')).unwrap();
    assert!(has(own.1, b"glyf") && !has(own.1, b"CFF "), "{}", own.0);
    assert!(own.0.ends_with(".ttf") && own.1.starts_with(&[0, 1, 0, 0]));
    assert!(OWN.chars().all(|c| drawn(own.1).contains(&c)));
    viewers::check_faces(&book, "both-outlines", "horizontal-tb", &["Noto Serif SC"]);
}

#[test]
fn the_contents_are_drawn_by_the_faces_of_the_book() {
    // Words of heads that the text does not have.
    let text = "---\ntitle: 霁 蓝\n---\n\n## 窑 火\n\n文字。\n";
    let book =
        build_files(&[("source/a.md", text.as_bytes())], &epub_only()).unwrap_or_else(|d| panic!("{d:?}"));
    let face = |name: &str| -> BTreeSet<char> {
        let file = book.files.iter().find(|(n, _)| n.contains(name)).unwrap_or_else(|| panic!("{name}"));
        drawn(file.1)
    };
    let (body, title) = (face("NotoSerifSC-Regular"), face("NotoSerifSC-Black"));
    let entries: String = named(book.nav(), "a").into_iter().map(|a| a.text).collect();
    assert!(entries.contains("霁 蓝") && entries.contains("窑 火"), "{entries}");
    let shown = named(book.nav(), "nav").into_iter().find(|n| n.get("epub:type") == "toc").unwrap();
    let bare: String = shown.text.chars().filter(|c| !body.contains(c) && !title.contains(c)).collect();
    assert_eq!(bare.trim(), "");
    assert!("霁蓝窑火".chars().all(|c| body.contains(&c)) && "目录".chars().all(|c| title.contains(&c)));
}
