//! What stands within a line, as XHTML.

use super::body::Writer;
use super::markup::{Markup, Voice};
use crate::article::{Inline, MarkKind, plain_text};
use crate::clreq::{self, Stands};
use crate::theme::FaceRole;

const STRONG: Voice = Voice { role: FaceRole::Hei, weight: 700 };
const KAI: Voice = Voice { role: FaceRole::Kai, weight: 400 };
const CODE: Voice = Voice { role: FaceRole::Mono, weight: 400 };

impl Writer<'_> {
    /// Writes a stretch of inlines.
    pub(super) fn inlines(&mut self, m: &mut Markup, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(m, inline);
        }
    }

    fn inline(&mut self, m: &mut Markup, inline: &Inline) {
        match inline {
            Inline::Text { text, .. } => self.running(m, text),
            // 楷 is what italics are to Latin (CLREQ, B1, B7); strong emphasis is 黑.
            Inline::Emphasis(c) => m.voiced(KAI, |m| self.element(m, "em", &[], c)),
            Inline::Strong(c) => m.voiced(STRONG, |m| self.element(m, "strong", &[], c)),
            Inline::Strike(c) => self.element(m, "del", &[], c),
            Inline::Superscript(c) => self.element(m, "sup", &[], c),
            Inline::Subscript(c) => self.element(m, "sub", &[], c),
            Inline::Code { text, .. } => m.voiced(CODE, |m| {
                m.open("code", &[]);
                self.code(m, text);
                m.close("code");
            }),
            Inline::Link { target, content } => self.element(m, "a", &[("href", target)], content),
            Inline::Reference { target, .. } => self.reference(m, target),
            Inline::NoteMark { note, .. } => self.note_mark(m, *note),
            Inline::Ruby { base, text, .. } => {
                self.pages_before(m, base);
                ruby(m, base, text);
            }
            Inline::Marked { kind, content } => match kind {
                MarkKind::Dots => self.element(m, "em", &[("class", "dots")], content),
                MarkKind::ProperName => self.element(m, "span", &[("class", "name")], content),
                MarkKind::BookTitle => self.element(m, "span", &[("class", "wave")], content),
                MarkKind::InlineNote => self.element(m, "small", &[("class", "inline-note")], content),
                MarkKind::Index => self.index_word(m, content),
                // Pages are a matter of print.
                MarkKind::Page => self.inlines(m, content),
            },
            Inline::Foreign { lang, content } => {
                self.element(m, "span", &[("lang", lang), ("xml:lang", lang)], content);
            }
            Inline::Break => m.empty("br", &[]),
        }
    }

    /// Characters; in vertical lines short numbers stand upright in one cell (CLREQ; N7).
    pub(super) fn text(&self, m: &mut Markup, text: &str) {
        if !self.upright {
            m.text(text);
            return;
        }
        let mut done = 0;
        for (start, end) in numbers(text) {
            m.text(&text[done..start]);
            m.open("span", &[("class", "tcy")]);
            m.text(&text[start..end]);
            m.close("span");
            done = end;
        }
        m.text(&text[done..]);
    }

    /// Code: its characters stay in their row.
    pub(super) fn code(&mut self, m: &mut Markup, text: &str) {
        let upright = std::mem::replace(&mut self.upright, false);
        self.running(m, text);
        self.upright = upright;
    }

    fn element(&mut self, m: &mut Markup, tag: &str, attributes: &[(&str, &str)], content: &[Inline]) {
        m.open(tag, attributes);
        self.inlines(m, content);
        m.close(tag);
    }

    /// A word of the index: a place to lead to.
    fn index_word(&mut self, m: &mut Markup, content: &[Inline]) {
        let word = plain_text(content).trim().to_owned();
        let Some(marked) = self.marked.as_mut().filter(|_| !word.is_empty()) else {
            self.inlines(m, content);
            return;
        };
        self.words_marked += 1;
        let id = format!("i{}", self.words_marked);
        marked.push((id.clone(), word));
        self.element(m, "span", &[("id", &id)], content);
    }

    fn reference(&mut self, m: &mut Markup, target: &str) {
        let shown = self.labels.show(target);
        match self.href(target) {
            Some(href) => {
                m.open("a", &[("href", &href)]);
                m.text(shown);
                m.close("a");
            }
            None => m.text(shown),
        }
    }
}

/// Where short numbers and the like ([`clreq::stands`]) stand by themselves, among no Western text.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(from) = text[at..].find(|c: char| c.is_ascii_graphic()).map(|n| at + n) {
        let end = text[from..].find(|c: char| !c.is_ascii_graphic()).map_or(text.len(), |n| from + n);
        let word = &text[from..end];
        // Within Western text it is read as that is.
        let western = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
        let among = western(text[..from].trim_end().chars().next_back())
            || western(text[end..].trim_start().chars().next());
        if !among && clreq::stands(word) == Stands::InACell {
            out.push((from, end));
        }
        at = end;
    }
    out
}

/// Ruby, character by character where the numbers agree (J5), else over the whole.
fn ruby(m: &mut Markup, base: &str, text: &str) {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let characters: Vec<String> = base.chars().map(String::from).collect();
    m.open("ruby", &[]);
    let pairs: Vec<(&str, &str)> = if parts.len() == characters.len() {
        characters.iter().map(String::as_str).zip(parts).collect()
    } else {
        vec![(base, text)]
    };
    for (base, text) in pairs {
        m.text(base);
        m.open("rt", &[]);
        m.text(text);
        m.close("rt");
    }
    m.close("ruby");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_stand_upright() {
        let found = |text: &str| -> Vec<String> {
            numbers(text).into_iter().map(|(a, b)| text[a..b].to_owned()).collect()
        };
        assert_eq!(found("12月5日，共120人，2026年，3.5万，A4纸，第7"), ["12", "5", "120", "3.5", "A4", "7"]);
        assert!(found("在 Room 7 of a hotel 里，12%").is_empty());
        assert!(found("").is_empty() && found("字").is_empty());
    }
}
