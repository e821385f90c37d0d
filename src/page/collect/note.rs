//! Footnotes and the credits note: set small, for the foot of a column or the end of the article (K1–K5).

use super::{Collector, moved};
use crate::article::{Figure, Inline, Note, NoteId};
use crate::frame::{Attributes, Placed, Role};
use crate::geom::{Abs, Em, LPoint};
use crate::line::Setting;
use crate::page::compose::{NoteSpec, note_area};
use crate::page::flow::{NoteLines, Row, Segment, Strip};
use crate::page::tags::rule;
use crate::text::note_destination;
use crate::theme::NotePlace;
use std::collections::BTreeSet;

/// Between a note's mark and its text.
const MARK_GAP: Em = Em::HALF;

impl Collector<'_> {
    /// 脚注: sets all notes for the foot of a column.
    pub(super) fn footnotes(&mut self) {
        let article = self.article;
        let mut inner = Vec::new();
        for (n, note) in (0u32..).zip(&article.notes) {
            let (mut note, marks) = self.note(NoteId(n), note);
            note.lines.iter_mut().for_each(|line| self.name_links(line));
            self.notes.push(note);
            inner.push(marks);
        }
        self.place_inner(&inner);
    }

    /// A note that is marked in another note only stands behind that one: the row with the outer mark has both. `inner` are
    /// the marks in each note.
    fn place_inner(&mut self, inner: &[Vec<NoteId>]) {
        let mut rows: Vec<&mut Row> =
            self.segments.iter_mut().filter_map(Segment::strip_mut).flat_map(Strip::in_order).collect();
        let mut placed: BTreeSet<u32> = rows.iter().flat_map(|row| &row.notes).map(|id| id.0).collect();
        for row in &mut rows {
            let mut at = 0;
            while let Some(outer) = row.notes.get(at) {
                at += 1;
                let marks = inner.get(outer.0 as usize).into_iter().flatten();
                let new: Vec<NoteId> = marks.filter(|id| placed.insert(id.0)).copied().collect();
                row.notes.splice(at..at, new);
            }
        }
        // Notes that are marked only in each other arrive all the same.
        if let Some(last) = rows.last_mut() {
            last.notes.extend((0u32..).take(inner.len()).filter(|id| !placed.contains(id)).map(NoteId));
        }
    }

    /// How much room the notes that captions mark take on a page of their own; none if they stand at the end.
    pub(super) fn room_of_notes(&mut self, group: &[Figure]) -> u32 {
        if self.desk.theme.note.place == NotePlace::End {
            return 0;
        }
        let mut ids = BTreeSet::new();
        group.iter().for_each(|figure| marks_in(&figure.caption, &mut ids));
        let article = self.article;
        let mut lines = 0;
        for id in ids {
            let Some(note) = article.notes.get(id.0 as usize) else { continue };
            lines += self.trying(|c| c.note(id, note).0.lines.len());
        }
        note_area(lines, NoteSpec::new(self.desk.theme), self.desk.grid.pitch)
    }

    /// 尾注: sets all notes behind the text, each line on the grid, below a short rule.
    pub(super) fn endnotes(&mut self) {
        let article = self.article;
        let grid = self.desk.grid;
        let from = self.strip.rows.len();
        self.space(1);
        for (n, note) in (0u32..).zip(&article.notes) {
            let (NoteLines { lines, anchor }, _) = self.note(NoteId(n), note);
            self.anchors.push(anchor);
            let count = lines.len();
            for (n, items) in lines.into_iter().enumerate() {
                let by = LPoint::new(Abs::ZERO, grid.ascent);
                let mut row = Row::on_grid(1, moved(items, by).collect());
                row.keep = (n == 0 && count > 1) || n + 2 == count;
                self.push(row);
            }
        }
        if let (Some((length, stroke)), Some(row)) =
            (self.desk.theme.note.rule, self.strip.rows.get_mut(from))
        {
            let (tag, item) = rule(length.min(grid.measure), stroke);
            row.items.push(Placed { at: LPoint::new(Abs::ZERO, -(grid.gap() / 2)), tag, item });
            row.grow = 1;
        }
    }

    /// Sets a note for the measure of a column, as lines whose mark hangs before the text; and the notes that are marked in it.
    fn note(&mut self, id: NoteId, note: &Note) -> (NoteLines, Vec<NoteId>) {
        let style = self.desk.theme.note.text.clone();
        let mark = (self.desk.cx.note_mark)(id);
        let anchor = self.name(&note_destination(id));
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
        let (mut lines, mut marks) = (Vec::new(), Vec::new());
        for block in &note.blocks {
            for content in self.plain(std::slice::from_ref(block)) {
                self.open(Role::P, Attributes::default());
                let text = self.prepare(&content, &style);
                self.close();
                let setting =
                    Setting { measure, first: Abs::ZERO, start: hang, end: Abs::ZERO, align: style.align };
                for line in self.set(&text, &setting) {
                    lines.push(line.items);
                    marks.extend(line.notes);
                }
            }
        }
        self.close();
        if lines.is_empty() {
            lines.push(Vec::new());
        }
        let by = LPoint::new(rest, Abs::ZERO);
        lines[0].splice(0..0, label.into_iter().flat_map(|l| moved(l.items, by)));
        (NoteLines { lines, anchor }, marks)
    }
}

/// The notes that a text marks.
fn marks_in(inlines: &[Inline], into: &mut BTreeSet<NoteId>) {
    for inline in inlines {
        if let Inline::NoteMark { note, .. } = inline {
            into.insert(*note);
        }
        marks_in(inline.content(), into);
    }
}
