//! EXIF of a PNG where the decoder does not look for it: behind the pixels, which PNG 3, 5.6 allows, and in a text, where
//! ImageMagick put it before PNG had a place for it (11.3.4.5): a keyword, and below it the name, the length and the bytes in
//! hexadecimal digits.

/// The keywords.
const KEYS: [&str; 2] = ["Raw profile type exif", "Raw profile type APP1"];
/// The most bytes of text that are looked at.
const MOST: usize = 4 << 20;

/// The EXIF block of a PNG.
pub(super) fn exif(bytes: &[u8]) -> Option<Vec<u8>> {
    in_chunk(bytes).map(<[u8]>::to_vec).or_else(|| in_text(bytes))
}

/// The content of the chunk for it, wherever that stands.
fn in_chunk(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(8..)?;
    loop {
        let (length, behind) = rest.split_first_chunk()?;
        let (kind, behind) = behind.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length) as usize;
        if kind == b"eXIf" {
            return behind.get(..length);
        }
        // Content and checksum.
        rest = behind.get(length.checked_add(4)?..)?;
    }
}

/// The block in a text before the pixels.
fn in_text(bytes: &[u8]) -> Option<Vec<u8>> {
    // Few files have it, and all others need not be read twice.
    let head = &bytes[..bytes.len().min(MOST)];
    KEYS.iter().find(|key| head.windows(key.len()).any(|w| w == key.as_bytes()))?;
    let mut decoder = png::Decoder::new_with_limits(std::io::Cursor::new(bytes), png::Limits { bytes: MOST });
    decoder.set_ignore_text_chunk(false);
    let reader = decoder.read_info().ok()?;
    let info = reader.info();
    let plain = info.uncompressed_latin1_text.iter().find(|t| KEYS.contains(&t.keyword.as_str()));
    let text = match plain {
        Some(text) => text.text.clone(),
        None => {
            let mut packed =
                info.compressed_latin1_text.iter().find(|t| KEYS.contains(&t.keyword.as_str()))?.clone();
            packed.decompress_text_with_limit(MOST).ok()?;
            packed.get_text().ok()?
        }
    };
    // Its name and its length come first.
    let digits = text.trim_start().splitn(3, '\n').nth(2)?;
    let digits: Vec<u8> = digits.bytes().filter(u8::is_ascii_hexdigit).collect();
    let value = |digit: u8| char::from(digit).to_digit(16).unwrap_or(0) as u8;
    let block: Vec<u8> = digits.as_chunks::<2>().0.iter().map(|&[a, b]| value(a) << 4 | value(b)).collect();
    Some(block.strip_prefix(b"Exif\0\0").map_or_else(|| block.clone(), <[u8]>::to_vec))
}
