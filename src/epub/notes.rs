//! Notes: their marks in the text, and themselves at the end of the document.

use super::body::Writer;
use super::markup::Markup;
use crate::article::{Block, BlockKind, NoteId, note_mark};

impl Writer<'_> {
    /// A mark is a link to its note, which a reading system may show in a window of its own; the first mark is
    /// where the note leads back to.
    pub(super) fn note_mark(&mut self, m: &mut Markup, note: NoteId) {
        let n = note.0 + 1;
        let seen = self.marks.entry(note).or_insert(0);
        *seen += 1;
        let id = if *seen == 1 { format!("r{n}") } else { format!("r{n}-{seen}") };
        let href = self.local(&format!("n{n}"));
        m.open("sup", &[("class", "mark")]);
        let attributes = [
            ("id", id.as_str()),
            ("href", &href),
            ("class", if self.duokan { "duokan-footnote" } else { "" }),
            ("epub:type", "noteref"),
            ("role", "doc-noteref"),
        ];
        m.open("a", &attributes);
        m.text(&note_mark(&self.theme.note.mark, n));
        m.close("a");
        m.close("sup");
    }

    /// A note, with the way back at its start (row 62). Each is a note of its own to a reading system; a list
    /// of notes typed as one would be shown as one. 多看 and readers like it want a list whose items are the
    /// notes, by class names (row 63); an item cannot be typed as a note (DAISY: never `doc-footnote` on `li`).
    pub(super) fn note(&mut self, m: &mut Markup, note: NoteId) {
        let Some(found) = self.article.notes.get(note.0 as usize) else { return };
        let n = note.0 + 1;
        let id = format!("n{n}");
        let (tag, attributes) = if self.duokan {
            ("li", [("id", id.as_str()), ("class", "duokan-footnote-item"), ("", ""), ("", "")])
        } else {
            let note = [("id", id.as_str()), ("", ""), ("epub:type", "footnote"), ("role", "doc-footnote")];
            ("aside", note)
        };
        m.open(tag, &attributes);
        let mut blocks = found.blocks.as_slice();
        m.open("p", &[]);
        self.way_back(m, n);
        if let [Block { kind: BlockKind::Paragraph(p), .. }, rest @ ..] = blocks {
            self.inlines(m, &p.content);
            blocks = rest;
        }
        m.close("p");
        for block in blocks {
            self.block(m, block, "");
        }
        m.close(tag);
        m.line();
    }

    fn way_back(&self, m: &mut Markup, n: u32) {
        let back = self.local(&format!("r{n}"));
        let attributes = [
            ("href", back.as_str()),
            ("class", "back"),
            ("epub:type", "backlink"),
            ("role", "doc-backlink"),
            ("title", self.words.back),
        ];
        m.open("a", &attributes);
        m.text(&note_mark(&self.theme.note.mark, n));
        m.close("a");
        m.text(" ");
    }
}
