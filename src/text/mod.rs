//! Text before it is broken into lines: collect inlines into one string with styled runs, find faces, shape.
//! In: inlines and a style. Out: a [`Paragraph`] that `line` sets.

mod bopomofo;
mod cluster;
mod collect;
mod hyphen;
mod mark;
mod paragraph;
mod ruby;
mod shape;
mod shaper;
mod vertical;
mod warichu;

pub use paragraph::{Annotation, Beside, Cluster, Decoration, Flags, Paragraph, Run, ShapedGlyph};
pub use shaper::Shaper;

use crate::article::{Inline, NoteId};
use crate::font::FontBook;
use crate::frame::{Attributes, Role, SlotId};
use crate::geom::WritingMode;
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
    /// What is remembered of the faces from paragraph to paragraph; made once for a book and a theme, and good
    /// for any number of threads.
    pub shaper: &'a Shaper,
    /// The theme.
    pub theme: &'a Theme,
    /// How lines run.
    pub writing: WritingMode,
    /// The article's language.
    pub lang: &'a str,
    /// How the mark of a note is written, such as `①`.
    pub note_mark: &'a dyn Fn(NoteId) -> String,
    /// What a reference shows, such as `图1`.
    pub reference: &'a dyn Fn(&str) -> String,
    /// What a reference that shows its page adds, such as `（第12页）`.
    pub page: &'a dyn Fn(&str) -> String,
}

impl Context<'_> {
    /// Whether lines run from top to bottom.
    pub fn vertical(&self) -> bool {
        self.writing == WritingMode::VerticalRl
    }
}

/// The name of the place that the mark of a note leads to.
pub fn note_destination(note: NoteId) -> String {
    // No id of an author begins so.
    format!("/note-{}", u64::from(note.0) + 1)
}

/// Collects and shapes a stretch of inlines in a style.
pub fn prepare(inlines: &[Inline], style: &TextStyle, cx: &Context<'_>, tags: &mut dyn Tagger) -> Paragraph {
    // One string, and what each stretch of it should look like.
    let collected = collect::collect(inlines, style, cx, tags);
    // Clusters with classes, faces and glyphs.
    let (mut paragraph, rubies, folded) = shape::shape(collected, style, cx);
    // Where Latin words and addresses may be divided.
    if cx.theme.lines.hyphenate {
        hyphen::hyphenate(&mut paragraph, cx.lang);
    }
    hyphen::mark_addresses(&mut paragraph);
    // Inline notes in two lines.
    for note in &folded {
        warichu::fold(&mut paragraph, note, cx.vertical());
    }
    // Annotations, for which narrow bases make room.
    ruby::annotate(&mut paragraph, rubies, cx);
    paragraph
}

#[cfg(test)]
pub(crate) mod testing;
