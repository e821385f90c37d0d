//! What stands where a photo cannot be set: a gray field with a frame and a cross, of the photo's shape.

use super::{Look, encode};
use std::sync::Arc;

/// Pixels on the longer side: enough to be seen, and no file of any size.
const LONG: u32 = 600;
const FIELD: u8 = 0xDD;
const LINE: u8 = 0x88;

/// A stand-in for a photo of so many pixels. It claims these pixels' shape only.
pub(super) fn look(path: &str, width: u32, height: u32) -> Option<Look> {
    let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let scale = f64::from(LONG) / width.max(height);
    let side = |length: f64| ((length * scale).round() as u32).max(8);
    let bytes: Arc<[u8]> = draw(side(width), side(height))?.into();
    // The name says what the photo is and not what stands in for it.
    let mut look = super::look("", &bytes).ok()?;
    path.clone_into(&mut look.photo.path);
    look.photo.held = Some(bytes);
    Some(look)
}

fn draw(width: u32, height: u32) -> Option<Vec<u8>> {
    let mut samples = Vec::with_capacity((width * height) as usize);
    for y in 0..height {
        for x in 0..width {
            let edge = x.min(y).min(width - 1 - x).min(height - 1 - y) < 3;
            // How far the diagonals are from this row, in pixels across.
            let down = f64::from(y) / f64::from(height - 1) * f64::from(width - 1);
            let near = |at: f64| (f64::from(x) - at).abs() < 2.0;
            let line = edge || near(down) || near(f64::from(width - 1) - down);
            samples.push(u8::from(line));
        }
    }
    encode::drawing(&samples, width, height, &[[FIELD; 3], [LINE; 3]])
}
