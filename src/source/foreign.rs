//! Texts of other encodings, for what comes from outside: a newspaper's files are as often GB 18030 or Big5 as
//! UTF-8, and nothing says which.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// A text, and why it was read so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, without a byte order mark.
    pub text: String,
    /// The name of the encoding: `UTF-8`, `GB18030`, `Big5`, `UTF-16LE`, `UTF-16BE`.
    pub encoding: &'static str,
    /// What spoke for it.
    pub evidence: Evidence,
    /// How many byte sequences mean nothing in it; each stands in the text as U+FFFD.
    pub malformed: usize,
}

/// What speaks for an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The file begins with a byte order mark.
    Mark,
    /// Every byte sequence is UTF-8, which hardly happens by chance.
    Valid,
    /// The frequencies of its characters, and that the other candidate has more that means nothing.
    Frequencies,
}

/// The text of bytes in UTF-8, GB 18030, Big5 or, with a byte order mark, UTF-16. `None` for what is no text
/// in any of them: more than one sequence in a hundred means nothing, or there are NULs.
pub fn decode_any(bytes: &[u8]) -> Option<Decoded> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return taken(encoding, &bytes[length..], Evidence::Mark);
    }
    if bytes.contains(&0) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let text = text.to_owned();
        return Some(Decoded { text, encoding: "UTF-8", evidence: Evidence::Valid, malformed: 0 });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    // The detector knows the whole web; here two remain, and what it says of others (Shift_JIS, Latin) is no
    // evidence for either.
    let first = if guess == BIG5 { BIG5 } else { GB18030 };
    let second = if first == BIG5 { GB18030 } else { BIG5 };
    let candidates = [UTF_8, first, second].map(|e| taken(e, bytes, Evidence::Frequencies));
    // A text of UTF-8 with a broken byte or two is still UTF-8.
    let [utf8, first, second] = candidates;
    let best = match (utf8, first, second) {
        (Some(utf8), _, _) => Some(utf8),
        (None, Some(first), Some(second)) if second.malformed + 2 < first.malformed => Some(second),
        (None, first, second) => first.or(second),
    };
    best.filter(|d| !d.text.is_empty())
}

/// The bytes in that encoding, if they are text in it.
fn taken(encoding: &'static Encoding, bytes: &[u8], evidence: Evidence) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
    let malformed = text.matches('\u{FFFD}').count();
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    let name = match encoding {
        e if e == GB18030 => "GB18030",
        e if e == BIG5 => "Big5",
        e if e == UTF_16LE => "UTF-16LE",
        e if e == UTF_16BE => "UTF-16BE",
        _ => "UTF-8",
    };
    let is_text = malformed * 100 <= wide.max(1) * 2 && !text.contains('\0');
    is_text.then_some(Decoded { text, encoding: name, evidence, malformed })
}

/// Whether a character is one of the 6,763 Chinese characters of GB/T 2312-1980, rows 16 to 87.
pub fn is_gb2312(c: char) -> bool {
    matches!(two_bytes(c), Some([0xB0..=0xF7, 0xA1..=0xFE]))
}

/// Whether a character has two bytes or one in GB 18030, as those of GBK have.
pub fn is_gbk(c: char) -> bool {
    c.is_ascii() || two_bytes(c).is_some()
}

fn two_bytes(c: char) -> Option<[u8; 2]> {
    let mut buffer = [0; 4];
    let text: &str = c.encode_utf8(&mut buffer);
    let (bytes, _, lost) = GB18030.encode(text);
    if lost { None } else { bytes.as_ref().try_into().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "清晨的码头上，渡船还没有开，卖豆浆的阿姨已经支起了摊子。";

    #[test]
    fn three_encodings_by_evidence() {
        let of = |bytes: &[u8]| decode_any(bytes).map(|d| (d.encoding, d.evidence, d.text));
        let expect = |name, evidence| Some((name, evidence, SENTENCE.to_owned()));
        assert_eq!(of(SENTENCE.as_bytes()), expect("UTF-8", Evidence::Valid));
        assert_eq!(of(&GB18030.encode(SENTENCE).0), expect("GB18030", Evidence::Frequencies));
        let traditional = "清晨的碼頭上，渡船還沒有開，賣豆漿的阿姨已經支起了攤子。";
        let big5 = decode_any(&BIG5.encode(traditional).0).unwrap();
        assert_eq!((big5.encoding, big5.text.as_str()), ("Big5", traditional));
        let traditional_gb = decode_any(&GB18030.encode(traditional).0).unwrap();
        assert_eq!((traditional_gb.encoding, traditional_gb.text.as_str()), ("GB18030", traditional));
        let marked =
            [b"\xFF\xFE".as_slice(), &"甲".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()];
        assert_eq!(of(&marked.concat()), Some(("UTF-16LE", Evidence::Mark, "甲".to_owned())));
        assert_eq!(of(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), None);
        assert_eq!(of(b"\xFF\xFF\x80\x80\xFF\xFF\x80\x81"), None);
    }

    #[test]
    fn the_old_set_of_characters() {
        assert!(is_gb2312('来') && is_gb2312('乾') && is_gb2312('著'));
        assert!(!is_gb2312('來') && !is_gb2312('，') && !is_gb2312('a'));
        assert!(is_gbk('來') && !is_gbk('㐀') && !is_gbk('𠮷'));
    }
}
