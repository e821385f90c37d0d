//! Pictures by their bytes, and those of a web page, which may stand in the page's own text.

use super::piece::{Picture, Told};
use super::report::Kind;
use super::walk::Walk;
use scraper::ElementRef;

/// The most bytes of a picture that stands in the page itself.
const MAX_PICTURE: usize = 64 << 20;

/// The extension of a picture's kind, by its first bytes; `None` for what keben does not read.
pub(super) fn extension(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        [b'I', b'I', 0x2A, 0, ..] | [b'M', b'M', 0, 0x2A, ..] => Some("tif"),
        _ => None,
    }
}

/// What a picture is that keben does not read.
pub(super) fn kind(bytes: &[u8]) -> &'static str {
    match bytes {
        [1, 0, 0, 0, ..] => "EMF",
        [0xD7, 0xCD, 0xC6, 0x9A, ..] | [1, 0, 9, 0, ..] => "WMF",
        [b'B', b'M', ..] => "BMP",
        [0x1F, 0x8B, ..] => "EMZ",
        [b'<', ..] => "SVG",
        _ => "?",
    }
}

impl Walk<'_, '_> {
    /// A picture of a page, with the path that the page names it by.
    pub(super) fn picture(&mut self, element: ElementRef<'_>) {
        self.end_line();
        let attribute = |name: &str| element.value().attr(name).map(str::trim).filter(|v| !v.is_empty());
        let source = attribute("src").unwrap_or_default();
        // A counting pixel or a button is no picture of the article.
        let tiny = |name| {
            attribute(name).and_then(|v| v.trim_end_matches("px").parse::<u32>().ok()).is_some_and(|v| v < 80)
        };
        if tiny("width") || tiny("height") || self.main.is_some() {
            return;
        }
        let bytes =
            source.strip_prefix("data:").and_then(|d| d.split_once(";base64,")).and_then(|(_, d)| decoded(d));
        let found = bytes.as_deref().and_then(extension);
        let alt = attribute("alt").map(str::to_owned);
        if found.is_none() && source.starts_with("data:") {
            let (en, zh) = ("a picture of a kind that cannot be read is not taken", "不能识别的图片没有取用");
            return self.raw.remark(Kind::Left, alt.as_deref().unwrap_or("…"), en, zh);
        }
        let path = if bytes.is_some() { String::new() } else { source.to_owned() };
        let extension = found.unwrap_or("jpg");
        let picture = Picture { bytes: bytes.map(Into::into), extension, alt, path, missing: None };
        let told = Told::Picture(self.raw.pictures.len());
        self.raw.pictures.push(picture);
        self.push(String::new(), told);
    }
}

/// Base64 (RFC 4648, 4), white space left out.
fn decoded(text: &str) -> Option<Vec<u8>> {
    if text.len() / 4 * 3 > MAX_PICTURE {
        return None;
    }
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xFF) as u8);
        }
    }
    Some(out)
}
