//! Cut and scale.

use super::block::Block;
use super::raster::{Kind, Raster};
use super::turn::Turn;
use super::{Request, Target};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{
    Filter, FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer, create_srgb_mapper,
};
use std::borrow::Cow;

/// The part of a photo that a request asks for, inside the photo and never empty.
pub(super) fn clamp_part(part: [f64; 4]) -> [f64; 4] {
    let [left, top, width, height] = part.map(|n| if n.is_finite() { n.clamp(0.0, 1.0) } else { 0.0 });
    // A part outside, or nothing of the photo, is no wish anyone has: the whole.
    let along = |start: f64, length: f64| {
        let length = length.min(1.0 - start);
        if length > 0.0 { (start, length) } else { (0.0, 1.0) }
    };
    let ((left, width), (top, height)) = (along(left, width), along(top, height));
    [left, top, width, height]
}

/// Whether a part is all of the photo.
pub(super) fn is_whole(part: [f64; 4]) -> bool {
    let [left, top, width, height] = clamp_part(part);
    left < 1e-6 && top < 1e-6 && width > 1.0 - 1e-6 && height > 1.0 - 1e-6
}

/// The size of the variant: the part's own pixels, or as many as fit inside `pixels` in its proportions.
pub(super) fn fit(part: (u32, u32), pixels: (u32, u32)) -> (u32, u32) {
    let share = |most: u32, length: u32| f64::from(most.max(1)) / f64::from(length);
    let factor = share(pixels.0, part.0).min(share(pixels.1, part.1)).min(1.0);
    let whole = |length: u32| (f64::from(length) * factor).round().max(1.0) as u32;
    (whole(part.0), whole(part.1))
}

/// The part asked for at the size asked for, still turned as stored. The cut goes to whole pixels. In `linear`
/// light, the samples are taken for sRGB.
pub(super) fn scale<'a>(raster: &'a Raster, turn: Turn, request: &Request, linear: bool) -> Cow<'a, Raster> {
    let filter = filter(request.target);
    let [x, y, w, h] = turn.stored_part(clamp_part(request.part));
    let (left, part_width) = whole_pixels(x, w, raster.width);
    let (top, part_height) = whole_pixels(y, h, raster.height);
    let most = turn.size(request.pixels.0, request.pixels.1);
    let (width, height) = fit((part_width, part_height), most);
    if (width, height) == (raster.width, raster.height) {
        return Cow::Borrowed(raster);
    }
    let part = (left, top, part_width, part_height);
    let linear = linear && matches!(raster.kind, Kind::Gray | Kind::GrayAlpha | Kind::Rgb | Kind::Rgba);
    let linear = linear && (width, height) != (part_width, part_height);
    if linear {
        // Cut first, so that no more than the part is made wide.
        let is_cut = (part_width, part_height) != (raster.width, raster.height);
        let cut = if is_cut { &resized(raster, part, (part_width, part_height), filter) } else { raster };
        return Cow::Owned(in_linear_light(cut, width, height));
    }
    Cow::Owned(resized(raster, part, (width, height), filter))
}

/// Lanczos' kernel: of three lobes for the press; of two for screens, which is a third less work and rings less.
fn filter(target: Target) -> FilterType {
    fn sinc(x: f64) -> f64 {
        let x = x * std::f64::consts::PI;
        if x == 0.0 { 1.0 } else { x.sin() / x }
    }
    fn lanczos2(x: f64) -> f64 {
        if x.abs() < 2.0 { sinc(x) * sinc(x / 2.0) } else { 0.0 }
    }
    match target {
        Target::Print => FilterType::Lanczos3,
        Target::Screen | Target::Cover => {
            Filter::new("Lanczos2", lanczos2, 2.0).map_or(FilterType::Lanczos3, FilterType::Custom)
        }
    }
}

/// A part (left, top, width, height) of the samples at another size, one way after the other, with memory of ours in
/// between. A sample costs two thirds as much downwards as across, so mostly it is down first.
fn resized(
    raster: &Raster,
    (left, top, part_width, part_height): (u32, u32, u32, u32),
    (width, height): (u32, u32),
    filter: FilterType,
) -> Raster {
    let down = u64::from(raster.width) * u64::from(height) * 2 + u64::from(width) * u64::from(height) * 3;
    let across = u64::from(width) * u64::from(raster.height) * 3 + u64::from(width) * u64::from(height) * 2;
    if down < across {
        let lower = pass(raster, (0, top, raster.width, part_height), (raster.width, height), filter);
        return pass(&lower, (left, 0, part_width, height), (width, height), filter);
    }
    let narrower = pass(raster, (left, 0, part_width, raster.height), (width, raster.height), filter);
    pass(&narrower, (0, top, width, part_height), (width, height), filter)
}

/// A part of the samples at another size.
fn pass(
    raster: &Raster,
    (left, top, part_width, part_height): (u32, u32, u32, u32),
    (width, height): (u32, u32),
    filter: FilterType,
) -> Raster {
    let pixel = match raster.kind {
        Kind::Gray => PixelType::U8,
        Kind::GrayAlpha => PixelType::U8x2,
        Kind::Rgb => PixelType::U8x3,
        Kind::Rgba | Kind::Cmyk => PixelType::U8x4,
    };
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(filter))
        .crop(left.into(), top.into(), part_width.into(), part_height.into())
        .use_alpha(matches!(raster.kind, Kind::GrayAlpha | Kind::Rgba));
    const SAME: &str = "both images have the same pixel type, and the part lies inside the raster";
    let source = ImageRef::new(raster.width, raster.height, &raster.samples, pixel).expect(SAME);
    let mut samples = Block::zeroed(width as usize * height as usize * raster.kind.channels());
    let mut out = Image::from_slice_u8(width, height, &mut samples, pixel).expect(SAME);
    Resizer::new().resize(&source, &mut out, &options).expect(SAME);
    Raster { kind: raster.kind, width, height, samples }
}

/// Scaled as light adds up: sRGB to linear samples of 16 bits and back (IEC 61966-2-1).
fn in_linear_light(raster: &Raster, width: u32, height: u32) -> Raster {
    let (narrow, wide) = match raster.kind {
        Kind::Gray => (PixelType::U8, PixelType::U16),
        Kind::GrayAlpha => (PixelType::U8x2, PixelType::U16x2),
        Kind::Rgb => (PixelType::U8x3, PixelType::U16x3),
        Kind::Rgba | Kind::Cmyk => (PixelType::U8x4, PixelType::U16x4),
    };
    const SAME: &str = "all images here have the pixel types and sizes made for them";
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .use_alpha(matches!(raster.kind, Kind::GrayAlpha | Kind::Rgba));
    let mapper = create_srgb_mapper();
    let source = ImageRef::new(raster.width, raster.height, &raster.samples, narrow)
        .expect("a raster holds its width times its height");
    let mut light = Image::new(raster.width, raster.height, wide);
    mapper.forward_map(&source, &mut light).expect(SAME);
    let mut scaled = Image::new(width, height, wide);
    Resizer::new().resize(&light, &mut scaled, &options).expect(SAME);
    let mut out = Image::new(width, height, narrow);
    mapper.backward_map(&scaled, &mut out).expect(SAME);
    Raster { kind: raster.kind, width, height, samples: out.into_vec().into() }
}

/// Start and length of a stretch in pixels, at least one of them.
fn whole_pixels(start: f64, length: f64, pixels: u32) -> (u32, u32) {
    let at = |share: f64| (share * f64::from(pixels)).round() as u32;
    let from = at(start).min(pixels - 1);
    let to = at(start + length).clamp(from + 1, pixels);
    (from, to - from)
}
