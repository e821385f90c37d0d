//! What stands within a line.

use super::{Labels, NoteId};
use crate::diag::Span;

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Characters. Line breaks of the source are already resolved; white space is as an author means it.
    Text {
        /// The characters.
        text: String,
        /// Where they stand in the source.
        span: Span,
    },
    /// `*…*`.
    Emphasis(Vec<Inline>),
    /// `**…**`.
    Strong(Vec<Inline>),
    /// `~~…~~`.
    Strike(Vec<Inline>),
    /// `^…^`.
    Superscript(Vec<Inline>),
    /// `~…~`.
    Subscript(Vec<Inline>),
    /// `` `…` ``.
    Code {
        /// The characters.
        text: String,
        /// Where they stand in the source.
        span: Span,
    },
    /// A link to the outside (`https:`, `http:`, `mailto:`; nothing else gets this far).
    Link {
        /// The address.
        target: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// `[@id]`: a reference to a figure, table or heading; `target` is an existing id.
    Reference {
        /// The id without `@`.
        target: String,
        /// Where it stands in the source.
        span: Span,
    },
    /// The mark of a footnote.
    NoteMark {
        /// Which note.
        note: NoteId,
        /// Where it stands in the source.
        span: Span,
    },
    /// `[汉字]{ruby="hàn zì"}`.
    Ruby {
        /// What is annotated.
        base: String,
        /// The annotation; parts divided by spaces go to the base's characters one by one if their numbers
        /// agree, else the whole stands over the whole.
        text: String,
        /// Where it stands in the source.
        span: Span,
    },
    /// A span with a mark of Chinese composition.
    Marked {
        /// Which mark.
        kind: MarkKind,
        /// What is marked.
        content: Vec<Inline>,
    },
    /// `[text]{lang=en}`.
    Foreign {
        /// BCP 47.
        lang: String,
        /// What is in that language.
        content: Vec<Inline>,
    },
    /// A line break the author asked for.
    Break,
}

/// Marks that Chinese composition sets under, over or instead of a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// 着重号 `.dots`.
    Dots,
    /// 专名号 `.name`.
    ProperName,
    /// 书名号甲式 `.wave`.
    BookTitle,
    /// 割注 `.warichu`, an inline note in two small lines.
    InlineNote,
    /// `.index`: an entry of the index, set as it is.
    Index,
    /// `[@id]{.page}`: a reference that shows the page too, where there are pages.
    Page,
}

impl Inline {
    /// What stands inside it; empty for those that hold no inlines.
    pub fn content(&self) -> &[Inline] {
        match self {
            Inline::Emphasis(c)
            | Inline::Strong(c)
            | Inline::Strike(c)
            | Inline::Superscript(c)
            | Inline::Subscript(c)
            | Inline::Link { content: c, .. }
            | Inline::Marked { content: c, .. }
            | Inline::Foreign { content: c, .. } => c,
            Inline::Text { .. }
            | Inline::Code { .. }
            | Inline::Reference { .. }
            | Inline::NoteMark { .. }
            | Inline::Ruby { .. }
            | Inline::Break => &[],
        }
    }

    /// What a wrap (emphasis, a link, a marked span …) holds, to be changed; `None` for what holds no inlines.
    pub fn content_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Strike(content)
            | Inline::Superscript(content)
            | Inline::Subscript(content)
            | Inline::Link { content, .. }
            | Inline::Marked { content, .. }
            | Inline::Foreign { content, .. } => Some(content),
            Inline::Text { .. }
            | Inline::Code { .. }
            | Inline::Reference { .. }
            | Inline::NoteMark { .. }
            | Inline::Ruby { .. }
            | Inline::Break => None,
        }
    }
}

/// The characters of a stretch of inlines: notes' marks and ruby texts left out, breaks as spaces. References are no
/// characters of the author's; [`shown_text`] has what they show.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    add_plain(inlines, None, &mut out);
    out
}

/// The same with what references show, for lists of headings and captions.
pub fn shown_text(inlines: &[Inline], labels: &Labels) -> String {
    let mut out = String::new();
    add_plain(inlines, Some(labels), &mut out);
    out
}

fn add_plain(inlines: &[Inline], labels: Option<&Labels>, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } | Inline::Code { text, .. } => out.push_str(text),
            Inline::Emphasis(c)
            | Inline::Strong(c)
            | Inline::Strike(c)
            | Inline::Superscript(c)
            | Inline::Subscript(c) => add_plain(c, labels, out),
            Inline::Link { content, .. }
            | Inline::Marked { content, .. }
            | Inline::Foreign { content, .. } => add_plain(content, labels, out),
            Inline::Ruby { base, .. } => out.push_str(base),
            Inline::Break => out.push(' '),
            Inline::Reference { target, .. } => out.push_str(labels.map_or("", |l| l.show(target))),
            Inline::NoteMark { .. } => {}
        }
    }
}
