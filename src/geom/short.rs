//! The absolute length of small things.

use super::Abs;
use std::ops::AddAssign;

/// An absolute length in 32 bits, up to 59 m either way, which is more than any glyph moves a pen: what there are
/// millions of is kept in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Short(i32);

impl Short {
    /// No length.
    pub const ZERO: Short = Short(0);

    /// As a length to count with.
    pub const fn get(self) -> Abs {
        Abs::raw(self.0 as i64)
    }
}

impl From<Abs> for Short {
    /// Longer lengths become the longest.
    fn from(length: Abs) -> Short {
        Short(length.to_raw().clamp(i32::MIN.into(), i32::MAX.into()) as i32)
    }
}

impl AddAssign<Abs> for Short {
    fn add_assign(&mut self, more: Abs) {
        *self = (self.get() + more).into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_go_in_and_come_out() {
        for raw in [0, 1, -1, 133_350, i64::from(i32::MAX), i64::from(i32::MIN)] {
            assert_eq!(Short::from(Abs::raw(raw)).get(), Abs::raw(raw));
        }
        assert_eq!(Short::from(Abs::MAX).get(), Abs::raw(i32::MAX.into()));
        let mut short = Short::from(Abs::raw(5));
        short += Abs::raw(-7);
        assert_eq!(short.get(), Abs::raw(-2));
    }
}
