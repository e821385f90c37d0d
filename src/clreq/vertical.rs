//! Vertical lines (直排; CLREQ 2.3, 3.1.8; section N): which words stand side by side in one cell, which letter by
//! letter, and which lie on their side.

use super::Class;

/// How a Western word stands in a vertical line, if nothing but Chinese is beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Side by side in one cell of an em: short numbers and the like (N7).
    InACell,
    /// Letter under letter, an em each: acronyms (N8).
    Letters,
    /// On its side, read from above: all others (N8).
    Turned,
}

/// The most characters of a cell.
const CELL: usize = 3;
/// The most letters of an acronym that stands upright. Longer rows of capitals are read as words.
const ACRONYM: usize = 6;

/// How a word stands. A word is what stands between white or Chinese on both sides.
pub fn stands(word: &str) -> Stands {
    let length = word.chars().count();
    let all = |is: fn(&u8) -> bool| word.bytes().all(|b| is(&b));
    if length == 0 || !word.is_ascii() {
        return Stands::Turned;
    }
    if all(u8::is_ascii_digit) && length <= CELL || all(u8::is_ascii_alphanumeric) && length == 1 {
        Stands::InACell
    } else if (2..=ACRONYM).contains(&length) && all(u8::is_ascii_uppercase) {
        Stands::Letters
    } else if is_short(word) {
        Stands::InACell
    } else {
        Stands::Turned
    }
}

/// 3.0, A+, 2B: what is short and no word.
fn is_short(word: &str) -> bool {
    let one = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
    let mut chars = word.chars();
    match (chars.next(), chars.next(), chars.next(), chars.next()) {
        (Some(a), Some('+' | '-'), None, None) => a.is_ascii_uppercase(),
        (Some(a), Some(b), None, None) => one(a) && one(b),
        (Some(a), Some('.'), Some(b), None) => a.is_ascii_digit() && b.is_ascii_digit(),
        _ => false,
    }
}

/// The mark that is written for a quotation mark in vertical lines (GB/T 15834 5.2.3; N2): ﹃ ﹄ for “ ” and ﹁ ﹂ for
/// ‘ ’, the other way round in traditional texts, as the corner mark whose vertical form it is.
pub fn in_place_of(c: char, class: Class, traditional: bool) -> char {
    if !matches!(class, Class::Open | Class::Close) {
        return c;
    }
    match (c, traditional) {
        ('“', false) | ('‘', true) => '『',
        ('”', false) | ('’', true) => '』',
        ('‘', false) | ('“', true) => '「',
        ('’', false) | ('”', true) => '」',
        _ => c,
    }
}

/// Whether a mark runs along the line or embraces what stands in it, so that it lies on its side if a face has no
/// vertical form of it (UAX 50 `R` and `Tr`; N5).
pub fn turns(c: char, class: Class) -> bool {
    use Class::{Close, Connector, Dash, DashTail, Ellipsis, EllipsisTail, Open};
    matches!(class, Open | Close | Connector | Dash | DashTail | Ellipsis | EllipsisTail)
        || matches!(c, 'ー' | '\u{2190}'..='\u{21FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n7_short_numbers_share_a_cell() {
        for word in ["5", "12", "365", "A+", "2B", "3.0", "B", "x"] {
            assert_eq!(stands(word), Stands::InACell, "{word}");
        }
    }

    #[test]
    fn n8_acronyms_stand_and_words_lie() {
        assert_eq!(stands("GDP"), Stands::Letters);
        for word in ["2026", "Wi-Fi", "km", "A4纸", "12%", "COVID-19", "INTERNET", "", "1.5万", "é"] {
            assert_eq!(stands(word), Stands::Turned, "{word}");
        }
    }

    #[test]
    fn n2_quotation_marks_become_corners() {
        let of = |c, traditional| in_place_of(c, Class::Open, traditional);
        assert_eq!((of('“', false), of('‘', false), of('（', false)), ('『', '「', '（'));
        assert_eq!((of('“', true), of('‘', true)), ('「', '『'));
        // Around Western text they stay (N11).
        assert_eq!(in_place_of('“', Class::LatinMark, false), '“');
    }
}
