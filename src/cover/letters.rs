//! Characters of a cover: their glyphs, how wide they are, where their lines end.

use crate::clreq::break_opportunities;
use crate::font::{FaceId, FontBook};
use crate::frame::TextItem;
use crate::geom::{Abs, Color, Em};
use crate::theme::{FaceRole, Theme};
use std::collections::BTreeSet;

/// How a text is set; its size in units of the cover.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) role: FaceRole,
    pub(super) weight: u16,
    pub(super) size: f64,
    pub(super) color: Color,
    /// Added to each character, in ems.
    pub(super) tracking: f64,
}

#[derive(Clone, Copy)]
pub(super) struct Letters<'a> {
    pub(super) theme: &'a Theme,
    pub(super) book: &'a FontBook,
}

impl Letters<'_> {
    /// The glyphs of a text, each with its face, its character and the step to the next in ems. What no face has is not
    /// there; the title page shows it as missing.
    fn glyphs(&self, text: &str, style: Style) -> Vec<(FaceId, u16, char, f64)> {
        let own = self.book.select(self.theme.faces.of(style.role), style.weight);
        let all = || own.into_iter().chain(self.book.iter().map(|(id, _)| id));
        text.chars()
            .filter_map(|c| all().find_map(|id| Some((id, self.book.face(id).glyph(c)?, c))))
            .map(|(id, glyph, c)| (id, glyph, c, self.book.face(id).advance(glyph).get() + style.tracking))
            .collect()
    }

    /// How wide a text is, in units.
    pub(super) fn width(&self, text: &str, style: Style) -> f64 {
        let steps: f64 = self.glyphs(text, style).iter().map(|g| g.3).sum();
        ((steps - style.tracking) * style.size).max(0.0)
    }

    /// The style, made smaller down to `least` for a text that would be wider than `room`.
    pub(super) fn fitting(&self, text: &str, style: Style, room: f64, least: f64) -> Style {
        let share = room / self.width(text, style).max(1.0);
        Style {
            size: if share < 1.0 { (style.size * share).floor().max(least) } else { style.size },
            ..style
        }
    }

    /// The text, cut off with an ellipsis where it is full.
    pub(super) fn shortened(&self, text: &str, style: Style, room: f64) -> String {
        if self.width(text, style) <= room {
            return text.to_owned();
        }
        let ends = self.ends(text, style);
        let ellipsis = self.width("…", style) + style.tracking * style.size;
        let fits = ends.iter().rfind(|(_, width)| width + ellipsis <= room);
        format!("{}…", text[..fits.map_or(0, |(at, _)| *at)].trim_end())
    }

    /// Each part on a line of its own; a longer one is broken where it is full, at a place where a line may end (UAX 14)
    /// if there is one. What is more than `most` lines is cut off.
    pub(super) fn wrapped(&self, parts: &[String], style: Style, measure: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for part in parts {
            let ends = self.ends(part, style);
            let may_end: BTreeSet<usize> = break_opportunities(part).collect();
            // Where the line begins: in the text, and in units.
            let (mut start, mut left) = (0, 0.0);
            // What comes behind the last line that is kept need not be broken: a text may be as long as an article.
            let is_longer = |left: f64| ends.last().is_some_and(|(_, all)| all - left > measure);
            while lines.len() <= most && is_longer(left) {
                let fits = |(at, width): &&(usize, f64)| *at > start && width - left <= measure;
                let free = ends.iter().filter(fits).rfind(|(at, _)| may_end.contains(at));
                let Some((at, _)) = free.or_else(|| ends.iter().rfind(fits)) else { break };
                lines.push(part[start..*at].trim_end().to_owned());
                start = part.len() - part[*at..].trim_start().len();
                left = ends.iter().rfind(|(at, _)| *at <= start).map_or(0.0, |(_, width)| *width);
            }
            lines.extend(Some(part[start..].to_owned()).filter(|rest| !rest.is_empty()));
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.shortened(&format!("{last}……"), style, measure);
            }
        }
        lines
    }

    /// Parts, of which those stand together, a space between them, that one line holds.
    pub(super) fn joined(&self, parts: &[String], style: Style, measure: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for part in parts {
            let longer = lines.last().map(|line| format!("{line} {part}"));
            match (longer.filter(|line| self.width(line, style) <= measure), lines.last_mut()) {
                (Some(longer), Some(line)) => *line = longer,
                _ => lines.push(part.clone()),
            }
        }
        lines
    }

    /// Where each character ends: in the text, and in units from its start, tracking behind it left out.
    fn ends(&self, text: &str, style: Style) -> Vec<(usize, f64)> {
        let mut steps = self.glyphs(text, style).into_iter().peekable();
        let mut pen = 0.0;
        text.char_indices()
            .map(|(at, c)| {
                pen += steps.next_if(|step| step.2 == c).map_or(0.0, |step| step.3 * style.size);
                (at + c.len_utf8(), pen - style.tracking * style.size)
            })
            .collect()
    }

    /// A line as runs of one face each, `size` on paper.
    pub(super) fn runs(&self, text: &str, style: Style, size: Abs) -> Vec<TextItem> {
        let mut runs: Vec<TextItem> = Vec::new();
        for (face, id, c, step) in self.glyphs(text, style) {
            if runs.last().is_none_or(|run| run.face != face) {
                runs.push(TextItem::new(face, size, style.color));
            }
            if let Some(run) = runs.last_mut() {
                run.push(id, Em::new(step).at(size), c.encode_utf8(&mut [0; 4]));
            }
        }
        runs
    }
}
