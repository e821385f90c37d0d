//! Photos as viewers draw them on a page: turned, gray, wide, transparent, with profiles, in ink; and the same photos as an
//! EPUB has them. A page is as large as its photo, so that a pixel is a pixel.

use crate::build::*;
use image::{DynamicImage, ImageFormat, RgbImage};
use jpeg_encoder::{ColorType, Encoder};
use keben::frame::*;
use keben::geom::*;
use keben::photo::{Album, Darkroom, PhotoId, Request, Target, Variant, develop};
use moxcms::{ColorProfile, Layout, TransformOptions};
use std::io::Cursor;
use std::process::Command;
use std::sync::Arc;

const WIDTH: u32 = 240;
const HEIGHT: u32 = 160;
const FOGRA39: &[u8] = include_bytes!("../../templates/press/coated-fogra39.icc");

/// A smooth picture without symmetry.
fn picture() -> RgbImage {
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let (u, v) = (f64::from(x) / f64::from(WIDTH), f64::from(y) / f64::from(HEIGHT));
        let colour = [60.0 + 140.0 * u, 60.0 + 140.0 * v, 128.0 + 50.0 * ((u * 2.0 + v) * 3.0).sin()];
        image::Rgb(colour.map(|n| n.round() as u8))
    })
}

fn jpeg_of(samples: &[u8], (width, height): (u32, u32), colours: ColorType, icc: Option<&[u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 97);
    if let Some(icc) = icc {
        encoder.add_icc_profile(icc).expect("a profile fits");
    }
    encoder.encode(samples, width as u16, height as u16, colours).expect("it can be encoded");
    out
}

/// The picture lying as a camera held so stores it.
fn turned(orientation: u8) -> Vec<u8> {
    let upright = DynamicImage::from(picture());
    // What has to be done to the stored rows to make them upright (CIPA DC-008, 4.6.4), undone.
    let stored = match orientation {
        1 => upright,
        2 => upright.fliph(),
        3 => upright.rotate180(),
        4 => upright.flipv(),
        5 => upright.rotate270().flipv(),
        6 => upright.rotate270(),
        7 => upright.rotate90().flipv(),
        _ => upright.rotate90(),
    };
    let file = jpeg_of(stored.as_bytes(), (stored.width(), stored.height()), ColorType::Rgb, None);
    let exif =
        [b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation], &[0; 6]];
    let exif = exif.concat();
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&file[..2], &[0xff, 0xe1], &length, &exif, &file[2..]].concat()
}

fn saved(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).expect("it can be written");
    out.into_inner()
}

/// The picture in the numbers of another colour space, with that space's profile.
fn in_space(profile: &ColorProfile) -> Vec<u8> {
    let mut samples = vec![0; picture().as_raw().len()];
    let srgb = ColorProfile::new_srgb();
    let to = srgb.create_transform_8bit(Layout::Rgb, profile, Layout::Rgb, TransformOptions::default());
    to.expect("a way").transform(picture().as_raw(), &mut samples).expect("all samples");
    let icc = profile.encode().expect("a profile");
    jpeg_of(&samples, (WIDTH, HEIGHT), ColorType::Rgb, Some(&icc))
}

/// Ink that varies in all four.
fn ink() -> Vec<u8> {
    let pixel = |p: &image::Rgb<u8>| {
        let [r, g, b] = p.0;
        [255 - r, 255 - g, 255 - b, (r / 4 + g / 4).saturating_sub(20)]
    };
    picture().pixels().flat_map(pixel).collect()
}

fn develop_for(file: &[u8], target: Target) -> Variant {
    let mut album = Album::default();
    let bytes: Arc<[u8]> = file.into();
    let id = album.add("photo", &bytes, &mut keben::diag::Diags::new()).expect("it can be read");
    let photo = album.get(id);
    let pixels = (WIDTH, HEIGHT);
    let part = [0.0, 0.0, 1.0, 1.0];
    let request = Request { part, pixels, pixels_unchanged: pixels, quality: 97, target };
    let darkroom = Darkroom { ink: Some(keben::pdf::coated_offset()), ..Darkroom::default() };
    let read = || Ok(bytes.clone());
    develop(photo, &read, &[request], &darkroom).expect("it can be developed").0.remove(0)
}

/// A page that the photo fills, drawn by a viewer.
#[expect(clippy::disallowed_methods, reason = "viewers take files")]
fn drawn(variant: &Variant, viewer: &str) -> RgbImage {
    let mut maker = Maker::new();
    let figure = maker.element(StructureTree::ROOT, Role::Figure);
    let slot = maker.document.tree.slot(figure);
    let (width, height) = (f64::from(WIDTH) / 2.0, f64::from(HEIGHT) / 2.0);
    let part = [0.0, 0.0, 1.0, 1.0];
    let image = ImageItem { photo: PhotoId(0), size: size(width, height), part };
    maker.draft.push(at(0.0, 0.0), Tag::Content(slot), Item::Image(image));
    let page = Size::new(Abs::pt(width), Abs::pt(height));
    let draft = std::mem::take(&mut maker.draft);
    maker.document.pages.push(draft.finish(WritingMode::Horizontal, page));
    let pdf = maker.write(&info("图"), &|_| Some(variant.clone()));
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("page.pdf"), folder.path().join("page.png"));
    std::fs::write(&file, pdf).expect("it can be written");
    let (file, png) = (file.to_str().expect("a plain path"), out.to_str().expect("a plain path"));
    let root = png.trim_end_matches(".png");
    let to = format!("-sOutputFile={png}");
    let args: &[&str] = match viewer {
        "pdftoppm" => &["-r", "144", "-singlefile", "-png", file, root],
        "mutool" => &["draw", "-q", "-r", "144", "-o", png, file],
        _ => &["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=png16m", "-r144", "-dUseFastColor=false", &to, file],
    };
    let done = Command::new(viewer).args(args).output().expect("the viewer is installed");
    assert!(done.status.success(), "{viewer}: {done:?}");
    let image = image::open(&out).expect("a picture").to_rgb8();
    assert_eq!(image.dimensions(), (WIDTH, HEIGHT), "{viewer}");
    image
}

fn psnr(a: &RgbImage, b: &RgbImage) -> f64 {
    let sum: f64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| f64::from(a.abs_diff(*b)).powi(2)).sum();
    10.0 * (255.0 * 255.0 * a.as_raw().len() as f64 / sum.max(1e-9)).log10()
}

/// The photo in the PDF, by these viewers, and in the EPUB, against what it shows.
fn alike(name: &str, file: &[u8], expected: Option<&RgbImage>, viewers: &[&str]) {
    let screen = develop_for(file, Target::Screen);
    let screen = image::load_from_memory(&screen.bytes).expect("a picture").to_rgb8();
    // Of ink only its press knows what it looks like: the EPUB is compared with what the viewers' own engine makes of it.
    let expected = expected.unwrap_or(&screen);
    let in_epub = psnr(&screen, expected);
    assert!(in_epub >= 35.0, "{name} in the EPUB: {in_epub:.1} dB");
    let print = develop_for(file, Target::Print);
    for viewer in viewers {
        let seen = psnr(&drawn(&print, viewer), expected);
        assert!(seen >= 35.0, "{name} in the PDF, {viewer}: {seen:.1} dB");
    }
}

/// Debian's mupdf has no colour engine: what needs one is drawn by Ghostscript.
const PLAIN: &[&str] = &["pdftoppm", "mutool"];
const COLOUR: &[&str] = &["pdftoppm", "gs"];

#[test]
fn eight_orientations_are_upright_in_two_viewers_and_the_epub() {
    for orientation in 1..=8 {
        alike(&format!("orientation {orientation}"), &turned(orientation), Some(&picture()), PLAIN);
    }
}

#[test]
fn kinds_of_files_look_alike_in_two_viewers_and_the_epub() {
    let colour = DynamicImage::from(picture());
    let gray = DynamicImage::from(colour.to_luma8());
    let as_rgb = gray.to_rgb8();
    let gray_jpeg = jpeg_of(gray.as_bytes(), (WIDTH, HEIGHT), ColorType::Luma, None);
    alike("gray JPEG", &gray_jpeg, Some(&as_rgb), PLAIN);
    alike("gray PNG", &saved(&gray, ImageFormat::Png), Some(&as_rgb), PLAIN);
    alike("wide PNG", &saved(&colour.to_rgb16().into(), ImageFormat::Png), Some(&picture()), PLAIN);
    alike("TIFF", &saved(&colour, ImageFormat::Tiff), Some(&picture()), PLAIN);
    alike("WebP", &saved(&colour, ImageFormat::WebP), Some(&picture()), PLAIN);
    // Half transparent, on white paper.
    let mut veiled = colour.to_rgba8();
    veiled.pixels_mut().for_each(|p| p.0[3] = 128);
    let mut expected = picture();
    let on_white = |s: &u8| 255 - (u32::from(255 - *s) * 128 / 255) as u8;
    expected.pixels_mut().for_each(|p| p.0 = p.0.map(|s| on_white(&s)));
    alike("transparent PNG", &saved(&veiled.into(), ImageFormat::Png), Some(&expected), PLAIN);
}

#[test]
fn profiles_and_ink_look_alike_in_two_viewers_and_the_epub() {
    alike("Display P3", &in_space(&ColorProfile::new_display_p3()), Some(&picture()), COLOUR);
    alike("Adobe RGB", &in_space(&ColorProfile::new_adobe_rgb()), Some(&picture()), COLOUR);
    for (name, colours) in [("CMYK", ColorType::Cmyk), ("YCCK", ColorType::CmykAsYcck)] {
        let file = jpeg_of(&ink(), (WIDTH, HEIGHT), colours, Some(FOGRA39));
        alike(name, &file, None, COLOUR);
    }
    // Ink without a profile is that of coated offset, on the page as in the book.
    alike("CMYK without a profile", &jpeg_of(&ink(), (WIDTH, HEIGHT), ColorType::Cmyk, None), None, COLOUR);
}

#[test]
fn what_lies_deep_in_a_drawing_is_printed() {
    for group in ["opacity=\"0.99\"", "style=\"mix-blend-mode:multiply\"", "mask=\"url(#m)\""] {
        let drawing = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\"><mask id=\"m\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/></mask>\
             {}<rect width=\"100%\" height=\"100%\" fill=\"#c00000\"/>{}</svg>",
            format!("<g {group}>").repeat(24),
            "</g>".repeat(24),
        );
        let variant = develop_for(drawing.as_bytes(), Target::Print);
        for viewer in PLAIN {
            let [r, g, b] = drawn(&variant, viewer).get_pixel(WIDTH / 2, HEIGHT / 2).0;
            assert!(r > 150 && g < 90 && b < 90, "{group}, {viewer}: {r} {g} {b}");
        }
    }
}
