//! Photos as cameras and phones send them: large, lying on their side, and telling where they were taken.

use jpeg_encoder::{ColorType, Encoder};

/// A photo of one colour with a bright spot near its start corner, as a JPEG file.
pub(crate) fn plain(width: u16, height: u16, colour: [u8; 3]) -> Vec<u8> {
    let spot = |x: u16, y: u16| x < width / 8 && y < height / 8;
    let pixel = |x, y| if spot(x, y) { [250, 250, 250] } else { colour };
    let samples: Vec<u8> = (0..height).flat_map(|y| (0..width).flat_map(move |x| pixel(x, y))).collect();
    let mut out = Vec::new();
    Encoder::new(&mut out, 90).encode(&samples, width, height, ColorType::Rgb).unwrap();
    out
}

/// The same with metadata: lying on its side (orientation 6), with the place where it was taken and the number
/// of the camera's body.
pub(crate) fn telling(width: u16, height: u16, colour: [u8; 3]) -> Vec<u8> {
    let short = |tag: u16, value: u16| {
        [&tag.to_be_bytes()[..], &[0, 3, 0, 0, 0, 1], &value.to_be_bytes(), &[0, 0]].concat()
    };
    let pointer =
        |tag: u16, at: u32| [&tag.to_be_bytes()[..], &[0, 4, 0, 0, 0, 1], &at.to_be_bytes()].concat();
    let words = |tag: u16, count: u32, at: u32| {
        [&tag.to_be_bytes()[..], &[0, 2], &count.to_be_bytes(), &at.to_be_bytes()].concat()
    };
    // Head (8), first directory of three entries (42), then the two others of one entry (18 each), then text.
    let (exif, gps, serial) = (50, 68, 86);
    let mut tiff = b"MM\0\x2a\0\0\0\x08".to_vec();
    tiff.extend([0, 3]);
    tiff.extend(short(0x0112, 6));
    tiff.extend(pointer(0x8769, exif));
    tiff.extend(pointer(0x8825, gps));
    tiff.extend([0; 4]);
    tiff.extend([0, 1]);
    tiff.extend(words(0xa431, 12, serial));
    tiff.extend([0; 4]);
    tiff.extend([0, 1]);
    tiff.extend([&[0, 1, 0, 2, 0, 0, 0, 2][..], b"N\0\0\0"].concat());
    tiff.extend([0; 4]);
    tiff.extend(b"SERIAL-4711\0");
    let mut segment = vec![0xff, 0xe1];
    segment.extend((tiff.len() as u16 + 8).to_be_bytes());
    segment.extend(b"Exif\0\0");
    segment.extend(tiff);
    let file = plain(width, height, colour);
    [&file[..2], &segment, &file[2..]].concat()
}
