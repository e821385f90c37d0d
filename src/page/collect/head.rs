//! The head group: 栏题, 引题, 主题, 副题, 署名 over all columns (O4–O9).

use super::sense::SenseLine;
use super::stack::Stack;
use super::{Collector, aligned, moved};
use crate::article::{Person, SenseText};
use crate::frame::{ArtifactKind, Attributes, OutlineEntry, Role};
use crate::geom::{Abs, Em, LPoint};
use crate::page::flow::{Row, Segment, Strip};
use crate::page::furniture::line_of;
use crate::page::tags::rule;
use crate::theme::{HeadPart, TextStyle};

/// Between parts of a head on one line, in its own em (O6).
pub(super) const PART_GAP: Em = Em::HALF;
/// The name of the place of the title; no id of an author begins so.
const TITLE: &str = "/title";
/// Between the mark before the writers and the first of them.
const MARK_GAP: Em = Em::HALF;
/// The title is tried smaller in steps of this.
const TITLE_STEP: f64 = 0.5;

impl Collector<'_> {
    /// Collects the head group and names the article in the outline.
    pub(super) fn head_group(&mut self) {
        let meta = &self.article.meta;
        let theme = self.desk.theme;
        let style = &theme.head;
        let name = self.name(TITLE);
        self.anchors.push(name.clone());
        let title = if meta.title.is_empty() { self.article.key.clone() } else { meta.title.text() };
        self.desk.outline.push(OutlineEntry { title, level: 1, to: name });

        let mut stack = Stack::default();
        if let Some(series) = &meta.series {
            self.part(&mut stack, &style.series, series, Role::P, style.series.text.size);
        }
        if let Some(kicker) = &meta.kicker {
            self.part(&mut stack, &style.kicker, kicker, Role::P, style.kicker.text.size);
        }
        self.part(&mut stack, &style.title, &meta.title, Role::H(1), style.title_min);
        if let Some(subtitle) = &meta.subtitle {
            self.part(&mut stack, &style.subtitle, subtitle, Role::P, style.subtitle.text.size);
        }
        if !meta.byline.is_empty() {
            self.byline(&mut stack, &style.byline, &meta.byline);
        }
        if stack.height > Abs::ZERO {
            if let Some(stroke) = style.rule {
                stack.skip(self.desk.grid.gap());
                let (tag, item) = rule(self.desk.grid.full(), stroke);
                stack.draw(Abs::ZERO, tag, item);
            }
            let grid = self.desk.grid;
            let lines = style.before + grid.lines_for(stack.height + grid.gap()) + style.after;
            let sunk = LPoint::new(Abs::ZERO, grid.line(style.before));
            let mut row = Row::on_grid(lines, moved(stack.items, sunk).collect());
            row.anchors.append(&mut self.anchors);
            self.segments.push(Segment::Across(Strip::of(vec![row])));
        }
        self.hero_at = self.segments.len();
    }

    /// One part of the group, in lines broken by sense; shrunk down to `least` before a part is broken
    /// inside.
    fn part(&mut self, stack: &mut Stack, style: &HeadPart, text: &SenseText, role: Role, least: Abs) {
        if text.is_empty() {
            return;
        }
        let attributes = match role {
            Role::H(_) => Attributes { title: Some(text.text()), ..Attributes::default() },
            _ => Attributes::default(),
        };
        self.open(role, attributes);
        let measure = self.desk.grid.full();
        let (lines, set) = self.shrunk(text, &style.text, measure, least);
        self.close();
        let ascent = self.ascent();
        stack.skip(style.before);
        for (n, line) in lines.into_iter().enumerate() {
            let inline = aligned(style.text.align, line.width, measure);
            let gap = if n == 0 { Abs::ZERO } else { (set.leading - set.size).max(Abs::ZERO) };
            stack.line(line.items, inline, set.size, ascent, gap);
        }
        if let Some((length, stroke)) = style.rule {
            stack.skip(set.size / 3);
            let inline = aligned(style.text.align, length, measure);
            let (tag, item) = rule(length, stroke);
            stack.draw(inline, tag, item);
            stack.skip(stroke.width);
        }
    }

    /// 署名, with the theme's mark before it in the accent colour.
    fn byline(&mut self, stack: &mut Stack, style: &HeadPart, people: &[Person]) {
        let theme = self.desk.theme;
        let measure = self.desk.grid.full();
        let accent = TextStyle { color: theme.accent, ..style.text.clone() };
        let mark = theme.head.byline_mark.trim_end();
        let (mark, width) = line_of(mark, &accent, self.desk.cx, ArtifactKind::Layout);
        let indent = if mark.is_empty() { Abs::ZERO } else { width + MARK_GAP.at(style.text.size) };
        let inlines = self.inline(&names(people), None);
        self.open(Role::P, Attributes::default());
        let text = self.prepare(&inlines, &style.text);
        self.close();
        let lines = self.balanced(&text, measure - indent);
        stack.skip(style.before);
        let ascent = self.ascent();
        let size = style.text.size;
        let mut mark = Some(mark);
        for line in lines {
            let inline = aligned(style.text.align, line.width + indent, measure);
            let gap = if mark.is_some() { Abs::ZERO } else { (style.text.leading - size).max(Abs::ZERO) };
            stack.line(line.items, inline + indent, size, ascent, gap);
            if let Some(mark) = mark.take() {
                stack.beside(mark, inline, size, ascent);
            }
        }
    }

    /// Sets the parts at the largest size, from the style's down to `least`, at which every part fits on a
    /// line; at `least` if none does.
    fn shrunk(
        &mut self,
        text: &SenseText,
        style: &TextStyle,
        measure: Abs,
        least: Abs,
    ) -> (Vec<SenseLine>, TextStyle) {
        let inlines: Vec<_> = text.parts.iter().map(|p| self.inline(p, text.span)).collect();
        let widest = inlines.iter().map(|i| self.width_of(i, style)).fold(Abs::ZERO, Abs::max);
        let mut set = style.clone();
        if widest > measure && least < style.size {
            // Widths go with the size, so the first step that fits follows from one division.
            let fitting = style.size.mul_div(measure.to_raw(), widest.to_raw());
            let steps = (fitting.to_pt() / TITLE_STEP).floor();
            set.size = Abs::pt(steps * TITLE_STEP).max(least);
            set.leading = style.leading.mul_div(set.size.to_raw(), style.size.to_raw());
        }
        let parts: Vec<_> = inlines.iter().map(|i| self.prepare(i, &set)).collect();
        let lines = self.sense_lines(&parts, PART_GAP.at(set.size), measure);
        (lines, set)
    }

    /// From the top of an em box to its baseline, as a share of the size.
    pub(super) fn ascent(&self) -> Em {
        let grid = self.desk.grid;
        Em::micro(grid.ascent.mul_div(1_000_000, grid.size.to_raw()).to_raw())
    }
}

/// The names as printed, each role once before those who have it.
fn names(people: &[Person]) -> String {
    let mut out = String::new();
    let mut role: Option<&str> = None;
    for (n, person) in people.iter().enumerate() {
        let new_role = person.role.as_deref().filter(|r| Some(*r) != role);
        if n > 0 {
            out.push_str(if new_role.is_some() { "\u{3000}" } else { " " });
        }
        if let Some(r) = new_role {
            out.push_str(r);
            out.push(' ');
        }
        role = person.role.as_deref();
        out.push_str(&person.name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_named_once() {
        let person = |name: &str, role: Option<&str>| Person {
            name: name.into(),
            role: role.map(Into::into),
            latin: None,
        };
        let people = [person("甲", Some("记者")), person("乙", Some("记者")), person("丙", Some("通讯员"))];
        assert_eq!(names(&people), "记者 甲 乙\u{3000}通讯员 丙");
        assert_eq!(names(&[person("甲", None), person("乙", None)]), "甲 乙");
    }
}
