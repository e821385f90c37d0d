//! Markdown events to blocks. In: the body of an article. Out: its blocks and notes, every node still knowing
//! its place.
//!
//! The parser's events nest properly, and so do the frames of this builder: one for each open container, one
//! leaf for the text being collected. Nothing here recurses over input, so depth costs memory and not stack;
//! beyond [`MAX_BLOCK_DEPTH`] containers are left out and what they hold is kept.

mod code;
mod ended;
mod fenced;

use super::fence::Fence;
use super::figure::Settings;
use super::flow::Labels;
use super::leaf::{Leaf, LeafKind};
use super::limits::Tally;
use super::node::Cx;
use crate::article::{Align, Block, BlockKind, Inline, ListItem, Note, Table};
use crate::diag::codes::reader as codes;
use pulldown_cmark::{Alignment, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
use std::ops::Range;

/// How deep blocks nest: quotes, lists, fences.
pub(super) const MAX_BLOCK_DEPTH: usize = 32;

/// What a body held.
pub(super) struct Body {
    pub(super) blocks: Vec<Block>,
    /// All notes in the order written.
    pub(super) notes: Vec<Note>,
    /// The labels of their marks in the order of the marks; a mark's id is the place in this list.
    pub(super) labels: Labels,
    /// Where code and HTML stand, in order: what is in them is no Markdown.
    pub(super) raw: Vec<Range<usize>>,
}

/// Reads the body.
pub(super) fn read(cx: &mut Cx<'_, '_>, settings: &mut Settings<'_>) -> Body {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST;
    let view = cx.view;
    let mut builder = Builder {
        cx,
        settings,
        frames: vec![Frame::new(FrameKind::Root, 0)],
        leaf: None,
        labels: Labels::default(),
        notes: Vec::new(),
        note_labels: BTreeSet::new(),
        raw: Vec::new(),
        code: None,
        html: None,
        written: 0..0,
        tally: Tally::default(),
        is_full: false,
        told_deep: false,
        last_cell: 0,
    };
    let mut events = Parser::new_ext(&view.seen, options).into_offset_iter();
    while let Some((event, at)) = events.next() {
        if let Err(diag) = builder.tally.count(&event, || builder.cx.span(&at)) {
            builder.cx.diags.push(diag);
            break;
        }
        builder.written = defined(&events, &event).unwrap_or_else(|| at.clone());
        builder.event(event, at);
        if builder.is_full {
            break;
        }
    }
    let end = view.src.len();
    builder.close_leaf();
    builder.close_fences(end);
    let blocks = builder.frames.pop().map(|f| f.blocks).unwrap_or_default();
    Body { blocks, notes: builder.notes, labels: builder.labels, raw: builder.raw }
}

/// Where the address of a link is written that has it from a definition.
fn defined(events: &OffsetIter<'_>, event: &Event<'_>) -> Option<Range<usize>> {
    let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = event else {
        return None;
    };
    let is_defined = matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
    let found = is_defined.then(|| events.reference_definitions().get(id)).flatten()?;
    Some(found.span.clone())
}

struct Frame {
    kind: FrameKind,
    blocks: Vec<Block>,
    start: usize,
}

enum FrameKind {
    Root,
    Quote,
    List {
        start: Option<u64>,
        items: Vec<ListItem>,
    },
    Item {
        done: Option<bool>,
    },
    Note {
        label: String,
    },
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    Definition,
    Table(Table),
    Fence(Fence),
    /// A container beyond the limit: what is in it goes to the one around.
    Through,
}

impl Frame {
    fn new(kind: FrameKind, start: usize) -> Frame {
        Frame { kind, blocks: Vec::new(), start }
    }
}

struct Builder<'a, 's, 'd, 'p> {
    cx: &'a mut Cx<'s, 'd>,
    settings: &'a mut Settings<'p>,
    /// The open containers; the root is always there.
    frames: Vec<Frame>,
    leaf: Option<Leaf<'s>>,
    labels: Labels,
    notes: Vec<Note>,
    note_labels: BTreeSet<String>,
    raw: Vec<Range<usize>>,
    /// The code block being collected: language and text.
    code: Option<(Option<String>, String)>,
    /// Where the HTML block being dropped begins.
    html: Option<usize>,
    /// Where the address of the link that begins is written.
    written: Range<usize>,
    tally: Tally,
    /// Whether it holds as many blocks as an article may.
    is_full: bool,
    told_deep: bool,
    /// Where the last cell of a table ended.
    last_cell: usize,
}

impl Builder<'_, '_, '_, '_> {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, &at),
            Event::Text(text) if self.code.is_some() => {
                let (text, _) = self.cx.view.restore(&text, &at);
                if let Some((_, code)) = &mut self.code {
                    code.push_str(&text);
                }
            }
            Event::Rule => {
                self.close_leaf();
                let line = self.cx.src()[at.clone()].trim();
                if line.starts_with(":::") {
                    let start = at.start + self.cx.src()[at.start..].find(":::").unwrap_or(0);
                    self.fence(start..start + line.len());
                } else {
                    self.push(BlockKind::Rule, at);
                }
            }
            Event::Html(_) => {}
            Event::TaskListMarker(is_done) => {
                if let Some(Frame { kind: FrameKind::Item { done }, .. }) = self.frames.last_mut() {
                    *done = Some(is_done);
                }
            }
            inline => open_leaf(&mut self.leaf, &at).event(inline, &at, self.cx),
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) {
        let open = |kind: FrameKind| Frame::new(kind, at.start);
        let frame = match tag {
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => {
                return open_leaf(&mut self.leaf, &at).start(tag, &at, &self.written, self.cx);
            }
            Tag::Paragraph => {
                self.close_leaf();
                self.leaf = Some(Leaf::new(LeafKind::Paragraph, at.start));
                return;
            }
            Tag::Heading { level, .. } => {
                self.close_leaf();
                self.leaf = Some(Leaf::new(LeafKind::Heading(level as u8), at.start));
                return;
            }
            Tag::DefinitionListTitle => {
                self.close_leaf();
                self.leaf = Some(Leaf::new(LeafKind::Term, at.start));
                return;
            }
            Tag::TableCell => {
                self.leaf = Some(Leaf::new(LeafKind::Cell, at.start));
                return;
            }
            Tag::TableHead | Tag::MetadataBlock(_) => return,
            Tag::TableRow => {
                if let Some(Frame { kind: FrameKind::Table(table), .. }) = self.frames.last_mut() {
                    table.rows.push(Vec::new());
                }
                return;
            }
            Tag::CodeBlock(kind) => return self.code_start(&kind, &at),
            Tag::HtmlBlock => {
                self.close_leaf();
                self.html = Some(at.start);
                return;
            }
            Tag::BlockQuote(_) => open(FrameKind::Quote),
            Tag::List(start) => open(FrameKind::List { start, items: Vec::new() }),
            Tag::Item => open(FrameKind::Item { done: None }),
            Tag::FootnoteDefinition(label) => {
                let label = self.cx.view.restore(&label, &at).0.into_owned();
                open(FrameKind::Note { label })
            }
            Tag::DefinitionList => open(FrameKind::Definitions(Vec::new())),
            Tag::DefinitionListDefinition => open(FrameKind::Definition),
            Tag::Table(columns) => open(FrameKind::Table(Table {
                columns: columns.into_iter().map(align).collect(),
                head: Vec::new(),
                rows: Vec::new(),
                caption: None,
                id: None,
            })),
        };
        self.close_leaf();
        self.open(frame);
    }

    fn open(&mut self, frame: Frame) {
        // An item belongs to its list, which is open already.
        let is_part = matches!(
            (self.frames.last().map(|around| &around.kind), &frame.kind),
            (Some(FrameKind::List { .. }), FrameKind::Item { .. })
                | (Some(FrameKind::Definitions(_)), FrameKind::Definition)
        );
        if self.frames.len() > MAX_BLOCK_DEPTH && !is_part {
            if !self.told_deep {
                let at = frame.start..frame.start + 1;
                self.cx.report(&codes::TOO_DEEP, &at, &[&MAX_BLOCK_DEPTH.to_string()]);
                self.told_deep = true;
            }
            self.frames.push(Frame::new(FrameKind::Through, frame.start));
        } else {
            self.frames.push(frame);
        }
    }

    fn end(&mut self, tag: TagEnd, at: &Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.end(at, self.cx);
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::DefinitionListTitle | TagEnd::TableCell => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.end = at.end;
                }
                self.close_leaf();
            }
            TagEnd::CodeBlock => self.code_end(at),
            TagEnd::HtmlBlock => self.html_end(at.end),
            TagEnd::TableRow => self.row_end(at),
            TagEnd::TableHead | TagEnd::MetadataBlock(_) => {}
            _ => {
                self.close_leaf();
                self.close_fences(at.end);
                if self.frames.len() > 1
                    && let Some(frame) = self.frames.pop()
                {
                    self.close(frame, at.clone());
                }
            }
        }
    }

    /// Blocks that go to the container around as they are.
    fn keep(&mut self, blocks: Vec<Block>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.extend(blocks);
        }
    }

    fn push(&mut self, kind: BlockKind, at: Range<usize>) {
        let span = self.cx.span(&trimmed(self.cx.src(), at));
        self.keep(vec![Block { kind, span }]);
    }
}

/// The open leaf; in a tight list item the text comes without a paragraph of its own.
fn open_leaf<'a, 's>(leaf: &'a mut Option<Leaf<'s>>, at: &Range<usize>) -> &'a mut Leaf<'s> {
    leaf.get_or_insert_with(|| Leaf::new(LeafKind::Paragraph, at.start))
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::Auto,
        Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}

/// A range without the white space at its end.
fn trimmed(src: &str, at: Range<usize>) -> Range<usize> {
    let kept = src.get(at.clone()).map_or(0, |s| s.trim_end().len());
    at.start..at.start + kept
}
