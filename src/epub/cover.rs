//! A typeset cover: paper, a bar in the accent colour, the title in the heaviest 宋, by its sense breaks. Drawn
//! from the outlines of the theme's own faces, 1600 × 2560 (row 22).

use super::sheet::Sheet;
use crate::article::Meta;
use crate::font::{FontBook, Segment, outline};
use crate::geom::Color;
use crate::theme::{FaceRole, Theme};
use tiny_skia::{PathBuilder, Rect};

/// Pixels across.
pub(super) const WIDTH: u32 = 1600;
/// Pixels down.
pub(super) const HEIGHT: u32 = 2560;

const MARGIN: f32 = 150.0;
const MEASURE: f32 = WIDTH as f32 - 2.0 * MARGIN;
const PAPER: [u8; 3] = [250, 248, 243];
const INK: [u8; 3] = [28, 26, 25];
const GRAY: [u8; 3] = [105, 100, 96];

/// Draws the cover of a book; a PNG file. `None` only if memory runs out.
pub(super) fn draw(first: &Meta, theme: &Theme, book: &FontBook) -> Option<Vec<u8>> {
    let mut canvas = Canvas { sheet: Sheet::new(WIDTH, HEIGHT, PAPER), theme, book };
    let accent = accent(theme.accent);

    // From the head: publication over a bar, strap, title, subtitle; from the foot: date, writers.
    canvas.bar(0.0, 0.0, WIDTH as f32, 44.0, accent);
    let mut y = 250.0;
    if let Some(publication) = &first.publication {
        canvas.line(publication, Type { role: FaceRole::Hei, weight: 700, size: 58.0, ink: INK }, 0.12, y);
    }
    if let Some(issue) = &first.issue {
        let style = Type { role: FaceRole::Hei, weight: 400, size: 44.0, ink: GRAY };
        let width = canvas.width(issue, style, 0.0);
        canvas.text(issue, style, 0.0, WIDTH as f32 - MARGIN - width, y);
    }
    y += 60.0;
    canvas.bar(MARGIN, y, MEASURE, 2.0, GRAY);

    y = 720.0;
    if let Some(series) = &first.series {
        let style = Type { role: FaceRole::Hei, weight: 700, size: 52.0, ink: accent };
        for part in wrap(&canvas, &series.parts, style, 0.1) {
            canvas.line(&part, style, 0.1, y);
            y += 78.0;
        }
        y += 30.0;
    }
    canvas.bar(MARGIN, y - 50.0, 180.0, 14.0, accent);
    y += 30.0;

    let words = &first.title;
    // The largest size at which the parts stand on few lines and none is broken inside.
    let style = |size| Type { role: FaceRole::Song, weight: 900, size, ink: INK };
    let fits = |size: f32| words.parts.iter().all(|p| canvas.width(p, style(size), 0.0) <= MEASURE);
    let sizes = [230.0, 210.0, 190.0, 170.0, 150.0, 132.0, 116.0];
    let size = sizes.into_iter().find(|s| fits(*s)).unwrap_or(104.0);
    for part in wrap(&canvas, &words.parts, style(size), 0.0) {
        y += size * 1.28;
        canvas.line(&part, style(size), 0.0, y - size * 0.24);
    }
    if let Some(subtitle) = &first.subtitle {
        y += 110.0;
        // A subtitle a little too long for its line is set a little smaller, not broken for one character.
        let style = |size| Type { role: FaceRole::Song, weight: 700, size, ink: INK };
        let widest = subtitle.parts.iter().map(|p| canvas.width(p, style(66.0), 0.0)).fold(1.0, f32::max);
        let style = style((66.0 * MEASURE / widest).clamp(50.0, 66.0).floor());
        for part in wrap(&canvas, &subtitle.parts, style, 0.0) {
            canvas.line(&part, style, 0.0, y);
            y += 100.0;
        }
    }

    let foot = HEIGHT as f32 - 170.0;
    canvas.bar(MARGIN, foot - 190.0, MEASURE, 2.0, GRAY);
    let writers: Vec<String> = first.byline.iter().map(|p| p.name.clone()).collect();
    let style = Type { role: FaceRole::Kai, weight: 400, size: 60.0, ink: INK };
    let date = first.date.map(|d| d.shown(&first.lang)).unwrap_or_default();
    let dated = Type { role: FaceRole::Hei, weight: 400, size: 44.0, ink: GRAY };
    let date_width = canvas.width(&date, dated, 0.0);
    canvas.text(&date, dated, 0.0, WIDTH as f32 - MARGIN - date_width, foot - 90.0);
    let room = MEASURE - date_width - 80.0;
    let mut shown = writers.join("\u{3000}");
    let mut size = style.size;
    while size > 40.0 && canvas.width(&shown, Type { size, ..style }, 0.0) > room {
        size -= 4.0;
    }
    let style = Type { size, ..style };
    while canvas.width(&shown, style, 0.0) > room && shown.chars().count() > 2 {
        // More writers than one line holds: the book's first page names them all.
        shown.pop();
        if canvas.width(&shown, style, 0.0) + size <= room {
            shown.push('…');
            break;
        }
    }
    canvas.text(&shown, style, 0.0, MARGIN, foot - 90.0);
    canvas.sheet.png()
}

/// Parts that fit stand on one line each; a longer one is broken where it is full.
fn wrap(canvas: &Canvas<'_>, parts: &[String], style: Type, tracking: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let mut line = String::new();
        for c in part.chars() {
            line.push(c);
            let stop = "，。、：；！？”’》）」』".contains(c);
            if !stop && canvas.width(&line, style, tracking) > MEASURE {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines.truncate(7);
    lines
}

#[derive(Clone, Copy)]
struct Type {
    role: FaceRole,
    weight: u16,
    size: f32,
    ink: [u8; 3],
}

struct Canvas<'a> {
    sheet: Sheet,
    theme: &'a Theme,
    book: &'a FontBook,
}

impl Canvas<'_> {
    /// The glyphs of a text, each with the step to the next in pixels.
    fn glyphs(&self, text: &str, style: Type, tracking: f32) -> Vec<(&crate::font::Face, u16, f32)> {
        let own = self.book.select(self.theme.faces.of(style.role), style.weight);
        let all = || own.into_iter().chain(self.book.iter().map(|(id, _)| id));
        text.chars()
            .filter_map(|c| all().find_map(|id| Some((self.book.face(id), self.book.face(id).glyph(c)?))))
            .map(|(face, glyph)| (face, glyph, (face.advance(glyph).get() as f32 + tracking) * style.size))
            .collect()
    }

    fn width(&self, text: &str, style: Type, tracking: f32) -> f32 {
        let steps: f32 = self.glyphs(text, style, tracking).iter().map(|g| g.2).sum();
        (steps - tracking * style.size).max(0.0)
    }

    /// A text at the left margin, made smaller if it would leave the page.
    fn line(&mut self, text: &str, style: Type, tracking: f32, y: f32) {
        let width = self.width(text, style, tracking);
        let size = if width > MEASURE { style.size * MEASURE / width } else { style.size };
        self.text(text, Type { size, ..style }, tracking, MARGIN, y);
    }

    fn text(&mut self, text: &str, style: Type, tracking: f32, x: f32, y: f32) {
        let mut builder = PathBuilder::new();
        let mut pen = x;
        for (face, glyph, step) in self.glyphs(text, style, tracking) {
            let at = |p: [f32; 2]| (pen + p[0] * style.size, y - p[1] * style.size);
            for segment in outline(face, glyph) {
                match segment {
                    Segment::Move(p) => builder.move_to(at(p).0, at(p).1),
                    Segment::Line(p) => builder.line_to(at(p).0, at(p).1),
                    Segment::Quad(c, p) => builder.quad_to(at(c).0, at(c).1, at(p).0, at(p).1),
                    Segment::Cubic(a, b, p) => {
                        builder.cubic_to(at(a).0, at(a).1, at(b).0, at(b).1, at(p).0, at(p).1);
                    }
                    Segment::Close => builder.close(),
                }
            }
            pen += step;
        }
        if let Some(path) = builder.finish() {
            self.sheet.fill(path, style.ink);
        }
    }

    fn bar(&mut self, x: f32, y: f32, width: f32, height: f32, ink: [u8; 3]) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.sheet.fill(PathBuilder::from_rect(rect), ink);
        }
    }
}

/// The accent as a screen shows it; a theme without one has a dark bar.
fn accent(color: Color) -> [u8; 3] {
    if color == Color::BLACK { INK } else { super::style::rgb(color) }
}
