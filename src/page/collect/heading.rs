//! Section heads: over whole lines, kept with the text below, in one to three parts (I3, I4, I6).

use super::sense::SenseLine;
use super::stack::Stack;
use super::{Collector, aligned};
use crate::article::Heading;
use crate::frame::{Attributes, OutlineEntry, Role};
use crate::geom::{Abs, Em};
use crate::page::flow::Row;
use crate::theme::{Align, HeadStyle, TextStyle};

/// Between parts of a head that share a line.
const PART_GAP: Em = Em::ONE;
/// From line to line of a head of several lines, in the size of the lower one.
const LINE_GAP: Em = Em::micro(450_000);
/// Lines of text that a head keeps (I4).
const KEPT: u32 = 2;

impl Collector<'_> {
    /// Collects a section head; it opens a section of the structure tree. One over a block that goes over all columns does
    /// so too, so that it stands above it and stays with it (I4, I11).
    pub(super) fn heading(&mut self, heading: &Heading, opens_across: bool) {
        let theme = self.desk.theme;
        let level = heading.level.clamp(1, 6);
        let style = &theme.heads[usize::from(level) - 1];
        self.close_sections(level);
        self.open(Role::Sect, Attributes::default());
        self.sections.push(level);
        let name = self.name(&heading.id);
        let title = heading.shown(self.desk.labels);
        self.desk.outline.push(OutlineEntry { title: title.clone(), level: level + 1, to: name.clone() });
        if (style.span || opens_across) && self.within.outermost && self.desk.grid.columns > 1 {
            self.across(|c| {
                c.anchors.push(name);
                c.head_row(heading, style, title, level);
            });
        } else {
            self.anchors.push(name);
            self.head_row(heading, style, title, level);
        }
        self.owed = KEPT;
    }

    fn head_row(&mut self, heading: &Heading, style: &HeadStyle, title: String, level: u8) {
        let attributes = Attributes { title: Some(title), ..Attributes::default() };
        self.open(Role::H((level + 1).min(6)), attributes);
        let measure = self.inner();
        let lines = match heading.parts.as_slice() {
            [first, middle, last] => self.three(style, [first, middle, last], measure),
            parts => {
                let paragraphs: Vec<_> = parts.iter().map(|p| self.prepare(p, &style.text)).collect();
                let lines = self.sense_lines(&paragraphs, PART_GAP.at(style.text.size), measure);
                lines.into_iter().map(|l| (l, &style.text)).collect()
            }
        };
        self.close();
        let mut stack = Stack::default();
        let (ascent, start) = (self.ascent(), self.within.start);
        let mut notes = Vec::new();
        for (line, text) in lines {
            notes.extend(line.notes);
            let inline = start + aligned(style.text.align, line.width, measure);
            stack.line(line.items, inline, text.size, ascent, LINE_GAP.at(text.size));
        }
        let mut row = Row::head(self.desk.grid, stack.height, style.lines, style.above, stack.items);
        row.notes = notes;
        self.push(row);
    }

    /// A head of three parts: on one line where they fit, else one below the other.
    fn three<'s>(
        &mut self,
        style: &'s HeadStyle,
        parts: [&Vec<crate::article::Inline>; 3],
        measure: Abs,
    ) -> Vec<(SenseLine, &'s TextStyle)> {
        let styles = [&style.first, &style.text, &style.last];
        let mut set = Vec::new();
        for (part, text) in parts.iter().zip(styles) {
            let paragraph = self.prepare(part, text);
            set.push(self.balanced(&paragraph, measure));
        }
        let gap = PART_GAP.at(style.text.size);
        let single = set.iter().all(|l| l.len() == 1);
        let total: Abs = set.iter().flatten().map(|l| l.width).sum::<Abs>() + gap * 2;
        if single && total <= measure {
            let mut line = SenseLine { items: Vec::new(), width: Abs::ZERO, notes: Vec::new() };
            for part in set.into_iter().flatten() {
                if line.width > Abs::ZERO {
                    line.width += gap;
                }
                let by = crate::geom::LPoint::new(line.width, Abs::ZERO);
                line.items.extend(super::moved(part.items, by));
                line.width += part.width;
                line.notes.extend(part.notes);
            }
            return vec![(line, &style.text)];
        }
        set.into_iter()
            .zip(styles)
            .flat_map(|(lines, text)| lines.into_iter().map(move |l| (l, text)))
            .collect()
    }

    /// Closes the sections that a head of `level` ends; all of them for 0.
    pub(super) fn close_sections(&mut self, level: u8) {
        while self.sections.last().is_some_and(|open| *open >= level) {
            self.sections.pop();
            self.close();
        }
    }

    /// A head inside a box or over a table: one text, not part of the outline, kept with what follows.
    pub(super) fn small_head(&mut self, lines: Vec<SenseLine>, style: &TextStyle) {
        let (ascent, start, measure) = (self.ascent(), self.within.start, self.inner());
        let mut stack = Stack::default();
        let mut notes = Vec::new();
        for line in lines {
            notes.extend(line.notes);
            let align = if style.align == Align::Justify { Align::Start } else { style.align };
            let inline = start + aligned(align, line.width, measure);
            stack.line(line.items, inline, style.size, ascent, LINE_GAP.at(style.size));
        }
        let mut row = Row::on_grid(self.desk.grid.lines_for(stack.height).max(1), stack.items);
        (row.keep, row.notes) = (true, notes);
        self.push(row);
    }
}
