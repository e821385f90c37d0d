//! Bytes to text. Only UTF-8 is read; for anything else the message says what it looks like.

use crate::diag::{Diag, codes::source as codes};
use std::sync::Arc;

/// The text of a file without its byte order mark.
pub(super) fn decode(path: &str, bytes: &[u8]) -> Result<Arc<str>, Diag> {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match simdutf8::compat::from_utf8(body) {
        Ok(text) => Ok(text.into()),
        Err(error) => {
            let at = error.valid_up_to() + bytes.len() - body.len();
            let (en, zh) = guess(bytes);
            Err(Diag::new(&codes::NOT_UTF8).arg(path).arg(at.to_string()).arg_both(en, zh))
        }
    }
}

/// The encoding that the bytes look like.
fn guess(bytes: &[u8]) -> (&'static str, &'static str) {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return ("UTF-16", "UTF-16"),
        _ if bytes.iter().take(512).filter(|&&b| b == 0).count() > bytes.len().min(512) / 4 => {
            return ("UTF-16", "UTF-16");
        }
        _ if bytes.contains(&0) => return ("a binary file", "二进制文件"),
        _ => {}
    }
    // Common characters of GB 2312 have both bytes in A1..=FE and a lead in B0..=D7; Big5 puts its common
    // ones at A4..=C6 with half of the trails below 7F.
    let (mut gb, mut big5, mut bad) = (0usize, 0usize, 0usize);
    let mut rest = bytes;
    while let Some((&lead, tail)) = rest.split_first() {
        rest = tail;
        if lead < 0x80 {
            continue;
        }
        let Some(&trail) = tail.first() else { break };
        rest = &tail[1..];
        match (lead, trail) {
            (0xA4..=0xC6, 0x40..=0x7E) => big5 += 2,
            (0xB0..=0xD7, 0xA1..=0xFE) => gb += 1,
            (0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE) | (0x81..=0x84, 0x30..=0x39) => {}
            _ => bad += 1,
        }
    }
    if bad > (gb + big5) / 4 + 1 {
        ("another encoding", "其他编码")
    } else if big5 > gb {
        ("Big5", "Big5")
    } else {
        ("GB18030", "GB18030")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_and_what() {
        let gb = b"title\xB6\xAB\xD1\xF4\xCA\xD0\xBE\xAD\xBC\xC3";
        let diag = decode("a.md", gb).expect_err("not UTF-8");
        assert_eq!(diag.args, ["a.md", "5", "GB18030\u{1F}GB18030"]);
        assert_eq!(guess(b"\xA4\xA4\xA4\xE5\xA4\x40\xA4\x48\xA6\x61\xA4\x57").0, "Big5");
        assert_eq!(guess(b"\xFF\xFEa\0b\0").0, "UTF-16");
        assert_eq!(guess(b"\x89PNG\r\n\0\0").0, "a binary file");
        assert_eq!(&*decode("a.md", b"\xEF\xBB\xBFa").expect("UTF-8"), "a");
    }
}
