//! Files for a press: PDF/X-4 and PDF/X-1a, in the eyes of our own judge and of other programs.

use crate::again::Again;
use crate::build::*;
use crate::judges::*;
use crate::pdfx::faults;
use keben::frame::*;
use keben::geom::*;
use keben::pdf::{Intent, Press, PressMarks, PressStandard, Settings, Standard};
use keben::photo::Variant;
use std::sync::Arc;

/// A colour with an ink of its own.
const SPOT: Color = Color::Cmyk([0, 95, 100, 0]);

/// A press that puts the plain complement of a colour on paper: what is converted how is the matter of photos.
pub(crate) fn press(standard: PressStandard, marks: PressMarks) -> Settings {
    let inks = |[r, g, b]: [u8; 3]| {
        let part = |v: u8| ((255 - u16::from(v)) * 100 / 255) as u8;
        [part(r), part(g), part(b), 0]
    };
    let press = Press {
        standard,
        intent: Intent::coated(),
        inks: Arc::new(inks),
        bleed: Abs::mm(3.0),
        marks,
        spots: vec![(SPOT, "PANTONE 485 C".to_owned())],
    };
    Settings { standard: Standard::Press(Box::new(press)), ..Settings::default() }
}

/// The photos of the document in ink.
fn inked(image: &ImageItem) -> Option<Variant> {
    let variant = album(image)?;
    Some(match variant.components {
        3 => jpeg(4, variant.width as u16, variant.height as u16),
        _ => Variant { profile: None, ..variant },
    })
}

/// One page of everything that can stand on a page, a spot colour and a tint to the edge of the page among it.
fn maker() -> Maker {
    let mut maker = everything();
    let tag = Tag::Artifact(ArtifactKind::Layout);
    let fill = |w, h, color| Item::Shape(ShapeItem::Fill { size: size(w, h), color });
    maker.draft.push(at(0.0, 0.0), tag, fill(200.0, 40.0, SPOT));
    maker.draft.push(at(300.0, 300.0), tag, fill(40.0, 40.0, Color::Rgb([200, 30, 40])));
    maker.mode = WritingMode::Horizontal;
    maker.end_page();
    maker
}

#[test]
fn files_for_a_press_are_what_they_say() {
    for standard in [PressStandard::X4, PressStandard::X1a] {
        for marks in [PressMarks::ALL, PressMarks::NONE] {
            let mut opaque = maker();
            opaque.document.destinations.clear();
            let photo = |image: &ImageItem| {
                // PDF/X-1a knows no transparency: photos come without.
                let mut variant = inked(image)?;
                if let keben::photo::Encoding::Samples { alpha } = &mut variant.encoding {
                    *alpha = None;
                }
                Some(variant)
            };
            let pdf = opaque.write_as(&press(standard, marks), &info("一条河的名字"), &photo);
            assert_eq!(faults(&pdf, standard.name()), Vec::<String>::new(), "{standard:?} {marks:?}");
            judge(&pdf, "qpdf", &["--check", "FILE"]);
            judge(&pdf, "mutool", &["draw", "-q", "-F", "text", "FILE"]);
            judge(&pdf, "pdftotext", &["FILE", "-"]);
            judge(&pdf, "gs", &["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", "FILE"]);
            if standard == PressStandard::X4 {
                // The press's file is for readers and archives as well.
                verapdf(&pdf, "2a");
                verapdf(&pdf, "ua1");
            }
        }
    }
}

#[test]
fn the_judge_of_presses_can_refuse() {
    let pdf = maker().write(&info("一条河的名字"), &album);
    let found = faults(&pdf, "PDF/X-1a");
    for fault in [
        "6.1 header",
        "GTS_PDFXVersion",
        "RGB on a page",
        "Trapped is neither True nor False",
        "a picture that is not in inks",
        "an action",
        "a transparent picture",
        "object streams in PDF 1.4",
        "annotations on the page",
        "not one intent for a press",
    ] {
        assert!(found.iter().any(|f| f == fault), "{fault}: {found:?}");
    }
}

#[test]
fn text_is_printed_with_black_ink_only_and_over_what_is_below() {
    let pdf =
        page_of("黑字只用黑墨").write_as(&press(PressStandard::X1a, PressMarks::NONE), &info("黑"), &none);
    let inks = judge(&pdf, "gs", &["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=inkcov", "-o", "-", "FILE"]);
    let numbers: Vec<f64> = inks.split_whitespace().filter_map(|w| w.parse().ok()).collect();
    assert!(numbers.len() == 4 && numbers[..3] == [0.0; 3] && numbers[3] > 0.0, "{inks}");
    let again = Again::new(&pdf);
    let content = String::from_utf8_lossy(&again.doc.get_page_content(again.page(1))).into_owned();
    assert!(content.contains("/GO gs") && content.contains("0 0 0 1 k"), "{content}");
    let state = again.doc.objects.values().filter_map(|o| o.as_dict().ok()).find(|d| {
        d.has_type(b"ExtGState") && d.get(b"op").is_ok_and(|on| *on == lopdf::Object::Boolean(true))
    });
    assert_eq!(state.expect("a state").get(b"OPM").and_then(lopdf::Object::as_i64).expect("a mode"), 1);
}

#[test]
fn a_spot_colour_is_an_ink_of_its_own() {
    let pdf = maker().write_as(&press(PressStandard::X4, PressMarks::NONE), &info("专色"), &inked);
    let again = Again::new(&pdf);
    let spaces: Vec<String> = again.doc.objects.values().map(|o| format!("{o:?}")).collect();
    assert!(spaces.iter().any(|o| o.contains("/Separation /PANTONE 485 C /DeviceCMYK")), "{spaces:?}");
    // For readers four inks stand in for it.
    let screen = Again::new(&maker().write(&info("专色"), &album));
    let content = String::from_utf8_lossy(&screen.doc.get_page_content(screen.page(4))).into_owned();
    assert!(content.contains("0 0.95 1 0 k"), "{content}");
}

#[test]
fn what_ends_at_the_edge_is_printed_into_the_bleed() {
    let pdf = maker().write_as(&press(PressStandard::X4, PressMarks::ALL), &info("出血"), &inked);
    let again = Again::new(&pdf);
    let page = again.doc.get_dictionary(again.page(4)).expect("a page");
    let numbers = |key: &str| -> Vec<f32> {
        let list = again.follow(page, key).as_array().expect("a box");
        list.iter().map(|n| n.as_float().expect("a number")).collect()
    };
    let (trim, bleed) = (numbers("TrimBox"), numbers("BleedBox"));
    assert!((trim[0] - bleed[0] - 8.504).abs() < 0.01, "{trim:?} {bleed:?}");
    let content =
        lopdf::content::Content::decode(&again.doc.get_page_content(again.page(4))).expect("operators");
    let area = content.operations.iter().find(|o| o.operator == "re").expect("a tint");
    let area: Vec<f32> = area.operands.iter().map(|n| n.as_float().expect("a number")).collect();
    assert!(
        (area[0] - bleed[0]).abs() < 0.01 && (area[1] + area[3] - bleed[3]).abs() < 0.01,
        "{area:?} {bleed:?}"
    );
}

#[test]
fn the_inks_of_a_press_of_ones_own_are_named() {
    let Intent { profile, .. } = Intent::coated();
    let own = Intent::own(profile).expect("it is that of a press");
    assert_eq!((own.condition.as_str(), own.registered), ("Coated offset, FOGRA39L, 300 %", false));
    assert!(Intent::own(Arc::from(&b"no profile at all"[..])).is_none());
}
