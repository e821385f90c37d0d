//! What a file says of its picture before any pixel is decoded.

use super::Colours;
use super::colour::{self, Profile};
use super::exif_block::Exif;
use super::fault::{Fault, contained};
use super::jpeg::{self, Jpeg};
use super::metadata::{self, Blocks, Metadata};
use super::raster::Kind;
use super::turn::Turn;
use super::{decode, drawing, exif_block, place, png_exif, tiff, webp};
use crate::diag::{Diag, Diags, codes::photo as codes};
use image::{ColorType, ImageDecoder};
use std::ops::Range;
use std::sync::Arc;

/// The most pixels that are decoded: a little over the largest single-shot cameras (102 megapixels), and
/// 360 MB as RGB.
pub(super) const PIXEL_BUDGET: u64 = 120_000_000;

/// The most bytes that decoded samples may take, which 16 bits a sample reach before the pixels do.
const BYTE_BUDGET: u64 = 512 << 20;

/// The most pixels of a side: scaling weighs every one of a row by itself.
pub(super) const MAX_SIDE: u32 = 1_000_000;

/// Bytes that scaling takes for a pixel of the longer side: six weights.
const WEIGHTS: u64 = 48;

/// A kind of image file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    Jpeg,
    Png,
    Webp,
    Tiff,
    Gif,
    Svg,
}

/// What the header of a photo says.
#[derive(Debug)]
pub(super) struct Header {
    /// The kind of file.
    pub(super) format: Format,
    /// Pixels across, as stored.
    pub(super) width: u32,
    /// Pixels down, as stored.
    pub(super) height: u32,
    /// From stored to upright.
    pub(super) turn: Turn,
    /// The ICC profile, unless it is plain sRGB.
    pub(super) profile: Option<Arc<[u8]>>,
    /// Whether its pixels have been through a lossy coder already.
    pub(super) lossy: bool,
    /// Its colours, as they come out of the decoder.
    pub(super) colours: Colours,
    /// Whether a usable profile stands in it, plain sRGB included.
    pub(super) has_profile: bool,
    /// Whether it says where it was taken, or may say so where it cannot be read.
    pub(super) has_place: bool,
    /// Whether it says anything else about people, devices or times.
    pub(super) is_personal: bool,
    /// Bytes of memory that its pixels take while they are decoded and scaled.
    pub(super) working: u64,
    /// The segments of a JPEG.
    pub(super) jpeg: Option<Jpeg>,
}

/// Reads the header of a file; what an editor should know about it goes to `diags`.
pub(super) fn read(path: &str, bytes: &[u8], diags: &mut Diags) -> Result<(Header, Metadata), Diag> {
    let (mut header, icc, metadata) = contained(|| look(bytes)).map_err(|fault| fault.diag(path))?;
    if let Some((icc, components)) = icc {
        // A profile that its reader gives up on is none.
        let judged = contained(|| Ok(colour::judge(&icc, components)));
        match judged.unwrap_or(Profile::Unusable) {
            Profile::Srgb => header.has_profile = true,
            Profile::Other => {
                header.has_profile = true;
                header.profile = Some(icc.into());
            }
            Profile::Unusable => diags.push(Diag::new(&codes::BAD_PROFILE).arg(path)),
        }
    }
    if header.colours == Colours::Cmyk && header.profile.is_none() {
        diags.push(Diag::new(&codes::INK_WITHOUT_PROFILE).arg(path));
    }
    if !header.format.fits_name(path) {
        diags.push(Diag::new(&codes::WRONG_EXTENSION).arg(path).arg(header.format.name()));
    }
    Ok((header, metadata))
}

/// An ICC profile and the number of colour components that it must be for.
type Icc = (Vec<u8>, u8);

fn look(bytes: &[u8]) -> Result<(Header, Option<Icc>, Metadata), Fault> {
    let format = Format::of(bytes)?;
    if format == Format::Jpeg {
        let mut jpeg = jpeg::read(bytes)?;
        within_budget(jpeg.width, jpeg.height, jpeg.components.into())?;
        let block = |range: &Option<Range<usize>>| range.clone().and_then(|range| bytes.get(range));
        let told = block(&jpeg.exif);
        let exif = told.and_then(exif_block::parse);
        let (xmp, iptc) = (block(&jpeg.xmp), block(&jpeg.photoshop));
        let metadata = Metadata::of(&Blocks { xmp, iptc, exif: exif.as_ref() });
        // What cannot be read may say where the photo was taken.
        let may_have_place = jpeg.has_unread
            || told.is_some_and(|block| !exif_block::is_sound(block))
            || xmp.is_some_and(place::in_xmp)
            || iptc.is_some_and(place::in_iptc);
        let exif = exif.as_ref().map(Exif::of).unwrap_or_default();
        let icc = jpeg.profile.take().map(|profile| (profile, jpeg.components));
        let header = Header {
            format,
            width: jpeg.width,
            height: jpeg.height,
            turn: exif.turn,
            profile: None,
            lossy: true,
            colours: match jpeg.components {
                1 => Colours::Gray,
                4 => Colours::Cmyk,
                _ => Colours::Rgb,
            },
            has_profile: false,
            has_place: exif.has_place || may_have_place,
            is_personal: exif.is_personal || xmp.is_some() || iptc.is_some() || jpeg.has_comment,
            // Samples, and what is scaled of them; a progressive file is decoded as a whole before any sample is there.
            working: working(
                (jpeg.width, jpeg.height),
                u64::from(jpeg.components) * if jpeg.is_progressive { 4 } else { 2 },
            ),
            jpeg: Some(jpeg),
        };
        return Ok((header, icc, metadata));
    }
    if format == Format::Svg {
        let (width, height) = drawing::look(bytes)?;
        let header = Header {
            format,
            width,
            height,
            turn: Turn::default(),
            profile: None,
            lossy: false,
            colours: Colours::Rgb,
            // SVG is sRGB by definition (SVG 1.1, 12.1).
            has_profile: true,
            has_place: false,
            is_personal: false,
            // It is as large as it is drawn.
            working: 0,
            jpeg: None,
        };
        return Ok((header, None, Metadata::default()));
    }
    if format == Format::Tiff {
        let look = tiff::look(bytes)?;
        if look.width == 0 || look.height == 0 {
            return Err(Fault::Damaged("it says it has no width or height".into()));
        }
        within_budget(look.width, look.height, look.bytes_per_pixel)?;
        let colours = match look.kind {
            Kind::Gray | Kind::GrayAlpha => Colours::Gray,
            Kind::Cmyk => Colours::Cmyk,
            Kind::Rgb | Kind::Rgba => Colours::Rgb,
        };
        let components = match colours {
            Colours::Gray => 1,
            Colours::Rgb => 3,
            Colours::Cmyk => 4,
        };
        let header = Header {
            format,
            width: look.width,
            height: look.height,
            turn: Turn::from_exif(look.orientation),
            profile: None,
            lossy: look.is_lossy,
            colours,
            has_profile: false,
            // It is never shipped as it is.
            has_place: false,
            is_personal: false,
            working: working(
                (look.width, look.height),
                look.bytes_per_pixel * 2 + look.kind.channels() as u64 * 3,
            ),
            jpeg: None,
        };
        // EXIF is a TIFF, and a TIFF an EXIF.
        let exif = exif_block::parse_file(bytes);
        let blocks = Blocks { xmp: look.xmp.as_deref(), iptc: look.iptc.as_deref(), exif: exif.as_ref() };
        return Ok((header, look.profile.map(|profile| (profile, components)), Metadata::of(&blocks)));
    }
    if format == Format::Webp {
        webp::judge(bytes)?;
    }
    let mut decoder = decode::open(format, bytes)?;
    let (width, height) = decoder.dimensions();
    let colour = decoder.color_type();
    if width == 0 || height == 0 {
        return Err(Fault::Damaged("it says it has no width or height".into()));
    }
    if matches!(colour, ColorType::Rgb32F | ColorType::Rgba32F) {
        return Err(Fault::Variety(format!("{} with floating-point samples", format.name())));
    }
    within_budget(width, height, colour.bytes_per_pixel().into())?;
    let profile = decoder.icc_profile().unwrap_or(None);
    let components = if colour.has_color() { 3 } else { 1 };
    // What stands around the picture is no reason to refuse the picture. Some WebP files have the mark of a JPEG's
    // segment before their block, and the decoder does not look behind it.
    let block = decoder.exif_metadata().unwrap_or(None);
    let block = block.or_else(|| png_exif::exif(bytes).filter(|_| format == Format::Png));
    let (xmp, iptc) = (decoder.xmp_metadata().unwrap_or(None), decoder.iptc_metadata().unwrap_or(None));
    let exif = block.and_then(|block| exif_block::parse(block.strip_prefix(b"Exif\0\0").unwrap_or(&block)));
    let turn = match &exif {
        Some(exif) => Exif::of(exif).turn,
        None => match xmp.as_deref().and_then(metadata::turn_in_xmp) {
            Some(turn) => Turn::from_exif(turn),
            None => Turn::from_exif(decoder.orientation()?.to_exif().into()),
        },
    };
    let header = Header {
        format,
        width,
        height,
        turn,
        profile: None,
        lossy: format == Format::Webp && webp::is_lossy(bytes),
        colours: if components == 1 { Colours::Gray } else { Colours::Rgb },
        has_profile: false,
        // It is never shipped as it is.
        has_place: false,
        is_personal: false,
        // Samples as they are stored, narrowed to eight bits, and widened for linear light.
        working: working(
            (width, height),
            u64::from(colour.bytes_per_pixel()) + u64::from(colour.channel_count()) * 4,
        ),
        jpeg: None,
    };
    let blocks = Blocks { xmp: xmp.as_deref(), iptc: iptc.as_deref(), exif: exif.as_ref() };
    Ok((header, profile.map(|profile| (profile, components)), Metadata::of(&blocks)))
}

fn within_budget(width: u32, height: u32, bytes_per_pixel: u64) -> Result<(), Fault> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > PIXEL_BUDGET || pixels * bytes_per_pixel > BYTE_BUDGET {
        return Err(Fault::TooLarge(width, height));
    }
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(Fault::Unsound("a side of it has more than a million pixels", "有一边超过一百万像素"));
    }
    Ok(())
}

/// Bytes of memory that a picture takes while it is in work, of so many bytes a pixel.
fn working((width, height): (u32, u32), bytes_per_pixel: u64) -> u64 {
    u64::from(width) * u64::from(height) * bytes_per_pixel + WEIGHTS * u64::from(width.max(height))
}

impl Format {
    /// The kind of file by its first bytes.
    fn of(bytes: &[u8]) -> Result<Format, Fault> {
        let starts = |magic: &[u8]| bytes.starts_with(magic);
        let at = |place: usize, magic: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(magic));
        if bytes.is_empty() {
            Err(Fault::Empty)
        } else if starts(b"\xFF\xD8\xFF") {
            Ok(Format::Jpeg)
        } else if starts(b"\x89PNG\r\n\x1A\n") {
            Ok(Format::Png)
        } else if starts(b"RIFF") && at(8, b"WEBP") {
            Ok(Format::Webp)
        } else if [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"].iter().any(|m| starts(*m)) {
            Ok(Format::Tiff)
        } else if starts(b"GIF87a") || starts(b"GIF89a") {
            Ok(Format::Gif)
        } else if is_svg(bytes) {
            Ok(Format::Svg)
        } else {
            Err(unread_kind(bytes).map_or(Fault::NoImage, Fault::Kind))
        }
    }

    /// Its usual name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Format::Jpeg => "JPEG",
            Format::Png => "PNG",
            Format::Webp => "WebP",
            Format::Tiff => "TIFF",
            Format::Gif => "GIF",
            Format::Svg => "SVG",
        }
    }

    /// Whether a path ends as files of this kind do, or says nothing.
    fn fits_name(self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let Some((_, extension)) = name.rsplit_once('.') else { return true };
        let usual: &[&str] = match self {
            Format::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Format::Png => &["png"],
            Format::Webp => &["webp"],
            Format::Tiff => &["tif", "tiff"],
            Format::Gif => &["gif"],
            Format::Svg => &["svg"],
        };
        usual.iter().any(|known| extension.eq_ignore_ascii_case(known))
    }
}

/// Whether a text is an SVG drawing: its first element is called so.
fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(64 << 10)]);
    let mut rest = head.trim_start_matches('\u{FEFF}').trim_start();
    // Declarations, comments and a document type may stand before it.
    loop {
        let behind = match rest {
            r if r.starts_with("<!--") => r.find("-->").map(|end| &r[end + 3..]),
            r if r.starts_with("<?") => r.find("?>").map(|end| &r[end + 2..]),
            r if r.starts_with("<!DOCTYPE") => {
                let end = match (r.find('['), r.find('>')) {
                    (Some(list), Some(end)) if list < end => r.find("]>").map(|end| end + 2),
                    (_, end) => end.map(|end| end + 1),
                };
                end.map(|end| &r[end..])
            }
            r => {
                let name = r.strip_prefix('<').unwrap_or("");
                let name = name.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next();
                return name.is_some_and(|n| n == "svg" || n.ends_with(":svg"));
            }
        };
        let Some(behind) = behind else { return false };
        rest = behind.trim_start();
    }
}

/// The name of a kind of file that people send as a photo and that is not read.
fn unread_kind(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.get(4..8) == Some(b"ftyp") {
        return match bytes.get(8..12)? {
            b"avif" | b"avis" => Some("AVIF"),
            b"heic" | b"heix" | b"heim" | b"heis" | b"mif1" | b"msf1" => Some("HEIC"),
            _ => Some("MP4 / MOV"),
        };
    }
    let head = bytes.get(..bytes.len().min(512))?;
    let holds = |word: &[u8]| head.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word));
    Some(match () {
        () if starts(b"BM") => "BMP",
        () if starts(b"8BPS") => "Photoshop PSD",
        () if starts(b"%PDF") => "PDF",
        () if starts(b"%!PS") || starts(b"\xC5\xD0\xD3\xC6") => "EPS",
        () if starts(b"\0\0\0\x0CJXL ") || starts(b"\xFF\x0A") => "JPEG XL",
        () if starts(b"\0\0\0\x0CjP  ") => "JPEG 2000",
        () if starts(b"PK\x03\x04") => "ZIP / DOCX",
        () if starts(b"\xD0\xCF\x11\xE0") => "DOC",
        () if starts(b"version https://git-lfs") => "Git LFS pointer",
        () if holds(b"<html") || holds(b"<!doctype html") => "HTML",
        () => return None,
    })
}
