//! The absolute length.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// An absolute length. One unit is 1/12,700 pt, so that a point (12,700), a millimetre (36,000) and an
/// inch (914,400) are all whole. Range: about ±250 million km, so sums cannot overflow in practice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Abs(i64);

impl Abs {
    /// No length.
    pub const ZERO: Abs = Abs(0);
    /// Longer than any page, short enough to be added to without overflow.
    pub const MAX: Abs = Abs(i64::MAX / 4);
    const PER_PT: i64 = 12_700;
    const PER_MM: i64 = 36_000;

    /// From raw units (1/12,700 pt).
    pub const fn raw(units: i64) -> Abs {
        Abs(units)
    }

    /// Raw units (1/12,700 pt).
    pub const fn to_raw(self) -> i64 {
        self.0
    }

    /// From points, rounded to the nearest unit.
    pub fn pt(points: f64) -> Abs {
        Abs((points * Self::PER_PT as f64).round() as i64)
    }

    /// From millimetres, rounded to the nearest unit.
    pub fn mm(millimetres: f64) -> Abs {
        Abs((millimetres * Self::PER_MM as f64).round() as i64)
    }

    /// In points: for a writer's edge and for messages.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / Self::PER_PT as f64
    }

    /// In millimetres: for messages.
    pub fn to_mm(self) -> f64 {
        self.0 as f64 / Self::PER_MM as f64
    }

    /// In inches: for resolutions.
    pub fn to_inch(self) -> f64 {
        self.0 as f64 / 914_400.0
    }

    /// The larger of two lengths.
    pub fn max(self, other: Abs) -> Abs {
        Abs(self.0.max(other.0))
    }

    /// The smaller of two lengths.
    pub fn min(self, other: Abs) -> Abs {
        Abs(self.0.min(other.0))
    }

    /// Without its sign.
    pub fn abs(self) -> Abs {
        Abs(self.0.abs())
    }

    /// `self * num / den`, rounded to nearest, without overflow in between. A zero `den` gives zero.
    #[inline]
    pub fn mul_div(self, num: i64, den: i64) -> Abs {
        if den == 0 {
            return Abs::ZERO;
        }
        // Lengths of pages fit into 64 bits; 128 are many times slower and only for the rest.
        let near = self.0.checked_mul(num).and_then(|product| {
            let half = (den / 2).abs();
            product.checked_add(if product < 0 { -half } else { half })?.checked_div(den)
        });
        if let Some(quotient) = near {
            return Abs(quotient);
        }
        let product = i128::from(self.0) * i128::from(num);
        let half = (i128::from(den) / 2).abs();
        Abs(((product + if product < 0 { -half } else { half }) / i128::from(den)) as i64)
    }

    /// How many whole `unit`s fit (0 if `unit` is not positive).
    pub fn whole(self, unit: Abs) -> i64 {
        if unit.0 <= 0 { 0 } else { self.0.div_euclid(unit.0) }
    }

    /// The smallest number of whole `unit`s that is not less than this length (0 if `unit` is not positive).
    pub fn whole_up(self, unit: Abs) -> i64 {
        if unit.0 <= 0 { 0 } else { -(-self.0).div_euclid(unit.0) }
    }

    /// This length over another, as a plain number (0 over zero).
    pub fn over(self, other: Abs) -> f64 {
        if other.0 == 0 { 0.0 } else { self.0 as f64 / other.0 as f64 }
    }
}

impl std::fmt::Debug for Abs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}pt", (self.to_pt() * 1000.0).round() / 1000.0)
    }
}

impl Add for Abs {
    type Output = Abs;
    fn add(self, other: Abs) -> Abs {
        Abs(self.0 + other.0)
    }
}
impl Sub for Abs {
    type Output = Abs;
    fn sub(self, other: Abs) -> Abs {
        Abs(self.0 - other.0)
    }
}
impl Neg for Abs {
    type Output = Abs;
    fn neg(self) -> Abs {
        Abs(-self.0)
    }
}
impl Mul<i64> for Abs {
    type Output = Abs;
    fn mul(self, by: i64) -> Abs {
        Abs(self.0 * by)
    }
}
impl Div<i64> for Abs {
    type Output = Abs;
    /// Rounded towards zero; zero by zero is zero.
    fn div(self, by: i64) -> Abs {
        Abs(self.0.checked_div(by).unwrap_or(0))
    }
}
impl AddAssign for Abs {
    fn add_assign(&mut self, other: Abs) {
        self.0 += other.0;
    }
}
impl SubAssign for Abs {
    fn sub_assign(&mut self, other: Abs) {
        self.0 -= other.0;
    }
}
impl Sum for Abs {
    fn sum<I: Iterator<Item = Abs>>(iter: I) -> Abs {
        iter.fold(Abs::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_millimetres_are_whole() {
        assert_eq!(Abs::pt(1.0).to_raw(), 12_700);
        assert_eq!(Abs::mm(1.0).to_raw(), 36_000);
        assert_eq!(Abs::mm(25.4), Abs::pt(72.0));
    }

    #[test]
    fn mul_div_rounds_to_nearest_on_both_sides_of_zero() {
        assert_eq!(Abs::raw(7).mul_div(1, 2), Abs::raw(4));
        assert_eq!(Abs::raw(-7).mul_div(1, 2), Abs::raw(-4));
        assert_eq!(Abs::raw(7).mul_div(1, -2), Abs::raw(-4));
        assert_eq!(Abs::raw(5).mul_div(1, 4), Abs::raw(1));
        assert_eq!(Abs::raw(5).mul_div(1, 0), Abs::ZERO);
        // Beyond 64 bits in between.
        let far = 1 << 40;
        assert_eq!(Abs::raw(7 * far).mul_div(far, 2 * far), Abs::raw(7 * far / 2));
        assert_eq!(Abs::raw(-7).mul_div(i64::MAX, i64::MAX - 1), Abs::raw(-7));
        assert_eq!(Abs::raw(far + 1).mul_div(far, -2 * far), Abs::raw(-far / 2 - 1));
    }

    #[test]
    fn whole_counts_lines() {
        let line = Abs::pt(17.0);
        assert_eq!((line * 3).whole(line), 3);
        assert_eq!((line * 3).whole_up(line), 3);
        assert_eq!((line * 3 + Abs::raw(1)).whole_up(line), 4);
        assert_eq!((line * 3 - Abs::raw(1)).whole(line), 2);
    }
}
