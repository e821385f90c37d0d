//! Pixels as each target takes them.

use super::drawing::{page, pixels, plain};
use super::fault::{Fault, contained};
use super::raster::{Kind, Raster, on_white, split_alpha};
use super::scale::is_whole;
use super::{Darkroom, Encoding, Photo, Request, Target, Variant, colour};
use crate::diag::Diag;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder};
use std::borrow::Cow;
use std::sync::Arc;

/// A JPEG for screens of more bytes than this is encoded anew even if its pixels would do: reading systems
/// and stores ask for less.
const SCREEN_BYTES: usize = 1_500_000;

/// Whether the photo's own JPEG serves as it is.
pub(super) fn serves(photo: &Photo, request: &Request, darkroom: &Darkroom) -> bool {
    let header = &photo.header;
    let Some(jpeg) = &header.jpeg else { return false };
    let fits = |most: (u32, u32)| photo.width <= most.0 && photo.height <= most.1;
    let same = match request.target {
        Target::Print => {
            fits(request.pixels_unchanged) && darkroom.intent.serves(jpeg.components, header.profile.as_ref())
        }
        Target::Screen | Target::Cover => {
            fits(request.pixels)
                && header.profile.is_none()
                && jpeg.components != 4
                && jpeg.bare_size() <= SCREEN_BYTES
        }
    };
    same && header.turn.is_upright() && is_whole(request.part)
}

/// The photo's own JPEG, of which [`serves`] was said. Its metadata is left out: for screens all of it, for print
/// if it says anything about people or places; where it may stay, the file stays byte for byte up to its end.
pub(super) fn unchanged(photo: &Photo, bytes: &Arc<[u8]>, request: &Request, darkroom: &Darkroom) -> Variant {
    let header = &photo.header;
    let (components, inverted) =
        header.jpeg.as_ref().map_or((3, false), |j| (j.components, j.components == 4 && j.adobe));
    let stays = match request.target {
        _ if header.has_place => false,
        _ if darkroom.keep_metadata => true,
        Target::Print => !header.is_personal,
        Target::Screen | Target::Cover => false,
    };
    let bytes = match &header.jpeg {
        Some(jpeg) if stays => jpeg.whole(bytes),
        Some(jpeg) => jpeg.bare(bytes).into(),
        None => bytes.clone(),
    };
    Variant {
        bytes,
        width: photo.width,
        height: photo.height,
        components,
        encoding: Encoding::Jpeg { inverted },
        profile: header.profile.clone().filter(|_| darkroom.intent.keeps_colours()),
    }
}

/// A drawing, as vectors wherever the target takes them. A press takes inks: for it a drawing becomes pixels.
pub(super) fn drawn(
    photo: &Photo,
    bytes: &[u8],
    request: &Request,
    darkroom: &Darkroom,
) -> Result<Variant, Diag> {
    let faces = &darkroom.lettering;
    let fault = |fault: Fault| fault.diag(&photo.path);
    if request.target == Target::Print && !darkroom.intent.keeps_colours() {
        let raster = contained(|| pixels(bytes, request.part, request.pixels, faces)).map_err(fault)?;
        return for_print(photo, Cow::Owned(raster), request, darkroom);
    }
    if request.target == Target::Cover {
        let raster = contained(|| pixels(bytes, request.part, request.pixels, faces)).map_err(fault)?;
        return for_screen(photo, Cow::Owned(raster), request, darkroom);
    }
    let (made, encoding) = match request.target {
        Target::Print => (contained(|| page(bytes, request.part, faces)), Encoding::Page),
        Target::Screen | Target::Cover => (contained(|| plain(bytes, request.part, faces)), Encoding::Svg),
    };
    let (bytes, width, height) = made.map_err(fault)?;
    Ok(Variant { bytes: bytes.into(), width, height, components: 3, encoding, profile: None })
}

/// For a PDF: in the intent's colours. What was lossless and looks drawn, or is transparent, stays lossless;
/// photographs become JPEG.
pub(super) fn for_print(
    photo: &Photo,
    raster: Cow<'_, Raster>,
    request: &Request,
    darkroom: &Darkroom,
) -> Result<Variant, Diag> {
    let intent = &darkroom.intent;
    let raster = if intent.is_opaque() { on_white(raster) } else { raster };
    let (raster, alpha) = split_alpha(raster);
    let lossless = alpha.is_some() || !photo.header.lossy && raster.is_drawn();
    let (raster, profile) = intent.convert(raster, photo.header.profile.as_ref());
    if !lossless {
        return jpeg(photo, &raster, request.quality, profile);
    }
    let encoding = Encoding::Samples { alpha: alpha.map(Arc::from) };
    let (kind, width, height) = (raster.kind, raster.width, raster.height);
    let bytes = raster.into_owned().samples.into_vec().into();
    Ok(Variant { bytes, width, height, components: components(kind), encoding, profile })
}

/// For an EPUB: sRGB or gray, opaque.
pub(super) fn for_screen(
    photo: &Photo,
    raster: Cow<'_, Raster>,
    request: &Request,
    darkroom: &Darkroom,
) -> Result<Variant, Diag> {
    let ink = darkroom.ink.as_ref().filter(|_| raster.kind == Kind::Cmyk);
    let profile = photo.header.profile.as_ref().or(ink);
    let raster = colour::to_srgb(on_white(raster), profile.map(|icc| &**icc));
    if photo.header.lossy || !raster.is_drawn() {
        return jpeg(photo, &raster, request.quality, None);
    }
    let mut out = Vec::new();
    let colours = if raster.kind == Kind::Gray { ExtendedColorType::L8 } else { ExtendedColorType::Rgb8 };
    PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::Adaptive)
        .write_image(&raster.samples, raster.width, raster.height, colours)
        .map_err(|e| Fault::from(e).diag(&photo.path))?;
    let (width, height) = (raster.width, raster.height);
    let components = components(raster.kind);
    Ok(Variant { bytes: out.into(), width, height, components, encoding: Encoding::Png, profile: None })
}

/// A drawing of flat colours as PNG: rows of places in a palette of up to 256 colours, `width` × `height`. `None` if there
/// are not that many samples or colours. Made for speed: flat colours are small whatever the effort.
pub fn drawing(samples: &[u8], width: u32, height: u32, palette: &[[u8; 3]]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette.as_flattened());
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(samples).ok()?;
    writer.finish().ok()?;
    Some(out)
}

/// An opaque picture as JPEG: below quality 90 with halved chroma, as cameras and Photoshop do, from there on with full chroma.
fn jpeg(photo: &Photo, raster: &Raster, quality: u8, profile: Option<Arc<[u8]>>) -> Result<Variant, Diag> {
    let mut out = Vec::with_capacity(raster.samples.len() / 8);
    let mut encoder = Encoder::new(&mut out, quality.clamp(1, 100));
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    let colours = match raster.kind {
        Kind::Gray | Kind::GrayAlpha => ColorType::Luma,
        Kind::Rgb | Kind::Rgba => ColorType::Rgb,
        Kind::Cmyk => ColorType::CmykAsYcck,
    };
    // A side of more than 65,535 pixels is more than a JPEG can have.
    let (Ok(width), Ok(height)) = (u16::try_from(raster.width), u16::try_from(raster.height)) else {
        return Err(Fault::TooLarge(raster.width, raster.height).diag(&photo.path));
    };
    encoder
        .encode(&raster.samples, width, height, colours)
        .map_err(|e| Fault::Damaged(e.to_string()).diag(&photo.path))?;
    Ok(Variant {
        bytes: out.into(),
        width: raster.width,
        height: raster.height,
        components: components(raster.kind),
        // The encoder stores ink inverted and says so with an Adobe segment.
        encoding: Encoding::Jpeg { inverted: raster.kind == Kind::Cmyk },
        profile,
    })
}

fn components(kind: Kind) -> u8 {
    match kind {
        Kind::Gray | Kind::GrayAlpha => 1,
        Kind::Rgb | Kind::Rgba => 3,
        Kind::Cmyk => 4,
    }
}
