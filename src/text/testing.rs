//! What tests of `text` and `line` share: a desk with the compiled-in faces and a plain theme.

#[cfg(test)]
use super::{Context, Paragraph, Shaper, Tagger, prepare};
use crate::article::{Inline, NoteId};
use crate::clreq::{Prohibition, Punctuation};
use crate::diag::{FileId, Span};
use crate::font::FontBook;
use crate::frame::{Attributes, Role, SlotId};
use crate::geom::{Abs, Color, Em};
use crate::theme::{Align, FaceRole, TextStyle, Theme};

/// Faces, theme and memory.
pub(crate) struct Desk {
    pub(crate) book: FontBook,
    pub(crate) theme: Theme,
    pub(crate) shaper: Shaper,
    pub(crate) lang: String,
}

/// A tagger that writes down what it is told.
#[derive(Default)]
pub(crate) struct Log {
    pub(crate) said: String,
    slots: u32,
}

impl Tagger for Log {
    fn open(&mut self, role: Role, _: Attributes) {
        self.said.push_str(&format!("{role:?}("));
    }
    fn close(&mut self) {
        self.said.push(')');
    }
    fn slot(&mut self) -> SlotId {
        self.said.push_str(&self.slots.to_string());
        self.slots += 1;
        SlotId(self.slots - 1)
    }
}

pub(crate) fn text(text: &str) -> Inline {
    Inline::Text { text: text.to_owned(), span: Span::new(FileId(0), 0..text.len()) }
}

impl Desk {
    pub(crate) fn new() -> Desk {
        let book = book();
        let theme = theme();
        let shaper = Shaper::new(&book, &theme.faces);
        Desk { book, theme, shaper, lang: "zh-Hans".to_owned() }
    }

    pub(crate) fn with<R>(&self, f: impl FnOnce(&Context<'_>) -> R) -> R {
        f(&Context {
            book: &self.book,
            shaper: &self.shaper,
            theme: &self.theme,
            writing: self.theme.page.writing,
            lang: &self.lang,
            note_mark: &|n: NoteId| char::from_u32(0x2460 + n.0).map(String::from).unwrap_or_default(),
            reference: &|id: &str| format!("图{id}"),
            page: &|_| "（第12页）".to_owned(),
        })
    }

    pub(crate) fn prepare(&self, inlines: &[Inline]) -> Paragraph {
        self.with(|cx| prepare(inlines, &style(), cx, &mut Log::default()))
    }
}

/// 宋 at 10 pt, so that an em is a round number.
pub(crate) fn style() -> TextStyle {
    TextStyle {
        face: FaceRole::Song,
        weight: 400,
        size: Abs::pt(10.0),
        leading: Abs::pt(17.0),
        color: Color::BLACK,
        align: Align::Justify,
        tracking: Em::ZERO,
    }
}

/// The faces of `fonts/`: compiled in or, in a build without them, read.
#[expect(clippy::disallowed_methods, reason = "a test without compiled-in faces reads them")]
fn book() -> FontBook {
    let mut book = FontBook::embedded();
    if book.is_empty() {
        let mut diags = crate::diag::Diags::new();
        let faces = ["NotoSerifSC-Regular", "NotoSerifSC-Bold", "NotoSerifSC-Black", "NotoSansSC-Regular"];
        for name in faces.iter().chain(&["NotoSansSC-Bold", "LXGWWenKai-Regular", "SourceCodePro-Regular"]) {
            let path = format!("{}/fonts/{name}.ttf", env!("CARGO_MANIFEST_DIR"));
            book.add(name, &std::fs::read(path).expect("it is committed").into(), &mut diags);
        }
    }
    book
}

/// A shipped theme, with nothing of its own in how lines are set.
fn theme() -> Theme {
    let project = crate::source::Project::in_memory(std::collections::BTreeMap::new());
    let (mut files, mut diags) = (crate::diag::Files::default(), crate::diag::Diags::new());
    let mut theme = crate::theme::load(&project, "feature", &mut files, &mut diags).expect("it is shipped");
    theme.lines = crate::theme::LineRules {
        punctuation: Punctuation::Quanjiao,
        prohibition: Prohibition::Basic,
        hanging: false,
        han_latin: Em::QUARTER,
        han_latin_min: Em::micro(125_000),
        han_latin_max: Em::HALF,
        optimize: true,
        hyphenate: true,
    };
    theme
}
