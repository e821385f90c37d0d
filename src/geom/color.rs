//! Colours and lines as a theme names them.

use super::Abs;

/// A colour. Text in pure black is `Gray(0)`, so that a press prints it with black ink only.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Color {
    /// 0 is black, 255 is white.
    Gray(u8),
    /// sRGB.
    Rgb([u8; 3]),
    /// Ink in percent: cyan, magenta, yellow, black.
    Cmyk([u8; 4]),
}

impl Color {
    /// Pure black.
    pub const BLACK: Color = Color::Gray(0);
}

/// Width and colour of a drawn line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// Its width.
    pub width: Abs,
    /// Its colour.
    pub color: Color,
}
