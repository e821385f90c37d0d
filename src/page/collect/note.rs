//! Footnotes and the credits note: set small, for the foot of a column or the end of the article (K1–K5).

use super::{Collector, moved};
use crate::article::{BlockKind, NoteId};
use crate::frame::{Attributes, Role};
use crate::geom::{Abs, Em, LPoint};
use crate::line::Setting;
use crate::page::flow::NoteLines;
use crate::text::note_destination;

/// Between a note's mark and its text.
const MARK_GAP: Em = Em::HALF;

impl Collector<'_> {
    /// Sets all notes for the measure of a column, as lines whose mark hangs before the text.
    pub(super) fn notes(&mut self) {
        let article = self.article;
        let style = self.desk.theme.note.text.clone();
        for (n, note) in (0u32..).zip(&article.notes) {
            let mark = (self.desk.cx.note_mark)(NoteId(n));
            let id = note_destination(NoteId(n));
            let anchor = self.name(&id);
            self.open(Role::Note, Attributes { id: Some(anchor.clone()), ..Attributes::default() });
            self.open(Role::Lbl, Attributes::default());
            let label = self.inline(&mark, Some(note.span));
            let label = self.prepare(&label, &style);
            let label = self.natural(&label);
            self.close();
            let width = super::sense::widest(&label) + MARK_GAP.at(style.size);
            // The measure is a whole number of the note's own characters, the rest is at the start (K2).
            let measure = self.desk.grid.measure;
            let rest = measure - style.size * measure.whole(style.size);
            let hang = rest + style.size * width.whole_up(style.size);
            let mut lines = Vec::new();
            for block in &note.blocks {
                let contents = match &block.kind {
                    BlockKind::Paragraph(p) => vec![p.content.clone()],
                    // A note is a remark, not a page: what else it holds is set as plain paragraphs.
                    _ => plain_paragraphs(block, self),
                };
                for content in contents {
                    self.open(Role::P, Attributes::default());
                    let text = self.prepare(&content, &style);
                    self.close();
                    let setting = Setting {
                        measure,
                        first: Abs::ZERO,
                        start: hang,
                        end: Abs::ZERO,
                        align: style.align,
                    };
                    lines.extend(self.set(&text, &setting).into_iter().map(|l| l.items));
                }
            }
            self.close();
            if lines.is_empty() {
                lines.push(Vec::new());
            }
            let by = LPoint::new(rest, Abs::ZERO);
            lines[0].splice(0..0, label.into_iter().flat_map(|l| moved(l.items, by)));
            for line in &mut lines {
                self.name_links(line);
            }
            self.notes.push(NoteLines { lines, anchor });
        }
    }
}

/// The texts of a block that is no paragraph, one paragraph each.
fn plain_paragraphs(block: &crate::article::Block, c: &Collector<'_>) -> Vec<Vec<crate::article::Inline>> {
    let mut out = Vec::new();
    crate::article::for_each_block(std::slice::from_ref(block), &mut |b| match &b.kind {
        BlockKind::Paragraph(p) => out.push(p.content.clone()),
        BlockKind::Heading(h) => out.push(c.inline(&h.text(), Some(b.span))),
        BlockKind::Verse(lines) => out.extend(lines.iter().cloned()),
        BlockKind::Code { text, .. } => out.extend(text.lines().map(|l| c.inline(l, Some(b.span)))),
        BlockKind::Table(t) => {
            out.extend(t.caption.clone());
            for row in std::iter::once(&t.head).chain(&t.rows) {
                out.extend(row.iter().filter(|cell| !cell.is_empty()).cloned());
            }
        }
        BlockKind::Figures(group) => {
            for figure in group {
                out.push(figure.caption.clone());
                out.extend(figure.credit.iter().map(|credit| c.inline(credit, Some(b.span))));
            }
        }
        BlockKind::Boxed { title: Some(title), .. } => out.push(title.clone()),
        BlockKind::Definitions(list) => out.extend(list.iter().map(|(term, _)| term.clone())),
        _ => {}
    });
    out.retain(|p| !p.is_empty());
    out
}
