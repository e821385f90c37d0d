//! Logical axes: along the line (inline) and from line to line (block).

use super::{Abs, Point, Rect, Size};

/// How lines run and follow one another (CSS `writing-mode`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum WritingMode {
    /// 横排: lines run left to right and follow from top to bottom.
    #[default]
    Horizontal,
    /// 直排: lines run top to bottom and follow from right to left.
    VerticalRl,
}

/// A place in logical axes, from the start corner of what holds it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct LPoint {
    /// Along the line.
    pub inline: Abs,
    /// From line to line.
    pub block: Abs,
}

/// An extent in logical axes.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct LSize {
    /// Along the line (the measure).
    pub inline: Abs,
    /// From line to line.
    pub block: Abs,
}

/// An area in logical axes.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct LRect {
    /// The start corner.
    pub origin: LPoint,
    /// The extent.
    pub size: LSize,
}

impl LPoint {
    /// A point from its two coordinates.
    pub const fn new(inline: Abs, block: Abs) -> LPoint {
        LPoint { inline, block }
    }
}

impl std::ops::Add for LPoint {
    type Output = LPoint;
    fn add(self, other: LPoint) -> LPoint {
        LPoint::new(self.inline + other.inline, self.block + other.block)
    }
}

impl LSize {
    /// An extent from its two lengths.
    pub const fn new(inline: Abs, block: Abs) -> LSize {
        LSize { inline, block }
    }
}

impl LRect {
    /// An area from corner and extent.
    pub const fn new(origin: LPoint, size: LSize) -> LRect {
        LRect { origin, size }
    }

    /// The end along the line.
    pub fn inline_end(self) -> Abs {
        self.origin.inline + self.size.inline
    }

    /// The end from line to line.
    pub fn block_end(self) -> Abs {
        self.origin.block + self.size.block
    }
}

/// Turns logical places on a page of a known size into physical ones. `frame` does so with all of a page at last; before
/// it, `page` with the places that links lead to and with vertical passages on horizontal pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placement {
    /// How lines run.
    pub mode: WritingMode,
    /// The page, physically.
    pub page: Size,
}

impl Placement {
    /// The page in logical axes.
    pub fn logical_page(self) -> LSize {
        match self.mode {
            WritingMode::Horizontal => LSize::new(self.page.width, self.page.height),
            WritingMode::VerticalRl => LSize::new(self.page.height, self.page.width),
        }
    }

    /// A point of the page; physical y grows downwards.
    pub fn point(self, p: LPoint) -> Point {
        match self.mode {
            WritingMode::Horizontal => Point::new(p.inline, p.block),
            WritingMode::VerticalRl => Point::new(self.page.width - p.block, p.inline),
        }
    }

    /// An area of the page.
    pub fn rect(self, r: LRect) -> Rect {
        match self.mode {
            WritingMode::Horizontal => {
                Rect::new(self.point(r.origin), Size::new(r.size.inline, r.size.block))
            }
            WritingMode::VerticalRl => {
                let corner = LPoint::new(r.origin.inline, r.block_end());
                Rect::new(self.point(corner), Size::new(r.size.block, r.size.inline))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vertical_lines_start_at_the_right() {
        let page = Size::new(Abs::mm(140.0), Abs::mm(203.0));
        let place = Placement { mode: WritingMode::VerticalRl, page };
        assert_eq!(place.point(LPoint::default()), Point::new(page.width, Abs::ZERO));
        let area =
            LRect::new(LPoint::new(Abs::mm(10.0), Abs::mm(20.0)), LSize::new(Abs::mm(100.0), Abs::mm(5.0)));
        let got = place.rect(area);
        assert_eq!(got.origin, Point::new(Abs::mm(115.0), Abs::mm(10.0)));
        assert_eq!(got.size, Size::new(Abs::mm(5.0), Abs::mm(100.0)));
    }

    #[test]
    fn horizontal_axes_are_the_physical_ones() {
        let place =
            Placement { mode: WritingMode::Horizontal, page: Size::new(Abs::mm(210.0), Abs::mm(297.0)) };
        let p = LPoint::new(Abs::mm(3.0), Abs::mm(4.0));
        assert_eq!(place.point(p), Point::new(Abs::mm(3.0), Abs::mm(4.0)));
    }
}
