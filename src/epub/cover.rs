//! The typeset cover as pixels, 1600 × 2560 (row 22), drawn from the outlines of the theme's own faces.

use super::sheet::Sheet;
use super::style::rgb;
use crate::article::Meta;
use crate::cover::{HEIGHT, Piece, WIDTH, typeset};
use crate::font::{FontBook, Segment, outline};
use crate::frame::TextItem;
use crate::geom::{Abs, Point, Size};
use crate::theme::Theme;
use tiny_skia::{PathBuilder, Rect};

/// Draws the cover of a book; a PNG file. `None` only if memory runs out.
pub(super) fn draw(front: &Meta, theme: &Theme, book: &FontBook) -> Option<Vec<u8>> {
    // A point is a pixel.
    let size = Size::new(Abs::pt(f64::from(WIDTH)), Abs::pt(f64::from(HEIGHT)));
    let mut pieces = typeset(front, theme, book, size).into_iter();
    let paper = match pieces.next() {
        Some(Piece::Bar(_, color)) => rgb(color),
        _ => [255; 3],
    };
    let mut sheet = Sheet::new(WIDTH, HEIGHT, paper);
    for piece in pieces {
        match piece {
            Piece::Bar(area, color) => {
                let [x, y] = pixels(area.origin);
                let (width, height) = (area.size.width.to_pt() as f32, area.size.height.to_pt() as f32);
                if let Some(rect) = Rect::from_xywh(x, y, width, height) {
                    sheet.fill(PathBuilder::from_rect(rect), rgb(color));
                }
            }
            Piece::Text(runs) => runs.iter().for_each(|(at, run)| text(&mut sheet, *at, run, book)),
        }
    }
    sheet.png()
}

fn pixels(at: Point) -> [f32; 2] {
    [at.x.to_pt() as f32, at.y.to_pt() as f32]
}

fn text(sheet: &mut Sheet, pen: Point, run: &TextItem, book: &FontBook) {
    let face = book.face(run.face);
    let size = run.size.to_pt() as f32;
    let mut builder = PathBuilder::new();
    let mut pen = pen;
    for glyph in &run.glyphs {
        let [x, y] = pixels(pen);
        let at = |p: [f32; 2]| (x + p[0] * size, y - p[1] * size);
        for segment in outline(face, glyph.id) {
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
        pen.x += glyph.advance.get();
    }
    if let Some(path) = builder.finish() {
        sheet.fill(path, rgb(run.color));
    }
}
