//! The outline of a glyph, for drawing it into a picture (an EPUB's cover).

use super::Face;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};

/// One step of an outline. Coordinates are in em from the pen on the baseline, x to the right, y upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins a contour.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A quadratic curve: control point, end.
    Quad([f32; 2], [f32; 2]),
    /// A cubic curve: two control points, end.
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    /// Ends a contour.
    Close,
}

/// The outline of a glyph, to be filled by the non-zero rule; empty if it has no ink or cannot be read.
pub fn outline(face: &Face, glyph: u16) -> Vec<Segment> {
    let mut pen = Pen { scale: 1.0 / f32::from(face.units_per_em()), segments: Vec::new() };
    let Some(font) = face.font() else { return Vec::new() };
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    let drawn = font.outline_glyphs().get(GlyphId::from(glyph)).map(|g| g.draw(settings, &mut pen));
    match drawn {
        Some(Ok(_)) => pen.segments,
        _ => Vec::new(),
    }
}

struct Pen {
    scale: f32,
    segments: Vec<Segment>,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> [f32; 2] {
        [x * self.scale, y * self.scale]
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::Move(self.at(x, y)));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::Line(self.at(x, y)));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.segments.push(Segment::Quad(self.at(cx, cy), self.at(x, y)));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.segments.push(Segment::Cubic(self.at(ax, ay), self.at(bx, by), self.at(x, y)));
    }
    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FontBook;

    #[test]
    fn an_outline_lies_in_its_em() {
        let book = FontBook::embedded();
        let face = book.face(book.select(&["Noto Serif SC".to_owned()], 900).expect("it is compiled in"));
        let ink = outline(face, face.glyph('刻').expect("it is there"));
        assert!(matches!(ink.first(), Some(Segment::Move(_))) && ink.last() == Some(&Segment::Close));
        for segment in &ink {
            if let Segment::Move(p) | Segment::Line(p) | Segment::Quad(_, p) | Segment::Cubic(.., p) = segment
            {
                assert!((-0.2..1.2).contains(&p[0]) && (-0.3..1.1).contains(&p[1]), "{p:?}");
            }
        }
        assert!(outline(face, face.glyph(' ').expect("it is there")).is_empty());
        assert!(outline(face, u16::MAX).is_empty());
    }
}
