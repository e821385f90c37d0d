//! The PDF writer on pages made by hand: read again with lopdf, and by other programs.

use keben::font::{FaceId, FontBook};
use keben::frame::*;
use keben::geom::*;
use keben::pdf::Info;
use std::process::Command;

const SIZE: f64 = 10.5;

fn song(book: &FontBook) -> FaceId {
    book.select(&["Noto Serif SC".to_owned()], 400).expect("it is compiled in")
}

/// A run, one glyph a character, each as wide as the face has it.
fn run(book: &FontBook, face: FaceId, text: &str) -> TextItem {
    let size = Abs::pt(SIZE);
    let mut glyphs = Vec::new();
    for (at, c) in text.char_indices() {
        let id = book.face(face).glyph(c).unwrap_or(0);
        let advance = if id == 0 { size } else { book.face(face).advance(id).at(size) };
        let text = at as u32..(at + c.len_utf8()) as u32;
        glyphs.push(Glyph { id, advance, shift: Abs::ZERO, rise: Abs::ZERO, text });
    }
    TextItem {
        face,
        size,
        color: Color::BLACK,
        glyphs,
        text: text.to_owned(),
        orientation: Orientation::Horizontal,
        lang: None,
    }
}

fn a4() -> Size {
    Size { width: Abs::mm(210.0), height: Abs::mm(297.0) }
}

fn at(x: f64, y: f64) -> LPoint {
    LPoint::new(Abs::pt(x), Abs::pt(y))
}

fn info(title: &str) -> Info {
    Info { title: title.to_owned(), lang: "zh-Hans".into(), epoch: Some(1_767_225_600), ..Info::default() }
}

/// One page with one paragraph.
fn page_of(book: &FontBook, text: &str) -> PagedDocument {
    let mut document = PagedDocument::default();
    let p = document.tree.add(StructureTree::ROOT, Role::P, Attributes::default());
    let slot = document.tree.slot(p);
    let mut draft = Draft::default();
    draft.push(at(60.0, 100.0), Tag::Content(slot), Item::Text(run(book, song(book), text)));
    document.pages.push(draft.finish(WritingMode::Horizontal, a4()));
    document
}

fn write(document: &PagedDocument, book: &FontBook, info: &Info) -> Vec<u8> {
    keben::pdf::write(document, info, book, &|_| None).expect("it can be written")
}

#[expect(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a judge reads a file, and a missing judge fails"
)]
/// Runs a judge on a file. A judge that is not there fails the test.
fn judge(pdf: &[u8], program: &str, args: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder for one file");
    let path = folder.path().join("page.pdf");
    std::fs::write(&path, pdf).expect("the file can be written");
    let path = path.to_str().expect("a plain path");
    let args: Vec<&str> = args.iter().map(|a| if *a == "FILE" { path } else { a }).collect();
    let out = Command::new(program)
        .args(&args)
        .output()
        .unwrap_or_else(|e| panic!("`{program}` is not installed, and this test needs it: {e}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(out.status.success(), "{program}: {}{}", text(&out.stdout), text(&out.stderr));
    // Debian's mupdf is built without a colour engine and says so of every file with a profile.
    let complaints = text(&out.stderr).replace("warning: ICC support is not available\n", "");
    assert_eq!(complaints, "", "{program} complains");
    text(&out.stdout)
}

fn poppler(pdf: &[u8]) -> String {
    judge(pdf, "pdftotext", &["-enc", "UTF-8", "FILE", "-"])
}

fn mupdf(pdf: &[u8]) -> String {
    judge(pdf, "mutool", &["draw", "-q", "-F", "text", "FILE"])
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn two_characters_make_a_small_file() {
    let book = FontBook::embedded();
    let pdf = write(&page_of(&book, "刻本"), &book, &info("刻本"));
    assert!(pdf.len() < 10_000, "{} bytes", pdf.len());
    judge(&pdf, "qpdf", &["--check", "FILE"]);
    assert_eq!(dense(&poppler(&pdf)), "刻本");
    assert_eq!(dense(&mupdf(&pdf)), "刻本");
    let fonts = judge(&pdf, "pdffonts", &["FILE"]);
    let row = fonts.lines().nth(2).expect("one font");
    assert!(row.contains("+NotoSerifSC") && row.contains("yes yes yes"), "{fonts}");
}

#[test]
fn the_same_pages_make_the_same_bytes() {
    let book = FontBook::embedded();
    let document = page_of(&book, "同样的版面，同样的字节。");
    assert_eq!(write(&document, &book, &info("同")), write(&document, &book, &info("同")));
}
