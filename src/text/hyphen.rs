//! Where Latin words and addresses may be divided (D7, D11, F8).

use super::{Flags, Paragraph};
use crate::clreq::Class;
use hypher::Lang;
use std::ops::Range;

/// Shorter words are not divided.
const SHORTEST: usize = 5;

/// Marks the places between syllables of every word of letters, by the word's language; text without one of its
/// own in a Chinese article is taken for English.
pub(super) fn hyphenate(paragraph: &mut Paragraph, lang: &str) {
    let mut at = 0;
    while at < paragraph.len() {
        if paragraph.clusters[at].class != Class::Letter {
            at += 1;
            continue;
        }
        let run = paragraph.clusters[at].run;
        let rest = &paragraph.clusters[at..paragraph.len()];
        let end = at + rest.iter().take_while(|c| c.class == Class::Letter && c.run == run).count();
        word(paragraph, at..end, lang);
        at = end;
    }
}

fn word(paragraph: &mut Paragraph, clusters: Range<usize>, article: &str) {
    if clusters.len() < SHORTEST {
        return;
    }
    // An author's own soft hyphens say it all, and a part of a compound or of an address is left alone.
    let neighbour =
        |n: Option<usize>| n.and_then(|n| paragraph.clusters[..paragraph.len()].get(n)).map(|c| c.class);
    let divided = |c| matches!(c, Some(Class::SoftHyphen | Class::Digit));
    if divided(neighbour(clusters.start.checked_sub(1))) || divided(neighbour(Some(clusters.end))) {
        return;
    }
    let run = &paragraph.runs[paragraph.clusters[clusters.start].run as usize];
    let bytes = paragraph.bytes(clusters.clone());
    let word = &paragraph.text[bytes.clone()];
    // Abbreviations in capitals are read letter by letter.
    if run.code || !word.chars().any(char::is_lowercase) {
        return;
    }
    let Some(lang) = language(run.lang.as_deref().unwrap_or(article)) else { return };
    let mut places = Vec::new();
    let mut at = bytes.start;
    for syllable in hypher::hyphenate(word, lang) {
        if at > bytes.start {
            places.push(at as u32);
        }
        at += syllable.len();
    }
    for cluster in &mut paragraph.clusters[clusters] {
        if places.binary_search(&cluster.start).is_ok() {
            cluster.flags.add(Flags::HYPHEN_BEFORE);
        }
    }
}

fn language(tag: &str) -> Option<Lang> {
    let code = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if matches!(code.as_str(), "zh" | "ja" | "ko" | "yue" | "lzh" | "") {
        return Some(Lang::English);
    }
    let &[a, b] = code.as_bytes() else { return None };
    Lang::from_iso([a, b])
}

/// Marks addresses: words with `://` or `@` in them or `www.` before them.
pub(super) fn mark_addresses(paragraph: &mut Paragraph) {
    if !["://", "www.", "@"].iter().any(|sign| paragraph.text.contains(sign)) {
        return;
    }
    let mut at = 0;
    while at < paragraph.len() {
        let rest = &paragraph.clusters[at..paragraph.len()];
        let length = rest.iter().take_while(|c| !c.class.is_space() && !c.class.is_wide()).count();
        let word = &paragraph.text[paragraph.bytes(at..at + length)];
        if word.contains("://") || word.starts_with("www.") || word.contains('@') && word.contains('.') {
            for cluster in &mut paragraph.clusters[at..at + length] {
                cluster.flags.add(Flags::ADDRESS);
            }
        }
        at += length + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Desk, text};
    use super::*;

    fn points(source: &str) -> String {
        let desk = Desk::new();
        let p = desk.prepare(&[text(source)]);
        let mut out = String::new();
        for n in 0..p.len() {
            if p.clusters[n].flags.has(Flags::HYPHEN_BEFORE) {
                out.push('|');
            }
            out.push_str(&p.text[p.bytes(n..n + 1)]);
        }
        out
    }

    #[test]
    fn d7_words_divide_between_syllables_only() {
        assert_eq!(points("用extensive的"), "用ex|ten|sive的");
        assert_eq!(points("kW MPa WHO UNESCO it"), "kW MPa WHO UNESCO it");
        assert_eq!(points("ab\u{AD}extensive"), "ab\u{AD}extensive");
    }

    #[test]
    fn d11_addresses_are_known() {
        let desk = Desk::new();
        let p = desk.prepare(&[text("见https://example.org/a?b=c 和 a@b.cn。and x")]);
        let marked: String = (0..p.len())
            .filter(|&n| p.clusters[n].flags.has(Flags::ADDRESS))
            .map(|n| &p.text[p.bytes(n..n + 1)])
            .collect();
        assert_eq!(marked, "https://example.org/a?b=ca@b.cn");
    }
}
