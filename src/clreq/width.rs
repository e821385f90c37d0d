//! 标点挤压: how wide marks are (CLREQ 3.1.6, 3.1.7; section E). All cuts are in the mark's own em; on which
//! side a mark is cut (E4, E6) follows from where its ink stands, which `text` measures.

use super::Class;
use crate::geom::Em;

/// 标点风格 (CLREQ, xeCJK; E14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Punctuation {
    /// 全角: a mark takes 1 em, neighbours are squeezed.
    #[default]
    Quanjiao,
    /// 半角: every mark takes 1/2 em.
    Banjiao,
    /// 开明: marks that end a sentence take 1 em, the others 1/2.
    Kaiming,
    /// 行末半角: only at line ends, pairs may shrink.
    LineEndHalf,
    /// 0.7 em.
    Cct,
    /// Nothing is squeezed.
    Plain,
}

/// The cell a mark stands in before it is squeezed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// As the face has it.
    Own,
    /// 1/2 em, the ink in the middle (E2).
    Half,
}

/// The cell of a class (E1–E3): ·, the short connector and / take half an em in zh-Hans; in zh-Hant · takes
/// one, of which both sides may be cut.
pub fn cell_of(class: Class, c: char, traditional: bool) -> Cell {
    match class {
        Class::Middle if !traditional => Cell::Half,
        Class::Connector if matches!(c, '–' | '-') => Cell::Half,
        Class::Solidus => Cell::Half,
        _ => Cell::Own,
    }
}

/// What the style takes from a mark wherever it stands (E14).
pub fn style_cut(style: Punctuation, class: Class) -> Em {
    let mark = class.is_cuttable();
    match style {
        Punctuation::Banjiao if mark => Em::HALF,
        Punctuation::Kaiming if mark && !matches!(class, Class::Stop | Class::Exclaim) => Em::HALF,
        Punctuation::Cct if mark => Em::new(0.3),
        _ => Em::ZERO,
    }
}

/// What two marks side by side give up: the first at its end, the second at its start (E5–E8, E19). `first` and
/// `second` may differ in size; then the larger gives (E16).
pub fn pair_cut(style: Punctuation, first: Class, second: Class, second_larger: bool) -> (Em, Em) {
    use Class::{Close, Exclaim, IdeographicSpace, Middle, Open, Pause, Stop};
    if matches!(style, Punctuation::Plain | Punctuation::LineEndHalf) {
        return (Em::ZERO, Em::ZERO);
    }
    let closing = |c| matches!(c, Close | Pause | Stop | Exclaim);
    match (first, second) {
        (Open, Open) | (Middle | IdeographicSpace, Open) => (Em::ZERO, Em::HALF),
        (c, Open) if closing(c) && !second_larger => (Em::ZERO, Em::HALF),
        (c, Open) if closing(c) => (Em::HALF, Em::ZERO),
        (Close, Close | Pause | Stop | Exclaim | Middle | IdeographicSpace) => (Em::HALF, Em::ZERO),
        (Pause | Stop | Exclaim, Close) => (Em::HALF, Em::ZERO),
        // Two stops side by side (。、 of a slip of the pen, ！， of a title) read as one mark.
        (Pause | Stop, Pause | Stop | Exclaim | Middle) | (Exclaim, Pause | Stop | Middle) => {
            (Em::HALF, Em::ZERO)
        }
        _ => (Em::ZERO, Em::ZERO),
    }
}

/// What each of a row of ？ and ！ gives up: two share 1 em, three take 2 em (E13, GB 5.1.2).
pub fn exclaim_cut(style: Punctuation, row: usize) -> Em {
    if row < 2 || style == Punctuation::Plain {
        return Em::ZERO;
    }
    let row = row as i64;
    let total = row.div_euclid(2) + row % 2;
    Em::ONE - Em::ONE * total / row
}

/// What a mark at the end of a line gives up (E10, GB 5.1.10).
pub fn line_end_cut(style: Punctuation, class: Class) -> Em {
    let cut = matches!(class, Class::Close | Class::Pause | Class::Stop | Class::Exclaim);
    if cut && style != Punctuation::Plain { Em::HALF } else { Em::ZERO }
}

/// What a mark at the start of a line gives up (E11, E12).
pub fn line_start_cut(style: Punctuation, class: Class) -> Em {
    if class == Class::Open && style != Punctuation::Plain { Em::HALF } else { Em::ZERO }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clreq::classes;

    const NONE: (Em, Em) = (Em::ZERO, Em::ZERO);
    const FIRST: (Em, Em) = (Em::HALF, Em::ZERO);
    const SECOND: (Em, Em) = (Em::ZERO, Em::HALF);

    fn pair(text: &str) -> (Em, Em) {
        let chars: Vec<char> = format!("汉{text}字").chars().collect();
        let c = classes(&chars, |_| false);
        pair_cut(Punctuation::Quanjiao, c[1], c[2], false)
    }

    #[test]
    fn e5_e8_pairs_give_up_half_an_em() {
        for text in ["（《", "“‘", "，“", "：“", "。“", "”“", "》《", "！“", "·《"]
        {
            assert_eq!(pair(text), SECOND, "{text}");
        }
        for text in ["》）", "。”", "”，", "》、", "？”", "）。", "》·", "，”"] {
            assert_eq!(pair(text), FIRST, "{text}");
        }
    }

    #[test]
    fn e7_e18_what_is_not_cut() {
        for text in ["（？", "（）", "“，", "》(", "——", "……", "汉，", "（汉"] {
            assert_eq!(pair(text), NONE, "{text}");
        }
    }

    #[test]
    fn e13_rows_of_exclamation_marks() {
        let width = |n: usize| (Em::ONE - exclaim_cut(Punctuation::Quanjiao, n)) * n as i64;
        assert_eq!((width(1), width(2), width(4)), (Em::ONE, Em::ONE, Em::ONE * 2));
        assert!((width(3).get() - 2.0).abs() < 1e-5);
    }

    #[test]
    fn e14_styles() {
        use Punctuation::{Banjiao, Cct, Kaiming, LineEndHalf, Plain, Quanjiao};
        assert_eq!(style_cut(Quanjiao, Class::Pause), Em::ZERO);
        assert_eq!(style_cut(Banjiao, Class::Stop), Em::HALF);
        assert_eq!((style_cut(Kaiming, Class::Stop), style_cut(Kaiming, Class::Pause)), (Em::ZERO, Em::HALF));
        assert_eq!(style_cut(Cct, Class::Close), Em::new(0.3));
        assert_eq!(pair_cut(LineEndHalf, Class::Close, Class::Open, false), NONE);
        assert_eq!(pair_cut(Plain, Class::Close, Class::Open, false), NONE);
        assert_eq!(line_end_cut(Plain, Class::Stop), Em::ZERO);
        assert_eq!(style_cut(Banjiao, Class::Han), Em::ZERO);
    }

    #[test]
    fn e10_e11_line_edges() {
        for class in [Class::Pause, Class::Stop, Class::Close, Class::Exclaim] {
            assert_eq!(line_end_cut(Punctuation::Quanjiao, class), Em::HALF);
            assert_eq!(line_start_cut(Punctuation::Quanjiao, class), Em::ZERO);
        }
        assert_eq!(line_start_cut(Punctuation::Quanjiao, Class::Open), Em::HALF);
    }

    #[test]
    fn e16_the_larger_mark_gives() {
        assert_eq!(pair_cut(Punctuation::Quanjiao, Class::Close, Class::Open, true), FIRST);
    }

    #[test]
    fn e2_half_width_marks() {
        assert_eq!(cell_of(Class::Middle, '·', false), Cell::Half);
        assert_eq!(cell_of(Class::Middle, '·', true), Cell::Own);
        assert_eq!(cell_of(Class::Connector, '—', false), Cell::Own);
        assert_eq!(cell_of(Class::Connector, '–', false), Cell::Half);
        assert_eq!(cell_of(Class::Solidus, '/', false), Cell::Half);
    }
}
