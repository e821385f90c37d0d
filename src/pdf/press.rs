//! What a press is told beside the page: marks for trimming and registration, a colour bar, a line that says what it is.
//! In: a sheet. Out: drawing beyond its bleed.

use super::canvas::Canvas;
use super::paint::Paint;
use super::settings::{Press, PressMarks};
use super::sheet::Sheet;
use crate::font::FontBook;
use crate::frame::TextItem;
use crate::geom::{Abs, Color, Point, Rect, Size};

/// Marks are a quarter of a point wide, as a press just prints them.
const FINE: Abs = Abs::raw(3_175);

/// The patches of the colour bar: solids, overprints, half tones, and paper's gray of three inks against one.
const BAR: [[u8; 4]; 12] = [
    [100, 0, 0, 0],
    [0, 100, 0, 0],
    [0, 0, 100, 0],
    [0, 0, 0, 100],
    [0, 100, 100, 0],
    [100, 0, 100, 0],
    [100, 100, 0, 0],
    [50, 0, 0, 0],
    [0, 50, 0, 0],
    [0, 0, 50, 0],
    [0, 0, 0, 50],
    [50, 40, 40, 0],
];

/// The sheet of a page.
pub(super) fn sheet(trim: Size, press: Option<&Press>) -> Sheet {
    let Some(press) = press else { return Sheet::plain(trim) };
    let margin = press.bleed + press.marks.room();
    Sheet { trim, bleed: press.bleed, margin: Size::new(margin, margin) }
}

/// Draws the marks of a sheet with one page.
pub(super) fn marks(canvas: &mut Canvas<'_>, sheet: Sheet, which: PressMarks) {
    let Size { width, height } = sheet.trim;
    marks_at(canvas, sheet, (&[Abs::ZERO, width], &[Abs::ZERO, height]), which);
}

/// Draws the marks of a sheet that is cut at these places, across and down.
pub(super) fn marks_at(
    canvas: &mut Canvas<'_>,
    sheet: Sheet,
    (across, down): (&[Abs], &[Abs]),
    marks: PressMarks,
) {
    let Size { width, height } = sheet.trim;
    let margin = sheet.margin.width.min(sheet.margin.height);
    // Nothing comes nearer to the trimmed page than the bleed, and at least a twelfth of an inch (ISO 15930).
    let near = sheet.bleed.max(Abs::mm(2.2));
    let far = (margin - Abs::mm(1.0)).min(near + Abs::mm(6.0));
    let middle = (margin - Abs::mm(4.5)).min(near + Abs::mm(4.0)).max(near + Abs::mm(2.5));
    let mut line = |a: (Abs, Abs), b: (Abs, Abs)| {
        canvas.line_with(&[Point::new(a.0, a.1), Point::new(b.0, b.1)], false, Paint::All, FINE);
    };
    if marks.trim {
        for (edge, out) in [(Abs::ZERO, -1), (height, 1)] {
            for &x in across {
                line((x, edge + near * out), (x, edge + far * out));
            }
        }
        for (edge, out) in [(Abs::ZERO, -1), (width, 1)] {
            for &y in down {
                line((edge + near * out, y), (edge + far * out, y));
            }
        }
    }
    if marks.register {
        let arm = Abs::mm(3.0);
        let centres = [
            (width / 2, Abs::ZERO - middle),
            (width / 2, height + middle),
            (Abs::ZERO - middle, height / 2),
            (width + middle, height / 2),
        ];
        for (x, y) in centres {
            line((x - arm, y), (x + arm, y));
            line((x, y - arm), (x, y + arm));
        }
        for (x, y) in centres {
            canvas.line_with(&circle(Point::new(x, y), Abs::mm(1.5)), true, Paint::All, FINE);
        }
    }
    if marks.bar {
        let side = Abs::mm(5.0);
        let start = width / 2 + Abs::mm(10.0);
        let room = width - Abs::mm(5.0) - start;
        for (n, inks) in (0..).zip(BAR) {
            if side * (n + 1) > room {
                break;
            }
            let corner = Point::new(start + side * n, Abs::ZERO - middle - side / 2);
            canvas.fill_with(Rect::new(corner, Size::new(side, side)), Paint::Ink(inks));
        }
    }
}

/// A circle as four cubic curves.
fn circle(centre: Point, radius: Abs) -> Vec<Point> {
    // 4/3 · tan(π/8) of the radius.
    let bow = radius.mul_div(5523, 10_000);
    let zero = Abs::ZERO;
    [
        (radius, zero),
        (radius, bow),
        (bow, radius),
        (zero, radius),
        (zero - bow, radius),
        (zero - radius, bow),
        (zero - radius, zero),
        (zero - radius, zero - bow),
        (zero - bow, zero - radius),
        (zero, zero - radius),
        (bow, zero - radius),
        (radius, zero - bow),
        (radius, zero),
    ]
    .map(|(x, y)| Point::new(centre.x + x, centre.y + y))
    .to_vec()
}

/// The size of the line that says what a sheet is.
const SLUG: Abs = Abs::raw(6 * 12_700);

/// A line of text for a slug, without any typography: each character's own glyph and advance. Characters that no face has
/// are left out.
pub(super) fn slug(text: &str, book: &FontBook) -> Option<TextItem> {
    let has =
        |c: char| book.iter().find_map(|(id, face)| Some((id, face.glyph(c)?)).filter(|(_, g)| *g != 0));
    // One face for all: that of the first ideograph, if there is one, since it has letters as well.
    let first = text.chars().find(|c| ('\u{4E00}'..='\u{9FFF}').contains(c) && has(*c).is_some());
    let (id, _) = has(first.or_else(|| text.chars().find(|c| has(*c).is_some()))?)?;
    let face = book.face(id);
    let mut slug = TextItem::new(id, SLUG, Color::BLACK);
    for c in text.chars() {
        let Some(glyph) = face.glyph(c).filter(|g| *g != 0) else { continue };
        slug.push(glyph, face.advance(glyph).at(SLUG), c.encode_utf8(&mut [0; 4]));
    }
    Some(slug)
}

/// Where a slug stands: under the page.
pub(super) fn slug_place(sheet: Sheet) -> Point {
    Point::new(Abs::mm(5.0), sheet.trim.height + sheet.margin.height - Abs::mm(3.6))
}
