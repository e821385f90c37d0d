//! Lines: boxes, glue and penalties; choose breaks; adjust; place. In: a shaped [`Paragraph`] and a measure.
//! Out: [`Line`]s whose items stand at fixed places.

use crate::article::NoteId;
use crate::diag::Diags;
use crate::frame::Placed;
use crate::geom::Abs;
use crate::text::{Context, Paragraph};
use crate::theme::Align;
use std::ops::Range;

/// Into what a paragraph is set.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The measure, indents included.
    pub measure: Abs,
    /// Further indent of the first line.
    pub first: Abs,
    /// Indent of every line at its start.
    pub start: Abs,
    /// Indent of every line at its end.
    pub end: Abs,
    /// The alignment.
    pub align: Align,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    /// What stands on it: inline from the start of the measure, block from the baseline (upwards negative).
    pub items: Vec<Placed>,
    /// From the start of the measure to the end of the ink cell of the last character.
    pub width: Abs,
    /// The bytes of the paragraph's text that it holds.
    pub text: Range<usize>,
    /// The notes whose marks stand on it, in order.
    pub notes: Vec<NoteId>,
}

/// Sets a paragraph. Cannot fail: what does not fit is broken by force, with a warning.
pub fn set(paragraph: &Paragraph, setting: &Setting, cx: &Context<'_>, diags: &mut Diags) -> Vec<Line> {
    let _ = (paragraph, setting, cx, diags);
    Vec::new()
}
