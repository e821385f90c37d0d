//! Decoded pixels.

use super::block::Block;
use std::borrow::Cow;

/// What the samples of a pixel mean. Eight bits each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// 255 is white.
    Gray,
    /// Gray and opacity, not multiplied.
    GrayAlpha,
    /// Red, green, blue.
    Rgb,
    /// Red, green, blue and opacity, not multiplied.
    Rgba,
    /// 255 is full ink.
    Cmyk,
}

impl Kind {
    /// Samples a pixel.
    pub(super) fn channels(self) -> usize {
        match self {
            Kind::Gray => 1,
            Kind::GrayAlpha => 2,
            Kind::Rgb => 3,
            Kind::Rgba | Kind::Cmyk => 4,
        }
    }
}

/// Rows of pixels without padding.
#[derive(Clone, Debug)]
pub(super) struct Raster {
    /// What the samples mean.
    pub(super) kind: Kind,
    /// Pixels across.
    pub(super) width: u32,
    /// Pixels down.
    pub(super) height: u32,
    /// `width × height × channels` bytes.
    pub(super) samples: Block,
}

impl Raster {
    /// Whether it is drawn rather than photographed (a chart, a screen shot): at least half of its pixels
    /// equal their neighbour. Such pictures stay lossless, where JPEG would fringe their edges.
    pub(super) fn is_drawn(&self) -> bool {
        const ROWS: usize = 64;
        let channels = self.kind.channels();
        let row = self.width as usize * channels;
        let step = (self.height as usize / ROWS).max(1);
        let (mut same, mut all) = (0, 0);
        for row in self.samples.chunks_exact(row.max(1)).step_by(step) {
            let next = row.get(channels..).unwrap_or_default();
            same +=
                row.chunks_exact(channels).zip(next.chunks_exact(channels)).filter(|(a, b)| a == b).count();
            all += next.len() / channels;
        }
        same * 2 >= all
    }
}

/// Without its opacity, and the opacity by itself if any pixel is not opaque.
pub(super) fn split_alpha(raster: Cow<'_, Raster>) -> (Cow<'_, Raster>, Option<Vec<u8>>) {
    let kind = match raster.kind {
        Kind::GrayAlpha => Kind::Gray,
        Kind::Rgba => Kind::Rgb,
        _ => return (raster, None),
    };
    let channels = raster.kind.channels();
    let pixels = || raster.samples.chunks_exact(channels);
    let samples = pixels().flat_map(|p| &p[..channels - 1]).copied().collect();
    let opaque = pixels().all(|p| p[channels - 1] == 255);
    let alpha = (!opaque).then(|| pixels().map(|p| p[channels - 1]).collect());
    (Cow::Owned(Raster { kind, samples, ..*raster }), alpha)
}

/// Laid on white paper, if it has opacity.
pub(super) fn on_white(raster: Cow<'_, Raster>) -> Cow<'_, Raster> {
    let (mut raster, alpha) = split_alpha(raster);
    if let Some(alpha) = alpha {
        let channels = raster.kind.channels();
        let pixels = raster.to_mut().samples.chunks_exact_mut(channels);
        for (pixel, alpha) in pixels.zip(alpha) {
            for sample in pixel {
                *sample = 255 - mul(255 - *sample, alpha);
            }
        }
    }
    raster
}

/// The product of two shares of 255, rounded.
pub(super) fn mul(a: u8, b: u8) -> u8 {
    let product = u16::from(a) * u16::from(b) + 127;
    (product / 255) as u8
}
