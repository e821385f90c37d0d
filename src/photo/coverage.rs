//! How much ink a photo lays on paper. In: a photo as it goes to a press. Out: shares of the four inks.

use super::fault::contained;
use super::raster::Kind;
use super::{Encoding, Variant, jpeg};

/// How much ink a photo lays on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The mean of cyan, magenta, yellow and black, in percent.
    pub mean: [u8; 4],
    /// All inks together where most lies, in percent; a thousandth of the pixels may have more.
    pub most: u16,
}

/// What a photo in inks or gray lays on paper. `None` for one in other colours or that cannot be read.
pub fn coverage(variant: &Variant) -> Option<Coverage> {
    let decoded;
    let (samples, gray): (&[u8], bool) = match &variant.encoding {
        Encoding::Png | Encoding::Svg | Encoding::Page => return None,
        Encoding::Samples { .. } if variant.components == 3 => return None,
        Encoding::Samples { .. } => (&variant.bytes, variant.components == 1),
        Encoding::Jpeg { .. } => {
            let bytes = &variant.bytes;
            decoded = contained(|| jpeg::decode(bytes, &jpeg::read(bytes)?)).ok()?;
            match decoded.kind {
                Kind::Cmyk => (&decoded.samples, false),
                Kind::Gray => (&decoded.samples, true),
                _ => return None,
            }
        }
    };
    let mut sums = [0_u64; 4];
    let mut totals = vec![0_u64; 4 * 255 + 1];
    let mut count = 0;
    let mut see = |inks: [u8; 4]| {
        for (sum, ink) in sums.iter_mut().zip(inks) {
            *sum += u64::from(ink);
        }
        totals[inks.iter().map(|&ink| usize::from(ink)).sum::<usize>()] += 1;
        count += 1;
    };
    if gray {
        samples.iter().for_each(|&light| see([0, 0, 0, 255 - light]));
    } else {
        samples.as_chunks::<4>().0.iter().for_each(|&inks| see(inks));
    }
    if count == 0 {
        return None;
    }
    let mut above = 0;
    let most = totals.iter().rposition(|&pixels| {
        above += pixels;
        above * 1000 > count
    })?;
    let mean = sums.map(|sum| ((sum * 100 + count * 127) / (count * 255)) as u8);
    Some(Coverage { mean, most: ((most * 100 + 127) / 255) as u16 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_are_counted() {
        // Half of it paper, half of it 80 % of cyan and all of black.
        let bytes: Vec<u8> = [[0, 0, 0, 0], [204, 0, 0, 255]].concat();
        let variant = Variant {
            bytes: bytes.into(),
            width: 2,
            height: 1,
            components: 4,
            encoding: Encoding::Samples { alpha: None },
            profile: None,
        };
        assert_eq!(coverage(&variant), Some(Coverage { mean: [40, 0, 0, 50], most: 180 }));
        let gray = Variant { bytes: vec![255, 0].into(), components: 1, ..variant };
        assert_eq!(coverage(&gray), Some(Coverage { mean: [0, 0, 0, 50], most: 100 }));
    }
}
