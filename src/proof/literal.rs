//! Stretches of a text that are no Chinese prose although they may have Chinese characters: addresses and the names of
//! files. Their marks stay as they are.

use std::ops::Range;

/// What the names of files end with.
const EXTENSIONS: [&str; 34] = [
    "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "jpg", "jpeg", "png", "gif", "tif", "tiff", "svg",
    "webp", "txt", "md", "csv", "zip", "rar", "mp3", "mp4", "mov", "wav", "htm", "html", "epub", "psd", "ai",
    "indd", "wps", "ofd", "xml", "json",
];

/// The stretches, in their order.
pub(super) fn literals(text: &str) -> Vec<Range<usize>> {
    // A word of an address or a name ends at white space or at a mark that is Chinese by itself.
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if ends_word(c) {
            add(text, start..at, &mut out);
            start = at + c.len_utf8();
        }
    }
    add(text, start..text.len(), &mut out);
    out
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || "，。；：、！？“”‘’（）《》「」『』【】…—\u{FFFC}".contains(c)
}

/// The address in a word, from where it begins; the whole word if it names a file.
fn add(text: &str, word: Range<usize>, out: &mut Vec<Range<usize>>) {
    let inside = &text[word.clone()];
    // A half-width mark behind it belongs to the sentence.
    let end = word.start + inside.trim_end_matches([',', ';', ':', '!', '?', '.', '"', '\'']).len();
    let is_address = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    if let Some(at) = ["://", "www.", "@"].iter().filter_map(|mark| inside.find(mark)).min() {
        let head = &inside[..at];
        let start = word.start + head.trim_end_matches(is_address).len();
        if start < end {
            out.push(start..end);
        }
    } else if let Some((name, extension)) = text[word.start..end].rsplit_once('.')
        && !name.is_empty()
        && EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
    {
        out.push(word.start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::literals;

    #[test]
    fn addresses_and_files_are_found() {
        for (text, found) in [
            ("见https://a.com/甲,乙;丙:丁，再说", &["https://a.com/甲,乙;丙:丁"][..]),
            ("写信给li.ming@例子.公司。", &["li.ming@例子.公司"]),
            ("打开 报告(终稿).docx, 看 photos/新桥(夜).jpg.", &["报告(终稿).docx", "photos/新桥(夜).jpg"]),
            ("www.a.com/甲.乙 好", &["www.a.com/甲.乙"]),
            ("甲,乙.丙 3.14 第1.2版", &[]),
        ] {
            let all: Vec<&str> = literals(text).into_iter().map(|r| &text[r]).collect();
            assert_eq!(all, found);
        }
    }
}
