//! The end of an article: the end mark (文末符) behind the last paragraph and the credits note.

use super::Collector;
use crate::frame::{ArtifactKind, Attributes, Role};
use crate::geom::{Em, LPoint};
use crate::page::flex;
use crate::page::flow::Row;
use crate::page::furniture::line_of;
use crate::page::tags::rule;

/// The mark is a little smaller than the text, as a full square looks larger than a character.
const MARK_SIZE: Em = Em::micro(800_000);
/// Between the last character and the end mark.
const MARK_GAP: Em = Em::HALF;

impl Collector<'_> {
    /// Sets the end mark behind the last line of the article if that is a line of text, at the end of the
    /// measure if the line is full.
    pub(super) fn end_mark(&mut self) {
        let theme = self.desk.theme;
        let Some((index, width)) = self.last_text.filter(|_| !theme.end_mark.is_empty()) else { return };
        if index + 1 != self.strip.rows.len() {
            return;
        }
        let mut style = theme.body.clone();
        style.color = theme.accent;
        style.size = MARK_SIZE.at(style.size);
        let (items, mark) = line_of(&theme.end_mark, &style, self.desk.cx, ArtifactKind::Layout);
        let gap = MARK_GAP.at(theme.body.size);
        let grid = self.desk.grid;
        let (measure, ascent) = (grid.measure, grid.ascent);
        let mut end = (width, ascent);
        // The mark stands where the last line ends, so the paragraph stays as it is from here on.
        if let Some(n) = self.strip.rows[index].flexible.take() {
            if width + gap + mark > measure
                && let Some(width) = flex::reset(&mut self.strip, n, 1, grid, self.desk.cx)
            {
                end = (width, ascent + grid.pitch);
            }
            self.strip.flexible.pop();
        }
        if end.0 + gap + mark <= measure {
            if let Some(row) = self.strip.rows.last_mut() {
                row.items.extend(super::moved(items, LPoint::new(end.0 + gap, end.1)));
            }
        } else {
            let by = LPoint::new(measure - mark, ascent);
            let row = Row::on_grid(1, super::moved(items, by).collect());
            if let Some(last) = self.strip.rows.last_mut() {
                last.keep = true;
            }
            self.push(row);
        }
    }

    /// 图片总说明: small, below a short rule, at the very end.
    pub(super) fn credits(&mut self) {
        let article = self.article;
        let Some(credits) = &article.meta.credits else { return };
        let style = &self.desk.theme.credits;
        if style.span && self.desk.grid.columns > 1 {
            self.across(|c| c.small_note(credits, style));
        } else {
            self.small_note(credits, style);
        }
    }

    fn small_note(&mut self, credits: &[crate::article::Inline], style: &crate::theme::BlockStyle) {
        let size = style.text.size;
        self.space(style.before);
        let from = self.strip.rows.len();
        (self.within.start, self.within.end) = (style.start.at(size), style.end.at(size));
        self.open(Role::P, Attributes::default());
        let text = self.prepare(credits, &style.text);
        self.close();
        let lines = self.set_within(&text, style.text.align, style.first.at(size));
        self.push_lines(lines, &style.text);
        (self.within.start, self.within.end) = Default::default();
        let count = self.strip.rows.len();
        for row in self.strip.rows.iter_mut().skip(from).take((count - from).saturating_sub(1)) {
            row.keep = true;
        }
        if let (Some(stroke), Some(row)) = (style.rule, self.strip.rows.get_mut(from)) {
            let grid = self.desk.grid;
            let (tag, item) = rule(grid.size * 4, stroke);
            let at = LPoint::new(style.start.at(size), -(grid.gap() / 2));
            row.items.insert(0, crate::frame::Placed { at, tag, item });
            row.grow = 1;
        }
    }
}
