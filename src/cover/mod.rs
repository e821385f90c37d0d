//! A typeset cover: paper, a bar in the accent colour, the title in the heaviest 宋 by its sense breaks, writers and
//! publisher. In: what a book says of itself, a theme and its faces, a size. Out: bars and lines of text at their
//! places, which the PDF sets as its first page and the EPUB draws as pixels, so that both have the same cover.
//!
//! It is designed 1600 units wide ([`WIDTH`]), whatever the paper; the height decides how far apart its three groups
//! stand. Its lines run from left to right in books set vertically too.

mod letters;

use crate::article::Meta;
use crate::font::FontBook;
use crate::frame::TextItem;
use crate::geom::{Abs, Color, Point, Rect, Size};
use crate::theme::{FaceRole, Theme};
use letters::{Letters, Style};

/// The width of every cover in its own units; as pixels, those of an EPUB's.
pub const WIDTH: u32 = 1600;
/// The height of an EPUB's cover in pixels (Kindle Publishing Guidelines, 4.1: 2560 × 1600).
pub const HEIGHT: u32 = 2560;

const MARGIN: f64 = 150.0;
const MEASURE: f64 = WIDTH as f64 - 2.0 * MARGIN;
const PAPER: Color = Color::Rgb([250, 248, 243]);
const INK: Color = Color::BLACK;
const GRAY: Color = Color::Gray(105);
/// What stands around the title: from its group down to the rule over the writers.
const CLEAR: f64 = 90.0;

/// What lies on a cover, in the order of drawing and of reading.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// An even area. One that ends at the edge of the cover is meant to bleed.
    Bar(Rect, Color),
    /// A text, line by line; each run with the pen of its first glyph on the baseline.
    Text(Vec<(Point, TextItem)>),
}

/// Sets a cover of that size.
pub fn typeset(front: &Meta, theme: &Theme, book: &FontBook, size: Size) -> Vec<Piece> {
    // On a page that is wider than high, all stands in the square at its left.
    let unit = size.width.min(size.height);
    let height = f64::from(WIDTH) * size.height.over(unit);
    let mut sheet = Sheet { letters: Letters { theme, book }, unit, pieces: Vec::new() };
    let accent = theme.accent;
    sheet.pieces.push(Piece::Bar(Rect::new(Point::default(), size), PAPER));
    sheet.bar(0.0, 0.0, f64::from(WIDTH) * size.width.over(unit), 44.0, accent);

    // From the head: publication and issue over a rule.
    let mut y = 250.0 * height / f64::from(HEIGHT);
    let hei = |weight, size, color| Style { role: FaceRole::Hei, weight, size, color, tracking: 0.0 };
    if let Some(publication) = &front.publication {
        let style = Style { tracking: 0.12, ..hei(700, 58.0, INK) };
        let issued =
            front.issue.as_ref().map_or(0.0, |i| sheet.letters.width(i, hei(400, 44.0, GRAY)) + 80.0);
        let style = sheet.letters.fitting(publication, style, MEASURE - issued, 30.0);
        sheet.text(&[(MARGIN, y, publication)], style);
    }
    if let Some(issue) = &front.issue {
        let style = sheet.letters.fitting(issue, hei(400, 44.0, GRAY), MEASURE * 0.6, 24.0);
        let width = sheet.letters.width(issue, style);
        sheet.text(&[(MARGIN + MEASURE - width, y, issue)], style);
    }
    y += 60.0;
    sheet.bar(MARGIN, y, MEASURE, 2.0, GRAY);

    // From the foot: writers and date under a rule.
    let foot = height - 260.0;
    sheet.bar(MARGIN, foot - 100.0, MEASURE, 2.0, GRAY);
    title(&mut sheet, front, accent, y + CLEAR, (720.0 * height / f64::from(HEIGHT), foot - 100.0 - CLEAR));
    let date = front.date.map(|d| d.shown(&front.lang)).unwrap_or_default();
    let dated = hei(400, 44.0, GRAY);
    let date_width = sheet.letters.width(&date, dated);
    let room = MEASURE - date_width - 80.0;
    let writers: Vec<&str> = front.byline.iter().map(|p| p.name.as_str()).collect();
    let writers = writers.join("\u{3000}");
    let style = Style { role: FaceRole::Kai, weight: 400, size: 60.0, color: INK, tracking: 0.0 };
    let style = sheet.letters.fitting(&writers, style, room, 40.0);
    // More writers than one line holds: the book's first page names them all.
    let writers = sheet.letters.shortened(&writers, style, room);
    sheet.text(&[(MARGIN, foot, &writers)], style);
    sheet.text(&[(MARGIN + MEASURE - date_width, foot, &date)], dated);
    sheet.pieces
}

/// Strap, title and subtitle: under `top`, from `start` on if they end over `end` then, else as much higher as it takes.
fn title(sheet: &mut Sheet<'_>, front: &Meta, accent: Color, top: f64, (start, end): (f64, f64)) {
    let letters = sheet.letters;
    let strap = Style { role: FaceRole::Hei, weight: 700, size: 52.0, color: accent, tracking: 0.1 };
    let series = front.series.as_ref().map_or(Vec::new(), |s| {
        letters.wrapped(&letters.joined(&s.parts, strap, MEASURE), strap, MEASURE, 3)
    });
    let song = |weight, size| Style { role: FaceRole::Song, weight, size, color: INK, tracking: 0.0 };
    // A subtitle a little too long for its line is set a little smaller, not broken for one character.
    let parts = front.subtitle.as_ref().map_or(&[][..], |s| &s.parts);
    let widest = parts.iter().map(|p| letters.width(p, song(700, 66.0))).fold(1.0, f64::max);
    let small = song(700, (66.0 * MEASURE / widest).clamp(50.0, 66.0).floor());
    let subtitle = letters.wrapped(parts, small, MEASURE, 5);

    let above = series.len() as f64 * 78.0 + if series.is_empty() { 0.0 } else { 30.0 };
    let below = if subtitle.is_empty() { 0.0 } else { 20.0 + subtitle.len() as f64 * 100.0 };
    let room = end - top - above - 30.0 - below;
    // The largest size at which no part is broken inside; if there is none, at which all is there; else what fits of it.
    let parts = &front.title.parts;
    let sizes = [230.0, 210.0, 190.0, 170.0, 150.0, 132.0, 116.0, 104.0, 92.0, 80.0, 70.0, 60.0];
    let lines_at = |size: f64| (room / (size * 1.28)).floor().max(1.0) as usize;
    let whole = |size: &f64| {
        let widest = parts.iter().map(|p| letters.width(p, song(900, *size))).fold(0.0, f64::max);
        *size >= 104.0 && widest <= MEASURE && parts.len() <= lines_at(*size)
    };
    let broken = |size: &f64| {
        let lines = lines_at(*size);
        // One line more shows that it is too long; the rest of a text as long as an article need not be broken for that.
        letters.wrapped(parts, song(900, *size), MEASURE, lines + 1).len() <= lines && *size <= 116.0
    };
    let size = sizes.into_iter().find(whole).or_else(|| sizes.into_iter().find(broken)).unwrap_or(60.0);
    let words = letters.wrapped(parts, song(900, size), MEASURE, lines_at(size));

    let tall = above + 30.0 + words.len() as f64 * size * 1.28 + below;
    let mut y = start.min(end - tall).max(top);
    let lines = series.iter().enumerate().map(|(n, line)| (MARGIN, y + n as f64 * 78.0, line.as_str()));
    sheet.text(&lines.collect::<Vec<_>>(), strap);
    y += above;
    sheet.bar(MARGIN, y - 50.0, 180.0, 14.0, accent);
    y += 30.0;
    let lines = words.iter().enumerate();
    let lines = lines.map(|(n, line)| (MARGIN, y + size * (1.04 + n as f64 * 1.28), line.as_str()));
    sheet.text(&lines.collect::<Vec<_>>(), song(900, size));
    y += words.len() as f64 * size * 1.28 + 110.0;
    let lines = subtitle.iter().enumerate().map(|(n, line)| (MARGIN, y + n as f64 * 100.0, line.as_str()));
    sheet.text(&lines.collect::<Vec<_>>(), small);
}

/// A cover in the making; lengths are in its own units.
struct Sheet<'a> {
    letters: Letters<'a>,
    /// What [`WIDTH`] units are on paper.
    unit: Abs,
    pieces: Vec<Piece>,
}

impl Sheet<'_> {
    fn length(&self, units: f64) -> Abs {
        // A unit is divided further, so that rounding is not seen.
        self.unit.mul_div((units * 1000.0).round() as i64, i64::from(WIDTH) * 1000)
    }

    fn bar(&mut self, x: f64, y: f64, width: f64, height: f64, color: Color) {
        let origin = Point::new(self.length(x), self.length(y));
        let size = Size::new(self.length(width), self.length(height));
        self.pieces.push(Piece::Bar(Rect::new(origin, size), color));
    }

    /// Lines of one text, each with its place.
    fn text(&mut self, lines: &[(f64, f64, &str)], style: Style) {
        let mut runs = Vec::new();
        for (x, y, line) in lines {
            let mut at = Point::new(self.length(*x), self.length(*y));
            for run in self.letters.runs(line, style, self.length(style.size)) {
                let width = run.width();
                runs.push((at, run));
                at.x += width;
            }
        }
        if !runs.is_empty() {
            self.pieces.push(Piece::Text(runs));
        }
    }
}

#[cfg(test)]
mod tests;
