//! Runs of glyphs to what a page writer shows. In: a text item at its place. Out: runs with the numbers of
//! `TJ`, and boxes for missing characters.
//!
//! A glyph's place is rounded to a step of the font's own space, counted from the start of the run; so the
//! error is never more than half a step, however long the line is.

use super::fonts::{CutFace, clusters};
use crate::frame::{Glyph, Orientation, TextItem};
use crate::geom::{Abs, Point, Rect, Size};

/// A stretch of a run that is shown in one go.
#[derive(Debug, PartialEq)]
pub(super) struct Segment {
    /// The pen of its first glyph on the page.
    pub(super) at: Point,
    /// What it stands for, if that is not what its glyphs map to.
    pub(super) stands_for: Option<String>,
    /// Codes, and how the pen is moved behind each.
    pub(super) glyphs: Vec<(u16, f32)>,
    rise: Abs,
}

/// A run's segments in order, and the boxes of its missing characters. `at` is the pen of the run.
pub(super) fn set(at: Point, text: &TextItem, face: &CutFace<'_>) -> (Vec<Segment>, Vec<Rect>) {
    let mut segments: Vec<Segment> = Vec::new();
    let mut boxes = Vec::new();
    let mut pen = Abs::ZERO;
    let mut shown = Shown::new(text);
    for cluster in clusters(text) {
        let own = face.code_of(&cluster);
        let stands_for = if own.is_none() { Some(cluster.text) } else { None };
        let mut first = true;
        for glyph in cluster.glyphs {
            let place = pen + glyph.shift;
            pen += glyph.advance;
            if glyph.id == 0 {
                let corner = on_page(at, Point::new(place, Abs::ZERO), text, face);
                boxes.push(missing_box(corner, glyph.advance, text, face));
            }
            let Some(id) = shown_id(glyph, face) else { continue };
            let joins = |s: &Segment| {
                s.rise == glyph.rise && (!first || stands_for.is_none() && s.stands_for.is_none())
            };
            match segments.last_mut().filter(|s| joins(s)) {
                Some(segment) => {
                    let step = shown.move_to(place);
                    if let Some((_, after)) = segment.glyphs.last_mut() {
                        *after = step;
                    }
                }
                None => {
                    shown.restart(place);
                    // The rest of a cluster on another height stands for nothing more.
                    let stands_for = stands_for.map(|text| if first { text } else { "" }.to_owned());
                    let at = on_page(at, Point::new(place, glyph.rise), text, face);
                    segments.push(Segment { at, stands_for, glyphs: Vec::new(), rise: glyph.rise });
                }
            }
            first = false;
            let code = own.unwrap_or_else(|| face.code(id));
            if let Some(segment) = segments.last_mut() {
                segment.glyphs.push((code, 0.0));
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
