//! 行内调整: what is squeezed and stretched to fill a line, and in which order (CLREQ 3.1.8; section G).

use super::Class;
use crate::geom::Em;

/// A word space may be squeezed to this (G3).
pub const WORD_SPACE_MIN: Em = Em::QUARTER;
/// A word space may be stretched to this before anything else is touched (G4).
pub const WORD_SPACE_MAX: Em = Em::HALF;

/// Gaps between Han should not be stretched by more than this (G7, X4051).
pub const GAP_MAX: Em = Em::QUARTER;

/// Kinds of place that can be squeezed, in CLREQ's order (G3). Its first, the mark at the line end, is always
/// squeezed and does not appear; 。？！ come last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Squeeze {
    /// Spaces between Latin words, to 1/4 em.
    WordSpace,
    /// 间隔号, on both sides.
    Middle,
    /// Brackets and quotation marks, to 1/2 em.
    Bracket,
    /// ，、；：, to 1/2 em.
    Pause,
    /// Between Han and Latin, to 1/8 em.
    HanLatin,
    /// 。？！, to 1/2 em.
    Stop,
}

impl Squeeze {
    /// How many kinds there are.
    pub const COUNT: usize = 6;
    /// All kinds, in order.
    pub const ALL: [Squeeze; Squeeze::COUNT] = [
        Squeeze::WordSpace,
        Squeeze::Middle,
        Squeeze::Bracket,
        Squeeze::Pause,
        Squeeze::HanLatin,
        Squeeze::Stop,
    ];
}

/// Which kind a mark is, if it can be squeezed at all.
pub fn squeeze_of(class: Class) -> Option<Squeeze> {
    match class {
        Class::Open | Class::Close => Some(Squeeze::Bracket),
        Class::Pause => Some(Squeeze::Pause),
        Class::Stop | Class::Exclaim => Some(Squeeze::Stop),
        Class::Middle => Some(Squeeze::Middle),
        _ => None,
    }
}

/// What lies between two neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Never stretched.
    Solid,
    /// Stretched with all others, last (G4).
    Loose,
}

/// Whether the place between two neighbours may be stretched in the last step of G4: never inside a unit or a
/// Latin word (G5), behind an opening or before a closing mark or stop (G6), around · and connectors (G5, X4051).
pub fn gap_stretches(a: Class, b: Class) -> Gap {
    use Class::{
        Close, Connector, DashTail, EllipsisTail, Middle, NoteMark, Open, Pause, Postfix, Prefix, Solidus,
        Stop,
    };
    let bound_after = matches!(a, Open | Middle | Connector | Solidus | Prefix);
    let bound_before = matches!(
        b,
        Close
            | Pause
            | Stop
            | Class::Exclaim
            | Class::Doubled
            | Middle
            | Connector
            | Solidus
            | DashTail
            | EllipsisTail
            | NoteMark
            | Postfix
    );
    let western = !a.is_wide() && !b.is_wide();
    if bound_after || bound_before || western { Gap::Solid } else { Gap::Loose }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clreq::classes;

    fn gaps(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let c = classes(&chars, |_| false);
        c.windows(2).map(|w| if gap_stretches(w[0], w[1]) == Gap::Loose { '+' } else { '.' }).collect()
    }

    #[test]
    fn g3_order() {
        assert!(Squeeze::ALL.is_sorted());
        assert_eq!(squeeze_of(Class::Open), Some(Squeeze::Bracket));
        assert_eq!(squeeze_of(Class::Exclaim), Some(Squeeze::Stop));
        assert_eq!(squeeze_of(Class::Han), None);
        assert_eq!(squeeze_of(Class::Doubled), None);
    }

    #[test]
    fn g5_g6_what_is_never_stretched() {
        assert_eq!(gaps("汉字，汉（汉）汉"), "+.++..+");
        assert_eq!(gaps("汉——汉……汉"), "+.++.+");
        assert_eq!(gaps("汉12年"), "+.+");
        assert_eq!(gaps("1—4月"), "..+");
        assert_eq!(gaps("甲·乙"), "..");
        assert_eq!(gaps("5℃"), ".");
    }
}
