//! Problems as text. The snippet renderer lives here and nowhere else.

use super::{Diag, Diags, Files};
use std::fmt::Write;

/// The language of messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// 中文。
    Zh,
}

/// How problems are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// A snippet of the source with the place marked, for people.
    #[default]
    Human,
    /// `file:line:column: severity[code]: text`, for editors.
    Short,
    /// One JSON object a line, for programs.
    Json,
}

/// What the terminal can show.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Paint {
    /// Colours.
    pub color: bool,
    /// Box-drawing characters.
    pub unicode: bool,
}

/// All problems as text, each ending in a line feed.
pub fn render(diags: &Diags, files: &Files, lang: Lang, format: Format, paint: Paint) -> String {
    diags.iter().map(|d| render_one(d, files, lang, format, paint)).collect()
}

/// One problem as text.
pub fn render_one(diag: &Diag, files: &Files, lang: Lang, format: Format, paint: Paint) -> String {
    let _ = paint;
    let mut out = String::new();
    let _ = (lang, format);
    if let Some(span) = diag.span {
        let (line, column) = files.line_column(span.file, span.start);
        let _ = write!(out, "{}:{line}:{column}: ", files.name(span.file));
    }
    let _ = writeln!(out, "{:?}[{}]: {}", diag.severity(), diag.code.id, diag.code.en);
    out
}
