//! A sheet of paper with flat shapes in a few inks, drawn as a PNG file.
//!
//! It is drawn in bands, each ink a mask of its coverage: the whole sheet in RGBA would be sixteen megabytes of memory to
//! go through for a page that is mostly paper. The file has a palette: paper, and the steps of each ink on it.

use crate::photo;
use tiny_skia::{FillRule, Mask, Path, Transform};

/// Rows of a band.
const BAND: u32 = 64;
/// Pixels that are looked at together.
const RUN: usize = 32;
/// How many inks there can be, and how many steps each has from paper to solid.
const INKS: usize = 3;
const STEPS: usize = 255 / INKS;

/// Shapes on paper.
pub(super) struct Sheet {
    width: u32,
    height: u32,
    paper: [u8; 3],
    /// What lies in each ink.
    inks: Vec<([u8; 3], Vec<Path>)>,
}

impl Sheet {
    /// An empty sheet of so many pixels.
    pub(super) fn new(width: u32, height: u32, paper: [u8; 3]) -> Sheet {
        Sheet { width, height, paper, inks: Vec::new() }
    }

    /// Fills a shape. A fourth ink is taken for the first.
    pub(super) fn fill(&mut self, path: Path, ink: [u8; 3]) {
        let known = self.inks.iter().position(|(known, _)| *known == ink);
        if known.is_none() && self.inks.len() < INKS {
            self.inks.push((ink, vec![path]));
        } else {
            self.inks[known.unwrap_or(0)].1.push(path);
        }
    }

    /// The sheet as a PNG file. `None` only if memory runs out.
    pub(super) fn png(&self) -> Option<Vec<u8>> {
        let mut samples = vec![0; self.width as usize * self.height as usize];
        let mut mask = Mask::new(self.width, BAND)?;
        for (n, band) in samples.chunks_mut((self.width * BAND) as usize).enumerate() {
            let top = n as f32 * BAND as f32;
            let touches = |path: &&Path| {
                let bounds = path.bounds();
                bounds.bottom() >= top && bounds.top() <= top + BAND as f32
            };
            for (ink, (_, paths)) in self.inks.iter().enumerate() {
                let mut touching = paths.iter().filter(touches).peekable();
                if touching.peek().is_none() {
                    continue;
                }
                mask.clear();
                for path in touching {
                    mask.fill_path(path, FillRule::Winding, true, Transform::from_translate(0.0, -top));
                }
                let base = (ink * STEPS) as u8;
                // Most of it is paper.
                let covered = band.chunks_mut(RUN).zip(mask.data().chunks(RUN));
                for (samples, coverage) in covered.filter(|(_, c)| c.iter().any(|&c| c > 0)) {
                    for (sample, coverage) in samples.iter_mut().zip(coverage) {
                        // Inks do not lie on each other; at an edge the later one shows.
                        let step = (usize::from(*coverage) * STEPS + 127) / 255;
                        if step > 0 {
                            *sample = base + step as u8;
                        }
                    }
                }
            }
        }
        photo::drawing(&samples, self.width, self.height, &self.palette())
    }

    /// Paper, then for each ink its steps.
    fn palette(&self) -> Vec<[u8; 3]> {
        let steps = |ink: [u8; 3]| {
            (1..=STEPS).map(move |step| {
                let mix = |paper: u8, ink: u8| {
                    let (paper, ink) = (usize::from(paper), usize::from(ink));
                    ((paper * (STEPS - step) + ink * step + STEPS / 2) / STEPS) as u8
                };
                [0, 1, 2].map(|c| mix(self.paper[c], ink[c]))
            })
        };
        [self.paper].into_iter().chain(self.inks.iter().flat_map(|(ink, _)| steps(*ink))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tiny_skia::{PathBuilder, Rect};

    #[test]
    fn shapes_lie_in_their_inks_across_bands() {
        let mut sheet = Sheet::new(40, 200, [250, 250, 250]);
        let bar =
            |x: f32, y: f32, w: f32, h: f32| PathBuilder::from_rect(Rect::from_xywh(x, y, w, h).unwrap());
        // Over two bands, half a pixel beyond its edge; and another ink.
        sheet.fill(bar(10.0, 60.0, 10.5, 70.0), [10, 20, 30]);
        sheet.fill(bar(30.0, 0.0, 10.0, 200.0), [200, 0, 0]);
        let decoded = image::load_from_memory(&sheet.png().unwrap()).unwrap().to_rgb8();
        assert_eq!(decoded.dimensions(), (40, 200));
        let at = |x, y| decoded.get_pixel(x, y).0;
        assert_eq!((at(0, 0), at(15, 59), at(15, 130)), ([250; 3], [250; 3], [250; 3]));
        for y in [60, 63, 64, 127, 128, 129] {
            assert_eq!(at(15, y), [10, 20, 30], "{y}");
        }
        let edge = at(20, 100);
        assert!((125..=135).contains(&edge[0]), "{edge:?}");
        assert_eq!((at(30, 0), at(39, 199)), ([200, 0, 0], [200, 0, 0]));
    }
}
