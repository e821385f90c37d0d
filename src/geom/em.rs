//! Lengths that depend on the size of the type, and plain ratios.

use super::Abs;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A length in millionths of the body size (字身). It becomes an [`Abs`] only through [`Em::at`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Em(i64);

impl Em {
    /// No length.
    pub const ZERO: Em = Em(0);
    /// One body size.
    pub const ONE: Em = Em(1_000_000);
    /// Half a body size (半角).
    pub const HALF: Em = Em(500_000);
    /// A quarter, the Han–Latin space (四分空).
    pub const QUARTER: Em = Em(250_000);

    /// From millionths.
    pub const fn micro(units: i64) -> Em {
        Em(units)
    }

    /// In millionths.
    pub const fn to_micro(self) -> i64 {
        self.0
    }

    /// From a plain number of ems, rounded to a millionth.
    pub fn new(ems: f64) -> Em {
        Em((ems * 1e6).round() as i64)
    }

    /// As a plain number of ems.
    pub fn get(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// From a face's own units.
    pub fn from_units(units: i32, upem: u16) -> Em {
        let upem = i64::from(upem.max(1));
        let scaled = i64::from(units) * 1_000_000;
        Em((scaled + if scaled < 0 { -upem / 2 } else { upem / 2 }) / upem)
    }

    /// The length at a type size.
    #[inline]
    pub fn at(self, size: Abs) -> Abs {
        size.mul_div(self.0, 1_000_000)
    }
}

impl Add for Em {
    type Output = Em;
    fn add(self, other: Em) -> Em {
        Em(self.0 + other.0)
    }
}
impl Sub for Em {
    type Output = Em;
    fn sub(self, other: Em) -> Em {
        Em(self.0 - other.0)
    }
}
impl Neg for Em {
    type Output = Em;
    fn neg(self) -> Em {
        Em(-self.0)
    }
}
impl Mul<i64> for Em {
    type Output = Em;
    fn mul(self, by: i64) -> Em {
        Em(self.0 * by)
    }
}
impl Div<i64> for Em {
    type Output = Em;
    /// Rounded towards zero; zero by zero is zero.
    fn div(self, by: i64) -> Em {
        Em(self.0.checked_div(by).unwrap_or(0))
    }
}

/// A plain ratio in millionths: a share of a length, an opacity, a component of a colour.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Ratio(i64);

impl Ratio {
    /// All of it.
    pub const ONE: Ratio = Ratio(1_000_000);

    /// From a plain number, rounded to a millionth.
    pub fn new(value: f64) -> Ratio {
        Ratio((value * 1e6).round() as i64)
    }

    /// As a plain number.
    pub fn get(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// That share of a length.
    pub fn of(self, whole: Abs) -> Abs {
        whole.mul_div(self.0, 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_em_is_the_size() {
        assert_eq!(Em::ONE.at(Abs::pt(10.5)), Abs::pt(10.5));
        assert_eq!(Em::QUARTER.at(Abs::pt(10.0)), Abs::pt(2.5));
        assert_eq!(Em::from_units(-500, 1000), -Em::HALF);
        assert_eq!(Em::from_units(2048, 2048), Em::ONE);
    }

    #[test]
    fn a_ratio_takes_its_share() {
        assert_eq!(Ratio::new(0.5).of(Abs::pt(3.0)), Abs::pt(1.5));
    }
}
