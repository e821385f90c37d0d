//! Runs of glyphs to what a page writer shows. In: a text item at its place. Out: stretches that are shown in one
//! go, and boxes for missing characters.

use super::fonts::{CutFace, clusters};
use super::shown::Mark;
use crate::frame::{Glyph, Orientation, TextItem};
use crate::geom::{Abs, Point, Rect, Size};

/// A stretch of a run that is shown in one go.
#[derive(Debug, PartialEq)]
pub(super) struct Segment {
    /// The pen of its first glyph on the page.
    pub(super) at: Point,
    /// What it stands for, if that is not what its glyphs map to.
    pub(super) stands_for: Option<String>,
    /// Its glyphs.
    pub(super) glyphs: Vec<Mark>,
    rise: Abs,
}

/// A run's segments in order, and the boxes of its missing characters. `at` is the pen of the run.
pub(super) fn set(at: Point, text: &TextItem, face: &CutFace<'_>) -> (Vec<Segment>, Vec<Rect>) {
    let mut segments: Vec<Segment> = Vec::new();
    let mut boxes = Vec::new();
    let mut pen = Abs::ZERO;
    for cluster in clusters(text) {
        let own = face.code_of(&cluster);
        let stands_for = if own.is_none() { Some(cluster.text) } else { None };
        let mut first = true;
        for (n, glyph) in (cluster.first..).zip(cluster.glyphs) {
            let (shift, rise) = text.moved(n);
            let place = pen + shift;
            pen += glyph.advance.get();
            if glyph.id == 0 {
                let corner = on_page(at, Point::new(place, Abs::ZERO), text, face);
                boxes.push(missing_box(corner, glyph.advance.get(), text, face));
            }
            let Some(id) = shown_id(glyph, face) else { continue };
            let joins =
                |s: &Segment| s.rise == rise && (!first || stands_for.is_none() && s.stands_for.is_none());
            let code = own.unwrap_or_else(|| face.code(id));
            let mark = Mark { code, width: face.widths.get(usize::from(code)).copied().unwrap_or(0), place };
            match segments.last_mut().filter(|s| joins(s)) {
                Some(segment) => segment.glyphs.push(mark),
                None => {
                    // The rest of a cluster on another height stands for nothing more.
                    let stands_for = stands_for.map(|text| if first { text } else { "" }.to_owned());
                    let at = on_page(at, Point::new(place, rise), text, face);
                    let mut glyphs = Vec::with_capacity(text.glyphs.len());
                    glyphs.push(mark);
                    segments.push(Segment { at, stands_for, glyphs, rise });
                }
            }
            first = false;
        }
    }
    (segments, boxes)
}

/// What is shown for a glyph: for a missing character, a glyph without ink.
fn shown_id(glyph: &Glyph, face: &CutFace<'_>) -> Option<u16> {
    if glyph.id == 0 { face.carrier } else { Some(glyph.id) }
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
