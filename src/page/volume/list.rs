//! Lists that lead to pages: the table of contents and the list of pictures. In: entries with their folios. Out: rows,
//! each with a leader (……) between its words and its folio.

use super::Press;
use crate::article::{Inline, SenseText};
use crate::diag::{Diags, Span};
use crate::frame::{ArtifactKind, Attributes, Item, LinkTarget, Placed, Role, Tag};
use crate::geom::{Abs, Em, LPoint, LSize};
use crate::line::{Line, Setting, natural_width, set};
use crate::page::collect::{Stack, aligned, divide, moved};
use crate::page::flow::{Flow, Row, Segment, Strip};
use crate::page::furniture::line_of;
use crate::page::grid::Grid;
use crate::page::tags::{NoTags, Tags};
use crate::text::{Context, Tagger, prepare};
use crate::theme::{Align, TextStyle, Theme};

/// Between the words of an entry and its leader, and between leader and folio.
const LEADER_GAP: Em = Em::HALF;
/// The words of an entry leave at least so many characters for the leader.
const LEADER_LEAST: i64 = 3;
/// Between the parts of a title that share a line.
const PART_GAP: Em = Em::HALF;
/// From line to line of a title, in its size.
const TITLE_GAP: Em = Em::micro(450_000);

/// Sets the texts of pages around the articles.
pub(super) struct Setter<'s> {
    pub(super) theme: &'s Theme,
    pub(super) grid: &'s Grid,
    pub(super) cx: &'s Context<'s>,
    pub(super) tags: &'s mut Tags,
    /// Where the texts come from, for what is wrong with them.
    pub(super) span: Span,
    pub(super) diags: Diags,
}

/// An entry of a list.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What it says.
    pub(super) title: String,
    /// How deep it stands, in ems of the body.
    pub(super) indent: i64,
    /// Free lines above it.
    pub(super) before: u32,
    /// Its style.
    pub(super) style: TextStyle,
    /// The name of the place that it leads to.
    pub(super) to: String,
    /// The folio of that place.
    pub(super) folio: String,
}

impl<'s> Setter<'s> {
    /// One that writes into the tree of a press.
    pub(super) fn new(
        press: &'s mut Press<'_>,
        grid: &'s Grid,
        cx: &'s Context<'s>,
        span: Span,
    ) -> Setter<'s> {
        Setter { theme: cx.theme, grid, cx, tags: &mut press.tags, span, diags: Diags::new() }
    }

    /// A text as inlines.
    pub(super) fn inlines(&self, text: &str) -> Vec<Inline> {
        vec![Inline::Text { text: text.to_owned(), span: self.span }]
    }

    /// Opens an element.
    pub(super) fn open(&mut self, role: Role) {
        self.tags.open(role, Attributes::default());
    }

    /// Closes the open element.
    pub(super) fn close(&mut self) {
        self.tags.close();
    }

    /// From the top of an em box to its baseline, as a share of the size.
    pub(super) fn ascent(&self) -> Em {
        Em::micro(self.grid.ascent.mul_div(1_000_000, self.grid.size.to_raw()).to_raw())
    }

    /// Sets inlines in the open element.
    pub(super) fn set(&mut self, inlines: &[Inline], style: &TextStyle, setting: &Setting) -> Vec<Line> {
        let text = prepare(inlines, style, self.cx, self.tags);
        set(&text, setting, self.cx, &mut self.diags)
    }

    /// A title in lines broken at its sense breaks, below what the stack has.
    pub(super) fn title(&mut self, stack: &mut Stack, text: &SenseText, style: &TextStyle, role: Role) {
        let measure = self.grid.full();
        self.tags.open(role, Attributes { title: Some(text.text()), ..Attributes::default() });
        let inlines: Vec<_> = text.parts.iter().map(|p| self.inlines(p)).collect();
        let mut parts = Vec::new();
        for part in &inlines {
            parts.push(prepare(part, style, self.cx, self.tags));
        }
        self.tags.close();
        let gap = PART_GAP.at(style.size);
        let widths: Vec<Abs> = parts.iter().map(|p| natural_width(p, self.cx)).collect();
        let mut parts = parts.into_iter();
        for count in divide(&widths, gap, measure) {
            let (mut items, mut width) = (Vec::new(), Abs::ZERO);
            let mut wrapped = Vec::new();
            for part in parts.by_ref().take(count) {
                for line in set(&part, &flush(measure), self.cx, &mut self.diags) {
                    if width > Abs::ZERO && count == 1 {
                        // A part wider than the measure goes on in a line of its own.
                        wrapped.push((std::mem::take(&mut items), std::mem::take(&mut width)));
                    } else if width > Abs::ZERO {
                        width += gap;
                    }
                    items.extend(moved(line.items, LPoint::new(width, Abs::ZERO)));
                    width += line.width;
                }
            }
            wrapped.push((items, width));
            for (items, width) in wrapped {
                let inline = aligned(style.align, width, measure);
                stack.line(items, inline, style.size, self.ascent(), TITLE_GAP.at(style.size));
            }
        }
    }

    /// A short text, one or more lines of the stack.
    pub(super) fn line(&mut self, stack: &mut Stack, text: &str, style: &TextStyle, gap: Abs, role: Role) {
        let measure = self.grid.full();
        self.open(role);
        let inlines = self.inlines(text);
        let lines = self.set(&inlines, style, &flush(measure));
        self.close();
        for (n, line) in lines.into_iter().enumerate() {
            let inline = aligned(style.align, line.width, measure);
            let gap = if n == 0 { gap } else { (style.leading - style.size).max(Abs::ZERO) };
            stack.line(line.items, inline, style.size, self.ascent(), gap);
        }
    }

    /// The head over a list, as a row.
    pub(super) fn head(&mut self, text: &str) -> Row {
        let style = &self.theme.toc.head;
        let mut stack = Stack::default();
        let text = SenseText { parts: vec![text.to_owned()], span: None };
        self.title(&mut stack, &text, style, Role::H(1));
        let lines = self.theme.toc.head_lines;
        Row::head(self.grid, stack.height, lines, 35, stack.items)
    }

    /// The rows of an entry: its words, a leader behind the last of them, and its folio at the end. All of it is
    /// a link.
    pub(super) fn entry(&mut self, entry: &Entry, folio_width: Abs) -> Vec<Row> {
        let grid = self.grid;
        let (style, full) = (&entry.style, grid.full());
        let start = grid.size * entry.indent;
        let gap = LEADER_GAP.at(style.size);
        let hang = style.size;
        let measure = full - folio_width - gap - style.size * LEADER_LEAST;
        let text = self.broken(&entry.title, style, measure - start - hang);
        let setting =
            Setting { measure, first: -hang, start: start + hang, end: Abs::ZERO, align: Align::Start };
        self.open(Role::TOCI);
        self.open(Role::Reference);
        self.open(Role::Link);
        let lines = self.set(&text, style, &setting);
        let folio = self.inlines(&entry.folio);
        let folio = self.set(&folio, &self.folio_style(), &flush(full));
        (0..3).for_each(|_| self.close());

        let mut rows = Vec::new();
        let count = lines.len();
        for (n, line) in lines.into_iter().enumerate() {
            let slot = line.items.iter().find_map(|p| match p.tag {
                Tag::Content(slot) => Some(slot),
                Tag::Artifact(_) => None,
            });
            let mut items = line.items;
            if n + 1 == count {
                for folio in &folio {
                    let at = LPoint::new(full - folio.width, Abs::ZERO);
                    items.extend(moved(folio.items.clone(), at));
                }
                items.extend(self.leader(style, line.width + gap, full - folio_width - gap));
            }
            if let Some(slot) = slot {
                let at = LPoint::new(start, -self.ascent().at(style.size));
                let size = LSize::new(full - start, style.size);
                let to = LinkTarget::Inside(entry.to.clone());
                items.push(Placed { at, tag: Tag::Content(slot), item: Item::Link { size, to } });
            }
            let by = LPoint::new(Abs::ZERO, grid.ascent);
            let mut row = Row::on_grid(grid.lines_for(style.size).max(1), moved(items, by).collect());
            row.keep = n + 1 < count;
            row.before = if n == 0 { entry.before } else { 0 };
            row.grow = row.before;
            rows.push(row);
        }
        rows
    }

    /// Folios look alike whatever they belong to, so that the eye runs down them.
    fn folio_style(&self) -> TextStyle {
        TextStyle { align: Align::Start, tracking: Em::ZERO, ..self.theme.body.clone() }
    }

    /// The words of an entry, with line breaks at sense breaks where they do not fit on one line.
    fn broken(&self, title: &str, style: &TextStyle, measure: Abs) -> Vec<Inline> {
        let wide =
            |text: &str| natural_width(&prepare(&self.inlines(text), style, self.cx, &mut NoTags), self.cx);
        if wide(title) <= measure {
            return self.inlines(title);
        }
        let mut lines: Vec<String> = Vec::new();
        for part in SenseText::new(title, None).parts {
            let longer = lines.last().map(|line| format!("{line} {part}")).filter(|l| wide(l) <= measure);
            match (longer, lines.last_mut()) {
                (Some(longer), Some(line)) => *line = longer,
                _ => lines.push(part),
            }
        }
        let mut out = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                out.push(Inline::Break);
            }
            out.extend(self.inlines(line));
        }
        out
    }

    /// A leader between two places: whole signs, counted back from the second, so that those of all entries
    /// stand below one another.
    fn leader(&self, style: &TextStyle, from: Abs, to: Abs) -> Vec<Placed> {
        let sign = &self.theme.toc.leader;
        let style = TextStyle { weight: 400, align: Align::Start, tracking: Em::ZERO, ..style.clone() };
        let style = TextStyle { face: self.theme.body.face, size: self.theme.body.size, ..style };
        let (items, width) = line_of(sign, &style, self.cx, ArtifactKind::Layout);
        if width <= Abs::ZERO || to <= from {
            return Vec::new();
        }
        let count = (to - from).whole(width);
        let start = to - width * count;
        let place = |n| LPoint::new(start + width * n, Abs::ZERO);
        (0..count).flat_map(|n| moved(items.clone(), place(n))).collect()
    }

    /// A whole list: head and entries.
    pub(super) fn list(&mut self, head: &str, anchor: &str, entries: &[Entry]) -> Flow {
        // The head stands outside of the list, which may hold nothing but its entries (PDF/UA-1, 7.2).
        self.open(Role::Sect);
        let mut row = self.head(head);
        row.anchors.push(anchor.to_owned());
        let mut rows = vec![row];
        self.open(Role::TOC);
        let style = self.folio_style();
        let width = |e: &Entry| line_of(&e.folio, &style, self.cx, ArtifactKind::Layout).1;
        // The longest folios are the last ones; a width for each length is enough.
        let mut widest = Abs::ZERO;
        let mut longest = 0;
        for entry in entries {
            let length = entry.folio.len();
            if length >= longest || !entry.folio.bytes().all(|b| b.is_ascii_digit()) {
                longest = longest.max(length);
                widest = widest.max(width(entry));
            }
        }
        let cell = self.grid.size / 2;
        let folio_width = cell * widest.whole_up(cell);
        for (n, entry) in entries.iter().enumerate() {
            let mut set = self.entry(entry, folio_width);
            // What stands alone over its kind stays with the first of them.
            let opens = entries.get(n + 1).is_some_and(|next| next.indent > entry.indent);
            if let Some(last) = set.last_mut().filter(|_| opens) {
                last.keep = true;
            }
            rows.append(&mut set);
        }
        self.close();
        self.close();
        flow(rows)
    }
}

/// Rows as a flow.
pub(super) fn flow(rows: Vec<Row>) -> Flow {
    let strip = Strip { rows, ..Strip::default() };
    Flow { segments: vec![Segment::Columns(strip)], ..Flow::default() }
}

/// A text at the start of a measure.
pub(super) fn flush(measure: Abs) -> Setting {
    Setting { measure, first: Abs::ZERO, start: Abs::ZERO, end: Abs::ZERO, align: Align::Start }
}
