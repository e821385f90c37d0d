//! Lines: boxes, glue and penalties; choose breaks; adjust; place. In: a shaped [`Paragraph`] and a measure.
//! Out: [`Line`]s whose items stand at fixed places.
//!
//! A line is thought of as CLREQ thinks of it: cells of characters side by side, of which some may give up
//! white, and places between them that may take some. Both are summed up from the start of the paragraph, so
//! that the width of any line, and what it could give and take, is one subtraction.

mod adjust;
mod breaks;
mod cells;
mod dump;
mod exact;
mod fit;
mod place;
mod report;
mod under;

pub use dump::{dump_items, dump_lines};
pub use exact::set_in;
pub use report::{Reason, Report};

use crate::article::NoteId;
use crate::diag::{Diag, Diags, codes};
use crate::frame::Placed;
use crate::geom::Abs;
use crate::text::{Context, Paragraph};
use crate::theme::Align;
use breaks::Break;
use cells::Cells;
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
    /// How it came to be as it is.
    pub report: Report,
}

impl Setting {
    /// What is left for text on the first line, or on the others.
    fn room(&self, first: bool) -> Abs {
        let indent = if first { self.first } else { Abs::ZERO };
        (self.measure - self.start - self.end - indent).max(Abs::ZERO)
    }

    /// Where text begins on the first line, or on the others.
    fn origin(&self, first: bool) -> Abs {
        self.start + if first { self.first } else { Abs::ZERO }
    }
}

/// Sets a paragraph. Cannot fail: what does not fit is broken by force, with a warning.
pub fn set(paragraph: &Paragraph, setting: &Setting, cx: &Context<'_>, diags: &mut Diags) -> Vec<Line> {
    tell_missing(paragraph, diags);
    // Cells and what lies between them, whatever the line they will stand on.
    let cells = Cells::new(paragraph, &cx.theme.lines);
    let mut lines = Vec::new();
    // An author's own line breaks divide the paragraph.
    for part in breaks::parts(paragraph) {
        // Where a line may end.
        let mut places = breaks::find(paragraph, &cells, part.clone(), cx);
        let narrowest = setting.room(true).min(setting.room(false));
        for word in breaks::force(&cells, part.start, &mut places, narrowest) {
            tell_too_wide(paragraph, word, diags);
        }
        // Where it does.
        let first = lines.is_empty();
        let room = fit::Room {
            first: if first { setting.room(true) } else { setting.room(false) },
            rest: setting.room(false),
        };
        let chosen = fit::choose(&cells, part.start, &places, &room, setting.align, cx.theme.lines.optimize);
        // Each line, filled.
        let mut start = part.start;
        for (n, &at) in chosen.iter().enumerate() {
            let last = n + 1 == chosen.len();
            let place = &places[at];
            lines.push(place::line(&cells, start, place, setting, lines.is_empty(), last, cx));
            start = place.at;
        }
    }
    lines
}

/// How wide a paragraph is on one line.
pub fn natural_width(paragraph: &Paragraph, cx: &Context<'_>) -> Abs {
    let cells = Cells::new(paragraph, &cx.theme.lines);
    let widths = breaks::parts(paragraph).map(|part| {
        let end = Break::end(&cells, part.clone());
        cells.natural(part.start, &end)
    });
    widths.max().unwrap_or_default()
}

/// One word for each character that no face has, once in a document.
fn tell_missing(paragraph: &Paragraph, diags: &mut Diags) {
    for &(c, span) in &paragraph.missing {
        let shown = c.to_string();
        let code = &codes::font::NO_GLYPH;
        if diags.iter().any(|d| d.code.id == code.id && d.args.first() == Some(&shown)) {
            continue;
        }
        let mut diag = Diag::new(code).arg(shown).arg(format!("U+{:04X}", c as u32));
        diag.span = span;
        diags.push(diag);
    }
}

/// How much of a word a message shows.
const SHOWN: usize = 40;

fn tell_too_wide(paragraph: &Paragraph, clusters: Range<usize>, diags: &mut Diags) {
    let run = paragraph.clusters.get(clusters.start).and_then(|c| paragraph.runs.get(c.run as usize));
    let word = paragraph.text[paragraph.bytes(clusters)].trim();
    let mut shown: String = word.chars().take(SHOWN).collect();
    if shown.len() < word.len() {
        shown.push('…');
    }
    let mut diag = Diag::new(&codes::layout::WORD_TOO_WIDE).arg(shown);
    diag.span = run.and_then(|r| r.span);
    diags.push(diag);
}

#[cfg(test)]
mod tests;
