//! Pages of vertical lines (直排; section N): lines fall from the right, everything stands in the type area, and programs
//! read the text in its order and in the author's characters.

use crate::common::{assert_in_order, both, build_files, messages, on_disk, output, pdf_flow, squeeze};
use crate::corpus;
use crate::laid::{Laid, lay_out};
use keben::export::Options;
use keben::frame::{Orientation, PageItem, Tag, TextItem};
use keben::geom::{Abs, Point, WritingMode};
use std::collections::BTreeMap;

/// 大32开 as `templates/vertical` has it, worked out anew: 40 characters of 10.5 pt, 15 lines on 18 pt.
const EM: f64 = 10.5;
const PITCH: f64 = 18.0;
const LINES: f64 = 15.0;

/// The right edge of the type area, from the left of the page: recto at the left, bound on its right (N1).
fn right(page: usize) -> f64 {
    let mm = 72.0 / 25.4;
    if page.is_multiple_of(2) { (140.0 - 20.0) * mm } else { 20.0 * mm + PITCH * (LINES - 1.0) + EM }
}

fn texts(laid: &Laid, page: usize) -> impl Iterator<Item = (Point, &TextItem)> {
    laid.document.pages[page].items.iter().filter_map(|(tag, item)| match (tag, item) {
        (Tag::Content(_), PageItem::Text(at, text)) => Some((*at, text)),
        _ => None,
    })
}

#[test]
fn lines_fall_from_the_right_and_stand_on_the_grid() {
    let files = BTreeMap::from([("source/a.md".to_owned(), corpus::article(3, 6_000).into_bytes())]);
    let laid = lay_out(files, "vertical").remove(0);
    assert!(laid.document.pages.len() >= 8, "{} pages", laid.document.pages.len());
    let mut upright = 0;
    for (n, page) in laid.document.pages.iter().enumerate() {
        assert_eq!(page.mode, WritingMode::VerticalRl);
        let mut last = f64::MAX;
        for (at, text) in texts(&laid, n) {
            assert_ne!(text.orientation, Orientation::Horizontal, "{}", text.text);
            upright += usize::from(text.orientation == Orientation::Upright);
            let end = at.y + text.width();
            let edge = Abs::mm(26.0) + Abs::pt(EM * 40.0) + Abs::pt(0.05);
            // A stop at the end of a line may keep white behind it that is cut from its cell.
            assert!(at.y >= Abs::mm(26.0) - Abs::pt(0.05) && end <= edge, "{n}: {:?} {}", at, text.text);
            if laid.area.is_body(text) {
                // The body's lines lie on one grid, and each is left of the one before (A4, N1).
                let from_right = right(n) - EM / 2.0 - at.x.to_pt();
                let off = (from_right / PITCH).round() * PITCH - from_right;
                assert!(from_right > -0.1 && from_right < PITCH * LINES, "{n}: {from_right} {}", text.text);
                assert!(off.abs() < 0.05, "{n}: {off} {}", text.text);
                assert!(at.x.to_pt() <= last + 0.05, "{n}: {} goes back", text.text);
                last = at.x.to_pt();
            }
        }
    }
    assert!(upright > 200);
}

#[test]
fn programs_read_the_text_in_order_and_as_it_was_written() {
    let source = corpus::article(3, 6_000);
    let files = BTreeMap::from([("source/a.md".to_owned(), source.clone().into_bytes())]);
    let options = Options { theme: Some("vertical".to_owned()), ..both() };
    let outcome = build_files(files, &options);
    assert!(!outcome.diags.has_errors(), "{}", messages(&outcome));
    let bytes = output(&outcome, "pdf");
    let pdf = on_disk("pdf", bytes);
    let blocks =
        source.split("\n\n").filter(|block| block.chars().count() > 40 && !block.contains(['#', '-', '[']));
    let paragraphs: Vec<String> = blocks.map(squeeze).collect();
    // Quotation marks are drawn as corners (N2) and read as what they are.
    assert!(paragraphs.len() > 10 && paragraphs.iter().any(|p| p.contains('“')), "{}", paragraphs.len());
    assert_in_order(&pdf_flow(pdf.path(), true), &paragraphs, "PDF");
    // Programs that guess columns by place find vertical ones too.
    let by_place = pdf_flow(pdf.path(), false);
    let opening: Vec<String> = paragraphs.iter().map(|p| p.chars().take(12).collect()).collect();
    let found = opening.iter().filter(|o| by_place.contains(o.as_str())).count();
    assert!(found * 10 >= opening.len() * 9, "{found} of {}", opening.len());
}
