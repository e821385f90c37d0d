//! 分离禁则: what may not be broken (CLREQ 3.1.4; section D).

use super::{Class, Prohibition, never_first, never_last};

/// What may happen between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// No line ends here.
    Never,
    /// A line may end here.
    Allowed,
    /// A line may end here if the others would be bad: between a number and its Chinese unit (D8), behind the
    /// connector of a range (D9).
    Poor,
    /// UAX 14 decides: one side is Western, or the level is one of CSS's.
    Western,
}

/// What may happen between two characters that stand side by side. White space belongs to what stands before
/// it; `a` is then the character before the space, and `spaced` is true.
pub fn between(a: Class, b: Class, spaced: bool, level: Prohibition) -> Between {
    use Class::{
        Connector, Digit, Joiner, LatinMark, Letter, NoBreakSpace, NoteMark, Postfix, Prefix, ZeroWidthSpace,
    };
    if b == Joiner || (a == Joiner || a == NoBreakSpace) && !spaced {
        return Between::Never;
    }
    if b == NoBreakSpace {
        return if spaced || !a.is_wide() { Between::Western } else { Between::Never };
    }
    if b.is_space() {
        return Between::Never;
    }
    if a == ZeroWidthSpace {
        return Between::Allowed;
    }
    // A range keeps its connector at every level (D9).
    if b == Connector && !spaced && matches!(a, Digit | Postfix) {
        return Between::Never;
    }
    // A mark may stand behind a space (b spaced), but still not at the head of a line.
    if never_first(b, level) && (!spaced || b.is_wide()) || never_last(a, level) && (!spaced || a.is_wide()) {
        return Between::Never;
    }
    if level.is_css() {
        return if (a, b) == (Prefix, Digit) { Between::Never } else { Between::Western };
    }
    let mark = a == LatinMark || b == LatinMark;
    if spaced && !mark && (a.is_wide() || b.is_wide()) {
        return Between::Allowed;
    }
    if mark || !a.is_wide() && !b.is_wide() && a != NoteMark {
        return Between::Western;
    }
    match (a, b) {
        (Connector, _) | (Digit | Postfix, Class::Han) => Between::Poor,
        (Prefix, Digit | Letter) => Between::Never,
        _ => Between::Allowed,
    }
}

/// Whether a URL may be broken behind this character, without a hyphen (D11).
pub fn breaks_url_after(c: char) -> bool {
    matches!(c, '/' | '.' | '?' | '&' | '-' | '_' | '=')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clreq::classes;

    /// What may happen between the characters of a text.
    fn all(text: &str, level: Prohibition) -> Vec<Between> {
        let chars: Vec<char> = text.chars().collect();
        classes(&chars, |_| false).windows(2).map(|w| between(w[0], w[1], false, level)).collect()
    }

    #[test]
    fn d1_d2_d4_dashes_and_ellipses_break_only_between_units() {
        use Between::{Allowed, Never};
        assert_eq!(all("甲——乙", Prohibition::Basic), [Allowed, Never, Allowed]);
        assert_eq!(all("甲——乙", Prohibition::Strict), [Never, Never, Allowed]);
        assert_eq!(all("甲…………", Prohibition::Basic), [Allowed, Never, Allowed, Never]);
        assert_eq!(all("甲——乙", Prohibition::None)[1], Never);
    }

    #[test]
    fn d6_d8_d9_numbers_keep_their_company() {
        assert_eq!(all("5℃", Prohibition::None), [Between::Never]);
        assert_eq!(all("￥5", Prohibition::None), [Between::Never]);
        assert_eq!(all("5年", Prohibition::Basic), [Between::Poor]);
        assert_eq!(all("1—4", Prohibition::Basic), [Between::Never, Between::Poor]);
        assert_eq!(all("年—20", Prohibition::Basic)[..2], [Between::Never, Between::Poor]);
        for level in [Prohibition::None, Prohibition::CssLoose] {
            assert_eq!(all("1—4", level)[0], Between::Never);
        }
    }

    #[test]
    fn c6_c8_css_levels_ask_uax14_but_keep_units() {
        let level = Prohibition::CssLoose;
        assert_eq!(all("汉：", level), [Between::Western]);
        assert_eq!(all("5%", level), [Between::Never]);
        assert_eq!(all("￥5", level), [Between::Never]);
        assert_eq!(all("甲——乙", level)[1], Between::Never);
    }

    #[test]
    fn d10_note_marks_stay_with_the_word_before() {
        assert_eq!(between(Class::Han, Class::NoteMark, false, Prohibition::None), Between::Never);
        assert_eq!(between(Class::NoteMark, Class::Han, false, Prohibition::None), Between::Allowed);
        assert_eq!(between(Class::NoteMark, Class::Stop, false, Prohibition::Basic), Between::Never);
    }

    #[test]
    fn han_breaks_anywhere_and_western_asks_uax14() {
        assert_eq!(all("汉字", Prohibition::Strict), [Between::Allowed]);
        assert_eq!(all("字a", Prohibition::Basic), [Between::Allowed]);
        assert_eq!(all("ab", Prohibition::Basic), [Between::Western]);
        assert_eq!(all("字(", Prohibition::Basic), [Between::Western]);
        assert_eq!(between(Class::Han, Class::Stop, true, Prohibition::Basic), Between::Never);
        assert_eq!(between(Class::Letter, Class::Han, true, Prohibition::Basic), Between::Allowed);
        // A Western closing mark behind a space, or text behind an opening one: UAX 14 knows.
        assert_eq!(between(Class::Han, Class::LatinMark, true, Prohibition::Basic), Between::Western);
    }

    #[test]
    fn d5_no_line_ends_at_a_no_break_space() {
        let level = Prohibition::Basic;
        for (a, b) in [(Class::Han, Class::NoBreakSpace), (Class::NoBreakSpace, Class::Han)] {
            assert_eq!(between(a, b, false, level), Between::Never);
        }
        assert_eq!(between(Class::NoBreakSpace, Class::Digit, false, level), Between::Never);
        assert_eq!(between(Class::NoBreakSpace, Class::Han, true, level), Between::Allowed);
    }
}
