//! Imposition: pages on sheets, as other programs read them.

use crate::again::Again;
use crate::build::*;
use crate::judges::*;
use crate::pdfx::faults;
use crate::press::press;
use keben::frame::*;
use keben::geom::*;
use keben::pdf::{Arrangement, Imposition, PressMarks, PressStandard, impose};

fn plan(arrangement: Arrangement) -> Imposition {
    Imposition {
        arrangement,
        sheet: None,
        creep: Abs::mm(0.1),
        gap: Abs::ZERO,
        marks: true,
        right_bound: false,
    }
}

/// Pages that say which they are.
fn pages(count: usize) -> Maker {
    let mut maker = Maker::new();
    for n in 1..=count {
        let p = maker.element(StructureTree::ROOT, Role::P);
        maker.text_in(p, &format!("第{n}页"));
        maker.end_page();
    }
    maker
}

/// The words of each sheet's side.
fn sides(pdf: &[u8]) -> Vec<String> {
    let text = judge(pdf, "pdftotext", &["-raw", "-enc", "UTF-8", "FILE", "-"]);
    text.split('\u{c}').map(dense).filter(|side| !side.is_empty()).collect()
}

#[test]
fn a_booklet_shows_two_pages_a_side() {
    let pdf = pages(8).write(&info("册"), &none);
    let booklet = impose("a.pdf", &pdf, &plan(Arrangement::Booklet)).expect("it can be imposed");
    judge(&booklet, "qpdf", &["--check", "FILE"]);
    judge(&booklet, "mutool", &["draw", "-q", "-F", "text", "FILE"]);
    judge(&booklet, "gs", &["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", "FILE"]);
    assert_eq!(sides(&booklet), ["第8页第1页", "第2页第7页", "第6页第3页", "第4页第5页"]);
    let again = Again::new(&booklet);
    let sheet = again.doc.get_dictionary(again.page(1)).expect("a sheet");
    let trim = again.follow(sheet, "TrimBox").as_array().expect("a box").clone();
    let [left, right] = [&trim[0], &trim[2]].map(|n| n.as_float().expect("a number"));
    assert!((f64::from(right - left) - 2.0 * a4().width.to_pt()).abs() < 0.01);
    assert_eq!(booklet, impose("a.pdf", &pdf, &plan(Arrangement::Booklet)).expect("once more"));
}

#[test]
fn four_pages_share_a_side() {
    let pdf = pages(5).write(&info("册"), &none);
    let four = impose("a.pdf", &pdf, &plan(Arrangement::NUp(2, 2))).expect("it can be imposed");
    assert_eq!(sides(&four), ["第1页第2页第3页第4页", "第5页"]);
}

#[test]
fn a_file_for_a_press_stays_one() {
    for standard in [PressStandard::X4, PressStandard::X1a] {
        let pdf = pages(6).write_as(&press(standard, PressMarks::ALL), &info("册"), &none);
        let sheets = impose("a.pdf", &pdf, &plan(Arrangement::Booklet)).expect("it can be imposed");
        assert_eq!(faults(&sheets, standard.name()), Vec::<String>::new(), "{standard:?}");
        assert_eq!(sides(&sheets).len(), 4);
    }
}

#[test]
fn what_is_no_pdf_is_refused() {
    let refused = impose("a.pdf", b"no PDF at all", &plan(Arrangement::Booklet)).expect_err("it is none");
    assert_eq!(refused.code.id, "K703");
}
