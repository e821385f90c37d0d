//! The document model: what an author said, free of Markdown and of layout. In: what `reader` (or later
//! `import`) understood. Out: one value that both corridors, PDF and EPUB, start from.

mod block;
mod book;
mod cover;
mod dump;
mod inline;
mod labels;
mod meta;
mod numerals;
pub mod places;
mod walk;

pub use block::{
    Align, Block, BlockKind, BoxKind, Cell, Crop, Figure, FigurePlace, FromPhoto, Heading, ListItem, Note,
    NoteId, Paragraph, ParagraphRole, Table,
};
pub use book::{Book, Collection, Contents, IndexOrder, Isbn, IsbnFault, Part};
pub use cover::{Cover, front};
pub use dump::dump;
pub use inline::{Inline, MarkKind, plain_text, shown_text};
pub use labels::{Labels, inlines_of, note_mark};
pub use meta::{Date, Meta, Person, SenseText};
pub use numerals::{formal, han, roman};
pub use walk::{
    figures, for_each_block, for_each_block_mut, for_each_figure_mut, for_each_inline_mut,
    for_each_inline_mut_in, texts,
};

use crate::diag::FileId;

/// One article, as its author structured it.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file it was read from.
    pub file: FileId,
    /// The key that stays the same over rebuilds: the project-relative path without extension, such as
    /// `feature`.
    pub key: String,
    /// Title, writers, dates and the rest of the front matter.
    pub meta: Meta,
    /// Head matter excluded, everything in reading order.
    pub blocks: Vec<Block>,
    /// Footnotes in the order of their first mark; [`NoteId`] is the place in this list.
    pub notes: Vec<Note>,
}
