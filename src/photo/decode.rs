//! Pixels of every kind of file, at eight bits a sample.

use super::fault::{Fault, contained};
use super::header::Format;
use super::raster::{Kind, Raster};
use super::{Photo, jpeg, tiff};
use crate::diag::Diag;
use image::codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use image::{ColorType, ImageDecoder, Limits};
use std::io::Cursor;

/// The most memory a decoder may take besides the samples: for profiles, tables, and one row at a time.
const SCRATCH: u64 = 64 << 20;

/// Decodes a photo, turned as it is stored.
pub(super) fn decode(photo: &Photo, bytes: &[u8]) -> Result<Raster, Diag> {
    contained(|| match &photo.header.jpeg {
        Some(header) => jpeg::decode(bytes, header),
        None if photo.header.format == Format::Tiff => tiff::decode(bytes),
        None => other(photo.header.format, bytes),
    })
    .map_err(|fault| fault.diag(&photo.path))
}

/// A decoder that has read its header.
pub(super) fn open(format: Format, bytes: &[u8]) -> Result<Box<dyn ImageDecoder + '_>, Fault> {
    let bytes = Cursor::new(bytes);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(SCRATCH);
    Ok(match format {
        Format::Jpeg | Format::Svg | Format::Tiff => {
            return Err(Fault::Damaged("it has a decoder of its own".into()));
        }
        Format::Png => Box::new(PngDecoder::with_limits(bytes, limits)?),
        Format::Webp => Box::new(WebPDecoder::new(bytes)?),
        Format::Gif => Box::new(GifDecoder::new(bytes)?),
    })
}

fn other(format: Format, bytes: &[u8]) -> Result<Raster, Fault> {
    let mut decoder = open(format, bytes)?;
    let (width, height) = decoder.dimensions();
    let colour = decoder.color_type();
    let size = decoder.total_bytes();
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(size * 2 + SCRATCH);
    decoder.set_limits(limits)?;
    let size = usize::try_from(size).map_err(|_| Fault::TooLarge(width, height))?;
    let mut samples = vec![0; size];
    decoder.read_image_boxed(&mut samples)?;
    let (kind, wide) = match colour {
        ColorType::L8 => (Kind::Gray, false),
        ColorType::La8 => (Kind::GrayAlpha, false),
        ColorType::Rgb8 => (Kind::Rgb, false),
        ColorType::Rgba8 => (Kind::Rgba, false),
        ColorType::L16 => (Kind::Gray, true),
        ColorType::La16 => (Kind::GrayAlpha, true),
        ColorType::Rgb16 => (Kind::Rgb, true),
        ColorType::Rgba16 => (Kind::Rgba, true),
        _ => return Err(Fault::Variety(format!("{} of the colours {colour:?}", format.name()))),
    };
    if wide {
        samples = samples.as_chunks::<2>().0.iter().map(|&pair| narrow(u16::from_ne_bytes(pair))).collect();
    }
    Ok(Raster { kind, width, height, samples: samples.into() })
}

/// 16 bits to 8, rounded: 65,535 is 255 × 257.
pub(super) fn narrow(sample: u16) -> u8 {
    ((u32::from(sample) * 255 + 32_767) / 65_535) as u8
}
