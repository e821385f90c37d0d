//! Blocks of text: paragraphs, quotations, verse, code, boxes, rules.

use super::passage::has_breaks;
use super::stack::Stack;
use super::{Collector, Within};
use crate::article::{Block, BlockKind, Inline, Paragraph, ParagraphRole, plain_text};
use crate::diag::codes::layout::VERTICAL_PASSAGE;
use crate::diag::{Diag, Span};
use crate::frame::{ArtifactKind, Attributes, Item, Placed, Role, ShapeItem, Tag};
use crate::geom::{Abs, Em, LPoint, Stroke, WritingMode};
use crate::line::{Line, Setting};
use crate::page::flow::{BoxLook, Flexible, Row, Segment};
use crate::page::tags::rule;
use crate::theme::{Align, BlockStyle, TextStyle};

/// Where a line of code that did not fit goes on.
const CODE_WRAP: Em = Em::ONE;
/// From the rule beside a block to its text.
const SIDE_RULE: Em = Em::micro(700_000);
/// Heads one below the other that are looked at to see what they stand over.
const MOST_HEADS: usize = 7;
/// What a change of scene (`---`) is drawn as: a short line of this many ems.
const SCENE_RULE: i64 = 6;

impl Collector<'_> {
    /// Collects blocks in order; lead paragraphs that follow one another are one group.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        while let Some(first) = rest.first() {
            let leads: Vec<&Paragraph> = rest.iter().map_while(|b| self.as_lead(b)).collect();
            if let BlockKind::Heading(h) = &first.kind {
                self.heading(h, self.opens_across(rest));
            } else if leads.is_empty() {
                self.block(first);
            } else {
                self.lead(&leads);
            }
            rest = &rest[leads.len().max(1)..];
        }
    }

    fn as_lead<'b>(&self, block: &'b Block) -> Option<&'b Paragraph> {
        match &block.kind {
            BlockKind::Paragraph(p) if p.role == ParagraphRole::Lead && self.within.outermost => Some(p),
            _ => None,
        }
    }

    /// Whether the heads that some blocks begin with stand over a block that goes over all columns.
    fn opens_across(&self, blocks: &[Block]) -> bool {
        let mut rest = blocks.iter().take(MOST_HEADS).skip_while(|b| matches!(b.kind, BlockKind::Heading(_)));
        rest.next().is_some_and(|b| self.goes_across(b))
    }

    fn goes_across(&self, block: &Block) -> bool {
        let theme = self.desk.theme;
        let span = match &block.kind {
            BlockKind::Table(_) => theme.table.span,
            BlockKind::Quote(_) | BlockKind::Vertical(_) => theme.quote.span,
            BlockKind::Verse(_) => theme.verse.span,
            BlockKind::Code { .. } => theme.code.span,
            _ => self.as_lead(block).is_some() && theme.lead.span,
        };
        span && self.within.outermost && self.desk.grid.columns > 1
    }

    fn block(&mut self, block: &Block) {
        let theme = self.desk.theme;
        match &block.kind {
            BlockKind::Paragraph(p) => self.paragraph(p),
            BlockKind::Heading(h) => self.heading(h, false),
            BlockKind::Figures(group) => self.figures(group),
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Definitions(list) => self.definitions(list),
            BlockKind::Quote(inner) => {
                self.set_apart(&theme.quote, Role::BlockQuote, |c| c.blocks(inner));
            }
            BlockKind::Verse(lines) => self.set_apart(&theme.verse, Role::BlockQuote, |c| c.verse(lines)),
            BlockKind::Boxed { title, blocks, .. } => self.boxed(title.as_deref(), blocks),
            BlockKind::Vertical(inner) => {
                let horizontal = theme.page.writing == WritingMode::Horizontal;
                self.set_apart(&theme.quote, Role::Div, |c| {
                    if horizontal && c.passage(inner) {
                        return;
                    }
                    if horizontal {
                        c.desk.diags.push(Diag::new(&VERTICAL_PASSAGE).at(block.span));
                    }
                    // On vertical pages too, lines that the author broke are verse.
                    if inner.iter().any(|b| matches!(&b.kind, BlockKind::Paragraph(p) if has_breaks(p))) {
                        c.within.first = Em::ZERO;
                    }
                    c.blocks(inner);
                });
            }
            BlockKind::Code { text, .. } => {
                self.set_apart(&theme.code, Role::P, |c| c.code(text, block.span));
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => self.scene(),
            BlockKind::PageBreak => {
                self.flush();
                self.segments.push(Segment::PageBreak);
            }
        }
    }

    /// A paragraph of the body may be set a line longer or shorter later on.
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let (style, first) = (self.within.text.clone(), self.within.first);
        if !self.within.outermost {
            return self.text(&paragraph.content, &style, first, Role::P);
        }
        self.open(Role::P, Attributes::default());
        let prepared = self.prepare(&paragraph.content, &style);
        self.close();
        let setting = self.setting(style.align, first.at(style.size));
        let lines = self.set(&prepared, &setting);
        let from = self.strip.rows.len();
        let mut flexible = Flexible::new(prepared, setting, &lines, from, self.desk.cx);
        for (_, to, _) in flexible.iter_mut().flat_map(|f| &mut f.paragraph.links) {
            self.name_link(to);
        }
        let count = lines.len();
        self.push_lines(lines, &style);
        let rows = &mut self.strip.rows;
        // Lines that are one piece have no line to give.
        if let (Some(flexible), true) = (flexible, rows.len() == from + count) {
            rows[from + count - 1].flexible = Some(self.strip.flexible.len());
            self.strip.flexible.push(flexible);
        }
    }

    /// 导语: over all columns it is part of the head of the article, below a rule.
    fn lead(&mut self, paragraphs: &[&Paragraph]) {
        let style = &self.desk.theme.lead;
        if !style.span || self.desk.grid.columns == 1 {
            return self.indented(style, Role::Div, |c| c.lead_rows(paragraphs, style));
        }
        let head = self.segments.len();
        self.across(|c| c.indented(style, Role::Div, |c| c.lead_rows(paragraphs, style)));
        let joins = head == 1 && self.segments.len() == 2;
        let rows = match self.segments.pop_if(|_| joins) {
            Some(Segment::Across(strip)) => strip.rows,
            _ => Vec::new(),
        };
        if let Some(Segment::Across(head)) = self.segments.last_mut() {
            head.rows.extend(rows);
            // Its last line has the free height below it that whole lines leave.
            head.after = 0;
        }
        self.hero_at = self.segments.len();
    }

    fn lead_rows(&mut self, paragraphs: &[&Paragraph], style: &BlockStyle) {
        let grid = self.desk.grid;
        let text = &style.text;
        let mut set = Vec::new();
        for paragraph in paragraphs {
            self.open(Role::P, Attributes::default());
            let prepared = self.prepare(&paragraph.content, text);
            self.close();
            set.extend(self.set_within(&prepared, text.align, style.first.at(text.size)));
        }
        let before = self.strip.rows.len();
        self.push_lines(set, text);
        if let (Some(stroke), Some(row)) = (style.rule, self.strip.rows.get_mut(before)) {
            let (tag, item) = rule(self.measure, stroke);
            let at = LPoint::new(Abs::ZERO, -grid.gap());
            row.items.insert(0, Placed { at, tag, item });
        }
    }

    /// A paragraph in the measure and indents of what is open.
    pub(super) fn text(&mut self, inlines: &[Inline], style: &TextStyle, first: Em, role: Role) {
        self.open(role, Attributes::default());
        let prepared = self.prepare(inlines, style);
        self.close();
        let lines = self.set_within(&prepared, style.align, first.at(style.size));
        self.push_lines(lines, style);
    }

    /// Sets a text in the measure and indents of what is open.
    pub(super) fn set_within(
        &mut self,
        text: &crate::text::Paragraph,
        align: Align,
        first: Abs,
    ) -> Vec<Line> {
        let setting = self.setting(align, first);
        self.set(text, &setting)
    }

    fn setting(&self, align: Align, first: Abs) -> Setting {
        let (start, end) = (self.within.start, self.within.end);
        Setting { measure: self.measure, first, start, end, align }
    }

    /// Adds the lines of a paragraph: each on the grid, no widow and no orphan (H5, H6). A text whose lines
    /// are higher than the grid's keeps its own leading as one piece of whole lines, unless it is too long
    /// to stay together.
    pub(super) fn push_lines(&mut self, lines: Vec<Line>, style: &TextStyle) {
        let grid = self.desk.grid;
        let count = lines.len();
        let own = style.leading.max(style.size);
        let height = own * (count as i64 - 1).max(0) + style.size;
        if own > grid.pitch && grid.lines_for(height) <= grid.lines / 2 && count > 0 {
            let mut stack = Stack::default();
            let mut notes = Vec::new();
            let ascent = self.ascent();
            for line in lines {
                notes.extend(line.notes);
                stack.line(line.items, Abs::ZERO, style.size, ascent, own - style.size);
            }
            let taken = grid.lines_for(stack.height + grid.gap());
            let mut row = Row::on_grid(taken, stack.items);
            row.notes = notes;
            return self.push(row);
        }
        let each = grid.lines_for(style.size).max(1);
        for (n, line) in lines.into_iter().enumerate() {
            let by = LPoint::new(Abs::ZERO, grid.ascent);
            let mut row = Row::on_grid(each, super::moved(line.items, by).collect());
            row.keep = (n == 0 && count > 1) || n + 2 == count;
            row.notes = line.notes;
            if n + 1 == count {
                self.last_text = Some((self.strip.rows.len(), line.width));
            }
            self.push(row);
        }
    }

    /// Collects a block that is set apart by indents, style and whole lines of space.
    fn set_apart(&mut self, style: &BlockStyle, role: Role, body: impl FnOnce(&mut Self)) {
        let body = |c: &mut Self| {
            let from = c.strip.rows.len();
            body(c);
            c.side_rule(from, style);
        };
        if style.span && self.within.outermost && self.desk.grid.columns > 1 {
            return self.across(|c| c.indented(style, role, body));
        }
        self.indented(style, role, body);
    }

    /// A rule beside the rows from `from` on, in the block's indent.
    fn side_rule(&mut self, from: usize, style: &BlockStyle) {
        let Some(stroke) = style.rule else { return };
        let grid = self.desk.grid;
        let inline = (self.within.start - SIDE_RULE.at(style.text.size)).max(Abs::ZERO);
        let rows = self.strip.rows.get_mut(from..).unwrap_or_default();
        let last = rows.len();
        for (n, row) in (1..).zip(rows) {
            let extent = grid.pitch * i64::from(row.lines) - if n == last { grid.gap() } else { Abs::ZERO };
            let to = LPoint::new(Abs::ZERO, extent);
            let item = Item::Shape(ShapeItem::Line { to, stroke });
            let tag = Tag::Artifact(ArtifactKind::Layout);
            row.items.push(Placed { at: LPoint::new(inline, Abs::ZERO), tag, item });
        }
    }

    fn indented(&mut self, style: &BlockStyle, role: Role, body: impl FnOnce(&mut Self)) {
        let size = style.text.size;
        let within = Within {
            start: self.within.start + style.start.at(size),
            end: self.within.end + style.end.at(size),
            text: style.text.clone(),
            first: style.first,
            outermost: false,
            ..self.within.clone()
        };
        self.space(style.before);
        let from = self.strip.rows.len();
        let outer = std::mem::replace(&mut self.within, within);
        self.open(role, Attributes::default());
        body(self);
        self.close();
        self.within = outer;
        if let Some(row) = self.strip.rows.get_mut(from) {
            row.grow = row.grow.max(u32::from(style.before > 0));
        }
        self.space(style.after);
    }

    fn verse(&mut self, lines: &[Vec<Inline>]) {
        let style = self.within.text.clone();
        let first = self.within.first.at(style.size);
        let mut stanza = 0;
        for (n, line) in lines.iter().enumerate() {
            if plain_text(line).trim().is_empty() {
                self.space(1);
                stanza = 0;
                continue;
            }
            self.open(Role::P, Attributes::default());
            let prepared = self.prepare(line, &style);
            self.close();
            let align = if style.align == Align::Justify { Align::Start } else { style.align };
            let set = self.set_within(&prepared, align, first);
            self.push_lines(set, &style);
            // A stanza keeps its first two lines and its last two together, as a paragraph does.
            let ends = |l: Option<&Vec<Inline>>| l.is_none_or(|l| plain_text(l).trim().is_empty());
            let last_but_one = !ends(lines.get(n + 1)) && ends(lines.get(n + 2));
            let first = stanza == 0 && !ends(lines.get(n + 1));
            if let Some(row) = self.strip.rows.last_mut().filter(|_| first || last_but_one) {
                row.keep = true;
            }
            stanza += 1;
        }
    }

    fn code(&mut self, text: &str, span: Span) {
        let style = self.within.text.clone();
        let digits = self.inline("0000000000", None);
        let space = self.width_of(&digits, &style) / 10;
        let count = text.lines().count();
        for (n, line) in text.lines().enumerate() {
            let code = line.trim_start_matches([' ', '\t']);
            // Indents are lengths, since lines of text start without spaces; a tab counts as four.
            let indent: i64 =
                line[..line.len() - code.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
            let start = self.within.start + (space * indent).min(self.inner() / 2);
            let inlines = [Inline::Code { text: code.to_owned(), span }];
            let prepared = self.prepare(&inlines, &style);
            let wrap = CODE_WRAP.at(style.size);
            let setting = Setting {
                measure: self.measure,
                first: -wrap,
                start: start + wrap,
                end: self.within.end,
                align: Align::Start,
            };
            let mut lines = self.set(&prepared, &setting);
            for line in lines.iter_mut().skip(1) {
                line.items.extend(wrap_mark(start, &style));
            }
            if lines.is_empty() {
                let mut empty = Row::on_grid(1, Vec::new());
                empty.keep = n == 0 || n + 2 == count;
                self.push(empty);
                continue;
            }
            self.push_lines(lines, &style);
            if let Some(row) = self.strip.rows.last_mut() {
                row.keep |= n + 1 < count && (n == 0 || n + 2 == count);
            }
        }
    }

    fn boxed(&mut self, title: Option<&[Inline]>, blocks: &[Block]) {
        let style = &self.desk.theme.boxed;
        let id = self.boxes.len();
        let outer = self.within.clone();
        let (start, width) = (outer.start, self.inner());
        self.boxes.push(BoxLook { start, width, padding: style.padding, outer: outer.boxed });
        let before = std::mem::take(&mut self.after);
        self.within = Within {
            start: outer.start + style.padding,
            end: outer.end + style.padding,
            text: style.text.clone(),
            boxed: Some(id),
            outermost: false,
            ..outer.clone()
        };
        self.open(Role::Div, Attributes::default());
        // A free line at both ends holds the frame and its padding.
        let mut top = Row::on_grid(1, Vec::new());
        (top.keep, top.before, top.grow) = (true, before, 1);
        self.push(top);
        if let Some(title) = title {
            self.open(Role::P, Attributes::default());
            let text = self.prepare(title, &style.title);
            self.close();
            let measure = self.inner();
            let lines = self.balanced(&text, measure);
            self.small_head(lines, &style.title);
            self.owed = 1;
        }
        self.blocks(blocks);
        self.after = 0;
        if let Some(row) = self.strip.rows.last_mut() {
            row.keep = true;
        }
        self.push(Row::on_grid(1, Vec::new()));
        self.close();
        self.within = outer;
    }

    fn scene(&mut self) {
        let stroke = self.desk.theme.table.inner;
        let length = (self.desk.grid.size * SCENE_RULE).min(self.inner());
        let (tag, item) = rule(length, stroke);
        let inline = self.within.start + (self.inner() - length) / 2;
        let at = LPoint::new(inline, self.desk.grid.size / 2);
        let mut row = Row::on_grid(1, vec![Placed { at, tag, item }]);
        row.keep = true;
        self.push(row);
        self.last_text = None;
    }
}

/// A small hook before a line of code that goes on from the line above, which is no line of its own. It is drawn,
/// so that nobody copies it with the code.
fn wrap_mark(start: Abs, style: &TextStyle) -> [Placed; 2] {
    let em = style.size;
    let stroke = Stroke { width: em / 16, color: style.color };
    let corner = LPoint::new(start + em.mul_div(20, 100), -em.mul_div(30, 100));
    let up = LPoint::new(Abs::ZERO, -em.mul_div(40, 100));
    let along = LPoint::new(em.mul_div(45, 100), Abs::ZERO);
    [up, along].map(|to| {
        let item = Item::Shape(ShapeItem::Line { to, stroke });
        Placed { at: corner, tag: Tag::Artifact(ArtifactKind::Layout), item }
    })
}
