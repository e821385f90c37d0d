//! Inlines to one string, and what each stretch of it should look like. Here the structure tree of the
//! paragraph grows: an element for each inline that is one, a slot for each stretch of text.

use super::{Context, Decoration, Tagger, note_destination, warichu};
use crate::article::{Inline, MarkKind, NoteId, plain_text};
use crate::diag::Span;
use crate::frame::{Attributes, LinkTarget, MIDDLE, Role, SlotId};
use crate::geom::{Abs, Color, Em};
use crate::theme::{FaceRole, TextStyle};
use std::ops::Range;
use std::sync::Arc;

/// Superscripts and the marks of notes: their size against the text's, and how far they are raised in its em.
const SUPER: (Em, Em) = (Em::micro(600_000), Em::micro(360_000));
/// Subscripts, likewise.
const SUB: (Em, Em) = (Em::micro(600_000), Em::micro(-140_000));
/// From this weight up a text counts as bold, and strong words in it need more.
const BOLD: u16 = 600;

/// How a stretch should look.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub(super) role: FaceRole,
    pub(super) weight: u16,
    pub(super) size: Abs,
    pub(super) rise: Abs,
    pub(super) color: Color,
    pub(super) tracking: Em,
    /// Set if it is other than the article's.
    pub(super) lang: Option<Arc<str>>,
    pub(super) code: bool,
    /// A mark that belongs to the word before it.
    pub(super) raised: bool,
    pub(super) span: Option<Span>,
}

/// A stretch of text of one look in one place of the structure tree.
#[derive(Debug)]
pub(super) struct Stretch {
    pub(super) bytes: Range<usize>,
    pub(super) look: Look,
    pub(super) slot: SlotId,
}

/// Ruby before it is shaped.
#[derive(Debug)]
pub(super) struct RubyText {
    pub(super) base: Range<usize>,
    pub(super) text: String,
    pub(super) look: Look,
    pub(super) slot: SlotId,
}

/// All that was collected.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) text: String,
    pub(super) stretches: Vec<Stretch>,
    /// Bytes behind which the line ends.
    pub(super) breaks: Vec<usize>,
    pub(super) links: Vec<(Range<usize>, LinkTarget, SlotId)>,
    pub(super) decorations: Vec<(Range<usize>, Decoration)>,
    pub(super) notes: Vec<(usize, NoteId)>,
    pub(super) rubies: Vec<RubyText>,
    /// Inline notes that stand in two lines, without their brackets.
    pub(super) folded: Vec<Range<usize>>,
}

/// Collects inlines.
pub(super) fn collect(
    inlines: &[Inline],
    style: &TextStyle,
    cx: &Context<'_>,
    tags: &mut dyn Tagger,
) -> Collected {
    let look = Look {
        role: style.face,
        weight: style.weight,
        size: style.size,
        rise: Abs::ZERO,
        color: style.color,
        tracking: style.tracking,
        lang: None,
        code: false,
        raised: false,
        span: None,
    };
    let mut collector = Collector { out: Collected::default(), cx, tags, slot: None };
    collector.all(inlines, &look);
    collector.out
}

struct Collector<'a> {
    out: Collected,
    cx: &'a Context<'a>,
    tags: &'a mut dyn Tagger,
    /// The slot of the open element that text goes on in; none right after an element opened or closed.
    slot: Option<SlotId>,
}

impl Collector<'_> {
    fn all(&mut self, inlines: &[Inline], look: &Look) {
        for inline in inlines {
            self.one(inline, look);
        }
    }

    fn one(&mut self, inline: &Inline, look: &Look) {
        match inline {
            Inline::Text { text, span } => self.text(text, &at(look, *span)),
            // Han has no italic: emphasis changes the face (B7).
            Inline::Emphasis(content) => {
                let role = if look.role == FaceRole::Kai { FaceRole::Song } else { FaceRole::Kai };
                self.within(Role::Em, Attributes::default(), |c| {
                    c.all(content, &Look { role, ..look.clone() });
                });
            }
            Inline::Strong(content) => {
                let look = self.strong(look);
                self.within(Role::Strong, Attributes::default(), |c| c.all(content, &look));
            }
            Inline::Strike(content) => self.decorated(Decoration::Strike, content, look),
            Inline::Superscript(content) => self.all(content, &self.raised(look, SUPER)),
            Inline::Subscript(content) => self.all(content, &self.raised(look, SUB)),
            Inline::Code { text, span } => {
                let code = Look { role: FaceRole::Mono, code: true, ..at(look, *span) };
                self.within(Role::Code, Attributes::default(), |c| c.text(text, &code));
            }
            Inline::Link { target, content } => {
                let to = LinkTarget::Url(target.clone());
                self.within(Role::Link, Attributes::default(), |c| c.linked(to, |c| c.all(content, look)));
            }
            Inline::Reference { target, span } => {
                let shown = (self.cx.reference)(target);
                let to = LinkTarget::Inside(target.clone());
                self.reference(to, &shown, &at(look, *span));
            }
            Inline::NoteMark { note, span } => {
                let shown = (self.cx.note_mark)(*note);
                self.out.notes.push((self.out.text.len(), *note));
                let to = LinkTarget::Inside(note_destination(*note));
                let look = self.raised(&at(look, *span), SUPER);
                self.reference(to, &shown, &look);
            }
            Inline::Ruby { base, text, span } => self.ruby(base, text, &at(look, *span)),
            Inline::Marked { kind, content } => match kind {
                MarkKind::Dots => self.decorated(Decoration::Dots, content, look),
                MarkKind::ProperName => self.decorated(Decoration::ProperName, content, look),
                MarkKind::BookTitle => self.decorated(Decoration::BookTitle, content, look),
                MarkKind::InlineNote => {
                    self.within(Role::Span, Attributes::default(), |c| c.inline_note(content, look));
                }
                MarkKind::Index => {
                    let listed = Some(plain_text(content)).filter(|t| !t.trim().is_empty());
                    self.within(Role::Span, Attributes { listed, ..Attributes::default() }, |c| {
                        c.all(content, look);
                    });
                }
                MarkKind::Page => match content.as_slice() {
                    [Inline::Reference { target, span }] => {
                        let shown = format!("{}{}", (self.cx.reference)(target), (self.cx.page)(target));
                        self.reference(LinkTarget::Inside(target.clone()), &shown, &at(look, *span));
                    }
                    _ => self.all(content, look),
                },
            },
            Inline::Foreign { lang, content } => {
                let attributes = Attributes { lang: Some(lang.clone()), ..Attributes::default() };
                let look = Look { lang: Some(lang.as_str().into()), ..look.clone() };
                self.within(Role::Span, attributes, |c| c.all(content, &look));
            }
            Inline::Break => {
                self.text(" ", look);
                self.out.breaks.push(self.out.text.len());
            }
        }
    }

    /// Characters, control characters as spaces.
    fn text(&mut self, text: &str, look: &Look) {
        if text.is_empty() {
            return;
        }
        let slot = *self.slot.get_or_insert_with(|| self.tags.slot());
        let start = self.out.text.len();
        if text.contains(|c: char| c.is_control()) {
            self.out.text.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
        } else {
            self.out.text.push_str(text);
        }
        self.out.stretches.push(Stretch { bytes: start..self.out.text.len(), look: look.clone(), slot });
    }

    fn within(&mut self, role: Role, attributes: Attributes, inside: impl FnOnce(&mut Self)) {
        self.tags.open(role, attributes);
        self.slot = None;
        inside(self);
        self.tags.close();
        self.slot = None;
    }

    fn linked(&mut self, to: LinkTarget, inside: impl FnOnce(&mut Self)) {
        let start = self.out.text.len();
        let first = self.out.stretches.len();
        inside(self);
        let slot = self.out.stretches.get(first).map(|s| s.slot);
        if let Some(slot) = slot {
            self.out.links.push((start..self.out.text.len(), to, slot));
        }
    }

    fn reference(&mut self, to: LinkTarget, shown: &str, look: &Look) {
        self.within(Role::Reference, Attributes::default(), |c| {
            c.within(Role::Link, Attributes::default(), |c| c.linked(to, |c| c.text(shown, look)));
        });
    }

    fn decorated(&mut self, decoration: Decoration, content: &[Inline], look: &Look) {
        let start = self.out.text.len();
        self.within(Role::Span, Attributes::default(), |c| c.all(content, look));
        self.out.decorations.push((start..self.out.text.len(), decoration));
    }

    /// 割注 (J9), its brackets at the size of the text.
    fn inline_note(&mut self, content: &[Inline], look: &Look) {
        let (size, in_two) = warichu::size(content, look.size);
        let small = Look { size, ..look.clone() };
        let folds = |c: &mut Self, start: usize| {
            let bytes = start..c.out.text.len();
            c.out.folded.extend(in_two.then_some(bytes));
        };
        if let [Inline::Text { text, span }] = content {
            let note = warichu::parts(text);
            self.text(note.open, &at(look, *span));
            let start = self.out.text.len();
            self.text(note.inside, &at(&small, *span));
            folds(self, start);
            self.text(note.close, &at(look, *span));
        } else {
            let start = self.out.text.len();
            self.all(content, &small);
            folds(self, start);
        }
    }

    fn ruby(&mut self, base: &str, text: &str, look: &Look) {
        let start = self.out.text.len();
        self.within(Role::Ruby, Attributes::default(), |c| {
            c.within(Role::RB, Attributes::default(), |c| c.text(base, look));
            c.within(Role::RT, Attributes::default(), |c| {
                let slot = c.tags.slot();
                let base = start..c.out.text.len();
                c.out.rubies.push(RubyText { base, text: text.to_owned(), look: look.clone(), slot });
            });
        });
    }

    fn raised(&self, look: &Look, (size, rise): (Em, Em)) -> Look {
        let size = size.at(look.size);
        // In a vertical line all characters have one middle, not one baseline.
        let middle = if self.cx.vertical() { MIDDLE.at(size) - MIDDLE.at(look.size) } else { Abs::ZERO };
        Look { size, rise: look.rise + rise.at(look.size) + middle, raised: true, ..look.clone() }
    }

    /// Bold of the same family or, where the family has none, of 黑.
    fn strong(&self, look: &Look) -> Look {
        let weight = if look.weight >= BOLD { 900 } else { 700 };
        let family = self.cx.theme.faces.of(look.role);
        let found = self.cx.book.select(family, weight).map_or(0, |id| self.cx.book.face(id).weight());
        let role = if found >= BOLD { look.role } else { FaceRole::Hei };
        Look { role, weight, ..look.clone() }
    }
}

fn at(look: &Look, span: Span) -> Look {
    Look { span: Some(span), ..look.clone() }
}
