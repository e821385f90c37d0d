//! How much one article may hold. Every limit is far above what anyone prints and far below what would take a machine
//! down: an article at all its limits is set within seconds. What is above one is refused where it begins, before
//! anything is set.

use crate::diag::{Diag, Span, codes::reader as codes};
use pulldown_cmark::{Event, Tag};

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

/// The most characters of one paragraph, or of one line of code: more than Chinese characters fit into an article. Setting lines
/// takes some 270 bytes of memory for each.
pub const MAX_CHARACTERS: usize = 1_500_000;

/// A refusal of a paragraph that has more.
pub(super) fn too_long(text: &str, span: impl Fn() -> Span) -> Option<Diag> {
    let text = text.trim();
    let is_over = text.len() > MAX_CHARACTERS && text.chars().count() > MAX_CHARACTERS;
    let words = ("characters in one paragraph", "个字符在同一段内");
    is_over.then(|| {
        Diag::new(&codes::TOO_MUCH).at(span()).arg(MAX_CHARACTERS.to_string()).arg_both(words.0, words.1)
    })
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
            ) => (&mut self.blocks, MAX_BLOCKS, "blocks", "个段落等区块"),
            Event::Start(Tag::TableCell) => (&mut self.cells, MAX_CELLS, "table cells", "个单元格"),
            Event::Start(Tag::FootnoteDefinition(_)) => (&mut self.notes, MAX_NOTES, "notes", "条注释"),
            Event::FootnoteReference(_) => (&mut self.marks, MAX_MARKS, "marks of notes", "个注释记号"),
            Event::Start(Tag::Image { .. }) => (&mut self.pictures, MAX_PICTURES, "pictures", "幅图片"),
            _ => return Ok(()),
        };
        *count += 1;
        if *count > most {
            Err(Diag::new(&codes::TOO_MUCH).at(span()).arg(most.to_string()).arg_both(en, zh))
        } else {
            Ok(())
        }
    }
}
