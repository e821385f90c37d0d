//! Text before it is broken into lines: collect inlines into one string with styled runs, itemize by face, shape.
//! In: inlines and a style. Out: a [`Paragraph`] that `line` sets.

use crate::article::{Inline, NoteId};
use crate::font::FontBook;
use crate::frame::{Attributes, Role, SlotId};
use crate::theme::{TextStyle, Theme};

/// Builds the structure tree while text is collected; `page` implements it.
pub trait Tagger {
    /// Opens an element inside the one that is open.
    fn open(&mut self, role: Role, attributes: Attributes);
    /// Closes the open element.
    fn close(&mut self);
    /// A new slot of the open element.
    fn slot(&mut self) -> SlotId;
}

/// What collecting, shaping and setting need to know besides the text.
pub struct Context<'a> {
    /// The faces.
    pub book: &'a FontBook,
    /// The theme.
    pub theme: &'a Theme,
    /// The article's language.
    pub lang: &'a str,
    /// How the mark of a note is written, such as `①`.
    pub note_mark: &'a dyn Fn(NoteId) -> String,
    /// What a reference shows, such as `图1`.
    pub reference: &'a dyn Fn(&str) -> String,
}

/// A paragraph ready to be set in lines of any measure.
#[derive(Debug, Default)]
pub struct Paragraph {}

/// Collects and shapes a stretch of inlines in a style.
pub fn prepare(inlines: &[Inline], style: &TextStyle, cx: &Context<'_>, tags: &mut dyn Tagger) -> Paragraph {
    let _ = (inlines, style, cx, tags);
    Paragraph {}
}
