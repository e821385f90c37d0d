//! TIFF, as scanners and picture desks save it: gray of 1 to 16 bits, RGB, palettes, and ink that stays ink. In: a file,
//! classic or BigTIFF. Out: what its header says, its samples at eight bits.

use super::fault::Fault;
use super::jpeg::rgb_of;
use super::raster::{Kind, Raster};
use std::borrow::Cow;
use std::io::Cursor;
use tiff::decoder::{BufferLayoutPreference, Decoder, DecodingResult, Limits};
use tiff::tags::{CompressionMethod, PhotometricInterpretation as Meaning, Tag};
use tiff::{ColorType, TiffError};

/// The most memory that is taken besides the samples: for a strip or a tile, a profile.
const SCRATCH: usize = 128 << 20;
/// XMP (ISO 16684-1) and IPTC-NAA.
const XMP: Tag = Tag::Unknown(700);
const IPTC: Tag = Tag::Unknown(33723);

/// What the first picture of a file is.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) width: u32,
    pub(super) height: u32,
    /// What its samples become.
    pub(super) kind: Kind,
    /// Bytes a pixel while it is decoded.
    pub(super) bytes_per_pixel: u64,
    /// As EXIF counts them.
    pub(super) orientation: u32,
    pub(super) profile: Option<Vec<u8>>,
    pub(super) xmp: Option<Vec<u8>>,
    pub(super) iptc: Option<Vec<u8>>,
    /// Bits a sample in the file.
    bits: u8,
    /// Red, green and blue of each sample.
    palette: Option<Vec<[u8; 3]>>,
    /// Whether its samples have been through a lossy coder: JPEG inside TIFF.
    pub(super) is_lossy: bool,
    /// Whether they are Y'CbCr, full range, as JPEG stores it.
    is_luma: bool,
    /// Whether colours are multiplied by their opacity (TIFF 6, section 18: associated alpha).
    is_multiplied: bool,
}

impl From<TiffError> for Fault {
    fn from(error: TiffError) -> Fault {
        match error {
            TiffError::IoError(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => Fault::Truncated,
            TiffError::UnsupportedError(e) => Fault::Variety(format!("TIFF of a rare kind ({e})")),
            e => Fault::Damaged(e.to_string()),
        }
    }
}

type File<'a> = Decoder<Cursor<Cow<'a, [u8]>>>;

/// Reads the header.
pub(super) fn look(bytes: &[u8]) -> Result<Look, Fault> {
    open(bytes).map(|(_, look)| look)
}

/// The samples, turned as they are stored.
pub(super) fn decode(bytes: &[u8]) -> Result<Raster, Fault> {
    let (file, look) = open(bytes)?;
    let (width, height) = (look.width, look.height);
    let mut limits = Limits::default();
    limits.decoding_buffer_size = width as usize * height as usize * look.bytes_per_pixel as usize;
    limits.intermediate_buffer_size = SCRATCH;
    let mut file = file.with_limits(limits);
    let mut buffer = DecodingResult::U8(Vec::new());
    let layout = file.read_image_to_buffer(&mut buffer)?;
    let samples = match buffer {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => samples.into_iter().map(super::decode::narrow).collect(),
        _ => return Err(Fault::Variety("TIFF with samples that are no whole numbers".into())),
    };
    let samples = interleaved(samples, &layout, look.bits);
    let pixels = width as usize * height as usize;
    if look.bits < 8 {
        let values = unpacked(&samples, look.bits, width as usize);
        return finish(&look, values, pixels, 1);
    }
    let per_pixel = samples.len() / pixels.max(1);
    finish(&look, samples, pixels, per_pixel)
}

/// Samples of eight bits, or of fewer one a byte, as a picture.
fn finish(look: &Look, samples: Vec<u8>, pixels: usize, per_pixel: usize) -> Result<Raster, Fault> {
    let channels = look.kind.channels();
    // A place in the palette stands for three colours.
    let needed = if look.palette.is_some() { channels - 2 } else { channels };
    if per_pixel < needed || samples.len() < pixels * per_pixel {
        return Err(Fault::Truncated);
    }
    let samples = match &look.palette {
        Some(palette) => {
            let mut out = Vec::with_capacity(pixels * channels);
            for pixel in samples.chunks_exact(per_pixel).take(pixels) {
                out.extend(palette.get(usize::from(pixel[0])).copied().unwrap_or_default());
                out.extend((look.kind == Kind::Rgba).then(|| pixel[1]));
            }
            out
        }
        None if look.bits < 8 => {
            let most = (1 << look.bits) - 1;
            samples.iter().take(pixels).map(|&s| (u16::from(s) * 255 / most) as u8).collect()
        }
        None if per_pixel == channels => samples,
        // More samples than colours: masks and the like.
        None => samples.chunks_exact(per_pixel).flat_map(|p| &p[..channels]).copied().collect(),
    };
    let mut samples: Vec<u8> = samples;
    if look.is_luma {
        samples.as_chunks_mut::<3>().0.iter_mut().for_each(|pixel| *pixel = rgb_of(*pixel));
    }
    if look.is_multiplied && matches!(look.kind, Kind::GrayAlpha | Kind::Rgba) {
        for pixel in samples.chunks_exact_mut(channels) {
            let (alpha, colours) = pixel.split_last_mut().map_or((255, &mut [][..]), |(a, c)| (*a, c));
            for colour in colours.iter_mut().filter(|_| alpha > 0) {
                *colour =
                    ((u16::from(*colour) * 255 + u16::from(alpha) / 2) / u16::from(alpha)).min(255) as u8;
            }
        }
    }
    Ok(Raster { kind: look.kind, width: look.width, height: look.height, samples: samples.into() })
}

fn open(bytes: &[u8]) -> Result<(File<'_>, Look), Fault> {
    let mut file = Decoder::new(Cursor::new(Cow::Borrowed(bytes)))?;
    let meaning = file.find_tag_unsigned(Tag::PhotometricInterpretation)?.and_then(Meaning::from_u16);
    let compression = file.find_tag_unsigned(Tag::Compression)?.unwrap_or(1);
    let is_lossy = compression == CompressionMethod::ModernJPEG.to_u16();
    if let Some(name) = unread_compression(compression) {
        return Err(Fault::Variety(format!("TIFF with {name} compression")));
    }
    let mut palette = None;
    match meaning {
        Some(Meaning::RGBPalette) => {
            palette = Some(colours(&file.get_tag_u16_vec(Tag::ColorMap)?));
            // The decoder knows no palettes; what it takes for gray are the places in one.
            file = Decoder::new(Cursor::new(Cow::Owned(as_gray(bytes).ok_or(Fault::Truncated)?)))?;
        }
        Some(Meaning::CIELab | Meaning::IccLab | Meaning::ItuLab) => {
            return Err(Fault::Variety("TIFF in L*a*b* colours".into()));
        }
        _ => {}
    }
    if file.find_tag_unsigned(Tag::FillOrder)? == Some(2_u16) {
        return Err(Fault::Variety("TIFF with its bits in reverse order".into()));
    }
    // The decoder panics at these; strips of that kind are read.
    let apart = file.find_tag_unsigned(Tag::PlanarConfiguration)? == Some(2_u16);
    if apart && file.find_tag(Tag::TileWidth)?.is_some() {
        return Err(Fault::Variety("TIFF of tiles with each colour by itself".into()));
    }
    let (width, height) = file.dimensions()?;
    let extra: Vec<u16> = file.find_tag_unsigned_vec(Tag::ExtraSamples)?.unwrap_or_default();
    let has_alpha = matches!(extra.first(), Some(1 | 2));
    let colour = file.colortype()?;
    let whole = file.find_tag_unsigned_vec::<u16>(Tag::SampleFormat)?;
    if whole.is_some_and(|formats| formats.iter().any(|&f| f != 1)) {
        return Err(Fault::Variety("TIFF with samples that are no whole numbers".into()));
    }
    let (kind, bits, per_pixel) = match colour {
        ColorType::Gray(bits @ (1 | 2 | 4 | 8 | 16)) => (Kind::Gray, bits, 1),
        ColorType::Multiband { bit_depth: bits @ (8 | 16), num_samples } => {
            (if has_alpha { Kind::GrayAlpha } else { Kind::Gray }, bits, u64::from(num_samples))
        }
        ColorType::RGB(bits @ (8 | 16)) => (Kind::Rgb, bits, 3),
        ColorType::RGBA(bits @ (8 | 16)) => (Kind::Rgba, bits, 4),
        ColorType::YCbCr(8) if is_lossy => (Kind::Rgb, 8, 3),
        ColorType::CMYK(bits @ (8 | 16)) => (Kind::Cmyk, bits, 4),
        ColorType::CMYKA(bits @ (8 | 16)) => (Kind::Cmyk, bits, 5),
        other => return Err(Fault::Variety(format!("TIFF with samples of {} bits", other.bit_depth()))),
    };
    let kind = match kind {
        Kind::GrayAlpha if palette.is_some() => Kind::Rgba,
        _ if palette.is_some() => Kind::Rgb,
        kind => kind,
    };
    let block = |tag: Tag, file: &mut File<'_>| file.find_tag(tag).ok().flatten()?.into_u8_vec().ok();
    let look = Look {
        width,
        height,
        kind,
        bytes_per_pixel: (per_pixel * u64::from(bits.div_ceil(8))).max(kind.channels() as u64),
        orientation: file.find_tag_unsigned(Tag::Orientation).ok().flatten().unwrap_or(1),
        profile: block(Tag::IccProfile, &mut file),
        xmp: block(XMP, &mut file),
        iptc: block(IPTC, &mut file),
        bits,
        palette,
        is_lossy,
        is_luma: matches!(colour, ColorType::YCbCr(_)),
        // A place in a palette is multiplied by nothing.
        is_multiplied: extra.first() == Some(&1) && meaning != Some(Meaning::RGBPalette),
    };
    Ok((file, look))
}

/// The name of a compression that is not read.
fn unread_compression(number: u16) -> Option<String> {
    let name = match CompressionMethod::from_u16_exhaustive(number) {
        CompressionMethod::None
        | CompressionMethod::LZW
        | CompressionMethod::Deflate
        | CompressionMethod::OldDeflate
        | CompressionMethod::PackBits
        | CompressionMethod::ModernJPEG
        | CompressionMethod::Fax4 => return None,
        CompressionMethod::JPEG => "old-style JPEG",
        CompressionMethod::Huffman => "CCITT run-length",
        CompressionMethod::Fax3 => "CCITT Group 3",
        _ => match number {
            34_661 => "JBIG",
            34_676 | 34_677 => "SGI Log",
            34_712 => "JPEG 2000",
            34_887 => "LERC",
            34_925 => "LZMA",
            50_000 => "Zstandard",
            50_001 => "WebP",
            50_002 => "JPEG XL",
            other => return Some(format!("number {other}")),
        },
    };
    Some(name.to_owned())
}

/// A colour map (TIFF 6, section 5): all reds, all greens, all blues, of 16 bits each. Some programs write 8.
fn colours(map: &[u16]) -> Vec<[u8; 3]> {
    let third = map.len() / 3;
    let wide = map.iter().any(|&v| v > 255);
    let eight = |v: u16| if wide { super::decode::narrow(v) } else { v as u8 };
    (0..third).map(|n| [map[n], map[third + n], map[2 * third + n]].map(eight)).collect()
}

/// The file with its first picture called gray.
fn as_gray(bytes: &[u8]) -> Option<Vec<u8>> {
    let little = bytes.starts_with(b"II");
    let number = |at: usize, length: usize| -> Option<usize> {
        let part = bytes.get(at..at.checked_add(length)?)?;
        let fold = |n: u64, b: &u8| n << 8 | u64::from(*b);
        let value = if little { part.iter().rev().fold(0, fold) } else { part.iter().fold(0, fold) };
        usize::try_from(value).ok()
    };
    let big = number(2, 2)? == 43;
    let (start, count, entry, value) =
        if big { (number(8, 8)?, 8, 20, 12) } else { (number(4, 4)?, 2, 12, 8) };
    let entries = number(start, count)?;
    let at = (0..entries.min(4096))
        .map(|n| start + count + n * entry)
        .find(|&at| number(at, 2) == Some(usize::from(Tag::PhotometricInterpretation.to_u16())))?;
    let mut out = bytes.to_vec();
    let place = at + value + if little { 0 } else { 1 };
    *out.get_mut(place)? = Meaning::BlackIsZero.to_u16() as u8;
    Some(out)
}

/// Planes of one colour each as pixels; anything else as it is.
fn interleaved(samples: Vec<u8>, layout: &BufferLayoutPreference, bits: u8) -> Vec<u8> {
    let Some(stride) = layout.plane_stride.filter(|_| layout.planes > 1) else { return samples };
    // Samples of 16 bits are down to eight by now.
    let stride = stride.get() / usize::from(bits.div_ceil(8));
    let planes: Vec<&[u8]> = samples.chunks_exact(stride.max(1)).take(layout.planes).collect();
    (0..stride).flat_map(|at| planes.iter().map(move |plane| plane[at])).collect()
}

/// Samples of fewer than eight bits, one a byte. Rows begin at whole bytes.
fn unpacked(samples: &[u8], bits: u8, width: usize) -> Vec<u8> {
    let row = (width * usize::from(bits)).div_ceil(8);
    let value = |row: &[u8], x: usize| {
        let at = x * usize::from(bits);
        row[at / 8] >> (8 - usize::from(bits) - at % 8) & ((1 << bits) - 1)
    };
    samples.chunks_exact(row.max(1)).flat_map(|row| (0..width).map(move |x| value(row, x))).collect()
}
