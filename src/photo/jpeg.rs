//! The marker segments of a JPEG file (ITU-T T.81, Annex B): what the header says, the file without what is
//! personal, and the pixels.

use super::block::Block;
use super::fault::Fault;
use super::raster::{Kind, Raster, mul};
use std::ops::Range;
use std::sync::Arc;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// What the segments of a file say.
#[derive(Debug)]
pub(super) struct Jpeg {
    /// Pixels across, as stored.
    pub(super) width: u32,
    /// Pixels down, as stored.
    pub(super) height: u32,
    /// 1, 3 or 4.
    pub(super) components: u8,
    /// Whether its scans bring the picture bit by bit.
    pub(super) is_progressive: bool,
    /// Whether an Adobe segment (APP14) stands in it. Four components are then stored inverted: 0 is full
    /// ink (Adobe Technical Note 5116).
    pub(super) adobe: bool,
    /// The EXIF block, from its byte order mark on.
    pub(super) exif: Option<Range<usize>>,
    /// The XMP packet (ISO 16684-3, 1.1.3).
    pub(super) xmp: Option<Range<usize>>,
    /// Photoshop's image resources, with IPTC among them.
    pub(super) photoshop: Option<Range<usize>>,
    /// Whether it has a comment.
    pub(super) has_comment: bool,
    /// Whether it has segments that may say anything and are not read: a second block of a kind, the extension of an
    /// XMP packet, those of other makers.
    pub(super) has_unread: bool,
    /// The ICC profile, joined from its segments (ICC.1:2022 Annex B.4).
    pub(super) profile: Option<Vec<u8>>,
    /// What stands before the first scan and is not needed to draw the picture: EXIF, XMP, IPTC, comments,
    /// profiles, thumbnails.
    metadata: Vec<Range<usize>>,
    /// One past the end-of-image marker; what follows (previews, gain maps, film) is no part of it.
    end: usize,
}

/// What an XMP segment begins with.
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";

/// Reads the segments.
pub(super) fn read(bytes: &[u8]) -> Result<Jpeg, Fault> {
    let mut jpeg = Jpeg {
        width: 0,
        height: 0,
        components: 0,
        is_progressive: false,
        adobe: false,
        exif: None,
        xmp: None,
        photoshop: None,
        has_comment: false,
        has_unread: false,
        profile: None,
        metadata: Vec::new(),
        end: 0,
    };
    let mut profile: Vec<(u8, &[u8])> = Vec::new();
    let mut at = 2;
    let mut in_scans = false;
    loop {
        let (marker, start) = next_marker(bytes, at)?;
        let payload = start + 2;
        // What stands between segments is the rest of one that says it is shorter, and may say anything.
        if !in_scans && at < start - 2 {
            jpeg.has_unread |= bytes[at..start - 2].iter().any(|&b| b != 0xFF);
            jpeg.leave_out(at..start - 2);
        }
        match marker {
            0xD9 if in_scans => {
                jpeg.end = start;
                break;
            }
            // Restart markers, SOI, TEM: no length follows. So does a stray EOI before the picture.
            0xD0..=0xD9 | 0x01 => {
                if !in_scans {
                    jpeg.leave_out(start - 2..start);
                }
                at = start;
                continue;
            }
            _ => {}
        }
        let length = be16(bytes, start).ok_or(Fault::Truncated)?;
        let end = start + usize::from(length);
        let Some(data) = bytes.get(payload..end.max(payload)) else { return Err(Fault::Truncated) };
        let segment = start - 2..end.max(payload);
        match marker {
            0xC0..=0xC2 => {
                frame(&mut jpeg, data)?;
                jpeg.is_progressive = marker == 0xC2;
            }
            0xC4 | 0xC8 | 0xCC => {}
            0xC3 | 0xC5..=0xCF => return Err(Fault::Variety(rare(marker).into())),
            0xDA => in_scans = true,
            0xE1 if data.starts_with(b"Exif\0") && jpeg.exif.is_none() => {
                jpeg.exif = data.get(6..).map(|_| payload + 6..segment.end);
                jpeg.has_unread |= jpeg.exif.is_none();
            }
            0xE1 if data.starts_with(XMP) && jpeg.xmp.is_none() => {
                jpeg.xmp = Some(payload + XMP.len()..segment.end);
            }
            0xED if data.starts_with(b"Photoshop 3.0\0") && jpeg.photoshop.is_none() => {
                jpeg.photoshop = Some(payload..segment.end);
            }
            0xFE => jpeg.has_comment = true,
            0xE2 if data.starts_with(b"ICC_PROFILE\0") && data.len() > 14 => {
                profile.push((data[12], &data[14..]));
            }
            0xEE if data.starts_with(b"Adobe") => jpeg.adobe = true,
            // Thumbnails, and the places of pictures behind the end.
            0xE0 if data.starts_with(b"JFIF\0") || data.starts_with(b"JFXX\0") => {}
            0xE2 if data.starts_with(b"MPF\0") => {}
            0xE0..=0xEF => jpeg.has_unread = true,
            _ => {}
        }
        // APP0 (JFIF) and Adobe's APP14 say how to draw it; all other APPn and COM say something else.
        let needed =
            marker == 0xE0 && data.starts_with(b"JFIF\0") || marker == 0xEE && data.starts_with(b"Adobe");
        if matches!(marker, 0xE0..=0xEF | 0xFE) && !needed {
            jpeg.leave_out(segment.clone());
        }
        at = segment.end;
    }
    if jpeg.components == 0 {
        return Err(Fault::Damaged("no picture in it".into()));
    }
    profile.sort_by_key(|&(place, _)| place);
    jpeg.profile =
        (!profile.is_empty()).then(|| profile.iter().flat_map(|(_, part)| *part).copied().collect());
    Ok(jpeg)
}

impl Jpeg {
    /// Notes a stretch that is not needed; one that goes on where the last one ends is a part of it, since a file may be made
    /// of markers.
    fn leave_out(&mut self, stretch: Range<usize>) {
        match self.metadata.last_mut() {
            Some(last) if last.end == stretch.start => last.end = stretch.end,
            _ => self.metadata.push(stretch),
        }
    }

    /// How many stretches are not needed.
    #[cfg(test)]
    pub(super) fn stretches(&self) -> usize {
        self.metadata.len()
    }

    /// How many bytes the file has without metadata.
    pub(super) fn bare_size(&self) -> usize {
        self.end - self.metadata.iter().map(ExactSizeIterator::len).sum::<usize>()
    }

    /// The file with metadata, up to its end.
    pub(super) fn whole(&self, bytes: &Arc<[u8]>) -> Arc<[u8]> {
        if self.end == bytes.len() { bytes.clone() } else { bytes[..self.end].into() }
    }

    /// The file without metadata; the picture itself is not touched.
    pub(super) fn bare(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.end);
        let mut at = 0;
        for segment in &self.metadata {
            out.extend_from_slice(&bytes[at..segment.start]);
            at = segment.end;
        }
        out.extend_from_slice(&bytes[at..self.end]);
        out
    }
}

/// The pixels: gray, RGB or ink.
pub(super) fn decode(bytes: &[u8], header: &Jpeg) -> Result<Raster, Fault> {
    let damaged = |e: &dyn std::fmt::Debug| Fault::Damaged(format!("{e:?}"));
    let options = DecoderOptions::default().set_max_width(65_535).set_max_height(65_535);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|e| damaged(&e))?;
    let stored = decoder.input_colorspace().unwrap_or(ColorSpace::RGB);
    let (kind, wanted) = match stored {
        ColorSpace::Luma => (Kind::Gray, ColorSpace::Luma),
        // There and back again costs less than Y'CbCr all the way: only this conversion has SIMD at both ends.
        ColorSpace::YCbCr | ColorSpace::RGB => (Kind::Rgb, ColorSpace::RGB),
        ColorSpace::CMYK | ColorSpace::YCCK => (Kind::Cmyk, stored),
        other => return Err(Fault::Variety(format!("JPEG of the colours {other:?}"))),
    };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let length = decoder.output_buffer_size().ok_or(Fault::Truncated)?;
    let mut samples = Block::zeroed(length);
    decoder.decode_into(&mut samples).map_err(|e| damaged(&e))?;
    if stored == ColorSpace::YCCK {
        ycck_to_ink(&mut samples);
    } else if kind == Kind::Cmyk && header.adobe {
        samples.iter_mut().for_each(|s| *s = 255 - *s);
    }
    let (width, height) = (header.width, header.height);
    if samples.len() != width as usize * height as usize * kind.channels() {
        return Err(Fault::Damaged("two sizes in one file".into()));
    }
    Ok(Raster { kind, width, height, samples })
}

/// The byte of the next marker and the place behind it. Fill bytes, and the entropy-coded bytes of a scan, in
/// which 0xFF is always followed by 0x00 or a restart marker, are passed over.
fn next_marker(bytes: &[u8], mut at: usize) -> Result<(u8, usize), Fault> {
    loop {
        let rest = bytes.get(at..).ok_or(Fault::Truncated)?;
        at += rest.iter().position(|&b| b == 0xFF).ok_or(Fault::Truncated)? + 1;
        match bytes.get(at) {
            None => return Err(Fault::Truncated),
            Some(0x00) => at += 1,
            Some(0xFF) => {}
            Some(&marker) => return Ok((marker, at + 1)),
        }
    }
}

/// The frame header (B.2.2).
fn frame(jpeg: &mut Jpeg, data: &[u8]) -> Result<(), Fault> {
    let (Some(&precision), Some(height), Some(width), Some(&components)) =
        (data.first(), be16(data, 1), be16(data, 3), data.get(5))
    else {
        return Err(Fault::Truncated);
    };
    if precision != 8 {
        return Err(Fault::Variety(format!("{precision}-bit JPEG")));
    }
    if !matches!(components, 1 | 3 | 4) {
        return Err(Fault::Variety(format!("JPEG of {components} colour components")));
    }
    if width == 0 || height == 0 {
        return Err(Fault::Damaged("it says it has no width or height".into()));
    }
    if jpeg.components != 0 {
        return Err(Fault::Variety("hierarchical JPEG".into()));
    }
    (jpeg.width, jpeg.height, jpeg.components) = (width.into(), height.into(), components);
    Ok(())
}

/// The name of a coding process that hardly anything writes (Table B.1).
fn rare(marker: u8) -> &'static str {
    match marker {
        0xC3 => "lossless JPEG",
        0xC9..=0xCB | 0xCD..=0xCF => "JPEG with arithmetic coding",
        _ => "hierarchical JPEG",
    }
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

/// YCCK to ink. Its first three are Y'CbCr (BT.601, full range) of the ink itself, as Adobe stores 255 − ink
/// in the R′G′B′ of the transform's usual direction; the last is inverted black.
fn ycck_to_ink(samples: &mut [u8]) {
    for pixel in samples.as_chunks_mut::<4>().0 {
        let [c, m, y] = rgb_of([pixel[0], pixel[1], pixel[2]]);
        *pixel = [c, m, y, 255 - pixel[3]];
    }
}

/// Y'CbCr (JFIF 1.02, BT.601 in full range) to RGB.
pub(super) fn rgb_of([y, cb, cr]: [u8; 3]) -> [u8; 3] {
    // 16.16 fixed point.
    let (y, cb, cr) = (i32::from(y) << 16, i32::from(cb) - 128, i32::from(cr) - 128);
    let clip = |n: i32| ((n + 0x8000) >> 16).clamp(0, 255) as u8;
    [clip(y + 91_881 * cr), clip(y - 22_554 * cb - 46_802 * cr), clip(y + 116_130 * cb)]
}

/// CMYK without a profile to RGB: each ink and black filter the light one after the other.
pub(super) fn rgb_of_ink([c, m, y, k]: [u8; 4]) -> [u8; 3] {
    [mul(255 - c, 255 - k), mul(255 - m, 255 - k), mul(255 - y, 255 - k)]
}
