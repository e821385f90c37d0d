//! The texts of an article as a reader meets them, each character with its place in the source.

use crate::article::{Article, Block, BlockKind, Inline, MarkKind, SenseText};
use crate::diag::{Files, Span};
use std::ops::Range;

/// Stands for what is no text: a reference, foreign words, code.
pub(super) const OBJECT: char = '\u{FFFC}';

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line of the head: title, kicker, subtitle, strap.
    Head,
    /// A section head.
    Section,
    /// A paragraph of the running text.
    Body,
    /// A caption, a note on pictures.
    Caption,
    /// An item of a list, a cell, a paragraph of a quotation or of a note: may end as it likes.
    Other,
    /// A line of verse, which may also say a thing again.
    Verse,
}

/// One text.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Where each character stands in the source: byte here, byte there.
    places: Vec<(usize, usize)>,
    /// What the author marked as a name, in bytes of `text`.
    pub(super) names: Vec<Range<usize>>,
    /// Where nothing may be replaced: the texts of links that are addresses or labels as well, in bytes of the source.
    pub(super) kept: Vec<Range<usize>>,
    whole: Span,
    /// Whether what stands before it has nothing to do with it: a note, which stands elsewhere.
    pub(super) is_apart: bool,
}

impl Passage {
    fn new(kind: Kind, whole: Span) -> Passage {
        Passage {
            kind,
            text: String::new(),
            places: Vec::new(),
            names: Vec::new(),
            kept: Vec::new(),
            whole,
            is_apart: false,
        }
    }

    /// Where a stretch of the text stands in the source.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let place = |byte: usize| {
            let at = self.places.partition_point(|p| p.0 <= byte).checked_sub(1)?;
            self.places.get(at).copied()
        };
        let last = self.text[..range.end.max(range.start)].char_indices().next_back();
        match (place(range.start), last.and_then(|(at, c)| Some((place(at)?.1, c.len_utf8())))) {
            (Some((_, start)), Some((end, length))) if end + length > start => {
                Span::new(self.whole.file, start..end + length)
            }
            _ => self.whole,
        }
    }

    /// Adds characters that stand somewhere in `span` of the source, one after the other.
    fn add(&mut self, text: &str, span: Span, files: &Files) {
        let source = files.text(span.file).get(span.range()).unwrap_or("");
        let from = span.range().start;
        let mut at = 0;
        for c in text.chars() {
            if let Some(length) = entity(&source[at..], c) {
                self.places.push((self.text.len(), from + at));
                self.text.push(c);
                at += length;
                continue;
            }
            // Escapes and line breaks stand between.
            let found = source[at..].char_indices().take(24).find(|&(_, s)| s == c);
            if let Some((skip, _)) = found {
                at += skip;
            }
            self.places.push((self.text.len(), from + at));
            self.text.push(c);
            if found.is_some() {
                at += c.len_utf8();
            }
        }
    }

    fn add_object(&mut self, span: Span) {
        self.places.push((self.text.len(), span.range().start));
        self.text.push(OBJECT);
    }

    fn inlines(&mut self, inlines: &[Inline], files: &Files) {
        for inline in inlines {
            match inline {
                Inline::Text { text, span } => self.add(text, *span, files),
                Inline::Ruby { base, span, .. } => self.add(base, *span, files),
                Inline::Code { span, .. } | Inline::Reference { span, .. } => self.add_object(*span),
                Inline::Foreign { .. } => self.add_object(self.end()),
                Inline::Break => self.add_object(self.end()),
                Inline::NoteMark { .. } => {}
                Inline::Link { content, .. } => {
                    let start = self.end().range().start;
                    self.inlines(content, files);
                    let text = files.text(self.whole.file);
                    let end = self.end().range().start.clamp(start, text.len());
                    // `[text](address)` is the one form whose text is nothing but a text.
                    let behind = text.get(end..).unwrap_or_default();
                    if !behind.trim_start_matches(['*', '_', '~', '`', '^']).starts_with("](") {
                        self.kept.push(start..end);
                    }
                }
                Inline::Marked { kind: MarkKind::ProperName, content } => {
                    let start = self.text.len();
                    self.inlines(content, files);
                    self.names.push(start..self.text.len());
                }
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Strike(content)
                | Inline::Superscript(content)
                | Inline::Subscript(content)
                | Inline::Marked { content, .. } => self.inlines(content, files),
            }
        }
    }

    /// The place behind what is there.
    fn end(&self) -> Span {
        match (self.places.last(), self.text.chars().next_back()) {
            (Some(&(_, there)), Some(c)) => {
                Span::new(self.whole.file, there + c.len_utf8()..there + c.len_utf8() + 1)
            }
            _ => self.whole,
        }
    }
}

/// The length of a character reference that stands for a character, if one begins here.
fn entity(source: &str, c: char) -> Option<usize> {
    let rest = source.strip_prefix('&')?;
    let length = rest.bytes().take(32).position(|b| b == b';')?;
    let name = &rest[..length];
    let is_name = name.starts_with(|c: char| c == '#' || c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
    // A `&` that stands for itself is followed by what stands in the text.
    (is_name && (c != '&' || name == "amp" || name.starts_with('#'))).then_some(length + 2)
}

/// All texts of an article in reading order, the head first.
pub(super) fn passages(article: &Article, files: &Files) -> Vec<Passage> {
    let mut out = Vec::new();
    let meta = &article.meta;
    for text in [Some(&meta.title), meta.kicker.as_ref(), meta.subtitle.as_ref(), meta.series.as_ref()]
        .into_iter()
        .flatten()
    {
        head(text, files, &mut out);
    }
    blocks(&article.blocks, Kind::Body, files, &mut out);
    for note in &article.notes {
        let first = out.len();
        blocks(&note.blocks, Kind::Other, files, &mut out);
        if let Some(passage) = out.get_mut(first) {
            passage.is_apart = true;
        }
    }
    if let Some(credits) = &meta.credits {
        let span =
            credits.iter().find_map(|i| if let Inline::Text { span, .. } = i { Some(*span) } else { None });
        if let Some(span) = span {
            running(Kind::Caption, credits, span, files, &mut out);
        }
    }
    out
}

fn head(text: &SenseText, files: &Files, out: &mut Vec<Passage>) {
    if let Some(span) = text.span {
        let mut passage = Passage::new(Kind::Head, span);
        passage.add(&text.text(), span, files);
        out.push(passage);
    }
}

fn running(kind: Kind, inlines: &[Inline], span: Span, files: &Files, out: &mut Vec<Passage>) {
    let mut passage = Passage::new(kind, span);
    passage.inlines(inlines, files);
    if !passage.text.trim().is_empty() {
        out.push(passage);
    }
}

fn blocks(list: &[Block], kind: Kind, files: &Files, out: &mut Vec<Passage>) {
    for block in list {
        let span = block.span;
        match &block.kind {
            BlockKind::Paragraph(p) => running(kind, &p.content, span, files, out),
            BlockKind::Heading(h) => {
                let mut passage = Passage::new(Kind::Section, span);
                for (n, part) in h.parts.iter().enumerate() {
                    if n > 0 {
                        passage.add(" ", passage.end(), files);
                    }
                    passage.inlines(part, files);
                }
                out.push(passage);
            }
            BlockKind::Figures(group) => {
                for figure in group {
                    running(Kind::Caption, &figure.caption, figure.span, files, out);
                }
            }
            BlockKind::List { items, .. } => {
                items.iter().for_each(|i| blocks(&i.blocks, Kind::Other, files, out));
            }
            BlockKind::Definitions(list) => {
                for (term, definitions) in list {
                    running(Kind::Other, term, span, files, out);
                    definitions.iter().for_each(|d| blocks(d, Kind::Other, files, out));
                }
            }
            BlockKind::Quote(inner) | BlockKind::Vertical(inner) => blocks(inner, Kind::Other, files, out),
            BlockKind::Boxed { title, blocks: inner, .. } => {
                if let Some(title) = title {
                    running(Kind::Section, title, span, files, out);
                }
                blocks(inner, kind, files, out);
            }
            BlockKind::Verse(lines) => lines.iter().for_each(|l| running(Kind::Verse, l, span, files, out)),
            BlockKind::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten()).chain(table.caption.iter());
                cells.for_each(|c| running(Kind::Other, c, span, files, out));
            }
            BlockKind::Code { .. } | BlockKind::Rule | BlockKind::PageBreak => {}
        }
    }
}
