//! Collect: an article becomes rows of whole grid lines, floats and notes, and its structure tree grows in the
//! article's order, wherever on the pages the rows will go.

mod blocks;
mod end;
mod figure;
mod head;
mod heading;
mod list;
mod note;
mod passage;
mod plain;
mod sense;
mod stack;
mod table;

pub(super) use sense::divide;
pub(super) use stack::Stack;

use super::Watch;
use super::flow::{BoxLook, Flow, Row, Segment, Strip};
use super::grid::Grid;
use super::tags::{NoTags, Tags};
use crate::article::{Article, Inline, Labels};
use crate::diag::{Diags, Span};
use crate::frame::{Attributes, Item, LinkTarget, OutlineEntry, Placed, Role};
use crate::geom::{Abs, Em, LPoint};
use crate::line::{Line, Setting, natural_width, set};
use crate::photo::Album;
use crate::text::{Context, Paragraph, prepare};
use crate::theme::{Align, NotePlace, TextStyle, Theme};
use std::collections::BTreeSet;

/// What collecting needs to know and where it writes.
pub(super) struct Desk<'a> {
    /// The theme.
    pub(super) theme: &'a Theme,
    /// Its grid.
    pub(super) grid: &'a Grid,
    /// The photos.
    pub(super) album: &'a Album,
    /// What text and lines need.
    pub(super) cx: &'a Context<'a>,
    /// What references show.
    pub(super) labels: &'a Labels,
    /// The structure tree.
    pub(super) tags: &'a mut Tags,
    /// The outline.
    pub(super) outline: &'a mut Vec<OutlineEntry>,
    /// Shown every text that is set for good.
    pub(super) watch: &'a mut dyn Watch,
    /// Problems found.
    pub(super) diags: &'a mut Diags,
    /// Stands before the names of places where several articles share a document; else empty.
    pub(super) scope: &'a str,
}

/// Collects one article.
pub(super) fn collect<'a>(article: &'a Article, desk: Desk<'a>) -> Flow {
    let attributes = Attributes {
        lang: (article.meta.lang != "zh-Hans").then(|| article.meta.lang.clone()),
        ..Attributes::default()
    };
    let mut c = Collector::new(article, desk);
    c.open(Role::Art, attributes);
    c.head_group();
    c.blocks(&article.blocks);
    c.close_sections(0);
    c.end_mark();
    if c.desk.theme.note.place == NotePlace::End {
        c.endnotes();
        c.credits();
        c.flush();
    } else {
        c.credits();
        c.flush();
        c.footnotes();
    }
    c.close();
    let mut segments = c.segments;
    note_once(&mut segments);
    Flow { segments, notes: c.notes, boxes: c.boxes }
}

/// A note stands where it is first referred to, and nowhere else.
fn note_once(segments: &mut [Segment]) {
    let mut seen = BTreeSet::new();
    for segment in segments {
        let rows = segment.strip_mut().map(Strip::in_order).unwrap_or_default();
        rows.into_iter().for_each(|row| row.notes.retain(|id| seen.insert(*id)));
    }
}

/// How the blocks inside another block are set.
#[derive(Clone)]
struct Within {
    /// From the start of the column.
    start: Abs,
    /// From the end of the column.
    end: Abs,
    /// The text of paragraphs.
    text: TextStyle,
    /// Their first-line indent, in their own em.
    first: Em,
    /// The box around them.
    boxed: Option<usize>,
    /// How many lists they are in.
    depth: usize,
    /// Whether nothing stands around them, so that figures may float.
    outermost: bool,
}

/// The state of collecting one article.
struct Collector<'a> {
    desk: Desk<'a>,
    article: &'a Article,
    segments: Vec<Segment>,
    strip: Strip,
    notes: Vec<super::flow::NoteLines>,
    boxes: Vec<BoxLook>,
    within: Within,
    /// The measure of what is collected now: a column, or all of them.
    measure: Abs,
    /// Where in `segments` the hero goes.
    hero_at: usize,
    /// Whether there is one.
    has_hero: bool,
    /// Free lines owed below the last block.
    after: u32,
    /// Lines of text that must stay with the head before them.
    owed: u32,
    /// Names waiting for the next row.
    anchors: Vec<String>,
    /// Levels of the open sections.
    sections: Vec<u8>,
    /// Whether texts are only set to see how large they are.
    trying: bool,
    /// The last row of the last body paragraph: segment-local index and the width of its text.
    last_text: Option<(usize, Abs)>,
}

impl<'a> Collector<'a> {
    fn new(article: &'a Article, desk: Desk<'a>) -> Collector<'a> {
        let within = Within {
            start: Abs::ZERO,
            end: Abs::ZERO,
            text: desk.theme.body.clone(),
            first: desk.theme.indent,
            boxed: None,
            depth: 0,
            outermost: true,
        };
        let measure = desk.grid.measure;
        Collector {
            desk,
            article,
            segments: Vec::new(),
            strip: Strip::default(),
            notes: Vec::new(),
            boxes: Vec::new(),
            within,
            measure,
            hero_at: 0,
            has_hero: false,
            after: 0,
            owed: 0,
            anchors: Vec::new(),
            sections: Vec::new(),
            trying: false,
            last_text: None,
        }
    }

    fn open(&mut self, role: Role, attributes: Attributes) {
        crate::text::Tagger::open(self.desk.tags, role, attributes);
    }

    fn close(&mut self) {
        crate::text::Tagger::close(self.desk.tags);
    }

    /// Ends the stretch of columns that is being collected.
    fn flush(&mut self) {
        let strip = std::mem::take(&mut self.strip);
        if !strip.rows.is_empty() || !strip.floats.is_empty() {
            self.segments.push(Segment::Columns(strip));
        }
        self.after = 0;
        self.owed = 0;
        self.last_text = None;
    }

    /// Collects something over all columns. What a head over all columns keeps is one piece with it (I4), and the free
    /// lines that the block before asks for are not lost.
    fn across(&mut self, body: impl FnOnce(&mut Self)) {
        let (after, owed) = (self.after, self.owed);
        self.flush();
        self.after = after;
        let is_head = |s: &mut Segment| matches!(s, Segment::Across(strip) if strip.rows.last().is_some_and(|r| r.keep));
        if let Some(Segment::Across(head)) = self.segments.pop_if(is_head) {
            self.strip = head;
            self.owed = owed;
        } else if let Some(Segment::Across(above)) = self.segments.last_mut() {
            self.after = after.max(std::mem::take(&mut above.after));
        }
        let measure = std::mem::replace(&mut self.measure, self.desk.grid.full());
        let outermost = std::mem::replace(&mut self.within.outermost, false);
        body(self);
        self.measure = measure;
        self.within.outermost = outermost;
        let mut strip = std::mem::take(&mut self.strip);
        strip.after = std::mem::take(&mut self.after);
        if !strip.rows.is_empty() {
            self.segments.push(Segment::Across(strip));
        }
        self.last_text = None;
    }

    /// Adds a row below those already there.
    fn push(&mut self, mut row: Row) {
        row.before = row.before.max(std::mem::take(&mut self.after));
        if self.strip.rows.last().is_some_and(|last| matches!(last.fit, super::flow::Fit::Head { .. })) {
            // A head has its space below already, and two heads are one group.
            row.before = 0;
            if matches!(row.fit, super::flow::Fit::Head { .. }) {
                row.grow = 0;
            }
        }
        if self.owed > 0 && row.fit == super::flow::Fit::Grid {
            row.keep |= self.owed > row.lines;
            self.owed = self.owed.saturating_sub(row.lines);
        }
        row.anchors.append(&mut self.anchors);
        row.boxed = self.within.boxed;
        self.name_links(&mut row.items);
        self.strip.rows.push(row);
    }

    /// Free lines between the block before and the next one; the larger demand wins.
    fn space(&mut self, lines: u32) {
        self.after = self.after.max(lines);
    }

    /// The name of a place of this article in the document.
    fn name(&self, id: &str) -> String {
        format!("{}{id}", self.desk.scope)
    }

    /// Links inside the article lead to names of the document.
    fn name_links(&self, items: &mut [Placed]) {
        for placed in items {
            if let Item::Link { to, .. } = &mut placed.item {
                self.name_link(to);
            }
        }
    }

    fn name_link(&self, to: &mut LinkTarget) {
        if let LinkTarget::Inside(name) = to {
            name.insert_str(0, self.desk.scope);
        }
    }

    fn prepare(&mut self, inlines: &[Inline], style: &TextStyle) -> Paragraph {
        prepare(inlines, style, self.desk.cx, self.desk.tags)
    }

    fn set(&mut self, paragraph: &Paragraph, setting: &Setting) -> Vec<Line> {
        let lines = set(paragraph, setting, self.desk.cx, self.desk.diags);
        if !self.trying {
            self.desk.watch.text(paragraph, &lines, self.desk.cx);
        }
        lines
    }

    /// A text that the article has in its front matter, as inlines.
    fn inline(&self, text: &str, span: Option<Span>) -> Vec<Inline> {
        let span = span.unwrap_or(Span::new(self.article.file, 0..0));
        vec![Inline::Text { text: text.to_owned(), span }]
    }

    /// One line as wide as its text; several only where the text has breaks of its own.
    fn natural(&mut self, paragraph: &Paragraph) -> Vec<Line> {
        self.set(paragraph, &NATURAL)
    }

    /// Sets a text to see how it would be set; what is wrong with it is told when it is set for good.
    fn tried(&self, paragraph: &Paragraph, setting: &Setting) -> Vec<Line> {
        set(paragraph, setting, self.desk.cx, &mut Diags::new())
    }

    /// How wide a text is on one line, without making it part of the document.
    fn width_of(&self, inlines: &[Inline], style: &TextStyle) -> Abs {
        natural_width(&prepare(inlines, style, self.desk.cx, &mut NoTags), self.desk.cx)
    }

    /// The measure left inside the blocks that are open.
    fn inner(&self) -> Abs {
        (self.measure - self.within.start - self.within.end).max(self.desk.grid.size)
    }
}

/// As wide as the text.
const NATURAL: Setting = Setting {
    measure: Abs::raw(36_000 * 100_000),
    first: Abs::ZERO,
    start: Abs::ZERO,
    end: Abs::ZERO,
    align: Align::Start,
};

/// Items moved from one place to another.
pub(super) fn moved(items: Vec<Placed>, by: LPoint) -> impl Iterator<Item = Placed> {
    items.into_iter().map(move |mut item| {
        item.at = item.at + by;
        item
    })
}

/// Where a line of that width starts in a measure.
pub(super) fn aligned(align: Align, width: Abs, measure: Abs) -> Abs {
    match align {
        Align::Justify | Align::Start | Align::Even => Abs::ZERO,
        Align::Center => ((measure - width) / 2).max(Abs::ZERO),
        Align::End => (measure - width).max(Abs::ZERO),
    }
}
