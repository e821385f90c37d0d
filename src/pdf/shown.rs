//! Glyphs at their places to what a viewer is told (ISO 32000-1, 9.3.2 and 9.4.3). In: codes, widths and places along a
//! line. Out: a character spacing, strings, and the numbers between them.
//!
//! On a justified line most glyphs are moved on by the same bit more than their width. Said once as the character spacing,
//! that leaves long strings and few numbers, which are quick to write and to read. Places are reckoned from the start of
//! the run, so the error never adds up.

use crate::geom::Abs;

/// A glyph on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its code.
    pub(super) code: u16,
    /// How far the viewer moves on for it, in thousandths of an em.
    pub(super) width: i64,
    /// Where its pen is along the line.
    pub(super) place: Abs,
}

/// A piece of a row of glyphs.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Codes, two bytes each.
    Codes(Vec<u8>),
    /// The pen is moved by so many thousandths of an em: backwards in a horizontal line, onwards in a vertical one.
    Move(f32),
}

/// Lengths here are ten-thousandths of a raw unit, so that everything below is a whole number of them.
const RAW: i64 = 10_000;
/// The finest character spacing: 1/10,000 pt.
const SPACING: i64 = 12_700;
/// What a place may be off before the pen is moved: 0.003 pt. A step of the pen is larger up to 18 pt.
const OFF: i64 = 30 * SPACING;

/// A row: its character spacing in ten-thousandths of a point, and its pieces. Upright glyphs hang from their line, each one
/// em long; viewers do not agree on what character spacing does there, so it is left alone.
pub(super) fn row(marks: &[Mark], size: Abs, upright: bool) -> (i64, Vec<Piece>) {
    let size = size.to_raw().max(1);
    // Thousandths of an em; in type over 18 pt tenths of them, so that half a step is never more than 0.01 pt.
    let step = if size > 18 * 12_700 { size } else { size * 10 };
    let width = |mark: &Mark| if upright { 1000 } else { mark.width } * size * 10;
    let place = |mark: &Mark| mark.place.to_raw() * RAW;
    let spacing = if upright { 0 } else { usual(marks, place, width) };

    let mut pieces = Vec::new();
    let mut codes = Vec::with_capacity(marks.len() * 2);
    let start = marks.first().map_or(0, place);
    let mut pen = 0;
    for mark in marks {
        let off = place(mark) - start - pen;
        let steps = (off.abs() + step / 2) / step * off.signum();
        if off.abs() > OFF && steps != 0 {
            if !codes.is_empty() {
                pieces.push(Piece::Codes(std::mem::take(&mut codes)));
            }
            let onwards = (steps * (step / size)) as f64 / 10.0;
            pieces.push(Piece::Move((if upright { onwards } else { -onwards }) as f32));
            pen += steps * step;
        }
        codes.extend(mark.code.to_be_bytes());
        pen += width(mark) + spacing * SPACING;
    }
    if !codes.is_empty() {
        pieces.push(Piece::Codes(codes));
    }
    (spacing, pieces)
}

/// By how much most glyphs are moved on beyond their widths, if most are.
fn usual(marks: &[Mark], place: impl Fn(&Mark) -> i64, width: impl Fn(&Mark) -> i64) -> i64 {
    if marks.len() < 4 {
        return 0;
    }
    let mut beyond: Vec<i64> =
        marks.windows(2).map(|pair| place(&pair[1]) - place(&pair[0]) - width(&pair[0])).collect();
    let middle = beyond.len() / 2;
    let (_, &mut median, _) = beyond.select_nth_unstable(middle);
    let spacing = (median.abs() + SPACING / 2) / SPACING * median.signum();
    let like = beyond.iter().filter(|&&b| (b - median).abs() <= 3 * RAW).count();
    if like * 2 > beyond.len() { spacing } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(places: &[i64]) -> Vec<Mark> {
        let mark =
            |(n, &place): (usize, &i64)| Mark { code: n as u16 + 1, width: 1000, place: Abs::raw(place) };
        places.iter().enumerate().map(mark).collect()
    }

    #[test]
    fn even_lines_are_one_string() {
        let em = 127_000; // 10 pt
        let set = marks(&[0, em, em * 2, em * 3, em * 4]);
        assert_eq!(
            row(&set, Abs::pt(10.0), false),
            (0, vec![Piece::Codes((1..=5).flat_map(|n: u16| n.to_be_bytes()).collect())])
        );
        // A tenth of a point more for each, and the remainder of the division on some.
        let wide = em + 1_270;
        let (spacing, pieces) =
            row(&marks(&[0, wide, wide * 2 + 1, wide * 3 + 1, wide * 4 + 2]), Abs::pt(10.0), false);
        assert!((999..=1001).contains(&spacing) && pieces.len() == 1, "{spacing} {pieces:?}");
    }

    #[test]
    fn a_squeezed_mark_moves_the_pen() {
        let em = 127_000;
        let (spacing, pieces) =
            row(&marks(&[0, em, em * 3 / 2, em * 5 / 2, em * 7 / 2]), Abs::pt(10.0), false);
        assert_eq!(spacing, 0);
        assert_eq!(pieces[1], Piece::Move(500.0));
        let (_, pieces) = row(&marks(&[0, em, em * 3 / 2, em * 5 / 2, em * 7 / 2]), Abs::pt(10.0), true);
        assert_eq!(pieces[1], Piece::Move(-500.0));
    }
}
