//! Fixtures are made here, in code, from one smooth picture without symmetry, and what comes out is compared
//! with that picture as pixels (PSNR, in decibels; 35 is hard to tell apart).

mod bombs;
mod check;
mod drawing;
mod kept;
mod press;
mod tiff;
mod turned_png;

use super::*;
use image::codecs::{gif::GifEncoder, png::PngEncoder, tiff::TiffEncoder, webp::WebPEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder};

/// The picture, at a place given in shares of its upright size.
fn picture(u: f64, v: f64) -> [u8; 3] {
    let red = 40.0 + 180.0 * u;
    let green = 30.0 + 190.0 * v;
    let blue = 128.0 + 90.0 * ((u * 2.0 + v) * 3.0).sin();
    [red, green, blue].map(|n| n.round().clamp(0.0, 255.0) as u8)
}

fn rgb(width: u32, height: u32) -> Vec<u8> {
    rgb_part(width, height, [0.0, 0.0, 1.0, 1.0])
}

fn rgb_part(width: u32, height: u32, [x, y, w, h]: [f64; 4]) -> Vec<u8> {
    let share = |at: u32, of: u32| (f64::from(at) + 0.5) / f64::from(of);
    (0..height)
        .flat_map(|j| (0..width).map(move |i| (x + w * share(i, width), y + h * share(j, height))))
        .flat_map(|(u, v)| picture(u, v))
        .collect()
}

fn jpeg_of(samples: &[u8], width: u32, height: u32, colours: ColorType, exif: Option<&[u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 95);
    if let Some(exif) = exif {
        encoder.add_exif_metadata(exif).unwrap();
    }
    encoder.encode(samples, width as u16, height as u16, colours).unwrap();
    out
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    jpeg_of(&rgb(width, height), width, height, ColorType::Rgb, None)
}

/// An EXIF block with an orientation and, if asked, a GPS directory with one field.
fn exif(orientation: u8, gps: bool) -> Vec<u8> {
    let mut out = b"MM\0*\0\0\0\x08".to_vec();
    out.extend([0, 1 + u8::from(gps)]);
    out.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    if gps {
        out.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
        out.extend([0; 4]);
        out.extend([0, 1, 0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0]);
    }
    out.extend([0; 4]);
    out
}

fn add(path: &str, bytes: Vec<u8>) -> Result<(Album, PhotoId, Diags), Diag> {
    let (mut album, mut diags) = (Album::default(), Diags::new());
    let bytes: Arc<[u8]> = bytes.into();
    let id = album.add(path, &bytes, &mut diags)?;
    // There is no project to read it from again.
    album.photos[id.0 as usize].held = Some(bytes);
    Ok((album, id, diags))
}

/// Develops a photo in an ordinary darkroom.
fn dev(photo: &Photo, requests: &[Request]) -> Result<Vec<Variant>, Diag> {
    dev_in(photo, requests, &Darkroom::default())
}

fn dev_in(photo: &Photo, requests: &[Request], darkroom: &Darkroom) -> Result<Vec<Variant>, Diag> {
    let nothing = || panic!("the bytes are at hand");
    develop(photo, &nothing, requests, darkroom).map(|(variants, _)| variants)
}

/// Takes up a photo, expecting no remark.
fn taken(path: &str, bytes: Vec<u8>) -> (Album, PhotoId) {
    let (album, id, diags) = add(path, bytes).unwrap();
    let remarks = diags.iter().filter(|d| d.severity() != crate::diag::Severity::Note);
    assert_eq!(remarks.count(), 0, "{diags:?}");
    (album, id)
}

fn code_of(path: &str, bytes: Vec<u8>) -> &'static str {
    add(path, bytes).unwrap_err().code.id
}

fn request(target: Target, side: u32) -> Request {
    let pixels = (side, side);
    Request { part: [0.0, 0.0, 1.0, 1.0], pixels, pixels_unchanged: pixels, quality: 95, target }
}

fn develop_one(bytes: Vec<u8>, request: Request) -> Variant {
    let (album, id) = taken("a", bytes);
    dev(album.get(id), &[request]).unwrap().remove(0)
}

/// The samples of a variant as RGB, by a decoder that is not the one under test where there is one.
fn seen(variant: &Variant) -> Vec<u8> {
    match &variant.encoding {
        Encoding::Samples { .. } if variant.components == 3 => variant.bytes.to_vec(),
        Encoding::Samples { .. } => variant.bytes.iter().flat_map(|&g| [g; 3]).collect(),
        _ => {
            let image = image::load_from_memory(&variant.bytes).unwrap().to_rgb8();
            assert_eq!(image.dimensions(), (variant.width, variant.height));
            image.into_raw()
        }
    }
}

fn psnr(a: &[u8], b: &[u8]) -> f64 {
    assert_eq!(a.len(), b.len());
    let sum: f64 = a.iter().zip(b).map(|(&a, &b)| f64::from(a.abs_diff(b)).powi(2)).sum();
    10.0 * (255.0 * 255.0 * a.len() as f64 / sum.max(1e-9)).log10()
}

fn assert_alike(variant: &Variant, expected: &[u8], what: &str) {
    let psnr = psnr(&seen(variant), expected);
    assert!(psnr >= 35.0, "{what}: {psnr:.1} dB");
}

/// Rows as a camera held this way would store them: the upright picture looked up by EXIF's own words for
/// where row 0 and column 0 lie (CIPA DC-008, 4.6.4).
fn as_stored(orientation: u8, width: u32, height: u32) -> (Vec<u8>, u32, u32) {
    let upright = rgb(width, height);
    let pixel = |x: u32, y: u32| {
        let at = (y * width + x) as usize * 3;
        [upright[at], upright[at + 1], upright[at + 2]]
    };
    let (right, bottom) = (width - 1, height - 1);
    let (rows, columns) = if orientation < 5 { (height, width) } else { (width, height) };
    let mut out = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let (x, y) = match orientation {
                1 => (column, row),                  // row 0 top, column 0 left
                2 => (right - column, row),          // top, right
                3 => (right - column, bottom - row), // bottom, right
                4 => (column, bottom - row),         // bottom, left
                5 => (row, column),                  // left, top
                6 => (right - row, column),          // right, top
                7 => (right - row, bottom - column), // right, bottom
                _ => (row, bottom - column),         // left, bottom
            };
            out.extend(pixel(x, y));
        }
    }
    (out, columns, rows)
}

#[test]
fn eight_orientations_come_out_upright() {
    for orientation in 1..=8 {
        let (samples, width, height) = as_stored(orientation, 120, 80);
        let file = jpeg_of(&samples, width, height, ColorType::Rgb, Some(&exif(orientation, false)));
        let (album, id) = taken("a.jpg", file);
        let photo = album.get(id);
        assert_eq!((photo.width, photo.height), (120, 80), "orientation {orientation}");
        for target in [Target::Print, Target::Screen] {
            let whole = dev(photo, &[request(target, 500)]).unwrap().remove(0);
            assert_eq!((whole.width, whole.height), (120, 80));
            assert_alike(&whole, &rgb(120, 80), &format!("orientation {orientation}, {target:?}"));
            let part = [0.5, 0.25, 0.25, 0.5];
            let cut = Request { part, pixels: (15, 400), ..request(target, 0) };
            let cut = dev(photo, &[cut]).unwrap().remove(0);
            assert_eq!((cut.width, cut.height), (15, 20));
            assert_alike(&cut, &rgb_part(15, 20, part), &format!("part of {orientation}, {target:?}"));
        }
    }
}

#[test]
fn a_jpeg_that_serves_goes_on_byte_for_byte() {
    let file = jpeg_of(&rgb(90, 60), 90, 60, ColorType::Rgb, Some(&exif(1, false)));
    let variant = develop_one(file.clone(), request(Target::Print, 90));
    assert_eq!(*variant.bytes, *file);
    assert_ne!(*develop_one(file.clone(), request(Target::Print, 89)).bytes, *file);

    // For screens the picture is the same to the byte, and what EXIF says is gone.
    let screen = develop_one(file.clone(), request(Target::Screen, 90));
    assert!(!screen.bytes.windows(4).any(|w| w == b"Exif"));
    assert_eq!(*screen.bytes, *jpeg(90, 60));
}

#[test]
fn where_a_photo_was_taken_is_told_to_nobody() {
    let mut file = jpeg_of(&rgb(90, 60), 90, 60, ColorType::Rgb, Some(&exif(1, true)));
    file.extend(b"a film behind the picture");
    let bare = jpeg(90, 60);
    assert_eq!(*develop_one(file.clone(), request(Target::Print, 90)).bytes, *bare);
    assert_eq!(*develop_one(file, request(Target::Screen, 90)).bytes, *bare);
}

#[test]
fn scaled_down_and_never_up() {
    let file = jpeg(900, 600);
    let variant = develop_one(file.clone(), request(Target::Screen, 300));
    assert_eq!((variant.width, variant.height), (300, 200));
    assert_alike(&variant, &rgb(300, 200), "a third");
    let odd = Request { part: [0.1, 0.1, 0.8, 0.8], ..request(Target::Print, 5000) };
    let variant = develop_one(file, odd);
    assert_eq!((variant.width, variant.height), (720, 480));
    assert_alike(&variant, &rgb_part(720, 480, odd.part), "cut without scaling");
}

#[test]
fn parts_that_make_no_sense_are_the_whole() {
    for part in [[f64::NAN; 4], [2.0, 0.0, 0.0, 1.0], [0.0; 4], [-1.0, 0.0, 9.0, 9.0]] {
        let wish = Request { part, ..request(Target::Screen, 30) };
        let variant = develop_one(jpeg(60, 40), wish);
        assert_eq!((variant.width, variant.height), (30, 20), "{part:?}");
    }
}

#[test]
fn a_long_thin_photo_keeps_a_pixel() {
    let variant = develop_one(jpeg(3000, 2), request(Target::Screen, 100));
    assert_eq!((variant.width, variant.height), (100, 1));
}

#[test]
fn gray_stays_gray() {
    let gray: Vec<u8> = rgb(120, 80).chunks_exact(3).map(|p| p[0]).collect();
    let file = jpeg_of(&gray, 120, 80, ColorType::Luma, None);
    let expected: Vec<u8> = rgb(60, 40).chunks_exact(3).flat_map(|p| [p[0]; 3]).collect();
    for target in [Target::Print, Target::Screen] {
        let variant = develop_one(file.clone(), request(target, 60));
        assert_eq!(variant.components, 1);
        assert_alike(&variant, &expected, "gray");
    }
}

#[test]
fn ink_is_kept_for_print_and_converted_for_screens() {
    // Ink whose plain conversion is the picture, with a quarter of black under it.
    let ink: Vec<u8> =
        rgb(120, 80).chunks_exact(3).flat_map(|p| [255 - p[0], 255 - p[1], 255 - p[2], 64]).collect();
    let expected: Vec<u8> = rgb(120, 80).iter().map(|&s| raster::mul(s, 191)).collect();
    for colours in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let file = jpeg_of(&ink, 120, 80, colours, None);
        let same = develop_one(file.clone(), request(Target::Print, 200));
        assert_eq!(*same.bytes, *file);
        assert!(matches!(same.encoding, Encoding::Jpeg { inverted: true }));
        assert_eq!((same.components, same.profile.is_none()), (4, true));

        let screen = develop_one(file.clone(), request(Target::Screen, 200));
        assert_eq!(screen.components, 3);
        assert_alike(&screen, &expected, "converted");

        // Encoded anew for print and then converted, it is the same picture.
        let scaled = develop_one(file, request(Target::Print, 100));
        assert_eq!((scaled.components, scaled.width), (4, 100));
        let again = develop_one(scaled.bytes.to_vec(), request(Target::Screen, 200));
        let expected: Vec<u8> = rgb(100, 67).iter().map(|&s| raster::mul(s, 191)).collect();
        assert_alike(&again, &expected, "scaled");
    }
}

#[test]
fn ink_without_adobes_segment_is_not_inverted() {
    let ink: Vec<u8> = rgb(64, 64).chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
    let mut file = jpeg_of(&ink, 64, 64, ColorType::Cmyk, None);
    let adobe = file.windows(5).position(|w| w == b"Adobe").unwrap();
    file.drain(adobe - 4..adobe + 12);
    // The encoder stored 255 − ink; without the segment that is the ink itself, and no black.
    let same = develop_one(file.clone(), request(Target::Print, 64));
    assert!(matches!(same.encoding, Encoding::Jpeg { inverted: false }));
    assert_alike(&develop_one(file, request(Target::Screen, 64)), &rgb(64, 64), "not inverted");
}

/// A file of each lossless kind from samples of a colour type.
fn lossless(kind: &str, samples: &[u8], width: u32, height: u32, colours: ExtendedColorType) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    match kind {
        "png" => PngEncoder::new(&mut out).write_image(samples, width, height, colours).unwrap(),
        "tiff" => TiffEncoder::new(&mut out).write_image(samples, width, height, colours).unwrap(),
        "webp" => WebPEncoder::new_lossless(&mut out).write_image(samples, width, height, colours).unwrap(),
        _ => GifEncoder::new(&mut out).encode(samples, width, height, colours).unwrap(),
    }
    out.into_inner()
}

#[test]
fn every_kind_of_file_is_read() {
    let wide: Vec<u8> = rgb(80, 60).iter().flat_map(|&s| (u16::from(s) * 257).to_ne_bytes()).collect();
    for (kind, samples, colours) in [
        ("png", rgb(80, 60), ExtendedColorType::Rgb8),
        ("png", wide.clone(), ExtendedColorType::Rgb16),
        ("tiff", rgb(80, 60), ExtendedColorType::Rgb8),
        ("tiff", wide, ExtendedColorType::Rgb16),
        ("webp", rgb(80, 60), ExtendedColorType::Rgb8),
        ("gif", rgb(80, 60), ExtendedColorType::Rgb8),
    ] {
        let (album, id) = taken(&format!("a.{kind}"), lossless(kind, &samples, 80, 60, colours));
        for target in [Target::Print, Target::Screen] {
            let variant = dev(album.get(id), &[request(target, 80)]).unwrap().remove(0);
            // A GIF has no more than 256 colours.
            let floor = if kind == "gif" { 25.0 } else { 35.0 };
            let psnr = psnr(&seen(&variant), &rgb(80, 60));
            assert!(psnr > floor, "{kind} {colours:?} {target:?}: {psnr:.1} dB");
        }
    }
}

#[test]
fn drawings_stay_lossless_and_photographs_become_jpeg() {
    let bars: Vec<u8> =
        (0..100 * 50).flat_map(|i| if i % 100 < 30 { [200, 16, 46] } else { [255; 3] }).collect();
    let chart = lossless("png", &bars, 100, 50, ExtendedColorType::Rgb8);
    let print = develop_one(chart.clone(), request(Target::Print, 100));
    assert!(matches!(print.encoding, Encoding::Samples { alpha: None }));
    assert_eq!(*print.bytes, *bars);
    let screen = develop_one(chart, request(Target::Screen, 100));
    assert!(matches!(screen.encoding, Encoding::Png));
    assert_eq!(seen(&screen), bars);

    let photograph = lossless("png", &rgb(100, 50), 100, 50, ExtendedColorType::Rgb8);
    for target in [Target::Print, Target::Screen] {
        let variant = develop_one(photograph.clone(), request(target, 100));
        assert!(matches!(variant.encoding, Encoding::Jpeg { inverted: false }));
    }
}

#[test]
fn transparency_is_a_mask_in_print_and_white_on_screens() {
    let shape: Vec<u8> = (0..64 * 64).flat_map(|i| [200, 0, 0, if i % 64 < 32 { 255 } else { 0 }]).collect();
    let file = lossless("png", &shape, 64, 64, ExtendedColorType::Rgba8);
    let print = develop_one(file.clone(), request(Target::Print, 64));
    let Encoding::Samples { alpha: Some(alpha) } = &print.encoding else { panic!("{:?}", print.encoding) };
    assert_eq!((alpha.len(), alpha[0], alpha[63]), (64 * 64, 255, 0));
    assert_eq!((print.components, print.bytes.len()), (3, 64 * 64 * 3));
    let screen = seen(&develop_one(file, request(Target::Screen, 64)));
    assert_eq!((&screen[..3], &screen[63 * 3..64 * 3]), (&[200, 0, 0][..], &[255; 3][..]));
}

/// The profile of a colour space, as a file would carry it.
fn icc(profile: &moxcms::ColorProfile) -> Vec<u8> {
    profile.encode().unwrap()
}

fn jpeg_with(profile: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 95);
    encoder.add_icc_profile(profile).unwrap();
    encoder.encode(&rgb(90, 60), 90, 60, ColorType::Rgb).unwrap();
    out
}

#[test]
fn plain_srgb_needs_no_profile() {
    let file = jpeg_with(&icc(&moxcms::ColorProfile::new_srgb()));
    let print = develop_one(file.clone(), request(Target::Print, 90));
    assert!(print.profile.is_none());
    assert_eq!(*print.bytes, *file);
    assert_eq!(*develop_one(file, request(Target::Screen, 90)).bytes, *jpeg(90, 60));
}

#[test]
fn other_profiles_are_kept_for_print_and_applied_for_screens() {
    let profile = icc(&moxcms::ColorProfile::new_display_p3());
    let file = jpeg_with(&profile);
    let print = develop_one(file.clone(), request(Target::Print, 90));
    assert_eq!(print.profile.as_deref(), Some(&profile[..]));
    assert_eq!(*print.bytes, *file);
    let scaled = develop_one(file.clone(), request(Target::Print, 45));
    assert_eq!(scaled.profile.as_deref(), Some(&profile[..]));
    assert_alike(&scaled, &rgb(45, 30), "its own colours");

    let screen = develop_one(file, request(Target::Screen, 90));
    assert!(screen.profile.is_none());
    // The reference: linear light, matrix from P3-D65 to sRGB primaries (CSS Color 4, section 10), the curve
    // of sRGB at both ends.
    let linear = |s: u8| {
        let s = f64::from(s) / 255.0;
        if s <= 0.04045 { s / 12.92 } else { ((s + 0.055) / 1.055).powf(2.4) }
    };
    let curved = |l: f64| {
        let l = l.clamp(0.0, 1.0);
        let s = if l <= 0.003_130_8 { 12.92 * l } else { 1.055 * l.powf(1.0 / 2.4) - 0.055 };
        (s * 255.0).round() as u8
    };
    const TO_SRGB: [[f64; 3]; 3] = [
        [1.224_940_2, -0.224_940_2, 0.0],
        [-0.042_056_9, 1.042_056_9, 0.0],
        [-0.019_637_6, -0.078_636_1, 1.098_273_7],
    ];
    let expected: Vec<u8> = rgb(90, 60)
        .chunks_exact(3)
        .flat_map(|p| TO_SRGB.map(|row| curved(row.iter().zip(p).map(|(m, &s)| m * linear(s)).sum())))
        .collect();
    assert_alike(&screen, &expected, "converted");
}

#[test]
fn an_unusable_profile_is_remarked_on() {
    let (album, id, diags) = add("a.jpg", jpeg_with(b"no profile at all, and far too short")).unwrap();
    let codes: Vec<&str> = diags.iter().map(|d| d.code.id).collect();
    assert_eq!(codes, ["K509"]);
    let screen = dev(album.get(id), &[request(Target::Screen, 90)]).unwrap().remove(0);
    assert_eq!(*screen.bytes, *jpeg(90, 60));
}

#[test]
fn the_content_counts_and_not_the_name() {
    let (_, _, diags) = add("photos/a.png", jpeg(10, 10)).unwrap();
    assert_eq!(diags.iter().map(|d| d.code.id).collect::<Vec<_>>(), ["K507"]);
    for name in ["a.JPG", "a.jpeg", "b.c/noext"] {
        taken(name, jpeg(10, 10));
    }
}

#[test]
fn what_is_no_photo_is_called_by_its_name() {
    assert_eq!(code_of("a.jpg", Vec::new()), "K502");
    assert_eq!(code_of("a.jpg", b"hello, world".to_vec()), "K501");
    for (bytes, kind) in [
        (&b"\0\0\0\x18ftypheic...."[..], "HEIC"),
        (b"<!DOCTYPE html><title>404</title>", "HTML"),
        (b"%PDF-1.7", "PDF"),
    ] {
        let diag = add("a.jpg", bytes.to_vec()).unwrap_err();
        assert_eq!((diag.code.id, diag.args[1].as_str()), ("K503", kind));
    }
}

#[test]
fn a_vast_picture_is_refused_from_its_header() {
    // 60,000 × 60,000 pixels, and not one byte of them.
    let mut png = lossless("png", &[0; 4], 2, 2, ExtendedColorType::L8);
    png[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let crc = crc_of(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    let diag = add("a.png", png).unwrap_err();
    assert_eq!((diag.code.id, &diag.args[1..]), ("K506", &["60000", "60000", "120"].map(String::from)[..]));

    let mut jpeg = jpeg(16, 16);
    let frame = jpeg.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xFF; 4]);
    assert_eq!(code_of("a.jpg", jpeg), "K506");
}

/// CRC-32 as PNG counts it (ISO 15948, Annex D).
fn crc_of(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |c, _| (c >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(c & 1)))
    })
}

#[test]
fn rare_varieties_are_named() {
    let mut file = jpeg(16, 16);
    let frame = file.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
    file[frame + 4] = 12;
    let diag = add("a.jpg", file.clone()).unwrap_err();
    assert_eq!((diag.code.id, diag.args[1].as_str()), ("K508", "12-bit JPEG"));
    file[frame + 1] = 0xC9;
    assert_eq!(add("a.jpg", file).unwrap_err().args[1], "JPEG with arithmetic coding");
}

#[test]
fn cut_off_files_are_refused() {
    let files = [
        ("a.jpg", jpeg(120, 80)),
        ("a.png", lossless("png", &rgb(120, 80), 120, 80, ExtendedColorType::Rgb8)),
        ("a.webp", lossless("webp", &rgb(120, 80), 120, 80, ExtendedColorType::Rgb8)),
        ("a.tif", lossless("tiff", &rgb(120, 80), 120, 80, ExtendedColorType::Rgb8)),
        ("a.gif", lossless("gif", &rgb(120, 80), 120, 80, ExtendedColorType::Rgb8)),
    ];
    for (path, file) in files {
        for tenths in 1..10 {
            let cut = file[..file.len() * tenths / 10].to_vec();
            let refused = match add(path, cut) {
                Err(diag) => diag,
                Ok((album, id, _)) => dev(album.get(id), &[request(Target::Screen, 60)])
                    .expect_err(&format!("{path}, {tenths}")),
            };
            assert!(["K504", "K505", "K508"].contains(&refused.code.id), "{path}, {tenths}: {refused:?}");
            assert_eq!(refused.args[0], path);
        }
    }
}

#[test]
fn no_bytes_whatever_make_a_panic() {
    let files = [
        jpeg_of(&rgb(40, 30), 40, 30, ColorType::Rgb, Some(&exif(6, true))),
        jpeg_of(&[7; 40 * 30 * 4], 40, 30, ColorType::CmykAsYcck, None),
        jpeg_with(&icc(&moxcms::ColorProfile::new_display_p3())),
        lossless("png", &rgb(40, 30), 40, 30, ExtendedColorType::Rgb8),
        lossless("webp", &rgb(40, 30), 40, 30, ExtendedColorType::Rgb8),
        lossless("tiff", &rgb(40, 30), 40, 30, ExtendedColorType::Rgb8),
        lossless("gif", &rgb(40, 30), 40, 30, ExtendedColorType::Rgb8),
    ];
    let mut state = 1_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for file in files {
        for _ in 0..300 {
            let mut bytes = file.clone();
            for _ in 0..=next(4) {
                let at = next(bytes.len());
                bytes[at] = next(256) as u8;
            }
            if next(8) == 0 {
                bytes.truncate(next(bytes.len()));
            }
            if let Ok((album, id, _)) = add("a", bytes) {
                let requests = [request(Target::Print, 20), request(Target::Screen, 25)];
                // Either is right; a decoder's panic would be caught and named, so look for its name.
                if let Err(diag) = dev(album.get(id), &requests) {
                    assert!(!diag.args.contains(&"the decoder gave up".to_owned()), "{diag:?}");
                }
            }
        }
    }
}

#[test]
fn a_path_has_one_place_in_the_album() {
    let (mut album, mut diags) = (Album::default(), Diags::new());
    let a = album.add("a.jpg", &jpeg(10, 10), &mut diags).unwrap();
    let b = album.add("b.jpg", &jpeg(20, 10), &mut diags).unwrap();
    assert_eq!(album.add("a.jpg", &[], &mut diags).unwrap(), a);
    assert_eq!((album.find("b.jpg"), album.find("c.jpg")), (Some(b), None));
    assert_eq!(album.iter().map(|(id, p)| (id, p.width)).collect::<Vec<_>>(), [(a, 10), (b, 20)]);
}

#[test]
fn the_same_photo_gives_the_same_bytes() {
    let requests = [request(Target::Print, 70), request(Target::Screen, 50)];
    let make = || {
        let (album, id) = taken("a.jpg", jpeg(90, 60));
        dev(album.get(id), &requests).unwrap().into_iter().map(|v| v.bytes).collect::<Vec<_>>()
    };
    assert_eq!(make(), make());
}
