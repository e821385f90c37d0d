//! 行首行尾禁则: what may not begin or end a line (CLREQ 3.1.3; section C).
//!
//! The text of CLREQ puts 分隔号 among those that may not begin a line already at the basic level; the English
//! translation does not. The Chinese text is followed (C1, C3).

use super::Class;

/// 避头尾, how strict (CLREQ; section C).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Prohibition {
    /// No rule (C5).
    None,
    /// 基本处理 (C1, C2).
    #[default]
    Basic,
    /// GB/T 15834: also 分隔号 not last (C3).
    Gb,
    /// 严格处理: also —— and …… not first (C4), and small kana and iteration marks (C6, C7).
    Strict,
    /// `line-break: loose` of CSS for Chinese (C8): ：；！？ and others may begin a line.
    CssLoose,
    /// `line-break: normal` of CSS for Chinese (C6).
    CssNormal,
    /// `line-break: strict` of CSS for Chinese (C7).
    CssStrict,
}

impl Prohibition {
    /// Whether the level is one of CSS's, where UAX 14 as CSS tailors it says what may begin and end a line; the
    /// units of section D hold there too.
    pub fn is_css(self) -> bool {
        matches!(self, Prohibition::CssLoose | Prohibition::CssNormal | Prohibition::CssStrict)
    }
}

/// Whether a class may not begin a line (C1, C4, C6, C7). At CSS's levels only what section D forbids is told here.
pub fn never_first(class: Class, level: Prohibition) -> bool {
    match class {
        // Units of section D, at every level.
        Class::DashTail | Class::EllipsisTail | Class::NoteMark | Class::Joiner | Class::Postfix => true,
        Class::Close
        | Class::Pause
        | Class::Stop
        | Class::Exclaim
        | Class::Doubled
        | Class::Middle
        | Class::Solidus
        | Class::Connector => level != Prohibition::None && !level.is_css(),
        Class::Dash | Class::Ellipsis | Class::SmallKana | Class::Iteration => level == Prohibition::Strict,
        _ => false,
    }
}

/// Whether a class may not end a line (C2, C3, C10). At CSS's levels only what section D forbids is told here.
pub fn never_last(class: Class, level: Prohibition) -> bool {
    match class {
        Class::Prefix | Class::Joiner => true,
        Class::Open => level != Prohibition::None && !level.is_css(),
        Class::Solidus => matches!(level, Prohibition::Gb | Prohibition::Strict),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clreq::classes;

    /// The class of a character that stands between Han.
    fn among_han(c: char) -> Class {
        classes(&['汉', c, '字'], |_| false)[1]
    }

    #[test]
    fn c1_basic_never_first() {
        // zh-Hans, then what zh-Hant adds: the same marks, corner brackets and ‧.
        for c in "。．，、：；！？‼⁇⁈⁉”’」』）》〉】〗〕］｝～–-·・‧/／—﹂﹄︶﹀".chars()
        {
            assert!(never_first(among_han(c), Prohibition::Basic), "{c}");
            assert!(!never_first(among_han(c), Prohibition::None), "{c}");
        }
        for c in "“‘「『（《〈【〖〔［｛汉1a…々ー".chars() {
            assert!(!never_first(among_han(c), Prohibition::Basic), "{c}");
        }
    }

    #[test]
    fn c2_basic_never_last() {
        for c in "“‘「『（《〈【〖〔［｛﹁﹃︵︿".chars() {
            assert!(never_last(among_han(c), Prohibition::Basic), "{c}");
            assert!(!never_last(among_han(c), Prohibition::None), "{c}");
        }
        for c in "。，”》/／—汉".chars() {
            assert!(!never_last(among_han(c), Prohibition::Basic), "{c}");
        }
    }

    #[test]
    fn c3_gb_keeps_the_solidus_off_both_ends() {
        for c in "/／".chars() {
            assert!(never_first(among_han(c), Prohibition::Gb) && never_last(among_han(c), Prohibition::Gb));
        }
    }

    #[test]
    fn c4_c6_c7_strict() {
        for c in ['⸺', '…', '⋯', '々', 'ゝ', 'ヾ', 'ー', 'っ', 'ㇰ'] {
            assert!(never_first(among_han(c), Prohibition::Strict), "{c}");
            assert!(!never_first(among_han(c), Prohibition::Gb), "{c}");
        }
    }

    #[test]
    fn c10_prefixes_stay_with_their_number() {
        for c in "￥＄€£￡№±$".chars() {
            assert!(never_last(among_han(c), Prohibition::None), "{c}");
        }
    }
}
