//! The PDF writer on pages made by hand: read again with lopdf, and by other programs.

mod build;
mod judges;

use build::*;
use judges::*;
use keben::frame::{Role, StructureTree};

#[test]
fn two_characters_make_a_small_file() {
    let pdf = page_of("刻本").write(&info("刻本"), &none);
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
    let maker = everything();
    assert_eq!(maker.write(&info("同"), &album), maker.write(&info("同"), &album));
}

#[test]
fn everything_is_archivable_and_accessible() {
    let pdf = everything().write(&info("一条河的名字"), &album);
    judge(&pdf, "qpdf", &["--check", "FILE"]);
    verapdf(&pdf, "2a");
    verapdf(&pdf, "ua1");
}

#[test]
fn text_comes_back_as_it_was() {
    let mut maker = Maker::new();
    let p = maker.element(StructureTree::ROOT, Role::P);
    for run in odd_runs(&maker) {
        let slot = maker.document.tree.slot(p);
        maker.place(slot, run);
    }
    maker.end_page();
    let pdf = maker.write(&info("字"), &none);
    let expected = "一一缺🦀字finre⼀一achedx2y";
    assert_eq!(dense(&poppler(&pdf)), expected, "poppler");
    assert_eq!(dense(&pdfium(&pdf)), expected, "PDFium");
    // mupdf knows ActualText only from 1.23 on; before, it shows the soft hyphen that the hyphen maps to.
    assert_eq!(dense(&mupdf(&pdf)).replace('\u{AD}', ""), expected, "mupdf");
}

#[test]
#[ignore]
fn dump() {
    std::fs::write("/tmp/pdfroom/all.pdf", everything().write(&info("一条河的名字"), &album)).unwrap();
}
