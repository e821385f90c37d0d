//! Conversion for a press whose profile is made here: its tables are straight, so that what comes out can be
//! worked out by hand.

use super::*;
use moxcms::ColorProfile;

/// Where the press's black ink alone ends, in L*.
const DARKEST: f64 = 20.0;

/// A press on which only black darkens (L* falls straight from 100 to 20), and cyan, magenta and yellow colour:
/// each full ink takes 60 from a*, adds 60 to a*, or adds 80 to b*. It is separated with black for lightness and
/// one or two inks for hue.
pub(super) fn press() -> Arc<[u8]> {
    let forward = |[c, m, y, k]: [f64; 4]| [100.0 - (100.0 - DARKEST) * k, 60.0 * (m - c), 80.0 * y];
    let back = |[l, a, b]: [f64; 3]| {
        [a.min(0.0) / -60.0, a.max(0.0) / 60.0, b.max(0.0) / 80.0, (100.0 - l) / (100.0 - DARKEST)]
    };
    let lab16 = |[l, a, b]: [f64; 3]| [l / 100.0 * 65_280.0, (a + 128.0) * 256.0, (b + 128.0) * 256.0];
    let mut to_lab = Vec::new();
    for point in 0..16 {
        let ink = [3, 2, 1, 0].map(|bit| f64::from(point >> bit & 1));
        to_lab.extend(lab16(forward(ink)));
    }
    const SIDE: u32 = 33;
    let mut to_ink = Vec::new();
    for point in 0..SIDE.pow(3) {
        let at = [point / SIDE / SIDE, point / SIDE % SIDE, point % SIDE].map(|n| f64::from(n) / 32.0);
        let whole = 65_535.0;
        let lab = [at[0] * whole / 652.80, at[1] * whole / 256.0 - 128.0, at[2] * whole / 256.0 - 128.0];
        to_ink.extend(back(lab).map(|s| s.clamp(0.0, 1.0) * whole));
    }
    let tables = [
        (b"A2B0", table(4, 3, 2, &to_lab)),
        (b"A2B1", table(4, 3, 2, &to_lab)),
        (b"B2A0", table(3, 4, 33, &to_ink)),
        (b"B2A1", table(3, 4, 33, &to_ink)),
    ];
    let mut body: Vec<u8> = Vec::new();
    let mut list = (tables.len() as u32).to_be_bytes().to_vec();
    for (name, table) in &tables {
        list.extend(*name);
        list.extend((128 + 4 + 12 * tables.len() as u32 + body.len() as u32).to_be_bytes());
        list.extend((table.len() as u32).to_be_bytes());
        body.extend(table);
    }
    let mut out = ((128 + list.len() + body.len()) as u32).to_be_bytes().to_vec();
    out.extend([0, 0, 0, 0, 2, 0x40, 0, 0]);
    out.extend(b"prtrCMYKLab ");
    out.extend([7, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    out.extend(b"acsp");
    out.resize(68, 0);
    for number in [0xF6D6_u32, 0x1_0000, 0xD32D] {
        out.extend(number.to_be_bytes());
    }
    out.resize(128, 0);
    out.extend(list);
    out.extend(body);
    out.into()
}

/// A `lut16Type` with straight curves (ISO 15076-1, 10.10).
fn table(inputs: u8, outputs: u8, side: u8, values: &[f64]) -> Vec<u8> {
    let mut out = b"mft2\0\0\0\0".to_vec();
    out.extend([inputs, outputs, side, 0]);
    for cell in 0..9 {
        out.extend(if cell % 4 == 0 { 0x1_0000_u32 } else { 0 }.to_be_bytes());
    }
    out.extend([0, 2, 0, 2]);
    let line = [0, 0, 0xFF, 0xFF];
    (0..inputs).for_each(|_| out.extend(line));
    values.iter().for_each(|v| out.extend((v.round().clamp(0.0, 65_535.0) as u16).to_be_bytes()));
    (0..outputs).for_each(|_| out.extend(line));
    out
}

fn room(intent: PrintIntent) -> Darkroom {
    Darkroom { intent, ..Darkroom::default() }
}

fn cmyk() -> Darkroom {
    room(PrintIntent::cmyk(press()).unwrap())
}

/// A drawing of one colour, as the press gets it.
fn one_colour(colour: [u8; 3], darkroom: &Darkroom) -> (Variant, Vec<u8>) {
    let file = lossless("png", &colour.repeat(64), 8, 8, ExtendedColorType::Rgb8);
    let (album, id) = taken("a.png", file);
    let variant = dev_in(album.get(id), &[request(Target::Print, 8)], darkroom).unwrap().remove(0);
    assert!(variant.profile.is_none());
    let pixel = variant.bytes[..usize::from(variant.components)].to_vec();
    (variant, pixel)
}

fn assert_near(seen: &[u8], expected: &[u8], by: u8) {
    let near = seen.len() == expected.len() && seen.iter().zip(expected).all(|(a, b)| a.abs_diff(*b) <= by);
    assert!(near, "{seen:?}, not {expected:?}");
}

#[test]
fn white_has_no_ink_and_black_has_all_that_the_press_has() {
    let darkroom = cmyk();
    assert_eq!(one_colour([255; 3], &darkroom).1, [0, 0, 0, 0]);
    // Without compensation everything under L* 20 would be the same black.
    assert_near(&one_colour([0; 3], &darkroom).1, &[0, 0, 0, 255], 2);
    let dark = one_colour([24; 3], &darkroom).1;
    assert!(dark[3] < 250, "{dark:?}");
}

#[test]
fn grays_keep_their_lightness_between_the_two_blacks() {
    let darkroom = cmyk();
    for gray in [32, 64, 119, 186, 230] {
        // sRGB to Y, compensated, to L*, to ink.
        let s = f64::from(gray) / 255.0;
        let y = if s <= 0.04045 { s / 12.92 } else { ((s + 0.055) / 1.055).powf(2.4) };
        let darkest = ((DARKEST + 16.0) / 116.0).powi(3);
        let y = y * (1.0 - darkest) + darkest;
        let l = 116.0 * y.cbrt() - 16.0;
        let k = (100.0 - l) / (100.0 - DARKEST) * 255.0;
        assert_near(&one_colour([gray; 3], &darkroom).1, &[0, 0, 0, k.round() as u8], 3);
        // The gray of a gray photo is the black of the same press.
        let (variant, pixel) = one_colour([gray; 3], &room(PrintIntent::gray(press()).unwrap()));
        assert_eq!(variant.components, 1);
        assert_near(&pixel, &[255 - k.round() as u8], 3);
    }
}

#[test]
fn hues_go_to_their_inks() {
    let [c, m, y, _]: [u8; 4] = one_colour([200, 60, 60], &cmyk()).1.try_into().unwrap();
    assert!(m > 150 && y > 60 && c < 4, "{c} {m} {y}");
    let [c, m, y, _]: [u8; 4] = one_colour([40, 160, 90], &cmyk()).1.try_into().unwrap();
    assert!(c > 120 && y > 40 && m < 4, "{c} {m} {y}");
}

#[test]
fn the_photos_own_profile_counts() {
    let plain = jpeg_of(&[200, 60, 60].repeat(64), 8, 8, ColorType::Rgb, None);
    let mut wide = Vec::new();
    let mut encoder = Encoder::new(&mut wide, 95);
    encoder.add_icc_profile(&icc(&ColorProfile::new_bt2020())).unwrap();
    encoder.encode(&[200, 60, 60].repeat(64), 8, 8, ColorType::Rgb).unwrap();
    let ink = |file: Vec<u8>| {
        let (album, id) = taken("a.jpg", file);
        let variant = dev_in(album.get(id), &[request(Target::Print, 8)], &cmyk()).unwrap().remove(0);
        assert!(matches!(variant.encoding, Encoding::Jpeg { inverted: true }));
        assert!(variant.components == 4 && variant.profile.is_none());
        let (header, raster) = {
            let header = jpeg::read(&variant.bytes).unwrap();
            let raster = jpeg::decode(&variant.bytes, &header).unwrap();
            (header, raster)
        };
        assert_eq!((header.components, raster.kind), (4, raster::Kind::Cmyk));
        raster.samples[..4].to_vec()
    };
    let (plain, wide) = (ink(plain), ink(wide));
    assert!(wide[1] > plain[1] + 8, "the wider red takes more magenta: {plain:?} {wide:?}");
}

#[test]
fn ink_for_this_press_goes_on_as_it_is_and_other_ink_is_converted() {
    let ink: Vec<u8> = [10, 200, 30, 40].repeat(64);
    let file = |profile: Option<&[u8]>| {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, 98);
        if let Some(profile) = profile {
            encoder.add_icc_profile(profile).unwrap();
        }
        encoder.encode(&ink, 8, 8, ColorType::Cmyk).unwrap();
        out
    };
    let made = |file: &[u8], darkroom: &Darkroom| {
        let (album, id, _) = add("a.jpg", file.to_vec()).unwrap();
        dev_in(album.get(id), &[request(Target::Print, 8)], darkroom).unwrap().remove(0)
    };
    for same in [file(None), file(Some(&press()))] {
        let variant = made(&same, &cmyk());
        assert_eq!(*variant.bytes, *same);
        assert!(variant.profile.is_none());
    }
    let other = file(Some(&for_input_only()));
    let variant = made(&other, &cmyk());
    assert_eq!(variant.components, 4);
    assert_ne!(*variant.bytes, *other);
    assert!(variant.profile.is_none());
    // In gray, one component is left of either.
    let gray = room(PrintIntent::gray(press()).unwrap());
    assert_eq!((made(&other, &gray).components, made(&file(None), &gray).components), (1, 1));
}

#[test]
fn transparency_can_be_asked_away() {
    let shape: Vec<u8> = (0..64 * 64).flat_map(|i| [200, 0, 0, if i % 64 < 32 { 255 } else { 0 }]).collect();
    let file = lossless("png", &shape, 64, 64, ExtendedColorType::Rgba8);
    let (album, id) = taken("a.png", file);
    let made =
        |intent| dev_in(album.get(id), &[request(Target::Print, 64)], &room(intent)).unwrap().remove(0);
    let masked = made(PrintIntent::cmyk(press()).unwrap());
    assert!(matches!(masked.encoding, Encoding::Samples { alpha: Some(_) }));
    let laid = made(PrintIntent::cmyk(press()).unwrap().opaque());
    assert!(matches!(laid.encoding, Encoding::Samples { alpha: None }));
    assert_eq!(laid.bytes[63 * 4..64 * 4], [0; 4]);
}

/// A profile of ink that only says what ink looks like: that of a press without its tables the other way.
fn for_input_only() -> Vec<u8> {
    let mut profile = crate::pdf::coated_offset().to_vec();
    profile[12..16].copy_from_slice(b"scnr");
    let count = u32::from_be_bytes(profile[128..132].try_into().unwrap()) as usize;
    for at in (0..count).map(|n| 132 + n * 12) {
        if profile[at..].starts_with(b"B2A") {
            profile[at..at + 3].copy_from_slice(b"xxx");
        }
    }
    profile
}

#[test]
fn an_intent_needs_the_profile_of_a_press() {
    for wrong in [Vec::new(), b"not a profile".to_vec(), icc(&ColorProfile::new_srgb())] {
        assert_eq!(PrintIntent::cmyk(wrong.into()).unwrap_err().code.id, "K511");
    }
    // One for input only cannot be converted to.
    assert_eq!(PrintIntent::cmyk(for_input_only().into()).unwrap_err().code.id, "K511");
}

#[test]
fn ink_on_screens_goes_from_the_screens_white_to_its_black() {
    // Half of black ink is L* 59.8 on this press, of which L* 20 becomes the screen's black (ISO 18619).
    for (black, seen_as) in [(0, 255), (128, 138), (255, 0)] {
        let ink: Vec<u8> = [0, 0, 0, black].repeat(64);
        let mut file = Vec::new();
        Encoder::new(&mut file, 98).encode(&ink, 8, 8, ColorType::Cmyk).unwrap();
        let (album, id, diags) = add("a.jpg", file).unwrap();
        assert_eq!(diags.iter().map(|d| d.code.id).collect::<Vec<_>>(), ["K510"]);
        let darkroom = Darkroom { ink: Some(press()), ..Darkroom::default() };
        let screen = dev_in(album.get(id), &[request(Target::Screen, 8)], &darkroom).unwrap().remove(0);
        assert_near(&seen(&screen)[..3], &[seen_as; 3], 3);
    }
}

/// sRGB colours and the inks that LittleCMS 2.14 makes of them for the compiled-in press, relative colorimetric with black
/// point compensation (through Pillow: `ImageCms.buildTransform(srgb, press, "RGB", "CMYK", 1, 0x2000 | 0x40)`).
const BY_LCMS: [([u8; 3], [u8; 4]); 25] = [
    ([255, 255, 255], [0, 0, 0, 0]),
    ([0, 0, 0], [191, 162, 144, 233]),
    ([24, 24, 24], [180, 153, 143, 212]),
    ([64, 64, 64], [154, 129, 124, 151]),
    ([119, 119, 119], [114, 92, 91, 84]),
    ([186, 186, 186], [65, 49, 51, 24]),
    ([230, 230, 230], [26, 19, 21, 6]),
    ([200, 60, 60], [0, 217, 166, 48]),
    ([40, 160, 90], [191, 0, 198, 25]),
    ([50, 80, 170], [223, 178, 0, 0]),
    ([240, 200, 40], [17, 47, 224, 8]),
    ([230, 180, 150], [9, 80, 98, 19]),
    ([120, 80, 60], [75, 141, 158, 122]),
    ([90, 140, 200], [164, 90, 0, 17]),
    ([180, 60, 140], [74, 219, 0, 17]),
    ([20, 60, 40], [195, 75, 177, 179]),
    ([250, 120, 30], [0, 159, 230, 2]),
    ([100, 170, 60], [157, 0, 231, 25]),
    ([60, 30, 80], [170, 210, 0, 145]),
    ([255, 0, 0], [0, 243, 242, 0]),
    ([0, 255, 0], [158, 0, 239, 0]),
    ([0, 0, 255], [245, 185, 0, 0]),
    ([0, 255, 255], [100, 0, 42, 0]),
    ([255, 0, 255], [84, 175, 0, 0]),
    ([255, 255, 0], [10, 0, 240, 0]),
];

#[test]
fn separations_are_those_of_another_colour_engine() {
    let fogra39: Arc<[u8]> = include_bytes!("../../../templates/press/coated-fogra39.icc")[..].into();
    let darkroom = room(PrintIntent::cmyk(fogra39.clone()).unwrap());
    let inks: Vec<[u8; 4]> =
        BY_LCMS.iter().map(|(rgb, _)| one_colour(*rgb, &darkroom).1.try_into().unwrap()).collect();
    let theirs: Vec<[u8; 4]> = BY_LCMS.iter().map(|(_, ink)| *ink).collect();
    let psnr = psnr(inks.as_flattened(), theirs.as_flattened());
    // What is seen of the difference: both separations as the press prints them (CIE 1976, ΔE*ab).
    let press = pcs::profile(&fogra39).unwrap();
    let printed = |inks: &[[u8; 4]]| {
        let shares: Vec<f32> = inks.as_flattened().iter().map(|&s| f32::from(s) / 255.0).collect();
        pcs::to_lab(&press, &shares).unwrap()
    };
    let apart =
        |(a, b): (&[f32; 3], &[f32; 3])| a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt();
    let apart: Vec<f32> = printed(&inks).iter().zip(&printed(&theirs)).map(apart).collect();
    let mean = apart.iter().sum::<f32>() / apart.len() as f32;
    let most = apart.iter().copied().fold(0.0, f32::max);
    let all: Vec<_> = BY_LCMS.iter().zip(&inks).zip(&apart).collect();
    assert!(
        psnr >= 35.0 && mean < 0.5 && most < 2.0,
        "{psnr:.1} dB, ΔE {mean:.2}, at most {most:.2}: {all:?}"
    );
}
