//! What stands within a line, as XHTML.

use super::body::Writer;
use super::markup::{Markup, Voice};
use crate::article::{Inline, MarkKind, NoteId, note_mark};
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
            Inline::Text { text, .. } => m.text(text),
            // 楷 is what italics are to Latin (CLREQ, B1, B7); strong emphasis is 黑.
            Inline::Emphasis(c) => m.voiced(KAI, |m| self.element(m, "em", &[], c)),
            Inline::Strong(c) => m.voiced(STRONG, |m| self.element(m, "strong", &[], c)),
            Inline::Strike(c) => self.element(m, "del", &[], c),
            Inline::Superscript(c) => self.element(m, "sup", &[], c),
            Inline::Subscript(c) => self.element(m, "sub", &[], c),
            Inline::Code { text, .. } => m.voiced(CODE, |m| {
                m.open("code", &[]);
                m.text(text);
                m.close("code");
            }),
            Inline::Link { target, content } => self.element(m, "a", &[("href", target)], content),
            Inline::Reference { target, .. } => self.reference(m, target),
            Inline::NoteMark { note, .. } => self.note_mark(m, *note),
            Inline::Ruby { base, text, .. } => ruby(m, base, text),
            Inline::Marked { kind, content } => match kind {
                MarkKind::Dots => self.element(m, "em", &[("class", "dots")], content),
                MarkKind::ProperName => self.element(m, "span", &[("class", "name")], content),
                MarkKind::BookTitle => self.element(m, "span", &[("class", "wave")], content),
                MarkKind::InlineNote => self.element(m, "small", &[("class", "inline-note")], content),
                // Pages are a matter of print.
                MarkKind::Index | MarkKind::Page => self.inlines(m, content),
            },
            Inline::Foreign { lang, content } => {
                self.element(m, "span", &[("lang", lang), ("xml:lang", lang)], content);
            }
            Inline::Break => m.empty("br", &[]),
        }
    }

    fn element(&mut self, m: &mut Markup, tag: &str, attributes: &[(&str, &str)], content: &[Inline]) {
        m.open(tag, attributes);
        self.inlines(m, content);
        m.close(tag);
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

    /// A mark is a link to its note, which a reading system may show in a window of its own; the first mark is
    /// where the note leads back to.
    fn note_mark(&mut self, m: &mut Markup, note: NoteId) {
        let n = note.0 + 1;
        let seen = self.marks.entry(note).or_insert(0);
        *seen += 1;
        let id = if *seen == 1 { format!("r{n}") } else { format!("r{n}-{seen}") };
        let href = self.local(&format!("n{n}"));
        m.open("sup", &[("class", "mark")]);
        let attributes =
            [("id", id.as_str()), ("href", &href), ("epub:type", "noteref"), ("role", "doc-noteref")];
        m.open("a", &attributes);
        m.text(&note_mark(&self.theme.note.mark, n));
        m.close("a");
        m.close("sup");
    }
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
