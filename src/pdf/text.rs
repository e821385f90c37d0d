//! Runs of glyphs to what a page writer shows. In: a text item at its place. Out: runs with the numbers of
//! `TJ`, and boxes for missing characters.
//!
//! A glyph's place is rounded to a step of the font's own space, counted from the start of the run; so the
//! error is never more than half a step, however long the line is.

use super::canvas::Canvas;
use super::fonts::{CutFace, Piece, Run, clusters};
use crate::frame::{Glyph, Orientation, TextItem};
use crate::geom::{Abs, Point, Rect, Size, Stroke};

/// Draws a text item. `lang` is the language of the document.
pub(super) fn draw(canvas: &mut Canvas, at: Point, text: &TextItem, face: &CutFace<'_>, lang: &str) {
    let font = face.font_name(text.orientation);
    let lang = text.lang.as_deref().filter(|&l| l != lang && !l.is_empty());
    let (segments, boxes) = set(text, face);
    for segment in segments {
        let along = Point::new(segment.start, segment.rise);
        let run = Run { font: &font, size: text.size, pieces: segment.pieces };
        let turned = text.orientation == Orientation::Sideways;
        canvas.glyphs(on_page(at, along, text, face), &run, text.color, turned, lang);
    }
    for (start, length) in boxes {
        let corner = on_page(at, Point::new(start, Abs::ZERO), text, face);
        canvas.outline(missing_box(corner, length, text, face), box_stroke(text));
    }
}

/// A stretch of a run on one height.
#[derive(Debug, Default, PartialEq)]
struct Segment {
    /// From the pen of the run.
    start: Abs,
    /// Above the run's baseline.
    rise: Abs,
    pieces: Vec<Piece>,
}

/// Segments in order, and start and length of each missing character.
fn set(text: &TextItem, face: &CutFace<'_>) -> (Vec<Segment>, Vec<(Abs, Abs)>) {
    let mut segments: Vec<Segment> = Vec::new();
    let mut boxes = Vec::new();
    let mut pen = Abs::ZERO;
    let mut shown = Shown::new(text);
    for cluster in clusters(text) {
        let own = face.code_of(&cluster);
        let stands_for = if own.is_none() { Some(cluster.text) } else { None };
        let mut piece_open = false;
        for glyph in cluster.glyphs {
            let place = pen + glyph.shift;
            pen += glyph.advance;
            if glyph.id == 0 {
                boxes.push((place, glyph.advance));
            }
            let Some(id) = shown_id(glyph, face) else { continue };
            if segments.last().is_none_or(|s| s.rise != glyph.rise) {
                segments.push(Segment { start: place, rise: glyph.rise, pieces: Vec::new() });
                shown.restart(place);
                piece_open = false;
            }
            let Some(segment) = segments.last_mut() else { continue };
            let step = shown.move_to(place);
            let follows = piece_open
                || stands_for.is_none() && segment.pieces.last().is_some_and(|p| p.stands_for.is_none());
            if !follows {
                let text = stands_for.map(str::to_owned);
                segment.pieces.push(Piece { stands_for: text, before: step, glyphs: Vec::new() });
            } else if let Some((_, after)) = segment.pieces.last_mut().and_then(|p| p.glyphs.last_mut()) {
                *after = step;
            }
            piece_open = true;
            let code = own.unwrap_or_else(|| face.code(id));
            if let Some(piece) = segment.pieces.last_mut() {
                piece.glyphs.push((code, 0.0));
            }
            shown.glyph(face.widths.get(usize::from(code)).copied().unwrap_or(0));
        }
    }
    (segments, boxes)
}

/// What is shown for a glyph: for a missing character, a glyph without ink.
fn shown_id(glyph: &Glyph, face: &CutFace<'_>) -> Option<u16> {
    if glyph.id == 0 { face.carrier } else { Some(glyph.id) }
}

/// Where the viewer's pen is, in steps of a thousandth of an em, or of a ten-thousandth for type over 18 pt,
/// so that half a step is never more than 0.01 pt.
struct Shown {
    size: i128,
    start: Abs,
    pen: i64,
    parts: i64,
    upright: bool,
}

impl Shown {
    fn new(text: &TextItem) -> Shown {
        let size = i128::from(text.size.to_raw().max(1));
        let parts = if text.size > Abs::pt(18.0) { 10 } else { 1 };
        let upright = text.orientation == Orientation::Upright;
        Shown { size, start: Abs::ZERO, pen: 0, parts, upright }
    }

    fn restart(&mut self, start: Abs) {
        self.start = start;
        self.pen = 0;
    }

    /// Moves the pen to a place of the run; gives the number for `TJ`.
    fn move_to(&mut self, place: Abs) -> f32 {
        let way = i128::from((place - self.start).to_raw()) * 1000 * i128::from(self.parts);
        let half = if way < 0 { -self.size / 2 } else { self.size / 2 };
        let target = i64::try_from((way + half) / self.size).unwrap_or(0);
        let step = target - self.pen;
        self.pen = target;
        let forward = step as f64 / self.parts as f64;
        (if self.upright { forward } else { -forward }) as f32
    }

    /// The pen moves on behind a glyph. In vertical fonts every glyph takes one em.
    fn glyph(&mut self, width: i64) {
        self.pen += self.parts * if self.upright { 1000 } else { width };
    }
}

/// A place in a run (`x` along the line, `y` above it) on the page.
fn on_page(at: Point, place: Point, text: &TextItem, face: &CutFace<'_>) -> Point {
    match text.orientation {
        Orientation::Horizontal => Point::new(at.x + place.x, at.y - place.y),
        Orientation::Upright => Point::new(at.x + place.y, at.y + place.x),
        Orientation::Sideways => {
            // The middle of the em box, not the baseline, lies on the middle of the line.
            Point::new(at.x + place.y - face.middle().at(text.size), at.y + place.x)
        }
    }
}

/// The box of a missing character, inside its em box.
fn missing_box(corner: Point, length: Abs, text: &TextItem, face: &CutFace<'_>) -> Rect {
    let em = text.size;
    let inset = em.mul_div(1, 10);
    let (along, across) = (length - inset * 2, em - inset * 2);
    let top = face.middle().at(em) + em / 2;
    match text.orientation {
        Orientation::Horizontal => Rect::new(
            Point::new(corner.x + inset, corner.y - top + inset),
            Size { width: along, height: across },
        ),
        Orientation::Upright => Rect::new(
            Point::new(corner.x - em / 2 + inset, corner.y + inset),
            Size { width: across, height: along },
        ),
        Orientation::Sideways => {
            let middle = corner.x + face.middle().at(em);
            Rect::new(
                Point::new(middle - em / 2 + inset, corner.y + inset),
                Size { width: across, height: along },
            )
        }
    }
}

fn box_stroke(text: &TextItem) -> Stroke {
    Stroke { width: text.size.mul_div(1, 25), color: text.color }
}
