//! How much one article may hold. Every limit is far above what anyone prints and far below what would take a machine
//! down: an article at all its limits is set within seconds. What is above one is refused where it begins, before
//! anything is set.

use crate::diag::{Diag, Span, codes::reader as codes};
use pulldown_cmark::{Event, Tag};
use std::cell::Cell;

/// The most bytes of an article: a novel of 1.4 million Chinese characters in one file.
pub const MAX_ARTICLE_BYTES: u64 = 4 << 20;
/// The most paragraphs, headings, items and other blocks.
pub const MAX_BLOCKS: usize = 30_000;
/// The most cells of all tables.
pub const MAX_CELLS: usize = 30_000;
/// The most notes.
pub const MAX_NOTES: usize = 5_000;
/// The most marks of notes; several may mean one note.
pub const MAX_MARKS: usize = 10_000;
/// The most pictures.
pub const MAX_PICTURES: usize = 5_000;
/// The most references; each shows the words of a heading.
pub(super) const MAX_REFERENCES: usize = 10_000;
/// The most characters of a credit or a description in the front matter: many pictures may have the same.
pub(super) const MAX_FIGURE_TEXT: usize = 2_000;
/// The most MiB that links and marks take where they are divided: each part of a heading and each line of a verse has
/// those around it again, with their addresses.
const MAX_COPIES: usize = 32;

/// The most characters of one paragraph, or of one line of code: more than Chinese characters fit into an article. Setting lines
/// takes some 270 bytes of memory for each.
pub const MAX_CHARACTERS: usize = 1_500_000;

/// How blocks are called in a message.
const BLOCKS: (&str, &str) = ("blocks", "个段落等区块");

/// A refusal of a paragraph that has more.
pub(super) fn too_long(text: &str, span: impl Fn() -> Span) -> Option<Diag> {
    let text = text.trim();
    let is_over = text.len() > MAX_CHARACTERS && text.chars().count() > MAX_CHARACTERS;
    let (en, zh) = ("characters in one paragraph", "个字符在同一段内");
    is_over.then(|| refusal(MAX_CHARACTERS, en, zh, span()))
}

/// A refusal of one thing too many.
pub(super) fn refusal(most: usize, en: &str, zh: &str, span: Span) -> Diag {
    Diag::new(&codes::TOO_MUCH).at(span).arg(most.to_string()).arg_both(en, zh)
}

/// What dividing links and marks has cost so far.
#[derive(Debug, Default)]
pub(super) struct Copies {
    taken: Cell<usize>,
    /// Where it was too much.
    over: Cell<Option<usize>>,
}

impl Copies {
    /// Whether so many bytes more may be taken for what stands at a place.
    pub(super) fn take(&self, bytes: usize, at: usize) -> bool {
        let taken = self.taken.get().saturating_add(bytes);
        let fits = taken <= MAX_COPIES << 20;
        if fits {
            self.taken.set(taken);
        } else if self.over.get().is_none() {
            self.over.set(Some(at));
        }
        fits
    }

    /// What is to be said if it was too much.
    pub(super) fn refusal(&self, span: impl Fn(usize) -> Span) -> Option<Diag> {
        let (en, zh) = (
            "MiB of links and marks around parts of headings and verses",
            "MiB 标题与诗行内重复的链接和标记",
        );
        self.over.get().map(|at| refusal(MAX_COPIES, en, zh, span(at)))
    }
}

/// What has been counted of an article.
#[derive(Debug, Default)]
pub(super) struct Tally {
    blocks: usize,
    cells: usize,
    notes: usize,
    marks: usize,
    pictures: usize,
}

impl Tally {
    /// Counts what the parser found; a refusal if that is one too many.
    pub(super) fn count(&mut self, event: &Event<'_>, span: impl Fn() -> Span) -> Result<(), Diag> {
        let (count, most, en, zh) = match event {
            Event::Rule
            | Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::CodeBlock(_)
                | Tag::Item
                | Tag::BlockQuote(_)
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition
                | Tag::Table(_),
            ) => (&mut self.blocks, MAX_BLOCKS, BLOCKS.0, BLOCKS.1),
            Event::Start(Tag::TableCell) => (&mut self.cells, MAX_CELLS, "table cells", "个单元格"),
            Event::Start(Tag::FootnoteDefinition(_)) => (&mut self.notes, MAX_NOTES, "notes", "条注释"),
            Event::FootnoteReference(_) => (&mut self.marks, MAX_MARKS, "marks of notes", "个注释记号"),
            Event::Start(Tag::Image { .. }) => (&mut self.pictures, MAX_PICTURES, "pictures", "幅图片"),
            _ => return Ok(()),
        };
        *count += 1;
        if *count > most { Err(refusal(most, en, zh, span())) } else { Ok(()) }
    }

    /// Counts blocks of which the parser knows nothing: the lines of a verse, the paragraphs that a line's indent
    /// begins. How many of them fit, and a refusal if that is not all.
    pub(super) fn count_blocks(&mut self, more: usize, span: impl Fn() -> Span) -> (usize, Option<Diag>) {
        let fit = more.min(MAX_BLOCKS.saturating_sub(self.blocks));
        self.blocks += fit;
        (fit, (fit < more).then(|| refusal(MAX_BLOCKS, BLOCKS.0, BLOCKS.1, span())))
    }
}
