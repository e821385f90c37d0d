//! A device link: the way from one device's colours to another's, worked out once on a grid and then looked up
//! for each pixel.

/// A table from the samples of one device to those of another. Its grid runs through the last input fastest.
#[derive(Debug)]
pub(super) enum Link {
    /// One sample to one.
    Curve(Box<[u8; 256]>),
    /// Three samples, on a grid of [`SIDE_3`] points a side.
    Three(Vec<u16>, Out),
    /// Four samples, on a grid of [`SIDE_4`] points a side.
    Four(Vec<u16>, Out),
}

/// How many samples come out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Out {
    Gray,
    Ink,
}

/// Points a side of the grid for three samples.
pub(super) const SIDE_3: usize = 33;
/// Points a side of the grid for four samples.
pub(super) const SIDE_4: usize = 17;
/// What a table holds for a whole sample: 255 × 128, which leaves room for weights of 256 in 32 bits.
pub(super) const WHOLE: f32 = 32_640.0;

/// The inputs of a grid's points, in its order, each 0 to 1.
pub(super) fn grid(inputs: usize) -> Vec<f32> {
    let side = if inputs == 3 { SIDE_3 } else { SIDE_4 };
    let points = side.pow(inputs as u32);
    let mut out = Vec::with_capacity(points * inputs);
    for point in 0..points {
        for input in (0..inputs).rev() {
            out.push((point / side.pow(input as u32) % side) as f32 / (side - 1) as f32);
        }
    }
    out
}

impl Link {
    /// The samples of a picture in the other device's colours.
    pub(super) fn apply(&self, samples: &[u8]) -> Vec<u8> {
        match self {
            Link::Curve(curve) => samples.iter().map(|&s| curve[usize::from(s)]).collect(),
            Link::Three(table, Out::Gray) => three::<1>(table, samples),
            Link::Three(table, Out::Ink) => three::<4>(table, samples),
            Link::Four(table, Out::Gray) => four::<1>(table, samples),
            Link::Four(table, Out::Ink) => four::<4>(table, samples),
        }
    }
}

/// The cell below a sample, and how far into the cell it is, of 256.
fn cell(sample: u8, side: usize) -> (usize, u32) {
    let at = u32::from(sample) * (side as u32 - 1) * 256 / 255;
    ((at >> 8) as usize, at & 0xFF)
}

/// Between the four corners of the tetrahedron that a colour lies in: with three inputs, the walk from the cell's
/// lowest corner to its highest goes along the axes in the order of their shares.
fn between<const OUT: usize>(table: &[u16], at: usize, mut axes: [(u32, usize); 3]) -> [u32; OUT] {
    // Largest share first.
    if axes[0].0 < axes[1].0 {
        axes.swap(0, 1);
    }
    if axes[1].0 < axes[2].0 {
        axes.swap(1, 2);
    }
    if axes[0].0 < axes[1].0 {
        axes.swap(0, 1);
    }
    let mut weight = 256 - axes[0].0;
    let mut at = at;
    let mut sum = [0; OUT];
    for step in 0..4 {
        // A share of 0 may point past the grid; it adds nothing then.
        if weight > 0 {
            for (sum, &value) in sum.iter_mut().zip(&table[at * OUT..at * OUT + OUT]) {
                *sum += weight * u32::from(value);
            }
        }
        if let Some(&(share, stride)) = axes.get(step) {
            weight = share - axes.get(step + 1).map_or(0, |next| next.0);
            at += stride;
        }
    }
    sum
}

fn three<const OUT: usize>(table: &[u16], samples: &[u8]) -> Vec<u8> {
    const S: usize = SIDE_3;
    let mut out = Vec::with_capacity(samples.len() / 3 * OUT);
    for &[a, b, c] in samples.as_chunks::<3>().0 {
        let ((a, x), (b, y), (c, z)) = (cell(a, S), cell(b, S), cell(c, S));
        let sum: [u32; OUT] = between(table, (a * S + b) * S + c, [(x, S * S), (y, S), (z, 1)]);
        out.extend(sum.map(|s| rounded(u64::from(s), 1 << 15)));
    }
    out
}

fn four<const OUT: usize>(table: &[u16], samples: &[u8]) -> Vec<u8> {
    const S: usize = SIDE_4;
    let mut out = Vec::with_capacity(samples.len() / 4 * OUT);
    for &[c, m, y, k] in samples.as_chunks::<4>().0 {
        let ((c, u), (m, v), (y, w), (k, rest)) = (cell(c, S), cell(m, S), cell(y, S), cell(k, S));
        // Black, the last, is a line between two tables of three inks.
        let at = ((c * S + m) * S + y) * S + k;
        let axes = [(u, S * S * S), (v, S * S), (w, S)];
        let low: [u32; OUT] = between(table, at, axes);
        let high: [u32; OUT] = if rest > 0 { between(table, at + 1, axes) } else { low };
        for (low, high) in low.into_iter().zip(high) {
            let sum = u64::from(low) * u64::from(256 - rest) + u64::from(high) * u64::from(rest);
            out.push(rounded(sum, 1 << 23));
        }
    }
    out
}

fn rounded(sum: u64, whole: u64) -> u8 {
    ((sum + whole / 2) / whole).min(255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table that gives back what it is asked for.
    fn same(inputs: usize, take: impl Fn(&[f32]) -> Vec<f32>) -> Vec<u16> {
        grid(inputs).chunks(inputs).flat_map(take).map(|s| (s * WHOLE).round() as u16).collect()
    }

    #[test]
    fn what_is_straight_stays_exact() {
        let three = Link::Three(same(3, |p| vec![p[0], p[1], p[2], 1.0 - p[1]]), Out::Ink);
        let four = Link::Four(same(4, <[f32]>::to_vec), Out::Ink);
        for a in (0..=255).step_by(5) {
            for b in [0, 1, 7, 100, 254, 255] {
                let c: u8 = 255 - a;
                let near = |x: &[u8], y: &[u8]| x.iter().zip(y).all(|(x, y)| x.abs_diff(*y) <= 1);
                let seen = three.apply(&[a, b, c]);
                assert!(near(&seen, &[a, b, c, 255 - b]), "{a} {b} {c}: {seen:?}");
                let seen = four.apply(&[a, b, c, 255 - b]);
                assert!(near(&seen, &[a, b, c, 255 - b]), "{a} {b} {c}: {seen:?}");
            }
        }
    }

    #[test]
    fn ends_are_met() {
        let gray = Link::Three(same(3, |p| vec![(p[0] + p[1] + p[2]) / 3.0]), Out::Gray);
        assert_eq!(gray.apply(&[0, 0, 0, 255, 255, 255]), [0, 255]);
    }
}
