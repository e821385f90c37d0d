//! Where a Chinese mark stands in its cell, and on which side it may be cut: as the face's own `halt` says or, where
//! it has none, by its ink (E4, E6, E17).

use super::shaper::Half;
use crate::clreq::{Cell, Class, cell_of};
use crate::frame::MIDDLE;
use crate::geom::Em;

/// Ink whose middle is this near to the middle of its cell counts as centred.
const CENTRED: Em = Em::micro(100_000);
/// A glyph at least this wide is drawn for a square.
const SQUARE: Em = Em::micro(750_000);

/// How a mark stands in its cell, in its em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// How far the pen moves on.
    pub(super) advance: Em,
    /// Drawn that far along the line.
    pub(super) dx: Em,
    /// Drawn that far above the baseline.
    pub(super) dy: Em,
    /// What it gives up at its start to take half an em, and …
    pub(super) lead: Em,
    /// … at its end.
    pub(super) trail: Em,
}

/// Places a mark whose glyph has this advance and ink (left, bottom, right, top), and of which `halt` takes so
/// much at its start and at its end.
pub(super) fn place(
    class: Class,
    c: char,
    advance: Em,
    ink: Option<[Em; 4]>,
    halt: Half,
    traditional: bool,
) -> Mark {
    let mut mark = Mark { advance, dx: Em::ZERO, dy: Em::ZERO, lead: Em::ZERO, trail: Em::ZERO };
    let Some([left, bottom, right, top]) = ink else { return mark };
    let middle = (left + right) / 2;
    let excess = advance - Em::HALF;
    match class {
        _ if cell_of(class, c, traditional) == Cell::Half => {
            mark.advance = Em::HALF.max(right - left);
            mark.dx = mark.advance / 2 - middle;
        }
        Class::Middle if advance >= SQUARE => (mark.lead, mark.trail) = (excess / 2, excess / 2),
        // A face may draw — and … for Western text, narrower than an em (E3): the halves of —— meet in the
        // middle of their two ems without a joint (D1), a single one stands in the middle of its own.
        Class::Dash if c == '—' => {
            mark.advance = advance.max(Em::ONE);
            mark.dx = mark.advance - right;
        }
        Class::DashTail => {
            mark.advance = advance.max(Em::ONE);
            mark.dx = -left;
        }
        Class::Connector if advance >= SQUARE => {
            mark.advance = advance.max(Em::ONE);
            mark.dx = (mark.advance - advance) / 2;
        }
        // The six dots stand in the middle (D2); a face may have them on the baseline.
        Class::Ellipsis | Class::EllipsisTail => {
            mark.advance = advance.max(Em::ONE);
            mark.dx = (mark.advance - advance) / 2;
            if top < MIDDLE {
                mark.dy = MIDDLE - (bottom + top) / 2;
            }
        }
        Class::Exclaim if traditional => {}
        // A mark that the face draws for Western text, “ ” above all, gets its square; the ink stands in the
        // middle of the half that is not cut (B3).
        Class::Open if advance < SQUARE => {
            mark = Mark { advance: Em::ONE, dx: Em::HALF + Em::QUARTER - middle, lead: Em::HALF, ..mark };
        }
        _ if class.is_cuttable() && advance < SQUARE => {
            mark = Mark { advance: Em::ONE, dx: Em::QUARTER - middle, trail: Em::HALF, ..mark };
        }
        _ if class.is_cuttable() && halt.is_some_and(|h| h.0 + h.1 == excess) => {
            (mark.lead, mark.trail) = halt.unwrap_or_default();
        }
        _ if class.is_cuttable() => {
            let off = middle - advance / 2;
            let centred = off > -CENTRED && off < CENTRED;
            if centred && !matches!(class, Class::Open | Class::Close) {
                mark.lead = excess / 2;
            } else if class == Class::Open {
                mark.lead = left.min(excess).max(Em::ZERO);
            } else {
                mark.lead = excess - (advance - right).min(excess).max(Em::ZERO);
            }
            mark.trail = excess - mark.lead;
        }
        _ => {}
    }
    mark
}

/// Where the ink of a stop or comma begins in a vertical line if the face has no glyph of its own for that, from the
/// top and from the right edge of its cell (N3).
const CORNER: Em = Em::micro(80_000);

/// Places a mark in the cell of a vertical line: `dx` is along the line, `dy` to its right. Its glyph is this wide and
/// has this ink (left, bottom, right, top).
pub(super) fn hang(class: Class, c: char, across: Em, ink: Option<[Em; 4]>, traditional: bool) -> Mark {
    let mut mark = Mark { advance: Em::ONE, dx: Em::ZERO, dy: Em::ZERO, lead: Em::ZERO, trail: Em::ZERO };
    let Some([_, bottom, right, top]) = ink else { return mark };
    // From the top of the em box down.
    let (start, end) = (MIDDLE + Em::HALF - top, MIDDLE + Em::HALF - bottom);
    match class {
        _ if cell_of(class, c, traditional) == Cell::Half => {
            mark.advance = Em::HALF.max(end - start);
            mark.dx = (mark.advance - start - end) / 2;
        }
        Class::Dash if c == '—' => mark.dx = Em::ONE - end,
        Class::DashTail => mark.dx = -start,
        Class::Open => {
            mark.lead = start.min(Em::HALF).max(Em::ZERO);
            mark.trail = Em::HALF - mark.lead;
        }
        // ： ； ！ ？ keep their square (N4).
        Class::Close | Class::Stop => cut_below(&mut mark, start, end, traditional),
        Class::Pause if matches!(c, '，' | '、') => cut_below(&mut mark, start, end, traditional),
        _ => {}
    }
    // The glyph of a horizontal line has a stop at its foot.
    if matches!(class, Class::Pause | Class::Stop)
        && !matches!(c, '：' | '；')
        && start > Em::HALF
        && !traditional
    {
        mark = Mark { dx: CORNER - start, dy: Em::HALF - CORNER - (right - across / 2), ..mark };
        (mark.lead, mark.trail) = (Em::ZERO, Em::HALF);
    }
    mark
}

/// A mark that gives up what is white below its ink (N6), or on both sides where it stands in the middle (N3).
fn cut_below(mark: &mut Mark, start: Em, end: Em, traditional: bool) {
    let off = (start + end) / 2 - Em::HALF;
    mark.lead = if traditional && off > -CENTRED && off < CENTRED {
        Em::QUARTER
    } else {
        Em::HALF - (Em::ONE - end).min(Em::HALF).max(Em::ZERO)
    };
    mark.trail = Em::HALF - mark.lead;
}

#[cfg(test)]
mod tests {
    use super::super::testing::Desk;
    use super::*;

    fn ink(left: f64, right: f64) -> Option<[Em; 4]> {
        Some([Em::new(left), Em::new(-0.1), Em::new(right), Em::new(0.2)])
    }

    #[test]
    fn e4_e6_marks_are_cut_where_they_are_white() {
        let stop = place(Class::Stop, '。', Em::ONE, ink(0.05, 0.35), None, false);
        assert_eq!((stop.lead, stop.trail), (Em::ZERO, Em::HALF));
        let open = place(Class::Open, '《', Em::ONE, ink(0.6, 0.95), None, false);
        assert_eq!((open.lead, open.trail), (Em::HALF, Em::ZERO));
        let centred = place(Class::Pause, '，', Em::ONE, ink(0.4, 0.6), None, true);
        assert_eq!((centred.lead, centred.trail), (Em::QUARTER, Em::QUARTER));
        let shifted = place(Class::Close, '”', Em::ONE, ink(0.1, 0.6), None, false);
        assert_eq!((shifted.lead, shifted.trail), (Em::new(0.1), Em::new(0.4)));
        let close = place(Class::Close, '”', Em::new(0.4), ink(0.1, 0.3), None, false);
        assert_eq!((close.advance, close.dx, close.trail), (Em::ONE, Em::new(0.05), Em::HALF));
        let open = place(Class::Open, '“', Em::new(0.4), ink(0.1, 0.3), None, false);
        assert_eq!((open.advance, open.dx, open.lead), (Em::ONE, Em::new(0.55), Em::HALF));
        assert_eq!(place(Class::Exclaim, '！', Em::ONE, ink(0.4, 0.6), None, true).lead, Em::ZERO);
    }

    #[test]
    fn e17_halt_says_where_a_mark_is_cut() {
        let halt = Some((Em::new(0.25), Em::new(0.25)));
        let comma = place(Class::Pause, '，', Em::ONE, ink(0.05, 0.3), halt, false);
        assert_eq!((comma.lead, comma.trail), (Em::QUARTER, Em::QUARTER));
        // Unless it is something other than half an em.
        let odd = Some((Em::ZERO, Em::new(0.3)));
        assert_eq!(place(Class::Pause, '，', Em::ONE, ink(0.05, 0.3), odd, false).trail, Em::HALF);
    }

    /// Faces with `halt` and faces without are cut alike: what the ink says is what the face itself says.
    #[test]
    fn e17_ink_and_halt_agree() {
        let desk = Desk::new();
        desk.with(|cx| {
            let mut seen = 0;
            for (id, face) in cx.book.iter() {
                for c in "，。、；：？！）》」』】（《「『【“”‘’".chars() {
                    let (glyph, advance) = cx.shaper.nominal(cx.book, id, c);
                    let Some(halt) = cx.shaper.half(cx.book, id, c, false).filter(|_| glyph != 0) else {
                        continue;
                    };
                    let class = crate::clreq::classes(&['汉', c, '字'], |_| false)[1];
                    let mark = place(class, c, advance, face.ink(glyph), None, false);
                    let off = (mark.lead - halt.0).get().abs();
                    assert!(off <= 0.13, "{} {c}: {mark:?}, halt {halt:?}", face.postscript_name());
                    seen += 1;
                }
            }
            assert!(seen > 50, "the faces have it");
        });
    }

    #[test]
    fn e2_a_dot_takes_half_an_em_with_its_ink_in_the_middle() {
        let dot = place(Class::Middle, '·', Em::ONE, ink(0.45, 0.55), None, false);
        assert_eq!((dot.advance, dot.dx), (Em::HALF, Em::new(-0.25)));
    }

    #[test]
    fn d1_d2_dashes_touch_and_ellipses_stand_in_the_middle() {
        assert_eq!(place(Class::Dash, '—', Em::ONE, ink(0.05, 0.95), None, false).dx, Em::new(0.05));
        assert_eq!(place(Class::DashTail, '—', Em::ONE, ink(0.05, 0.95), None, false).dx, Em::new(-0.05));
        let western = place(Class::Dash, '—', Em::new(0.89), ink(0.05, 0.84), None, false);
        assert_eq!((western.advance, western.dx), (Em::ONE, Em::new(0.16)));
        assert_eq!(place(Class::Ellipsis, '…', Em::ONE, ink(0.1, 0.9), None, false).dy, Em::new(0.33));
    }
}
