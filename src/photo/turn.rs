//! Which way up: the eight orientations of EXIF (tag 0x0112, CIPA DC-008 section 4.6.4).

use super::block::Block;
use super::raster::Raster;
use std::borrow::Cow;

/// How stored rows become an upright picture. A place `(u, v)` of the upright picture, each 0 to 1, is looked
/// up by swapping the two if `transpose`, then counting across and down from the far end if mirrored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Turn {
    transpose: bool,
    mirror_x: bool,
    mirror_y: bool,
}

impl Turn {
    /// From the value of the EXIF tag. What is no orientation is upright, as everyone reads it.
    pub(super) fn from_exif(value: u32) -> Turn {
        let (transpose, mirror_x, mirror_y) = match value {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, false, true),
            7 => (true, true, true),
            8 => (true, true, false),
            _ => (false, false, false),
        };
        Turn { transpose, mirror_x, mirror_y }
    }

    /// Whether the rows are upright as stored.
    pub(super) fn is_upright(self) -> bool {
        self == Turn::default()
    }

    /// Width and height in the other of the two systems (it is its own inverse).
    pub(super) fn size<T>(self, width: T, height: T) -> (T, T) {
        if self.transpose { (height, width) } else { (width, height) }
    }

    /// A part of the upright picture (left, top, width, height in shares) as a part of the stored rows.
    pub(super) fn stored_part(self, [left, top, width, height]: [f64; 4]) -> [f64; 4] {
        let (mut x, mut y) = self.size(left, top);
        let (w, h) = self.size(width, height);
        if self.mirror_x {
            x = 1.0 - x - w;
        }
        if self.mirror_y {
            y = 1.0 - y - h;
        }
        [x, y, w, h]
    }

    /// The picture upright.
    pub(super) fn apply(self, stored: Cow<'_, Raster>) -> Cow<'_, Raster> {
        if self.is_upright() {
            return stored;
        }
        let samples = match stored.kind.channels() {
            1 => self.samples::<1>(&stored),
            2 => self.samples::<2>(&stored),
            3 => self.samples::<3>(&stored),
            _ => self.samples::<4>(&stored),
        };
        let (width, height) = self.size(stored.width, stored.height);
        Cow::Owned(Raster { kind: stored.kind, width, height, samples })
    }

    fn samples<const N: usize>(self, stored: &Raster) -> Block {
        // Rows and columns go crosswise through memory; in squares of this side both ends stay in the cache.
        const SIDE: usize = 32;
        let (stored_width, stored_height) = (stored.width as usize, stored.height as usize);
        let (width, height) = self.size(stored_width, stored_height);
        let pixels = stored.samples.as_chunks::<N>().0;
        let mut out = Block::zeroed(pixels.len() * N);
        let upright = out.as_chunks_mut::<N>().0;
        for top in (0..height).step_by(SIDE) {
            for left in (0..width).step_by(SIDE) {
                for v in top..(top + SIDE).min(height) {
                    for u in left..(left + SIDE).min(width) {
                        let (mut x, mut y) = self.size(u, v);
                        if self.mirror_x {
                            x = stored_width - 1 - x;
                        }
                        if self.mirror_y {
                            y = stored_height - 1 - y;
                        }
                        upright[v * width + u] = pixels[y * stored_width + x];
                    }
                }
            }
        }
        out
    }
}
