//! Each remark of the checks, where it is due and where it is not.

use super::*;
use crate::photo::check::{Placement, colours, resolution, twins, weight};

fn codes(diags: &Diags) -> Vec<&'static str> {
    diags.iter().map(|d| d.code.id).collect()
}

fn placed(photo: PhotoId, inches: (f64, f64)) -> Placement {
    Placement { photo, part: [0.0, 0.0, 1.0, 1.0], inches, span: None }
}

/// What is said of a photo of 600 × 400 pixels at a size in inches.
fn said(inches: (f64, f64), part: [f64; 4], ppi: u32) -> Vec<&'static str> {
    let (album, id) = taken("a.jpg", jpeg(600, 400));
    let mut diags = Diags::new();
    resolution(&album, &[Placement { part, ..placed(id, inches) }], ppi, &mut diags);
    codes(&diags)
}

#[test]
fn pixels_where_they_stand() {
    let whole = [0.0, 0.0, 1.0, 1.0];
    assert_eq!(said((2.0, 4.0 / 3.0), whole, 300), [""; 0]);
    assert_eq!(said((2.1, 1.4), whole, 300), ["K514"]);
    assert_eq!(said((2.1, 1.4), whole, 200), [""; 0]);
    // Half of it at the same size has half the pixels.
    assert_eq!(said((2.0, 4.0 / 3.0), [0.0, 0.0, 0.5, 0.5], 300), ["K514"]);
    assert_eq!(said((9.0, 6.0), whole, 300), ["K515"]);
    assert_eq!(said((6.0, 4.0), whole, 96), [""; 0]);
}

#[test]
fn a_photo_out_of_shape() {
    let whole = [0.0, 0.0, 1.0, 1.0];
    assert_eq!(said((1.5, 0.9), whole, 300), ["K516"]);
    assert_eq!(said((1.5, 1.005), whole, 300), [""; 0]);
}

#[test]
fn colours_that_the_press_changes_or_has_to_guess() {
    let p3 = jpeg_with(&icc(&moxcms::ColorProfile::new_display_p3()));
    let gray = jpeg_of(&[9; 64], 8, 8, ColorType::Luma, None);
    let ink = jpeg_of(&[7; 64 * 4], 8, 8, ColorType::Cmyk, None);
    let cmyk = PrintIntent::cmyk(press::press()).unwrap();
    for (file, intent, expected) in [
        (jpeg(8, 8), PrintIntent::kept(), &["K518"][..]),
        (jpeg(8, 8), cmyk.clone(), &["K517", "K518"]),
        (p3.clone(), PrintIntent::kept(), &[]),
        (p3, cmyk.clone(), &["K517"]),
        (gray, cmyk.clone(), &["K518"]),
        (ink.clone(), PrintIntent::kept(), &[]),
        (ink, cmyk, &[]),
    ] {
        let (album, id, _) = add("a.jpg", file).unwrap();
        let mut diags = Diags::new();
        // Twice on the pages, spoken of once.
        colours(&album, &[placed(id, (1.0, 1.0)); 2], &intent, &mut diags);
        assert_eq!(codes(&diags), expected);
    }
}

#[test]
fn one_photo_under_two_names() {
    let (mut album, mut diags) = (Album::default(), Diags::new());
    for (path, side) in [("a.jpg", 10), ("b.jpg", 11), ("c.jpg", 10)] {
        album.add(path, &jpeg(side, 10), &mut diags).unwrap();
    }
    twins(&album, &|_| None, &mut diags);
    assert_eq!(codes(&diags), ["K520"]);
    assert_eq!(diags.iter().next().unwrap().args, ["c.jpg", "a.jpg"]);
}

#[test]
fn a_picture_too_heavy_for_stores() {
    let mut diags = Diags::new();
    weight("a.png", 5_000_000, None, &mut diags);
    assert_eq!(codes(&diags), [""; 0]);
    weight("a.png", 5_000_001, None, &mut diags);
    assert_eq!(codes(&diags), ["K519"]);
}
